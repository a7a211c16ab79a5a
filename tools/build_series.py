"""Build data/series/losses.csv from the daily JSON files of the losses dataset.

    python tools/build_series.py FOLDER

FOLDER holds russia_losses_personnel.json and russia_losses_equipment.json
(PetroIvaniuk/2022-Ukraine-Russia-War-Dataset, MIT). The table holds facts alone:
date, measure, total.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/whosays/data/series/losses.csv"
MEASURES = {
    "personnel": "personnel",
    "tank": "tank",
    "APC": "armoured_vehicle",
    "field artillery": "artillery",
    "MRL": "rocket_artillery",
    "anti-aircraft warfare": "air_defence",
    "aircraft": "aircraft",
    "helicopter": "helicopter",
    "drone": "uav",
    "cruise missiles": "missile",
    "naval ship": "ship",
    "vehicles and fuel tanks": "vehicle",
    "special equipment": "special_equipment",
}


def rows(folder: Path) -> list[tuple[str, str, int]]:
    """Give one row for each day on which a total changed."""
    days: dict[str, dict[str, int]] = {}
    for name in ("russia_losses_personnel.json", "russia_losses_equipment.json"):
        for day in json.loads((folder / name).read_text("utf-8")):
            days.setdefault(day["date"], {}).update(
                {MEASURES[k]: int(v) for k, v in day.items() if k in MEASURES and v is not None}
            )
    last: dict[str, int] = {}
    found = []
    for date in sorted(days):
        for measure in MEASURES.values():
            total = days[date].get(measure)
            if total is not None and total != last.get(measure):
                found.append((date, measure, total))
                last[measure] = total
    return found


def main() -> int:
    """Write the table."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    table = rows(Path(sys.argv[1]))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("date", "measure", "total"))
        writer.writerows(table)
    print(f"{len(table)} rows in {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
