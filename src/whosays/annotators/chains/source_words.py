"""The word lists of sources.toml, ready for look-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class SourceWords:
    """Word lists of sources.toml."""

    def __init__(
        self, table: Mapping[str, Any], people: Mapping[str, Any], cues: Mapping[str, Any]
    ) -> None:
        self.capitals = frozenset(w.lower() for w in cues["label"]["metonyms"])
        self.official = frozenset(cues["mode"]["speech_roles"]) - {
            "corporal",
            "sergeant",
            "private",
        }
        self.there = frozenset(table["witness"]["there"])
        self.role_of: dict[str, str] = {
            w: role for role, words in reversed(list(table["role"].items())) for w in words
        }
        self.persons = frozenset(table["person"]["nouns"])
        # Words that only the body itself would use; an agency that uses them repeats its bulletin.
        self.voice = re.compile(
            r"\b(?:" + "|".join(map(re.escape, table["voice"]["words"])) + r")\b", re.IGNORECASE
        )
        self.hosts = frozenset(table["person"]["hosts"])
        self.ranks = frozenset(table["person"]["ranks"])
        self.bodies = frozenset(table["person"]["bodies"])
        self.hearsay = frozenset(table["unnamed"]["hearsay"])
        self.unnamed = frozenset(table["unnamed"]["nouns"])
        self.papers = frozenset(table["unnamed"]["papers"])
        self.witness = frozenset(table["witness"]["nouns"])
        self.media = frozenset(table["media"]["nouns"])
        self.media_names = tuple(table["media"]["names"])
        self.document = frozenset(table["document"]["nouns"])
        self.things = frozenset(table["document"]["things"])
        self.records = re.compile(
            r"\b(?:" + "|".join(table["recording"]["phrases"]) + r")\b", re.IGNORECASE
        )
        self.held = frozenset(table["witness"]["held"])
        self.posters = frozenset(table["report"]["posters"])
        self.mouths = frozenset(table["person"]["mouths"])
        self.recording = frozenset(table["recording"]["nouns"])
        self.estimate_cues = frozenset(table["estimate"]["cues"])
        self.report_cues = frozenset(table["report"]["cues"])
        self.country_of: dict[str, str] = {
            w.lower(): c for c, words in people["people"].items() for w in words
        }
