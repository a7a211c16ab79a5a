// The map: marks over outlines of our own; nothing is asked of another machine unless tiles are set.
import { leaflet as L } from "/static/lib/leaflet/index.js";
import { landOn, unitsOf } from "./map_land.js";
import { isArea, signsOn } from "./map_signs.js";

const box = document.getElementById("map");
const besideMap = () => document.getElementById("at"); // the list may come later than the map
const FIELDS = ["name", "label", "lat", "lon", "precision", "relation", "radius_km", "claims", "told", "weight", "colour", "words"];

const view = (() => {
  const [z, lat, lon] = location.hash.slice(1).split("/").map(Number);
  return [z, lat, lon].every(Number.isFinite) && location.hash.length > 3 ? { z, lat, lon } : null;
})();

const map = L.map(box, { minZoom: 2, maxZoom: 14, worldCopyJump: true, zoomSnap: 0.5, attributionControl: false, zoomAnimation: false, markerZoomAnimation: false, fadeAnimation: false });
L.control.scale({ imperial: false }).addTo(map);
map.createPane("land").style.zIndex = 210;
map.setView(view ? [view.lat, view.lon] : [48.6, 35], view ? view.z : 5);

let land = { draw() {} };
if (box.dataset.tiles) {
  L.tileLayer(box.dataset.tiles, { maxZoom: 19, referrerPolicy: "no-referrer" }).addTo(map);
} else land = landOn(L, map, map.getPane("land"));

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

let marks = [];
let chosen = null;
let drawn = 0;
let answered = null; // the claims of a place: names and the rest wait for them
const show = async (mark, move) => {
  chosen = mark;
  const asked = fetch(addressOf(mark)); // answered while the map is drawn
  answered = asked;
  const at = besideMap();
  const before = drawn;
  if (move) map.setView([mark.lat, mark.lon], Math.max(map.getZoom(), isArea(mark) ? 7 : 9.5));
  if (drawn === before) draw();
  const answer = await asked;
  if (!at || chosen !== mark) return;
  const part = element("div");
  part.innerHTML = answer.ok ? await answer.text() : ""; // made by the server, which escapes every word
  if (chosen !== mark) return;
  at.replaceChildren(element("h2", mark.label), element("p", mark.words, "dim"), part);
  at.scrollIntoView({ block: "nearest" });
};
const open = (group) => {
  if (group.length === 1) show(group[0], false);
  else map.fitBounds(L.latLngBounds(group.map((m) => [m.lat, m.lon])).pad(0.3), { maxZoom: Math.max(map.getZoom() + 2, 6) });
};
const signs = signsOn(L, map, map.getPane("markerPane"), open);

// What is not seen at once comes after the paint: names, the address, what the next zoom will draw.
let later = 0;
const afterwards = () => {
  clearTimeout(later);
  requestAnimationFrame(() => {
    later = setTimeout(async () => {
      await answered?.catch(() => {});
      if (!box.isConnected) return;
      const c = map.getCenter();
      history.replaceState(history.state, "", `#${map.getZoom()}/${c.lat.toFixed(3)}/${c.lng.toFixed(3)}`);
      signs.label();
      for (const step of [1, -1]) (globalThis.requestIdleCallback || setTimeout)(() => signs.prepare(map.getZoom() + step));
    }, 60);
  });
};
function draw() {
  box.dataset.drawn = String(drawn += 1);
  signs.draw(chosen);
}

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
  const found = await answer.json();
  marks = found.marks.map((row) => {
    const mark = Object.fromEntries(FIELDS.map((field, n) => [field, row[n]]));
    mark.words = found.words[mark.words];
    mark.label ??= mark.name;
    [mark.x, mark.y] = unitsOf(mark.lat, mark.lon);
    return mark;
  });
  signs.set(marks);
  chosen = null;
  const before = drawn;
  if (isFirst && !view) look();
  if (drawn === before) { draw(); afterwards(); }
  box.dataset.ready = "1";
};
map.on("moveend resize", () => {
  if (!box.isConnected) return;
  land.draw();
  draw();
  afterwards();
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
