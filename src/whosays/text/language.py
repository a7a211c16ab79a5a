"""Language of a stretch of text: by script, by telling letters, by common words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNDETERMINED = "und"
# Enough to tell a language by; more costs time and tells nothing new (code points).
SAMPLE = 4000

_SCRIPT_LANGUAGE = {
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "ETHIOPIC": "am",
    "MYANMAR": "my",
    "KHMER": "km",
}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN = frozenset("ыэъё")
_SERBIAN = frozenset("ђћљњџј")
_BELARUSIAN = frozenset("ў")
_PERSIAN = frozenset("پچژگ")
_URDU = frozenset("ٹڈڑےں")


@lru_cache(maxsize=8192)
def script_of(letter: str) -> str:
    """Name the script of a letter ("LATIN", "CYRILLIC", "CJK", …); "" for what is no letter."""
    if letter < "\u0250":
        return "LATIN" if letter.isalpha() else ""
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "")
    first = name.partition(" ")[0]
    if first in {"HIRAGANA", "KATAKANA"}:
        return "KANA"
    return "CJK" if first in {"CJK", "BOPOMOFO"} else first


def main_script(text: str) -> str:
    """Name the script of most letters; ties go to the alphabetically first, "" for none.

    A long text is judged by its beginning.
    """
    if text.isascii():
        return "LATIN" if _WORD.search(text) else ""
    counts: Counter[str] = Counter()
    for char, count in Counter(text[:SAMPLE]).items():
        counts[script_of(char)] += count
    counts.pop("", None)
    return min(counts, key=lambda s: (-counts[s], s)) if counts else ""


def guess_language(text: str, common_words: Mapping[str, frozenset[str]], default: str) -> str:
    """Tell the language of ``text`` (ISO 639-1); ``default`` where too little speaks for one.

    ``common_words`` maps a language of Latin script or Cyrillic to its commonest words.
    """
    script = main_script(text)
    if not script:
        return default
    if script == "CYRILLIC":
        return _cyrillic(text.casefold(), common_words, default)
    if script in {"CJK", "KANA"}:
        return "ja" if any(script_of(c) == "KANA" for c in text) else "zh"
    if script == "ARABIC":
        letters = frozenset(text)
        return "ur" if letters & _URDU else "fa" if letters & _PERSIAN else "ar"
    if script == "LATIN":
        return _by_words(text.casefold(), common_words, default)
    return _SCRIPT_LANGUAGE.get(script, UNDETERMINED)


def _cyrillic(text: str, common_words: Mapping[str, frozenset[str]], default: str) -> str:
    letters = Counter(text)
    ukrainian = sum(letters[c] for c in sorted(_UKRAINIAN))
    russian = sum(letters[c] for c in sorted(_RUSSIAN))
    if any(letters[c] for c in sorted(_BELARUSIAN)) and russian:
        return "be"
    if any(letters[c] for c in sorted(_SERBIAN)) and not ukrainian and not russian:
        return "sr"
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    fallback = default if default in {"uk", "ru", "bg", "sr", "be"} else UNDETERMINED
    words = _WORD.findall(text[:SAMPLE])
    cyrillic = [k for k in ("uk", "ru", "bg") if k in common_words]
    hits = {k: sum(w in common_words[k] for w in words) for k in cyrillic}
    best = max(hits, key=lambda k: hits[k], default=fallback)
    alone = all(hits[k] < hits[best] for k in cyrillic if k != best) if hits else False
    return best if alone else fallback


def _by_words(text: str, common_words: Mapping[str, frozenset[str]], default: str) -> str:
    words = _WORD.findall(text[:SAMPLE])
    own = common_words.get(default)
    # Nearly every line is in the document's language: most need no other word list.
    if own is not None and sum(w in own for w in words) * 5 >= len(words) > 0:
        return default
    counts = Counter(words)
    hits = {
        k: sum(counts[w] for w in counts.keys() & common)
        for k, common in sorted(common_words.items())
    }
    best = max(hits, key=lambda k: hits[k], default=None)
    if best is None or hits[best] == 0:
        return default
    if hits.get(default, 0) == hits[best]:
        return default
    # One common word alone may be a name ("de", "la"): a short line needs two, or many of few.
    if hits[best] < 2 and len(words) > 2:
        return default
    # Most words common in another language are common nowhere else; a near tie proves nothing.
    if hits[best] - hits.get(default, 0) < 2 and default in hits:
        return default
    return best
