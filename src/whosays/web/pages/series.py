"""Series: how counts moved over time, by who tells them, and where they do not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from whosays.ledger.series import ledger_series
from whosays.pipeline.sentence import squeeze
from whosays.schema.query import Sort
from whosays.series.check import compare_series, told
from whosays.store.overview import measure_counts
from whosays.web.asked import Asked, asked
from whosays.web.filters import chosen, downloads, filter_form, ways
from whosays.web.html import Safe, join, link, tag
from whosays.web.memory import remembered
from whosays.web.payloads import json_bytes
from whosays.web.plot import Line, gaps_of, plot
from whosays.web.shell import heading
from whosays.web.sides import side_words
from whosays.web.state import State, render, state_of
from whosays.web.texts import count, label, say
from whosays.web.waiting import wait_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from whosays.ledger.ledger import Ledger
    from whosays.schema.query import Query
    from whosays.schema.series import Finding, Series

_MOST_CLAIMS = 1500
"""Of so many claims, the latest, series are made: more would keep the page waiting."""
_MOST_CHARTS = 10
_MOST_LINES = 6
_MOST_MEASURES = 24
_MOST_FINDINGS = 60
_MOST_ROWS = 150
_FEWEST_DAYS = 3
_OWN = ("measure", "whom", "origin")


@dataclass(frozen=True, slots=True)
class Found:
    """The series of one measure; ``claims`` were asked for it, of ``total``."""

    measures: tuple[tuple[str, int], ...]
    measure: str
    series: tuple[Series, ...]
    findings: tuple[Finding, ...]
    claims: int
    total: int


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [Route("/series.json", series_json), Route("/series", series_page)]


def series_page(request: Request) -> Response:
    """Show the series of a measure, one chart for each group that is counted."""
    state = state_of(request)
    wish, own = asked(request.query_params, limit=None), _own(request.query_params)
    waiting = wait_page(request, say("series.title"))
    if waiting is not None:
        return waiting
    found = _found(state, wish.query, *own_values(own))
    body: list[Safe | None] = [
        heading(say("series.title"), tag("p", _summary(found), class_="dim"), ways(wish, "series")),
        filter_form(wish, "/series", own),
        chosen(wish, "/series", state),
        _measures(wish, found),
        _kept(wish, own),
    ]
    groups = _groups(found.series)
    if not groups:
        body.append(tag("p", say("series.none"), class_="empty"))
    drawn = [g for g in groups if _n_days(g[1]) >= _FEWEST_DAYS]
    body.extend(_chart(wish, own, found, w, members) for w, members in drawn[:_MOST_CHARTS])
    if drawn:
        body.append(_key())
    few = [g for g in groups if _n_days(g[1]) < _FEWEST_DAYS]
    if few:
        body.append(_few(found, few))
    rest = drawn[_MOST_CHARTS:]
    if rest:
        names = [link(_whom(w), _address(wish, {**own, "measure": found.measure, "whom": w or "-"}))
                 for w, _ in rest[:60]]  # fmt: skip
        body.append(tag("p", say("series.others"), " ", join(names, " · ")))
    body.append(_findings(found))
    body.append(downloads(wish))
    return render(request, say("series.title"), *body,
                  json_url=_address(wish, own, "/series.json"))  # fmt: skip


def series_json(request: Request) -> Response:
    """Give the series of a measure and all that does not fit."""
    from starlette.responses import Response

    wish, own = asked(request.query_params, limit=None), _own(request.query_params)
    state = state_of(request)
    state.keeper.wait()
    found = _found(state, wish.query, *own_values(own))
    payload = {
        "filters": {**dict(wish.filters), **own},
        "measures": dict(found.measures),
        "measure": found.measure,
        "claims": found.claims,
        "of_claims": found.total,
        "series": found.series,
        "findings": found.findings,
    }
    return Response(json_bytes(payload), media_type="application/json")


def own_values(own: Mapping[str, str]) -> tuple[str, str, str]:
    """Give measure, whom and origin that an address asks for, "" for any."""
    return own.get("measure", ""), own.get("whom", ""), own.get("origin", "")


@remembered(32)
def _found(ledger: Ledger, query: Query, measure: str, whom: str, origin: str) -> Found:
    with ledger.store.file.read() as connection:
        measures = tuple(measure_counts(connection, query))
    chosen_ = measure or (measures[0][0] if measures else "")
    if not chosen_:
        return Found(measures, "", (), (), 0, 0)
    asked_ = replace(query, measure=chosen_, limit=_MOST_CLAIMS, sort=Sort.NEWEST)
    total = ledger.count(asked_)
    made = ledger_series(
        ledger,
        measure=chosen_,
        of_whom=None if not whom else "" if whom == "-" else whom,
        origin=origin or None,
        query=asked_,
    )
    return Found(measures, chosen_, made, _found_amiss(made), min(total, _MOST_CLAIMS), total)


def _found_amiss(series: Sequence[Series]) -> tuple[Finding, ...]:
    """Give what does not fit inside each series, and between those that are drawn together.

    To compare every origin with every other would take longer than a page may.
    """
    found = [f for one in series for f in one.findings]
    for _, members in _groups(series)[:_MOST_CHARTS]:
        found.extend(compare_series(tuple(members[:_MOST_LINES])))
    return tuple(sorted(set(found), key=lambda f: (f.day, f.kind, f.claims)))


def _groups(series: Sequence[Series]) -> list[tuple[str, list[Series]]]:
    groups: dict[str, list[Series]] = {}
    for one in series:
        groups.setdefault(one.key.of_whom, []).append(one)
    for members in groups.values():
        members.sort(key=lambda s: (-len(s.totals) - len(s.increments), s.key.origin))
    return sorted(groups.items(), key=lambda g: (-sum(map(_size, g[1])), g[0]))


def _size(one: Series) -> int:
    return len(one.totals) + len(one.increments)


def _chart(
    wish: Asked, own: dict[str, str], found: Found, whom: str, members: list[Series]
) -> Safe:
    flagged = frozenset(c for f in found.findings for c in f.claims)
    shown = members[:_MOST_LINES]
    title = say("series.of", measure=_measure_words(found.measure), whom=_whom(whom))
    charts = []
    for kind in ("totals", "increments"):
        lines = [
            Line(origin_words(s.key.origin), n, getattr(s, kind), flagged, kind == "increments")
            for n, s in enumerate(shown)
        ]
        drawn = plot(lines, f"{title}: {say(f'series.{kind}')}")
        if drawn is not None:
            charts.append(tag("figure", tag("figcaption", say(f"series.{kind}"), class_="dim"),
                              tag("div", drawn, class_="scroll")))  # fmt: skip
    names = []
    for n, one in enumerate(shown):
        gaps = gaps_of(one.totals or one.increments)
        told_ = count(_size(one), "point")
        if gaps:
            told_ += ", " + count(len(gaps), "gap")
        names.append(
            link(join((tag("i", class_=f"dot side{n}"), " ", origin_words(one.key.origin), " ",
                       tag("small", told_, class_="dim"))),
                 _address(wish, {**own, "measure": found.measure, "origin": one.key.origin}))
        )  # fmt: skip
    more = len(members) - len(shown)
    rest = None
    if more:
        others = [
            link(origin_words(s.key.origin), _address(wish, {**own, "measure": found.measure,
                                               "origin": s.key.origin}))
            for s in members[_MOST_LINES : _MOST_LINES + 40]
        ]  # fmt: skip
        rest = tag("details", tag("summary", say("series.more_origins", count=more)),
                   tag("p", join(others, " · ")))  # fmt: skip
    return tag("section", tag("h2", title), tag("p", *names, class_="series-names"), *charts, rest,
               class_="density series-chart")  # fmt: skip


def _n_days(members: Sequence[Series]) -> int:
    return len({p.day for s in members for p in (*s.totals, *s.increments)})


def _few(found: Found, groups: list[tuple[str, list[Series]]]) -> Safe:
    """List what a drawing would make no clearer: counts of one or two days."""
    flagged = {c for f in found.findings for c in f.claims}
    rows = [
        tag("tr", tag("td", str(point.day), class_="day"),
            tag("td", link(told(point), f"/claim/{point.claim}", class_="what"),
                tag("small", " ", say("series.total"), class_="dim") if point.is_total else None,
                tag("span", "◎", class_="flagged", title=say("series.key_flag"))
                if point.claim in flagged else None, class_="number"),
            tag("td", _whom(whom)), tag("td", origin_words(one.key.origin)),
            tag("td", tag("q", squeeze(point.words)), " ", tag("small", point.document,
                                                                  class_="dim")))
        for whom, members in groups
        for one in members
        for point in (*one.totals, *one.increments)
    ]  # fmt: skip
    keys = ("day", "number", "whom", "origin", "words")
    head = tag("tr", *[tag("th", say(f"series.{k}"), scope="col") for k in keys])
    shown = rows[:_MOST_ROWS]
    more = None
    if len(rows) > len(shown):
        more = tag("p", say("claims.more", count=len(rows) - len(shown)), class_="dim")
    table = tag("table", tag("thead", head), tag("tbody", *shown), class_="list")
    return tag("section", tag("h2", say("series.few")), tag("div", table, class_="scroll"), more,
               class_="few")  # fmt: skip


def _key() -> Safe:
    parts = [tag("span", tag("b", sign), " ", say(f"series.key_{name}"))
             for name, sign in (("exact", "●"), ("rough", "○"), ("least", "▲"), ("most", "▼"),
                                ("gap", "╌"), ("flag", "◎"))]  # fmt: skip
    return tag("p", *parts, class_="beside dim")


def _measures(wish: Asked, found: Found) -> Safe | None:
    if not found.measures:
        return None
    links = [
        link(join((_measure_words(name), " ", tag("small", f"{n:,}", class_="dim"))),
             _address(wish, {"measure": name}),
             aria_current="true" if name == found.measure else None)
        for name, n in found.measures[:_MOST_MEASURES]
    ]  # fmt: skip
    words = tag("span", say("series.measure"), class_="dim")
    return tag("div", words, *links, class_="choice-row choice-rows")


def _kept(wish: Asked, own: dict[str, str]) -> Safe | None:
    chips = [
        link(join((tag("small", say(f"series.{name}")), " ",
                   origin_words(own[name]) if name == "origin" else own[name], " ",
                   tag("b", "×"))),
             _address(wish, {k: v for k, v in own.items() if k != name}), class_="chip filter")
        for name in ("whom", "origin")
        if name in own
    ]  # fmt: skip
    return tag("p", join(chips, " "), class_="chosen") if chips else None


def _findings(found: Found) -> Safe | None:
    if not found.findings:
        return None
    rows = [
        tag("li", tag("span", say(f"series.f_{f.kind}"), class_="chip contradict"), " ",
            tag("span", str(f.day), class_="day"), " ", f.words, " ",
            join([link(c[:8], f"/claim/{c}", class_="mono") for c in f.claims[:4]], " "))
        for f in found.findings[:_MOST_FINDINGS]
    ]  # fmt: skip
    more = len(found.findings) - len(rows)
    rest = tag("p", say("claims.more", count=more), class_="dim") if more > 0 else None
    title = say("series.findings", count=len(found.findings))
    return tag("section", tag("h2", title), tag("ul", *rows, class_="claim-lines"), rest,
               id="findings")  # fmt: skip


def _summary(found: Found) -> str:
    words = say("series.summary", series=count(len(found.series), "serie"),
                claims=count(found.claims, "claim"))  # fmt: skip
    if found.claims < found.total:
        words += " " + say("series.latest", total=f"{found.total:,}")
    return words


def _measure_words(measure: str) -> str:
    return label("measures", measure)


def origin_words(key: str) -> str:
    """Give an origin's key in words: "Ann Doe (Ukraine, government)", "Daily Example"."""
    side, _, name = key.partition(":")
    shown = " ".join(w[:1].upper() + w[1:] for w in name.split())
    if not shown:
        return side_words(key)
    return shown if side == "outlet" else f"{shown} ({side_words(side)})"


def _whom(whom: str) -> str:
    return side_words(whom) or say("series.untold")


def _own(parameters: Mapping[str, str]) -> dict[str, str]:
    return {k: parameters[k].strip()[:200] for k in _OWN if parameters.get(k, "").strip()}


def _address(wish: Asked, own: Mapping[str, str], path: str = "/series") -> str:
    query = "&".join(p for p in (wish.address("").lstrip("?"), urlencode(dict(own))) if p)
    return f"{path}?{query}" if query else path


def first_page(state: State, query: Query) -> None:
    """Count what the page without an address of its own shows, to have it at hand."""
    _found(state, query, "", "", "")
