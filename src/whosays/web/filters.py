"""Filters: the form, the chosen ones and the ways between pages that show the same claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.claim import EventType, Stance, Status
from whosays.web.html import Safe, hidden, join, link, options, tag
from whosays.web.sides import side_words
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.web.asked import Asked
    from whosays.web.state import State

WAYS = ("claims", "map", "timeline", "incidents", "series", "sources")
"""Pages that show the same claims each in its way."""
_CHOICES = {
    "type": ("types", tuple(t.value for t in EventType)),
    "stance": ("stances", tuple(s.value for s in Stance)),
    "status": ("statuses", tuple(s.value for s in Status)),
}
_WORDS_OF = {"type": "types", "stance": "stances", "status": "statuses", "verdict": "verdicts",
             "weapon": "weapons"}  # fmt: skip
_BOXES = ("text", "place", "agent", "source", "since", "until")


def say_filter(name: str) -> str:
    """Give the words for a filter."""
    keys = {"text": "search", "since": "since", "until": "until", "actor": "actor",
            "document": "document", "incident": "incident"}  # fmt: skip
    if name in keys:
        return say(f"claims.{keys[name]}")
    return say(f"claims.facet_{'reviewed' if name == 'verdict' else name}")


def ways(wish: Asked, here: str) -> Safe:
    """Give the links that show the same claims in other ways."""
    kept = wish.address("")
    links = [
        link(say(f"nav.{name}"), f"/{name}{kept}", aria_current="page" if name == here else None)
        for name in WAYS
    ]
    return tag("nav", *links, class_="ways", aria_label=say("filters.ways"))


def filter_form(wish: Asked, action: str, more: Mapping[str, str] | None = None) -> Safe:
    """Give the form that narrows the claims of a page; ``more`` are values that it keeps."""
    values = dict(wish.filters)
    shown = {*_BOXES, *_CHOICES}
    kept = [hidden(k, v) for k, v in values.items() if k not in shown]
    kept += [hidden(k, v) for k, v in (more or {}).items() if v]
    fields = [_box(name, values.get(name, "")) for name in _BOXES]
    fields += [_choice(name, values.get(name)) for name in ("type", "stance")]
    if "status" in values:
        fields.append(_choice("status", values["status"]))
    button = tag("button", say("filters.apply"), type="submit", class_="primary")
    form = tag(
        "form", *kept, *fields, button, method="get", action=action, role="search",
        class_="filter-form",
    )  # fmt: skip
    summary = tag("summary", say("claims.facets"))
    script = tag("script", src="/static/filters.js", defer=True)
    return join((tag("details", summary, form, class_="filters", open=True), script))


def chosen(wish: Asked, path: str, state: State) -> Safe | None:
    """Give what is chosen as chips that take it away; None where nothing is.

    Over an empty ledger it says that, and where to begin.
    """
    names = [(k, v) for k, v in wish.filters if k != "sort"]
    if path != "/claims" and not state.ledger.counts()["current_claims"]:
        return tag("p", say("claims.empty"), " ", link(say("claims.empty_go"), "/read"),
                   class_="notice")  # fmt: skip
    if not names:
        return None
    words = {k: value_words(k, v) for k, v in names}
    if wish.query.document is not None:
        document = state.ledger.document(wish.query.document)
        words["document"] = document.title or document.name
    chips = [
        link(
            join((tag("small", say_filter(k)), " ", words[k], " ", tag("b", "×"))),
            wish.address(path, **{k: None}),
            class_="chip filter",
            aria_label=say("claims.remove", name=say_filter(k)),
        )
        for k in words
    ]
    return tag("p", join(chips, " "), " ", link(say("claims.reset"), path), class_="chosen")


def downloads(wish: Asked, *own: tuple[str, str]) -> Safe:
    """Give the links that save what the view is made from; ``own`` are (file name, address)."""
    files = [*own, ("claims.csv", wish.address("/claims.csv")),
             ("claims.jsonl", wish.address("/claims.jsonl")),
             ("incidents.csv", wish.address("/export/incidents.csv")),
             ("figures.csv", wish.address("/export/figures.csv")),
             ("evidence.csv", wish.address("/export/evidence.csv"))]  # fmt: skip
    links = [link(name, address, download=True) for name, address in dict(files).items()]
    return tag("p", tag("span", say("claims.export"), class_="dim"), " ", join(links, " · "),
               class_="downloads")  # fmt: skip


def value_words(name: str, value: str) -> str:
    """Give the words for a filter's value."""
    if name in {"agent", "target", "actor"}:
        return side_words(value)
    return label(_WORDS_OF[name], value) if name in _WORDS_OF else value.rstrip("/")


def _box(name: str, value: str) -> Safe:
    kind = "date" if name in {"since", "until"} else "search"
    control = tag("input", type=kind, name=name, id=f"q-{name}", value=value, maxlength="300")
    words = say(f"filters.{name}")
    return tag("div", tag("label", words, for_=f"q-{name}"), control, class_=f"field q-{name}")


def _choice(name: str, value: str | None) -> Safe:
    group, values = _CHOICES[name]
    rows = [("", say("filters.any")), *((v, label(group, v)) for v in values)]
    control = tag("select", options(rows, value or ""), name=name, id=f"q-{name}")
    words = say(f"filters.{name}")
    return tag("div", tag("label", words, for_=f"q-{name}"), control, class_="field")
