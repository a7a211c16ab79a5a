"""State: what the pages of one running app share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from whosays.resources.resources import Resources
from whosays.web.guard import USER
from whosays.web.shell import Look, page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from whosays.ledger.ledger import Ledger
    from whosays.settings import Settings
    from whosays.web.accounts import Accounts
    from whosays.web.html import Safe
    from whosays.web.jobs import Jobs
    from whosays.web.keeper import Keeper
    from whosays.web.options import WebOptions

REVIEWER = "whosays_reviewer"
THEME = "whosays_theme"
_MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class State:
    """Ledger, queue and settings of a running app; ``is_read_only`` forbids decisions."""

    settings: Settings
    options: WebOptions
    ledger: Ledger
    jobs: Jobs
    accounts: Accounts
    keeper: Keeper
    is_read_only: bool = False

    @property
    def forms(self) -> dict[str, Any]:
        """The verb forms of claim sentences."""
        return sentence_forms()


@lru_cache(maxsize=1)
def sentence_forms() -> dict[str, Any]:
    """Read data/en/sentences.toml once."""
    return Resources().table("en/sentences.toml")


def state_of(request: Request) -> State:
    """Give the app's state."""
    found: State = request.app.state.whosays
    return found


def accounts_of(request: Request) -> Accounts:
    """Give the app's accounts."""
    return state_of(request).accounts


def signed_in_as(request: Request) -> str:
    """Give who is signed in, "" for nobody, and where nobody must be."""
    return str(request.scope.get(USER, ""))


def reviewer_of(request: Request) -> str:
    """Give the name that decisions stand under: who signed in, or the name this browser gave."""
    if USER in request.scope:
        return signed_in_as(request)
    return unquote(request.cookies.get(REVIEWER, ""))[:_MAX_NAME].strip()


def render(
    request: Request,
    title: str,
    *body: object,
    status: int = 200,
    json_url: str | None = None,
    head: Safe | None = None,
) -> HTMLResponse:
    """Give a page inside the app's frame; ``json_url`` is where its data is to be had, ``head``
    what its head holds besides.
    """
    from starlette.responses import HTMLResponse

    state = state_of(request)
    must_sign_in = USER in request.scope
    look = Look(
        theme=request.cookies.get(THEME, "auto"),
        reviewer=reviewer_of(request),
        path=request.url.path,
        query=request.url.query,
        json_url=json_url,
        ledger=str(state.ledger.path.name),
        is_open=not state.options.is_loopback,
        must_sign_in=must_sign_in,
        # A ledger that nobody can sign in to is looked at under no name.
        is_inside=not must_sign_in or bool(signed_in_as(request)) or state.accounts.takes_token,
        head=head,
    )
    found: Safe = page(look, title, *body)
    return HTMLResponse(found, status_code=status)
