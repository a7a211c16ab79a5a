"""Measure places: LGL and GeoVirus, the gold places of claims, what a score is worth, the speed.

    python benchmarks/places.py [corpora|claims|calibration] [--limit N] [--errors N]

Reads with the layers that places need. corpora: the built-in gazetteer alone, the corpus scorer.
claims: the named gold places of claims-dev and claims-train, the country dump added. calibration:
of the located places, how many score above 0.9, and how many of those are right.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from common import BENCH, DATA, home_with_gazetteer, run_scorer, save_result, write_lines
from whosays.pipeline.build import build_annotators
from whosays.pipeline.run import annotate
from whosays.readers.read import read_text
from whosays.resources.resources import Resources
from whosays.schema.place import Precision
from whosays.settings import load_settings
from whosays.text.distance import kilometres

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.pipeline.annotator import Annotator
    from whosays.schema.place import PlaceMention

sys.path.insert(0, str(BENCH))
LAYERS = ("language", "syntax", "entities", "places")
CORPORA = (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml"))
SETS = (("seed", "claims-dev/seed*"), ("ua", "claims-dev/ua-*"), ("re3d", "claims-dev/re3d*"),
        ("train", "claims-train/*"))  # fmt: skip
LOCATED = {Precision.POINT, Precision.SETTLEMENT, Precision.DIRECTION}


@dataclass(slots=True)
class Tally:
    """Counts over the gold places of one set."""

    named: int = 0
    found: int = 0
    located: int = 0
    near: int = 0
    unresolved: int = 0
    precise: int = 0
    scores: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def annotators_of(home: Path | None) -> Sequence[Annotator]:
    """Build what places need; ``home`` holds added gazetteers, None for the built-in one alone."""
    folder = home or Path(tempfile.mkdtemp())
    return build_annotators(
        Resources(), load_settings(environ={"WHOSAYS_HOME": str(folder)}), LAYERS
    )


def places_of(text: str, annotators: Sequence[Annotator], name: str) -> tuple[PlaceMention, ...]:
    """Read one text and give its places."""
    return annotate(read_text(text, source=f"{name}.txt"), annotators).places


def run_corpora(limit: int | None) -> dict[str, object]:
    """Score LGL and GeoVirus with the built-in gazetteer; the time is that of places alone."""
    from score_places import read_corpus  # noqa: PLC0415 - stands beside the data

    annotators, result = annotators_of(None), {}
    for key, file in CORPORA:
        path = DATA / "geoparsing" / file
        lines, scores = [], []
        for name, text, gold in list(read_corpus(path))[:limit]:
            places = places_of(text, annotators, name)
            lines.append(msgspec.json.encode({"document": {"id": f"{name}.txt"}, "places": places}))
            scores += list(judged(places, gold, 161.0))
        found = run_scorer("score_places.py", path, write_lines(f"{key}.jsonl", lines))
        result[key] = found
        result[f"{key} calibration"] = calibration(scores)
        print(key, json.dumps(found), result[f"{key} calibration"], sep="\n")
    return result


def judged(
    places: Iterable[PlaceMention], gold: Iterable[dict], within_km: float
) -> Iterator[tuple[float, bool]]:
    """Give score and rightness of each located place that the gold locates too."""
    by_span = {tuple(p.span): p for p in places}
    for row in gold:
        place = by_span.get(tuple(row["span"]))
        if place is not None and place.lat is not None and row["lat"] is not None:
            away = kilometres(place.lat, place.lon or 0.0, row["lat"], row["lon"])
            yield place.score, away <= within_km


def calibration(scores: Sequence[tuple[float, bool]]) -> dict[str, object]:
    """Give the share of located places above 0.9, how many of them are right, and the steps."""
    high = [right for score, right in scores if score > 0.9]
    steps = {}
    for low in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        up = {0.5: 0.6, 0.6: 0.7, 0.7: 0.8, 0.8: 0.9, 0.9: 0.95, 0.95: 1.01}[low]
        inside = [right for score, right in scores if low < score <= up]
        if inside:
            steps[f"{low}"] = [len(inside), round(sum(inside) / len(inside), 3)]
    return {
        "located": len(scores),
        "share above 0.9": round(len(high) / max(1, len(scores)), 4),
        "right above 0.9": round(sum(high) / max(1, len(high)), 4),
        "steps": steps,
    }


def run_claims(limit: int | None, errors: int) -> dict[str, object]:
    """Compare with the gold places of the coded reports, the country dump added."""
    annotators, result = annotators_of(home_with_gazetteer()), {}
    seconds, words = 0.0, 0
    for key, pattern in SETS:
        tally = Tally()
        for path in sorted(DATA.glob(pattern + ".gold.json"))[:limit]:
            if path.name.startswith(("uk-", "ru-")):
                continue
            text = path.with_name(path.name.removesuffix(".gold.json") + ".txt").read_text("utf-8")
            annotations = annotate(read_text(text, source=path.name), annotators)
            start = time.process_time()
            annotators[-1].annotate(annotations.document, annotations)
            seconds += time.process_time() - start
            words += len(text.split())
            compare(json.loads(path.read_text("utf-8")), text, annotations.places, tally)
        result[key] = {
            "named gold": tally.named,
            "recall": round(tally.found / max(1, tally.named), 4),
            "located": tally.located,
            "within 10 km": round(tally.near / max(1, tally.located), 4),
            "unresolved": tally.unresolved,
            "precision word": round(tally.precise / max(1, tally.found), 4),
            "calibration": calibration(tally.scores),
        }
        print(key, json.dumps(result[key]))
        print(*tally.errors[:errors], sep="\n")
    result["ms per 500 words, warm"] = round(seconds / words * 500_000, 1)
    print("ms per 500 words, warm:", result["ms per 500 words, warm"])
    return result


def compare(gold: dict, text: str, places: Sequence[PlaceMention], tally: Tally) -> None:
    """Count the named gold places of one report, each span once."""
    rows = {tuple(p["span"]): p for c in gold["claims"] for p in c["places"] if p.get("span")}
    for (start, end), row in sorted(rows.items()):
        if not any(c.isupper() for c in text[start:end]):
            continue  # *the town* is not a name
        tally.named += 1
        place = next((p for p in places if same_span(p.span, (start, end))), None)
        about = text[max(0, start - 40) : end + 25].replace("\n", "¶")
        if place is None:
            tally.errors.append(f"  missed {about}")
            continue
        tally.found += 1
        tally.precise += place.precision == row["precision"]
        if row.get("lat") is None or row["precision"] not in LOCATED:
            continue
        tally.located += 1
        if place.lat is None:
            tally.unresolved += 1
            tally.errors.append(f"  open   {about}")
            continue
        away = kilometres(place.lat, place.lon or 0.0, row["lat"], row["lon"])
        tally.near += away <= 10
        tally.scores.append((place.score, away <= 10))
        if away > 10:
            tally.errors.append(f"  {away:5.0f} km {about} | {place.name}, {place.country}")


def same_span(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether two spans overlap and are of like length, as the claims' scorer does."""
    if not (left[0] < right[1] and right[0] < left[1]):
        return False
    one, two = left[1] - left[0], right[1] - right[0]
    return one <= 3 * two + 10 and two <= 3 * one + 10


def main() -> None:
    """Run the parts named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", default=["corpora", "claims"])
    parser.add_argument("--limit", type=int)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    result: dict[str, object] = {}
    if {"corpora", "calibration"} & set(args.parts):
        result |= run_corpora(args.limit)
    if {"claims", "calibration"} & set(args.parts):
        result |= run_claims(args.limit, args.errors)
    save_result("places", result)


if __name__ == "__main__":
    main()
