"""Cues of attribution: verbs, nouns, adjectives and phrases, by lemma."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of cues.toml: what the word takes and what it means for a claim.

    ``frames`` as documented in the file; ``particle`` is the second word of a key of two
    words, "" for none; ``chain`` tells whether such a cue makes a link.
    """

    key: str
    cue_class: str
    frames: frozenset[str]
    particle: str = ""
    chain: bool = False

    @property
    def prepositions(self) -> tuple[str, ...]:
        """Prepositions that govern the content, sorted."""
        return tuple(sorted(f[1:] for f in self.frames if f.startswith("@")))

    @property
    def is_speech(self) -> bool:
        """Tell whether direct speech can stand with it."""
        return "quote" in self.frames

    def takes(self, *frames: str) -> bool:
        """Tell whether it takes one of ``frames``."""
        return any(f in self.frames for f in frames)


class CueLexicon:
    """All rows of cues.toml, by part of speech and lemma; several rows may share a lemma."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.verbs = _rows(table, "verb")
        self.nouns = _rows(table, "noun")
        self.adjectives = _rows(table, "adjective")
        self.phrases: dict[str, str] = dict(table["phrase"]["rows"])
        self.passive = frozenset(table["passive"]["verbs"])
        self.places_of_speech = frozenset(table["venue"]["nouns"])
        self.labels = frozenset(table["label"]["nouns"])
        self.metonyms = frozenset(table["label"]["metonyms"])
        self.rules = frozenset(table["not_source"]["rules"])
        self.reasons = frozenset(table["not_source"]["reasons"])
        self.guesses = frozenset(table["not_source"]["guesses"])
        self.refused = frozenset(table["not_source"]["refused"])
        self.nobody = frozenset(table["not_source"]["nobody"])
        self.counts = frozenset(table["count"]["nouns"])
        self.count_ranges = frozenset(table["count"]["ranges"])
        self.count_stands = frozenset(table["count"]["stands"])
        self.questions = frozenset(table["not_source"]["labels"])
        self.askers = frozenset(table["not_source"]["askers"])
        self.answers = frozenset(table["not_source"]["answers"])
        self.banners = frozenset(table["not_source"]["banners"])
        self.issuing = frozenset(table["not_source"]["issuing"])
        self.light_verbs = frozenset(table["label"]["light_verbs"])
        self.modes = {k: frozenset(v) for k, v in table["mode"].items()}

    @property
    def unnamed(self) -> frozenset[str]:
        """Nouns of saying that stand for a source where nobody is named."""
        return self.modes["unnamed"]

    def chain_classes(self) -> frozenset[str]:
        """Give the classes whose cues make links."""
        rows = [r for kind in (self.verbs, self.nouns) for lemma in kind.values() for r in lemma]
        return frozenset(r.cue_class for r in rows if r.chain)


def _rows(table: Mapping[str, Any], kind: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for cue_class, part in table[kind].items():
        for key, frames in part["rows"].items():
            lemma, _, particle = key.partition(" ")
            cue = Cue(
                key=key,
                cue_class=cue_class,
                frames=frozenset(frames.split()) - {"nothing"},
                particle=particle,
                chain=bool(part.get("chain", False)),
            )
            found.setdefault(lemma, []).append(cue)
    # Rows with a particle come first: "call for" outweighs "call".
    return {k: tuple(sorted(v, key=lambda c: not c.particle)) for k, v in found.items()}
