"""More attacks: on headers, cookies, caches, spreadsheets, redirects and the reader of files."""

import re
import socket

import pytest

from whosays.errors import WebError
from whosays.exporters.write import harmless
from whosays.web import fetch as fetching
from whosays.web.pages.session import local_path

PAGES = ("/read", "/claims", "/claims.json", "/claims.csv", "/map", "/map/marks.json", "/timeline",
         "/incidents", "/series", "/sources", "/sources.csv", "/review", "/log", "/nowhere",
         "/export/figures.csv")  # fmt: skip
SPLIT = "x%0d%0aSet-Cookie:%20evil=1"


def raw_request(app, lines):
    """Send a request as it stands and give its first line."""
    with socket.create_connection(("127.0.0.1", app.port), 10) as plain:
        plain.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        return plain.recv(4096).partition(b"\r\n")[0].decode()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_kept_by_a_cache(app, path):
    assert app.get(path).headers["cache-control"] == "no-store"


def test_cookies_are_for_this_app_alone(app):
    made = [app.post("/reviewer", {"name": "Ann"}), app.post("/theme", {"theme": "dark"})]

    for answer in made:
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "domain=" not in cookie


def test_a_session_behind_tls_is_never_sent_in_the_clear(serve):
    app = serve(is_locked=True)

    assert app.guard.cookie({"scheme": "https"}, "s").endswith("; Secure")
    assert "HttpOnly; SameSite=Strict" in app.guard.cookie({"scheme": "http"}, "s")


@pytest.mark.parametrize(
    "path",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
     "/\tevil", "/%0d\r\nSet-Cookie: a=b", "javascript:alert(1)", " //evil.example", "", "evil",
     "/ok\u2028", "/\x0b/evil.example"],
)  # fmt: skip
def test_a_way_back_leads_nowhere_else(path):
    assert local_path(path) in {"/", "/ok\u2028"}


@pytest.mark.parametrize("path", [f"/report/{SPLIT}", f"/claims?text={SPLIT}", f"/{SPLIT}",
                                  f"/export/{SPLIT}.csv", f"/login?next=/{SPLIT}"])  # fmt: skip
def test_no_line_of_a_header_comes_from_an_address(serve, path):
    for app in (serve(), serve(is_locked=True)):
        answer = app.get(path)

        assert "evil" not in answer.headers.get("set-cookie", "")
        assert "\n" not in answer.headers.get("location", "")


def test_the_way_back_after_a_form_splits_no_header(app):
    answer = app.post("/theme", {"theme": "dark", "next": "/claims\r\nSet-Cookie: evil=1"})

    assert answer.headers["location"] == "/"
    assert "evil" not in answer.headers["set-cookie"]


def test_a_saved_files_name_is_ours_whatever_the_report_is_called(app, add_reading):
    with app.ledger() as ledger:
        number, _ = add_reading(ledger, "Troops shelled Siversk", "shelled",
                                name='a"; filename="evil.exe\r\nX: y\u202e.txt')  # fmt: skip

    named = app.get(f"/report/{number}/export").headers["content-disposition"]

    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9._-]+\.whosays\.html"', named)


@pytest.mark.parametrize("host", ["127.0.0.1.:{port}", "127.0.0.1:1", "127.0.0.1", "LOCALHOST.:{port}",
                                  "127.0.0.1:{port}.evil.example", "user@127.0.0.1:{port}",
                                  "0x7f000001:{port}", "2130706433:{port}", "[::ffff:7f00:1]:{port}"])  # fmt: skip
def test_other_spellings_of_this_machine_are_no_names_of_the_app(app, host):
    assert app.request("GET", "/claims", host=host.format(port=app.port)).status == 421


def test_a_second_host_is_refused(app):
    own = f"Host: 127.0.0.1:{app.port}"

    for lines in ([own, "Host: evil.example"], ["Host: evil.example", own], []):
        answer = raw_request(app, ["GET /claims HTTP/1.1", *lines])
        assert answer.split()[1] in {"400", "421"}, answer


def test_a_name_that_a_proxy_claims_changes_nothing(app):
    answer = app.get("/", X_Forwarded_Host="evil.example", X_Host="evil.example")

    assert "evil" not in answer.headers["location"]


@pytest.mark.parametrize(
    "address",
    ["::127.0.0.1", "::ffff:0:7f00:1", "64:ff9b:1::7f00:1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::",
     "fec0::1", "fe80::1%eth0", "::ffff:7f00:1%1", "192.0.0.8", "192.88.99.1", "198.18.0.1",
     "3fff::1", "2001:db8::1", "100::1", "255.255.255.255", "::", "0177.0.0.1", "0x7f.1", ""],
)  # fmt: skip
def test_an_address_is_private_whatever_it_is_wrapped_in(address):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_an_address_of_the_internet_is_public(address):
    assert fetching.is_public(address)


@pytest.mark.parametrize("url", ["http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://017700000001/",
                                 "http://\u2460\u2461\u2466.0.0.1/", "http://127.0.0.1.:80/",
                                 "http://[::ffff:127.0.0.1]:80/", "http://localhost./",
                                 "javascript:alert(1)", "data:text/html,x", "HTTP://127.1/",
                                 "http://[::1%25lo]/", "http://example.org\\@127.0.0.1/"])  # fmt: skip
def test_no_spelling_of_an_address_reaches_this_machine(url, monkeypatch):
    def get(*_):
        raise AssertionError("it was called")

    monkeypatch.setattr(fetching, "_get", get)

    with pytest.raises(WebError) as refusal:
        fetching.fetch(url)

    assert refusal.value.code in {"A903", "A904"}


def test_a_redirect_to_a_script_is_not_followed(monkeypatch):
    monkeypatch.setattr(fetching, "_get", lambda *_: "javascript:alert(1)")

    with pytest.raises(WebError, match="A903"):
        fetching.fetch("http://public.example/", resolve=lambda *_: ["93.184.216.34"])


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"), ("  =1+1", "  '=1+1"), ("\t=1", "\t'=1"), ("\n@SUM(A1)", "\n'@SUM(A1)"),
        ("\uff1d1+1", "'\uff1d1+1"), ("fire;=cmd()", "fire;'=cmd()"), ("a\n+b", "a\n'+b"),
        ("a|-b", "a|'-b"), ("plain words", "plain words"), ("over-night = a lie", "over-night = a lie"),
        ("-69.1; 30.2", "-69.1; 30.2"), ("-5", "-5"), ("-5+cmd()", "'-5+cmd()"),
    ],
)  # fmt: skip
def test_a_spreadsheet_finds_no_formula(words, cell):
    assert harmless(words) == cell


@pytest.mark.parametrize("path", ["/claims.csv", "/export/claims.csv", "/export/evidence.csv",
                                  "/sources.csv"])  # fmt: skip
def test_no_cell_of_a_saved_table_begins_as_a_formula(app, add_reading, path):
    with app.ledger() as ledger:
        add_reading(ledger, "x;=cmd() shelled =1+1 Siversk", "shelled", publisher="\uff1dcmd()",
                    title="@SUM(1)", name="-2+3.txt")  # fmt: skip

    table = app.get(path).text

    assert not re.search(r'(?:^|[,;\n"])\s*[=@\uff1d]', table)


def test_an_address_of_a_script_in_a_report_is_no_link(app, add_reading):
    with app.ledger() as ledger:
        number, claim = add_reading(ledger, "Troops shelled Siversk", "shelled",
                                    name="javascript:alert(1)", title="javascript:alert(2)")  # fmt: skip

    for path in (f"/report/{number}", f"/claim/{claim}", "/claims", "/read", "/log", "/review"):
        assert not re.search(r'(?:href|src|action)="\s*(?:javascript|data|vbscript):',
                             app.get(path).text, re.IGNORECASE)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw"),
    [("bomb.zip", b"PK\x03\x04" + b"\x00" * 4000), ("bomb.gz", b"\x1f\x8b\x08" + b"\x00" * 4000),
     ("bomb.docx", b"PK\x03\x04\x14\x00word/document.xml" + b"\x00" * 4000),
     ("bomb.txt", b"BZh91AY&SY" + b"\x00" * 4000)],
)  # fmt: skip
def test_an_archive_is_told_by_its_bytes_and_never_unpacked(app, name, raw):
    [item] = app.wait(app.upload({}, [(name, raw)]).headers["location"])

    assert item["state"] == "failed"
    assert "A10" in item["problem"]


def test_entities_of_a_page_are_not_unfolded(app):
    page = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><p>Russian troops shelled Siversk '
        b"on 3 May 2023, the police said. &b;&b;&f;</p></body></html>"
    )
    [item] = app.wait(app.upload({}, [("x.html", page)]).headers["location"])

    text = app.get(f"{item['link']}/raw").text + app.get(f"{item['link']}.json").text

    assert item["state"] == "done"
    assert "root:" not in text
    assert "aaaaaaaaaaaaaaaaaaaa" not in text


@pytest.mark.parametrize("path", ["/read", "/reviewer", "/read/sample", "/login"])
def test_a_body_that_is_no_form_is_refused_or_empty(app, path):
    deep = b"[" * 100_000
    headers = {"Content-Type": "application/json", "Origin": app.url}

    assert app.request("POST", path, deep[:30_000], headers).status in {303, 400, 403, 404, 413}


def test_a_form_open_to_everyone_is_small(serve):
    app = serve(is_locked=True)

    answer = app.request("POST", "/login", b"a&" * 40_000,
                         {"Content-Type": "application/x-www-form-urlencoded", "Origin": app.url})  # fmt: skip

    assert answer.status == 413


@pytest.mark.parametrize("value", ["99999999999999999999", "-1", "nan", "1e400", "%00", "%ED%A0%80",
                                   "0001-01-01", "9999-12-31", "9999-12", "%D9%A3"])  # fmt: skip
@pytest.mark.parametrize("name", ["page", "document", "since", "month", "from", "at_lat", "south",
                                  "text", "incident"])  # fmt: skip
def test_no_value_of_an_address_breaks_a_page(app, name, value):
    for path in ("/claims", "/timeline", "/map/at", "/map/towns.json", "/incidents", "/log"):
        assert app.get(f"{path}?{name}={value}").status < 500, path
