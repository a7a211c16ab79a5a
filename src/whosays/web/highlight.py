"""Highlight: the words of a search, marked in a sentence."""

from __future__ import annotations

import re

from whosays.store.words import parse_terms
from whosays.web.html import Safe, join, tag


def highlighted(sentence: str, query: str | None) -> Safe:
    """Give a sentence with the query's words in ``mark`` elements."""
    pattern = _pattern(query or "")
    if pattern is None:
        return join((sentence,))
    parts: list[object] = []
    at = 0
    for match in pattern.finditer(sentence):
        if match.end() == match.start():
            continue
        parts += [sentence[at : match.start()], tag("mark", match[0])]
        at = match.end()
    return join([*parts, sentence[at:]])


def _pattern(query: str) -> re.Pattern[str] | None:
    found = []
    for term in parse_terms(query):
        if term.barred:
            continue
        words = r"\s+".join(re.escape(w) for w in term.words.split())
        if not term.part:
            # Cyrillic endings were cut for the search, so a longer form is the same word.
            found.append(rf"\b{words}\w{{0,3}}\b" if not term.words.isascii() else rf"\b{words}\b")
        else:
            found.append(rf"\b{words}\w*" if term.prefix else rf"\w*{words}\w*")
    return re.compile("|".join(found), re.IGNORECASE) if found else None
