"""Words as the search sees them: signs folded, Cyrillic endings cut, queries taken apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from whosays.text.normalise import fold_signs

_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff][\u0400-\u04ff']*")
_WORD = re.compile(r"\w[\w']*")
_TERM = re.compile(r'(-?)"([^"]+)"|(-?)(\S+)')

# Case and number endings of Ukrainian and Russian nouns and adjectives, longest first. They are cut
# for search alone: a stem that is too short finds a few lines too many, never too few.
_ENDINGS = (
    "ськими", "ського", "ському", "скими", "ского", "скому", "ською", "ських", "ським", "ський",
    "ській", "ськой", "ской", "ских", "ским", "ский", "ськ", "ська", "ське", "ські", "ську",
    "ская", "ское", "ские", "скую", "ями", "ами", "ові", "еві", "єві", "ього", "ому", "ого",
    "ему", "его", "ими", "ыми", "іми", "иях", "ією", "иям", "ией", "ах", "ях", "ів", "їв", "ов",
    "ев", "ей", "ою", "ею", "єю", "ом", "ем", "єм", "ам", "ям", "ий", "ій", "их", "іх", "ых",
    "ую", "юю", "ая", "яя", "ое", "ее", "ые", "ие", "ой", "ый", "им", "ым", "ім", "ию", "ии",
    "ия", "ії", "ія", "ію", "а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь", "й", "ы",
)  # fmt: skip
_SHORTEST_STEM = 3
MAX_EXPANSIONS = 200
"""A part of a word stands for at most so many words."""


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One wish of a query: ``words`` that stand together, or a ``part`` of a word."""

    words: str
    part: bool = False
    prefix: bool = False
    barred: bool = False


def stem(word: str) -> str:
    """Cut the ending of a lower-cased Cyrillic word; any other word stays.

    >>> stem("григорівки") == stem("григорівку") == "григорівк"
    True
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def index_text(text: str) -> str:
    """Give ``text`` as the index takes it: plain signs, Cyrillic words cut to their stems."""
    folded = fold_signs(unicodedata.normalize("NFC", encodable(text)))
    return _CYRILLIC_WORD.sub(lambda m: stem(m[0].replace("'", "").lower()), folded)


def encodable(text: str) -> str:
    """Give ``text`` with a question mark for each lone surrogate, which no file can hold."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def vocabulary(text: str) -> list[str]:
    """Give the distinct words of ``text``, lower-cased, sorted: what parts of words look in."""
    folded = fold_signs(unicodedata.normalize("NFC", encodable(text))).lower()
    found = {w.replace("'", "") for w in _WORD.findall(folded)}
    return sorted(w for w in found if len(w) > 2 and not w.isdigit())


def parse_terms(text: str) -> list[SearchTerm]:
    """Take a query's free text apart: words, "words together", part*, *part*, -barred.

    >>> [t.words for t in parse_terms('tank "air raid" sivers*')]
    ['tank', 'air raid', 'sivers']
    """
    terms = []
    for match in _TERM.finditer(fold_signs(unicodedata.normalize("NFC", text))):
        phrase, raw = match[2], match[4]
        barred = bool(match[1] or match[3])
        if phrase is not None:
            terms.append(SearchTerm(words=phrase, barred=barred))
            continue
        part = raw.endswith("*") and len(raw.strip("*")) > 0
        terms.append(
            SearchTerm(
                words=raw.strip("*"), part=part, prefix=not raw.startswith("*"), barred=barred
            )
        )
    return [t for t in terms if _WORD.search(t.words)]


def quote(words: str) -> str:
    """Quote words for the search engine, so that no sign of theirs is an operator."""
    return '"' + index_text(words).replace('"', " ") + '"'
