"""The reading contract: a Reading as the JSON Lines object that other programs read.

The keys are fixed; more may be added, none renamed. ``CONTRACT_VERSION`` stands in every object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from whosays._version import CONTRACT_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.schema.claim import Claim, ClaimActor, Link
    from whosays.schema.figure import Figure
    from whosays.schema.place import PlaceMention
    from whosays.schema.reading import Reading
    from whosays.schema.segment import Segment

_ENCODER = msgspec.json.Encoder()


def encode_reading(reading: Reading) -> bytes:
    """Give one line of JSON (no newline at its end), UTF-8, keys in a fixed order."""
    return _ENCODER.encode(reading_object(reading))


def reading_object(reading: Reading) -> dict[str, Any]:
    """Give the contract's object as dictionaries, lists and strings of the standard library."""
    document = reading.document
    unreadable = not document.text
    return {
        "version": CONTRACT_VERSION,
        "document": {
            "id": document.id,
            "sha256": document.sha256,
            "source": document.meta.source,
            "media_type": document.meta.media_type,
            "title": document.meta.title,
            "publisher": document.meta.publisher,
            "author": document.meta.author,
            "language": document.language,
            "metadata_from": dict(document.meta.metadata_from),
            "published": reading.published,
        },
        "text": None if unreadable else document.text,
        "segments": [_segment(s) for s in document.segments],
        "attributions": reading.attributions,
        "times": [
            {
                "span": t.span,
                "type": t.type,
                "value": t.value,
                "start": t.start,
                "end": t.end,
                "granularity": t.granularity,
                "zone": t.zone,
                "because": [t.rule] if t.rule else [],
            }
            for t in reading.times
        ],
        "places": [_place(p) for p in reading.places],
        "actors": [
            {
                "span": a.span,
                "name": a.name,
                "country": a.country,
                "role": a.role,
                "group": a.group,
                "entity": a.entity,
                "form": a.form,
            }
            for a in reading.actors
        ],
        "weapons": [{"span": w.span, "code": w.code, "model": w.model} for w in reading.weapons],
        "figures": [_figure(f) for f in reading.figures],
        "entities": [{"span": e.span, "type": e.type} for e in reading.entities],
        "coreference": reading.coreference,
        "claims": [claim_object(c) for c in reading.claims],
        "problems": (*document.problems, *reading.problems),
        "run": reading.run,
    }


def _segment(segment: Segment) -> dict[str, Any]:
    found: dict[str, Any] = {
        "span": segment.span,
        "kind": segment.kind,
        "language": segment.language,
    }
    if segment.origin is not None:
        found["origin"] = segment.origin
    if segment.repeats is not None:
        found["repeats"] = segment.repeats
    return found


def _place(place: PlaceMention) -> dict[str, Any]:
    return {
        "span": place.span,
        "name": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "relation": place.relation,
        "radius_km": place.radius_km,
        "score": place.score,
        "use": place.use,
        "country": place.country,
        "because": place.because,
        "candidates": place.candidates,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    found: dict[str, Any] = {
        "span": figure.span,
        "what": figure.what,
        "low": figure.low,
        "high": figure.high,
        "approx": figure.approx,
        "as_of": figure.as_of,
        "total": figure.total,
    }
    if figure.unit is not None:
        found["unit"] = figure.unit
    if figure.of is not None:
        found["of"] = figure.of
    return found


def _actors(actors: Iterable[ClaimActor]) -> list[dict[str, Any]]:
    return [
        {
            "span": a.span,
            "country": a.country,
            "role": a.role,
            "group": a.group,
            "name": a.name,
            "entity": a.entity,
        }
        for a in actors
    ]


def _link(link: Link) -> dict[str, Any]:
    return {
        "span": link.span,
        "cue": link.cue,
        "mode": link.mode,
        "country": link.country,
        "role": link.role,
        "group": link.group,
        "name": link.name,
        "entity": link.entity,
    }


def claim_object(claim: Claim) -> dict[str, Any]:
    """Give one claim as the contract has it."""
    return {
        "id": claim.id,
        "type": claim.type,
        "trigger": claim.trigger,
        "agents": _actors(claim.agents),
        "targets": _actors(claim.targets),
        "places": [
            {k: v for k, v in _place(p).items() if k not in {"candidates", "use"}}
            for p in claim.places
        ],
        "time": {
            "span": claim.time.span,
            "start": claim.time.start,
            "end": claim.time.end,
            "basis": claim.time.basis,
        },
        "weapons": [{"span": w.span, "code": w.code, "model": w.model} for w in claim.weapons],
        "figures": [_figure(f) for f in claim.figures],
        "status": claim.status,
        "stance": claim.stance,
        "chain": [_link(link) for link in claim.chain],
        "incident": claim.incident,
        "status_cue": claim.status_cue,
        "stance_cue": claim.stance_cue,
        "score": claim.score,
        "notes": claim.notes,
        "because": claim.because,
    }
