"""Corrections: the form that corrects a claim, and what its answers change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.errors import InputError
from whosays.schema.claim import EventType, Stance, Status
from whosays.web.correct_places import new_place_part, place_changes, place_part
from whosays.web.correct_rows import code_lists, list_changes, list_part, read_words, words_input
from whosays.web.evidence import quoted
from whosays.web.html import Safe, hidden, options, tag
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whosays.schema.claim import Claim
    from whosays.settings import Settings
    from whosays.store.base import LedgerClaim

_FIRST_LISTS = ("agents", "targets")
_MORE_LISTS = ("weapons", "figures", "chain")


def correction_form(
    row: LedgerClaim, back: str, draft: Mapping[str, str], settings: Settings
) -> Safe:
    """Give the form; ``draft`` are answers given before, and other places to look for."""
    claim, text = row.claim, row.text
    action = f"/claim/{claim.id}/correct"
    coded = tag(
        "div",
        _select("type", [t.value for t in EventType], claim.type.value, "types", draft),
        _select("status", [s.value for s in Status], claim.status.value, "statuses", draft),
        _select("stance", [s.value for s in Stance], claim.stance.value, "stances", draft),
        _day("from_day", "start", claim.time.start, draft),
        _day("to_day", "end", claim.time.end, draft),
        class_="grid",
    )
    trigger = tag(
        "fieldset",
        tag("legend", tag("span", label("fields", "event"), class_="m f-event")),
        tag("div", words_input("trigger", quoted(text, claim.trigger), draft), class_="part-row"),
        class_="rows",
    )
    places = [place_part(n, p, text, draft, settings) for n, p in enumerate(claim.places)]
    more = tag(
        "details",
        tag("summary", say("correct.more")),
        *[list_part(key, claim, text, draft) for key in _MORE_LISTS],
        class_="more-lists",
    )
    reason = tag(
        "div",
        tag("label", say("correct.reason"), for_="reason"),
        tag("input", name="reason", id="reason", maxlength="1000", value=draft.get("reason", "")),
        class_="field wide",
    )
    bar = tag(
        "div",
        tag("button", say("correct.save"), type="submit", class_="primary"),
        tag("a", say("correct.cancel"), href=back, class_="button cancel"),
        class_="bar",
    )
    return tag(
        "form",
        # Enter in a field saves: the first button of a form would look a place up.
        tag("button", say("correct.save"), type="submit", class_="first-button", tabindex="-1",
            aria_hidden="true"),
        hidden("next", back), coded, tag("p", say("correct.words_hint"), class_="dim"), trigger,
        *[list_part(key, claim, text, draft) for key in _FIRST_LISTS],
        *places, new_place_part(draft, settings), more, reason, bar, code_lists(),
        tag("p", say("claim.machine"), class_="dim"),
        method="post", action=action, class_="correct-form", data_claim=claim.id,
    )  # fmt: skip


def changes(
    row: LedgerClaim, form: Mapping[str, Any], settings: Settings, by: str
) -> Iterator[tuple[str, Any]]:
    """Give (field, value) of everything that the form's answers change.

    Raises: InputError A108 for a broken day, WebError A915 for a value that is not offered, A914
    for words that do not stand in the report.
    """
    claim, text = row.claim, row.text
    for field in ("type", "status", "stance"):
        wanted = str(form.get(field) or "")
        if wanted and wanted != getattr(claim, field).value:
            yield field, wanted
    yield from _time_change(claim, form)
    for key in (*_FIRST_LISTS, *_MORE_LISTS):
        yield from list_changes(key, claim, text, form)
    yield from place_changes(claim, text, form, settings, by)
    span = read_words("trigger", claim.trigger, text, claim.trigger.start, form)
    if span is not None and span != claim.trigger:
        yield "trigger", list(span)


def _time_change(claim: Claim, form: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    start, end = (_read_day(str(form.get(k) or "")) for k in ("start", "end"))
    has_both = "start" in form and "end" in form
    if has_both and (start, end) != (claim.time.start, claim.time.end):
        time = msgspec.to_builtins(claim.time)
        time["start"] = None if start is None else start.isoformat()
        time["end"] = None if end is None else end.isoformat()
        if claim.time.span is None:
            time["basis"] = "unknown" if start is None and end is None else "document"
        yield "time", time


def _select(
    name: str, values: list[str], chosen: str, group: str, draft: Mapping[str, str]
) -> Safe:
    shown = [(v, label(group, v)) for v in values]
    return tag(
        "div",
        tag("label", say(f"correct.{name}"), for_=f"c-{name}"),
        tag("select", options(shown, draft.get(name, chosen)), name=name, id=f"c-{name}"),
        class_="field",
    )


def _day(key: str, name: str, value: date | None, draft: Mapping[str, str]) -> Safe:
    shown = draft.get(name, "" if value is None else value.isoformat())
    return tag(
        "div",
        tag("label", say(f"correct.{key}"), for_=f"c-{name}"),
        tag("input", type="date", name=name, id=f"c-{name}", value=shown),
        class_="field",
    )


def _read_day(value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError("A108", value=value) from error
