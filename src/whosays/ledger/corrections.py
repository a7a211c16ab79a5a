"""Corrections as people write them: parts added, removed, and quoted by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from whosays.schema.claim import Claim

_PART = re.compile(r"(agents|targets|places|weapons|figures|chain)\[(\+|\d+)\]")


def whole_correction(claim: Claim, text: str, field: str, value: Any) -> tuple[str, Any]:
    """Give a correction as the ledger keeps it: a field and its value, every part with its span.

    ``agents[+]`` adds a part, ``agents[0]`` set to None takes one away: either becomes the whole
    list, so that a later reading's list is not mixed with it. A part may have ``words`` in the
    place of ``span`` (``cue_words`` of ``cue``): those words of the document, nearest to the
    trigger.

    Raises: ValueError where words do not stand in the text, or there is no such part.
    """
    quoted = _quoted(value, text, claim.trigger[0])
    match = _PART.fullmatch(field)
    if match is None:
        return field, quoted
    name, at = match.groups()
    parts = list(msgspec.to_builtins(getattr(claim, name)))
    if at == "+":
        return name, [*parts, _named(name, quoted, text)]
    if quoted is not None:
        return field, quoted
    number = int(at)
    if number >= len(parts):
        msg = f"the claim has no {field!r}"
        raise ValueError(msg)
    kept = [p for n, p in enumerate(parts) if n != number]
    if name == "figures":
        kept = [_without(p, number) for p in kept]
    return name, kept


def _quoted(value: Any, text: str, near: int) -> Any:
    if isinstance(value, list | tuple):
        return [_quoted(v, text, near) for v in value]
    if not isinstance(value, dict):
        return value
    found = dict(value)
    for words, span in (("words", "span"), ("cue_words", "cue")):
        if words in found:
            found[span] = list(nearest(text, str(found.pop(words)), near))
    return found


def nearest(text: str, words: str, near: int) -> tuple[int, int]:
    """Give the span of words in a text, of several the nearest to ``near``.

    Raises: ValueError where they do not stand there.
    """
    starts = [m.start() for m in re.finditer(re.escape(words), text)] if words.strip() else []
    if not starts:
        msg = f"{words!r} does not stand in the document"
        raise ValueError(msg)
    start = min(starts, key=lambda s: (abs(s - near), s))
    return start, start + len(words)


def _named(name: str, part: Any, text: str) -> Any:
    """Let a new place be called by its words where no name is given."""
    if name == "places" and isinstance(part, dict) and "name" not in part and "span" in part:
        start, end = part["span"]
        return {**part, "name": text[start:end]}
    return part


def _without(figure: dict[str, Any], gone: int) -> dict[str, Any]:
    """Mend *six of them*: a figure that was a part of a removed one stands alone."""
    of = figure.get("of")
    if of is None or of < gone:
        return figure
    return {**figure, "of": None if of == gone else of - 1}
