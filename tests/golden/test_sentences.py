"""Sentences of our own, read by the whole pipeline: the claims that each makes, and no other.

``sentences.toml`` holds them in pairs of a kind: one where a rule speaks and one where it must
not. A claim is written ``type trigger``; ``places``, ``agents`` and ``targets`` are checked where
given, and ``status``, one a claim, and ``chains``: each claim's sources, innermost first.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

CASES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))["sentence"]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_a_sentence_makes_these_claims(reader, case):
    reading = reader.read_text(case["text"])

    assert [f"{c.type} {c.trigger.of(reading.text)}" for c in reading.claims] == case["claims"]
    for field in ("agents", "targets", "places"):
        if field in case:
            found = [
                mention.span.of(reading.text)
                for claim in reading.claims
                for mention in getattr(claim, field)
            ]
            assert found == case[field], field
    if "status" in case:
        assert [c.status for c in reading.claims] == case["status"]
    if "chains" in case:
        chains = [[link.span.of(reading.text) for link in c.chain] for c in reading.claims]
        assert chains == case["chains"]
