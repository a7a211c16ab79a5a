"""Incident parts: one happening field by field and source by source, as a page or a file."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from whosays._version import __version__
from whosays.pipeline.sentence import day_range, squeeze
from whosays.schema.incident import Accord
from whosays.web.chains import chains_drawing
from whosays.web.evidence import actor_words, figure_value, time_words
from whosays.web.html import Safe, join, link, tag
from whosays.web.incident_words import field_words, grade_chip, incident_title
from whosays.web.lists import claim_lines
from whosays.web.shell import heading
from whosays.web.sides import in_words, side_words
from whosays.web.texts import count, label, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whosays.schema.incident import Estimate, FieldAgreement, Incident, Origin
    from whosays.store.base import LedgerClaim
    from whosays.web.state import State

_STATIC = Path(__file__).resolve().parent / "static"
_MOST_ORIGINS = 12
_LISTED = 60
_FIELDS = ("type", "status", "stance", "time", "place", "agents", "targets", "weapons", "figures")
_INSIDE = re.compile(r' href="/[^"]*"')


def incident_body(
    incident: Incident,
    rows: Mapping[str, LedgerClaim],
    state: State,
    *,
    tools: Safe | None = None,
    forms: Safe | None = None,
) -> Safe:
    """Give all that is known of an incident; ``forms`` are what can be decided about it."""
    days = day_range(incident.start, incident.end) or say("claims.undated")
    line = " · ".join(
        (days, count(len(incident.claims), "claim"),
         say("incidents.n_origins", count=len(incident.origins)))
    )  # fmt: skip
    grade = tag("p", grade_chip(incident), " ", say("incidents.grade_why"), " ",
                in_words(incident.grade.reason), class_="grade-line")  # fmt: skip
    relayed = tag(
        "section", tag("h2", say("incidents.chains")),
        tag("p", say("incidents.chains_hint"), class_="dim"),
        chains_drawing(rows.values()) or tag("p", say("claims.none")),
    )  # fmt: skip
    return tag(
        "div",
        heading(incident_title(incident), tag("p", line, class_="dim"), tools),
        grade,
        tag("section", tag("h2", say("incidents.by_origin")), _table(incident, rows)),
        _contradictions(incident),
        relayed,
        _estimates(incident),
        _claims(state, incident, rows),
        forms,
        class_="incident",
    )


def incident_file(incident: Incident, rows: Mapping[str, LedgerClaim], state: State) -> str:
    """Give the incident as one HTML file that opens without the app and asks for nothing.

    Links into the app lead nowhere outside of it, and are left out.
    """
    style = "".join((_STATIC / n).read_text("utf-8") for n in ("app.css", "overview.css"))
    assert "</" not in style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{incident_title(incident)} · whosays"),
        tag("style", Safe(style)),
    )
    body = _INSIDE.sub("", incident_body(incident, rows, state))
    foot = tag("footer", say("shell.version", version=__version__), " ", incident.id, class_="foot")
    whole = tag("html", head, tag("body", tag("main", Safe(body)), foot), lang="en",
                data_theme="auto", class_="alone")  # fmt: skip
    return f"<!doctype html>\n{whole}"


def _table(incident: Incident, rows: Mapping[str, LedgerClaim]) -> Safe:
    clashing = {
        claim
        for field in incident.agreement
        if field.accord is Accord.CONTRADICT
        for claim in (*field.left, *field.right)
    }
    # Those who contradict each other are never among the ones left out.
    ranked = sorted(incident.origins, key=lambda o: clashing.isdisjoint(o.claims))
    origins = tuple(ranked[:_MOST_ORIGINS])
    head = tag(
        "tr",
        tag("th", say("incidents.field"), scope="col"),
        *[_origin_head(o) for o in origins],
        tag("th", say("incidents.agreement"), scope="col", class_="accord-head"),
    )
    body = [_field_row(field, origins, incident, rows) for field in _FIELDS]
    more = len(incident.origins) - len(origins)
    note = tag("p", say("incidents.more_origins", count=more), class_="dim") if more > 0 else None
    table = tag("table", tag("thead", head), tag("tbody", *[r for r in body if r]),
                class_="list matrix")  # fmt: skip
    return tag("div", tag("div", table, class_="scroll"), note)


def _origin_head(origin: Origin) -> Safe:
    told = say("incidents.told", claims=count(len(origin.claims), "claim"),
               reports=count(origin.documents, "document"))  # fmt: skip
    parts = [tag("b", side_words(origin.name)),
             tag("small", side_words(origin.side) or say("timeline.untold")),
             tag("small", told, class_="dim")]  # fmt: skip
    if origin.against_interest:
        parts.append(tag("small", say("incidents.against_interest"), class_="chip good"))
    return tag("th", *parts, scope="col")


def _field_row(
    field: str, origins: tuple[Origin, ...], incident: Incident, rows: Mapping[str, LedgerClaim]
) -> Safe | None:
    accords = [f for f in incident.agreement if f.field.partition(".")[0] == field]
    cells = []
    for origin in origins:
        values: dict[str, list[str]] = {}
        for claim in origin.claims:
            row = rows.get(claim)
            for value in _values(row, field) if row else ():
                values.setdefault(value, []).append(claim)
        cells.append((_cell(values), _side_of(origin, accords)))
    if not any(words for words, _ in cells):
        return None
    shown = [tag("td", words or tag("span", "—", class_="dim"), class_=side)
             for words, side in cells]  # fmt: skip
    judged = [_accord(f) for f in accords]
    return tag("tr", tag("th", say(f"incidents.f_{field}"), scope="row"), *shown,
               tag("td", *judged, class_="accord"))  # fmt: skip


def _values(row: LedgerClaim, field: str) -> Iterator[str]:
    claim = row.claim
    if field == "type":
        yield label("types", claim.type.value)
    elif field == "status":
        yield label("statuses", claim.status.value)
    elif field == "stance":
        yield label("stances", claim.stance.value)
    elif field == "time":
        yield time_words(claim)
    elif field == "place":
        for place in claim.places:
            relation = "" if place.relation.value == "at" else f"{place.relation.value} "
            is_open = "" if place.lat is not None else f" ({say('claim.left_open')})"
            yield f"{relation}{place.name}{is_open}"
    elif field in {"agents", "targets"}:
        for actor in claim.agents if field == "agents" else claim.targets:
            known = actor.country or actor.role or actor.group or actor.name
            yield actor_words(actor) if known else squeeze(actor.span.of(row.text))
    elif field == "weapons":
        for weapon in claim.weapons:
            code = label("weapons", weapon.code)
            yield f"{code}, {weapon.model}" if weapon.model else code
    else:
        for figure in claim.figures:
            yield figure_value(figure)


def _cell(values: dict[str, list[str]]) -> Safe | None:
    if not values:
        return None
    lines = [
        tag("li", link(value, f"/claim/{claims[0]}"),
            tag("small", f" ×{len(claims)}", class_="dim") if len(claims) > 1 else None)
        for value, claims in list(values.items())[:8]
    ]  # fmt: skip
    if len(values) > 8:
        lines.append(tag("li", say("claims.more", count=len(values) - 8), class_="dim"))
    return tag("ul", *lines)


def _side_of(origin: Origin, accords: list[FieldAgreement]) -> str | None:
    """Colour what stands on either side of a contradiction."""
    known = set(origin.claims)
    for field in accords:
        if field.accord is Accord.CONTRADICT:
            left, right = known & set(field.left), known & set(field.right)
            if left or right:
                return "left right" if left and right else "left" if left else "right"
    return None


def _accord(field: FieldAgreement) -> Safe:
    sign = {"agree": "=", "compatible": "≈", "contradict": "≠"}[field.accord.value]
    name = f"{field_words(field.field)}: " if "." in field.field else ""
    return tag("div", tag("b", sign, aria_label=say(f"incidents.{field.accord.value}")), " ", name,
               in_words(field.reason), class_=f"accord-line {field.accord.value}")  # fmt: skip


def _contradictions(incident: Incident) -> Safe | None:
    found = [f for f in incident.agreement if f.accord is Accord.CONTRADICT]
    if not found:
        return None
    rows = [
        tag("li", tag("b", field_words(f.field)), ": ", in_words(f.reason), ": ",
            join(_tellers(incident, (*f.left, *f.right)), ", "))
        for f in found
    ]  # fmt: skip
    return tag("section", tag("h2", say("incidents.contradictions")), tag("ul", *rows),
               class_="notice bad")  # fmt: skip


def _tellers(incident: Incident, claims: Sequence[str]) -> list[Safe]:
    """Name claims by who tells them; a bare id tells a reader nothing."""
    names = {c: side_words(o.name) for o in incident.origins for c in o.claims}
    told: dict[str, list[str]] = {}
    for claim in claims[:12]:
        told.setdefault(names.get(claim, claim[:8]), []).append(claim)
    return [
        join((link(name, f"/claim/{first}"),
              *[join((" ", link(f"({n})", f"/claim/{c}"))) for n, c in enumerate(more, 2)]))
        for name, (first, *more) in told.items()
    ]  # fmt: skip


def _estimates(incident: Incident) -> Safe | None:
    if not incident.estimates:
        return None
    names = {o.key: side_words(o.name) for o in incident.origins}
    keys = ("measure", "of_whom", "told_by", "low", "best", "high", "basis")
    head = tag("tr", *[tag("th", say(f"incidents.{k}"), scope="col") for k in keys])
    rows = [_estimate(e, names) for e in incident.estimates]
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="list estimates")
    return tag("section", tag("h2", say("incidents.estimates")),
               tag("p", say("incidents.estimates_hint"), class_="dim"),
               tag("div", table, class_="scroll"))  # fmt: skip


def _estimate(found: Estimate, names: dict[str, str]) -> Safe:
    who = names.get(found.origin, found.origin) if found.origin else say("incidents.all_origins")
    numbers = [
        tag("td", "…" if v is None else f"{v:,g}", class_="number")
        for v in (found.low, found.best, found.high)
    ]
    claims = [link(c[:8], f"/claim/{c}", class_="mono") for c in found.claims[:6]]
    return tag(
        "tr",
        tag("td", label("measures", found.measure)),
        tag("td", side_words(found.of_whom) or tag("span", say("timeline.untold"), class_="dim")),
        tag("td", who),
        *numbers,
        tag("td", join(claims, " ")),
        class_=None if found.origin else "total",
    )


def _claims(state: State, incident: Incident, rows: Mapping[str, LedgerClaim]) -> Safe:
    listed = list(rows.values())[:_LISTED]
    more = len(incident.claims) - len(listed)
    rest = None
    if more > 0:
        rest = tag("p", link(say("claims.more", count=more), f"/claims?incident={incident.id}"))
    lines = claim_lines(listed, state, quoted=True)
    return tag("section", tag("h2", say("incidents.all_claims")), lines, rest)
