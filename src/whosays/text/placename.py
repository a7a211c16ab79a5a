"""Place-name keys: what two spellings of one toponym share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from whosays.text.romanise import guess_language, romanise

__all__ = ["FOLD_VERSION", "is_cyrillic", "name_key", "near_skeletons", "skeleton_key"]

FOLD_VERSION = 1
"""Number of these folding rules; a gazetteer file folded by other rules must be built again."""

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae",
        "œ": "oe", "ħ": "h", "ŋ": "ng", "ə": "a", "ё": "е", "&": " and ", "-": " ", "–": " ",
        "—": " ", "‐": " ", "‑": " ", "/": " ", ",": " ", "_": " ",
    }
)  # fmt: skip
_DROPPED = re.compile("[.'’ʼ′`´‘ʹ”“\"ʾʿʽ″()\u0300\u0301]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SPACES = re.compile(r"\s+")
_WORDS = {
    "saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "the": "", "and": "and",
}  # fmt: skip
_KEPT_MARKS = frozenset("йїґ")


def is_cyrillic(name: str) -> bool:
    """Tell whether a name has a Cyrillic letter."""
    return _CYRILLIC.search(name) is not None


@lru_cache(16_384)
def name_key(name: str) -> str:
    """Fold a name to its look-up key: case, accents, apostrophes, soft signs, hyphens, *Saint*.

    Cyrillic stays Cyrillic. "" where nothing is left.
    """
    if name.isascii():
        folded = name.lower()
    else:
        folded = "".join(_strip_mark(c) for c in unicodedata.normalize("NFC", name).lower())
        folded = unicodedata.normalize("NFC", folded)
    folded = _DROPPED.sub("", folded.translate(_LETTERS))
    words = [_WORDS.get(word, word) for word in _SPACES.split(folded.strip())]
    kept = [word for word in words if word]
    return " ".join(kept)


def _strip_mark(sign: str) -> str:
    if sign in _KEPT_MARKS:
        return sign
    return "".join(c for c in unicodedata.normalize("NFD", sign) if not unicodedata.combining(c))


# Applied in order to a Latin key; what follows them is the consonants alone.
_SOUNDS = (
    (re.compile("shch|szcz|sch"), "sc"),
    (re.compile("tch|tsch|cz|ch|tz|ts"), "c"),
    (re.compile("zh|dzh|dj"), "z"),
    (re.compile("sh|sz"), "s"),
    (re.compile("kh|gh|g|x"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("ck|q"), "k"),
    (re.compile("w"), "v"),
)
_SOFT = re.compile("[aeiouyj ]+")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(16_384)
def skeleton_key(name: str) -> str:
    """Give the consonants of a name in sound classes: *Gorlovka* and *Horlivka* are both "hrlvk".

    A vowel at the start leaves one "a", whichever it was. Cyrillic is romanised first.
    "" for names with fewer than two consonants: too little to tell them by.
    """
    key = name_key(name)
    if is_cyrillic(key):
        key = name_key(romanise(key, "kmu2010" if guess_language(key) != "ru" else "passport1997"))
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    soft = bool(key) and key[0] in "aeiouyj"
    bare = _DOUBLE.sub(r"\1", _SOFT.sub("", key))
    if len(bare) < 2:
        return ""
    return ("a" if soft else "") + bare


_SOUND_LETTERS = "bcdfhklmnprstvz"


def near_skeletons(skeleton: str) -> tuple[str, ...]:
    """Give all skeletons one edit away (a sound missing, added or another), in a fixed order."""
    start = 1 if skeleton.startswith("a") else 0
    found: dict[str, None] = {}
    for at in range(start, len(skeleton)):
        found[skeleton[:at] + skeleton[at + 1 :]] = None
    for at in range(start, len(skeleton) + 1):
        for letter in _SOUND_LETTERS:
            found[skeleton[:at] + letter + skeleton[at:]] = None
            if at < len(skeleton):
                found[skeleton[:at] + letter + skeleton[at + 1 :]] = None
    for at in range(start, len(skeleton) - 1):
        found[skeleton[:at] + skeleton[at + 1] + skeleton[at] + skeleton[at + 2 :]] = None
    found.pop(skeleton, None)
    return tuple(s for s in found if len(s) > 1)
