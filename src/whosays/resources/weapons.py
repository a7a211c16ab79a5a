"""Weapons: the ontology of ``data/weapons.toml`` and a language's words for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.errors import ResourceError
from whosays.schema.weapon import WEAPON_CODES
from whosays.text.phrases import PhraseIndex, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whosays.resources.resources import Resources

LANGUAGES = ("en", "uk", "ru")
"""Languages whose ``weapons.toml`` is read, where there is one."""


@dataclass(frozen=True, slots=True)
class WeaponClass:
    """One code and what other codebooks call it.

    ``acled`` is the sub-event type of an attack with it, ``plover`` the mode of ASSAULT ("" for
    none), ``loss`` the category of the General Staff's losses table ("" for none).
    """

    code: str
    acled: str
    plover: str
    loss: str


@dataclass(frozen=True, slots=True)
class WeaponTerm:
    """A word or model: its ``code``; ``model`` None for a class word; ``kind`` within the class.

    ``is_ambiguous``: the name needs a word of the field beside it; ``is_common``: its plural too.
    """

    word: str
    code: str
    model: str | None = None
    kind: str = ""
    is_ambiguous: bool = False
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class WeaponRule:
    """A context in which a word means another class (``code``), or no weapon (code None).

    Holds where any of ``before`` (ends right before), ``after`` (begins right behind) or ``near``
    (within eight words) is met, or none of them is asked; never where ``unless_near`` is met.
    """

    id: str
    words: frozenset[str]
    code: str | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    near: re.Pattern[str] | None
    unless_near: re.Pattern[str] | None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weapons:
    """The ontology: classes by code, an index of all terms, rules by word.

    ``tails`` matches, right behind a name, a word with which it goes on (*systems*).
    """

    classes: Mapping[str, WeaponClass]
    index: PhraseIndex[WeaponTerm]
    rules: Mapping[str, tuple[WeaponRule, ...]]
    ambiguous_near: re.Pattern[str] | None
    tails: re.Pattern[str]


def load_weapons(resources: Resources) -> Weapons:
    """Read the ontology. Raises: ResourceError A401, A402 where a row names an unknown code."""
    table = resources.table("weapons.toml")
    classes = {code: WeaponClass(code=code, **row) for code, row in table["class"].items()}
    words = [
        resources.table(f"{language}/weapons.toml")
        for language in LANGUAGES
        if (resources.data / language / "weapons.toml").is_file()
    ]
    unsure = {name for row in words for name in row.get("ambiguous", {}).get("names", ())}
    common = {name for row in words for name in row.get("ambiguous", {}).get("common", ())}
    near = [word for row in words for word in row.get("ambiguous", {}).get("near", ())]
    tails = [word for row in words for word in row.get("tails", {}).get("words", ())]
    terms = [*_models(table["model"], unsure, common)]
    rules: dict[str, list[WeaponRule]] = {}
    for row in words:
        terms.extend(_nouns(row["nouns"]))
        for rule in row.get("rule", ()):
            built = _rule(rule)
            for word in sorted(built.words):
                rules.setdefault(word, []).append(built)
    _check_codes([*classes, *(t.code for _, t in terms)])
    return Weapons(
        classes=classes,
        index=PhraseIndex(terms, plural=True),
        rules={word: tuple(found) for word, found in rules.items()},
        ambiguous_near=_words_pattern(near) if near else None,
        tails=_words_pattern(tails, start=True),
    )


def _models(
    table: Mapping[str, Any], unsure: set[str], common: set[str]
) -> Iterator[tuple[str, WeaponTerm]]:
    for code, kinds in table.items():
        for kind, rows in kinds.items():
            for model, aliases in rows.items():
                for name in (model, *aliases):
                    yield (
                        name,
                        WeaponTerm(fold(name), code, model, kind, name in unsure, name in common),
                    )


def _nouns(table: Mapping[str, Any]) -> Iterator[tuple[str, WeaponTerm]]:
    for code, words in table.items():
        for word in words:
            yield word, WeaponTerm(fold(word), code)


def _rule(row: Mapping[str, Any]) -> WeaponRule:
    return WeaponRule(
        id=row["id"],
        words=frozenset(row["words"]),
        code=row.get("code"),
        before=_words_pattern(row["before"], end=True) if "before" in row else None,
        after=_words_pattern(row["after"], start=True) if "after" in row else None,
        near=_words_pattern(row["near"]) if "near" in row else None,
        unless_near=_words_pattern(row["unless_near"]) if "unless_near" in row else None,
        yes=tuple(row["yes"]),
        no=tuple(row["no"]),
    )


def _words_pattern(words: list[str], *, start: bool = False, end: bool = False) -> re.Pattern[str]:
    joined = "|".join(re.escape(w.casefold()) for w in sorted(words, key=lambda w: (-len(w), w)))
    head = r"^[\s\-‑]*" if start else r"(?<!\w)"
    tail = r"[\s\-‑]*$" if end else r"(?!\w)"
    return re.compile(f"{head}(?:{joined}){tail}")


def _check_codes(codes: list[str]) -> None:
    for code in codes:
        if code not in WEAPON_CODES:
            raise ResourceError("A402", path="weapons.toml", reason=f"unknown code {code!r}")
