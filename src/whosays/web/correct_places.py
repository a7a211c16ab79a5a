"""Correct places: candidates on a small map, other places by name, and places to be added."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.errors import WebError
from whosays.resources.gazetteer import Gazetteer, Place, load_gazetteer
from whosays.resources.resources import Resources
from whosays.schema.place import PlaceCandidate, PlaceMention, Precision, Relation
from whosays.web.correct_rows import read_words, words_input
from whosays.web.evidence import quoted
from whosays.web.html import Safe, join, options, tag
from whosays.web.minimap import minimap
from whosays.web.quoting import span_of
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whosays.schema.claim import Claim
    from whosays.settings import Settings

MAX_CANDIDATES = 8
NEW = "place-new"
_lock = threading.Lock()


def place_part(
    number: int, place: PlaceMention, text: str, draft: Mapping[str, str], settings: Settings
) -> Safe:
    """Give what corrects one place; ``draft`` may name another to look for (``place-0-name``)."""
    name = f"place-{number}"
    known = list(place.candidates[:MAX_CANDIDATES])
    offered = [(f"c:{n}", c) for n, c in enumerate(known)]
    found, missing = _found(draft.get(f"{name}-name", ""), settings)
    ids = {c.geonameid for c in known}
    offered += [(f"g:{c.geonameid}", c) for c in found if c.geonameid not in ids]
    now = next((n for n, (_, c) in enumerate(offered) if _is_at(place, c)), None)
    values = [v for v, _ in offered]
    first = "open" if place.lat is None else values[now] if now is not None else "keep"
    chosen = draft.get(name, first)
    rows = [
        _choice(name, value, _candidate_words(n, c), is_chosen=value == chosen)
        for n, (value, c) in enumerate(offered)
    ]
    rows.append(_choice(name, "open", say("correct.place_open"), is_chosen=chosen == "open"))
    if now is None and place.lat is not None:
        here = f"{place.name} ({place.lat:.3f}, {place.lon:.3f})"
        rows.insert(0, _choice(name, "keep", here, is_chosen=chosen == "keep"))
    rows.append(_choice(name, "gone", say("correct.place_gone"), is_chosen=chosen == "gone"))
    pinned = values.index(chosen) if chosen in values else None
    words = quoted(text, place.span)
    drawing = minimap([c for _, c in offered], pinned, say("correct.map", words=words))
    return tag(
        "fieldset",
        tag("legend", say("correct.place", words=words)),
        drawing,
        tag("div", *rows, missing, _search(name, draft), class_="choices"),
        tag("div", words_input(name, words, draft),
            _how(name, place.relation.value, place.precision.value, draft), class_="part-row wide"),
        class_="place-field",
    )  # fmt: skip


def new_place_part(draft: Mapping[str, str], settings: Settings) -> Safe:
    """Give what adds a place: its words in the report, and which place of that name is meant."""
    asked = draft.get(f"{NEW}-name", "") or draft.get(f"{NEW}-words", "")
    found, missing = _found(asked, settings)
    chosen = draft.get(NEW, f"g:{found[0].geonameid}" if found else "open")
    rows = [
        _choice(NEW, f"g:{c.geonameid}", _candidate_words(n, c),
                is_chosen=chosen == f"g:{c.geonameid}")
        for n, c in enumerate(found)
    ]  # fmt: skip
    if found:
        rows.append(_choice(NEW, "open", say("correct.place_open"), is_chosen=chosen == "open"))
    pinned = next((n for n, c in enumerate(found) if chosen == f"g:{c.geonameid}"), None)
    body = tag(
        "div",
        minimap(found, pinned, say("correct.map", words=asked)),
        tag("div", *rows, missing, _search(NEW, draft), class_="choices"),
        tag("div", words_input(NEW, "", draft), _how(NEW, "at", "settlement", draft),
            class_="part-row wide"),
        class_="place-field",
    )  # fmt: skip
    summary = tag("summary", say("correct.add", what=label("fields", "place")))
    return tag("details", summary, body, class_="add-row rows", open=bool(asked))


def place_changes(
    claim: Claim, text: str, form: Mapping[str, Any], settings: Settings, by: str
) -> Iterator[tuple[str, Any]]:
    """Give (field, value) of what the form changes in the places: one of them, or all.

    Raises: WebError A915 for a place that was not offered, A914 for words that are not in the text.
    """
    near = claim.trigger.start
    kept: list[PlaceMention] = []
    changed: list[tuple[str, Any]] = []
    for number, place in enumerate(claim.places):
        name = f"place-{number}"
        chosen = str(form.get(name) or "keep")
        if chosen == "gone":
            continue
        new = place if chosen == "keep" else _chosen(place, chosen, settings, by)
        new = _placed(new, name, text, near, form)
        kept.append(new)
        if new != place:
            changed.append((f"places[{number}]", msgspec.to_builtins(new)))
    added = _added(text, near, form, settings, by)
    if len(kept) == len(claim.places) and added is None:
        yield from changed
    else:
        yield "places", msgspec.to_builtins([*kept, *([added] if added else [])])


def _added(
    text: str, near: int, form: Mapping[str, Any], settings: Settings, by: str
) -> PlaceMention | None:
    words = str(form.get(f"{NEW}-words") or "").strip()
    if not words:
        return None
    exact = (str(form.get(f"{NEW}-start") or ""), str(form.get(f"{NEW}-end") or ""))
    place = PlaceMention(span_of(text, words, near, exact), words, because=(f"added by {by}",))
    chosen = str(form.get(NEW) or "open")
    if chosen != "open":
        place = _chosen(place, chosen, settings, by)
    return _placed(place, NEW, text, near, form)


def _placed(
    place: PlaceMention, name: str, text: str, near: int, form: Mapping[str, Any]
) -> PlaceMention:
    """Give the place with the form's words, relation and precision."""
    span = read_words(name, place.span, text, near, form)
    assert span is not None
    relation = _one(Relation, form.get(f"{name}-relation"), place.relation)
    precision = _one(Precision, form.get(f"{name}-precision"), place.precision)
    # A radius was that of the old precision.
    radius = place.radius_km if precision is place.precision else None
    return replace(place, span=span, relation=relation, precision=precision,
                   radius_km=radius)  # fmt: skip


def _one(kind: Any, given: Any, now: Any) -> Any:
    if not given:
        return now
    try:
        return kind(str(given))
    except ValueError as error:
        raise WebError("A915", name=kind.__name__.lower(), value=given) from error


def _chosen(place: PlaceMention, chosen: str, settings: Settings, by: str) -> PlaceMention:
    why = (f"chosen by {by}",)
    if chosen == "open":
        if place.lat is None:
            return place
        return replace(place, geonameid=None, lat=None, lon=None, score=0.0, because=why)
    kind, _, number = chosen.partition(":")
    if kind == "c" and number.isdecimal() and int(number) < len(place.candidates):
        candidate = place.candidates[int(number)]
    elif kind == "g" and number.removeprefix("-").isdecimal() and len(number) < 16:
        with _lock:
            found = _gazetteer(settings).place(int(number))
        if found is None:
            raise WebError("A915", name="place", value=chosen)
        candidate = _candidate(found)
    else:
        raise WebError("A915", name="place", value=chosen)
    if _is_at(place, candidate):
        return place
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


def _how(name: str, relation: str, precision: str, draft: Mapping[str, str]) -> Safe:
    rows = (("relation", relation, Relation, "relations"),
            ("precision", precision, Precision, "precisions"))  # fmt: skip
    cells = []
    for key, now, kind, group in rows:
        id_ = f"{name}-{key}"
        values = [(v.value, label(group, v.value)) for v in kind]
        control = tag("select", options(values, draft.get(id_, now)), name=id_, id=f"c-{id_}")
        words = tag("label", say(f"correct.{key}"), for_=f"c-{id_}")
        cells.append(tag("div", words, control, class_="field"))
    return tag("div", *cells, class_="codes")


def _search(name: str, draft: Mapping[str, str]) -> Safe:
    id_ = f"{name}-name"
    return tag(
        "div",
        tag("label", say("correct.place_search"), for_=id_),
        tag("input", name=id_, id=id_, value=draft.get(id_, ""), maxlength="120"),
        tag("button", say("correct.look_up"), type="submit", formmethod="get", class_="look-up"),
        class_="field search",
    )


def _choice(name: str, value: str, words: object, *, is_chosen: bool) -> Safe:
    radio = tag("input", type="radio", name=name, value=value, checked=is_chosen)
    return tag("label", radio, tag("span", words), class_="choice")


def _candidate_words(number: int, candidate: PlaceCandidate) -> Safe:
    country = f", {candidate.country}" if candidate.country else ""
    why = "; ".join(candidate.because[:2])
    score = f" · {candidate.score:.2f}" if candidate.score else ""
    return join(
        (
            tag("b", f"{number + 1}. {candidate.name}{country}"),
            tag("small", f" {candidate.lat:.3f}, {candidate.lon:.3f}{score}"),
            tag("small", why, class_="dim") if why else "",
        )
    )


def _is_at(place: PlaceMention, candidate: PlaceCandidate) -> bool:
    if place.lat is None or place.lon is None:
        return False
    if place.geonameid is not None and candidate.geonameid is not None:
        return place.geonameid == candidate.geonameid
    return abs(place.lat - candidate.lat) < 1e-4 and abs(place.lon - candidate.lon) < 1e-4


def _found(asked: str, settings: Settings) -> tuple[list[PlaceCandidate], Safe | None]:
    """Look a name up; without a hit, give the words that say so."""
    name = asked.strip()[:120]
    if not name:
        return [], None
    with _lock:
        gazetteer = _gazetteer(settings)
        found = gazetteer.find(name) or gazetteer.find_spelling(name)
    places = sorted({m.place.id: m.place for m in found}.values(), key=lambda p: -p.population)
    if not places:
        return [], tag("p", say("correct.not_found", name=name), class_="notice warn")
    return [_candidate(p) for p in places[:MAX_CANDIDATES]], None


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
