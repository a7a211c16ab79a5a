"""Revision: what a person decided about a claim. A correction is an entry, never an edit."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from whosays.schema.claim import Claim
from whosays.schema.figure import Figure
from whosays.schema.mention import Role
from whosays.schema.place import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterator

REVISABLE = tuple(f.name for f in fields(Claim) if f.name not in {"id", "score", "because"})
"""Fields that a person may correct."""
_COUNTRY = re.compile(r"[A-Z]{3}")
_ROLES = frozenset(role.value for role in Role)
_INDEXED = re.compile(r"(\w+)\[(\d+)\]")
_MAX_LAT, _MAX_LON, _MAX_RADIUS_KM = 90.0, 180.0, 20_000.0
_STEP = re.compile(r"(\w+)|\[(\d+)\]|\.(\w+)")


class Action(StrEnum):
    """What a person did."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    COMMENT = "comment"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Revision:
    """One decision about one claim, or the undoing of an earlier entry.

    ``field`` is a path such as ``type``, ``agents[0].country``, ``figures``; "" but for CORRECT.
    ``value`` is the new value as JSON; ``undoes`` the log entry taken back, None but for UNDO.
    ``claim`` is the claim's id when it was decided; later readings find it by its words.
    """

    claim: str
    action: Action
    by: str
    reason: str = ""
    field: str = ""
    value: str = ""
    undoes: int | None = None
    at: str = ""
    seq: int | None = None


def corrected(claim: Claim, field: str, value: Any) -> Claim:
    """Give the claim with one field, or one part of a field, set to ``value`` (of JSON).

    ``value`` is checked as the codebook's values are: a wrong country is fine, a wrong type is not,
    nor are a country that is no code, a place off the map, or a figure that is part of itself.

    Raises: ValueError where the field is none, or the value does not fit it.
    """
    steps = _steps(field)
    if not steps or steps[0] not in REVISABLE:
        msg = f"{field!r} is no field of a claim; there are {', '.join(REVISABLE)}"
        raise ValueError(msg)
    # As JSON, since tuples stay tuples among builtins, and no part of one can be set.
    found = msgspec.json.decode(msgspec.json.encode(claim))
    _set(found, steps, value, field)
    try:
        changed = msgspec.convert(found, Claim)
    except msgspec.ValidationError as error:
        msg = f"{field} cannot be {value!r}: {error}"
        raise ValueError(msg) from error
    for start, end in claim_spans(changed):
        if not 0 <= start < end:
            msg = f"a span needs 0 <= start < end, not [{start}, {end})"
            raise ValueError(msg)
    _check_parts(getattr(changed, str(steps[0])))
    return changed


def _check_parts(parts: Any) -> None:
    """Refuse values of a corrected list that its types let through. Raises: ValueError."""
    if not isinstance(parts, tuple):
        return
    for number, part in enumerate(parts):
        for wrong in _wrong_in(part, number, len(parts)):
            raise ValueError(wrong)


def _wrong_in(part: Any, number: int, count: int) -> Iterator[str]:
    country, role = getattr(part, "country", None), getattr(part, "role", None)
    if country is not None and not _COUNTRY.fullmatch(country):
        yield f"{country!r} is no country code of three letters, as UKR"
    if role is not None and str(role) not in _ROLES:
        yield f"{role!r} is no role; there are {', '.join(sorted(_ROLES))}"
    if isinstance(part, PlaceMention):
        if not part.name.strip():
            yield "a place needs a name"
        if part.lat is None and part.geonameid is not None:
            yield f"place {part.name!r} has a gazetteer id and no coordinates"
        lat, lon = part.lat or 0.0, part.lon or 0.0
        if not (abs(lat) <= _MAX_LAT and abs(lon) <= _MAX_LON):
            yield f"{lat}, {lon} lies off the map"
        if part.radius_km is not None and not 0 <= part.radius_km < _MAX_RADIUS_KM:
            yield f"{part.radius_km} km is no radius"
    if isinstance(part, Figure):
        if part.of is not None and (part.of == number or not 0 <= part.of < count):
            yield f"figure {number} cannot be a part of figure {part.of}"
        if any(v is not None and not 0 <= v < math.inf for v in (part.low, part.high)):
            yield "a count is not negative"


def claim_spans(claim: Claim) -> list[tuple[int, int]]:
    """Give every span of a claim: all that it quotes."""
    found: list[tuple[int, int]] = [claim.trigger]
    parts = (claim.agents, claim.targets, claim.places, claim.weapons, claim.figures, claim.chain)
    for part in parts:
        found.extend(p.span for p in part)
    found.extend(link.cue for link in claim.chain if link.cue is not None)
    found.extend(n.span for n in claim.notes)
    optional = (claim.time.span, claim.status_cue, claim.stance_cue)
    found.extend(s for s in optional if s is not None)
    found.extend(b.span for b in claim.because if b.span is not None)
    return found


def value_at(claim: Claim, field: str) -> Any:
    """Give the value of a field, as JSON has it; None where there is no such part."""
    found: Any = msgspec.to_builtins(claim)
    for step in _steps(field):
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def retargeted(field: str, then: Claim, now: Claim) -> str:
    """Give a correction's path in a later reading's claim: the part that quotes the same words.

    ``then`` is the claim as it was when it was corrected. Raises: ValueError where no part of
    ``now`` quotes the words: its first part is not another's.
    """
    match = _INDEXED.match(field)
    if match is None:
        return field
    before, after = getattr(then, match[1], ()), getattr(now, match[1], ())
    number = int(match[2])
    if number >= len(before):
        return field
    start, end = before[number].span
    shared = [
        (min(end, part.span[1]) - max(start, part.span[0]), -n) for n, part in enumerate(after)
    ]
    best = max(shared, default=(0, 0))
    if best[0] <= 0:
        msg = f"the later reading has no {field!r}"
        raise ValueError(msg)
    return f"{match[1]}[{-best[1]}]{field[match.end() :]}"


def _steps(field: str) -> list[str | int]:
    steps: list[str | int] = []
    at = 0
    while at < len(field):
        match = _STEP.match(field, at)
        if match is None:
            return []
        steps.append(int(match[2]) if match[2] is not None else str(match[1] or match[3]))
        at = match.end()
    return steps


def _set(found: Any, steps: list[str | int], value: Any, field: str) -> None:
    for step in steps[:-1]:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError) as error:
            msg = f"the claim has no {field!r}"
            raise ValueError(msg) from error
    last = steps[-1]
    try:
        if isinstance(last, str) and last not in found:
            raise KeyError(last)  # noqa: TRY301 - one wording for both
        found[last] = value
    except (KeyError, IndexError, TypeError) as error:
        msg = f"the claim has no {field!r}"
        raise ValueError(msg) from error
