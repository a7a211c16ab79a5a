"""The same readings and ledger as in tests/ledger."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "ledger_samples", Path(__file__).resolve().parent.parent / "ledger" / "conftest.py"
)
_samples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_samples)

build = _samples.build
shelling = _samples.shelling
ledger = _samples.ledger
