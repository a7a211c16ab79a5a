"""Normalise: fold typographic variants one for one, so that offsets stay what they were."""

from __future__ import annotations

import re
import unicodedata

_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼʹ´`′＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00a0\u1680\u2007\u202f\u205f\u3000\t\r\n\u2028\u2029\x0b\x0c\x85", " "),
        **{chr(c): " " for c in range(0x2000, 0x200B)},
    }
)
_SPACES = re.compile(r"\s+")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
"""Characters without width: soft hyphen, zero-width signs, direction marks, byte-order mark."""
_DROP = str.maketrans(dict.fromkeys(INVISIBLE, ""))


def fold_signs(text: str) -> str:
    """Make quotes, apostrophes, dashes and spaces plain; as many code points as before."""
    return text.translate(_FOLD)


def collapse(text: str) -> str:
    """Fold signs, drop invisible characters, make every run of spaces one, trim the ends."""
    return _SPACES.sub(" ", text.translate(_FOLD).translate(_DROP)).strip()


def comparison_key(text: str) -> str:
    """Give a key under which two prints of one sentence are equal (case, signs, spaces)."""
    return unicodedata.normalize("NFKC", collapse(text)).casefold()
