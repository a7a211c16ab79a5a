"""The web app over many claims, measured in the browser: first paint, and from input to paint.

    python benchmarks/web.py [--claims 100000] [--rounds 5] [--ledger FILE] [--beside SRC]

The app is served over a ledger made from templates (that of ledger_scale.py, kept between runs)
and opened in Debian's Chromium. A first paint is the browser's own first-contentful-paint of a page
opened anew; an interaction is timed from the input event to the paint that answers it, be it a new
page or a part of this one. Beside the clock stands processor time, which a busy machine stretches
less: the server's, and that of the browser for the page. ``--beside`` serves another checkout's
``src`` too and measures both turn by turn, so that both see the same load; nothing is kept then.
The last section opens pages while the incidents are still to be built.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sqlite3
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

from common import OUT, save_result
from ledger_scale import CLAIMS_A_REPORT, World
from web_served import Served, browser_context, served
from whosays.ledger.ledger import Ledger
from whosays.schema.document import Given
from whosays.store.base import Addition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import BrowserContext, CDPSession, Page

PAGES = ("claims", "map", "timeline", "incidents", "series", "sources")


def main() -> None:
    """Fill, serve, measure, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ledger", type=Path, help="an existing ledger to serve instead")
    parser.add_argument("--beside", type=Path, help="src of another checkout to measure against")
    parser.add_argument("--steps", default="", help="only the interactions that hold these words")
    options = parser.parse_args()
    path = options.ledger or filled(options.claims)
    if options.beside:
        beside(path, options.beside, options.rounds, options.steps)
        return
    result: dict[str, Any] = {"claims": options.claims}
    with served(path) as app, browser_context() as context:
        start = app.start
        for name in PAGES:
            result[name] = first_paints(context, f"{start}/{name}", name, options.rounds)
            tell(f"first paint of {name}", result[name]["first paint, ms"])
            if "marks drawn, ms" in result[name]:
                tell("  its marks drawn", result[name]["marks drawn, ms"])
        found = interactions(context, [app], options.rounds, options.steps)[0]
    result["interaction"] = {name: summed(times) for name, times in found.items()}
    for name, times in result["interaction"].items():
        tell(f"interaction: {name}", times)
    result["interactions"] = spread([t.clock for times in found.values() for t in times])
    tell("all interactions", result["interactions"])
    waiting = path.with_suffix(".waiting.sqlite")
    result["incidents to build"] = first_answer(path, waiting)
    print(f"a page of incidents that must first be built answers after "
          f"{result['incidents to build']['answer, ms']:.0f} ms")  # fmt: skip
    result["load"] = round(os.getloadavg()[1], 1)
    print(f"processes that wanted the cores, mean of five minutes: {result['load']}")
    save_result("web", result)


def filled(n: int) -> Path:
    """Give a ledger of ``n`` claims with its incidents built; made once and kept."""
    path = OUT / f"web-{n}.sqlite"
    if path.is_file():
        with Ledger(path) as ledger:
            ledger.incidents.refresh()
        return path
    OUT.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    world = World(1, n)
    with Ledger(half) as ledger:
        additions = (Addition(r, None, Given()) for r in world.reports(n // CLAIMS_A_REPORT))
        for done, _ in enumerate(ledger.add_many(additions, batch=200), 1):
            if done % 1000 == 0:
                print(f"  {done * CLAIMS_A_REPORT:,} claims", flush=True)
        ledger.incidents.rebuild()
        ledger.optimise()
    half.rename(path)
    return path


def first_paints(context: BrowserContext, url: str, name: str, rounds: int) -> dict[str, Any]:
    """Open a page anew so many times; in a tab of its own each, with an empty cache the first."""
    paints, drawn = [], []
    for _ in range(rounds):
        page = context.new_page()
        page.goto(url, wait_until="load")
        paints.append(float(page.evaluate("globalThis.__painted")))
        if name == "map":
            at = page.evaluate("globalThis.__seen('#map[data-ready] .mark')")
            drawn.append(float(at) - float(page.evaluate("performance.timeOrigin")))
        page.close()
    found = {"first paint, ms": spread(paints)}
    if drawn:
        found["marks drawn, ms"] = spread(drawn)
    return found


def beside(path: Path, other: Path, rounds: int, only: str) -> None:
    """Measure this checkout's app and another's, turn by turn, and print both."""
    copy = path.with_suffix(".beside.sqlite")
    if not copy.is_file():
        # Its own: the newer program may have changed the schema.
        shutil.copyfile(path, copy)
    with served(path) as app, served(copy, other) as old, browser_context() as context:
        new, before = interactions(context, [app, old], rounds, only)
    for name, times in new.items():
        tell(f"{name}: before", summed(before[name]))
        tell(f"{name}: now   ", summed(times))
    for title, found in (("before", before), ("now", new)):
        tell(f"all: {title}", summed([t for times in found.values() for t in times]))


def interactions(
    context: BrowserContext, apps: Sequence[Served], rounds: int, only: str = ""
) -> list[dict[str, list[Taken]]]:
    """Do what people do, each kind so many times in each app, and give what each took."""
    found: list[dict[str, list[Taken]]] = [{} for _ in apps]
    page = context.new_page()
    page.set_default_timeout(60_000)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for n in range(rounds):
        for kind, address, act, answer in steps(n):
            if only not in kind:
                continue
            for app, times in zip(apps, found, strict=True):
                page.goto(app.start + address, wait_until="load")
                settle(page)
                before = app.cpu_ms(), browser_ms(session)
                clock = timed(page, act, answer)
                drawn, served_ = browser_ms(session) - before[1], app.cpu_ms() - before[0]
                times.setdefault(kind, []).append(Taken(clock, served_, drawn))
    page.close()
    return found


def browser_ms(session: CDPSession) -> float:
    """Give the processor time of the page's own thread so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def steps(n: int) -> Iterator[tuple[str, str, Callable[[Page], None], str | None]]:
    """Give (kind, where, what is done, what answers): None answers with a page of its own."""

    def press(selector: str, nth: int = 0) -> Callable[[Page], None]:
        return lambda page: page.locator(selector).nth(nth).click()

    def write(selector: str, words: str) -> Callable[[Page], None]:
        def act(page: Page) -> None:
            page.fill(selector, words)
            page.press(selector, "Enter")

        return act

    def brush(page: Page) -> None:
        box = page.locator("svg[data-brush]").first.bounding_box()
        assert box
        x, y = box["x"] + box["width"] * (0.2 + n / 20), box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 90, y, steps=4)
        page.mouse.up()

    def nearer(page: Page) -> None:
        # Each drawing counts on: the first after this one answers.
        page.evaluate("""() => {
          const map = document.getElementById("map");
          const before = map.dataset.drawn;
          new MutationObserver((_, watch) => {
            if (map.dataset.drawn === before) return;
            watch.disconnect();
            map.dataset.drawn = "fresh";
          }).observe(map, { attributes: true });
        }""")
        page.click(".leaflet-control-zoom-in")

    def narrow(page: Page) -> None:
        page.select_option("#q-type", kind)
        page.click(".filter-form button")

    kind = ("shelling", "damage", "assault", "repulse", "displacement")[n % 5]
    words = ("Shahed", "houses", "residents", "tanks", "Iskander")[n % 5]
    yield "claims: a facet", "/claims", press(".facet a", n % 8), None
    yield "claims: next page", f"/claims?type={kind}", press(".pager a"), None
    yield "claims: words", "/claims", write("#q-text", f"mortars {words}"), None
    yield "claims: open one", f"/claims?type={kind}", press("table.claims .what", n), None
    yield "map: a type", "/map", narrow, None
    yield "map: a place of the list", "/map", press(".place-list a", n), "#at .claim-lines"
    yield "map: nearer", "/map", nearer, "#map[data-drawn='fresh']"
    yield "timeline: days", "/timeline", brush, None
    yield "timeline: another clock", "/timeline", press(".choice-rows a", 1 + n % 2), None
    yield "timeline: lanes", "/timeline", press(".choice-row:nth-child(2) a", 1 + n % 3), None


def settle(page: Page) -> None:
    """Wait until the page has fetched what it fetches late, and has come to rest."""
    page.evaluate("""() => new Promise((done) => {
      const look = () => {
        const late = [...document.querySelectorAll("[data-part]")];
        const map = document.getElementById("map");
        const isReady = late.every((part) => !part.querySelector(".counting"))
          && (!map || map.dataset.ready);
        if (isReady) setTimeout(done, 400);
        else setTimeout(look, 20);
      };
      look();
    })""")
    page.evaluate("sessionStorage.clear()")


def timed(page: Page, act: Callable[[Page], None], answer: str | None) -> float:
    """Do it, and give the milliseconds from the input to the paint."""
    if answer is not None:
        act(page)
        seen = page.evaluate("(s) => globalThis.__seen(s)", answer)
        return float(seen) - float(page.evaluate("globalThis.__input"))
    page.evaluate("globalThis.__left = false")
    act(page)
    # Asked once, and answered by the page itself: to ask again and again would slow what is timed.
    try:
        seen = page.evaluate("globalThis.__left === false ? globalThis.__swapped : null")
    except Error:
        seen = None  # the page was left for another
    if seen is not None:
        return float(seen) - float(page.evaluate("globalThis.__input"))
    page.wait_for_load_state("load")
    painted = page.evaluate("globalThis.__painted.then((at) => performance.timeOrigin + at)")
    return float(painted) - float(page.evaluate("Number(sessionStorage.getItem('input'))"))


def first_answer(path: Path, copy: Path) -> dict[str, float]:
    """Open a page of incidents over a ledger whose incidents must be built, and time its answer."""
    shutil.copyfile(path, copy)
    with contextlib.closing(sqlite3.connect(copy)) as file, file:
        file.execute("DELETE FROM view_state")  # as after an upgrade: all must be built anew
    try:
        with served(copy) as app:
            begin = time.perf_counter()
            with urllib.request.urlopen(f"{app.start}/incidents", timeout=600) as answer:
                answer.read()
            return {"answer, ms": 1000 * (time.perf_counter() - begin)}
    finally:
        for part in copy.parent.glob(f"{copy.name}*"):
            part.unlink()


@dataclass(frozen=True, slots=True)
class Taken:
    """What an interaction took, in ms: by the clock, of the server's processor, of the page's."""

    clock: float
    server: float
    browser: float


def summed(times: Sequence[Taken]) -> dict[str, float]:
    """Give the spread of the clock, with the means of both processors' times."""
    return {
        **spread([t.clock for t in times]),
        "server": round(sum(t.server for t in times) / len(times), 1),
        "browser": round(sum(t.browser for t in times) / len(times), 1),
    }


def spread(values: list[float]) -> dict[str, float]:
    """Give median, 95th percentile and how many."""
    ranked = sorted(values)
    return {
        "median": round(ranked[len(ranked) // 2], 1),
        "p95": round(ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))], 1),
        "n": len(ranked),
    }


def tell(name: str, found: dict[str, float]) -> None:
    """Print one line."""
    words = f"{name}: median {found['median']:.0f} ms, p95 {found['p95']:.0f} ms"
    if "server" in found:
        words += f"; processor: server {found['server']:.0f}, page {found['browser']:.0f} ms"
    print(words, flush=True)


if __name__ == "__main__":
    main()
