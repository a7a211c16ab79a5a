"""Find weapons in a text: the ontology's terms, the rules of context, neighbours joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.schema.span import Span
from whosays.schema.weapon import WeaponMention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.resources.weapons import WeaponRule, Weapons, WeaponTerm
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse
    from whosays.text.phrases import Phrase

# Characters of context on each side: about eight words, never beyond the sentence.
_NEAR = 60
_TAIL = 16
_STOP = re.compile(r"[.!?;\n](?=\s|$)|\n")
_JOINT = re.compile(r"[ \u00a0\-‑]?[\"“«]?")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    term: WeaponTerm
    code: str
    because: str


class WeaponAnnotator:
    """Gives the layer ``weapons``."""

    name = "weapons"
    requires = ("parse",)
    provides = ("weapons",)

    def __init__(self, weapons: Weapons) -> None:
        self._weapons = weapons

    def annotate(
        self, document: Document, annotations: Annotations
    ) -> dict[str, tuple[WeaponMention, ...]]:
        """Find the weapons of a document, in text order."""
        return {"weapons": find_weapons(document.text, self._weapons, annotations.parse)}


def find_weapons(
    text: str, weapons: Weapons, parse: Parse | None = None
) -> tuple[WeaponMention, ...]:
    """Find the weapons of a text; without a parse the heads stay -1."""
    low = text.lower() if len(text.lower()) == len(text) else text
    kept = (_judge(low, phrase, weapons) for phrase in weapons.index.find(text))
    whole = (_with_tail(low, found, weapons) for found in kept if found is not None)
    joined = _join(text, whole)
    return tuple(_mention(found, parse) for found in joined)


def _judge(low: str, phrase: Phrase[WeaponTerm], weapons: Weapons) -> _Found | None:
    """Ask the context what a term means here; None where it is no weapon."""
    term = phrase.value
    left, right = _context(low, phrase.start, phrase.end)
    if _is_unsure(term, low[phrase.start : phrase.end]) and weapons.ambiguous_near is not None:
        around = f"{left} \u0001 {right}"
        if not weapons.ambiguous_near.search(around):
            return None
    for rule in weapons.rules.get(term.word, ()):
        if _holds(rule, left, right, low[phrase.start : phrase.end]):
            if rule.code is None:
                return None
            return _Found(phrase.start, phrase.end, term, rule.code, rule.id)
    origin = f"weapon {term.model}" if term.model else f"weapon word {term.word!r}"
    return _Found(phrase.start, phrase.end, term, term.code, origin)


def _with_tail(low: str, found: _Found, weapons: Weapons) -> _Found:
    """Take in the word with which a name goes on: *anti-aircraft artillery systems*."""
    tail = weapons.tails.match(low[found.end : found.end + _TAIL])
    return found if tail is None else replace(found, end=found.end + tail.end())


def _is_unsure(term: WeaponTerm, words: str) -> bool:
    """Tell whether a name needs a word of the field beside it; *Grads* tells enough, *Grad* not."""
    is_plural = words.endswith("s") and not term.word.endswith("s")
    return term.is_ambiguous and (term.is_common or not is_plural)


def _context(low: str, start: int, end: int) -> tuple[str, str]:
    """Give the words on both sides, within the sentence."""
    left = low[max(0, start - _NEAR) : start]
    right = low[end : end + _NEAR]
    ends = [stop.end() for stop in _STOP.finditer(left)]
    left = left[ends[-1] :] if ends else left
    stop_right = _STOP.search(right)
    return left, right[: stop_right.start()] if stop_right else right


def _holds(rule: WeaponRule, left: str, right: str, words: str) -> bool:
    around = f"{left}{words}{right}"
    if rule.unless_near is not None and rule.unless_near.search(around):
        return False
    asked: tuple[tuple[re.Pattern[str] | None, str], ...] = (
        (rule.before, left),
        (rule.after, right),
        (rule.near, f"{left} \u0001 {right}"),
    )
    given = [(pattern, where) for pattern, where in asked if pattern is not None]
    return not given or any(pattern.search(where) for pattern, where in given)


def _join(text: str, found: Iterable[_Found]) -> list[_Found]:
    """Join neighbours that name one thing: *Shahed-136 drones*, *howitzer "Msta-B"*."""
    joined: list[_Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and _is_next(text, last.end, item.start):
            first_is_model = last.term.model is not None
            second_is_model = item.term.model is not None
            if first_is_model and not second_is_model:
                kept, code, because = last, last.code, last.because
            else:
                kept, code, because = item, item.code, item.because
            end = max(last.end, item.end)
            joined[-1] = replace(kept, start=last.start, end=end, code=code, because=because)
        else:
            joined.append(item)
    return joined


def _is_next(text: str, end: int, start: int) -> bool:
    """Tell whether a name begins where another ends, or within its last word."""
    return start < end or _JOINT.fullmatch(text, end, start) is not None


def _mention(found: _Found, parse: Parse | None) -> WeaponMention:
    span = Span(found.start, found.end)
    head = parse.top(span) if parse is not None else None
    return WeaponMention(
        span=span,
        code=found.code,
        head=-1 if head is None else head,
        model=found.term.model,
        because=found.because,
    )
