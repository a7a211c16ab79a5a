"""Pairs: what speaks for two claims of a document telling one happening, and what against."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whosays.annotators.incidents_in_document.facts import Actor, Facts

_MOST_WORDS = 3.0
_BIG = 5
_APART = ("agents differ", "targets differ", "told times differ", "figures differ", "other names")


_AGAINST = frozenset(
    ["agents differ", "targets differ", "told times differ", "supposed times differ",
     "figures differ", "other names", "other places", "actor words differ", "weapons differ",
     "other measures", "one sentence, other targets", "one sentence, other figures"]
)  # fmt: skip
_HARM = frozenset(["casualties", "damage", "materiel_loss"])
_FOR = frozenset(
    ["agents shared", "targets shared", "place shared", "same told time", "same supposed time",
     "figure shared", "weapon shared", "same word", "same places"]
)  # fmt: skip
_NEAR_TOLL, _APART_TOLL = 1.6, 4.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What a pair stands among: the number of the document's claims, the number of settings of
    places of the claims that could tell the same happening, the sentences each stem stands in.
    """

    claims: int
    places: int
    known_in: Mapping[str, int]


def relation(left: str, right: str, families: Mapping[str, str]) -> str | None:
    """Name how two event types stand to each other; None for two that never tell one happening."""
    if left == right:
        return "same type"
    if left in families and families[left] == families.get(right):
        return "same family"
    pair = " ".join(sorted((left, right)))
    return pair if pair in families else None


def pair_features(left: Facts, right: Facts, kind: str, setting: Setting) -> dict[str, float]:
    """Tell what two claims, ``left`` first in the text, share and where they differ.

    Most features are there (1.0) or not; those named "amount of …" are measures.
    """
    found = [kind]
    found += [f"type {right.type}"] if kind == "same type" else []
    found += _where(left, right, kind)
    found += _places(left, right)
    found += _actors("agents", left.agents, right.agents)
    found += _actors("targets", left.targets, right.targets)
    found += _figures(left, right, kind)
    if "targets differ" in found and kind == "same type" and left.type in _HARM:
        found.append("harmed differ")
    found += _times(left, right)
    found += _words(left, right)
    found += _denials(left, right)
    found += _sources(left, right)
    if left.source == right.source and left.status == right.status:
        found += [f"{name}, one voice" for name in _APART if name in found]
    found += _told(left, right)
    found += _ruled(frozenset(found))
    found += _balance(found)
    features = dict.fromkeys(found, 1.0)
    features["amount of claims"] = log2(setting.claims)
    features["amount of places"] = log2(1 + setting.places)
    if left.sentence != right.sentence:
        distance = log2(1 + abs(right.sentence - left.sentence))
        features["amount of distance"] = distance
        features["amount of distance among claims"] = distance * features["amount of claims"] / 4
        features |= _likeness(left, right, setting.known_in)
    return features


def _told(left: Facts, right: Facts) -> Iterator[str]:
    """Tell what the later claim adds, how its toll stands to the other's, what it answers."""
    far = ("one sentence", "next sentence")
    apart = abs(right.sentence - left.sentence)
    types = left.type if left.type == right.type else f"{left.type} and {right.type}"
    yield f"{types}, {far[apart] if apart < len(far) else 'further on'}"
    if not right.amounts:
        yield "later without a figure"
        if not right.places and not right.agents and not right.targets:
            yield "later adds nothing"
    elif not left.amounts:
        yield "later adds a figure"
    elif left.type == right.type == "casualties":
        yield _toll(left, right)
    if right.answers >= 0:
        yield "answers it" if right.answers == left.start else "answers another"


def _ruled(found: frozenset[str]) -> Iterator[str]:
    """Name what the rulings of the data file ask for that needs two features together."""
    if {"told in the head", "figure shared"} <= found:
        yield "figure of the head told again"
    if found & {"denial near", "answers it"}:
        yield "answered"
    if "toll near" in found and "figures differ, one voice" not in found:
        yield "toll near, another voice"
    if "another" in found and "figure shared" not in found:
        yield "another, of other figures"


def _toll(left: Facts, right: Facts) -> str:
    """Tell how two counts of people harmed stand to each other."""
    both = left.measures & right.measures
    if not both:
        return "killed beside wounded"
    one, two = (
        max((low or high or 0) for what, low, high in side.amounts if what in both)
        for side in (left, right)
    )
    ratio = max(one, two) / max(1, min(one, two))
    if ratio < _NEAR_TOLL:
        return "toll near"
    return "toll apart" if ratio < _APART_TOLL else "toll far"


def _balance(found: Sequence[str]) -> list[str]:
    """Count what speaks for one happening and what against."""
    against = len(_AGAINST.intersection(found))
    favour = len(_FOR.intersection(found))
    return [
        f"{min(against, 3)} against",
        f"{min(favour, 3)} for",
        f"{min(favour, 2)} for and {min(against, 2)} against",
    ]


def _likeness(left: Facts, right: Facts, known_in: Mapping[str, int]) -> dict[str, float]:
    shared = (left.said & right.said) - left.trigger
    words = _rare(shared, known_in)
    features = {
        "amount of words": words,
        "amount of actor words": _rare(left.named & right.named, known_in),
    }
    if left.head != right.head:
        features["amount of words with the head"] = words
    if shared:
        features["amount of likeness"] = len(shared) / min(len(left.said), len(right.said))
    return features


def _rare(stems: frozenset[str], known_in: Mapping[str, int]) -> float:
    """Add up stems, one for each that stands in no third sentence, the others for less."""
    counts = sorted(max(1, known_in.get(stem, 1) - 1) for stem in stems)
    return min(sum(1 / count for count in counts), _MOST_WORDS)


def _where(left: Facts, right: Facts, kind: str) -> Iterator[str]:
    one = left.sentence == right.sentence
    if one:
        yield f"one sentence, {kind}"
        if left.trigger_span == right.trigger_span:
            yield "one trigger"
        if left.target_spans & right.target_spans:
            yield "one target"
        elif left.target_spans and right.target_spans:
            yield "one sentence, other targets"
        if left.amounts and right.amounts and not left.amounts & right.amounts:
            yield "one sentence, other figures"
    elif left.segment == right.segment and left.segment >= 0:
        yield "one paragraph"
    if kind == "same type" and right.rank == left.rank + 1:
        yield "next of its type"
    if left.head and not right.head:
        yield "told in the head"
        if left.rank == 0 and kind == "same type":
            yield "first in the head"
        if right.lead:
            yield "told in head and lead"
        if right.first:
            yield "first in the body"
    elif left.head and right.head:
        yield "both in the head"
    if left.caption != right.caption:
        yield "caption"
    if left.listed and right.listed and not one and left.segment != right.segment:
        yield "two of a list"
    if right.other:
        yield "another"
    if right.back and not one:
        yield "points back"
    if right.pronoun and not one:
        yield "pronoun"


def _places(left: Facts, right: Facts) -> Iterator[str]:
    if not left.places or not right.places:
        yield "a place missing" if left.places or right.places else "no places"
        yield "last place shared" if left.held & right.held else "last place differs"
    elif left.places & right.places:
        yield "coarse place shared" if left.coarse and right.coarse else "place shared"
        if left.places == right.places:
            yield "same places"
    else:
        kinds = ("other places", "coarse place differs", "other coarse places")
        yield kinds[left.coarse + right.coarse]


def _actors(name: str, left: frozenset[Actor], right: frozenset[Actor]) -> Iterator[str]:
    if left and right:
        if left & right:
            yield f"{name} shared"
        elif {a[0] for a in left} & {a[0] for a in right}:
            yield f"{name} of one country"
        else:
            yield f"{name} differ"


def _figures(left: Facts, right: Facts, kind: str) -> Iterator[str]:
    if not left.amounts or not right.amounts:
        if left.amounts or right.amounts:
            yield "a figure missing"
    elif left.amounts & right.amounts:
        yield "figure shared"
        if any((low or 0) > _BIG for _, low, _ in left.amounts & right.amounts):
            yield "big figure shared"
    elif left.measures & right.measures:
        yield "figures differ"
        if right.spoken and left.source != right.source and kind == "same type":
            yield "figures differ by source"
    else:
        yield "other measures"


def _times(left: Facts, right: Facts) -> Iterator[str]:
    told = "told" if left.dated and right.dated else "supposed"
    if left.days is None or right.days is None:
        yield "a time open" if left.days != right.days else "times open"
    elif left.days[0] <= right.days[1] and right.days[0] <= left.days[1]:
        yield f"{told} times overlap"
        if left.days == right.days:
            yield f"same {told} time"
    else:
        yield f"{told} times differ"


def _words(left: Facts, right: Facts) -> Iterator[str]:
    if left.trigger & right.trigger:
        yield "same word"
    if left.named and right.named and not left.named & right.named:
        yield "actor words differ"
    if left.names and right.names and not left.names & right.names:
        yield "other names"
    if left.weapons and right.weapons:
        yield "weapon shared" if left.weapons & right.weapons else "weapons differ"


def _denials(left: Facts, right: Facts) -> Iterator[str]:
    denied = right.status == "did_not_happen"
    near = "near" if abs(right.sentence - left.sentence) <= 1 else "far"
    if right.denial:
        yield f"denial {near}"
    if denied and left.status != "did_not_happen":
        yield f"denied {near}"
    elif denied:
        yield "both denied"
    elif left.status == "did_not_happen":
        yield "told after a denial"
    elif left.status != right.status:
        yield "status differs"
    if denied and not right.agents and not right.targets:
        yield f"bare denial {near}"


def _sources(left: Facts, right: Facts) -> Iterator[str]:
    if left.spoken and right.spoken:
        yield "same source" if left.source == right.source else "other source"
    elif right.spoken:
        yield "then a source"
