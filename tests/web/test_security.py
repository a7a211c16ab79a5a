"""Hostile reports, hostile sites, hostile addresses: none of them gets what it wants."""

import json
import re
from urllib.parse import urlencode

import pytest

from whosays.errors import WebError
from whosays.web import fetch as fetching
from whosays.web.html import esc, tag, visible
from whosays.web.options import WebOptions
from whosays.web.pages.session import local_path
from whosays.web.sessions import FREE_TRIES, Tries

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'


def test_every_answer_carries_the_strict_headers(app):
    for path in ("/read", "/claims", "/claims.json", "/nowhere", "/static/app.js"):
        answer = app.get(path)

        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_script_in_text_title_publisher_and_place_is_only_text(app, add_reading):
    with app.ledger() as ledger:
        number, claim = add_reading(
            ledger, f"{SCRIPT} they shelled {IMAGE} Siversk", "shelled", place=IMAGE,
            title=SCRIPT, publisher=IMAGE, name="<b>x.txt",
        )  # fmt: skip

    paths = (
        f"/report/{number}", f"/claim/{claim}", "/claims", "/claims?text=shelled", "/review",
        "/log", "/read", f"/claims?place={IMAGE}", f"/claims?text={SCRIPT}",
        f"/report/{number}/export",
    )  # fmt: skip
    for path in paths:
        answer = app.get(path.replace('"', "%22").replace(" ", "%20").replace("<", "%3C"))

        assert answer.status == 200, path
        own = re.sub(
            r"(?s)<script>\(?// Ties.*?</script>|<script src=.*?></script>", "", answer.text
        )
        assert "<script>" not in own, path
        assert "<img" not in own, path
        assert "<b>x" not in own, path


def test_a_script_in_the_reviewers_name_is_only_text(app, add_reading):
    with app.ledger() as ledger:
        _, claim = add_reading(ledger, "Troops shelled Siversk", "shelled")
    cookie = app.post("/reviewer", {"name": SCRIPT, "next": "/claims"}).headers["set-cookie"]
    mine = cookie.partition(";")[0]

    done = app.post(f"/claim/{claim}/accept", {"reason": IMAGE}, Cookie=mine)

    assert done.status == 303
    for path in (f"/claim/{claim}", "/log", "/claims"):
        page = app.get(path, Cookie=mine).text
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in app.get("/log").text


def test_signs_that_turn_text_around_are_shown_and_not_obeyed(app, add_reading):
    with app.ledger() as ledger:
        number, _ = add_reading(ledger, "They shelled \u202etxt.exe\u202c Siversk", "shelled")

    page = app.get(f"/report/{number}").text

    assert "\u202e" not in page
    assert "U+202E" in page


def test_the_raw_source_is_never_run(app, add_reading):
    with app.ledger() as ledger:
        number, _ = add_reading(ledger, f"{SCRIPT} shelled Siversk", "shelled")

    answer = app.get(f"/report/{number}/raw")

    assert answer.headers["content-type"].startswith("text/plain")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.text.startswith(SCRIPT)


def test_a_name_rebound_to_this_machine_is_refused(app):
    assert app.request("GET", "/claims", host="evil.example").status == 421
    assert app.request("GET", "/claims", host=f"evil.example:{app.port}").status == 421
    assert app.request("GET", "/claims", host=f"localhost:{app.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_a_post_of_another_site_is_refused(app, add_reading, headers):
    with app.ledger() as ledger:
        _, claim = add_reading(ledger, "Troops shelled Siversk", "shelled")

    answer = app.post(f"/claim/{claim}/reject", Cookie="whosays_reviewer=Eve", **headers)

    assert answer.status == 403
    with app.ledger() as ledger:
        assert ledger.review.history(claim) == ()


def test_a_decision_cannot_be_made_by_a_link(app, add_reading):
    with app.ledger() as ledger:
        _, claim = add_reading(ledger, "Troops shelled Siversk", "shelled")

    assert app.get(f"/claim/{claim}/reject", Cookie="whosays_reviewer=Eve").status in {404, 405}


def test_no_websocket_is_opened(app):
    answer = app.get(
        "/claims", Connection="Upgrade", Upgrade="websocket", Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==", Origin="https://evil.example",
    )  # fmt: skip

    assert answer.status != 101


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static/lib/leaflet/..%2f..%2fleaflet.py",
        "/report/..%2f..%2fetc%2fpasswd",
        "/report/u..%2fledger.sqlite/raw",
        "/jobs/..%2f..%2fetc",
    ],
)
def test_no_path_leads_out_of_the_app(app, path):
    answer = app.get(path)

    assert answer.status == 404, answer.text[:200]
    assert "import annotations" not in answer.text
    assert "root:" not in answer.text


def test_an_uploads_name_is_no_path(app):
    answer = app.upload({}, [("../../../evil.txt", b"Russian troops shelled Siversk.")])

    job = app.guard._app.state.whosays.jobs.job(answer.headers["location"].rpartition("/")[2])
    assert [i.name for i in job.items] == ["evil.txt"]


def test_an_oversized_upload_is_refused(serve):
    app = serve(max_upload=1 << 20)

    answer = app.upload({"text": "x" * (1 << 21)})

    assert answer.status == 413
    assert "A905" in answer.text


def test_an_oversized_upload_without_a_length_is_refused(serve):
    app = serve(max_upload=1 << 20)
    body = (b"x" * 65536 for _ in range(40))
    headers = {"Content-Type": "multipart/form-data; boundary=e", "Origin": app.url,
               "Transfer-Encoding": "chunked"}  # fmt: skip

    try:
        answer = app.request("POST", "/read", body, headers)
    except (BrokenPipeError, ConnectionResetError):
        return  # the server hung up before all was sent

    assert answer.status in {400, 413}


def test_other_forms_are_small(app):
    assert app.post("/reviewer", {"name": "x" * (2 << 20)}).status == 413


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/",
        "http://2130706433/", "http://127.1/", "http://0x7f000001/", "http://10.0.0.1/",
        "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/", "http://224.0.0.1/", "http://[fe80::1]/", "http://[fc00::1]/",
        "http://[ff02::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "file:///etc/passwd", "ftp://example.org/", "gopher://x/",
        "http://user:secret@example.org/", "http://example.org:22/", "http://example.org:6379/",
        "http://exa\r\nmple.org/", "//example.org/", "http:///x",
    ],
)  # fmt: skip
def test_an_address_inside_the_network_is_not_fetched(url):
    with pytest.raises(WebError) as refusal:
        fetching.fetch(url)

    assert refusal.value.code in {"A903", "A904"}
    assert refusal.value.code == "A903" or "address" in str(refusal.value)


def test_a_name_with_one_private_address_is_not_fetched():
    with pytest.raises(WebError) as refusal:
        fetching.fetch("http://rebind.example/", resolve=lambda *_: ["93.184.216.34", "127.0.0.1"])

    assert refusal.value.code == "A903"


def test_a_redirect_into_the_network_is_not_followed(monkeypatch):
    asked = []

    def get(_parts, _port, address, _deadline):
        asked.append(address)
        return "http://127.0.0.1:80/admin"

    monkeypatch.setattr(fetching, "_get", get)
    answers = {"public.example": ["93.184.216.34"], "127.0.0.1": ["127.0.0.1"]}

    with pytest.raises(WebError) as refusal:
        fetching.fetch("http://public.example/", resolve=lambda host, _: answers[host])

    assert refusal.value.code == "A903"
    assert asked == ["93.184.216.34"]


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch):
    called = []

    def connect(address, _timeout):
        called.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(fetching.socket, "create_connection", connect)

    with pytest.raises(WebError) as refusal:
        fetching.fetch("http://public.example/", resolve=lambda *_: ["93.184.216.34"])

    assert refusal.value.code == "A904"
    assert called == [("93.184.216.34", 80)]


def test_an_address_handed_in_goes_the_same_way(app):
    answer = app.upload({"url": "http://169.254.169.254/latest/meta-data/"})

    [item] = app.wait(answer.headers["location"])
    assert item["state"] == "failed"
    assert "A903" in item["problem"]


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


def test_a_saved_file_asks_for_nothing(app, add_reading):
    with app.ledger() as ledger:
        number, _ = add_reading(ledger, f"{SCRIPT} shelled Siversk", "shelled", name="a/../b<.txt")

    answer = app.get(f"/report/{number}/export")

    assert not re.search(r"""(src|href)=["'](https?:)?//""", answer.text)
    assert 'href="/' not in answer.text.partition("<script>")[0].replace('href="/report', "")
    assert re.search(r'filename="[A-Za-z0-9._-]+"', answer.headers["content-disposition"])


def test_a_spreadsheet_takes_no_words_for_a_formula(app, add_reading):
    with app.ledger() as ledger:
        add_reading(ledger, "=HYPERLINK(1) shelled Siversk", "shelled", publisher="=cmd()")

    assert "\n=" not in app.get("/claims.csv").text
    assert ",=cmd" not in app.get("/claims.csv").text


def test_errors_in_json_are_json(app):
    answer = app.get("/claims.json?type=nonsense")

    assert answer.status == 400
    assert json.loads(answer.body)["error"].startswith("A909")


def test_escaping_shows_control_signs():
    assert visible("a\x00b\u2066") == "a\u27e8U+0000\u27e9b\u27e8U+2066\u27e9"
    assert tag("a", "<b>", href='"x') == '<a href="&quot;x">&lt;b&gt;</a>'
    assert esc("\ud83d") == "?"


def test_every_hostile_sign_takes_the_careful_way():
    from whosays.web.html import _HOSTILE

    signs = [chr(n) for n in range(0x10000) if _HOSTILE.match(chr(n))]

    assert len(signs) > 70
    assert not any(s.isprintable() for s in signs)
    assert all(s not in esc(f"a{s}b") for s in signs)
