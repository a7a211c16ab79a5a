// Bars that can be brushed: dragging over days leads to the address of that range.
(() => {
  "use strict";
  for (const svg of document.querySelectorAll("svg[data-brush]")) {
    const bars = [...svg.querySelectorAll("[data-first]")];
    let from = null;
    const at = (event) => {
      const box = svg.getBoundingClientRect();
      const n = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
      return Math.max(0, Math.min(bars.length - 1, n));
    };
    const mark = (low, high) => bars.forEach((bar, n) => bar.classList.toggle("brushed", n >= low && n <= high));
    const ends = (event) => [from, at(event)].sort((a, b) => a - b);
    svg.addEventListener("pointerdown", (event) => { if (event.button === 0) from = at(event); });
    svg.addEventListener("pointermove", (event) => {
      if (from === null) return;
      const [low, high] = ends(event);
      if (high > low) { svg.setPointerCapture(event.pointerId); mark(low, high); }
    });
    svg.addEventListener("pointerup", (event) => {
      if (from === null) return;
      const [low, high] = ends(event);
      from = null;
      if (high === low) return;
      location.assign(svg.dataset.brush.replace("FIRST", bars[low].dataset.first).replace("LAST", bars[high].dataset.last));
    });
    svg.addEventListener("pointercancel", () => { from = null; mark(1, 0); });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
  }
})();
