"""Reach: how far what is reported goes on either side of a speech verb set into or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.tree import stretches

if TYPE_CHECKING:
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs."""
MIN_CONTENT = 3
"""Tokens that make a report."""
_MAX_TAIL = 22


def tail_end(parse: Parse, start: int, last: int) -> int | None:
    """Give the token where the cue's clause ends: a comma or the sentence's end, with nothing
    finite on the way; None where a clause follows (then the tree knows better).
    """
    at = start
    while at < last and at - start <= _MAX_TAIL:
        token = parse.tokens[at]
        if token.text in {",", ".", ";", ":", "—", "–", "“", '"', "”", "?", "!"}:
            return at
        if token.xpos in FINITE or (
            token.text.lower() in {"that", "whether"} and token.upos == "SCONJ"
        ):
            return None
        if token.xpos == "TO" or token.text.lower() in {"how", "what", "why"}:
            return None
        at += 1
    return last - 1 if at >= last else None


def content_of(parse: Parse, first: int, boundary: int, end: int, last: int) -> list[Span]:
    """Give what is reported: up to the token ``boundary``, and behind the cue's ``end`` where the
    report goes on there; tokens ``[first, last)`` are the sentence.
    """
    first = _after_semicolon(parse, first, boundary)
    last = _before_semicolon(parse, end, last)
    before = stretches(parse, first, boundary, ())
    rest = [i for i in range(end + 1, last) if parse.tokens[i].upos != "PUNCT"]
    if parse.tokens[end].text != "," or not rest:
        return before
    opening = parse.tokens[rest[0]]
    # After ", he said," the report goes on, unless a participle or a relative says more of him.
    if opening.xpos in {
        "VBG",
        "VBN",
        "WP",
        "WDT",
        "WRB",
        "IN",
        "CC",
        "RB",
    } and opening.text.lower() not in {"in", "on", "at", "and", "but"}:
        return before
    if not any(parse.tokens[i].xpos in FINITE for i in rest) and len(rest) < 5:
        return before
    if opening.text.lower() in {"and", "but"} and _has_finite_before(parse, first, boundary):
        return before + stretches(parse, end + 1, last - 1, ())
    return before + stretches(parse, end + 1, last - 1, ())


def _has_finite_before(parse: Parse, first: int, boundary: int) -> bool:
    return any(parse.tokens[i].xpos in FINITE for i in range(first, boundary))


def _after_semicolon(parse: Parse, first: int, boundary: int) -> int:
    """Give where the clause before the cue begins: what a semicolon cuts off is not reported."""
    for index in range(boundary - MIN_CONTENT, first, -1):
        if parse.tokens[index].text == ";":
            return index + 1
    return first


def _before_semicolon(parse: Parse, end: int, last: int) -> int:
    for index in range(end + 1, last):
        if parse.tokens[index].text == ";":
            return index
    return last
