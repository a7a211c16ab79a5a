"""Mask: give private persons stable pseudonyms; offices and public figures stay."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.text.placename import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTICLES = r"(?:al-|bin |ibn |abu |van |von |de |da |el-)"
_NAME_WORD = r"[A-ZА-ЯІЇЄҐ][\w'’]+(?:-[A-ZА-ЯІЇЄҐ][\w'’]+)?"
_NAME = rf"{_NAME_WORD}(?:\s+{_PARTICLES}?{_NAME_WORD}){{0,3}}"
_AGED = re.compile(rf"\b({_NAME}),?\s+(?:aged\s+)?(?:\(?\d{{1,2}}\)?[,.)]|who is \d{{1,2}}\b)")
_APPOSED = re.compile(
    rf"(?<!near )(?<!in )(?<!at )(?<!from )(?<!of )\b({_NAME}),\s+(?:an?|the)\s+"
    r"(?:\d{1,2}-year-old\s+)?([\w-]+(?:\s+[\w-]+){0,2})"
)
_POSSESSIVE = re.compile(r"['’]s$")
_ARTICLES = frozenset({"The", "A", "An", "His", "Her", "Their", "Its"})
_SMALL = ("al-", "el-", "bin", "ibn", "abu", "van", "von", "de", "da", "der", "di")
_BESIDE = 48
"""Code points before a name in which an office or a private cue may stand."""
_SENTENCE = re.compile(r"[.!?\n;:]")


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Cue words that tell offices from private persons, and names that everyone knows.

    ``bodies`` are words of which a body's name is made (*ministry*), ``groups`` whole names,
    folded, of states, capitals and armed groups: no persons.
    """

    office: frozenset[str]
    private: frozenset[str]
    public: frozenset[str]
    bodies: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


def person_words(table: dict[str, Any], groups: Iterable[str] = ()) -> PersonWords:
    """Make the cue words of a language's persons.toml; ``groups`` are names of no persons."""
    return PersonWords(
        office=frozenset(table["office"]),
        private=frozenset(table["private"]),
        public=frozenset(name_key(n) for n in table["public"]),
        bodies=frozenset(table["bodies"]),
        groups=frozenset(name_key(n) for n in groups),
    )


class Masker:
    """Replaces the names of private persons in strings of one export.

    ``secret`` makes the pseudonyms: with the same secret a name is the same pseudonym in every
    export, without it nobody can find the name by trying names. When in doubt a person is
    private: a name without an office beside it in its document is masked.
    """

    def __init__(self, words: PersonWords, secret: bytes) -> None:
        self._words = words
        self._secret = secret
        cues = _alternatives(words.private)
        self._before = re.compile(rf"\b(?i:{cues})\s+({_NAME})\b")

    def pseudonym(self, name: str) -> str:
        """Give the pseudonym of a name: ``Person 3F9A2C``."""
        key = " ".join(sorted(name_key(name).split()))
        made = hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()[:6]
        return f"Person {made.upper()}"

    def private_names(self, text: str, persons: Iterable[tuple[int, int]]) -> dict[str, str]:
        """Give the names to mask in a document: name → pseudonym, longest names first.

        ``persons`` are the spans of persons that the reading found; names beside a cue (*the
        soldier X*, *X, 34,*, *X, a resident*) are found without it. A surname alone is its full
        name's.
        """
        found: dict[str, bool] = {}
        spans = dict.fromkeys(persons, False)
        for pattern in (self._before, _AGED):
            spans.update({m.span(1): True for m in pattern.finditer(text)})
        for match in _APPOSED.finditer(text):
            if self._words.private & set(match[2].lower().split()):
                spans[match.span(1)] = True
        for (start, end), is_cued in sorted(spans.items()):
            name = self._trim(text[start:end])
            if not name or self._is_public(name):
                continue
            # A reading's person may come with the office (*Governor Oleh Veres*): look before it.
            at = text.index(name, start)
            beside = text, at, at + len(name)
            private = is_cued or self._beside(*beside, self._words.private)
            office = not private and self._beside(*beside, self._words.office)
            found[name] = found.get(name, False) or office
        return self._resolve(found)

    def _resolve(self, found: dict[str, bool]) -> dict[str, str]:
        """Join surnames to full names; one mention with an office makes the person public."""
        full: dict[str, str] = {}
        for name in found:
            last = name.split()[-1]
            if len(name.split()) > 1:
                full.setdefault(last, name)
        public = {full.get(n.split()[-1], n) for n, office in found.items() if office}
        masked: dict[str, str] = {}
        for name in found:
            person = name if len(name.split()) > 1 else full.get(name, name)
            if person in public:
                continue
            shown = self.pseudonym(person)
            masked[name] = shown
            parts = person.split()
            if len(parts) > 1:
                masked.setdefault(parts[-1], shown)
        return dict(sorted(masked.items(), key=lambda m: (-len(m[0]), m[0])))

    def _trim(self, name: str) -> str:
        """Give the name proper of a person's words, "" where they hold no name: *the ministry*."""
        words = _POSSESSIVE.sub("", name).split()
        cues = self._words.private | self._words.office
        while words and (words[0].lower() in cues or not words[0][:1].isupper()):
            words.pop(0)
        if words and words[0] in _ARTICLES:
            return ""
        is_name = all(w[:1].isupper() or w.lower().startswith(_SMALL) for w in words)
        is_body = any(_POSSESSIVE.sub("", w.lower()) in self._words.bodies for w in words)
        return " ".join(words) if words and is_name and not is_body else ""

    def _is_public(self, name: str) -> bool:
        key = name_key(name)
        return key in self._words.groups or any(w in self._words.public for w in key.split())

    def _beside(self, text: str, start: int, end: int, cues: frozenset[str]) -> bool:
        before = _SENTENCE.split(text[max(0, start - _BESIDE) : start])[-1].lower()
        words = re.findall(r"[\w-]+", before)[-3:]
        after = _SENTENCE.split(text[end : end + _BESIDE])[0].lower()
        following = re.findall(r"[\w-]+", after)[:5] if after.lstrip().startswith(",") else []
        return any(w in cues for w in (*words, *following))


def mask_text(text: str, names: dict[str, str]) -> str:
    """Replace each name by its pseudonym; longer names go first, parts of words stay."""
    if not names:
        return text
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, n.split())) for n in names) + r")(?!\w)"
    )
    return pattern.sub(lambda m: names.get(" ".join(m[0].split()), m[0]), text)


def mask_value(value: Any, names: dict[str, str]) -> Any:
    """Replace names in every string of a row."""
    if isinstance(value, str):
        return mask_text(value, names)
    if isinstance(value, dict):
        return {k: mask_value(v, names) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [mask_value(v, names) for v in value]
    return value


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
