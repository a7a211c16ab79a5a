"""Joined names: pieces of one name that the gazetteer knows apart (*Cité Soleil*)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.resources.gazetteer import MatchKind
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.annotators.places.names import Name
    from whosays.resources.gazetteer import Gazetteer
    from whosays.schema.analysis import LabelledSpan
    from whosays.schema.parse import Parse

_LABELS = frozenset({"Location", "PLACE"})
_LEAST = 0.6
_TOWN = 50_000


def join_names(
    parse: Parse, names: Sequence[Name], labels: Iterable[LabelledSpan], gazetteer: Gazetteer
) -> list[Name]:
    """Join names that adjoin where the analyser sees one place in them."""
    ends = {
        label.last: label.first
        for label in labels
        if label.label in _LABELS and label.score >= _LEAST and label.last - label.first > 1
    }
    joined: list[Name] = []
    for name in names:
        first = ends.get(name.last, name.first)
        pieces = [name]
        while joined and joined[-1].first >= first and joined[-1].last == pieces[0].first:
            pieces.insert(0, joined.pop())
        whole = _whole(parse, pieces, gazetteer) if len(pieces) > 1 else name
        if whole.matches or not any(_is_known(piece) for piece in pieces):
            joined.append(whole)
        else:
            joined += pieces
    return joined


def _is_known(name: Name) -> bool:
    """Tell whether a piece is a place that reports speak of by that name alone."""
    return any(
        m.kind is MatchKind.NAME
        and (m.place.population >= _TOWN or m.place.feature in {"A.ADM1", "A.PCLI"})
        for m in name.matches
    )


def _whole(parse: Parse, pieces: Sequence[Name], gazetteer: Gazetteer) -> Name:
    start, last = pieces[0], pieces[-1]
    span = Span(start.span[0], last.span[1])
    text = span.of(parse.text)
    return replace(
        last, span=span, first=start.first, text=text, base=text, sided=False, head="",
        matches=gazetteer.find(text),
    )  # fmt: skip
