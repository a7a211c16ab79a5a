"""Rows: a reading as the rows of the ledger's tables, and back."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import replace
from functools import cache
from math import floor
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.schema.claim import Claim, ClaimActor, Link
from whosays.schema.reading import Reading
from whosays.store.words import encodable
from whosays.text.placename import name_key, skeleton_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from whosays.schema.document import Document, Given
    from whosays.schema.run import Run
    from whosays.schema.segment import Segment

Row = dict[str, Any]
CELLS_PER_DEGREE = 4
"""A place's cell is a quarter of a degree wide: about 28 km from north to south."""
CELLS_ROUND = 360 * CELLS_PER_DEGREE
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s+(?=[\"“‘«(]?[A-ZА-ЯІЇЄҐ0-9])|\n+")
_MAX_SENTENCE = 600
_encoder = msgspec.msgpack.Encoder()
_claim_decoder = msgspec.msgpack.Decoder(Claim)


def digest(*parts: str | bytes | None) -> str:
    """Give the sha256 of some parts, each with its length, so that no two lists are alike."""
    found = hashlib.sha256()
    for part in parts:
        raw = b"\xff" if part is None else part.encode() if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.hexdigest()


def given_text(given: Given) -> str:
    """Give what was given about a document as JSON; its name is no part of its identity."""
    found = msgspec.to_builtins(replace(given, name=None))
    return msgspec.json.encode({k: v for k, v in found.items() if v is not None}).decode()


def document_key(sha256: str, given: str) -> str:
    """Name a document by its bytes and what was given about it."""
    return digest(sha256, given)


def document_row(document: Document, given: str, raw: bytes | None, at: str) -> Row:
    """Give the row of a document; ``raw`` is left out where it is the text in UTF-8."""
    text = document.text.encode("utf-8", "surrogatepass")
    meta = document.meta
    return {
        "key": document_key(document.sha256, given),
        "sha256": document.sha256,
        "name": document.id,
        "source": meta.source,
        "media_type": meta.media_type,
        "title": meta.title,
        "publisher": meta.publisher,
        "author": meta.author,
        "language": document.language,
        "given": given,
        "n_chars": len(document.text),
        "raw_is_text": int(raw == text),
        "text": zlib.compress(text),
        "raw": None if raw is None or raw == text else zlib.compress(raw),
        "added_at": at,
    }


def run_row(run: Run, at: str) -> Row:
    """Give the row of a run; its key is the hash of all that it names."""
    resources, models = (msgspec.json.encode(v).decode() for v in (run.resources, run.models))
    return {
        "key": digest(run.version, run.settings, resources, models),
        "version": run.version,
        "settings": run.settings,
        "resources": resources,
        "models": models,
        "added_at": at,
    }


def encode_rest(reading: Reading) -> bytes:
    """Encode a reading without its text and its claims, which have rows of their own."""
    found = msgspec.to_builtins(reading)
    found["document"]["text"] = ""
    found["claims"] = []
    return zlib.compress(_encoder.encode(found))


def decode_reading(rest: bytes, text: str, claims: tuple[Claim, ...]) -> Reading:
    """Put a reading together again."""
    found = msgspec.msgpack.decode(zlib.decompress(rest))
    found["document"]["text"] = text
    return replace(msgspec.convert(found, Reading), claims=claims)


def encode_claim(claim: Claim) -> bytes:
    """Encode one claim with all that it carries."""
    return zlib.compress(_encoder.encode(claim))


def decode_claim(content: bytes) -> Claim:
    """Decode one claim."""
    return _claim_decoder.decode(zlib.decompress(content))


def claim_row(claim: Claim, reading_id: int, position: int, sentence: tuple[int, int]) -> Row:
    """Give the row of a claim."""
    return {
        "id": claim.id,
        "reading_id": reading_id,
        "position": position,
        "revision_id": None,
        "type": claim.type.value,
        "status": claim.status.value,
        "stance": claim.stance.value,
        "start": day(claim.time.start),
        "end": day(claim.time.end),
        "time_basis": claim.time.basis.value,
        "trigger_start": claim.trigger[0],
        "trigger_end": claim.trigger[1],
        "sentence_start": sentence[0],
        "sentence_end": sentence[1],
        "n_links": len(claim.chain),
        "score": claim.score,
        "content": encode_claim(claim),
    }


def part_rows(claim: Claim, row: int, text: str) -> Iterator[tuple[str, Row]]:
    """Give the rows of a claim's parts, each with the name of its table."""

    def quoted(span: tuple[int, int]) -> Row:
        return {
            "span_start": span[0],
            "span_end": span[1],
            "words": encodable(text[span[0] : span[1]]),
        }

    for side, actors in (("agent", claim.agents), ("target", claim.targets)):
        for actor in actors:
            yield "claim_actor", {"claim": row, "side": side, **_who(actor), **quoted(actor.span)}
    for position, link in enumerate(claim.chain):
        yield (
            "claim_source",
            {
                "claim": row,
                "position": position,
                "mode": link.mode.value,
                **_who(link),
                **quoted(link.span),
            },
        )
    for place in claim.places:
        words = encodable(text[place.span[0] : place.span[1]])
        yield (
            "claim_place",
            {
                "claim": row,
                "name": place.name,
                "key": _name_key(place.name),
                "words_key": _name_key(words),
                "skeleton": _skeleton_key(place.name),
                "geonameid": place.geonameid,
                "lat": place.lat,
                "lon": place.lon,
                "cell": cell_of(place.lat, place.lon),
                "precision": place.precision.value,
                "relation": place.relation.value,
                "radius_km": place.radius_km,
                "country": place.country,
                "span_start": place.span[0],
                "span_end": place.span[1],
            },
        )
    for weapon in claim.weapons:
        start, end = weapon.span
        yield (
            "claim_weapon",
            {
                "claim": row,
                "code": weapon.code,
                "model": weapon.model,
                "span_start": start,
                "span_end": end,
            },
        )
    for figure in claim.figures:
        yield (
            "claim_figure",
            {
                "claim": row,
                "what": figure.what,
                "low": figure.low,
                "high": figure.high,
                "approx": int(figure.approx),
                "as_of": day(figure.as_of),
                "total": int(figure.total),
                "unit": figure.unit,
                **quoted(figure.span),
            },
        )
    for field, span in _evidence(claim):
        yield "claim_evidence", {"claim": row, "field": field, **quoted(span)}


def _who(actor: Any) -> Row:
    return {
        "country": actor.country,
        "role": None if actor.role is None else str(actor.role),
        "group": actor.group,
        "name": actor.name,
    }


def _evidence(claim: Claim) -> Iterator[tuple[str, tuple[int, int]]]:
    yield "type", claim.trigger
    for field, span in (
        ("time", claim.time.span),
        ("status", claim.status_cue),
        ("stance", claim.stance_cue),
    ):
        if span is not None:
            yield field, span
    for position, link in enumerate(claim.chain):
        if link.cue is not None:
            yield f"chain[{position}].cue", link.cue
    for note in claim.notes:
        yield f"note:{note.kind}", note.span


_name_key = cache(name_key)
_skeleton_key = cache(skeleton_key)


def day(value: date | None) -> str | None:
    """Give a day as the tables hold it; None stays None."""
    return None if value is None else value.isoformat()


def cell_of(lat: float | None, lon: float | None) -> int | None:
    """Give the number of the cell that holds a point, None without one."""
    if lat is None or lon is None:
        return None
    row = floor((lat + 90) * CELLS_PER_DEGREE)
    return row * CELLS_ROUND + floor((lon + 180) * CELLS_PER_DEGREE) % CELLS_ROUND


def sentence_around(
    text: str, span: tuple[int, int], segments: tuple[Segment, ...]
) -> tuple[int, int]:
    """Give the stretch of the sentence that holds ``span``: what search looks in.

    A plain cut at full stops, inside the segment, at most 600 code points to either side.
    """
    low, high = 0, len(text)
    for segment in segments:
        if segment.span[0] <= span[0] < segment.span[1]:
            low, high = segment.span
            break
    start = max(low, span[0] - _MAX_SENTENCE)
    for match in _SENTENCE_END.finditer(text, start, span[0]):
        start = match.end()
    limit = min(high, max(span[1] + _MAX_SENTENCE, span[1]))
    after = _SENTENCE_END.search(text, span[1], limit)
    end = after.end() if after else limit
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def search_names(claim: Claim, text: str) -> str:
    """Give the names of a claim's parties and places, resolved and in the text's words.

    The search finds them where the sentence says *the enemy*, or has no name at all.
    """
    names: dict[str, None] = {}
    who: tuple[ClaimActor | Link, ...] = (*claim.agents, *claim.targets, *claim.chain)
    for actor in who:
        words = encodable(text[actor.span[0] : actor.span[1]])
        for value in (actor.name, actor.group, actor.country, words):
            if value:
                names[value] = None
    for place in claim.places:
        names[place.name] = None
    for weapon in claim.weapons:
        if weapon.model:
            names[weapon.model] = None
    return " . ".join(names)
