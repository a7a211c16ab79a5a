"""Message: a page saved as one file (.mhtml) or a mail (.eml), unwrapped to its text."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,60}")
_MIME = re.compile(rb"^mime-version:\s*1\.0", re.IGNORECASE | re.MULTILINE)


def unwrap_message(raw: bytes) -> bytes | None:
    """Give the bytes of a message's first HTML part, else of its first plain one.

    None where the bytes are no MIME message, or hold no text.
    """
    head = _HEADER.match(raw[:20_000].lstrip())
    if not head or not _MIME.search(head.group(0)):
        return None
    try:
        message = message_from_bytes(raw.lstrip())
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (MessageError, LookupError, ValueError, RecursionError):
        return None
    for wanted in ("text/html", "text/plain"):
        for part in parts:
            payload = part.get_payload(decode=True) if part.get_content_type() == wanted else None
            if isinstance(payload, bytes) and payload.strip():
                return _recoded(payload, part.get_content_charset())
    return None


def _recoded(payload: bytes, charset: str | None) -> bytes:
    """Give the payload in UTF-8 if its part names another encoding that holds it."""
    if not charset:
        return payload
    try:
        return payload.decode(charset).encode()
    except (LookupError, UnicodeError):
        return payload
