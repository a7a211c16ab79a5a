"""Forty reports of our own on twelve incidents, read by the whole chain: joined, counted, compared.

The texts of tests/incidents/corpus.py are read as any report is. A claim that is found belongs to
the incident of the hand-made claim whose words it shares; else, if its report tells of one alone
and has a hand-made claim of its type, to that one; others are left out of the pairs.

    python benchmarks/incident_corpus.py [--errors]
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from common import ROOT, home_with_gazetteer, save_result
from whosays.ledger.ledger import Ledger
from whosays.pipeline.read import Reader
from whosays.schema.document import Given
from whosays.schema.incident import Accord
from whosays.schema.query import Query
from whosays.settings import load_settings

if TYPE_CHECKING:
    from whosays.schema.claim import Claim
    from whosays.schema.incident import Incident

Key = tuple[int, str]
"""A claim of a document."""


def main() -> None:
    """Read, join, and print how far it is what the hand-made corpus says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print every claim and its incident")
    options = parser.parse_args()
    home_with_gazetteer()
    corpus = _corpus()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.sqlite") as ledger:
        gold = fill(ledger, corpus)
        found = joined(ledger)
        result = measure(gold, found, corpus)
        if options.errors:
            _print_errors(ledger, gold, found)
    for name, value in result.items():
        print(f"{name}: {value}")
    save_result("incidents", result)


def joined(ledger: Ledger) -> dict[Key, Incident]:
    """Give each claim of each document its incident: copies of one text have claims of one id."""
    ledger.incidents.refresh()
    with ledger.store.file.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT m.document_id, k.id, m.incident FROM incident_member AS m "
            "JOIN claim AS k ON k.row = m.claim"
        ).all()
    known = {name: ledger.incidents.get(name) for name in sorted({r[2] for r in rows})}
    return {(document, claim): known[name] for document, claim, name in rows}


def _corpus() -> Any:
    path = ROOT / "tests" / "incidents" / "corpus.py"
    spec = importlib.util.spec_from_file_location("corpus", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fill(ledger: Ledger, corpus: Any) -> dict[Key, str]:
    """Read the reports into the ledger; give each claim's incident, "" for none."""
    gold: dict[Key, str] = {}
    reader = Reader(load_settings())
    for name, outlet, published, text, rows in corpus.REPORTS:
        given = Given(name=name, published=date.fromisoformat(published), publisher=outlet)
        reading = reader.read_text(text, given=given)
        number = ledger.add(reading, given=given).document_id
        told = {row["gold"] for row in rows}
        alone = told.pop() if len(told) == 1 else ""
        for claim in reading.claims:
            kin = alone if claim.type.value in {row["type"] for row in rows} else ""
            gold[number, claim.id] = _gold_of(claim, text, rows) or kin
    return gold


def _gold_of(claim: Claim, text: str, rows: list[dict[str, Any]]) -> str:
    start, end = claim.trigger
    for row in rows:
        at = text.find(row["trigger"])
        while at >= 0:
            if at < end and start < at + len(row["trigger"]):
                return str(row["gold"])
            at = text.find(row["trigger"], at + 1)
    return ""


def measure(gold: dict[Key, str], found: dict[Key, Incident], corpus: Any) -> dict[str, Any]:
    """Compare pairs, origins, contradictions."""
    told_of = sorted(c for c in gold if gold[c])
    pairs = list(combinations(told_of, 2))
    true = {p for p in pairs if gold[p[0]] == gold[p[1]]}
    said = {p for p in pairs if found[p[0]].id == found[p[1]].id}
    hit = len(true & said)
    precision, recall = hit / max(1, len(said)), hit / max(1, len(true))
    main_of = _main_incidents(gold, found)
    right = {g for g, i in main_of.items() if len(i.origins) == corpus.ORIGINS[g]}
    told = {(g, _field(f.field)) for g, i in main_of.items() for f in i.agreement
            if f.accord is Accord.CONTRADICT}  # fmt: skip
    planted = {(g, _field(f)) for g, f in corpus.CONTRADICTIONS}
    every = {(_majority(gold, found, i.id), _field(f.field))
             for i in {i.id: i for i in found.values()}.values() for f in i.agreement
             if f.accord is Accord.CONTRADICT}  # fmt: skip
    return {
        "claims": len(gold),
        "claims of known incident": len(told_of),
        "pairs": {
            "p": round(precision, 3),
            "r": round(recall, 3),
            "f1": round(2 * hit / max(1, len(true) + len(said)), 3),
        },
        "origins right of 12": len(right),
        "origins": {g: [len(i.origins), corpus.ORIGINS[g]] for g, i in sorted(main_of.items())
                    if g not in right},
        "contradictions found of 5": len(planted & told),
        "contradictions missed": sorted(planted - told),
        "contradictions invented": len(every - planted),
        "invented": sorted(every - planted),
    }  # fmt: skip


def _main_incidents(gold: dict[Key, str], found: dict[Key, Incident]) -> dict[str, Incident]:
    votes: dict[str, Counter[str]] = {}
    for claim, name in gold.items():
        if name:
            votes.setdefault(name, Counter())[found[claim].id] += 1
    by_id = {i.id: i for i in found.values()}
    return {g: by_id[min(c, key=lambda n: (-c[n], n))] for g, c in votes.items()}


def _majority(gold: dict[Key, str], found: dict[Key, Incident], name: str) -> str:
    votes = Counter(gold[c] for c, i in found.items() if i.id == name)
    return min(votes, key=lambda g: (-votes[g], g))


def _field(field: str) -> str:
    return field.partition(" of ")[0]


def _print_errors(ledger: Ledger, gold: dict[Key, str], found: dict[Key, Incident]) -> None:
    for name, told in sorted(gold.items(), key=lambda g: (g[1], found[g[0]].id)):
        row = next(
            r for r in ledger.claims(Query(document=str(name[0]), limit=None)) if r.id == name[1]
        )
        claim = row.claim
        places = "+".join(p.name for p in claim.places)
        who = "+".join(str(a.country or a.group) + "/" + str(a.role) for a in claim.agents)
        to = "+".join(str(a.country or a.group) + "/" + str(a.role) for a in claim.targets)
        chain = " < ".join(
            link.name or row.text[link.span[0] : link.span[1]] for link in claim.chain
        )
        figures = " ".join(f"{f.what}:{f.low:g}" for f in claim.figures if f.low is not None)
        print(f"{told:4} {found[name].id[:5]} {row.document.name:4} {claim.type.value:14} "
              f"{claim.time.start}..{claim.time.end} {places:12} {who}>{to} {claim.status.value} "
              f"[{chain}] {figures} | {row.text[slice(*claim.trigger)]} {claim.id[:6]}"
              f" {claim.incident}")  # fmt: skip
    for incident in {i.id: i for i in found.values()}.values():
        for field in incident.agreement:
            if field.accord is Accord.CONTRADICT:
                print(incident.id[:5], field.field, field.reason, field.left, field.right)
        names = [o.key for o in incident.origins]
        print(incident.id[:5], names)


if __name__ == "__main__":
    main()
