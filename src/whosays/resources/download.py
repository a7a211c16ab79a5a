"""Download: one file over HTTP, with progress, resume and checksum."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from whosays._version import __version__
from whosays.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse
    from pathlib import Path

_CHUNK = 1 << 16
_TIMEOUT_S = 30.0


def download(
    url: str,
    target: Path,
    *,
    sha256: str | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> str:
    """Fetch ``url`` to ``target`` and give the sha256 of what came.

    What came of a broken try stays beside it as ``.part`` and is resumed by a range request.
    ``progress`` is called with (bytes there, bytes in all or None). ``sha256`` is checked where
    given, or where the server has a file of that name with ``.sha256``.
    Raises: ResourceError A416 where the network fails, A417 where length or sum differ.
    """
    if not url.startswith(("http://", "https://")):
        raise ResourceError("A416", url=url, reason="only http and https are fetched")
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    have = part.stat().st_size if part.is_file() else 0
    try:
        total = _fetch(url, part, have, progress)
        wanted = sha256 or _announced_sum(url)
    except (urllib.error.URLError, OSError, TimeoutError) as error:
        reason = getattr(error, "reason", error)
        raise ResourceError("A416", url=url, reason=reason) from error
    size = part.stat().st_size
    if total is not None and size < total:
        raise ResourceError("A416", url=url, reason=f"{size} of {total} bytes came")
    if total is not None and size > total:
        part.unlink()
        raise ResourceError("A417", path=target, found=f"{size} bytes", wanted=f"{total}")
    with part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if wanted is not None and found != wanted.lower():
        part.unlink()
        raise ResourceError("A417", path=target, found=f"sha256 {found}", wanted=wanted)
    part.replace(target)
    return found


def _request(url: str, headers: dict[str, str]) -> urllib.request.Request:
    agent = {"User-Agent": f"whosays/{__version__}"}
    return urllib.request.Request(url, headers=agent | headers)  # noqa: S310 - scheme checked above


def _fetch(
    url: str, part: Path, have: int, progress: Callable[[int, int | None], None] | None
) -> int | None:
    """Append what is missing to ``part``; give the whole length as announced, None unknown."""
    headers = {"Range": f"bytes={have}-"} if have else {}
    try:
        response = urllib.request.urlopen(_request(url, headers), timeout=_TIMEOUT_S)  # noqa: S310 - scheme checked
    except urllib.error.HTTPError as error:
        whole = error.headers.get("Content-Range", "") if error.code == 416 else ""
        error.close()
        if error.code == 416 and whole.endswith(f"/{have}"):
            return have  # all of it was there already
        if error.code == 416:
            part.unlink()
            return _fetch(url, part, 0, progress)
        raise
    with response:
        if response.status != 206:
            have = 0  # the server sends it whole
        total = _whole_length(response, have)
        with part.open("ab" if have else "wb") as file:
            while chunk := response.read(_CHUNK):
                file.write(chunk)
                have += len(chunk)
                if progress is not None:
                    progress(have, total)
    return total


def _whole_length(response: HTTPResponse, have: int) -> int | None:
    length = response.headers.get("Content-Length")
    return have + int(length) if length is not None and length.isdigit() else None


def _announced_sum(url: str) -> str | None:
    try:
        with urllib.request.urlopen(_request(url + ".sha256", {}), timeout=_TIMEOUT_S) as response:  # noqa: S310 - scheme checked
            words = response.read(200).decode("ascii", "ignore").split()
    except urllib.error.HTTPError as error:
        error.close()
        return None
    is_sum = bool(words) and len(words[0]) == 64
    return words[0] if is_sum else None
