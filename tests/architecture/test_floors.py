"""The house: its files are where ARCHITECTURE.md says, and importing it stays light."""

import subprocess
import sys
from pathlib import Path

import whosays

PACKAGE = Path(whosays.__file__).parent
FLOORS = {
    "annotators", "cli", "data", "engine", "exporters", "incidents", "ledger", "models",
    "pipeline", "readers", "resources", "schema", "series", "store", "text", "web",
}  # fmt: skip
FILES = {"__init__.py", "__main__.py", "_version.py", "errors.py", "py.typed", "settings.py"}


def test_no_room_stands_outside_the_house():
    found = {p.name for p in PACKAGE.iterdir() if p.name != "__pycache__"}

    assert found <= FLOORS | FILES


def test_data_holds_no_python():
    assert not list((PACKAGE / "data").rglob("*.py"))


def test_no_source_file_outgrows_one_idea():
    long = [p.name for p in PACKAGE.rglob("*.py") if len(p.read_text("utf-8").splitlines()) > 400]

    assert not long


def test_import_is_light():
    code = (
        "import sys, whosays; heavy = {'numpy', 'onnxruntime', 'sqlalchemy', 'lxml', 'rich'};"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == "[]"


def test_public_names_are_sorted_and_there():
    assert list(whosays.__all__) == sorted(whosays.__all__, key=str)
    for name in whosays.__all__:
        assert getattr(whosays, name) is not None
