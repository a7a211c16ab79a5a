"""Sides: the codes of actors in words, "RUS/MIL" as "Russia, armed forces", and back."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from whosays.resources.resources import Resources
from whosays.schema.mention import Role
from whosays.web.texts import label, say

_CODES = re.compile(r"\b([A-Z]{3})(?:/(?:" + "|".join(r.value for r in Role) + r"))?\b")


@cache
def _states() -> dict[str, str]:
    rows: dict[str, Any] = Resources().table("actors/states.toml")["state"]
    return {code: str(row["name"]) for code, row in rows.items()}


def side_words(code: str) -> str:
    """Give a side in words; parts that are no code of ours stay as they are.

    >>> side_words("RUS/MIL"), side_words("Wagner")
    ('Russia, armed forces', 'Wagner')
    """
    return ", ".join(_part(p) for p in code.split("/") if p)


def in_words(reason: str) -> str:
    """Put the codes that stand in a sentence into words: "all say UKR" as "all say Ukraine"."""
    return _CODES.sub(lambda m: side_words(m[0]) if m[1] in _states() else m[0], reason)


def side_code(words: str) -> str:
    """Give the code that is meant by words written into a filter: "russia" is RUS."""
    known = {" ".join(name.casefold().split()): code for code, name in _states().items()}
    country, _, role = words.casefold().partition(",")
    code = known.get(" ".join(country.split()))
    if code is None:
        return words
    roles = {_part(r.value): r for r in Role}
    found = roles.get(" ".join(role.split()))
    return f"{code}/{found}" if found else code if not role.strip() else words


def _part(part: str) -> str:
    name = _states().get(part)
    if name:
        return name
    if part == "third":
        return say("incidents.third")
    role = label("roles", part)
    # "REB, rebels, non-state armed group": a list of sides has room for the first word alone.
    return role.split(", ")[1] if ", " in role else part
