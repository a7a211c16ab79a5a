"""What is refused, and what a document is called."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whosays.errors import InputError, WhosaysError
from whosays.readers.read import read_bytes, read_text
from whosays.schema.document import Given


def _zip(name):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"", "A102", "empty"),
        (b" \r\n\t \n", "A102", "empty"),
        (b"\xef\xbb\xbf\r\n", "A102", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "A103", "a PDF document"),
        (_zip("word/document.xml"), "A103", "a Word document"),
        (_zip("report.txt"), "A103", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "A103", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "A103", "a JPEG image"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "A103", "an ELF program"),
        (b"\x1f\x8b\x08" + bytes(range(64)), "A103", "a gzip archive"),
        (b"{\\rtf1 text}", "A103", "an RTF document"),
        (bytes(range(256)) * 4, "A103", "binary data"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>', "A103", "feed"),
        (b'{"version": 1, "document": {"id": "report.txt"}}', "A103", "JSON data"),
        (b'[{"a": 1}]', "A103", "JSON data"),
        (b"<html><head><title>x</title></head><body><script>1</script></body></html>", "A107", ""),
    ],
)
def test_what_is_no_report_is_refused_with_its_number(raw, code, words):
    with pytest.raises(InputError) as caught:
        read_bytes(raw, source="folder/file.bin")

    assert caught.value.code == code
    assert words in caught.value.message


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(InputError) as caught:
        read_bytes(b"x" * 2_000_000, source="big.txt", max_bytes=1_048_576)

    assert caught.value.code == "A106"
    assert "1.9 MiB; the limit is 1 MiB" in caught.value.message


def test_a_lone_surrogate_is_refused():
    with pytest.raises(InputError) as caught:
        read_text("Half an emoji: \ud83d.", source="x.txt")

    assert caught.value.code == "A111"


MHTML = b"""From: <Saved by a browser>\r
Subject: =?utf-8?Q?Izmail?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="--B"\r
\r
----B\r
Content-Type: text/html; charset="utf-8"\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><body><h1>Drones hit the port of Izmail</h1><p>Two berths of the river=\r
 port were hit on Monday night, the governor=E2=80=99s office said, and three=\r
 people were wounded.</p></body></html>\r
----B--\r
"""


def test_a_page_saved_as_one_file_is_unwrapped():
    document = read_bytes(MHTML, source="izmail.mhtml")

    assert document.meta.media_type == "message/rfc822"
    assert "the governor’s office said" in document.text
    assert document.segments[0].span.of(document.text) == "Drones hit the port of Izmail"
    assert all(segment.origin is None for segment in document.segments)


def test_a_text_with_lines_like_headers_is_no_message():
    text = "From: the front\nTo: the rear\n\nThe enemy fled from two villages near the river."

    assert read_text(text, source="x.txt").meta.media_type == "text/plain"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("reports/one.txt", "one.txt"),
        ("C:\\reports\\one.txt", "one.txt"),
        ("https://news.example/2022/07/a-strike.html?x=1", "a-strike.html"),
        ("https://news.example/", "news.example"),
        ("-", "-"),
    ],
)
def test_the_id_is_the_name_as_given(source, name):
    assert read_text("A report.", source=source).id == name


def test_the_callers_name_outweighs_the_files():
    assert read_text("A report.", source="a.txt", given=Given(name="n")).id == "n"


def test_text_and_its_bytes_give_the_same_document():
    text = "Title line\n\nA paragraph with “quotes” and 😀."

    assert read_text(text, source="a.txt") == read_bytes(text.encode(), source="a.txt")


def test_high_bytes_of_no_encoding_are_read_with_a_problem():
    raw = bytes(128 + (i * i * 7 + i) % 128 for i in range(4000))

    document = read_bytes(raw, source="x.bin")

    assert document == read_bytes(raw, source="x.bin")


UNICODE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\r\n\t •▪-–—|()[]/.:!?\u0301\u200d\ufe0f\u202e\u05d0\u0627😀🇺🇦АbЇ9"),
    ),
    max_size=400,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(UNICODE)
def test_segments_quote_the_text_in_order_for_any_unicode(text):
    try:
        document = read_text(text, source="any.txt")
    except InputError:
        return

    last = 0
    for segment in document.segments:
        words = segment.span.of(document.text)
        assert segment.span.start >= last
        assert len(words) == segment.span.length()
        assert words.strip()
        last = segment.span.end
    if document.meta.media_type == "text/plain":
        assert document.text == text.removeprefix("\ufeff")


@settings(deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=600), UNICODE.map(lambda t: t.encode("utf-16"))))
def test_bytes_of_any_kind_give_a_document_or_a_numbered_error(raw):
    try:
        document = read_bytes(raw, source="any")
    except WhosaysError:
        return

    assert document == read_bytes(raw, source="any")
