"""Judgement: whether two claims speak of one happening, as a person or the scorer says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a judgement says of two claims."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a comparison, for a reader.

    ``value`` is -1 (speaks against) to 1 (speaks for), None where nothing can be told;
    ``weight`` is what it counted for in the score; ``words`` say what was compared.
    """

    feature: str
    value: float | None
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """``left`` and ``right`` are claim ids, in order; a person's SAME or DIFFERENT binds.

    ``score`` is the scorer's chance (0..1) that they are one happening, None where a person judged
    without it; ``by`` is the reviewer's name, "" for the scorer; ``seq`` the number of the
    log's entry, None outside the log; ``at`` is when, ISO 8601, "" for the scorer.
    """

    left: str
    right: str
    verdict: Verdict
    by: str = ""
    reason: str = ""
    at: str = ""
    score: float | None = None
    reasons: tuple[Reason, ...] = ()
    seq: int | None = None
