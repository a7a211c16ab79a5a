"""Sharing: what the events of one sentence take from each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed
from whosays.schema.event import Argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.events.choose import Chosen
    from whosays.annotators.events.classes import Layers

FIRE = listed("events.share", "fire")
_HARM = frozenset(["casualties", "materiel_loss", "damage", "abuse"])
_ATTACKS = FIRE | {"assault"}


@dataclass(slots=True)
class Draft:
    """An event while its arguments are still gathered."""

    item: Chosen
    arguments: list[Argument]


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
