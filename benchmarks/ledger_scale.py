"""The ledger at scale: a thousand claims a day from templates, places and sources by Zipf's law.

For each size, in a process of its own, in processor time: adding one report of 500 words until it
is safe (``add`` returns: committed, in the log, found by every search) and until its incidents are
joined too (by the next question about incidents, or by the app in the background), p95 of filtered
queries (a page, and its count as far as pages count), full rebuild of the incidents, peak memory,
size of the file.

    python benchmarks/ledger_scale.py [--sizes 10000 100000 1000000] [--folder DIR]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from common import save_result
from whosays.ledger.ledger import Ledger
from whosays.schema.basis import PublishedBasis, TimeBasis
from whosays.schema.claim import (
    Claim,
    ClaimActor,
    EventType,
    Link,
    Mode,
    Stance,
    Status,
    claim_id,
)
from whosays.schema.document import Document, DocumentMeta, Given, Published
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention
from whosays.schema.query import Query, Sort
from whosays.schema.reading import Reading
from whosays.schema.run import Run
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.schema.weapon import WeaponMention
from whosays.store.base import Addition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.ledger.progress import Progress

CLAIMS_A_REPORT = 20
CLAIMS_A_DAY = 1000
TELLINGS = 4
FIRST_DAY = date(2022, 2, 24)
N_PLACES, N_OUTLETS, N_SOURCES = 3000, 40, 200
TYPES = (
    ("shelling", "shelled", "mortars", "mortar", None),
    ("drone_strike", "attacked", "Shahed drones", "uav", None),
    ("missile_strike", "struck", "Iskander missiles", "missile", None),
    ("assault", "stormed", "tanks", "tank", None),
    ("repulse", "repelled an attack on", None, None, None),
    ("casualties", "killed people in", None, None, "killed"),
    ("damage", "damaged houses in", None, None, "buildings"),
    ("displacement", "drove residents from", None, None, "displaced"),
)  # fmt: skip
FILLER = [
    "line",
    "contact",
    "tense",
    "communications",
    "villages",
    "interrupted",
    "day",
    "restored",
    "evening",
    "council",
    "station",
    "road",
    "bridge",
    "school",
    "market",
    "water",
    "power",
    "lines",
    "crews",
    "repair",
    "families",
    "shelter",
    "basement",
    "staff",
    "windows",
    "garden",
    "train",
    "tickets",
    "queue",
    "doctors",
    "wounds",
    "winter",
    "heating",
    "supplies",
    "volunteers",
    "bread",
]


# Processor time of this process, SQLite's part included: on a busy machine the wall tells nothing.
clock = time.process_time


def zipf(rng: random.Random, n: int) -> int:
    """Draw a number below n, small ones more often; of 3,000 places the first gets 1 %."""
    return max(0, min(n - 1, int((n + 20) ** (rng.random() * 0.65 + 0.35)) - 15))


class World:
    """Events of every day, from which reports take theirs: several reports tell of one event."""

    def __init__(self, seed: int, size: int) -> None:
        self.rng = random.Random(seed)
        self.days = max(1, size // CLAIMS_A_DAY)
        self.places = [
            (f"{_word(self.rng)}{end}", 46.5 + 5 * self.rng.random(), 31 + 8 * self.rng.random())
            for end in ("ivka", "ske", "ne", "hrad", "opil")
            for _ in range(N_PLACES // 5)
        ]
        self.sources = [f"{_word(self.rng)} {_word(self.rng)}" for _ in range(N_SOURCES)]
        self.events_a_day = CLAIMS_A_DAY // TELLINGS

    def reports(self, n: int) -> Iterator[Reading]:
        """Give reports in order of days."""
        for number in range(n):
            day = number * self.days // n
            yield self.report(number, day)

    def report(self, number: int, day: int) -> Reading:
        """Write a report of about 500 words on events of a day."""
        rng = random.Random(number * 7919 + 1)
        when = FIRST_DAY + timedelta(days=day)
        text = f"Report {number} of {when}.\n"
        drafts = []
        for _ in range(CLAIMS_A_REPORT):
            seed = day * 1_000_003 + rng.randrange(self.events_a_day)
            drafts.append((len(text), self.sentence(seed, rng)))
            text += drafts[-1][1][0] + " "
            if len(drafts) % 2:
                text += " ".join(rng.choices(FILLER, k=28)).capitalize() + ". "
        sha = hashlib.sha256(text.encode()).hexdigest()
        outlet = f"Outlet {zipf(rng, N_OUTLETS)}"
        published = Published(when, when, PublishedBasis.GIVEN)
        document = Document(
            id=f"r{number}.txt", sha256=sha, text=text,
            segments=(Segment(Span(0, len(text)), SegmentKind.PARAGRAPH, "en"),),
            meta=DocumentMeta(source=f"r{number}.txt", publisher=outlet, published=published),
            language="en",
        )  # fmt: skip
        claims = tuple(_claim(sha, at, draft, when) for at, draft in drafts)
        return Reading(document, published, claims=claims, run=Run("scale"))

    def sentence(self, seed: int, rng: random.Random) -> tuple[str, dict[str, object]]:
        """Say one event in words, with the parts that a claim needs."""
        event = random.Random(seed)
        kind, verb, weapon, code, measure = event.choice(TYPES)
        name, lat, lon = self.places[zipf(event, N_PLACES)]
        count = event.randint(1, 60)
        source = self.sources[zipf(rng, N_SOURCES)]
        text = f"{source} said Russian forces {verb} {name}"
        if weapon:
            text += f" with {weapon}"
        if measure:
            text += f", counting {count}"
        return text + ".", {
            "kind": kind, "verb": verb, "weapon": weapon, "code": code, "measure": measure,
            "name": name, "lat": lat, "lon": lon, "count": count, "source": source,
        }  # fmt: skip


def _claim(sha: str, at: int, draft: tuple[str, dict[str, object]], when: date) -> Claim:
    text, parts = draft

    def span(words: object) -> Span:
        start = at + text.index(str(words))
        return Span(start, start + len(str(words)))

    trigger = span(parts["verb"])
    measure, count = parts["measure"], parts["count"]
    return Claim(
        id=claim_id(sha, str(parts["kind"]), trigger, "scale"),
        type=EventType(str(parts["kind"])),
        trigger=trigger,
        agents=(ClaimActor(span("Russian forces"), "RUS", "MIL"),),
        targets=(),
        places=(
            PlaceMention(
                span(parts["name"]), str(parts["name"]), lat=float(str(parts["lat"])),
                lon=float(str(parts["lon"])), radius_km=3.0, score=0.9,
            ),
        ),
        time=ClaimTime(None, when - timedelta(days=1), when, TimeBasis.DOCUMENT),
        weapons=(
            (WeaponMention(span(parts["weapon"]), str(parts["code"])),) if parts["code"] else ()
        ),
        figures=(
            (Figure(span(f"counting {count}"), str(measure), int(str(count)), int(str(count))),)
            if measure
            else ()
        ),
        status=Status.HAPPENED,
        stance=Stance.STATED,
        chain=(
            Link(span(parts["source"]), span("said"), Mode.SPEECH, "UKR", "GOV", None,
                 str(parts["source"])),
        ),
    )  # fmt: skip


def _word(rng: random.Random) -> str:
    return "".join(rng.choice("bdhklmnrstv") + rng.choice("aeiou") for _ in range(3)).capitalize()


def queries(world: World, rng: random.Random) -> Iterator[tuple[str, Query]]:
    """Give queries as people ask them, each kind with other values."""
    name, lat, lon = world.places[zipf(rng, N_PLACES)]
    day = FIRST_DAY + timedelta(days=rng.randrange(world.days))
    week = {"since": day, "until": day + timedelta(days=7)}
    yield "type", Query(type=EventType.SHELLING)
    yield "type, week", Query(type=EventType.DAMAGE, **week)
    yield "place", Query(place=name)
    yield "place, type, week", Query(place=name, type=EventType.SHELLING, **week)
    yield "circle 15 km", Query(lat=lat, lon=lon, radius_km=15)
    yield "circle 50 km, week", Query(lat=lat, lon=lon, radius_km=50, **week)
    yield "actor", Query(actor="RUS/MIL", limit=50)
    yield "actor, place", Query(actor="RUS/MIL", place=name)
    yield "source", Query(source=rng.choice(world.sources))
    yield "source, week", Query(source=rng.choice(world.sources), **week)
    yield "weapon, week", Query(weapon="uav", **week)
    yield "figure", Query(measure="killed", at_least=50)
    yield "words", Query(text=f"{name} mortars")
    yield "part of a word", Query(text=f"{name[:5].lower()}*")
    yield "oldest", Query(type=EventType.ASSAULT, sort=Sort.OLDEST)
    yield "third page", Query(place=name, offset=100)
    yield "origins", Query(min_origins=3, **week)
    yield "contradicted", Query(contradicted=True, type=EventType.CASUALTIES, **week)


def fill(ledger: Ledger, world: World, size: int, found: dict[str, float]) -> None:
    """Fill a ledger to ``size`` claims and build its incidents."""
    start = clock()
    additions = (Addition(r, None, Given()) for r in world.reports(size // CLAIMS_A_REPORT))
    for _ in ledger.add_many(additions, batch=200):
        pass
    found["filled, s"] = round(clock() - start, 1)
    print(f"  filled: {found['filled, s']} s", flush=True)
    stages: dict[str, float] = {}
    last = start = clock()

    def tell(progress: Progress) -> None:
        nonlocal last
        now = clock()
        stages[progress.stage] = stages.get(progress.stage, 0.0) + now - last
        last = now

    ledger.incidents.rebuild(tell)
    found["incidents built, s"] = round(clock() - start, 1)
    each = ", ".join(f"{name} {seconds:.1f}" for name, seconds in stages.items())
    print(f"  incidents built: {found['incidents built, s']} s ({each})", flush=True)
    found["incidents built, us a claim and log2 n"] = round(
        1e6 * found["incidents built, s"] / (size * math.log2(size)), 2
    )


def measure(size: int, folder: Path) -> None:
    """Print one line for each figure of a ledger of ``size`` claims; the last line is JSON."""
    n = size // CLAIMS_A_REPORT
    world = World(1, size)
    path = folder / f"scale-{size}.sqlite"
    path.unlink(missing_ok=True)
    found: dict[str, float] = {}
    with Ledger(path) as ledger:
        fill(ledger, world, size, found)
        added, both = [], []
        for k in range(40):
            reading = world.report(n + 1000 + k, world.days * (k % 10) // 10)
            begin = clock()
            ledger.add(reading)
            middle = clock()
            ledger.incidents.refresh()
            added.append(middle - begin)
            both.append(clock() - begin)
        for name, values in (("safe", added), ("safe and joined", both)):
            found[f"{name}, ms median"], found[f"{name}, ms p95"] = median(values), p95(values)
            print(f"  {name}: median {median(values):.1f} ms, p95 {p95(values):.1f} ms")
        times: dict[str, list[float]] = {}
        pages: list[float] = []
        rng = random.Random(5)
        for _ in range(20):
            for name, query in queries(world, rng):
                begin = clock()
                ledger.store.claims(query)
                times.setdefault(name, []).append(clock() - begin)
                begin = clock()
                ledger.claims(query)
                pages.append(clock() - begin)
        for name, values in times.items():
            print(f"    {name}: p95 {p95(values):.1f} ms")
        found["queries, ms p95"] = p95([v for t in times.values() for v in t])
        found["pages with their count, ms p95"] = p95(pages)
        print(f"  queries: p95 of all {found['queries, ms p95']:.1f} ms, with the count "
              f"{found['pages with their count, ms p95']:.1f} ms", flush=True)  # fmt: skip
        found["incidents"] = ledger.incidents.count(Query())
        print(f"  incidents: {found['incidents']:,}")
    found["peak MiB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    found["file MiB"] = round(path.stat().st_size / 2**20)
    print(f"  peak memory {found['peak MiB']} MiB, file {found['file MiB']} MiB", flush=True)
    path.unlink()
    print(json.dumps(found), flush=True)


def median(seconds: list[float]) -> float:
    """Give the median in milliseconds."""
    return 1000 * sorted(seconds)[len(seconds) // 2]


def p95(seconds: list[float]) -> float:
    """Give the 95th percentile in milliseconds."""
    return 1000 * sorted(seconds)[min(len(seconds) - 1, int(0.95 * len(seconds)))]


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--here", action="store_true", help="measure in this process")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp())
    if options.here:
        measure(options.sizes[0], folder)
        return
    result: dict[str, dict[str, float]] = {}
    for size in options.sizes:
        print(f"{size:,} claims", flush=True)
        command = [sys.executable, __file__, "--here", "--sizes", str(size)]
        process = subprocess.Popen(
            [*command, "--folder", str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                result[f"{size:,} claims"] = json.loads(line)
            else:
                print(line, end="", flush=True)
        if process.wait():
            sys.exit(process.returncode)
        save_result("scale", result)
    if options.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
