"""Correct rows: the parts of a claim that are lists, each a row of its words and codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.errors import WebError
from whosays.resources.resources import Resources
from whosays.schema.claim import Mode
from whosays.schema.figure import FIGURE_MEASURES
from whosays.schema.mention import Role
from whosays.schema.span import Span
from whosays.schema.weapon import WEAPON_CODES
from whosays.web.evidence import quoted
from whosays.web.html import Safe, hidden, join, options, tag
from whosays.web.quoting import span_of
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whosays.schema.claim import Claim

MOST_ADDED = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A code of a row. ``kind`` is choice, free, number or flag; ``values`` are (value, words)."""

    name: str
    kind: str
    values: tuple[tuple[str, str], ...] = ()
    listed: str = ""


def _choices(values: tuple[str, ...], group: str, *, is_open: bool = False) -> Any:
    found = tuple((v, label(group, v)) for v in values)
    return (("", say("correct.none")), *found) if is_open else found


_ACTOR = (
    Column("country", "free", listed="countries"),
    Column("role", "choice", _choices(tuple(Role), "roles", is_open=True)),
    Column("group", "free", listed="groups"),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "agents": _ACTOR,
    "targets": _ACTOR,
    "weapons": (Column("code", "choice", _choices(WEAPON_CODES, "weapons")),),
    "figures": (
        Column("what", "choice", _choices(tuple(dict.fromkeys(FIGURE_MEASURES)), "measures")),
        Column("low", "number"),
        Column("high", "number"),
        Column("approx", "flag"),
        Column("total", "flag"),
    ),
    "chain": (*_ACTOR, Column("mode", "choice", _choices(tuple(Mode), "modes"))),
}
FIELD_OF = {"agents": "agent", "targets": "target", "places": "place", "weapons": "weapon",
            "figures": "figure", "chain": "source"}  # fmt: skip


def list_part(key: str, claim: Claim, text: str, draft: Mapping[str, str]) -> Safe:
    """Give the rows of a list, and blank ones for what is to be added."""
    field = FIELD_OF[key]
    items = getattr(claim, key)
    rows = [_row(key, n, item, text, draft) for n, item in enumerate(items)]
    asked = range(len(items), len(items) + MOST_ADDED)
    added = [_row(key, n, None, text, draft) for n in asked if draft.get(f"{key}-{n}-words")]
    blank = _row(key, len(items) + len(added), None, text, {})
    more = tag("details", tag("summary", say("correct.add", what=label("fields", field))), blank,
               class_="add-row", open=not (items or added))  # fmt: skip
    mark = tag("span", label("fields", field), class_=f"m f-{field}")
    return tag("fieldset", tag("legend", mark), *rows, *added, more, class_="rows",
               data_list=key)  # fmt: skip


def list_changes(
    key: str, claim: Claim, text: str, form: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """Give (field, value) of what the form's rows change in a list: one part, or all of it.

    Raises: WebError A914 for words that the text lacks, A915 for a value that is none of its kind.
    """
    near = claim.trigger.start
    old = [msgspec.json.decode(msgspec.json.encode(item)) for item in getattr(claim, key)]
    kept: list[tuple[int, dict[str, Any]]] = []
    changed: list[tuple[str, Any]] = []
    for n, item in enumerate(old):
        if form.get(f"{key}-{n}-gone"):
            continue
        new = _read_row(f"{key}-{n}", dict(item), key, text, near, form)
        kept.append((n, new))
        if new != item:
            changed.append((f"{key}[{n}]", new))
    fresh = [
        _read_row(f"{key}-{n}", {}, key, text, near, form)
        for n in range(len(old), len(old) + MOST_ADDED)
        if str(form.get(f"{key}-{n}-words") or "").strip()
    ]
    if len(kept) == len(old) and not fresh:
        yield from changed
    else:
        yield key, [*_renumbered(kept), *fresh]


def words_input(name: str, words: str, draft: Mapping[str, str]) -> Safe:
    """Give the field for words of the report; selecting words in the text fills the chosen one."""
    shown = draft.get(f"{name}-words", words)
    field = tag(
        "input", name=f"{name}-words", id=f"c-{name}-words", value=shown,
        maxlength="400", class_="words-input", placeholder=say("correct.words_in"),
        autocomplete="off", aria_label=say("correct.words_in"),
    )  # fmt: skip
    return join((field, hidden(f"{name}-start", draft.get(f"{name}-start", "")),
                 hidden(f"{name}-end", draft.get(f"{name}-end", ""))))  # fmt: skip


def read_words(
    name: str, old: Span | None, text: str, near: int, form: Mapping[str, Any]
) -> Span | None:
    """Give the span that the form's words quote, ``old`` where they are as they were."""
    words = str(form.get(f"{name}-words") or "").strip()
    exact = (str(form.get(f"{name}-start") or ""), str(form.get(f"{name}-end") or ""))
    if not words or (old is not None and words == quoted(text, old) and not all(exact)):
        return old
    return span_of(text, words, near, exact)


def code_lists() -> Safe:
    """Give the codes that a form offers while one writes: countries and groups."""
    return join(
        tag("datalist", *[tag("option", value=v, label=w or None) for v, w in rows], id=name)
        for name, rows in (("countries", _countries()), ("groups", _groups()))
    )


@lru_cache(maxsize=1)
def _countries() -> tuple[tuple[str, str], ...]:
    states = Resources().table("actors/states.toml")["state"]
    codes = {*Resources().table("gazetteer/countries.toml")["countries"], *states}
    return tuple((c, str(states.get(c, {}).get("name", ""))) for c in sorted(codes))


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, str], ...]:
    rows = Resources().table("actors/groups.toml")["group"]
    found = {str(r["group"]): str(r.get("name", "")) for r in rows}
    return tuple(sorted(found.items()))


def _row(key: str, number: int, item: Any, text: str, draft: Mapping[str, str]) -> Safe:
    name = f"{key}-{number}"
    words = "" if item is None else quoted(text, item.span)
    cells = [
        _cell(name, column, _shown(getattr(item, column.name, None), column), draft)
        for column in COLUMNS[key]
    ]
    gone = None
    if item is not None:
        box = tag("input", type="checkbox", name=f"{name}-gone", value="1",
                  checked=bool(draft.get(f"{name}-gone")))  # fmt: skip
        gone = tag("label", box, say("correct.remove"), class_="check gone-box")
    return tag("div", words_input(name, words, draft), tag("div", *cells, gone, class_="codes"),
               class_="part-row", data_row=number)  # fmt: skip


def _shown(value: Any, column: Column) -> str:
    if column.kind == "flag":
        return "yes" if value else "no"
    return "" if value is None else f"{value}"


def _cell(name: str, column: Column, value: str, draft: Mapping[str, str]) -> Safe:
    id_ = f"{name}-{column.name}"
    shown = draft.get(id_, value)
    words = say(f"correct.{column.name}")
    control: Safe
    if column.kind in {"choice", "flag"}:
        values = column.values or (("no", say("correct.no")), ("yes", say("correct.yes")))
        control = tag("select", options(values, shown), name=id_, id=f"c-{id_}")
    else:
        control = tag("input", name=id_, id=f"c-{id_}", value=shown, list=column.listed or None,
                      maxlength="60", autocomplete="off",
                      inputmode="decimal" if column.kind == "number" else None)  # fmt: skip
    return tag("div", tag("label", words, for_=f"c-{id_}"), control, class_="field")


def _read_row(
    name: str, item: dict[str, Any], key: str, text: str, near: int, form: Mapping[str, Any]
) -> dict[str, Any]:
    old = item.get("span")
    span = read_words(name, Span(*old) if old else None, text, near, form)
    assert span is not None  # a row without words was left out
    if old is None or list(span) != list(old):
        item["span"] = list(span)
        # What the machine resolved the old words to is not what the new ones name.
        item.update({k: None for k in ("name", "entity", "model") if k in item})
    for column in COLUMNS[key]:
        given = form.get(f"{name}-{column.name}")
        if given is not None and str(given).strip() != _shown(item.get(column.name), column):
            item[column.name] = _code(column, str(given).strip())
    return item


def _code(column: Column, given: str) -> Any:
    if column.kind == "flag":
        return given == "yes"
    if not given:
        return None
    if column.kind == "number":
        return _number(column.name, given.replace(",", "").replace(" ", ""))
    if column.kind == "choice" and given not in dict(column.values):
        raise WebError("A915", name=column.name, value=given)
    if column.name == "country":
        given = given.upper()
        if given not in dict(_countries()):
            raise WebError("A915", name=column.name, value=given)
    return given[:60]


def _number(name: str, given: str) -> float | int:
    try:
        value = float(given)
    except ValueError as error:
        raise WebError("A915", name=name, value=given) from error
    if not abs(value) < 1e15:
        raise WebError("A915", name=name, value=given)
    return int(value) if value.is_integer() else value


def _renumbered(kept: list[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Let subsets among figures name their whole by its new place in the list."""
    place = {n: at for at, (n, _) in enumerate(kept)}
    for _, item in kept:
        if item.get("of") is not None:
            item["of"] = place.get(item["of"])
    return [item for _, item in kept]
