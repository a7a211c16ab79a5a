from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from whosays.errors import ResourceError, UsageError
from whosays.resources.gazetteer import load_gazetteer
from whosays.resources.gazetteer_shelf import (
    add_gazetteer,
    find_places,
    get_gazetteer,
    list_gazetteers,
    remove_gazetteer,
)
from whosays.resources.resources import Resources
from whosays.settings import load_settings


def row(number, name, alternates, lat, lon, feature="P", code="PPL", admin2="1402"):
    cells = [number, name, name, alternates, lat, lon, feature, code, "UA", "", "05", admin2]
    cells += ["", "", "0", "", "100", "Europe/Kyiv", "2025-01-01"]
    return "\t".join(str(c) for c in cells)


DUMP = "\n".join(
    [
        row(96001, "Vymyslivka", "Вимислівка,Вымысловка", 48.7, 38.1),
        row(96002, "Kazkove", "Казкове,Сказочное", 48.72, 38.12),
        row(96003, "Vymyslenyi Raion", "Вимислений район", 48.7, 38.1, "A", "ADM2"),
        row(96004, "Mala Richka", "", 48.7, 38.1, "H", "STM"),
    ]
)


@pytest.fixture
def settings(tmp_path):
    return load_settings(environ={"WHOSAYS_HOME": str(tmp_path / "home")})


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "UA.txt"
    path.write_text(DUMP, "utf-8")
    return path


def test_an_added_dump_is_found_in_all_spellings(dump, settings):
    info = add_gazetteer(dump, Resources(), settings)
    gazetteer = load_gazetteer(Resources(), settings)

    assert info.count == 3  # a stream bears too many names of villages
    for name in ("Vymyslivka", "Vymyslovka", "Вимислівка", "Skazochnoye", "Skazochnoe"):
        assert find_places(gazetteer, name, country="UKR"), name


def test_the_shelf_lists_what_was_added_and_removes_it(dump, settings):
    add_gazetteer(dump, Resources(), settings)

    assert [i.name for i in list_gazetteers(Resources(), settings)] == ["world", "UA"]
    remove_gazetteer("UA", settings)
    assert [i.name for i in list_gazetteers(Resources(), settings)] == ["world"]


def test_removing_an_unknown_gazetteer_names_the_known(dump, settings):
    add_gazetteer(dump, Resources(), settings)

    with pytest.raises(UsageError, match=r"A418.*UA"):
        remove_gazetteer("XX", settings)


def test_codes_beside_the_dump_name_divisions_it_lacks(dump, settings):
    (dump.parent / "admin1CodesASCII.txt").write_text(
        "UA.05\tVyhadana Oblast\tVyhadana Oblast\t77\n"
    )
    add_gazetteer(dump, Resources(), settings)

    [match, *_] = load_gazetteer(Resources(), settings).find("Vyhadana Oblast")

    assert match.place.feature == "A.ADM1"


def test_a_line_of_too_few_columns_is_told_by_its_number(dump, settings):
    dump.write_text(DUMP + "\nhalf a line\tonly", "utf-8")

    with pytest.raises(ResourceError, match=r"A414.*line 5"):
        add_gazetteer(dump, Resources(), settings)
    assert len(list_gazetteers(Resources(), settings)) == 1


def test_an_archive_that_is_none_is_a_numbered_error(tmp_path, settings):
    path = tmp_path / "UA.zip"
    path.write_bytes(b"PK no archive")

    with pytest.raises(ResourceError, match="A413"):
        add_gazetteer(path, Resources(), settings)


def test_an_empty_dump_is_no_gazetteer(tmp_path, settings):
    path = tmp_path / "UA.txt"
    path.write_text("")

    with pytest.raises(ResourceError, match="A415"):
        add_gazetteer(path, Resources(), settings)


class Server:
    """A file server on this machine that can break off, and knows ranges."""

    def __init__(self, files):
        outer = self
        self.files, self.cut, self.ranges = files, None, []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                body = outer.files.get(self.path.removeprefix("/"))
                if body is None:
                    self.send_error(404)
                    return
                start = 0
                if "Range" in self.headers:
                    start = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
                    outer.ranges.append(start)
                if start > len(body) or (start and start == len(body)):
                    self.send_response(416)
                    self.send_header("Content-Range", f"bytes */{len(body)}")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(body) - start))
                self.end_headers()
                stop = len(body) if outer.cut is None or start else outer.cut
                self.wfile.write(body[start:stop])

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.http.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"

    def close(self):
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def server():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about the format\n")
        archive.writestr("UA.txt", DUMP)
    served = Server({"UA.zip": memory.getvalue()})
    yield served
    served.close()


def test_get_downloads_with_progress_and_adds(server, settings):
    seen = []

    info = get_gazetteer(
        "ua",
        Resources(),
        settings,
        base_url=server.url,
        progress=lambda n, all_: seen.append((n, all_)),
    )

    size = len(server.files["UA.zip"])
    assert info.count == 3
    assert seen[-1] == (size, size)


def test_a_broken_download_is_resumed_where_it_stopped(server, settings):
    server.cut = 100
    with pytest.raises(ResourceError, match="A416"):
        get_gazetteer("UA", Resources(), settings, base_url=server.url)

    info = get_gazetteer("UA", Resources(), settings, base_url=server.url)

    assert info.count == 3
    assert server.ranges == [100]


def test_a_download_of_another_sum_is_thrown_away(server, settings):
    with pytest.raises(ResourceError, match="A417"):
        get_gazetteer("UA", Resources(), settings, base_url=server.url, sha256="0" * 64)

    assert not list((settings.data_folder / "gazetteers").iterdir())


def test_a_sum_that_the_server_announces_is_checked(server, settings):
    body = server.files["UA.zip"]
    server.files["UA.zip.sha256"] = f"{hashlib.sha256(body).hexdigest()}  UA.zip\n".encode()

    assert get_gazetteer("UA", Resources(), settings, base_url=server.url).count == 3

    server.files["UA.zip.sha256"] = f"{'1' * 64}  UA.zip\n".encode()
    with pytest.raises(ResourceError, match="A417"):
        get_gazetteer("UA", Resources(), settings, base_url=server.url)


def test_a_country_that_the_server_lacks_is_a_numbered_error(server, settings):
    with pytest.raises(ResourceError, match="A416"):
        get_gazetteer("PL", Resources(), settings, base_url=server.url)


def test_a_word_that_is_no_country_code_is_told(settings):
    with pytest.raises(UsageError, match="A419"):
        get_gazetteer("Ukraine", Resources(), settings)
