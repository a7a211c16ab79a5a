"""Session: theme, reviewer's name, and the token where the app asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from whosays.web.html import tag
from whosays.web.shell import THEMES, heading, notice
from whosays.web.state import REVIEWER, THEME, render
from whosays.web.texts import say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_YEAR_S = 365 * 24 * 3600
_MAX_NAME = 80


def routes() -> list[Route]:
    """Give the routes."""
    from starlette.routing import Route

    return [
        Route("/theme", set_theme, methods=["POST"]),
        Route("/reviewer", set_reviewer, methods=["POST"]),
        Route("/login", login, methods=["GET", "POST"]),
    ]


async def set_theme(request: Request) -> Response:
    """Keep the theme in a cookie and go back."""
    form = await request.form()
    theme = str(form.get("theme", "auto"))
    answer = _back(str(form.get("next", "/")))
    answer.set_cookie(
        THEME, theme if theme in THEMES else "auto", max_age=_YEAR_S, httponly=True,
        samesite="strict",
    )  # fmt: skip
    return answer


async def set_reviewer(request: Request) -> Response:
    """Keep the reviewer's name in a cookie and go back."""
    form = await request.form()
    name = " ".join(str(form.get("name", "")).split())[:_MAX_NAME]
    answer = _back(str(form.get("next", "/")))
    answer.set_cookie(REVIEWER, quote(name), max_age=_YEAR_S, httponly=True, samesite="strict")
    return answer


async def login(request: Request) -> Response:
    """Take the token of this run for a session of a new name."""
    guard = request.app.state.guard
    problem = None
    if request.method == "POST":
        form = await request.form()
        if guard.is_token(str(form.get("token", "")).strip()):
            answer = _back("/")
            answer.headers.append("set-cookie", guard.cookie(guard.new_session()))
            return answer
        problem = notice(say("login.wrong"), kind="warn")
    form_ = tag(
        "form",
        tag("label", say("login.token"), for_="token"),
        tag("input", id="token", name="token", type="password", autocomplete="off"),
        tag("button", say("login.enter"), type="submit", class_="primary"),
        method="post",
        action="/login",
        class_="narrow",
    )
    body = (heading(say("login.title")), problem or tag("p", say("login.words")), form_)
    return render(request, say("login.title"), *body, status=403 if problem else 200)


def local_path(path: str) -> str:
    """Give ``path`` if it is one of this app, else the start page."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_own and all(ord(c) > 32 and c != "\\" for c in path) else "/"


def _back(path: str) -> Response:
    from starlette.responses import RedirectResponse

    return RedirectResponse(local_path(path), status_code=303)
