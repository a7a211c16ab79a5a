from __future__ import annotations

import pytest

from whosays.annotators.attribution.lexicon import CueLexicon
from whosays.resources.resources import Resources

LEXICON = CueLexicon(Resources().table("en/cues.toml"))
FRAMES = {"that", "quote", "inf", "ing", "obj", "oinf", "addr", "as", "raise", "count"}
ROWS = [
    cue
    for rows in (LEXICON.verbs, LEXICON.nouns, LEXICON.adjectives)
    for cues in rows.values()
    for cue in cues
]


def test_every_row_takes_known_frames_only():
    unknown = {f for cue in ROWS for f in cue.frames if f not in FRAMES and f[0] != "@"}

    assert unknown == set()


@pytest.mark.parametrize("lemma", ["say", "state", "report", "claim", "deny", "estimate"])
def test_cues_of_speech_make_links(lemma):
    assert any(cue.chain for cue in LEXICON.verbs[lemma])


@pytest.mark.parametrize("lemma", ["welcome", "condemn", "praise", "know"])
def test_factive_and_emotive_cues_make_none(lemma):
    assert not any(cue.chain for cue in LEXICON.verbs[lemma])


def test_a_row_with_a_particle_is_tried_before_the_bare_verb():
    particles = [bool(cue.particle) for cue in LEXICON.verbs["call"]]

    assert particles == sorted(particles, reverse=True)
