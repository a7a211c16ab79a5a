// Bars that can be brushed: dragging over days leads to the address of that range.
(() => {
  "use strict";
  let svg = null;
  let from = null;
  const barsOf = () => [...svg.querySelectorAll("[data-first]")];
  const at = (event, bars) => {
    const box = svg.getBoundingClientRect();
    const n = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, n));
  };
  document.addEventListener("pointerdown", (event) => {
    svg = event.button === 0 ? event.target.closest?.("svg[data-brush]") || null : null;
    from = svg ? at(event, barsOf()) : null;
  });
  document.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const bars = barsOf();
    const [low, high] = [from, at(event, bars)].sort((a, b) => a - b);
    if (high > low) bars.forEach((bar, n) => bar.classList.toggle("brushed", n >= low && n <= high));
  });
  document.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const bars = barsOf();
    const [low, high] = [from, at(event, bars)].sort((a, b) => a - b);
    from = null;
    if (high === low) return;
    const address = svg.dataset.brush.replace("FIRST", bars[low].dataset.first).replace("LAST", bars[high].dataset.last);
    const go = new CustomEvent("whosays:go", { detail: address, cancelable: true });
    if (document.dispatchEvent(go)) location.assign(address);
  });
  document.addEventListener("pointercancel", () => { from = null; });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("svg[data-brush]")) event.preventDefault(); });
})();
