"""Containers: the divisions and countries that a text puts a place in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.annotators.places.candidates import level_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.places.context import Setting
    from whosays.schema.parse import Parse

_POSSESSIVES = frozenset({("'s",), ("’s",)})
_LINKS = frozenset(
    {
        (",",), ("(",), ("in",), ("of",), (",", "in"), ("in", "the"), (",", "in", "the"),
        (",", "the"), ("within", "the"), ("within",), ("across",), ("inside",), ("of", "the"),
        ("'s",), ("’s",),
    }
)  # fmt: skip


def find_containers(
    parse: Parse, settings: Sequence[Setting], parts: frozenset[str]
) -> dict[int, tuple[int, ...]]:
    """Give for each name the names that the text puts it in: *A, B and C in Kharkiv region*."""
    found: dict[int, list[int]] = defaultdict(list)
    for index in range(len(settings) - 1):
        left, right = settings[index], settings[index + 1]
        if parse.tokens[left.name.first].sentence != parse.tokens[right.name.first].sentence:
            continue
        start = max(left.name.last, *(t + 1 for t in left.head_tokens), 0)
        tokens = parse.tokens[start : right.name.first]
        if any(t.upos in {"VERB", "AUX"} for t in tokens):
            continue
        between = tuple(t.text.lower() for t in tokens)
        if between in _POSSESSIVES and is_wide(left) and right.name.matches:
            found[index + 1].append(index)  # *Syria's Idlib province*
            continue
        bare = tuple(w for w in between if w not in parts and w != "occupied")
        if not is_wide(right) or not _links(bare):
            continue
        found[index].append(index + 1)
        if bare != (",",):
            # The series before it lies there too, as far as nothing else was said of it.
            back = index - 1
            while (
                back >= 0 and settings[back].series == left.series and not is_wide(settings[back])
            ):
                found[back].append(index + 1)
                back -= 1
    # *Boston, Suffolk County, Massachusetts*: the last holds the first too.
    for index in sorted(found):
        for container in tuple(found[index]):
            found[index] += [c for c in found.get(container, ()) if c not in found[index]]
    return {i: tuple(c) for i, c in found.items()}


def _links(bare: tuple[str, ...]) -> bool:
    """Tell whether the words between two names put the first into the second."""
    if bare in _LINKS:
        return True
    # *A, a village in B*
    return bare[:1] == (",",) and len(bare) <= 6 and bare[-1] in {"in", "of"}


def is_wide(setting: Setting) -> bool:
    """Tell whether a name may be a container: a division, a country, an area."""
    if setting.head in {"region", "district"}:
        return True
    if setting.head in {"settlement", "direction", "facility", "street", "bank"}:
        return False
    levels = {"country", "region", "district", "area"}
    return any(level_of(m.place) in levels for m in setting.name.matches)
