"""Romanisation: Ukrainian and Russian names in the Latin spellings that reports use, and back."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["SYSTEMS", "cyrillise", "guess_language", "romanise", "romanise_all"]

# One pair of rows a system: what a letter gives at a word's start, and elsewhere.
_UK_COMMON = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ъ": "", "ы": "y", "э": "e", "ё": "io", "'": "",
}  # fmt: skip
_RU_COMMON = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "і": "i", "ї": "i", "є": "e", "ґ": "g", "'": "",
}  # fmt: skip

SYSTEMS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    # name: (language, letters everywhere, letters at a word's start)
    "kmu2010": (
        "uk",
        _UK_COMMON | {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"},
        {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    ),
    "bgn1965": (
        "uk",
        _UK_COMMON | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ь": "ʼ", "'": "”"},
        {},
    ),
    "uk1996": (
        "uk",
        _UK_COMMON | {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia", "щ": "sch", "ь": "'"},
        {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    ),
    "bgn1947": (
        "ru",
        _RU_COMMON | {"ё": "yo", "й": "y", "ю": "yu", "я": "ya", "ь": "ʼ", "ъ": "”"},
        {"е": "ye"},
    ),
    "passport1997": (
        "ru",
        _RU_COMMON | {"ё": "e", "й": "y", "ю": "yu", "я": "ya"},
        {},
    ),
    "passport2013": (
        "ru",
        _RU_COMMON | {"ё": "e", "й": "i", "ю": "iu", "я": "ia", "ъ": "ie"},
        {},
    ),
    "press": (
        "ru",
        _RU_COMMON | {"ё": "yo", "й": "i", "ю": "yu", "я": "ya"},
        {"й": "y"},
    ),
}
"""Ukraine's cabinet resolution 55 of 2010; BGN/PCGN 1965 (uk) and 1947 (ru); Ukraine's table of
1996; Russia's passports of 1997 and 2013 (ICAO 9303); what newspapers make of Russian names."""

_APOSTROPHES = re.compile("[’ʼ′`´‘ʹ]")
_ACCENTS = re.compile("[\u0300\u0301]")
_UK_ONLY = re.compile("[іїєґІЇЄҐ]|[бпвмфр]['’ʼ][яюєї]", re.IGNORECASE)
_RU_ONLY = re.compile("[ыэёъЫЭЁЪ]")
_VOWELS = "аеёиоуыэюяіїє"


def guess_language(name: str) -> str | None:
    """Tell "uk" or "ru" by letters that only one of the two has; None where they do not tell."""
    if _UK_ONLY.search(name):
        return "uk"
    return "ru" if _RU_ONLY.search(name) else None


def romanise(text: str, system: str = "kmu2010") -> str:
    """Write Cyrillic ``text`` in Latin letters by one of SYSTEMS; other signs stay as they are.

    A capital stays one ("Щастя" → "Shchastia"); words in capitals stay in capitals.
    """
    _, everywhere, initial = SYSTEMS[system]
    text = _APOSTROPHES.sub("'", _ACCENTS.sub("", text))
    out: list[str] = []
    for index, sign in enumerate(text):
        low = sign.lower()
        previous = text[index - 1].lower() if index else ""
        at_start = not (previous.isalpha() or previous == "'")
        if at_start and low in initial:
            latin = initial[low]
        elif low in everywhere and (low != "'" or previous.isalpha()):
            latin = _after(system, low, previous, everywhere[low])
        else:
            out.append(sign)
            continue
        if sign != low and latin:
            following = text[index + 1 : index + 2]
            shout = following.isupper() or (not following.isalpha() and previous.isupper())
            latin = latin.upper() if shout and previous != "" else latin[0].upper() + latin[1:]
        out.append(latin)
    return "".join(out)


def _after(system: str, letter: str, previous: str, latin: str) -> str:
    """Give the spellings that hang on the letter before."""
    previous = previous.lower()
    if letter == "г" and previous == "з" and SYSTEMS[system][0] == "uk":
        return "gh"
    if letter != "е":
        return latin
    softened = bool(previous) and (previous in _VOWELS or previous in "ьъй")
    if system == "bgn1947" and softened:
        return "ye"
    if system in {"passport1997", "press"} and (previous == "ь" or previous in "оиы"):
        return "ye"
    return latin


@lru_cache(16_384)
def romanise_all(name: str, language: str | None = None) -> tuple[str, ...]:
    """Give every spelling that the tables make of a Cyrillic name, without doubles.

    ``language`` is "uk" or "ru"; None takes what the letters tell, and both where they do not.
    """
    language = language or guess_language(name)
    spellings: dict[str, None] = {}
    for system, (of, _, _) in SYSTEMS.items():
        if language in (None, of):
            spelling = romanise(name, system)
            spellings[spelling] = None
            if of == "ru":
                spellings[re.sub(r"(?<=[a-z])(?:iy|yy|ii|yi)\b", "y", spelling)] = None
                spellings[re.sub(r"(?<=[a-z])(?:iy|yy|yi)\b", "i", spelling)] = None
                spellings[re.sub(r"(?<=[a-z])oe\b", "oye", spelling)] = None
            else:
                spellings[re.sub(r"(?<=[a-z])(?:yi|yy|ii)\b", "y", spelling)] = None
                spellings[re.sub(r"(?<=[a-z])(?:yi|yy)\b", "iy", spelling)] = None
    return tuple(spellings)


_BACK_UK = (
    ("shch", "щ"), ("zgh", "зг"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("ye", "є"), ("yi", "ї"), ("yu", "ю"), ("ya", "я"), ("ie", "є"), ("iu", "ю"), ("ia", "я"),
    ("a", "а"), ("b", "б"), ("v", "в"), ("h", "г"), ("g", "ґ"), ("d", "д"), ("e", "е"), ("z", "з"),
    ("y", "и"), ("i", "і"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("j", "й"), ("c", "ц"), ("w", "в"),
)  # fmt: skip
_BACK_RU = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yo", "ё"),
    ("yu", "ю"), ("ya", "я"), ("ye", "е"), ("iy", "ий"), ("oy", "ой"), ("ay", "ай"), ("ey", "ей"),
    ("a", "а"), ("b", "б"), ("v", "в"), ("h", "х"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"),
    ("y", "ы"), ("i", "и"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("j", "й"), ("c", "ц"), ("w", "в"),
)  # fmt: skip


def cyrillise(text: str, language: str = "uk") -> str:
    """Write a romanised name in Cyrillic again, the longest match first; lossy (no soft signs)."""
    rows = _BACK_UK if language == "uk" else _BACK_RU
    out: list[str] = []
    at = 0
    while at < len(text):
        for latin, letter in rows:
            if text[at : at + len(latin)].lower() == latin:
                out.append(letter.upper() if text[at].isupper() else letter)
                at += len(latin)
                break
        else:
            out.append(text[at])
            at += 1
    return "".join(out)
