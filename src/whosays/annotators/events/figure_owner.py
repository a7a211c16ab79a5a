"""Figure owner: which events of its sentence a figure belongs to, by a log-linear score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.figure_features import Place, figure_features, rank_of
from whosays.annotators.events.means import RANKS
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.share import Draft
    from whosays.schema.figure import Figure
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

_CORE = frozenset({"nsubj", "nsubj:pass", "obj"})
_HARM = listed("events.figure_owner", "harm")
"""Verbs and adjectives that count victims beside those of another."""
_ABSENT = "none"
_ASIDE = 32
_INCREMENT = "en.figure.increment"


class FigureOwner:
    """Gives each figure to the events that the score holds to tell what it counts.

    A figure belongs to an event from ``least`` on (a log-odds); two events share one only where
    the score holds for both. ``weights`` are of the features of ``figure_features``.
    """

    def __init__(self, weights: Mapping[str, float], least: float = 0.0) -> None:
        self.weights = weights
        self.least = least

    def give(self, layers: Layers, drafts: Sequence[Draft], triggers: Collection[int]) -> None:
        """Add the figures to the arguments of ``drafts``."""
        had: dict[int, Figure] = {}
        parts = breakdowns(layers)
        for place, near in places_of(layers, drafts, triggers):
            for number, draft in enumerate(near):
                last = had.pop(id(draft), None)
                if not self._belongs(layers, near, number, place, triggers, last, parts):
                    continue
                had[id(draft)] = place.figure
                rank = place.ranks[number]
                way = RANKS[rank] if rank < len(RANKS) else _ABSENT
                argument = Argument("figure", place.figure.span, place.noun, f"{way}, scored")
                draft.arguments.append(argument)

    def _belongs(
        self,
        layers: Layers,
        near: Sequence[Draft],
        number: int,
        place: Place,
        triggers: Collection[int],
        last: Figure | None,
        parts: Mapping[Span, Span],
    ) -> bool:
        whole = parts.get(place.figure.span)
        if whole is not None:
            return any(a.role == "figure" and a.span == whole for a in near[number].arguments)
        if _is_anothers(layers.parse, near[number], place, triggers):
            return False
        features = figure_features(layers, near, number, place, triggers, last)
        return sum(self.weights.get(name, 0.0) for name in features) > self.least


def _is_anothers(parse: Parse, draft: Draft, place: Place, triggers: Collection[int]) -> bool:
    """Tell a number that another verb has: two died and *300* fled the village.

    Harm joins harm (12 died and 40 were wounded); what hangs below that verb shares its subject.
    """
    candidate = draft.item.candidate
    head = next((h for h in (place.noun, place.top) if parse.tokens[h].deprel in _CORE), None)
    if head is None or candidate.token in {place.noun, place.top}:
        return False
    verb = parse.tokens[head].head
    if verb < 0 or verb in candidate.tokens or parse.tokens[verb].upos not in {"VERB", "ADJ"}:
        return False
    if candidate.type == "casualties" and parse.lemma(verb) in _HARM:
        return False
    if verb not in triggers and not _is_next(parse, head, verb):
        return False
    above = parse.ancestors(candidate.token)
    below = head in above or verb in above
    if parse.tokens[head].deprel == "obj" and verb in triggers:
        # "destroyed two tanks, killing four": not so; "forced 300 people to flee": so.
        own = parse.tokens[candidate.token]
        below = head in above or (own.head == verb and own.deprel.startswith("xcomp"))
    return not below and parse.tokens[candidate.token].upos == "VERB"


def _is_next(parse: Parse, head: int, verb: int) -> bool:
    """Tell a subject right before its verb; one far off may be another's, hung amiss."""
    return head < verb and all(
        parse.tokens[i].upos in {"AUX", "ADV", "PART"} for i in range(head + 1, verb)
    )


def breakdowns(layers: Layers) -> dict[Span, Span]:
    """Give the figures in brackets that follow the one before, with that one.

    They add up to it (90 dead (60 men, 30 women)) or grow it (3,410 (+9) tanks).
    """
    text, figures = layers.parse.text, layers.figures
    found: dict[Span, Span] = {}
    for index, whole in enumerate(figures):
        behind = figures[index + 1] if index + 1 < len(figures) else None
        if behind is not None and behind.rule == _INCREMENT:
            found[behind.span] = whole.span
        opened = text.find("(", whole.span.end, whole.span.end + _ASIDE)
        closed = text.find(")", opened) if opened >= 0 else -1
        if closed < 0 or whole.low != whole.high or not whole.low or "\n" in text[opened:closed]:
            continue
        inside = [f for f in figures[index + 1 :] if opened < f.span.start < closed]
        if len(inside) > 1 and sum(f.low or 0 for f in inside) == whole.low:
            found.update((f.span, whole.span) for f in inside)
    return found


def places_of(
    layers: Layers, drafts: Sequence[Draft], triggers: Collection[int]
) -> Iterator[tuple[Place, list[Draft]]]:
    """Give each figure of a sentence with events, and those events."""
    parse = layers.parse
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        sentence = parse.tokens[draft.item.candidate.token].sentence
        by_sentence.setdefault(sentence, []).append(draft)
    for figure in layers.figures:
        top = parse.top(figure.span)
        if top is None:
            continue
        near = by_sentence.get(parse.tokens[top].sentence)
        if not near:
            continue
        ranks = tuple(rank_of(layers, draft, triggers, figure) for draft in near)
        yield Place(figure, top, figure.noun if figure.noun >= 0 else top, ranks), near
