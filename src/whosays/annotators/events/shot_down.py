"""Shot down: what air defences destroy in the air is an interception, no loss on the ground."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.annotators.events.choose import Chosen
    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.sense import Candidate

_DEFENDING = listed("events.shot_down", "defending")
"""Words of those who defend the air; *air* stands before them or is part of them."""
_DOING = ("subj", "by", "lsubj", "poss")
_AIR = frozenset({"air", "aerial", "anti-air", "aircraft"})
_FLYING = 0.5


def shot_down(
    layers: Layers, chosen: Sequence[Chosen], candidates: Mapping[int, Sequence[Candidate]]
) -> list[Chosen]:
    """Give ``chosen`` with losses of what flew to air defences as interceptions."""
    found = []
    for item in chosen:
        senses = candidates.get(item.candidate.token, ())
        flying = next((c for c in senses if c.type == "interception" and c.fit >= _FLYING), None)
        if item.candidate.type == "materiel_loss" and flying and _by_defence(layers, flying):
            found.append(replace(item, candidate=flying))
        else:
            found.append(item)
    return found


def _by_defence(layers: Layers, candidate: Candidate) -> bool:
    parse = layers.parse
    for name in _DOING:
        for filler, _ in candidate.functions.get(name, ()):
            words = [parse.tokens[i].text.lower() for i in parse.subtree(filler)]
            if _DEFENDING & set(words) and _AIR & set(words):
                return True
    return False
