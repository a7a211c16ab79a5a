# ruff: noqa: E501 - word lists read best in long lines
"""Head lemmas for the ECB+ benchmark: rules of our own, so that no model helps the baseline."""

from __future__ import annotations

STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "but",
        "by",
        "with",
        "from",
        "as",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "being",
        "it",
        "its",
        "he",
        "she",
        "his",
        "her",
        "they",
        "their",
        "that",
        "this",
        "which",
        "who",
        "whom",
        "has",
        "have",
        "had",
        "not",
        "no",
        "will",
        "would",
        "could",
        "after",
        "before",
        "over",
        "into",
        "out",
        "up",
        "down",
        "about",
        "than",
        "then",
        "also",
        "more",
        "most",
        "other",
        "some",
        "such",
        "said",
        "says",
        "say",
        "mr",
        "mrs",
        "us",
        "we",
        "you",
        "i",
        "when",
        "where",
        "while",
        "there",
        "what",
        "new",
        "one",
        "two",
    ]
)
_IRREGULAR = {
    "arested": "arrest", "beat": "beat", "became": "become", "been": "be", "began": "begin",
    "bought": "buy", "broke": "break", "broken": "break", "brought": "bring", "came": "come",
    "caught": "catch", "dead": "dead", "died": "die", "driven": "drive", "drove": "drive",
    "fell": "fall", "fled": "flee", "found": "find", "gave": "give", "given": "give",
    "got": "get", "had": "have", "has": "have", "held": "hold", "hit": "hit", "is": "be",
    "killed": "kill", "knew": "know", "known": "know", "led": "lead", "left": "leave",
    "lost": "lose", "made": "make", "met": "meet", "paid": "pay", "ran": "run", "rose": "rise",
    "said": "say", "saw": "see", "sent": "send", "set": "set", "shot": "shoot", "shown": "show",
    "shut": "shut", "sold": "sell", "stabbed": "stab", "stole": "steal", "stolen": "steal",
    "struck": "strike", "taken": "take", "threw": "throw", "thrown": "throw", "told": "tell",
    "took": "take", "was": "be", "went": "go", "were": "be", "won": "win", "wounded": "wound",
}  # fmt: skip
_LIGHT = frozenset(
    [
        "to",
        "of",
        "in",
        "on",
        "for",
        "from",
        "into",
        "up",
        "down",
        "off",
        "out",
        "over",
        "by",
        "with",
        "at",
        "a",
        "the",
        "under",
        "through",
        "away",
        "back",
        "be",
        "been",
        "being",
        "was",
        "is",
        "were",
        "are",
        "not",
        "no",
    ]
)
_SILENT_E = (
    "at", "iz", "is", "us", "uc", "ir", "ur", "as", "os", "rg", "nc", "ag", "v", "ov", "iv", "ac",
    "ik", "dg", "el", "ok", "ak", "id", "ut", "ot", "ar", "or",
)  # fmt: skip
_NO_E = ("our", "oin", "ear", "eak", "oot", "ail", "ait", "ield", "own")
_ENDINGS = (
    "ination", "ization", "ation", "ition", "ment", "tion", "sion", "ing", "ance", "ence", "er",
    "or", "ee", "al", "ure", "ity", "ist", "y", "e", "s", "t",
)  # fmt: skip


def lemma(word: str) -> str:
    """Give the base form of an English word, as well as rules can."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, base in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + base
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
        return lemma(word) if word.endswith("ing") else word
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            if base[-1] == base[-2] and base[-1] not in "lsfz":
                return base[:-1]
            return base + "e" if base.endswith(_SILENT_E) and not base.endswith(_NO_E) else base
    return word


def head_lemma(words: list[str]) -> str:
    """Give the lemma of a mention's head: the first word of *broke into*, the last of *bus crash*."""
    low = [w.lower() for w in words]
    if low[0] not in _LIGHT and any(w in _LIGHT for w in low[1:]):
        return lemma(words[0])
    content = [w for w in words if w.isalpha() and w.lower() not in _LIGHT] or words
    return lemma(content[-1])


def stem(word: str) -> str:
    """Give what *nominate*, *nominee* and *nomination* share."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:6]
    return word[:6]
