"""Detect: what kind of bytes these are, by content first and name second."""

from __future__ import annotations

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM\x00", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x7fELF", "an ELF program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "a compiled program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\x00asm", "a WebAssembly program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "Ogg audio"),
    (b"ID3", "MP3 audio"),
    (b"fLaC", "FLAC audio"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (b"PAR1", "a Parquet table"),
    (b"AT&TFORM", "a DjVu document"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_ZIP = b"PK\x03\x04"
_ZIP_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB book"),
    (b"AndroidManifest", "an Android package"),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL = bytes(range(9)) + bytes((11, *range(14, 27), *range(28, 32), 127))
# Legacy encodings of text have no control bytes at all; 1 % leaves room for a damaged line.
CONTROL_SHARE = 0.01
_HTML_NAME = re.compile(r"\.(?:x?html?|xht|php|aspx?)$", re.IGNORECASE)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,4000}?-->\s*){0,5}"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table|ul)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_EARLY = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_FEED = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*|<\?[^>]{0,300}>\s*){0,5}"
    r"<(?:rss|feed|urlset|sitemapindex|kml|gpx|svg|opml|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r"[\[{]\s*(?:[\[{]\s*)*\"[^\"\n]{1,80}\"\s*:\s*[\"\d\[{tfn-]")
_TAG = re.compile(r"</?(?:p|div|span|a|br|h[1-6]|li|td|article)\b[^<>]{0,300}>", re.IGNORECASE)


def find_binary(raw: bytes) -> str | None:
    """Name what the bytes are if they are no text ("a PDF document"), else None."""
    head = raw[:64]
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head.startswith(_ZIP):
        return next((name for mark, name in _ZIP_KINDS if mark in raw[:8192]), "a zip archive")
    if head[:4] == b"RIFF":
        return {b"WEBP": "a WebP image", b"WAVE": "WAV audio"}.get(head[8:12], "RIFF media")
    if head[4:8] == b"ftyp":
        return "an MP4 or HEIC file"
    if head[257:262] == b"ustar" or raw[257:262] == b"ustar":
        return "a tar archive"
    if raw.startswith(_BOMS) or looks_like_wide(raw):
        return None
    sample = raw[:65536]
    if sample and len(sample) - len(sample.translate(None, _CONTROL)) > max(
        6, CONTROL_SHARE * len(sample)
    ):
        return "binary data"
    return None


def looks_like_wide(raw: bytes) -> str | None:
    """Name the UTF-16 or UTF-32 form of bytes without a mark, None for neither.

    Line feeds, spaces and Latin letters leave zero bytes at fixed places in any language.
    """
    sample = raw[:4096]
    sample = sample[: len(sample) // 4 * 4] or sample[: len(sample) // 2 * 2]
    if len(sample) < 4:
        return None
    zeros = [sample[k::4].count(0) for k in range(4)]
    quarter = max(len(sample) // 4, 1)
    if len(raw) % 4 == 0:
        if zeros[2] == zeros[3] == quarter and zeros[0] < quarter / 10:
            return "utf-32-le"
        if zeros[0] == zeros[1] == quarter and zeros[3] < quarter / 10:
            return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    half = quarter * 2
    if len(raw) % 2 == 0:
        if odd > half * 0.06 and even <= half * 0.004 and _decodes(sample, "utf-16-le"):
            return "utf-16-le"
        if even > half * 0.06 and odd <= half * 0.004 and _decodes(sample, "utf-16-be"):
            return "utf-16-be"
    return None


def _decodes(sample: bytes, encoding: str) -> bool:
    """Tell whether a sample reads as text of few blocks (a cut pair at its end is forgiven)."""
    text = sample.decode(encoding, "replace")
    strange = sum(c == "\ufffd" or (c < " " and c not in "\t\r\n\f") for c in text)
    blocks = {ord(c) >> 8 for c in text}
    return strange <= 1 and len(blocks) <= max(12, len(text) // 8)


def is_html(text: str, name: str) -> bool:
    """Tell whether decoded text is HTML: by its first tag, else by name together with tags."""
    head = text[:5000].lstrip("\ufeff\x00 \t\r\n")
    if _HTML_START.match(head):
        return True
    if _HTML_EARLY.search(text[:2000]) and "</" in text:
        return True
    return bool(_HTML_NAME.search(name)) and bool(_TAG.search(text[:200_000]))


def find_data(text: str) -> str | None:
    """Name what decoded text is if it is written for machines ("a news feed"), else None."""
    head = text[:3000].lstrip("\ufeff \t\r\n")
    if _FEED.match(head):
        return "a news feed or another XML document"
    if head.startswith(("{", "[")) and _JSON.match(head):
        return "JSON data"
    return None
