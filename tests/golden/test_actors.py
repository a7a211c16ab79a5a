"""Who did it and to whom, in sentences of our own: span, country, role and group.

``actors.toml`` holds them in pairs of a kind: one where a rule speaks and one where it must not.
An actor is written ``words | country role group``, ``-`` for none.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from whosays.schema.document import Given

CASES = tomllib.loads(Path(__file__).with_name("actors.toml").read_text("utf-8"))["sentence"]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_a_sentence_has_these_agents_and_targets(reader, case):
    reading = reader.read_text(case["text"], given=Given(publisher=case.get("publisher")))

    for field in ("agents", "targets"):
        found = [_told(a, reading.text) for c in reading.claims for a in getattr(c, field)]
        assert found == case.get(field, []), field


def _told(actor, text):
    parts = [actor.country or "-", str(actor.role) if actor.role else "-"]
    return f"{actor.span.of(text)} | {' '.join([*parts, *filter(None, [actor.group])])}"
