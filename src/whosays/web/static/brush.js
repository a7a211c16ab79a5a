// Bars that can be brushed: dragging over days leads to the address of that range. By keys, Tab reaches
// one bar and the arrows the others.
(() => {
  "use strict";
  const root = document;
  const SVG = "http://www.w3.org/2000/svg";
  let svg = null;
  let from = null;
  // The days of a drawing stand with its bars, or once for all lanes that share them.
  const daysOf = (one) => {
    const bars = [...one.querySelectorAll("[data-first]")];
    if (bars.length) return bars.map((bar) => [bar.dataset.first, bar.dataset.last]);
    return one.closest("[data-days]").dataset.days.split(" ").map((days) => days.split("/"));
  };
  const at = (one, event, n) => {
    const box = one.getBoundingClientRect();
    return Math.max(0, Math.min(n - 1, Math.floor(((event.clientX - box.left) / box.width) * n)));
  };
  const shade = (one, low, high) => {
    let band = one.querySelector(".band");
    if (low === null) { band?.remove(); return; }
    if (!band) {
      band = root.createElementNS(SVG, "rect");
      band.classList.add("band");
      one.prepend(band);
    }
    for (const [key, value] of [["x", low], ["y", 0], ["width", high - low + 1], ["height", 100]]) band.setAttribute(key, value);
  };
  const go = (one, [first], [, last]) => {
    const address = one.dataset.brush.replace("FIRST", first).replace("LAST", last);
    const asked = new CustomEvent("whosays:go", { detail: address, cancelable: true });
    if (root.dispatchEvent(asked)) location.assign(address);
  };
  root.addEventListener("pointerdown", (event) => {
    svg = event.button === 0 ? event.target.closest?.("svg[data-brush]") || null : null;
    from = svg ? at(svg, event, daysOf(svg).length) : null;
  });
  root.addEventListener("pointermove", (event) => {
    if (from !== null) {
      const [low, high] = [from, at(svg, event, daysOf(svg).length)].sort((a, b) => a - b);
      shade(svg, high > low ? low : null, high);
      return;
    }
    // A lane says what stands under the pointer.
    const lane = event.target.closest?.("svg[data-counts]");
    if (!lane) return;
    const [days, counts] = [daysOf(lane), lane.dataset.counts.split(" ")];
    const n = at(lane, event, days.length);
    const { bar, one, many } = lane.closest("[data-days]").dataset;
    const [first, last] = days[n];
    const words = bar.replace("{days}", first === last ? first : `${first} – ${last}`)
      .replace("{claims}", `${Number(counts[n]).toLocaleString("en")} ${counts[n] === "1" ? one : many}`);
    const title = lane.querySelector("title");
    if (title.textContent !== words) title.textContent = words;
  });
  root.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const days = daysOf(svg);
    const [low, high] = [from, at(svg, event, days.length)].sort((a, b) => a - b);
    from = null;
    shade(svg, null);
    if (high > low) go(svg, days[low], days[high]);
    else if (Number(svg.dataset.counts?.split(" ")[low])) go(svg, days[low], days[low]); // a bar that is no link
  });
  root.addEventListener("pointercancel", () => { if (svg) shade(svg, null); from = null; });
  root.addEventListener("dragstart", (event) => { if (event.target.closest?.("svg[data-brush]")) event.preventDefault(); });

  const links = (one) => [...one.querySelectorAll("a[href]")];
  const rove = () => {
    for (const one of root.querySelectorAll("svg.bars")) links(one).forEach((bar, n) => bar.setAttribute("tabindex", n ? "-1" : "0"));
  };
  root.addEventListener("keydown", (event) => {
    const bar = event.target.closest?.("svg.bars a");
    const all = bar ? links(bar.closest("svg")) : [];
    const now = all.indexOf(bar);
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    bar.setAttribute("tabindex", "-1");
    all[next].setAttribute("tabindex", "0");
    all[next].focus();
  });
  root.addEventListener("whosays:swapped", rove);
  root.addEventListener("whosays:part", rove);
  rove();
})();
