"""Read: bytes or text become a Document; the kind of reader is chosen by content and name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from whosays.errors import MESSAGES, InputError
from whosays.readers.decode import Decoded, decode
from whosays.readers.detect import find_binary, find_data, is_html
from whosays.readers.drafts import finish
from whosays.readers.message import unwrap_message
from whosays.readers.plain import segment_plain
from whosays.readers.rules import reader_rules
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import (
    DateEvidence,
    Document,
    DocumentMeta,
    Given,
    Problem,
    Published,
)
from whosays.schema.segment import SegmentKind

MEBIBYTE = 1024 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOTHING_GIVEN = Given()


def read_bytes(
    raw: bytes, *, source: str, given: Given = _NOTHING_GIVEN, max_bytes: int = 100 * MEBIBYTE
) -> Document:
    """Read one report from the bytes of a file.

    ``source`` is the path or URL as given ("-" for standard input); ``given`` outweighs
    what the file says of itself. Bytes that no encoding explains become U+FFFD, with
    Problem A110.
    Raises: InputError A102 empty, A103 not text, A106 too large, A107 HTML without text.
    """
    _check_size(len(raw), source, max_bytes)
    if not raw.strip(b"\x00 \t\r\n"):
        raise InputError("A102", path=source)
    found = find_binary(raw)
    if found:
        raise InputError("A103", path=source, found=found)
    part = unwrap_message(raw)
    decoded = decode(part if part is not None else raw)
    found = find_data(decoded.text)
    if found:
        raise InputError("A103", path=source, found=found)
    if part is not None:
        return _message(decoded, part, raw, source, given)
    if is_html(decoded.text, _name(source, given)):
        if decoded.encoding != "utf-8" or decoded.replaced:
            decoded = decode(raw, html=True)
        return _html(decoded, raw, source, given)
    return _plain(decoded, raw, source, given)


def read_text(
    text: str, *, source: str = "-", given: Given = _NOTHING_GIVEN, max_bytes: int = 100 * MEBIBYTE
) -> Document:
    """Read one report from text in memory, as from a file of the same text in UTF-8.

    Raises: InputError as ``read_bytes``, and A111 for lone surrogates.
    """
    text = text.removeprefix("\ufeff")
    broken = _SURROGATE.search(text)
    if broken:
        raise InputError("A111", path=source, at=broken.start())
    raw = text.encode()
    _check_size(len(raw), source, max_bytes)
    decoded = Decoded(text, "utf-8")
    if is_html(text, _name(source, given)):
        return _html(decoded, raw, source, given)
    return _plain(decoded, raw, source, given)


def _check_size(size: int, source: str, max_bytes: int) -> None:
    if size > max_bytes:
        found, limit = f"{size / MEBIBYTE:.1f}", f"{max_bytes / MEBIBYTE:g}"
        raise InputError("A106", path=source, size=found, limit=limit)


def document_id(source: str, given: Given) -> str:
    """Give a document's id: the name given, a file's name, a URL's last part, or "-"."""
    return given.name or _name(source, given)


def _name(source: str, given: Given) -> str:
    if source == "-":
        return given.name or "-"
    if re.match(r"[a-z][a-z0-9+.-]+://", source, re.IGNORECASE):
        parts = urlsplit(source)
        last = unquote(parts.path.rstrip("/").rpartition("/")[2])
        return last or parts.netloc or source
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1] or source


def _message(decoded: Decoded, part: bytes, raw: bytes, source: str, given: Given) -> Document:
    """Read the text of a saved message or page; its segments have no place in the raw file."""
    if is_html(decoded.text, "part.html"):
        if decoded.encoding != "utf-8" or decoded.replaced:
            decoded = decode(part, html=True)
        document = _html(decoded, raw, source, given)
    else:
        document = _plain(decoded, raw, source, given)
    return replace(
        document,
        segments=tuple(replace(s, origin=None) for s in document.segments),
        meta=replace(document.meta, media_type="message/rfc822"),
    )


def _plain(decoded: Decoded, raw: bytes, source: str, given: Given) -> Document:
    text = decoded.text
    rules = reader_rules()
    drafts = segment_plain(text, rules, given.title)
    if not drafts:
        raise InputError("A102", path=source)
    segments, language = finish(text, drafts, rules, same_origin=True)
    title, title_from = given.title, "given"
    if title is None:
        headline = next((d for d in drafts if d.kind is SegmentKind.HEADLINE), None)
        if headline is not None:
            title, title_from = " ".join(headline.of(text).split()), "headline"
    origins = [("title", title_from)] if title else []
    origins += [(k, "given") for k in ("publisher", "published") if getattr(given, k)]
    return Document(
        id=document_id(source, given),
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        segments=segments,
        meta=DocumentMeta(
            source=source,
            media_type="text/plain",
            title=title,
            publisher=given.publisher,
            published=given_date(given),
            metadata_from=tuple(sorted(origins)),
        ),
        language=language,
        problems=decoding_problems(decoded, source),
    )


def _html(decoded: Decoded, raw: bytes, source: str, given: Given) -> Document:
    # lxml and trafilatura take a third of a second to import; plain text does not need them.
    from whosays.readers.html import read_html  # noqa: PLC0415

    page = read_html(decoded.text, given)
    if not page.drafts:
        raise InputError("A107", path=source)
    segments, language = finish(page.text, page.drafts, reader_rules(), same_origin=False)
    return Document(
        id=document_id(source, given),
        sha256=hashlib.sha256(raw).hexdigest(),
        text=page.text,
        segments=segments,
        meta=DocumentMeta(
            source=source,
            media_type="text/html",
            title=page.title,
            publisher=page.publisher,
            author=page.author,
            published=page.published,
            metadata_from=page.metadata_from,
        ),
        language=language,
        problems=decoding_problems(decoded, source),
    )


def given_date(given: Given) -> Published:
    """Give the publication date that the caller states, unknown where it states none."""
    if given.published is None:
        return Published()
    evidence = (DateEvidence(None, "given by the caller"),)
    return Published(given.published, given.published, PublishedBasis.GIVEN, evidence)


def decoding_problems(decoded: Decoded, source: str) -> tuple[Problem, ...]:
    """Give Problem A110 where bytes were replaced."""
    if not decoded.replaced:
        return ()
    message = MESSAGES["A110"].format(
        path=source, count=decoded.replaced, encoding=decoded.encoding
    )
    return (Problem("A110", message),)
