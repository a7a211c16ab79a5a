"""Reference pages say what the code's tables say; the README's links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def test_reference_pages_are_what_the_tables_say():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "docs.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "docs/web.md"])
def test_every_link_to_a_file_leads_to_one(page):
    text = (ROOT / page).read_text("utf-8")

    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_every_command_of_the_readme_exists():
    from whosays.cli.main import app

    known = {c.name for c in app.registered_commands} | {g.name for g in app.registered_groups}
    text = (ROOT / "README.md").read_text("utf-8")
    used = set(
        re.findall(r"whosays ([a-z]+)", "\n".join(re.findall(r"^\$.*$", text, re.MULTILINE)))
    )

    assert used <= known
