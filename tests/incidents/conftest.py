"""The corpus as a ledger; readings made as in tests/ledger."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest

from whosays.ledger.ledger import Ledger

HERE = Path(__file__).resolve().parent


def _load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


samples = _load(HERE.parent / "ledger" / "conftest.py")
corpus = _load(HERE / "corpus.py")
build = samples.build
ledger = samples.ledger


def corpus_readings():
    """The reports as hand-made readings, and the incident of each claim by its id."""
    readings, gold = [], {}
    for name, outlet, published, text, rows in corpus.REPORTS:
        claims = [{**r, "incident": r["gold"] if len(rows) > 1 else None} for r in rows]
        reading = samples.build_reading(
            text, claims, name=name, published=published, publisher=outlet
        )
        readings.append(reading)
        gold.update({c.id: r["gold"] for c, r in zip(reading.claims, rows, strict=True)})
    return readings, gold


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The corpus in a ledger, with its readings and the incident of each claim (``gold``)."""
    from whosays.schema.document import Given

    readings, _ = corpus_readings()
    gold = {}
    path = tmp_path_factory.mktemp("corpus") / "ledger.sqlite"
    with Ledger(path, now=lambda: samples.CLOCK) as opened:
        for reading, row in zip(readings, corpus.REPORTS, strict=True):
            result = opened.add(reading, given=Given(publisher=row[1]))
            for claim, told in zip(reading.claims, row[4], strict=True):
                gold[result.document_id, claim.id] = told["gold"]
        yield SimpleNamespace(ledger=opened, readings=readings, gold=gold, corpus=corpus)
