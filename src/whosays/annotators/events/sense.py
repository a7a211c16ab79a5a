"""Senses: which rows of the lexicon fit a trigger, and which type its weapon makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.functions import Functions, functions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.lexicon import Match, Row

_CLAUSE_MEANS = ("subj", "with", "by", "using", "mod", "from", "via", "of", "poss")
_OBJECT_MEANS = ("obj",)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sense that a token may have: its type, the row it came from, and how well it fits (0..1).

    ``row`` is None where the learned head alone proposed it.
    """

    token: int
    tokens: tuple[int, ...]
    type: str
    frame: str
    row: Row | None
    fit: float
    functions: Functions


def candidates_of(
    layers: Layers, matches: Iterable[Match], type_of_weapon: dict[str, str]
) -> dict[int, list[Candidate]]:
    """Give, for each token that some row proposes, its senses, best first.

    Words inside a longer pattern that fits propose nothing of their own.
    """
    by_token: dict[int, list[Candidate]] = {}
    functions: dict[int, Functions] = {}
    covered: dict[int, int] = {}
    for match in sorted(matches, key=lambda m: (-m.length, m.token)):
        token = match.token
        longest = max((covered.get(i, 0) for i in match.tokens), default=0)
        if longest > match.length and covered.get(token, 0) > match.length:
            continue
        if token not in functions:
            functions[token] = functions_of(layers.parse, token)
        found = functions[token]
        fit = fit_of(layers, match.row, found, match.tokens)
        if fit <= 0:
            continue
        fit += 0.12 * (match.length - 1)
        type_ = match.row.type
        if match.row.means:
            type_ = type_by_means(layers, match, found, type_of_weapon) or type_
        if match.length > 1:
            for index in match.tokens:
                covered[index] = max(covered.get(index, 0), match.length)
        by_token.setdefault(token, []).append(
            Candidate(token, match.tokens, type_, match.row.frame, match.row, fit, found)
        )
    result = {}
    for token, found_here in by_token.items():
        best: dict[str, Candidate] = {}
        for candidate in found_here:
            held = best.get(candidate.type)
            if held is None or candidate.fit > held.fit:
                best[candidate.type] = candidate
        result[token] = sorted(best.values(), key=lambda c: -c.fit)
    return result


def fit_of(layers: Layers, row: Row, functions: Functions, tokens: tuple[int, ...]) -> float:
    """Score how well a row's conditions hold, 0 where they do not."""
    fit = row.prior
    for function, wanted in row.need:
        held = _classes_at(layers, functions, function, tokens)
        if held & wanted:
            fit += 0.2 if function in {"obj", "subj"} else 0.1
        elif not (not held and "none" in wanted):
            return 0.0
    for function, barred in row.bar:
        if _classes_at(layers, functions, function, tokens) & barred:
            return 0.0
    return fit


def _classes_at(
    layers: Layers, functions: Functions, function: str, tokens: tuple[int, ...]
) -> frozenset[str]:
    names = tuple(functions) if function == "any" else (function,)
    found: frozenset[str] = frozenset()
    for name in names:
        for index, _ in functions.get(name, ()):
            if index not in tokens or function == "any":
                found |= layers.classes(index)
    if function == "obj" and "prep_obj" in functions:
        found |= _classes_at(layers, functions, "prep_obj", tokens)
    return found


def type_by_means(
    layers: Layers, match: Match, functions: Functions, type_of_weapon: dict[str, str]
) -> str | None:
    """Give the type that the weapon in the clause makes of an attack, None where none is named."""
    parse = layers.parse
    for index in match.tokens:
        code = _code(layers, index)
        if code and code in type_of_weapon and index != match.token:
            return type_of_weapon[code]
    names = _CLAUSE_MEANS + (_OBJECT_MEANS if match.row.id == "weapon.used" else ())
    for name in names:
        for index, path in functions.get(name, ()):
            if name == "of" and "light" in path:
                continue
            code = _code(layers, index)
            if code is None and name in {"subj", "with", "by"}:
                code = next(
                    (
                        c
                        for child in parse.children(index, "compound", "amod", "nmod")
                        if (c := _code(layers, child))
                    ),
                    None,
                )
            if code in type_of_weapon:
                return type_of_weapon[code]
    # Using drones, ...: an adverbial clause of means.
    for child in parse.children(match.token, "advcl"):
        if parse.lemma(child) in {"use", "employ", "involve", "fire", "launch", "drop"}:
            for thing in parse.children(child, "obj"):
                code = _code(layers, thing)
                if code in type_of_weapon:
                    return type_of_weapon[code]
    return None


def _code(layers: Layers, index: int) -> str | None:
    weapon = layers.weapon_at.get(index)
    return weapon.code if weapon is not None else None
