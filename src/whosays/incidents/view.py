"""ClaimView: what comparison needs of a claim, and no more, so that a million fit in memory."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from whosays.incidents.origins import OriginKey, origin_of
from whosays.schema.basis import TimeBasis
from whosays.schema.place import Precision
from whosays.text.normalise import fold_signs
from whosays.text.placename import name_key

if TYPE_CHECKING:
    from whosays.schema.claim import Claim, ClaimActor, Link
    from whosays.schema.place import PlaceMention

_WORD = re.compile(r"\w[\w']*")
_NAME = re.compile(r"(?<=[^.!?\"'«“\s] )([A-ZА-ЯІЇЄҐ][\w'’-]{3,})")
_PREFIX = 6
"""Words are compared by their first letters: *shelled* and *shelling* are alike."""
_COARSE = frozenset({Precision.REGION, Precision.COUNTRY, Precision.AREA, Precision.DIRECTION})


class PlaceView(NamedTuple):
    """Where: ``key`` is the folded name; ``radius`` in km of what is meant."""

    name: str
    key: str
    lat: float | None
    lon: float | None
    coarse: bool
    radius: float
    geonameid: int | None


class FigureView(NamedTuple):
    """How many of what."""

    what: str
    low: float | None
    high: float | None
    approx: bool
    total: bool
    as_of: int | None


class PartyView(NamedTuple):
    """Who, as far as it was resolved; ``unit`` is a numbered one as *72 brigade*, "" for none."""

    country: str | None
    role: str | None
    group: str | None
    unit: str = ""


class ClaimView(NamedTuple):
    """A claim as comparison sees it. Days are ordinals; ``told`` whether words tell them, or
    they are one day.

    ``in_document`` names the incident within its document, None for none of its own. ``spot`` is
    the latitude of its only place where that is a spot, else None.
    """

    row: int
    id: str
    document: int
    copies: int
    in_document: str | None
    type: str
    status: str
    stance: str
    start: int | None
    end: int | None
    told: bool
    places: tuple[PlaceView, ...]
    agents: frozenset[PartyView]
    targets: frozenset[PartyView]
    weapons: frozenset[str]
    figures: tuple[FigureView, ...]
    origin: OriginKey
    words: frozenset[str]
    names: frozenset[str]
    spot: float | None = None


def view_of(
    claim: Claim,
    *,
    row: int,
    document: int,
    sentence: str,
    common: frozenset[str],
    publisher: str | None = None,
    copies: int | None = None,
    name: str = "",
    states: frozenset[str] = frozenset(),
    units: re.Pattern[str] | None = None,
    sentence_start: int = 0,
) -> ClaimView:
    """Make the view of a claim; ``copies`` is the number of its document's family of copies.

    ``common`` are the words that tell nothing (``IncidentRules.common``), ``name`` its file's,
    ``states`` the folded names of states, ``units`` finds numbered units (both of the rules).
    """
    time = claim.time
    family = document if copies is None else copies
    places = tuple(_place(p) for p in claim.places)
    numbered = units_in(sentence, units)
    return ClaimView(
        row=row,
        id=claim.id,
        document=document,
        copies=family,
        in_document=claim.incident,
        type=claim.type.value,
        status=claim.status.value,
        stance=claim.stance.value,
        start=None if time.start is None else time.start.toordinal(),
        end=None if time.end is None else time.end.toordinal(),
        told=time.basis in {TimeBasis.EXPLICIT, TimeBasis.INHERITED} or time.start == time.end,
        places=places,
        agents=_parties(claim.agents, numbered, sentence_start),
        targets=_parties(claim.targets, numbered, sentence_start),
        weapons=frozenset(w.code for w in claim.weapons),
        figures=tuple(
            FigureView(
                f.what or "other",
                f.low,
                f.high,
                f.approx,
                f.total,
                None if f.as_of is None else f.as_of.toordinal(),
            )
            for f in claim.figures
        ),
        origin=origin_of(claim.chain, publisher, family, name, states),
        words=word_set(sentence, common),
        names=(name_set(sentence, common) - _told_names(claim)) | {u for _, _, u in numbered}
        if sentence
        else frozenset(),
        spot=places[0].lat if len(places) == 1 and not places[0].coarse else None,
    )


def pack_view(view: ClaimView) -> bytes:
    """Give a view as bytes, the same for equal views."""
    return _encoder.encode(
        (
            *view[:_SETS_FROM],
            sorted(view.agents, key=_party_order),
            sorted(view.targets, key=_party_order),
            sorted(view.weapons),
            view.figures,
            view.origin,
            sorted(view.words),
            sorted(view.names),
            view.spot,
        )
    )


def unpack_view(content: bytes) -> ClaimView:
    """Give back what ``pack_view`` was given."""
    return _decoder.decode(content)


def _party_order(party: PartyView) -> tuple[str, ...]:
    return tuple(part or "" for part in party)


def _place(place: PlaceMention) -> PlaceView:
    is_coarse = place.precision in _COARSE
    return PlaceView(
        place.name,
        _name_key(place.name),
        place.lat,
        place.lon,
        is_coarse,
        place.radius_km or (40.0 if is_coarse else 3.0),
        place.geonameid,
    )


def word_set(sentence: str, common: frozenset[str]) -> frozenset[str]:
    """Give the beginnings of a sentence's longer words, and its numbers."""
    found = _WORD.findall(fold_signs(sentence).lower())
    return frozenset(w[:_PREFIX] for w in found if (len(w) > 3 or w.isdigit()) and w not in common)


def name_set(sentence: str, common: frozenset[str]) -> frozenset[str]:
    """Give the capitalised words inside a sentence: what only reports of one happening share."""
    found = {n.lower() for n in _NAME.findall(fold_signs(sentence))}
    return frozenset(n for n in found if n not in common)


def units_in(sentence: str, units: re.Pattern[str] | None) -> tuple[tuple[int, int, str], ...]:
    """Give the numbered units of a sentence as (start, end, *72 brigade*)."""
    if units is None:
        return ()
    return tuple((*m.span(), f"{m[1]} {m[2].lower()}") for m in units.finditer(sentence))


def _told_names(claim: Claim) -> frozenset[str]:
    """Give the words of names that are compared elsewhere: places, parties, sources, weapons."""
    who: tuple[ClaimActor | Link, ...] = (*claim.agents, *claim.targets, *claim.chain)
    names = [p.name for p in claim.places] + [a.name or "" for a in who]
    names += [w.model or "" for w in claim.weapons]
    return frozenset(w.lower() for name in names for w in _WORD.findall(fold_signs(name)))


_name_key = cache(name_key)


def _parties(
    actors: tuple[ClaimActor, ...], numbered: tuple[tuple[int, int, str], ...], offset: int
) -> frozenset[PartyView]:
    found = []
    for a in actors:
        start, end = a.span[0] - offset, a.span[1] - offset
        unit = next((u for first, last, u in numbered if first < end and start < last), "")
        if a.country or a.role or a.group or unit:
            role = None if a.role is None else str(a.role)
            found.append(PartyView(a.country, role, a.group, unit))
    return frozenset(found)


_SETS_FROM = ClaimView._fields.index("agents")
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(ClaimView)
