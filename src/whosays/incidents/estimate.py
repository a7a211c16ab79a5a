"""Estimate: best, low and high of a count, by origin and over all; and the grades they suggest."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whosays.incidents.agreement import of_whom
from whosays.schema.incident import Accord, Estimate, Grade

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.incidents.view import ClaimView, FigureView
    from whosays.schema.incident import FieldAgreement, Origin

_Told = tuple["ClaimView", "FigureView"]


def estimates_of(
    claims: Sequence[ClaimView], origin_by_claim: Mapping[int, str]
) -> tuple[Estimate, ...]:
    """Give best, low and high for every measure, first over all origins, then by each.

    After UCDP: low and high are the lowest and highest that anyone tells; best is the number on
    which most origins agree, the lower one where they are even. An origin's later number
    stands for it. *Up to* gives a high alone and *at least* a low alone.
    """
    told: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.row):
        if claim.status in {"did_not_happen", "planned", "hypothetical"}:
            continue
        for figure in claim.figures:
            if (figure.low is not None or figure.high is not None) and not figure.total:
                told[figure.what, of_whom(claim)].append((claim, figure))
    found = []
    for (what, whom), rows in sorted(told.items()):
        last: dict[str, list[_Told]] = defaultdict(list)
        for claim, figure in rows:
            last[origin_by_claim.get(claim.row, "")].append((claim, figure))
        parts = [_estimate(what, whom, origin, last[origin]) for origin in sorted(last)]
        found.append(_over_all(what, whom, parts))
        if len(parts) > 1:
            found.extend(parts)
    return tuple(found)


def _estimate(what: str, whom: str, origin: str, rows: list[_Told]) -> Estimate:
    firm = [(c, f) for c, f in rows if c.stance != "questioned"] or rows
    _, figure = firm[-1]
    lows = [v for _, f in firm if (v := _first(f.low, f.high)) is not None]
    highs = [v for _, f in firm if (v := _first(f.high, f.low)) is not None]
    return Estimate(
        measure=what,
        of_whom=whom,
        origin=origin,
        best=_first(figure.low, figure.high),
        low=min(lows, default=None),
        high=max(highs, default=None),
        claims=tuple(dict.fromkeys(c.id for c, _ in rows)),
    )


def _over_all(what: str, whom: str, parts: list[Estimate]) -> Estimate:
    votes = Counter(p.best for p in parts if p.best is not None)
    best = min(votes, key=lambda v: (-votes[v], v), default=None)
    claims = tuple(dict.fromkeys(c for p in parts for c in p.claims))
    return Estimate(
        measure=what,
        of_whom=whom,
        origin="",
        best=best,
        low=min((p.low for p in parts if p.low is not None), default=None),
        high=max((p.high for p in parts if p.high is not None), default=None),
        claims=claims,
    )


def _first(value: float | None, other: float | None) -> float | None:
    return value if value is not None else other


def grade_of(
    origins: Sequence[Origin],
    agreement: Sequence[FieldAgreement],
    claims: Sequence[ClaimView],
) -> Grade:
    """Suggest grades from corroboration alone: how many independent origins, do they contradict.

    How reliable each source is stands outside: the user sets it.
    """
    told = [c for c in claims if c.status not in {"planned", "hypothetical"}]
    if not told:
        return Grade("Weak", 6, "nobody says that it has happened")
    contested = [
        a
        for a in agreement
        if a.accord is Accord.CONTRADICT and a.field in {"agents", "status", "type"}
    ]
    owned = next((o for o in origins if o.against_interest), None)
    firm = [o for o in origins if _is_firm(o, told)]
    sides = {o.side for o in firm}
    n = len(firm)
    if all(c.status == "did_not_happen" for c in told):
        return Grade("Discounted", 5, "all who speak of it say that it did not happen")
    if contested:
        return Grade("Contested", 4, contested[0].reason)
    if owned is not None:
        more = 1 if n > 1 else 2
        return Grade("Confirmed", more, f"{owned.name} says so against its own interest")
    if n >= 2 and len(sides) > 1:
        return Grade("Fair", 1, f"{n} independent origins on different sides say so")
    if n >= 2:
        return Grade("Fair", 2, f"{n} independent origins say so, all of one side")
    if n == 1:
        return Grade("Weak", 3, f"{firm[0].name} alone says so")
    return Grade("Weak", 6, "nobody commits to it")


def _is_firm(origin: Origin, claims: Sequence[ClaimView]) -> bool:
    """Tell whether an origin says it without doubt of its own."""
    wanted = set(origin.claims)
    return any(
        c.id in wanted
        and c.stance not in {"questioned", "possible"}
        and c.status != "did_not_happen"
        for c in claims
    )
