"""Corrections: the form that corrects a claim, and what its answers change."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.errors import InputError, WebError
from whosays.resources.gazetteer import Gazetteer, Place, load_gazetteer
from whosays.resources.resources import Resources
from whosays.schema.claim import EventType, Stance, Status
from whosays.schema.place import PlaceCandidate, PlaceMention
from whosays.web.evidence import quoted
from whosays.web.html import Safe, hidden, join, options, tag
from whosays.web.minimap import minimap
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whosays.schema.claim import Claim
    from whosays.settings import Settings
    from whosays.store.base import LedgerClaim

MAX_CANDIDATES = 8
_LISTS = ("agents", "targets", "places", "weapons", "figures", "chain")
_lock = threading.Lock()


def correction_form(
    row: LedgerClaim, back: str, query: Mapping[str, str], settings: Settings
) -> Safe:
    """Give the form; ``query`` may name other places to offer (``place-0-name``)."""
    claim = row.claim
    action = f"/claim/{claim.id}/correct"
    coded = tag(
        "div",
        _select("type", [t.value for t in EventType], claim.type.value, "types"),
        _select("status", [s.value for s in Status], claim.status.value, "statuses"),
        _select("stance", [s.value for s in Stance], claim.stance.value, "stances"),
        _day("from_day", "start", claim.time.start),
        _day("to_day", "end", claim.time.end),
        class_="grid",
    )
    places = [
        _place_field(n, place, row.text, query.get(f"place-{n}-name", ""), settings, action)
        for n, place in enumerate(claim.places)
    ]
    words = tag(
        "fieldset",
        tag("legend", say("correct.words")),
        tag("p", say("correct.words_hint"), class_="dim selected-words"),
        tag("label", say("correct.words_as"), for_="span-field"),
        tag("select", options(_span_fields(claim, row.text), None), name="span-field",
            id="span-field"),
        hidden("span-start", ""),
        hidden("span-end", ""),
        class_="words-field",
    )  # fmt: skip
    reason = tag(
        "div",
        tag("label", say("correct.reason"), for_="reason"),
        tag("input", name="reason", id="reason", maxlength="1000"),
        class_="field wide",
    )
    bar = tag(
        "div",
        tag("button", say("correct.save"), type="submit", class_="primary"),
        tag("a", say("correct.cancel"), href=back, class_="button cancel"),
        class_="bar",
    )
    return tag(
        "form", hidden("next", back), coded, *places, words, reason, bar,
        tag("p", say("claim.machine"), class_="dim"),
        method="post", action=action, class_="correct-form", data_claim=claim.id,
    )  # fmt: skip


def changes(
    row: LedgerClaim, form: Mapping[str, Any], settings: Settings, by: str
) -> Iterator[tuple[str, Any]]:
    """Give (field, value) of everything that the form's answers change.

    Raises: InputError A108 for a broken day, WebError A909 for a value that is not offered.
    """
    claim = row.claim
    for field in ("type", "status", "stance"):
        wanted = str(form.get(field) or "")
        if wanted and wanted != getattr(claim, field).value:
            yield field, wanted
    yield from _time_change(claim, form)
    for number, place in enumerate(claim.places):
        chosen = str(form.get(f"place-{number}") or "keep")
        if chosen != "keep":
            changed = _chosen_place(place, chosen, settings, by)
            if changed != place:
                yield f"places[{number}]", msgspec.to_builtins(changed)
    span = (str(form.get("span-start") or ""), str(form.get("span-end") or ""))
    if all(s.isdecimal() and len(s) < 10 for s in span):
        field = str(form.get("span-field") or "")
        if field not in dict(_span_fields(claim, row.text)):
            raise WebError("A909", name="span-field", value=field)
        yield field, [int(span[0]), int(span[1])]


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


def _chosen_place(place: PlaceMention, chosen: str, settings: Settings, by: str) -> PlaceMention:
    why = (f"chosen by {by}",)
    if chosen == "open":
        return replace(place, geonameid=None, lat=None, lon=None, score=0.0, because=why)
    kind, _, number = chosen.partition(":")
    if kind == "c" and number.isdecimal() and int(number) < len(place.candidates):
        candidate = place.candidates[int(number)]
    elif kind == "g" and number.removeprefix("-").isdecimal():
        with _lock:
            found = _gazetteer(settings).place(int(number))
        if found is None:
            raise WebError("A909", name="place", value=chosen)
        candidate = _candidate(found)
    else:
        raise WebError("A909", name="place", value=chosen)
    return replace(
        place,
        name=candidate.name,
        geonameid=candidate.geonameid,
        lat=candidate.lat,
        lon=candidate.lon,
        country=candidate.country,
        score=1.0,
        because=why,
    )


def _place_field(
    number: int, place: PlaceMention, text: str, asked: str, settings: Settings, action: str
) -> Safe:
    words = quoted(text, place.span)
    known = list(place.candidates[:MAX_CANDIDATES])
    offered = [(f"c:{n}", c) for n, c in enumerate(known)]
    missing = None
    if asked.strip():
        ids = {c.geonameid for c in known}
        found = [c for c in _look_up(asked, settings) if c.geonameid not in ids]
        offered += [(f"g:{c.geonameid}", c) for c in found]
        if not found:
            missing = tag("p", say("correct.not_found", name=asked), class_="notice warn")
    now = next((n for n, (_, c) in enumerate(offered) if _is_at(place, c)), None)
    rows = [
        _choice(number, value, _candidate_words(n, c), is_chosen=n == now)
        for n, (value, c) in enumerate(offered)
    ]
    rows.append(_choice(number, "open", say("correct.place_open"), is_chosen=place.lat is None))
    if now is None and place.lat is not None:
        here = f"{place.name} ({place.lat:.3f}, {place.lon:.3f})"
        rows.insert(0, _choice(number, "keep", here, is_chosen=True))
    drawing = minimap([c for _, c in offered], now, say("correct.map", words=words))
    name = f"place-{number}-name"
    search = tag(
        "div",
        tag("label", say("correct.place_search"), for_=name),
        tag("input", name=name, id=name, value=asked, maxlength="120"),
        tag("button", say("claims.search"), type="submit", formmethod="get", formaction=action,
            class_="look-up"),
        class_="field search",
    )  # fmt: skip
    return tag(
        "fieldset",
        tag("legend", say("correct.place", words=words)),
        drawing,
        tag("div", *rows, missing, search, class_="choices"),
        class_="place-field",
    )


def _choice(number: int, value: str, words: object, *, is_chosen: bool) -> Safe:
    radio = tag("input", type="radio", name=f"place-{number}", value=value, checked=is_chosen)
    return tag("label", radio, tag("span", words), class_="choice")


def _candidate_words(number: int, candidate: PlaceCandidate) -> Safe:
    country = f", {candidate.country}" if candidate.country else ""
    why = "; ".join(candidate.because[:2])
    return join(
        (
            tag("b", f"{number + 1}. {candidate.name}{country}"),
            tag("small", f" {candidate.lat:.3f}, {candidate.lon:.3f} · {candidate.score:.2f}"),
            tag("small", why, class_="dim") if why else "",
        )
    )


def _is_at(place: PlaceMention, candidate: PlaceCandidate) -> bool:
    if place.lat is None or place.lon is None:
        return False
    if place.geonameid is not None and candidate.geonameid is not None:
        return place.geonameid == candidate.geonameid
    return abs(place.lat - candidate.lat) < 1e-4 and abs(place.lon - candidate.lon) < 1e-4


def _look_up(name: str, settings: Settings) -> list[PlaceCandidate]:
    with _lock:
        gazetteer = _gazetteer(settings)
        found = gazetteer.find(name[:120]) or gazetteer.find_spelling(name[:120])
    places = sorted({m.place.id: m.place for m in found}.values(), key=lambda p: -p.population)
    return [_candidate(p) for p in places[:MAX_CANDIDATES]]


def _candidate(place: Place) -> PlaceCandidate:
    return PlaceCandidate(
        name=place.name,
        geonameid=place.id,
        lat=place.lat,
        lon=place.lon,
        score=0.0,
        country=place.country or None,
    )


@lru_cache(maxsize=1)
def _gazetteer(settings: Settings) -> Gazetteer:
    return load_gazetteer(Resources(), settings)


def _span_fields(claim: Claim, text: str) -> list[tuple[str, str]]:
    found = [("trigger", f"{label('fields', 'event')}: “{quoted(text, claim.trigger)}”")]
    names = {"agents": "agent", "targets": "target", "places": "place", "weapons": "weapon",
             "figures": "figure", "chain": "source"}  # fmt: skip
    for key in _LISTS:
        for number, part in enumerate(getattr(claim, key)):
            words = f"{label('fields', names[key])}: “{quoted(text, part.span)}”"
            found.append((f"{key}[{number}].span", words))
    return found


def _select(name: str, values: list[str], chosen: str, group: str) -> Safe:
    shown = [(v, label(group, v)) for v in values]
    return tag(
        "div",
        tag("label", say(f"correct.{name}"), for_=f"c-{name}"),
        tag("select", options(shown, chosen), name=name, id=f"c-{name}"),
        class_="field",
    )


def _day(key: str, name: str, value: date | None) -> Safe:
    return tag(
        "div",
        tag("label", say(f"correct.{key}"), for_=f"c-{name}"),
        tag("input", type="date", name=name, id=f"c-{name}",
            value="" if value is None else value.isoformat()),
        class_="field",
    )  # fmt: skip


def _read_day(value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError("A108", value=value) from error
