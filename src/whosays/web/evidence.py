"""Evidence: each value of a claim with the words it rests on, its reasons, its rivals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.pipeline.sentence import day_range, squeeze
from whosays.web.sides import side_words
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.schema.claim import Claim, ClaimActor, Link
    from whosays.schema.figure import Figure
    from whosays.schema.place import PlaceCandidate, PlaceMention
    from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class Row:
    """One value: ``field`` is its kind for a colour, ``path`` its place in the claim.

    ``words`` quote the text, None where nothing does; ``candidates`` are the places that a name
    may also mean.
    """

    field: str
    path: str
    value: str
    span: Span | None
    words: str | None
    reasons: tuple[str, ...] = ()
    candidates: tuple[PlaceCandidate, ...] = ()


def evidence_rows(claim: Claim, text: str) -> Iterator[Row]:
    """Give the values of a claim in the order of a question: what, who, where, when, how."""
    reasons: dict[str, list[str]] = {}
    for because in claim.because:
        words = f" on “{quoted(text, because.span)}”" if because.span else ""
        reasons.setdefault(because.field, []).append(because.rule + words)

    def row(field: str, path: str, value: str, span: Span | None, *more: str) -> Row:
        why = (*more, *reasons.get(path, ()))
        return Row(field, path, value, span, None if span is None else quoted(text, span), why)

    yield row(
        "event", "type", label("types", claim.type.value), claim.trigger,
        *reasons.get("trigger", ()),
    )  # fmt: skip
    yield row("status", "status", label("statuses", claim.status.value), claim.status_cue)
    yield row("stance", "stance", label("stances", claim.stance.value), claim.stance_cue)
    for side, actors in (("agent", claim.agents), ("target", claim.targets)):
        for number, actor in enumerate(actors):
            yield row(side, f"{side}s[{number}]", actor_words(actor), actor.span)
    for number, place in enumerate(claim.places):
        path = f"places[{number}]"
        found = row("place", path, place_words(place), place.span, *place.because)
        yield Row(*_all(found), candidates=place.candidates)
    time = claim.time
    yield row("time", "time", f"{time_words(claim)} ({time.basis.value})", time.span, *time.because)
    for number, weapon in enumerate(claim.weapons):
        code = label("weapons", weapon.code)
        value = f"{code}, {weapon.model}" if weapon.model else code
        yield row("weapon", f"weapons[{number}]", value, weapon.span)
    for number, figure in enumerate(claim.figures):
        yield row("figure", f"figures[{number}]", figure_value(figure), figure.span)
    for number, link in enumerate(claim.chain):
        yield row("source", f"chain[{number}]", link_words(link, text), link.span)
    if not claim.chain:
        yield row("source", "chain", say("claim.itself"), None)
    for note in claim.notes:
        yield row("note", "notes", note.kind.replace("_", " "), note.span)


def quoted(text: str, span: Span) -> str:
    """Give the words of a span on one line."""
    return squeeze(span.of(text))


def actor_words(actor: ClaimActor | Link) -> str:
    """Give name and side: "Denys Lahodiuk, Ukraine, armed forces"."""
    codes = "/".join(c for c in (actor.country, actor.role, actor.group) if c)
    side = side_words(codes) or label("statuses", "unknown")
    return ", ".join(w for w in (actor.name, side) if w)


def link_words(link: Link, text: str) -> str:
    """Give a source with its codes, its mode and the words that tie it."""
    cue = f", by “{quoted(text, link.cue)}”" if link.cue else ""
    return f"{actor_words(link)}, {link.mode.value}{cue}"


def place_words(place: PlaceMention) -> str:
    """Give relation, name, precision and coordinates of a place."""
    if place.lat is None or place.lon is None:
        where = say("claim.left_open")
    else:
        where = f"{place.lat:.4f}, {place.lon:.4f}"
    if place.radius_km:
        where += " " + say("claim.radius", km=f"{place.radius_km:g}")
    score = say("claim.score", score=f"{place.score:.2f}")
    return f"{place.relation.value} {place.name} ({place.precision.value}; {where}; {score})"


def time_words(claim: Claim) -> str:
    """Give the days of a claim."""
    return day_range(claim.time.start, claim.time.end) or say("claim.unknown_day")


def figure_value(figure: Figure) -> str:
    """Give what is counted, with its bounds."""
    low = "…" if figure.low is None else f"{figure.low:,}"
    high = "…" if figure.high is None else f"{figure.high:,}"
    words = f"{label('measures', figure.what or 'number')}: "
    words += low if low == high else f"{low} to {high}"
    words += f" {figure.unit}" if figure.unit else ""
    words += ", about" if figure.approx else ""
    words += ", running total" if figure.total else ""
    return words + (f", as of {figure.as_of}" if figure.as_of else "")


def _all(row: Row) -> tuple[str, str, str, Span | None, str | None, tuple[str, ...]]:
    return row.field, row.path, row.value, row.span, row.words, row.reasons
