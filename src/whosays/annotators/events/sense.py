"""Senses: which rows of the lexicon fit a trigger, and which type its weapon makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.functions import Functions, functions_of, with_conjuncts
from whosays.annotators.events.lexicon import SURE
from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.annotators.events.classes import Layers
    from whosays.annotators.events.lexicon import Match, Row

_CLAUSE_MEANS = ("subj", "with", "by", "using", "mod", "from", "via", "of", "poss")
_OBJECT_MEANS = ("obj",)
_OBJECT_ROWS = listed("events.sense", "object_rows")
_MEANS_TOLD = 0.1
"""What a sense gains whose means the clause names: an assault with drones is a drone strike."""
_PAIR = 2
_PARTICLE = "compound:prt"
_NEAR_MEANS = 12
_CARRIERS = listed("events.sense", "carriers")
_LABELS = frozenset({"attack", "strike", "assault", "combat"})
_TURNING = listed("events.sense", "turning")


WEAK = 0.2
"""The fit of a sense whose needs the arguments do not meet: the combiner may still take it."""


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
    heads: dict[int, int] = {}
    for match in sorted(matches, key=lambda m: (-m.length, _last_resort(layers, m.token), m.token)):
        token = match.token
        if covered.get(token, 0) > match.length or (
            covered.get(token, 0) == match.length > 1 and heads.get(token, token) != token
        ):
            continue
        if token not in functions:
            functions[token] = functions_of(layers.parse, token)
        found = functions[token]
        fit = fit_of(layers, match.row, found, match.tokens)
        if match.length <= _PAIR and fit > WEAK and _has_particle(layers, match):
            fit = WEAK
        if fit <= 0 or _is_adjunct(layers, token):
            continue
        if fit > WEAK:
            fit += 0.12 * (match.length - 1)
        type_ = match.row.type
        if match.row.means:
            told = type_by_means(layers, match, found, type_of_weapon)
            verbal = layers.parse.tokens[token].upos == "VERB"
            if told is not None and fit > WEAK:
                fit += _MEANS_TOLD
            if told is None and match.row.type == "strike" and verbal:
                told = means_of_sentence(layers, token, type_of_weapon)
            if told is None and match.row.id == "air.drop":
                told = means_of_sentence(layers, token, {"uav": type_of_weapon["uav"]})
            type_ = told or type_
        if match.length > 1 and fit > WEAK:
            for index in match.tokens:
                covered[index] = max(covered.get(index, 0), match.length)
                heads.setdefault(index, token)
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


def _has_particle(layers: Layers, match: Match) -> bool:
    """Tell whether a verb has a particle that its row does not name: beaten back are not beaten."""
    if match.row.prior >= SURE:
        return False
    parse = layers.parse
    return any(
        parse.lemma(c) in _TURNING
        and c not in match.tokens
        and (c == match.token + 1 or (match.length == 1 and parse.tokens[c].deprel == _PARTICLE))
        for c in parse.children(match.token, _PARTICLE, "advmod")
    )


def _last_resort(layers: Layers, token: int) -> int:
    """Verbs first, then nouns, labels of other nouns last: of bomb and blast, the blast."""
    word = layers.parse.tokens[token]
    if word.deprel == "compound":
        return 2
    return 0 if word.upos == "VERB" else 1


def _is_adjunct(layers: Layers, token: int) -> bool:
    """Tell whether a word only labels another: assault squads, attack aircraft."""
    parse = layers.parse
    word = parse.tokens[token]
    if parse.lemma(token) in _LABELS and _names_craft(layers, token):
        return True
    if word.deprel == "compound" and word.head > token:
        head = layers.classes(word.head)
        return "attack_noun" in head or parse.lemma(word.head) not in _CARRIERS
    return False


def _names_craft(layers: Layers, token: int) -> bool:
    """Tell whether an attack is a kind of craft: attack drones; attack, bomber and fighter jets."""
    parse = layers.parse
    last = parse.sentence_of(token).last
    after = [i for i in range(token + 1, min(last, token + 3)) if parse.tokens[i].text != ","]
    if not after:
        return False
    code = _code(layers, after[0])
    craft = {"aircraft", "uav", "helicopter", "ship"}
    return code in craft or parse.lemma(after[0]) in {"bomber", "fighter"}


def fit_of(layers: Layers, row: Row, functions: Functions, tokens: tuple[int, ...]) -> float:
    """Score how well a row's conditions hold: WEAK where a need is unmet, 0 where one is barred."""
    fit = row.prior
    weak = False
    for function, wanted, lemmas in row.need:
        held = _classes_at(layers, functions, function, tokens)
        if held & wanted or (
            lemmas and not lemmas.isdisjoint(_lemmas_at(layers, functions, function))
        ):
            fit += 0.2 if function in {"obj", "subj"} else 0.1
        elif not (not held and "none" in wanted):
            weak = True
    for function, barred, lemmas in row.bar:
        if _classes_at(layers, functions, function, tokens) & barred:
            return 0.0
        if lemmas and not lemmas.isdisjoint(_lemmas_at(layers, functions, function)):
            return 0.0
    return WEAK if weak else fit


def _classes_at(
    layers: Layers, functions: Functions, function: str, tokens: tuple[int, ...]
) -> frozenset[str]:
    names = tuple(functions) if function == "any" else (function,)
    found: frozenset[str] = frozenset()
    for name in names:
        for filler, _ in functions.get(name, ()):
            if filler in tokens and function != "any":
                continue
            for index in with_conjuncts(layers.parse, filler):
                found |= layers.classes(index)
    if function == "obj" and "prep_obj" in functions:
        found |= _classes_at(layers, functions, "prep_obj", tokens)
    return found


def _lemmas_at(layers: Layers, functions: Functions, function: str) -> set[str]:
    names = tuple(functions) if function == "any" else (function,)
    return {
        layers.parse.lemma(layers.measured(index))
        for name in names
        for filler, _ in functions.get(name, ())
        for index in with_conjuncts(layers.parse, filler)
    }


def type_by_means(
    layers: Layers, match: Match, functions: Functions, type_of_weapon: dict[str, str]
) -> str | None:
    """Give the type that the weapon in the clause makes of an attack, None where none is named."""
    parse = layers.parse
    for index in match.tokens:
        code = _code(layers, index)
        if code and code in type_of_weapon and index != match.token:
            return type_of_weapon[code]
    names = _CLAUSE_MEANS + (_OBJECT_MEANS if match.row.id in _OBJECT_ROWS else ())
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
            if name == "from" and parse.lemma(index) in {"air", "sky"}:
                return type_of_weapon["aircraft"]
    # Using drones, ...: an adverbial clause of means.
    for child in parse.children(match.token, "advcl"):
        if parse.lemma(child) in {"use", "employ", "involve", "fire", "launch", "drop"}:
            for thing in parse.children(child, "obj"):
                code = _code(layers, thing)
                if code in type_of_weapon:
                    return type_of_weapon[code]
    return None


def means_of_sentence(layers: Layers, token: int, type_of_weapon: dict[str, str]) -> str | None:
    """Give the type by the weapon named nearest before a trigger in its sentence.

    It was artillery that hit the ambulance; with mortars, the occupiers hit it.
    """
    sentence = layers.parse.sentence_of(token)
    best = None
    for index in range(sentence.first, sentence.last):
        weapon = layers.weapon_head.get(index)
        if weapon is None or weapon.code not in type_of_weapon:
            continue
        distance = abs(token - index) + (0 if index < token else 3)
        if best is None or distance < best[0]:
            best = (distance, type_of_weapon[weapon.code])
    return best[1] if best and best[0] <= _NEAR_MEANS else None


def _code(layers: Layers, index: int) -> str | None:
    weapon = layers.weapon_at.get(index)
    return weapon.code if weapon is not None else None
