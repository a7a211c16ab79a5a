// The map: marks over outlines of our own; nothing is asked of another machine unless tiles are set.
import { leaflet as L } from "/static/lib/leaflet/index.js";

const box = document.getElementById("map");
const besideMap = () => document.getElementById("at"); // the list may come later than the map
const AREAS = new Set(["district", "region", "area"]);
const CELL = 44;
const NO_CLUSTERS = 9;

const view = (() => {
  const [z, lat, lon] = location.hash.slice(1).split("/").map(Number);
  return [z, lat, lon].every(Number.isFinite) && location.hash.length > 3 ? { z, lat, lon } : null;
})();

const map = L.map(box, { minZoom: 2, maxZoom: 14, worldCopyJump: true, zoomSnap: 0.5, attributionControl: false, preferCanvas: false, zoomAnimation: false, markerZoomAnimation: false, fadeAnimation: false });
L.control.scale({ imperial: false }).addTo(map);
map.createPane("land").style.zIndex = 210;
map.createPane("areas").style.zIndex = 390;
map.createPane("towns").style.zIndex = 300;
map.setView(view ? [view.lat, view.lon] : [48.6, 35], view ? view.z : 5);

if (box.dataset.tiles) {
  L.tileLayer(box.dataset.tiles, { maxZoom: 19, referrerPolicy: "no-referrer" }).addTo(map);
  box.classList.add("tiled");
}

const sideClass = (mark) => (mark.colour < 0 ? "side-none" : `side${mark.colour}`);
const short = (n) => (n < 1000 ? String(n) : `${Math.round(n / 100) / 10}k`);
const sizeOf = (n) => Math.min(21, 8 + 3.1 * Math.log10(n + 1) * 1.6);

// A mark's sign: filled by how sure it sounds, ringed twice when more than one origin tells it. As words,
// since a browser makes many of them so in half the time; only numbers and our own names stand in them.
const sign = (n, marks) => {
  const r = Math.round(sizeOf(n) * 10) / 10;
  const half = Math.ceil(r + 9);
  const weight = marks.reduce((sum, m) => sum + m.weight * m.claims, 0) / n;
  const is = (test) => marks.every(test);
  const isDirection = is((m) => m.precision === "direction" || m.relation === "toward" || m.relation === "from");
  const isBroad = is((m) => AREAS.has(m.precision) || m.precision === "country");
  const side = r * 0.9;
  const shape = isBroad ? `rect x="${-side}" y="${-side}" width="${side * 2}" height="${side * 2}" rx="3"` : `circle r="${r}"`;
  const dashes = isBroad || is((m) => m.relation === "near") ? ' stroke-dasharray="3 2"' : "";
  const parts = [`<${shape} class="ground"/>`, `<${shape} class="body"${dashes} fill-opacity="${(0.15 + 0.85 * weight ** 1.6).toFixed(2)}"/>`];
  if (marks.some((m) => m.told > 1)) parts.unshift(`<circle r="${r + 3.5}" class="told"/>`);
  if (isDirection) {
    const away = is((m) => m.relation === "from");
    parts.push(`<path class="arrow" d="${away ? `M${r + 1} 0h7m-3.5-3.5l3.5 3.5l-3.5 3.5` : `M${-r - 8} 0h7m-3.5-3.5l3.5 3.5l-3.5 3.5`}"/>`);
  }
  if (n > 1 || marks.length > 1) parts.push(`<text y="4" class="${weight > 0.62 ? "on-body" : "on-ground"}">${short(n)}</text>`);
  const size = 2 * half;
  return { half, html: `<svg viewBox="${-half} ${-half} ${size} ${size}" width="${size}" height="${size}" class="sign-svg ${sideClass(marks[0])}">${parts.join("")}</svg>` };
};

const icon = (n, marks, beside) => {
  const { html, half } = sign(n, marks);
  return L.divIcon({ html, className: "mark", iconSize: [2 * half, 2 * half], iconAnchor: [half - 24 * beside, half] });
};

const addressOf = (mark) => {
  const address = new URL(box.dataset.at, location.origin);
  for (const [key, value] of [["at_name", mark.name], ["at_lat", mark.lat], ["at_lon", mark.lon], ["at_relation", mark.relation]]) address.searchParams.set(key, value);
  return address;
};

const element = (name, words, className) => {
  const made = document.createElement(name);
  if (words !== undefined) made.textContent = words;
  if (className) made.className = className;
  return made;
};

let chosen = null;
const show = async (mark, move) => {
  chosen = mark;
  const at = besideMap();
  const before = drawn;
  if (move) map.setView([mark.lat, mark.lon], Math.max(map.getZoom(), AREAS.has(mark.precision) ? 7 : 9.5));
  if (drawn === before) draw();
  if (!at) return;
  const head = element("h2", mark.label);
  head.tabIndex = -1;
  at.replaceChildren(head, element("p", mark.words, "dim"));
  const answer = await fetch(addressOf(mark));
  if (!answer.ok || chosen !== mark) return;
  const part = element("div");
  part.innerHTML = await answer.text(); // made by the server, which escapes every word
  at.append(part);
  at.scrollIntoView({ block: "nearest" });
};

let marks = [];
const drawnMarks = L.layerGroup().addTo(map);
const drawnAreas = L.layerGroup().addTo(map);

// Marks that would lie on one another are drawn as one, at the place with most claims.
const clusters = (shown) => {
  const zoom = map.getZoom();
  if (zoom >= NO_CLUSTERS) return shown.map((m) => [m]);
  const found = [];
  const cells = new Map(); // a cluster can only be near those of its cell and the eight around it
  const cell = (x, y) => `${x}:${y}`;
  for (const mark of shown) { // the one with most claims comes first
    const p = map.project([mark.lat, mark.lon], zoom);
    const [x, y] = [Math.floor(p.x / CELL), Math.floor(p.y / CELL)];
    let near = null;
    for (let i = x - 1; i <= x + 1 && !near; i += 1) {
      for (let j = y - 1; j <= y + 1 && !near; j += 1) {
        near = cells.get(cell(i, j))?.find((c) => Math.hypot(c.p.x - p.x, c.p.y - p.y) < CELL) || null;
      }
    }
    if (near) { near.marks.push(mark); continue; }
    const fresh = { p, marks: [mark] };
    found.push(fresh);
    if (!cells.has(cell(x, y))) cells.set(cell(x, y), []);
    cells.get(cell(x, y)).push(fresh);
  }
  return found.map((c) => c.marks);
};

let shownMarks = []; // where labels must not lie
let drawn = 0;
function draw() {
  box.dataset.drawn = String(drawn += 1);
  shownMarks = [];
  drawnMarks.clearLayers();
  drawnAreas.clearLayers();
  const bounds = map.getBounds().pad(0.08);
  const shown = marks.filter((m) => bounds.contains([m.lat, m.lon]));
  const zoom = map.getZoom();
  let areas = 0;
  const taken = new Map(); // one place in several relations: drawn side by side
  for (const group of clusters(shown)) {
    const [first] = group;
    const claims = group.reduce((sum, m) => sum + m.claims, 0);
    const name = group.length === 1 ? `${first.label}: ${first.claims}` : `${group.slice(0, 4).map((m) => m.label).join(", ")}${group.length > 4 ? " …" : ""}: ${claims}`;
    const spot = `${first.lat}:${first.lon}`;
    const beside = taken.get(spot) || 0;
    taken.set(spot, beside + 1);
    const marker = L.marker([first.lat, first.lon], { icon: icon(claims, group, beside), title: group.length === 1 ? `${name} (${first.words})` : name, alt: name, riseOnHover: true });
    marker.on("click keypress", (event) => {
      if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
      if (group.length === 1) show(first, false);
      else map.fitBounds(L.latLngBounds(group.map((m) => [m.lat, m.lon])).pad(0.3), { maxZoom: Math.max(zoom + 2, 6) });
    });
    drawnMarks.addLayer(marker);
    shownMarks.push({ at: [first.lat, first.lon], half: sizeOf(claims) + 5, shift: 24 * beside, name: group.length === 1 ? first.label : "" });
    for (const mark of group) {
      const metres = (mark.radius_km || 0) * 1000;
      const pixels = metres / (40075016 * Math.cos(mark.lat * Math.PI / 180) / (256 * 2 ** zoom));
      const isArea = AREAS.has(mark.precision) || mark.precision === "direction";
      if (mark.precision === "country" || pixels < (isArea ? 30 : 14) || pixels > 900) continue;
      if (mark !== chosen && (areas += 1) > 60) continue;
      const colour = mark.colour < 0 ? "-none" : mark.colour;
      drawnAreas.addLayer(L.circle([mark.lat, mark.lon], {
        radius: metres, pane: "areas", interactive: false, weight: mark === chosen ? 2 : 1, dashArray: isArea ? "6 4" : null,
        className: `reach ${isArea ? "area" : "ring"} ${sideClass(mark)}`, fillColor: isArea ? `url(#hatch${colour})` : undefined, fillOpacity: isArea ? 0.55 : undefined,
      }));
    }
  }
}

const towns = L.layerGroup().addTo(map);
let asked = 0;
const LETTER = 6.3;
const label = async () => {
  const mine = (asked += 1);
  const zoom = map.getZoom();
  const taken = [];
  const isFree = (box) => taken.every((t) => box[0] > t[2] || box[2] < t[0] || box[1] > t[3] || box[3] < t[1]);
  const write = (name, at, p, from, kind) => {
    const box = [p.x + from - 3, p.y - 9, p.x + from + name.length * LETTER + 6, p.y + 9];
    if (!isFree(box)) return;
    taken.push(box);
    const words = element("span", name);
    words.style.left = `${from}px`;
    towns.addLayer(L.marker(at, { interactive: false, keyboard: false, pane: "towns", icon: L.divIcon({ html: words, className: kind, iconSize: [0, 0] }) }));
  };
  const marked = shownMarks.map((m) => ({ ...m, p: map.latLngToContainerPoint(m.at) }));
  for (const { p, half, shift } of marked) taken.push([p.x + shift - half, p.y - half, p.x + shift + half, p.y + half]);
  let answer = null;
  if (zoom >= 5.5 && !box.dataset.tiles) {
    const b = map.getBounds();
    const round = (v) => v.toFixed(2);
    answer = await fetch(`/map/towns.json?south=${round(b.getSouth())}&west=${round(b.getWest())}&north=${round(b.getNorth())}&east=${round(b.getEast())}`);
    if (mine !== asked) return;
  }
  towns.clearLayers();
  // The places that claims name come first, then the largest towns around them.
  const own = new Set();
  if (zoom >= 5.5) for (const { p, half, shift, name, at } of marked) if (name) { own.add(name); write(name, at, p, shift + half + 4, "town own"); }
  if (!answer?.ok) return;
  for (const [name, lat, lon] of await answer.json()) {
    const p = map.latLngToContainerPoint([lat, lon]);
    if (!own.has(name) && isFree([p.x - 3, p.y - 3, p.x + 3, p.y + 3])) write(name, [lat, lon], p, 6, "town");
  }
};

// Countries are drawn where the map looks: to set all of them anew at every step would take too long.
let countries = [];
const drawLand = () => {
  const seen = map.getBounds().pad(0.4);
  const [west, east] = [seen.getWest(), seen.getEast()];
  for (const country of countries) {
    const isNear = country.south < seen.getNorth() && country.north > seen.getSouth() && country.west < east && country.east > west;
    if (isNear && !country.layer) {
      country.layer = L.geoJSON(country.feature, {
        pane: "land", interactive: false,
        style: { className: country.isDisputed ? "disputed" : "land", weight: country.isDisputed ? 2 : 0.8 },
      }).addTo(map);
    } else if (!isNear && country.layer) {
      country.layer.remove();
      country.layer = null;
    }
  }
};
fetch("/map/outlines.geojson").then((answer) => answer.json()).then((world) => {
  for (const { type, properties, geometry } of world.features) {
    const isDisputed = properties.kind === "disputed";
    // Each island and each piece of land by itself: Russia alone is a third of the world's coasts.
    for (const part of geometry.coordinates) {
      const points = isDisputed ? part : part[0];
      const [lons, lats] = [points.map((p) => p[0]), points.map((p) => p[1])];
      countries.push({
        feature: { type, properties, geometry: { type: isDisputed ? "LineString" : "Polygon", coordinates: part } }, isDisputed, layer: null,
        south: Math.min(...lats), north: Math.max(...lats), west: Math.min(...lons), east: Math.max(...lons),
      });
    }
  }
  countries.sort((a, b) => a.isDisputed - b.isDisputed);
  drawLand();
});

const look = () => {
  if (!marks.length) return;
  // Most of the claims, not the farthest, decide what is seen first.
  const near = marks.filter((m) => m.precision !== "country").slice(0, 60);
  const middle = (key) => near.map((m) => m[key]).sort((a, b) => a - b)[Math.floor(near.length / 2)];
  const [lat, lon] = [middle("lat"), middle("lon")];
  const close = near.filter((m) => Math.abs(m.lat - lat) < 9 && Math.abs(m.lon - lon) < 14);
  if (close.length) map.fitBounds(L.latLngBounds(close.map((m) => [m.lat, m.lon])).pad(0.12), { maxZoom: 10, animate: false });
};
const take = async (isFirst) => {
  const answer = await fetch(box.dataset.marks, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  ({ marks } = await answer.json());
  chosen = null;
  const before = drawn;
  if (isFirst && !view) look();
  if (drawn === before) draw();
  label();
  box.dataset.ready = "1";
};
map.on("moveend", () => {
  if (!box.isConnected) return;
  drawLand();
  draw();
  label();
  const c = map.getCenter();
  history.replaceState(history.state, "", `#${map.getZoom()}/${c.lat.toFixed(3)}/${c.lng.toFixed(3)}`);
});
document.addEventListener("whosays:swapped", () => { if (box.isConnected) take(false); });
take(true);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-mark]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const mark = marks[Number(link.dataset.mark)];
  if (!mark) return;
  event.preventDefault();
  show(mark, true);
});
