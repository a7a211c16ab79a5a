"""Accounts, sessions and their end: nobody comes in with another's, or by trying."""

from urllib.parse import urlencode

import pytest

from whosays.web.options import WebOptions
from whosays.web.pages.session import local_path
from whosays.web.sessions import FREE_TRIES, Tries

ANN = {"name": "Ann Example", "password": "four plain words here"}


def join(app, who=ANN, **headers):
    """Make an account by the link of the run; give the answer and the session's cookie."""
    form = {**who, "again": who["password"], "token": app.options.token}
    answer = app.post("/join", form, **headers)
    return answer, answer.headers.get("set-cookie", "").partition(";")[0]


def test_a_shared_app_shows_nothing_before_one_signs_in(serve):
    app = serve(is_locked=True)

    for path in ("/claims.json", "/report/1.json", "/claims.csv", "/"):
        assert app.get(path).headers["location"] == "/login"
    assert app.get("/log?people=1").headers["location"] == "/login?next=/log%3Fpeople%3D1"
    assert app.get(f"/claims?token={app.options.token}").status == 303
    assert app.post("/claim/c1/accept").headers["location"] == "/login"
    for path in ("/login", "/join"):
        page = app.get(path).text
        assert 'href="/claims"' not in page
        assert app.options.token not in page


def test_an_account_is_made_with_the_token_alone_and_its_password_is_kept_as_a_hash(serve):
    app = serve(is_locked=True)
    form = {**ANN, "again": ANN["password"]}

    assert app.post("/join", {**form, "token": "wrong"}).status == 403
    assert app.post("/join", {**form, "token": app.options.token, "again": "other"}).status == 400
    short = {"name": "Ann", "password": "short"}
    assert join(app, short)[0].status == 400
    answer, mine = join(app)

    assert answer.status == 303
    assert app.get("/claims", Cookie=mine).status == 200
    assert join(app)[0].status == 400  # the name is taken
    with app.ledger() as ledger:
        assert [r.name for r in ledger.reviewers.all()] == ["Ann Example"]
    for part in app.settings.ledger_path.parent.iterdir():
        assert ANN["password"].encode() not in part.read_bytes()


def test_one_signs_in_decides_under_that_name_alone_and_signs_out(serve, add_reading):
    app = serve(is_locked=True)
    with app.ledger() as ledger:
        _, claim = add_reading(ledger, "Troops shelled Siversk", "shelled")
        ledger.reviewers.add(**ANN)

    answer = app.post("/login", {**ANN, "name": "ann example", "next": "/log"})
    mine = answer.headers["set-cookie"].partition(";")[0]
    app.post(f"/claim/{claim}/accept", Cookie=f"{mine}; whosays_reviewer=Eve")

    assert answer.headers["location"] == "/log"
    with app.ledger() as ledger:
        assert [d.by for d in ledger.review.history(claim)] == ["Ann Example"]
    assert ">Eve<" not in app.get("/claims", Cookie=f"{mine}; whosays_reviewer=Eve").text
    gone = app.post("/logout", Cookie=mine)
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert app.get("/claims", Cookie=mine).status == 303


def test_a_session_brought_along_is_never_taken_over(serve):
    app = serve(is_locked=True)
    planted = "whosays_session=planted-by-eve"

    answer, first = join(app, Cookie=planted)
    second = app.post("/login", ANN, Cookie=first).headers["set-cookie"].partition(";")[0]

    assert len({planted, first, second}) == 3
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Strict" in answer.headers["set-cookie"]
    assert app.get("/claims", Cookie=second).status == 200
    for old in (planted, first):  # the one that signed in anew is over, too
        assert app.get("/claims", Cookie=old).status == 303


@pytest.mark.parametrize("limit", ["session_s", "idle_s"])
def test_a_session_ends(serve, limit):
    app = serve(is_locked=True, **{limit: -1})

    _, mine = join(app)

    assert app.get("/claims", Cookie=mine).status == 303


def test_wrong_passwords_make_the_next_try_wait(serve):
    app = serve(is_locked=True)
    join(app)

    app.guard._accounts.tries._now = lambda: 1000.0  # the tries may take longer than the wait
    answers = [app.post("/login", {**ANN, "password": f"guess {n}"}) for n in range(FREE_TRIES)]
    late = app.post("/login", ANN)

    assert {a.status for a in answers} == {403}
    assert len({a.text for a in answers}) == 1
    assert late.status == 429
    assert int(late.headers["retry-after"]) >= 1
    assert "set-cookie" not in late.headers


def test_waits_double_and_are_forgotten():
    at = [0.0]
    tries = Tries(lambda: at[0])
    waits = []
    for _ in range(FREE_TRIES + 3):
        waits.append(tries.wait_s("name ann"))
        tries.wrong("name ann")
    assert waits == [0] * FREE_TRIES + [1, 2, 4]

    assert tries.wait_s("name bohdan", "address x") == 0
    at[0] += 3600
    assert tries.wait_s("name ann") <= 0


def test_another_password_ends_the_other_sessions_and_a_removed_reviewer_is_out(serve):
    app = serve(is_locked=True)
    _, mine = join(app)
    other = app.post("/login", ANN).headers["set-cookie"].partition(";")[0]
    form = {"old": ANN["password"], "password": "another long one", "again": "another long one"}

    assert app.post("/account", {**form, "old": "wrong"}, Cookie=mine).status == 403
    assert app.post("/account", form, Cookie=mine).status == 200

    assert app.get("/claims", Cookie=mine).status == 200
    assert app.get("/claims", Cookie=other).status == 303
    with app.ledger() as ledger:
        ledger.reviewers.remove("Ann Example")
    app.guard._accounts._asked_at = None
    assert app.get("/claims", Cookie=mine).status == 303


def test_an_app_that_others_can_reach_or_a_ledger_with_reviewers_wants_a_sign_in(app):
    assert WebOptions(host="0.0.0.0").is_shared
    assert not WebOptions().is_shared
    assert "token=" in WebOptions(host="0.0.0.0").join_url
    assert app.get("/claims").status == 200
    with app.ledger() as ledger:
        ledger.reviewers.add(**ANN)
    app.guard._accounts._asked_at = None

    assert app.get("/claims.json").headers["location"] == "/login"


def test_behind_a_proxy_the_name_and_https_are_the_proxys(serve):
    app = serve(is_locked=True, hosts=("claims.example.org",))
    form = {**ANN, "again": ANN["password"], "token": app.options.token}
    body = urlencode(form).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-Proto": "https",
               "Origin": "https://claims.example.org"}  # fmt: skip

    answer = app.request("POST", "/join", body, headers, host="claims.example.org")

    assert answer.status == 303
    assert "; Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/claims?x=1", "/claims?x=1"), ("//evil.example", "/"), ("https://evil.example", "/"),
     ("/\\evil.example", "/"), ("/a\r\nSet-Cookie: x", "/"), ("javascript:alert(1)", "/")],
)  # fmt: skip
def test_the_way_back_stays_in_the_app(path, expected):
    assert local_path(path) == expected
