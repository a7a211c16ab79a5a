"""Origins: on whose word a claim rests. Ten papers that relay one statement are one origin."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from whosays.schema.claim import Mode
from whosays.schema.incident import Origin
from whosays.text.placename import name_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from whosays.incidents.rules import IncidentRules
    from whosays.incidents.view import ClaimView, PartyView
    from whosays.schema.claim import Link

_ARMED = frozenset({"MIL", "REB", "UAF", "COP", "SPY", "GOV"})
_THIRD_ROLES = frozenset({"IGO", "NGO", "MED"})
_VAGUE = frozenset({Mode.UNNAMED})


class OriginKey(NamedTuple):
    """Who speaks: ``name`` folded, "" where only country, role or group are known.

    ``publisher`` tells an origin that is the outlet itself, or someone whom it does not name.
    """

    country: str
    role: str
    group: str
    name: str
    shown: str
    publisher: str


def origin_of(
    chain: Iterable[Link],
    publisher: str | None,
    copies: int,
    name: str = "",
    states: Container[str] = (),
) -> OriginKey:
    """Give the innermost source of a chain that can be told; else the outlet's own family.

    *A wife, in a call that the directorate published* is told by the directorate only if
    nothing at all is known of the wife. ``name`` is shown for an outlet that is not known.
    ``states`` are folded names of states: *Moscow says* may be any of its bodies, and is no other.
    """
    for link in chain:
        known = link.name or link.group
        if not known and (link.mode in _VAGUE or not (link.country and link.role)):
            continue
        name = link.name or ""
        shown = name or link.group or f"{link.country}/{link.role}"
        role = "" if link.role is None else str(link.role)
        folded = _key(name)
        if role == "GOV" and folded in states:
            folded = role = ""
        return OriginKey(link.country or "", role, link.group or "", folded, shown, "")
    shown = publisher or name or f"document {copies}"
    return OriginKey("", "MED", "", "", shown, _key(publisher) if publisher else f"#{copies}")


def same_origin(left: OriginKey, right: OriginKey) -> bool:
    """Tell whether two sources cannot be told apart: only what differs counts as independent.

    *Police* and *the Kharkiv police* are one origin; two named bodies are two.
    """
    if left.publisher or right.publisher:
        return left.publisher == right.publisher
    if left.group and right.group and left.group != right.group:
        return False
    if left.name and right.name:
        return left.name == right.name or _holds(left.name, right.name)
    if left.country != right.country:
        return bool(left.group) and left.group == right.group
    return left.role == right.role or not left.role or not right.role


def origins_of(claims: Iterable[ClaimView], rules: IncidentRules) -> tuple[Origin, ...]:
    """Give the origins of an incident's claims, the one with most documents first.

    A claim in which an outlet speaks for itself counts for its family of copies: the wire's text
    in ten papers is the wire's word. Beside a claim that names its source it counts for that one.
    """
    ordered = sorted(claims, key=lambda c: c.row)
    groups = _grouped([(c.row, c.copies, c.origin) for c in ordered])
    by_row = {c.row: c for c in ordered}
    found = [_origin(key, [by_row[r] for r in rows], rules) for key, rows in groups]
    return tuple(sorted(found, key=lambda o: (-o.families, -o.documents, o.key)))


def count_origins(claims: Iterable[tuple[int, int, OriginKey]]) -> int:
    """Count the origins of claims given as (row, family of copies, origin)."""
    return len(_grouped(sorted(claims, key=lambda c: c[0])))


def _grouped(claims: list[tuple[int, int, OriginKey]]) -> list[tuple[OriginKey, list[int]]]:
    first_of_family: dict[int, OriginKey] = {}
    # Where a report names who says so, its own next sentences go on with what they say.
    for _, copies, origin in sorted(claims, key=lambda c: bool(c[2].publisher)):
        first_of_family.setdefault(copies, origin)
    groups: list[tuple[OriginKey, list[int]]] = []
    # Named sources first: a bare *officials* then joins the ministry instead of standing alone.
    for row, copies, origin in sorted(claims, key=lambda c: (not c[2].name, c[0])):
        key = first_of_family[copies] if origin.publisher else origin
        for known, rows in groups:
            if same_origin(known, key):
                rows.append(row)
                break
        else:
            groups.append((key, [row]))
    return groups


def side_of(key: OriginKey) -> str:
    """Give whose voice an origin is: a country or armed group, "third" for bodies and media."""
    if key.publisher or key.role in _THIRD_ROLES:
        return "third"
    if key.group:
        return key.group
    if key.country and (key.role in _ARMED or not key.role):
        return key.country
    return key.country or "third"


def is_against_interest(claim: ClaimView, rules: IncidentRules) -> bool:
    """Tell whether a side owns up: to its own losses, to its own deed against civilians."""
    side = side_of(claim.origin)
    if side == "third" or claim.status == "did_not_happen":
        return False
    if claim.type in rules.own_loss and _is_own_forces(claim):
        return True
    hurts_civilians = any(t.role in {"CVL", "REF", "MED", "NGO"} for t in claim.targets)
    return (
        claim.type in rules.own_deed
        and any(_is_own(claim.origin, a) for a in claim.agents)
        and hurts_civilians
    )


def _is_own_forces(claim: ClaimView) -> bool:
    suffers = claim.type in {"casualties", "materiel_loss", "damage"}
    parties = claim.targets if suffers else claim.agents
    return any(_is_own(claim.origin, p) and p.role in {"MIL", "REB", "UAF"} for p in parties)


def _is_own(origin: OriginKey, party: PartyView) -> bool:
    if origin.country and origin.country == party.country:
        return True
    return bool(origin.group) and origin.group == party.group


def _origin(key: OriginKey, members: list[ClaimView], rules: IncidentRules) -> Origin:
    ordered = sorted(members, key=lambda c: c.row)
    return Origin(
        key=origin_text(key),
        name=key.shown,
        side=side_of(key),
        claims=tuple(c.id for c in ordered),
        documents=len({c.document for c in ordered}),
        families=len({c.copies for c in ordered}),
        against_interest=tuple(c.id for c in ordered if is_against_interest(c, rules)),
    )


def origin_text(key: OriginKey) -> str:
    """Give an origin's key as text: stable, and fit for a file."""
    if key.publisher:
        return f"outlet:{key.publisher}"
    who = "/".join(p for p in (key.country, key.group, key.role) if p)
    return f"{who}:{key.name}" if key.name else who


def canonical_origins(claims: Iterable[ClaimView]) -> Mapping[int, str]:
    """Give each claim's origin key (row → key) with sources that cannot be told apart joined.

    A bare *the ministry* joins a named one only where a single named one fits.
    """
    named: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    ordered = sorted(claims, key=lambda c: c.row)
    for claim in ordered:
        key = claim.origin
        if key.name:
            named[key.country, key.role, key.group].add(key.name)
    found = {}
    for claim in ordered:
        key = claim.origin
        if not key.publisher and not key.name:
            names = named.get((key.country, key.role, key.group), set())
            if len(names) == 1:
                key = key._replace(name=next(iter(names)))
        found[claim.row] = origin_text(key)
    return found


@lru_cache(maxsize=1 << 14)
def _holds(left: str, right: str) -> bool:
    shorter, longer = sorted((left.split(), right.split()), key=len)
    return len(shorter) > 1 and set(shorter) <= set(longer)


_key = cache(name_key)
