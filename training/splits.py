"""Splits by whole document: what trains, what chooses, what measures.

The treebanks keep their own splits. The small corpora are split here, by rules that
depend on a document's id or place alone, so that a split never moves.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Genres of GUM whose texts LICENSE.txt names as CC BY or public domain. Left out: whow and
# fiction (NC), reddit, and what the file does not name (court, essay, letter, podcast);
# conversation by decision of the project.
GUM_GENRES = frozenset(
    {"academic", "bio", "interview", "news", "speech", "textbook", "vlog", "voyage"}
)
# "BBC Online" is CC BY-NC.
RE3D_SOURCES = (
    "Australian Department of Foreign Affairs",
    "CENTCOM",
    "Delegation of the European Union to Syria",
    "UK Government",
    "US State Department",
    "Wikipedia",
)


def is_gum_training_document(document_id: str) -> bool:
    """Tell whether the licence of a GUM document's genre lets it train a shipped model."""
    return document_id.removeprefix("GUM_").partition("_")[0] in GUM_GENRES


def re3d_test_ids(ids: Sequence[str]) -> frozenset[str]:
    """Give the documents of one re3d source kept for measuring: every fifth by hash."""
    ranked = sorted(ids, key=lambda i: hashlib.md5(i.encode(), usedforsecurity=False).hexdigest())
    return frozenset(i for n, i in enumerate(ranked) if n % 5 == 2)


def claims_dev_names(names: Sequence[str]) -> frozenset[str]:
    """Give the coded reports kept for choosing: every tenth by name."""
    return frozenset(n for k, n in enumerate(sorted(names)) if k % 10 == 5)


def claim_folds(names: Sequence[str]) -> dict[str, frozenset[str]]:
    """Give five folds of coded reports, ranked by the hash of their names."""
    ranked = sorted(names, key=lambda n: hashlib.md5(n.encode(), usedforsecurity=False).hexdigest())
    return {f"fold {k + 1}": frozenset(ranked[k::5]) for k in range(5)}


def claim_theatres(names: Sequence[str]) -> dict[str, frozenset[str]]:
    """Give the coded reports by theatre, or by kind where a set has no theatre of its own."""
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(name.partition("-")[0], set()).add(name)
    return {k: frozenset(found[k]) for k in sorted(found)}
