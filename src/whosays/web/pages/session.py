"""Session: theme and reviewer's name; signing in and out, accounts and passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from whosays.errors import WebError, WhosaysError
from whosays.web.guard import session_of
from whosays.web.html import Safe, hidden, link, tag
from whosays.web.shell import THEMES, heading, notice
from whosays.web.state import REVIEWER, THEME, accounts_of, render, signed_in_as
from whosays.web.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable

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
        Route("/login", login_page, methods=["GET"]),
        Route("/login", login, methods=["POST"]),
        Route("/logout", logout, methods=["POST"]),
        Route("/join", join_page, methods=["GET"]),
        Route("/join", join, methods=["POST"]),
        Route("/account", account_page, methods=["GET"]),
        Route("/account", change_password, methods=["POST"]),
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
    """Keep the reviewer's name in a cookie and go back; who signed in has a name already."""
    form = await request.form()
    name = " ".join(str(form.get("name", "")).split())[:_MAX_NAME]
    answer = _back(str(form.get("next", "/")))
    if not accounts_of(request).must_sign_in:
        answer.set_cookie(REVIEWER, quote(name), max_age=_YEAR_S, httponly=True, samesite="strict")
    return answer


def login_page(request: Request) -> Response:
    """Ask for name and password."""
    if not accounts_of(request).must_sign_in or signed_in_as(request):
        return _back(request.query_params.get("next", "/"))
    return _login_form(request, None, next_=request.query_params.get("next", "/"))


async def login(request: Request) -> Response:
    """Sign in under a session of a new name."""
    form = await request.form()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    next_ = str(form.get("next", "/"))
    accounts, address = accounts_of(request), request.client.host if request.client else ""
    return await _signing(
        request,
        lambda old: accounts.sign_in(name, password, address, old=old),
        lambda problem: _login_form(request, problem, next_=next_, name=name),
        next_,
    )


async def logout(request: Request) -> Response:
    """End the session, here and in the browser."""
    accounts_of(request).sessions.end(session_of(dict(request.headers)))
    answer = _back("/login")
    _set_session(request, answer, "")
    return answer


def join_page(request: Request) -> Response:
    """Let who holds the token make an account."""
    if not accounts_of(request).must_sign_in:
        return _back("/")
    return _join_form(request, None, request.query_params.get("token", ""))


async def join(request: Request) -> Response:
    """Make an account and sign in."""
    form = await request.form()
    token, name = str(form.get("token", "")), str(form.get("name", ""))
    password = str(form.get("password", ""))
    accounts, guard = accounts_of(request), request.app.state.guard
    both = (password, str(form.get("again", "")))

    def made(old: str) -> str:
        if not guard.is_token(token.strip()):
            raise WebError("A910")
        problem = accounts.problem_of(name, both)
        if problem is not None:
            raise problem
        return accounts.join(name, password, old=old)

    return await _signing(
        request, made, lambda problem: _join_form(request, problem, token, name=name), "/"
    )


def account_page(request: Request) -> Response:
    """Show who is signed in, and what changes the password."""
    if not signed_in_as(request):
        return _back("/login")
    return _account_form(request, None)


async def change_password(request: Request) -> Response:
    """Set another password; sessions elsewhere end."""
    from starlette.concurrency import run_in_threadpool

    user, accounts = signed_in_as(request), accounts_of(request)
    if not user:
        return _back("/login")
    form = await request.form()
    old, new, again = (str(form.get(k, "")) for k in ("old", "password", "again"))
    session = session_of(dict(request.headers))
    try:
        problem = accounts.problem_of(user, (new, again))
        if problem is not None:
            raise problem
        await run_in_threadpool(accounts.change_password, user, old, new, session=session)
    except WhosaysError as error:
        return _account_form(request, error)
    return _account_form(request, None, is_done=True)


def local_path(path: str) -> str:
    """Give ``path`` if it is one of this app, else the start page."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_own and all(ord(c) > 32 and c != "\\" for c in path) else "/"


async def _signing(
    request: Request,
    sign: Callable[[str], str],
    refused: Callable[[WhosaysError], Response],
    next_: str,
) -> Response:
    """Sign in as ``sign`` does, given the session that the browser brought along."""
    from starlette.concurrency import run_in_threadpool

    try:
        session = await run_in_threadpool(sign, session_of(dict(request.headers)))
    except WhosaysError as error:
        return refused(error)
    answer = _back(next_)
    _set_session(request, answer, session)
    return answer


def _set_session(request: Request, answer: Response, session: str) -> None:
    cookie = request.app.state.guard.cookie(request.scope, session)
    answer.headers.append("set-cookie", cookie)


def _login_form(
    request: Request, problem: WhosaysError | None, *, next_: str, name: str = ""
) -> Response:
    form = tag(
        "form",
        hidden("next", local_path(next_)),
        _field("name", name, autocomplete="username", autofocus=not name),
        _field("password", kind="password", autocomplete="current-password", autofocus=bool(name)),
        tag("button", say("login.enter"), type="submit", class_="primary"),
        method="post",
        action="/login",
        class_="narrow",
    )
    accounts = accounts_of(request)
    words = say("login.words" if accounts.names() else "login.first")
    if accounts.takes_token:
        words = say("login.read_only")
    body = (heading(say("login.title")), _problem(problem) or tag("p", words), form,
            tag("p", say("login.no_account"), class_="dim"))  # fmt: skip
    answer = render(request, say("login.title"), *body, status=_status(problem))
    if problem is not None and problem.code == "A912":
        answer.headers["retry-after"] = str(problem.values["seconds"])
    return answer


def _join_form(
    request: Request, problem: WhosaysError | None, token: str, *, name: str = ""
) -> Response:
    form = tag(
        "form",
        hidden("token", token) if token else _field("token"),
        _field("name", name, autocomplete="username", autofocus=True),
        _field("password", kind="password", autocomplete="new-password"),
        _field("again", kind="password", autocomplete="new-password"),
        tag("button", say("login.join"), type="submit", class_="primary"),
        method="post",
        action="/join",
        class_="narrow",
    )
    words = tag("p", say("login.join_words"))
    signed = tag("p", link(say("login.have_account"), "/login"), class_="dim")
    body = (heading(say("login.join_title")), _problem(problem) or words, form, signed)
    return render(request, say("login.join_title"), *body, status=_status(problem))


def _account_form(
    request: Request, problem: WhosaysError | None, *, is_done: bool = False
) -> Response:
    form = tag(
        "form",
        tag("h2", say("login.change")),
        _field("old", kind="password", autocomplete="current-password"),
        _field("password", kind="password", label="login.new", autocomplete="new-password"),
        _field("again", kind="password", autocomplete="new-password"),
        tag("button", say("login.set"), type="submit", class_="primary"),
        method="post",
        action="/account",
        class_="narrow",
    )
    done = notice(say("login.changed"), kind="good") if is_done else None
    who = tag("p", say("login.signed_in_as", name=signed_in_as(request)))
    body = (heading(say("login.account")), _problem(problem), done, who, form)
    return render(request, say("login.account"), *body, status=_status(problem))


def _field(
    name: str, value: str = "", *, kind: str = "text", label: str = "", **more: object
) -> Safe:
    control = tag(
        "input", id=f"login-{name}", name=name, type=kind, required=True, maxlength="200",
        value=value or None, **more,
    )  # fmt: skip
    words = tag("label", say(label or f"login.{name}"), for_=f"login-{name}")
    return tag("div", words, control, class_="field")


def _problem(problem: WhosaysError | None) -> Safe | None:
    return None if problem is None else notice(str(problem), kind="warn")


def _status(problem: WhosaysError | None) -> int:
    if problem is None:
        return 200
    return {"A911": 403, "A910": 403, "A912": 429}.get(problem.code, 400)


def _back(path: str) -> Response:
    from starlette.responses import RedirectResponse

    return RedirectResponse(local_path(path), status_code=303)
