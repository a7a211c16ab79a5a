// Signs: marks, how far they reach and names of places, as one drawing over the map, whatever their number.
import { frameOf } from "./map_land.js";

const AREAS = new Set(["district", "region", "area"]);
const CELL = 44;
const NO_CLUSTERS = 9;
const PAD = 0.1;
const LETTER = 6.3;
const MOST_AREAS = 60;
const SVG = "http://www.w3.org/2000/svg";

const sideClass = (mark) => (mark.colour < 0 ? "side-none" : `side${mark.colour}`);
const short = (n) => (n < 1000 ? String(n) : `${Math.round(n / 100) / 10}k`);
const sizeOf = (n) => Math.round(10 * Math.min(21, 8 + 3.1 * Math.log10(n + 1) * 1.6)) / 10;
export const isArea = (mark) => AREAS.has(mark.precision);

// A mark's sign: filled by how sure it sounds, ringed twice when more than one origin tells it. As words,
// since a browser makes many of them so in half the time; only numbers and our own names stand in them.
const drawing = ({ claims, marks }) => {
  const r = sizeOf(claims);
  const weight = marks.reduce((sum, m) => sum + m.weight * m.claims, 0) / claims;
  const is = (test) => marks.every(test);
  const isDirection = is((m) => m.precision === "direction" || m.relation === "toward" || m.relation === "from");
  const isBroad = is((m) => isArea(m) || m.precision === "country");
  const side = r * 0.9;
  const shape = isBroad ? `rect x="${-side}" y="${-side}" width="${side * 2}" height="${side * 2}" rx="3"` : `circle r="${r}"`;
  const dashes = isBroad || is((m) => m.relation === "near") ? ' stroke-dasharray="3 2"' : "";
  const parts = [`<${shape} class="ground"/>`, `<${shape} class="body"${dashes} fill-opacity="${(0.15 + 0.85 * weight ** 1.6).toFixed(2)}"/>`];
  if (marks.some((m) => m.told > 1)) parts.unshift(`<circle r="${r + 3.5}" class="told"/>`);
  if (isDirection) {
    const away = is((m) => m.relation === "from");
    parts.push(`<path class="arrow" d="${away ? `M${r + 1} 0h7m-3.5-3.5l3.5 3.5l-3.5 3.5` : `M${-r - 8} 0h7m-3.5-3.5l3.5 3.5l-3.5 3.5`}"/>`);
  }
  if (claims > 1 || marks.length > 1) parts.push(`<text y="4" class="${weight > 0.62 ? "on-body" : "on-ground"}">${short(claims)}</text>`);
  return parts.join("");
};

const words = ({ claims, marks }) => {
  const [first] = marks;
  if (marks.length === 1) return `${first.label}: ${first.claims} (${first.words})`;
  return `${marks.slice(0, 4).map((m) => m.label).join(", ")}${marks.length > 4 ? " …" : ""}: ${claims}`;
};

const made = (marks) => ({ marks, x: marks[0].x, y: marks[0].y, claims: 0, beside: 0, svg: "" });

// Marks that would lie on one another are drawn as one, at the place with most claims.
const clustered = (marks, zoom) => {
  if (zoom >= NO_CLUSTERS) return marks.map((m) => made([m]));
  const scale = 2 ** zoom;
  const found = [];
  const cells = new Map(); // a cluster can only be near those of its cell and the eight around it
  for (const mark of marks) { // the one with most claims comes first
    const [x, y] = [mark.x * scale, mark.y * scale];
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    let near = null;
    for (let i = column - 1; i <= column + 1 && !near; i += 1) {
      for (let j = row - 1; j <= row + 1 && !near; j += 1) {
        near = cells.get(i * 65536 + j)?.find((c) => Math.hypot(c.x * scale - x, c.y * scale - y) < CELL) || null;
      }
    }
    if (near) { near.marks.push(mark); continue; }
    const fresh = made([mark]);
    const key = column * 65536 + row;
    found.push(fresh);
    if (cells.has(key)) cells.get(key).push(fresh);
    else cells.set(key, [fresh]);
  }
  return found;
};

export const signsOn = (L, map, pane, open) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.classList.add("signs");
  const layer = (name) => { const g = document.createElementNS(SVG, "g"); g.classList.add(name); svg.append(g); return g; };
  const [towns, reaches, signs] = [layer("towns"), layer("reaches"), layer("marks")];
  pane.append(svg);
  let marks = [];
  let shown = []; // the groups that are drawn, in order
  let atZoom = new Map();

  const groupsAt = (zoom) => {
    if (!atZoom.has(zoom)) {
      const groups = clustered(marks, zoom);
      const taken = new Map(); // one place in several relations: drawn side by side
      for (const group of groups) {
        const spot = `${group.x}:${group.y}`;
        group.claims = group.marks.reduce((sum, m) => sum + m.claims, 0);
        group.beside = taken.get(spot) || 0;
        taken.set(spot, group.beside + 1);
      }
      atZoom.set(zoom, groups);
    }
    return atZoom.get(zoom);
  };

  const reach = (mark, scale, at, chosen) => {
    const kind = isArea(mark) || mark.precision === "direction" ? "area" : "ring";
    const pixels = ((mark.radius_km || 0) * 1000) / (40075016 * Math.cos(mark.lat * Math.PI / 180) / (256 * scale));
    if (mark.precision === "country" || pixels < (kind === "area" ? 30 : 14) || pixels > 900) return "";
    const fill = kind === "area" ? ` fill="url(#hatch${mark.colour < 0 ? "-none" : mark.colour})"` : "";
    return `<circle class="reach ${kind} ${sideClass(mark)}${mark === chosen ? " chosen" : ""}" cx="${at[0]}" cy="${at[1]}" r="${pixels.toFixed(1)}"${fill}/>`;
  };

  const draw = (chosen) => {
    const zoom = map.getZoom();
    const scale = 2 ** zoom;
    const { corner, width, height } = frameOf(map, PAD);
    const origin = map.getPixelOrigin().add(corner);
    const place = (one) => [Math.round(10 * (one.x * scale - origin.x)) / 10, Math.round(10 * (one.y * scale - origin.y)) / 10];
    const held = signs.contains(document.activeElement) ? shown[Number(document.activeElement.dataset.n)]?.marks[0] : null;
    shown = [];
    const [circles, drawn] = [[], []];
    for (const group of groupsAt(zoom)) {
      const at = place(group);
      if (at[0] < 0 || at[1] < 0 || at[0] > width || at[1] > height) continue;
      group.at = [at[0] + 24 * group.beside, at[1]];
      group.svg ||= drawing(group);
      drawn.push(`<g class="mark ${sideClass(group.marks[0])}" transform="translate(${group.at[0]} ${group.at[1]})" role="button" tabindex="-1" data-n="${shown.length}">${group.svg}</g>`);
      shown.push(group);
      for (const mark of group.marks) {
        if (mark === chosen || circles.length < MOST_AREAS) {
          const circle = reach(mark, scale, place(mark), chosen);
          if (circle) circles.push(circle);
        }
      }
    }
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    L.DomUtil.setPosition(svg, corner);
    towns.replaceChildren();
    reaches.innerHTML = circles.join("");
    signs.innerHTML = drawn.join("");
    shown.forEach((group, n) => { signs.children[n].setAttribute("aria-label", words(group)); });
    const again = held ? shown.findIndex((g) => g.marks.includes(held)) : -1;
    if (signs.children.length) signs.children[Math.max(again, 0)].setAttribute("tabindex", "0");
    if (again >= 0) signs.children[again].focus({ preventScroll: true });
    else if (held) map.getContainer().focus({ preventScroll: true });
  };

  // The names of places come once the marks are seen: those that claims name, then the largest towns.
  const label = async () => {
    const zoom = map.getZoom();
    const drawn = shown;
    let found = [];
    if (zoom >= 5.5 && !map.getContainer().dataset.tiles) {
      const b = map.getBounds();
      const edges = Object.entries({ south: b.getSouth(), west: b.getWest(), north: b.getNorth(), east: b.getEast() });
      const answer = await fetch(`/map/towns.json?${edges.map(([k, v]) => `${k}=${v.toFixed(2)}`).join("&")}`);
      if (shown !== drawn) return;
      if (answer.ok) found = await answer.json();
      if (shown !== drawn) return;
    }
    const taken = drawn.map(({ at, claims }) => {
      const half = sizeOf(claims) + 5;
      return [at[0] - half, at[1] - half, at[0] + half, at[1] + half];
    });
    const isFree = (box) => taken.every((t) => box[0] > t[2] || box[2] < t[0] || box[1] > t[3] || box[3] < t[1]);
    const fresh = [];
    const write = (name, [x, y], from, kind) => {
      const box = [x + from - 3, y - 9, x + from + name.length * LETTER + 6, y + 9];
      if (!isFree(box)) return false;
      taken.push(box);
      const text = document.createElementNS(SVG, "text");
      text.textContent = name;
      text.setAttribute("class", kind);
      text.setAttribute("x", x + from);
      text.setAttribute("y", y + 4);
      fresh.push(text);
      return true;
    };
    const own = new Set();
    if (zoom >= 5.5) {
      for (const { at, claims, marks: [first, more] } of drawn) {
        if (more) continue;
        own.add(first.label);
        write(first.label, at, sizeOf(claims) + 9, "town own");
      }
    }
    const { corner } = frameOf(map, PAD);
    for (const [name, lat, lon] of found) {
      const p = map.latLngToLayerPoint([lat, lon]).subtract(corner);
      if (own.has(name) || !isFree([p.x - 3, p.y - 3, p.x + 3, p.y + 3]) || !write(name, [p.x, p.y], 6, "town")) continue;
      const dot = document.createElementNS(SVG, "circle");
      for (const [key, value] of [["class", "town"], ["cx", p.x], ["cy", p.y], ["r", 2]]) dot.setAttribute(key, value);
      fresh.push(dot);
    }
    towns.replaceChildren(...fresh);
  };

  const groupOf = (event) => {
    const sign = event.target.closest?.(".mark");
    return sign ? [shown[Number(sign.dataset.n)], sign] : [null, null];
  };
  svg.addEventListener("pointerover", (event) => {
    const [group, sign] = groupOf(event);
    if (!group || sign.querySelector("title")) return;
    const title = document.createElementNS(SVG, "title");
    title.textContent = words(group);
    sign.prepend(title);
  });
  svg.addEventListener("click", (event) => {
    const [group] = groupOf(event);
    if (group && !map.dragging.moved()) open(group.marks);
  });
  // One mark is reached by Tab; from there the arrows lead to the nearest one on each side.
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  svg.addEventListener("keydown", (event) => {
    const [group, sign] = groupOf(event);
    if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(group.marks);
    } else if (WAYS[event.key]) {
      event.preventDefault();
      event.stopPropagation(); // the map would move, too
      const [dx, dy] = WAYS[event.key];
      const far = (g) => {
        const [x, y] = [g.at[0] - group.at[0], g.at[1] - group.at[1]];
        const along = x * dx + y * dy;
        return along > 0 ? along + 2 * Math.abs(x * dy + y * dx) : Infinity;
      };
      const next = shown.reduce((best, g) => (far(g) < far(best) ? g : best), group);
      if (next === group) return;
      sign.setAttribute("tabindex", "-1");
      const to = signs.children[shown.indexOf(next)];
      to.setAttribute("tabindex", "0");
      to.focus({ preventScroll: true });
    }
  });

  return {
    draw,
    label,
    // Zooms that may be asked for next are made ready while nothing else is.
    prepare: (zoom) => { if (marks.length) groupsAt(zoom); },
    set: (fresh) => { marks = fresh; atZoom = new Map(); },
  };
};
