"""Pairs: what speaks for two claims of a document telling one happening, and what against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.annotators.incidents_in_document.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.schema.claim import Claim, ClaimActor
    from whosays.schema.place import PlaceMention

_WORD = re.compile(r"\w+")
_NEAR = 400
_BACK = re.compile(r"\b(?:the|this|that|these|those|its|his|their|her) (?:\w+ )?$")
_DENIAL = re.compile(
    r"den(?:y|ie)|reject|dismiss|disput|claim|responsib|lie|fals|untrue|nonsense|fable|fake"
    r"|fabricat|truth|invent|drama|confirm|blame|accus"
)
_EMPTY = listed("incidents_in_document.pairs", "empty")


def pair_features(left: Claim, right: Claim, text: str, families: Mapping[str, str]) -> list[str]:
    """Name what two claims, ``left`` first in the text, share and where they differ."""
    found = ["always"]
    if left.type == right.type:
        found += ["same type", f"same type {left.type}"]
    elif families.get(left.type) and families.get(left.type) == families.get(right.type):
        found.append("same family")
    else:
        pair = " ".join(sorted((str(left.type), str(right.type))))
        found.append(f"types {pair}" if pair in families else "other types")
    found += _places(left, right)
    found += _actors("agents", left.agents, right.agents)
    found += _actors("targets", left.targets, right.targets)
    found += _figures(left, right)
    found += _times(left, right)
    found += _text(left, right, text)
    found += _counts(left, right)
    found += _layout(left, right, text)
    found += _realis(left, right)
    if left.type == right.type and "same places" in found and "targets shared" in found:
        found.append("type, places and targets")
    if left.type == right.type and "same places" in found and "agents shared" in found:
        found.append("type, places and agents")
    return found


def _places(left: Claim, right: Claim) -> list[str]:
    if not left.places or not right.places:
        return ["place missing"] if left.places or right.places else ["places missing"]
    one, two = {_key(p) for p in left.places}, {_key(p) for p in right.places}
    if one == two:
        return ["same places"]
    if one & two:
        return ["some place shared"]
    spans = {p.span for p in left.places} & {p.span for p in right.places}
    return ["some place shared"] if spans else ["other places"]


def _key(place: PlaceMention) -> str:
    return str(place.geonameid) if place.geonameid is not None else place.name.lower()


def _actors(name: str, left: Iterable[ClaimActor], right: Iterable[ClaimActor]) -> list[str]:
    one = {(a.country, a.role, a.group) for a in left}
    two = {(a.country, a.role, a.group) for a in right}
    if not one or not two:
        return [f"{name} missing"]
    if one & two:
        return [f"{name} shared"]
    return [f"{name} differ"]


def _figures(left: Claim, right: Claim) -> list[str]:
    one = {(f.what, f.low, f.high) for f in left.figures}
    two = {(f.what, f.low, f.high) for f in right.figures}
    if not one or not two:
        return ["figures missing"]
    if one & two:
        return ["figure shared"]
    measures = {w for w, *_ in one} & {w for w, *_ in two}
    return ["figures differ"] if measures else ["other measures"]


def _times(left: Claim, right: Claim) -> list[str]:
    one, two = left.time, right.time
    if one.start is None or two.start is None or one.end is None or two.end is None:
        return ["time open"]
    if (one.start, one.end) == (two.start, two.end):
        return ["same time"]
    if one.start <= two.end and two.start <= one.end:
        return ["times overlap"]
    return ["times differ"]


def _text(left: Claim, right: Claim, text: str) -> list[str]:
    found = []
    gap = right.trigger[0] - left.trigger[1]
    between = text[left.trigger[1] : right.trigger[0]] if gap > 0 else ""
    found.append("near" if gap < _NEAR else "far")
    if "\n" not in between:
        found.append("same paragraph")
        if ". " not in between:
            found.append("same sentence")
            if left.type == right.type:
                found.append("same sentence and type")
    one = {w.lower()[:5] for w in _WORD.findall(left.trigger.of(text))}
    two = {w.lower()[:5] for w in _WORD.findall(right.trigger.of(text))}
    if one & two:
        found.append("same word")
    head = text.find("\n\n") if "\n\n" in text else text.find("\n")
    if 0 <= left.trigger[0] < head <= right.trigger[0] and left.type == right.type:
        found.append("title and type")
    before = text[max(0, right.trigger[0] - 12) : right.trigger[0]].lower()
    if _BACK.search(before):
        found.append("points back")
        if left.type == right.type:
            found.append("points back and type")
    if _DENIAL.search(right.trigger.of(text).lower()):
        found.append("denial")
        if left.type == right.type and "near" in found:
            found.append("denial near")
    found += _words(left, right, text)
    if left.status != right.status:
        found.append("status differs")
        if "did_not_happen" in {left.status, right.status}:
            found.append("one denied")
    left_key, right_key = _sources(left), _sources(right)
    found.append("same source" if left_key == right_key else "other source")
    if [w.span for w in left.weapons] and [w.span for w in right.weapons]:
        codes = {w.code for w in left.weapons} & {w.code for w in right.weapons}
        found.append("weapon shared" if codes else "weapons differ")
    return found


def _counts(left: Claim, right: Claim) -> list[str]:
    """See whether both count attacks, and whether alike: two shellings and five are two rows."""
    one = {f.low for f in left.figures if f.what == "attacks"}
    two = {f.low for f in right.figures if f.what == "attacks"}
    if one and two:
        return ["attack counts shared" if one & two else "attack counts differ"]
    if one or two:
        return ["one counts attacks"]
    return []


def _layout(left: Claim, right: Claim, text: str) -> list[str]:
    """See whether one stands in a headline or key point and the other in the body."""
    leads = [_is_lead(claim.trigger[0], text) for claim in (left, right)]
    if leads[0] and not leads[1]:
        return ["lead and body"] + (["lead and body, type"] if left.type == right.type else [])
    if leads[0] and leads[1]:
        return ["both leads"]
    return []


def _is_lead(at: int, text: str) -> bool:
    start = text.rfind("\n", 0, at) + 1
    return start == 0 or text[start : start + 3].strip()[:1] in {"•", "*"}


def _realis(left: Claim, right: Claim) -> list[str]:
    unreal = [c.status in {"planned", "hypothetical", "attempted"} for c in (left, right)]
    if all(unreal):
        return ["both unreal"]
    return ["one unreal"] if any(unreal) else []


def _words(left: Claim, right: Claim, text: str) -> list[str]:
    one = {w for a in left.targets for w in _WORD.findall(a.span.of(text).lower())} - _EMPTY
    two = {w for a in right.targets for w in _WORD.findall(a.span.of(text).lower())} - _EMPTY
    if not one or not two:
        return []
    found = ["target word shared" if one & two else "target words differ"]
    if left.type == right.type:
        found.append(f"{found[0]} and type")
    return found


def _sources(claim: Claim) -> tuple[tuple[str | None, str | None], ...]:
    return tuple((link.country, link.role) for link in claim.chain)
