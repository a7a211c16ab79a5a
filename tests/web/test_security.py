"""Hostile reports, hostile sites, hostile addresses: none of them gets what it wants."""

import json
import re

import pytest

from whosays.errors import WebError
from whosays.web import fetch as fetching
from whosays.web.html import esc, tag, visible

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
