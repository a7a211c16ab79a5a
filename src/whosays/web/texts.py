"""Texts of the app: data/en/web.toml, by ``group.key``."""

from __future__ import annotations

from functools import cache
from typing import Any

from whosays.errors import ResourceError
from whosays.resources.resources import Resources

FILE = "en/web.toml"


@cache
def _table() -> dict[str, Any]:
    return Resources().table(FILE)


def say(key: str, **values: object) -> str:
    """Give a text, its ``{names}`` filled in.

    Raises: ResourceError A402 for a key that the file does not hold.
    """
    group, _, name = key.partition(".")
    try:
        words = str(_table()[group][name])
    except KeyError as error:
        raise ResourceError("A402", path=FILE, reason=f"no text {key}") from error
    return words.format(**values) if values else words


def label(group: str, value: str) -> str:
    """Give the word for a coded value ("rocket_artillery"): the file's, else the code's own."""
    return str(_table().get(group, {}).get(value, value.replace("_", " ")))


def count(number: int, noun: str) -> str:
    """Give "1 claim", "3,204 claims"."""
    return f"{number:,} {say(f'nouns.{noun}' if number == 1 else f'nouns.{noun}s')}"
