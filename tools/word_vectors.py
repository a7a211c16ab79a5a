"""Write data/en/word_vectors.npz: vectors of common English words, in whole numbers of 8 bits.

    python tools/word_vectors.py glove.6B.50d.txt

GloVe 6B of Pennington, Socher and Manning (2014), 50 dimensions, public domain (PDDL 1.0). Kept are
the commonest words of letters and all words of the lexicons of events.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np

from whosays.annotators.events.lexicon import load_lexicon
from whosays.resources.resources import DATA, Resources

COMMON = 22000
_PLAIN = re.compile(r"[a-z]{2,}|a|i")


def main() -> None:
    """Read the text, keep, round, write."""
    resources = Resources()
    wanted = load_lexicon(resources).first_words()
    for words in resources.table("en/event_classes.toml")["class"].values():
        wanted.update(words.split())
    kept: dict[str, list[float]] = {}
    common = 0
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for line in lines:
            word, _, numbers = line.rstrip("\n").partition(" ")
            plain = _PLAIN.fullmatch(word) is not None and common < COMMON
            common += plain
            if plain or word in wanted:
                kept[word] = [float(n) for n in numbers.split()]
    names = sorted(kept)
    rows = np.array([kept[n] for n in names], np.float32)
    scale = float(np.quantile(np.abs(rows), 0.9995)) / 127
    whole = np.clip(np.rint(rows / scale), -127, 127).astype(np.int8)
    np.savez_compressed(
        DATA / "en/word_vectors.npz",
        words=np.frombuffer("\n".join(names).encode(), np.uint8),
        rows=whole,
        scale=np.float32(scale),
    )
    print(len(names), "words")


if __name__ == "__main__":
    main()
