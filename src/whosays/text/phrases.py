"""Phrases: many names looked up in a text at once, the longest first, offsets kept.

A text is cut into pieces (runs of letters, runs of digits, single signs); hyphens and marks inside
words are skipped, so *T-72B3*, *T72B3* and *T‑72 B3* are one key, and so are *Al-Shabaab* and
*al Shabaab*. Independent of any tokeniser.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")

# Letters with inner apostrophes (Sana'a, N'Djamena; not the possessive), digits, or one sign.
_PIECE = re.compile(
    r"[^\W\d_]+(?:['’ʼ`´](?![sS]\b)[^\W\d_]+|[\u0300-\u036f]+[^\W\d_]*)*|\d+|\S", re.UNICODE
)
_SKIPPED = frozenset('-‐‑‒_."“”«»„')
_DOTS = re.compile("[.‑-]")
_APOSTROPHES = re.compile("['’ʼ`´]")
_FEW = 3
# Small words of names that reports write either way.
_EITHER_CASE = frozenset({"al", "el", "the", "ash", "as", "ad", "an", "of", "in", "for"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text: ``key`` is what is compared, case and accents folded."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A name found: offsets ``[start, end)`` and the value that it stands for."""

    start: int
    end: int
    value: T


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold case, accents and apostrophes of one word; Cyrillic й and ї keep their marks."""
    low = _APOSTROPHES.sub("", word.casefold())
    if low.isascii():
        return low
    if any("\u0400" <= c <= "\u04ff" for c in low):
        return unicodedata.normalize("NFC", low).replace("ё", "е")
    plain = unicodedata.normalize("NFKD", low.replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ø", "o")


# Several indexes read the same document one after the other.
@lru_cache(maxsize=8)
def split_pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text into pieces, hyphens, full stops and quotation marks left out."""
    return tuple(
        Piece(found.start(), found.end(), fold(found.group()))
        for found in _PIECE.finditer(text)
        if found.group() not in _SKIPPED
    )


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    keys: tuple[str, ...]
    value: T
    case: str  # "exact", "capital" or "any"
    words: str
    capitals: tuple[bool, ...]


class PhraseIndex(Generic[T]):
    """Names and the values they stand for; ``find`` gives the longest name at every place.

    Case is judged by the name itself: an abbreviation (*SAF*, *IS*) must stand as written, a
    capital of a name must be one in the text too, a name in small letters is found in any case.
    Of equal names the one added first holds. ``plural`` also takes an *s* at the end, and what is
    glued to a model's number (*T-72B3* for *T-72*).
    """

    __slots__ = ("_by_first", "_plural")

    def __init__(self, rows: Iterable[tuple[str, T]], *, plural: bool = False) -> None:
        # First piece, then second ("" for names of one piece), then names, the longest first.
        self._by_first: dict[str, dict[str, list[_Entry[T]]]] = {}
        self._plural = plural
        seen: set[tuple[tuple[str, ...], tuple[bool, ...], str]] = set()
        for name, value in rows:
            cut = split_pieces(name)
            keys = tuple(p.key for p in cut)
            case = case_rule(name)
            capitals = tuple(name[p.start].isupper() and p.key not in _EITHER_CASE for p in cut)
            mark = (keys, capitals, name if case == "exact" else case)
            if keys and mark not in seen:
                seen.add(mark)
                entry = _Entry(keys, value, case, name, capitals)
                second = keys[1] if len(keys) > 1 else ""
                self._by_first.setdefault(keys[0], {}).setdefault(second, []).append(entry)
        for by_second in self._by_first.values():
            for entries in by_second.values():
                entries.sort(key=lambda e: -len(e.keys))

    def find(self, text: str, pieces: Sequence[Piece] | None = None) -> list[Phrase[T]]:
        """Give all names in text order, without overlap, the longest at each place."""
        cut = split_pieces(text) if pieces is None else pieces
        found: list[Phrase[T]] = []
        at = 0
        while at < len(cut):
            hit = self._match(text, cut, at)
            if hit is None:
                at += 1
            else:
                phrase, n_pieces = hit
                found.append(phrase)
                at += n_pieces
        return found

    def get(self, name: str) -> T | None:
        """Give the value of a whole name, None where it is not known."""
        cut = split_pieces(name)
        hit = self._match(name, cut, 0) if cut else None
        return hit[0].value if hit and hit[1] == len(cut) else None

    def _match(self, text: str, cut: Sequence[Piece], at: int) -> tuple[Phrase[T], int] | None:
        for entry in self._candidates(cut, at):
            n_keys = len(entry.keys)
            if at + n_keys > len(cut):
                continue
            if not self._same(entry.keys, cut, at):
                continue
            last = at + n_keys - 1
            start, end = cut[at].start, cut[last].end
            n_pieces = n_keys
            if not _is_case_right(entry, text, cut, at, last):
                continue
            if self._plural and text[end - 1].isdigit():
                end, n_pieces = _with_variant(cut, last, n_keys)
            if not _is_glued(text, start, end):
                return Phrase(start, end, entry.value), n_pieces
        return None

    def _candidates(self, cut: Sequence[Piece], at: int) -> list[_Entry[T]]:
        """Give the names that begin as the text does here, the longest first."""
        first = cut[at].key
        by_second = self._by_first.get(first)
        if by_second is None:
            if not (self._plural and first.endswith("s") and len(first) > _FEW):
                return []
            by_second = self._by_first.get(first[:-1])
            return by_second.get("", []) if by_second is not None else []
        found: list[_Entry[T]] = []
        if at + 1 < len(cut) and len(by_second) > ("" in by_second):
            second = cut[at + 1].key
            found += by_second.get(second, ())
            if self._plural and second.endswith("s"):
                found += by_second.get(second[:-1], ())
        return found + by_second[""] if "" in by_second else found

    def _same(self, keys: tuple[str, ...], cut: Sequence[Piece], at: int) -> bool:
        last = len(keys) - 1
        for offset, key in enumerate(keys):
            found = cut[at + offset].key
            if found == key:
                continue
            if self._plural and offset == last and found == key + "s":
                continue
            return False
        return True


def _with_variant(cut: Sequence[Piece], last: int, n_pieces: int) -> tuple[int, int]:
    """Take in what is glued to a number: *T-72s*, *T-72B3*, *FAB-500M62*."""
    end = cut[last].end
    for piece in cut[last + 1 : last + 1 + _FEW]:
        if piece.start != end or not piece.key.isalnum():
            break
        end = piece.end
        n_pieces += 1
    return end, n_pieces


def case_rule(name: str) -> str:
    """Tell how the case of a name is judged: "exact", "capital" or "any"."""
    letters = [c for c in name if c.isalpha()]
    n_upper = sum(c.isupper() for c in letters)
    if not letters or n_upper == 0:
        return "any"
    if " " not in name and n_upper >= len(letters) / 2 and len(letters) <= 8:
        return "exact"
    return "capital"


def _is_case_right(entry: _Entry[T], text: str, cut: Sequence[Piece], at: int, last: int) -> bool:
    if entry.case == "any":
        return True
    if entry.case == "capital":
        found = [text[piece.start].isupper() for piece in cut[at : last + 1]]
        return all(f or not w for f, w in zip(found, entry.capitals, strict=True)) and any(found)
    plain = _DOTS.sub("", text[cut[at].start : cut[last].end])
    wanted = _DOTS.sub("", entry.words)
    return plain in (wanted, wanted + "s")


def _is_glued(text: str, start: int, end: int) -> bool:
    """Tell whether letters or digits go on beyond a name: *12S-300*, *Mi-8th*."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if before.isalnum() and text[start].isalnum() and before.isalpha() == text[start].isalpha():
        return True
    return after.isalpha() and text[end - 1].isdigit()
