"""Through whom, and whether it happened, in sentences of our own: links, modes, status, stance.

``chains.toml`` holds them in pairs of a kind: one where a rule speaks and one where it must not.
A claim is written ``trigger | link mode, outer link mode | status stance``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

CASES = tomllib.loads(Path(__file__).with_name("chains.toml").read_text("utf-8"))["sentence"]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_a_sentence_has_these_links_and_this_status(reader, case):
    reading = reader.read_text(case["text"])

    assert [_told(c, reading.text) for c in reading.claims] == case["claims"]


def _told(claim, text):
    links = ", ".join(f"{k.span.of(text)} {k.mode.value}" for k in claim.chain)
    return f"{claim.trigger.of(text)} | {links} | {claim.status.value} {claim.stance.value}"


def test_an_answer_in_a_transcript_is_its_speakers(reader):
    text = (
        "Briefing of the mission, 14 May 2011\n\n"
        "From the press centre in Naples. Wing Commander Paul Hadley: On Friday our aircraft "
        "struck a column outside Ajdabiya.\n\n"
        "Q: And what of Brega?\n\n"
        "A: Our aircraft destroyed three tanks there yesterday.\n"
    )

    reading = reader.read_text(text)

    found = [[k.span.of(reading.text) for k in c.chain] for c in reading.claims]
    assert found == [["Wing Commander Paul Hadley"], ["Wing Commander Paul Hadley"]]
