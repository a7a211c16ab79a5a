// Land: outlines on one canvas. Points are set once, in units of the world at zoom 0; a zoom only scales them.
const PAD = 0.3;
const WORLD = 256;

// Web Mercator, as the map has it: at zoom z a pixel is 2^z of these units.
export const unitsOf = (lat, lon) => {
  const bound = Math.max(-85.0511, Math.min(85.0511, lat));
  const y = WORLD / 2 - (WORLD / (2 * Math.PI)) * Math.log(Math.tan(Math.PI / 4 + (bound * Math.PI) / 360));
  return [((lon + 180) / 360) * WORLD, y];
};

// What is seen, and so much beyond its edges, in pixels of the map's own layers.
export const frameOf = (map, pad) => {
  const size = map.getSize();
  const corner = map.containerPointToLayerPoint([-Math.round(size.x * pad), -Math.round(size.y * pad)]);
  return { corner, width: Math.round(size.x * (1 + 2 * pad)), height: Math.round(size.y * (1 + 2 * pad)) };
};

const traced = (rings, isClosed) => {
  const part = { path: new Path2D(), west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const ring of rings) {
    ring.forEach(([lon, lat], n) => {
      const [x, y] = unitsOf(lat, lon);
      if (n) part.path.lineTo(x, y);
      else part.path.moveTo(x, y);
      part.west = Math.min(part.west, x);
      part.east = Math.max(part.east, x);
      part.north = Math.min(part.north, y);
      part.south = Math.max(part.south, y);
    });
    if (isClosed) part.path.closePath();
  }
  return part;
};

export const landOn = (L, map, pane) => {
  const canvas = L.DomUtil.create("canvas", "land", pane);
  const pen = canvas.getContext("2d");
  let land = [];
  let disputed = [];
  let colours = null;

  const draw = () => {
    if (!land.length) return;
    // The style sheet names the colours: one property each, since a canvas has no classes.
    const style = colours ? null : getComputedStyle(canvas);
    colours ||= { fill: style.color, coast: style.outlineColor, disputed: style.caretColor };
    const { corner, width, height } = frameOf(map, PAD);
    const dots = globalThis.devicePixelRatio || 1;
    L.DomUtil.setPosition(canvas, corner);
    canvas.width = width * dots; // empties it, too
    canvas.height = height * dots;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const scale = 2 ** map.getZoom();
    const origin = map.getPixelOrigin().add(corner);
    const box = [origin.x / scale, origin.y / scale, (origin.x + width) / scale, (origin.y + height) / scale];
    const near = (part) => part.west < box[2] && part.east > box[0] && part.north < box[3] && part.south > box[1];
    pen.setTransform(scale * dots, 0, 0, scale * dots, -origin.x * dots, -origin.y * dots);
    pen.fillStyle = colours.fill;
    pen.strokeStyle = colours.coast;
    pen.lineWidth = 0.8 / scale;
    pen.setLineDash([]);
    for (const part of land.filter(near)) {
      pen.fill(part.path, "evenodd");
      pen.stroke(part.path);
    }
    pen.strokeStyle = colours.disputed;
    pen.lineWidth = 2 / scale;
    pen.setLineDash([7 / scale, 5 / scale]);
    for (const part of disputed.filter(near)) pen.stroke(part.path);
    canvas.dataset.parts = land.filter(near).length;
    canvas.dataset.disputed = disputed.filter(near).length;
  };

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { colours = null; draw(); });
  fetch("/map/outlines.geojson").then((answer) => answer.json()).then((world) => {
    for (const { properties, geometry } of world.features) {
      // Each island and each piece of land by itself: Russia alone is a third of the world's coasts.
      if (properties.kind === "disputed") disputed.push(...geometry.coordinates.map((line) => traced([line], false)));
      else land.push(...geometry.coordinates.map((rings) => traced(rings, true)));
    }
    draw();
  });
  return { draw };
};
