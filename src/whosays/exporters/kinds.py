"""Kinds and formats of exports."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is exported."""

    CLAIMS = "claims"
    INCIDENTS = "incidents"
    FIGURES = "figures"
    EVIDENCE = "evidence"


class ExportFormat(StrEnum):
    """How it is written."""

    JSONL = "jsonl"
    CSV = "csv"
