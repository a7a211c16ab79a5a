"""Word pieces of ``models``: words in, the arrays that the encoder reads out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

N_SHAPES = 14
SPECIAL_SHAPE = 13
# A word keeps its first and last pieces; the middle of a long address or formula tells little.
MAX_HEAD_PIECES = 6
MAX_TAIL_PIECES = 2


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words as the encoder reads it.

    ``ids`` and ``shapes`` have one number a piece, with the two special pieces at the ends;
    ``first`` and ``last`` one number a word: the places of its first and last piece.
    """

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


def shape_of(word: str) -> int:
    """Tell how a word is written: lower 0, title 1, upper 2, mixed 3, digits 4, signs 5."""
    if not any(c.isalpha() for c in word):
        return 4 if any(c.isdigit() for c in word) else 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3


class PieceEncoder:
    """Cuts words into pieces; remembers what it has cut.

    The memory grows to ``memory`` words, then starts anew.
    """

    __slots__ = ("_memory", "_seen", "_tokenizer", "mask_id", "unknown_id", "wall_ids")

    def __init__(self, tokenizer: Tokenizer, *, memory: int = 60_000) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}
        self._memory = memory
        start, end, unknown, mask = (
            tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]", "[UNK]", "[MASK]")
        )
        self.unknown_id, self.mask_id = unknown, mask
        self.wall_ids = (start, end)

    def cut(self, word: str) -> tuple[tuple[int, ...], int]:
        """Give the piece ids of a word (at least one) and its shape."""
        known = self._seen.get(word)
        if known is None:
            ids = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids)
            if len(ids) > MAX_HEAD_PIECES + MAX_TAIL_PIECES:
                ids = ids[:MAX_HEAD_PIECES] + ids[-MAX_TAIL_PIECES:]
            known = (ids or (self.unknown_id,), shape_of(word))
            if len(self._seen) >= self._memory:
                self._seen.clear()
            self._seen[word] = known
        return known

    def encode(self, words: Sequence[str], spaces: Sequence[bool]) -> Window:
        """Encode a window; ``spaces[i]`` tells whether a space follows word ``i``."""
        ids = [self.wall_ids[0]]
        shapes = [SPECIAL_SHAPE]
        first: list[int] = []
        last: list[int] = []
        spaced = True
        for word, space in zip(words, spaces, strict=True):
            pieces, shape = self.cut(word)
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
            shapes.extend([shape if spaced else shape + 6] * len(pieces))
            spaced = space
        ids.append(self.wall_ids[1])
        shapes.append(SPECIAL_SHAPE)
        return Window(tuple(ids), tuple(shapes), tuple(first), tuple(last))
