"""Decode: bytes become text, the same bytes always the same text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from whosays.readers.detect import looks_like_wide
from whosays.text.language import script_of

_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CANDIDATES = (
    "cp1251",
    "koi8-u",
    "cp866",
    "iso8859-5",
    "mac-cyrillic",
    "cp1252",
    "cp1250",
    "mac-roman",
)
"""One-byte encodings that are weighed; ties go to the first."""
_SAMPLE = 20_000
# A file with at least this share of well-formed high bytes is damaged UTF-8 rather than legacy.
_UTF8_SHARE = 0.8
# Below this mean weight of a high byte no candidate reads as language; others are asked.
_POOR = 0.35
_HIGH = re.compile(rb"[\x80-\xff]")
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
# Letters by how often Ukrainian and Russian text uses them; rare ones weigh less than common.
_COMMON = frozenset("оаиніетрсвлкмпудяыьзбгчйхжшєїюцщфґэъё")
_FREQUENT = frozenset("оаиніетрсвлкмпуд")
_TYPOGRAPHIC = frozenset("“”„‘’‚–—…«»•№\u00a0°©®™€§¿¡·×½¼¾²³±")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte-order mark, the encoding, and how many bytes were replaced."""

    text: str
    encoding: str
    replaced: int = 0


def decode(raw: bytes, *, html: bool = False) -> Decoded:
    """Decode by mark, then as UTF-8, then by what an HTML page declares, then by weighing.

    Never fails: what cannot be decoded becomes U+FFFD and is counted.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], encoding)
    wide = looks_like_wide(raw)
    if wide:
        return _replacing(raw, wide)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if html and (declared := _declared(raw)):
        decoded = _replacing(raw, declared)
        if decoded.replaced == 0:
            return decoded
    damaged = _replacing(raw, "utf-8")
    high = len(_HIGH.findall(raw))
    if damaged.replaced <= (1 - _UTF8_SHARE) * high:
        return damaged
    return _weighed(raw)


def _replacing(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, "replace")
    # A replacement character that the file itself holds is no fault of decoding.
    unicode = encoding.startswith("utf")
    own = raw.count("\ufffd".encode(encoding)) if unicode and "\ufffd" in text else 0
    return Decoded(text, encoding, max(0, text.count("\ufffd") - own))


def _declared(raw: bytes) -> str | None:
    """Give the encoding that an HTML page names, None where it names none that Python knows."""
    head = raw[:4096]
    found = _META.search(head) or _XML.search(head)
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii", "replace")).name
    except LookupError:
        return None
    # Browsers read a declared Latin-1 as cp1252; a declared UTF-16 in ASCII tags is a mistake.
    if name.startswith(("utf-16", "utf-32", "utf-7")) or name in {"utf-8", "rot13", "idna"}:
        return None
    if not getattr(codecs.lookup(name), "_is_text_encoding", True):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _weighed(raw: bytes) -> Decoded:
    sample = _telling_sample(raw)
    weights = [(_weight(sample, encoding), -k) for k, encoding in enumerate(CANDIDATES)]
    best, index = max(weights)
    encoding = CANDIDATES[-index]
    if best < _POOR:
        # Seldom needed, and slow to import.
        from charset_normalizer import from_bytes  # noqa: PLC0415

        match = from_bytes(sample).best()
        if match is not None and match.encoding not in {"ascii", "utf_7"}:
            decoded = _replacing(raw, match.encoding)
            if decoded.replaced == 0:
                return Decoded(decoded.text, codecs.lookup(match.encoding).name)
    return _replacing(raw, encoding)


def _telling_sample(raw: bytes) -> bytes:
    """Give the lines with high bytes, up to a limit: the others tell nothing."""
    if len(raw) <= _SAMPLE:
        return raw
    lines = [line for line in raw.split(b"\n") if _HIGH.search(line)]
    return b"\n".join(lines)[:_SAMPLE]


def _weight(sample: bytes, encoding: str) -> float:
    """Give how much the high bytes read as language, about -2 to 1 a byte."""
    text = sample.decode(encoding, "replace")
    total, count, before = 0.0, 0, " "
    for k, char in enumerate(text):
        if char >= "\x80":
            count += 1
            after = text[k + 1] if k + 1 < len(text) else " "
            total += _weight_of(char, before, after)
        before = char
    return total / count if count else 0.0


def _weight_of(char: str, before: str, after: str) -> float:
    if char in _TYPOGRAPHIC:
        inside = before.isalpha() and after.isalpha() and char not in "‘’–—\u00a0"
        return -1.0 if inside else 0.5
    if not char.isalpha():
        return -1.5
    script = script_of(char)
    neighbours = [c for c in (before, after) if c.isalpha()]
    if any(script_of(c) != script for c in neighbours):
        return -2.0
    if script == "CYRILLIC":
        if char.isupper() and before.isalpha() and before.islower():
            return -1.5
        low = char.casefold()
        if low not in _COMMON:
            return -1.0
        return 1.0 if char in _FREQUENT else 0.5 if char.islower() else 0.2
    if script == "LATIN":
        # Accented letters stand among plain ones; a run of them is another alphabet misread.
        if any(c >= "\x80" for c in neighbours):
            return -1.0
        if char.isupper() and before.islower():
            return -1.5
        return 0.7 if neighbours else -0.5
    return -1.0
