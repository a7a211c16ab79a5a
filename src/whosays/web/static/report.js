// Ties the marks of a report to its claims: pointing at one shows the other. Works in a saved file, too.
(() => {
  "use strict";
  const root = document;
  const cards = () => [...root.querySelectorAll(".card")];
  const card = (n) => root.querySelector(`.card[data-n="${n}"]`);
  const marks = (n) => [...root.querySelectorAll(".text .m[data-c]")].filter((m) => m.dataset.c.split(" ").includes(String(n)));
  const firstOf = (mark) => mark.dataset.c.split(" ")[0];
  const isNarrow = () => matchMedia("(max-width: 760px)").matches;
  let chosen = null;

  const heat = (n, isOn) => {
    for (const mark of marks(n)) mark.classList.toggle("hot", isOn);
    card(n)?.classList.toggle("hot", isOn);
  };
  const show = (element, { isNow = false, block = "nearest" } = {}) => {
    if (!element) return;
    const box = element.getBoundingClientRect();
    if (block === "center" && box.top > 90 && box.bottom < innerHeight - 40) return;
    const still = isNow || matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
  };
  // Chooses a claim; its words and its card come into view, its evidence opens on request.
  const choose = (n, { open = false, from = "key" } = {}) => {
    const next = card(n);
    if (!next) return;
    for (const old of cards()) {
      old.classList.remove("on", "sheet");
      old.removeAttribute("aria-current");
    }
    for (const mark of root.querySelectorAll(".text .m.on")) mark.classList.remove("on");
    chosen = String(n);
    next.classList.add("on");
    next.setAttribute("aria-current", "true");
    if (from === "text" && isNarrow()) next.classList.add("sheet");
    const own = marks(n);
    for (const mark of own) mark.classList.add("on");
    if (open) {
      const details = next.querySelector("details.evidence");
      if (details) details.open = true;
    }
    if (from !== "text") {
      const event = own.find((m) => m.classList.contains("f-event")) || own[0];
      if (!isNarrow()) show(event, { isNow: from === "link", block: "center" });
    }
    if (next.classList.contains("sheet")) show(own[0]);
    else show(next, { isNow: from === "link" });
    if (from !== "text") next.focus({ preventScroll: true });
    // Where the place in the address is kept: a link to it shows the same claim again.
    if (next.dataset.claim && location.hash !== `#${next.dataset.claim}`) {
      try { history.replaceState(null, "", `#${next.dataset.claim}`); } catch { /* a file may not */ }
    }
  };
  const step = (by) => {
    const all = cards().filter((c) => !c.hidden);
    if (!all.length) return;
    const at = all.findIndex((c) => c.dataset.n === chosen);
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
    choose(next.dataset.n);
  };
  // Narrowing: by who says it, and by what is denied, doubted, open or undecided.
  const narrow = () => {
    const glance = root.querySelector(".glance");
    if (!glance) return;
    const pressed = (name) => glance.querySelector(`button[data-${name}][aria-pressed="true"]`)?.dataset[name] || "";
    const [said, kind] = [pressed("said"), pressed("kind")];
    const seen = new Set();
    for (const one of cards()) {
      one.hidden = Boolean((said && one.dataset.said !== said) || (kind && !(one.dataset.kinds || "").split(" ").includes(kind)));
      if (!one.hidden) seen.add(one.dataset.n);
    }
    for (const mark of root.querySelectorAll(".text .m[data-c], .text .n[data-n]")) {
      mark.classList.toggle("off", !(mark.dataset.c || mark.dataset.n).split(" ").some((n) => seen.has(n)));
    }
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest?.(".glance button");
    if (!button) return;
    const name = "kind" in button.dataset ? "kind" : "said";
    const on = name === "said" || button.getAttribute("aria-pressed") !== "true";
    for (const other of button.closest(".glance").querySelectorAll(`button[data-${name}]`)) {
      other.setAttribute("aria-pressed", String(on && other === button));
    }
    narrow();
  });
  const current = () => (chosen ? card(chosen) : null);

  root.addEventListener("mouseover", (event) => {
    const mark = event.target.closest?.(".text .m[data-c]");
    const over = event.target.closest?.(".card");
    if (mark) heat(firstOf(mark), true);
    else if (over) heat(over.dataset.n, true);
  });
  root.addEventListener("mouseout", (event) => {
    const mark = event.target.closest?.(".text .m[data-c]");
    const over = event.target.closest?.(".card");
    if (mark) heat(firstOf(mark), false);
    else if (over && !over.contains(event.relatedTarget)) heat(over.dataset.n, false);
  });
  root.addEventListener("click", (event) => {
    const number = event.target.closest?.(".n[data-n]");
    if (number) {
      event.preventDefault();
      choose(number.dataset.n, { open: true, from: "text" });
      return;
    }
    const mark = event.target.closest?.(".text .m[data-c]");
    if (mark && !String(getSelection())) {
      // A mark of several claims: each click goes to the next of them.
      const numbers = mark.dataset.c.split(" ");
      const at = numbers.indexOf(chosen);
      choose(numbers[(at + 1) % numbers.length], { open: true, from: "text" });
      return;
    }
    const over = event.target.closest?.(".card");
    if (over && !event.target.closest("a, button, input, select, label, summary, form, svg") && over.dataset.n !== chosen) {
      choose(over.dataset.n, { from: "card" });
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "o") {
      const details = current()?.querySelector("details.evidence");
      if (details) details.open = !details.open;
    } else if (event.key === "Escape") {
      current()?.classList.remove("sheet");
    }
  });
  const fromHash = () => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (!wanted) return;
    const found = cards().find((c) => c.dataset.claim === wanted || c.id === wanted);
    if (found) choose(found.dataset.n, { open: true, from: "link" });
  };
  const begin = () => {
    chosen = null;
    const glance = root.querySelector(".glance");
    if (glance) glance.hidden = false;
    fromHash();
  };
  addEventListener("hashchange", fromHash);
  root.addEventListener("whosays:swapped", begin);
  begin();
  globalThis.whosays = { choose, step, current, card, narrow };
})();
