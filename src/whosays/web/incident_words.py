"""Incident words: how a happening and its grade are called on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.web.html import Safe, tag
from whosays.web.sides import in_words, side_words
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from whosays.schema.incident import Incident


def incident_title(incident: Incident) -> str:
    """Give "Shelling, casualties · Siversk"."""
    what = ", ".join(label("types", t) for t in incident.types[:3])
    words = what[:1].upper() + what[1:]
    return say("incidents.at", what=words, place=incident.place) if incident.place else words


def grade_chip(incident: Incident) -> Safe:
    """Give the grade that corroboration suggests, with its reason for the pointer."""
    grade = incident.grade
    words = say("incidents.grade_is", word=grade.airwars, number=grade.admiralty)
    return tag("span", words, title=in_words(grade.reason),
               class_=f"chip grade g-{grade.airwars.lower()}")  # fmt: skip


def field_words(field: str) -> str:
    """Give "killed of RUS/MIL" for ``figures.killed of RUS/MIL``, "event" for ``type``."""
    known = label("accords", field)
    if not field.startswith("figures."):
        return known
    measure, of, whom = field.removeprefix("figures.").partition(" of ")
    return label("measures", measure) + of + side_words(whom)
