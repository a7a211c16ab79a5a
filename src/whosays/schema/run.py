"""Run: with the bytes, enough to repeat a reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Version of the code, hash of the settings, and name → sha256 of resources and models.

    There is no clock in it: the ledger notes when it stored a reading.
    """

    version: str
    settings: str = ""
    resources: tuple[tuple[str, str], ...] = ()
    models: tuple[tuple[str, str], ...] = ()
