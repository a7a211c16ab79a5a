"""Sharing: what the events of one sentence take from each other, and which figure is whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.means import RANKS, figure_rank
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from whosays.annotators.events.choose import Chosen
    from whosays.annotators.events.classes import Layers
    from whosays.schema.figure import Figure

FIRE = listed("events.share", "fire")
_HARM = frozenset(["casualties", "materiel_loss", "damage", "abuse"])
_ATTACKS = FIRE | {"assault"}
_SURE = RANKS.index("owner")


@dataclass(slots=True)
class Draft:
    """An event while its arguments are still gathered."""

    item: Chosen
    arguments: list[Argument]


def give_figures(layers: Layers, drafts: Sequence[Draft], triggers: Collection[int]) -> None:
    """Give each figure to the events to which it belongs most surely.

    Events share a figure only where it counts an argument of both (killed or wounded 12).
    """
    parse = layers.parse
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        sentence = parse.tokens[draft.item.candidate.token].sentence
        by_sentence.setdefault(sentence, []).append(draft)
    for figure in layers.figures:
        top = parse.top(figure.span)
        if top is None:
            continue
        ranked = []
        for draft in by_sentence.get(parse.tokens[top].sentence, ()):
            rank = _rank(layers, draft, triggers, figure)
            if rank is not None:
                ranked.append((RANKS.index(rank), draft))
        if not ranked:
            continue
        best = min(rank for rank, _ in ranked)
        winners = [d for rank, d in ranked if rank == best]
        if best > _SURE:
            # Only a clause holds it: the nearest trigger has it.
            near = min(abs(d.item.candidate.token - top) for d in winners)
            winners = [d for d in winners if abs(d.item.candidate.token - top) == near]
        noun = figure.noun if figure.noun >= 0 else top
        for draft in winners:
            draft.arguments.append(Argument("figure", figure.span, noun, RANKS[best]))


def _rank(layers: Layers, draft: Draft, triggers: Collection[int], figure: Figure) -> str | None:
    own = draft.item.candidate
    found = None
    for candidate in (own, *draft.item.absorbed):
        others = set(triggers).difference(candidate.tokens, own.tokens)
        rank = figure_rank(layers, candidate, draft.arguments, others, figure)
        if rank is not None and (found is None or RANKS.index(rank) < RANKS.index(found)):
            found = rank
    return found


def leave_weapons(layers: Layers, drafts: Sequence[Draft]) -> None:
    """Leave the weapon to the attack where one is told beside the harm (ruling 15)."""
    parse = layers.parse
    told: dict[int, set[tuple[int, ...]]] = {}
    for draft in drafts:
        if draft.item.candidate.type in FIRE:
            sentence = parse.tokens[draft.item.candidate.token].sentence
            named = {tuple(a.span) for a in draft.arguments if a.role == "weapon"}
            told.setdefault(sentence, set()).update(named)
    for draft in drafts:
        if draft.item.candidate.type in _HARM:
            spans = told.get(parse.tokens[draft.item.candidate.token].sentence, set())
            draft.arguments = [
                a for a in draft.arguments if a.role != "weapon" or tuple(a.span) not in spans
            ]


def give_attackers(drafts: Sequence[Draft]) -> None:
    """Give the harm done by a named attack the attack's agents: killed in a raid by X."""
    by_token = {d.item.candidate.token: d for d in drafts}
    for draft in drafts:
        candidate = draft.item.candidate
        if candidate.type not in _HARM or any(a.role == "agent" for a in draft.arguments):
            continue
        for name in ("subj", "by", "in", "during"):
            for filler, _ in candidate.functions.get(name, ()):
                attack = by_token.get(filler)
                if attack is None or attack.item.candidate.type not in _ATTACKS:
                    continue
                agents = [a for a in attack.arguments if a.role == "agent"]
                draft.arguments += [
                    Argument("agent", a.span, a.head, f"agent of the attack; {a.rule}")
                    for a in agents
                ]
