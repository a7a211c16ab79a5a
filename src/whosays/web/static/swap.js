// Swap: a link inside the app, or a search, fetches its page and changes the main part alone, so that
// the browser need not build the frame, its styles and scripts again. Anything unusual is left to it.
(() => {
  "use strict";
  const root = document;
  // Pages whose script takes up what it finds when it is told "whosays:swapped".
  const PAGES = /^\/(claims|timeline|incidents?|series|sources?|review|log|report|claim)(\/[\w-]+)?$/;
  const main = () => root.getElementById("main");
  let mine = 0;
  let pending = null;
  let here = location.pathname + location.search;
  const loaded = new Set([...root.scripts].map((script) => script.getAttribute("src")));

  const swap = async (url, { push = true, focus = "" } = {}) => {
    const number = (mine += 1);
    pending = url;
    const isSamePage = here.split("?")[0] === url.pathname;
    root.documentElement.classList.add("is-loading");
    try {
      const answer = await fetch(url, { headers: { accept: "text/html" } });
      const words = await answer.text();
      if (number !== mine) return;
      const fresh = new DOMParser().parseFromString(words, "text/html");
      const next = fresh.getElementById("main");
      if (answer.status !== 200 || answer.redirected || !next) { location.assign(url); return; }
      if (push) history.pushState({ swapped: true }, "", url);
      root.title = fresh.title;
      // The map itself stays, with where it looks; its script asks for the marks of the new address.
      const map = root.getElementById("map");
      const place = next.querySelector("#map");
      if (map && place) {
        for (const name of ["marks", "at"]) map.dataset[name] = place.dataset[name];
        place.replaceWith(map);
      }
      // What is being written while the page comes is not lost.
      const writing = main().contains(root.activeElement) && root.activeElement.id ? root.activeElement : null;
      const written = writing && "defaultValue" in writing && writing.value !== writing.defaultValue && !focus ? writing.value : null;
      main().replaceWith(next);
      root.querySelector("header nav").replaceWith(fresh.querySelector("header nav"));
      for (const script of next.querySelectorAll("script[src]")) {
        const src = script.getAttribute("src");
        if (root.querySelector(`script[data-late="${src}"]`) || loaded.has(src)) continue;
        const late = root.createElement("script");
        late.src = src;
        late.dataset.late = src;
        root.head.append(late);
      }
      root.querySelector(".foot").replaceWith(fresh.querySelector(".foot"));
      here = location.pathname + location.search;
      root.querySelectorAll("header input[name=next]").forEach((input) => { input.value = here; });
      const held = root.getElementById(focus || (written === null ? "" : writing.id));
      if (held && written !== null) held.value = written;
      if (held) {
        held.focus({ preventScroll: true });
        // Only a field of words has a place to write at.
        if (["text", "search"].includes(held.type)) held.setSelectionRange(held.value.length, held.value.length);
      } else next.focus({ preventScroll: true });
      const aim = url.hash && root.getElementById(url.hash.slice(1));
      if (aim) aim.scrollIntoView();
      else if (push && !focus && !isSamePage) scrollTo(0, 0);
      root.dispatchEvent(new Event("whosays:swapped"));
    } catch { location.assign(url); }
    finally {
      if (number === mine) pending = null;
      root.documentElement.classList.remove("is-loading");
    }
  };
  // The map's own script runs once: a way to the map from elsewhere is the browser's.
  const isOurs = (url) => url.origin === location.origin
    && (PAGES.test(url.pathname) ? location.pathname !== "/map" : url.pathname === "/map" && location.pathname === "/map");

  root.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("main a[href], header nav a[href], .foot a[href]");
    if (!link || link.hasAttribute("download") || link.target) return;
    const url = new URL(link.getAttribute("href"), location.href);
    if (!isOurs(url) || (url.pathname + url.search === here && url.hash)) return;
    event.preventDefault();
    swap(url);
  });
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("main form[role=search]")) return;
    const url = new URL(form.getAttribute("action"), location.href);
    if (!isOurs(url)) return;
    event.preventDefault();
    const isSaid = ([name, value]) => value !== "" && !(name === "sort" && value === "newest");
    if (pending?.pathname === url.pathname) {
      // Asked while another view is on its way: what was written here is added to that one.
      url.search = pending.search;
      for (const field of form.elements) {
        const before = field.options ? [...field.options].find((o) => o.defaultSelected)?.value : field.defaultValue;
        if (!field.name || field.type === "hidden" || field.value === (before ?? "")) continue;
        if (isSaid([field.name, field.value])) url.searchParams.set(field.name, field.value);
        else url.searchParams.delete(field.name);
      }
      url.searchParams.delete("page");
    } else url.search = new URLSearchParams([...new FormData(form)].filter(isSaid)).toString();
    swap(url, { focus: root.activeElement?.closest("form") === form ? root.activeElement.id : "" });
  });
  // A brush over days leads to an address by the same way.
  root.addEventListener("whosays:go", (event) => {
    const url = new URL(event.detail, location.href);
    if (!isOurs(url)) return;
    event.preventDefault();
    swap(url);
  });
  addEventListener("popstate", () => {
    const url = new URL(location.href);
    if (url.pathname + url.search === here) return; // only the part behind # has changed
    if (PAGES.test(url.pathname) || url.pathname === "/map") {
      if (url.pathname === "/map" && !root.getElementById("map")) location.reload();
      else swap(url, { push: false });
    } else location.reload();
  });
})();
