"""Basis: on what a value rests."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """On what a value rests; all but DEFAULT need evidence spans."""

    STATED = "stated"
    INHERITED = "inherited"
    INFERRED = "inferred"
    DEFAULT = "default"


class TimeBasis(StrEnum):
    """On what a claim's time rests (codebook, section 3)."""

    EXPLICIT = "explicit"
    INHERITED = "inherited"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class PublishedBasis(StrEnum):
    """Where a publication date comes from."""

    GIVEN = "given"
    METADATA = "metadata"
    TEXT = "text"
    INFERRED = "inferred"
    UNKNOWN = "unknown"
