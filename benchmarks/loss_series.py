"""Losses as series: real disagreements listed, planted ones found, none invented.

The eight loss pages' quantities stand beside the daily totals of the General Staff; then twenty
values of a copy are altered at random (digits swapped, a day repeated, a fall, a wrong increment).

    python benchmarks/loss_series.py [--data ../shared/bench/data] [--seeds 20]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from common import save_result
from whosays.schema.series import Finding, Observation, Series, SeriesKey
from whosays.series.build import series_of
from whosays.series.check import compare_series

STAFF, MINISTRY, COPY = "General Staff", "Ministry of Defence", "a copy"
ITEMS = {
    "APV": "APC", "Anti-aircraft warfare systems": "anti-aircraft warfare", "MLRS": "MRL",
    "UAV operational-tactical level": "drone", "aircraft": "aircraft",
    "artillery systems": "field artillery", "cruise missiles": "cruise missiles",
    "helicopters": "helicopter", "personnel": "personnel", "special equipment": "special equipment",
    "tanks": "tank", "vehicles and fuel tanks": "vehicles and fuel tanks",
    "warships / boats": "naval ship",
}  # fmt: skip
Totals = dict[str, dict[date, tuple[float, bool]]]


def main() -> None:
    """Print what was found, and count what was missed and what was invented."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parents[2] / "shared" / "bench" / "data"
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    totals = load_totals(options.data / "losses-series")
    staff = {item: as_series(STAFF, item, values) for item, values in totals.items()}
    result = {
        **real_falls(staff, totals),
        **pages(options.data / "mod-loss-pages" / "gold.csv", staff, totals),
        **planted(staff, totals, options.seeds),
    }
    save_result("series", result)


def load_totals(folder: Path) -> Totals:
    """Read item → day → (total, told with *about*)."""
    found: Totals = {}
    for name in ("russia_losses_equipment.json", "russia_losses_personnel.json"):
        for row in json.loads((folder / name).read_text("utf-8")):
            for key, value in row.items():
                if key in {"date", "day", "POW"} or not isinstance(value, int | float):
                    continue
                about = key == "personnel" and row.get("personnel*") == "about"
                found.setdefault(key, {})[date.fromisoformat(row["date"])] = (value, about)
    return found


def point(
    origin: str, item: str, day: date, value: float, *, about: bool, total: bool
) -> Observation:
    """Make an observation whose claim says what it is."""
    claim = f"{origin}|{item}|{day}|{'total' if total else 'plus'}"
    return Observation(day, value, value, about, total, claim, origin, day, f"{value:g}")


def as_series(
    origin: str,
    item: str,
    values: dict[date, tuple[float, bool]],
    increments: dict[date, float] | None = None,
) -> Series:
    """Make a checked series of totals, and of increments where they are told."""
    points = [point(origin, item, d, v, about=a, total=True) for d, (v, a) in values.items()]
    points += [
        point(origin, item, d, v, about=False, total=False) for d, v in (increments or {}).items()
    ]
    return series_of(SeriesKey(origin, item, "RUS/MIL"), points)


def real_falls(staff: dict[str, Series], totals: Totals) -> dict[str, int]:
    """Every day on which the General Staff's own total falls must be found, and no other."""
    true, told = set(), set()
    for item, values in totals.items():
        days = sorted(values)
        for before, day in pairwise(days):
            if values[day][0] < values[before][0]:
                true.add((item, day))
        for finding in staff[item].findings:
            if finding.kind == "fall":
                told.add((item, finding.day))
            elif finding.kind == "digits":
                told.update((item, d) for d in (finding.day, finding.day + timedelta(days=1)))
    kinds = Counter(f.kind for s in staff.values() for f in s.findings)
    print(f"daily totals, {sum(map(len, totals.values()))} values: {dict(kinds)}")
    print(f"  falls: {len(true)} real, {len(true & told)} found")
    for item, series in staff.items():
        for finding in series.findings:
            print(f"    {finding.day} {item}: {finding.kind}: {finding.words}")
    return {"real falls": len(true), "real falls found": len(true & told)}


def pages(gold: Path, staff: dict[str, Series], totals: Totals) -> dict[str, int]:
    """Compare the pages with the series: totals that differ, deltas that do not fit."""
    true, told, compared = set(), set(), 0
    ministry: dict[str, tuple[dict[date, tuple[float, bool]], dict[date, float]]] = {}
    for row in csv.DictReader(gold.open(encoding="utf-8")):
        item, day = ITEMS[row["item"]], date.fromisoformat(row["date"])
        values, deltas = ministry.setdefault(item, ({}, {}))
        values[day] = (float(row["total"]), item == "personnel")
        deltas[day] = float(row["delta"])
        compared += 1
        known = totals[item]
        if known[day][0] != values[day][0]:
            true.add(("same_day", item, day))
        if known[day][0] - known[day - timedelta(days=1)][0] != deltas[day]:
            true.add(("increment", item, day))
    for item, (values, deltas) in ministry.items():
        for finding in compare_series([as_series(MINISTRY, item, values, deltas), staff[item]]):
            told.add((finding.kind, item, finding.day))
            print(f"    {finding.day} {item}: {finding.kind}: {finding.words}")
    print(f"loss pages, {compared} quantities: {len(true)} real disagreements, "
          f"{len(true & told)} found, {len(told - true)} invented")  # fmt: skip
    return {"pages: real disagreements": len(true), "pages: found": len(true & told),
            "pages: invented": len(told - true)}  # fmt: skip


def planted(staff: dict[str, Series], totals: Totals, seeds: int) -> dict[str, int]:
    """Alter twenty values of a copy; every one must be found, and nothing else."""
    missed = invented = n = 0
    kinds: Counter[str] = Counter()
    for seed in range(seeds):
        copies, deltas, altered = alter(totals, random.Random(seed))
        hit: set[str] = set()
        for item, values in copies.items():
            copy = as_series(COPY, item, values, deltas[item])
            own = {(f.kind, f.day) for f in staff[item].findings}
            findings: list[Finding] = [*copy.findings, *compare_series([copy, staff[item]])]
            for finding in findings:
                touched = set(finding.claims) & altered.keys()
                hit |= touched
                if not touched and (finding.kind, finding.day) not in own:
                    invented += 1
                    print("    invented:", seed, item, finding)
        for claim, kind in altered.items():
            n += 1
            kinds[kind] += 1
            if claim not in hit:
                missed += 1
                print("    missed:", seed, claim, kind)
    print(f"planted, {seeds} copies: {n} alterations {dict(kinds)}")
    print(f"  {missed} missed, {invented} invented")
    return {"planted": n, "planted missed": missed, "planted invented": invented}


def alter(
    totals: Totals, rng: random.Random
) -> tuple[Totals, dict[str, dict[date, float]], dict[str, str]]:
    """Alter twenty values; give the copy, its increments, and claim → kind of alteration."""
    copies = {item: dict(values) for item, values in totals.items()}
    deltas = {
        item: {
            day: values[day][0] - values[day - timedelta(days=1)][0]
            for day in values
            if day - timedelta(days=1) in values
        }
        for item, values in totals.items()
    }
    altered: dict[str, str] = {}
    used: set[tuple[str, date]] = set()
    while len(altered) < 20:
        item = rng.choice(sorted(copies))
        day = rng.choice(sorted(deltas[item]))
        near = {(item, day + timedelta(days=k)) for k in range(-2, 3)}
        if near & used:
            continue
        value, about = copies[item][day]
        before = copies[item][day - timedelta(days=1)][0]
        kind = rng.choice(["digits", "repeat", "fall", "increment"])
        digits = f"{value:.0f}"
        new = value
        if kind == "digits" and len(digits) > 1:
            at = rng.randrange(len(digits) - 1)
            new = float(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        elif kind == "repeat":
            new = before
        elif kind == "fall":
            new = before - rng.randint(1, 9)
        elif kind == "increment":
            deltas[item][day] += rng.choice([-10, -1, 1, 10, 100])
        if kind == "increment":
            altered[f"{COPY}|{item}|{day}|plus"] = kind
        elif new != value and new >= 0:
            copies[item][day] = (new, about)
            altered[f"{COPY}|{item}|{day}|total"] = kind
        else:
            continue
        used.add((item, day))
    return copies, deltas, altered


if __name__ == "__main__":
    main()
