"""Figure features: what speaks for a figure's counting what an event tells, and what against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.functions import with_conjuncts
from whosays.annotators.events.means import RANKS, figure_rank
from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.share import Draft
    from whosays.schema.figure import Figure

_GROUPS = {
    name: group
    for group in ("fire", "ground", "harm", "loss", "people", "dealings")
    for name in listed("events.figures", group)
}
_CLASSES = ("soldier", "civilian", "captive", "official", "unit", "equipment", "building",
            "attack_noun", "vehicle_civil", "munition", "aid")  # fmt: skip
_NONE = len(RANKS)
_FAR = ((2, "2"), (5, "5"), (10, "10"), (20, "20"))
_OF_THEM = re.compile(r"\s*of (?:them|whom|which|these|those|the|his|her|its|their|our)\b")
_AMONG = re.compile(r"\b(?:among|including|of) (?:them|whom|which)\b|\bincluding\b")
_FOR_THEM = 12
_NEAR = 5
_MARKS = ((";", "semicolon"), (":", "colon"), ("(", "bracket"), ("—", "dash"), ("–", "dash"),
          ('"', "quote"), ("“", "quote"), ("”", "quote"))  # fmt: skip
_HELD = frozenset({"trigger", "argument", "filler"})
_LOCALITIES = listed("events.figures", "localities")
_OUTER = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "conj", "xcomp", "appos"})


@dataclass(frozen=True, slots=True)
class Place:
    """A figure among the events of its sentence: its top token and noun, and each event's rank."""

    figure: Figure
    top: int
    noun: int
    ranks: tuple[int, ...]

    @property
    def best(self) -> int:
        """Give the surest rank that any event has."""
        return min(self.ranks)


def rank_of(layers: Layers, draft: Draft, triggers: Collection[int], figure: Figure) -> int:
    """Give the number of the surest way in which a figure can belong to an event."""
    own = draft.item.candidate
    found = _NONE
    for candidate in (own, *draft.item.absorbed):
        others = set(triggers).difference(candidate.tokens, own.tokens)
        rank = figure_rank(layers, candidate, draft.arguments, others, figure)
        if rank is not None:
            found = min(found, RANKS.index(rank))
    return found


def figure_features(
    layers: Layers,
    drafts: Sequence[Draft],
    number: int,
    place: Place,
    triggers: Collection[int],
    last: Figure | None = None,
) -> list[str]:
    """Give the features of a figure and the event ``number`` of its sentence's ``drafts``.

    ``last`` is the figure before it, where that one was given to the event.
    """
    draft, rank = drafts[number], place.ranks[number]
    type_ = draft.item.candidate.type
    group = _GROUPS.get(type_, "other")
    way = RANKS[rank] if rank < _NONE else "none"
    found = ["bias", f"rank={way}", f"type={type_}", f"rank={way} group={group}"]
    told = list(_nouns(layers, place)) + list(_value(layers, place))
    for name in told:
        found += [name, f"{name} group={group}"]
    found += _rivals(place, rank, way, len(drafts))
    found += _distance(layers, draft, place, triggers, way)
    found += _function(layers, draft, place, group)
    if last is not None:
        found += _after(layers, place, last, way)
    return found


def _after(layers: Layers, place: Place, last: Figure, way: str) -> Iterator[str]:
    """Tell how a figure follows one that the event has: some of it, more of a list."""
    text = layers.parse.text
    between = text[last.span.end : place.figure.span.start]
    yield "had the last"
    yield f"had the last rank={way}"
    if between.count("(") > between.count(")"):
        yield "had the last, in brackets"
    elif _OF_THEM.match(text[place.figure.span.end :][:_FOR_THEM].lower()):
        yield "had the last, of them"
    elif _AMONG.search(between.lower()):
        yield "had the last, among them"
    elif not re.search(r"[;:()]", between) and len(between.split()) <= _NEAR:
        yield "had the last, in a list"


def _nouns(layers: Layers, place: Place) -> Iterator[str]:
    """Tell the classes of what is counted."""
    tokens = layers.parse.tokens
    inside = place.noun in layers.parse.within(place.figure.span)
    if inside or tokens[place.noun].upos in {"NUM", "PRON", "DET"}:
        yield "counts=number"
    else:
        counted = layers.measured(place.noun)
        classes = layers.nouns.of(layers.parse.lemma(counted))
        named = [name for name in _CLASSES if name in classes]
        if counted in layers.weapon_at:
            named.append("weapon")
        yield from (f"counts={name}" for name in named or ["unknown"])
        if layers.parse.lemma(place.noun) in _LOCALITIES:
            yield "counts=locality"
    yield f"what={place.figure.what}"
    yield f"relation={tokens[place.noun].deprel}"


def _value(layers: Layers, place: Place) -> Iterator[str]:
    """Tell how the figure is written and what stands beside it."""
    figure, text = place.figure, layers.parse.text
    yield f"rule={figure.rule.rpartition('.')[2]}"
    if figure.low == figure.high == 1:
        yield "one"
    if figure.unit:
        yield "money"
    words = text[max(0, figure.span.start - _FOR_THEM) : figure.span.start].lower().split()
    if words and words[-1] in {"of", "to", "at", "by", "in", "for", "from", "than", "with", "on"}:
        yield f"after={words[-1]}"
    if _OF_THEM.match(text[figure.span.end :][:_FOR_THEM].lower()):
        yield "of them"


def _rivals(place: Place, rank: int, way: str, count: int) -> Iterator[str]:
    """Tell how the other events of the sentence stand to the figure."""
    if count == 1:
        yield f"alone rank={way}"
    elif rank > place.best:
        yield "another is surer"
        yield f"another is surer rank={way} best={RANKS[place.best]}"
    elif place.ranks.count(rank) > 1:
        yield f"as sure as another rank={way}"
    else:
        yield f"surest rank={way}"


def _distance(
    layers: Layers, draft: Draft, place: Place, triggers: Collection[int], way: str
) -> Iterator[str]:
    """Tell how far the figure is from the trigger, and what stands between."""
    token = draft.item.candidate.token
    first, last = min(token, place.top), max(token, place.top)
    side = "before" if place.top < token else "behind"
    yield f"{side} rank={way}"
    if way not in _HELD:
        # In a list of what was hit the last item is as surely hit as the first.
        far = next((name for most, name in _FAR if last - first <= most), "far")
        yield f"distance={far}"
        yield f"distance={far} {side}"
    own = set(draft.item.candidate.tokens)
    between = sum(i not in own for i in triggers if first < i < last)
    if between:
        yield "trigger between"
        yield f"trigger between rank={way}"
    tokens = layers.parse.tokens
    words = {tokens[i].text for i in range(first + 1, last)}
    for name in sorted({name for mark, name in _MARKS if mark in words}):
        yield f"between={name}"
        yield f"between={name} rank={way}"
    if way not in _HELD and "," not in words and not between:
        yield f"nothing between {side}"
    yield from _path(layers, token, place.top)


def _path(layers: Layers, token: int, top: int) -> Iterator[str]:
    """Tell the clauses that part the figure from the trigger in the tree."""
    tokens = layers.parse.tokens
    up = list(layers.parse.ancestors(top))
    over = list(layers.parse.ancestors(token))
    if token in up:
        steps = [tokens[i].deprel for i in (top, *up[: up.index(token)])]
        parts = "+".join(s for s in steps if s in _OUTER) or "plain"
        yield f"path=below {parts}"
    elif top in over:
        yield "path=above"
    else:
        yield "path=aside"
        shared = next((i for i in up if i in over), None)
        if shared is not None:
            below = [tokens[i].deprel for i in (top, *up[: up.index(shared)])]
            beside = [tokens[i].deprel for i in (token, *over[: over.index(shared)])]
            yield "path=aside " + ("+".join(s for s in below if s in _OUTER)[:24] or "plain")
            yield "path=trigger " + ("+".join(s for s in beside if s in _OUTER)[:24] or "plain")


def _function(layers: Layers, draft: Draft, place: Place, group: str) -> Iterator[str]:
    """Tell in which function to the trigger the counted stands."""
    role = next((a.role for a in draft.arguments if a.head in {place.noun, place.top}), None)
    if role is not None:
        yield f"role={role}"
        yield f"role={role} group={group}"
    for name, fillers in sorted(draft.item.candidate.functions.items()):
        for filler, _ in fillers:
            inside = with_conjuncts(layers.parse, filler)
            if place.noun in inside or place.top in inside:
                yield f"function={name}"
                yield f"function={name} group={group}"
                return
