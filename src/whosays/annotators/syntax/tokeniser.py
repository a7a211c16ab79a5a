"""Words of ``annotators/syntax``: text → offsets of syntactic words, in the manner of UD English.

The treebanks cut at signs, clitics and most hyphens: *don't* is *do* *n't*, *long-term* three
words. Every word is a slice of the text; nothing is normalised. Lists stand in
``data/<language>/tokens.toml``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*"
_CLITICS = r"(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)"
# Alternatives in the order in which they are tried at every place.
_PATTERN = r"""
      (?<![\w'’.-])(?!(?i:WHOLE)\b)[A-Za-z][a-z]*(?=[\s,])      # most words: tried first for speed
    | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]       # addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                             # e-mail
    | [@\#][^\W\d]\w*                                          # handles and tags
    | (?:[^\W_]+-)*[^\W_]+(?:[._][^\W_]+)*\.(?:ENDINGS)(?:\.[a-z]{2})?\b(?!['’])
    | (?<![\w-])(?:1-)?\d{3}-\d{3}-\d{4}(?![\w-])              # telephone numbers
    | (?<![\w-])\d{3}-\d{4}(?![\w-])
    | EMOTICONS
    | (?<=\[)\d+(?=,)
    | (?<!\w)\.\d+                                             # .265
    | \d+(?:[.,:/’']\d+)+(?:st|nd|rd|th|s)?(?=UNITS\b|\b)      # 38,550 1.5 24.02.22 08:00 3/4
    | \d+['’]?s\b
    | \d+(?:st|nd|rd|th|ST|ND|RD|TH)\b
    | \d+(?=UNITS\b)
    | UNITS_AFTER
    | (?:[^\W\d_]\.){2,}                                       # U.S.
    | (?:ABBREVIATIONS)\.
    | (?:BEFORE_NUMBER)\.(?=\s*\d)
    | (?<![\w.’'])[A-Z]\.(?=\s*[A-Z])                          # an initial
    | (?P<run>[.!?*=+~_\#-])(?P=run)+
    | [—–]+ | '' | ’’ | ‘‘ | `` | << | >>
    | HALVES
    | [nN]['’][tT]\b
    | LETTERS(?=[nN]['’][tT]\b)
    | ['’]CLITICS\b
    | (?:PREFIXES)-[^\W_]+(?=['’]CLITICS\b|\b)
    | [^\W\d_]+(?:&[^\W\d_]+)+                                 # AT&T
    | WORD
    | \S
"""


class Tokeniser:
    """Cuts text into words by one language's table (``data/<language>/tokens.toml``)."""

    __slots__ = ("_pattern",)

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._pattern = re.compile(_build(table), re.VERBOSE)

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Give the offsets ``[start, end)`` of the words, in order, without overlap.

        Everything that is not white space is inside a word.
        """
        return [m.span() for m in self._pattern.finditer(text)]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _build(table: Mapping[str, Any]) -> str:
    units = f"(?:{_any(table['units'])})"
    halves = []
    for first, second in table["halves"]:
        low_1, low_2 = (f"(?i:{re.escape(w)})" if w != "I" else "I" for w in (first, second))
        halves.append(rf"(?<![\w'’-]){low_1}(?={low_2}\b(?!['’-]))")
        halves.append(rf"(?<=(?<![\w'’-]){low_1}){low_2}\b(?!['’-])")
    whole = [first + second for first, second in table["halves"]]
    parts = {
        "ENDINGS": _any(table["name_endings"]),
        "EMOTICONS": rf"(?<!\S)(?:{_any(table['emoticons'])})(?!\S)",
        "UNITS_AFTER": rf"(?<=\d){units}(?![^\W_])",
        "UNITS": units,
        "ABBREVIATIONS": rf"\b(?:{_any(table['abbreviations'])})",
        "BEFORE_NUMBER": rf"\b(?:{_any(table['abbreviations_before_number'])})",
        "WHOLE": _any(whole),
        "HALVES": "|".join(halves),
        "PREFIXES": rf"(?<![\w-])(?i:{_any(table['prefixes'])})",
        "CLITICS": _CLITICS,
        "LETTERS": _LETTERS,
        # An apostrophe inside a name (O'Brien) does not cut it.
        "WORD": rf"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*(?:['’](?!{_CLITICS}\b)[^\W\d_]+)*",
    }
    pattern = _PATTERN
    for name, value in parts.items():
        pattern = pattern.replace(name, value)
    return pattern
