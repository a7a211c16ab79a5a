"""Shell: the frame of every page: navigation, theme, reviewer, footer."""

from __future__ import annotations

from dataclasses import dataclass

from whosays._version import __version__
from whosays.web.html import Safe, hidden, join, link, tag
from whosays.web.texts import say

NAV = ("read", "claims", "map", "timeline", "incidents", "series", "sources", "review", "log")
"""Pages in the navigation, in order: each is ``/name`` and has its text ``nav.name``."""
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Look:
    """What the frame shows of this request; ``path`` and ``query`` are the page's own address.

    ``must_sign_in`` tells whether ``reviewer`` signed in; ``is_inside`` whether pages are open.
    """

    theme: str
    reviewer: str
    path: str
    query: str
    json_url: str | None
    ledger: str
    is_open: bool
    must_sign_in: bool = False
    is_inside: bool = True
    head: Safe | None = None

    @property
    def here(self) -> str:
        """The address to come back to."""
        return f"{self.path}?{self.query}" if self.query else self.path


def page(look: Look, title: str, *body: object) -> Safe:
    """Give a whole page. Nothing in it is inline: scripts and styles are files of the app."""
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} · whosays"),
        tag("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
        tag("link", rel="stylesheet", href="/static/app.css"),
        tag("link", rel="stylesheet", href="/static/overview.css"),
        tag("script", src="/static/report.js", defer=True),
        tag("script", src="/static/app.js", defer=True),
        tag("script", src="/static/swap.js", defer=True),
        look.head,
    )
    theme = look.theme if look.theme in THEMES else "auto"
    frame = (
        tag("a", say("shell.skip"), class_="skip", href="#main"),
        _header(look, theme),
        tag("main", *body, id="main", tabindex="-1"),
        _footer(look),
    )
    whole = tag("html", tag("head", *head), tag("body", *frame), lang="en", data_theme=theme)
    return Safe(f"<!doctype html>\n{whole}")


def _header(look: Look, theme: str) -> Safe:
    pages = NAV if look.is_inside else ()
    links = [
        link(
            say(f"nav.{name}"),
            f"/{name}",
            aria_current="page" if look.path.startswith(f"/{name}") else None,
        )
        for name in pages
    ]
    nav = tag("nav", *links, aria_label=say("shell.nav"))
    brand = link(join((tag("b", "who"), "says")), "/", class_="brand")
    who = _signed_in(look) if look.must_sign_in else _reviewer(look)
    tools = tag("div", who, _theme(look, theme), class_="tools")
    return tag("header", brand, nav, tools, class_="top")


def _reviewer(look: Look) -> Safe:
    name = look.reviewer or say("shell.no_reviewer")
    form = tag(
        "form",
        tag("label", say("shell.reviewer_label"), for_="reviewer-name"),
        tag(
            "input", id="reviewer-name", name="name", value=look.reviewer, maxlength="80",
            autocomplete="name",
        ),
        hidden("next", look.here),
        tag("button", say("shell.save"), type="submit"),
        tag("p", say("shell.reviewer_why"), class_="dim"),
        method="post",
        action="/reviewer",
        class_="pop",
    )  # fmt: skip
    return tag(
        "details",
        tag("summary", name, aria_label=say("shell.reviewer_is", name=name)),
        form,
        id="reviewer",
        class_="menu" if look.reviewer else "menu unset",
        data_reviewer=look.reviewer,
    )


def _signed_in(look: Look) -> Safe | None:
    if not look.reviewer:
        return None
    leave = tag(
        "form", tag("button", say("login.leave"), type="submit"), method="post", action="/logout"
    )
    inside = tag("div", link(say("login.account"), "/account"), leave, class_="pop")
    words = say("shell.reviewer_is", name=look.reviewer)
    return tag(
        "details", tag("summary", look.reviewer, aria_label=words), inside, id="reviewer",
        class_="menu", data_reviewer=look.reviewer,
    )  # fmt: skip


def _theme(look: Look, theme: str) -> Safe:
    following = THEMES[(THEMES.index(theme) + 1) % len(THEMES)]
    words = say(f"shell.theme_{theme}")
    return tag(
        "form",
        hidden("next", look.here),
        hidden("theme", following),
        tag("button", words, type="submit", class_="quiet", title=say("shell.theme_title")),
        method="post",
        action="/theme",
    )


def _footer(look: Look) -> Safe:
    parts = [
        tag("span", say("shell.ledger", name=look.ledger)),
        tag("span", say("shell.version", version=__version__)),
        tag("span", say("shell.credits")),
    ]
    if look.json_url:
        parts.append(link(say("shell.json"), look.json_url))
    if look.is_open:
        parts.append(tag("strong", say("shell.open"), class_="warn"))
    return tag("footer", *parts, class_="foot")


def notice(words: object, *, kind: str = "note") -> Safe:
    """Give a boxed line: ``kind`` is note, warn or good."""
    return tag("div", words, class_=f"notice {kind}", role="status")


def heading(words: object, *beside: object) -> Safe:
    """Give a page's heading with what stands beside it."""
    return tag("div", tag("h1", words), *beside, class_="heading")
