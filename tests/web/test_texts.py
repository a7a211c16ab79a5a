"""Every text that a page says is in the file, with the values that it wants; none is idle."""

import re
import string
from pathlib import Path

import pytest

import whosays.web
from whosays.errors import ResourceError
from whosays.resources.resources import Resources
from whosays.web.texts import count, label, say

HOME = Path(whosays.web.__file__).parent
SOURCES = {p.name: p.read_text("utf-8") for p in HOME.rglob("*.py")}
TABLE = Resources().table("en/web.toml")
CALLS = [
    (name, match[1], set(re.findall(r"(\w+)=", match[2] or "")))
    for name, source in sorted(SOURCES.items())
    for match in re.finditer(r'\bsay\(\s*"([\w.]+)"((?:,[^()]*(?:\([^()]*\)[^()]*)*)?)\)', source)
]


@pytest.mark.parametrize(("file", "key", "given"), CALLS, ids=[f"{f}:{k}" for f, k, _ in CALLS])
def test_a_text_that_is_said_is_there_with_its_values(file, key, given):
    group, _, name = key.partition(".")

    words = TABLE[group][name]

    wanted = {n for _, n, _, _ in string.Formatter().parse(words) if n}
    assert wanted == given, f"{file}: {words}"


def test_an_unknown_text_is_a_numbered_error():
    with pytest.raises(ResourceError, match="A402"):
        say("shell.nothing")


def test_codes_without_a_text_of_their_own_are_said_in_words():
    assert label("types", "materiel_loss") == "materiel loss"
    assert count(1, "claim") == "1 claim"
    assert count(3204, "claim") == "3,204 claims"
