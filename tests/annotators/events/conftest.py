"""The maker of events from hand-made trees."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def trees():
    """Give the helpers of trees.py, which no import path leads to."""
    path = Path(__file__).with_name("trees.py")
    spec = importlib.util.spec_from_file_location("event_trees", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
