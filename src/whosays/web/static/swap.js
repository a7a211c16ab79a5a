// Swap: links and searches that stay on one page fetch it and change its main part alone, so that
// the browser need not build the frame, its styles and scripts again. Anything unusual is left to it.
(() => {
  "use strict";
  const root = document;
  const PAGES = new Set(["/claims", "/timeline", "/incidents", "/series", "/sources"]);
  const main = () => root.getElementById("main");
  let mine = 0;

  const swap = async (url, { push = true, focus = "" } = {}) => {
    const number = (mine += 1);
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
      main().replaceWith(next);
      root.querySelector(".foot").replaceWith(fresh.querySelector(".foot"));
      const here = location.pathname + location.search;
      root.querySelectorAll("header input[name=next]").forEach((input) => { input.value = here; });
      const held = focus && root.getElementById(focus);
      if (held) { held.focus({ preventScroll: true }); held.setSelectionRange?.(held.value.length, held.value.length); }
      else next.focus({ preventScroll: true });
      const aim = url.hash && root.getElementById(url.hash.slice(1));
      if (aim) aim.scrollIntoView();
      root.dispatchEvent(new Event("whosays:swapped"));
    } catch { location.assign(url); }
    finally { root.documentElement.classList.remove("is-loading"); }
  };
  const isOurs = (url) => url.origin === location.origin && PAGES.has(url.pathname) && url.pathname === location.pathname;

  root.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("main a[href]");
    if (!link || link.hasAttribute("download") || link.target) return;
    const url = new URL(link.getAttribute("href"), location.href);
    if (!isOurs(url) || (url.search === location.search && url.hash)) return;
    event.preventDefault();
    swap(url);
  });
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("main form[role=search]")) return;
    const url = new URL(form.getAttribute("action"), location.href);
    if (!isOurs(url)) return;
    event.preventDefault();
    const values = [...new FormData(form)].filter(([, value]) => value !== "");
    url.search = new URLSearchParams(values).toString();
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
    if (PAGES.has(url.pathname)) swap(url, { push: false });
  });
})();
