"""Give every quantity of a document its noun, its measure and whether it is a running total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.figures.recognise import find_quantities
from whosays.schema.figure import Figure
from whosays.schema.parse import is_relation
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.figures.recognise import Quantity
    from whosays.annotators.figures.rules import FigureRules
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse
    from whosays.schema.token import Token
    from whosays.schema.weapon import WeaponMention

# Words that may stand between a number and its noun, where the tree does not tell.
_PREMODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "VERB"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# "three more men", "five of the houses": the number is the head, the noun hangs below.
_BELOW = ("nmod", "obl", "nmod:of")
_MAX_AHEAD = 5
_DASHES = frozenset({"-", "–", "—", ":", "~", "≈"})
_TIMES = frozenset({"once", "thrice", "twice"})


class FigureAnnotator:
    """Gives the layer ``figures``."""

    name = "figures"
    requires = ("parse", "weapons", "times")
    provides = ("figures",)

    def __init__(self, rules: FigureRules) -> None:
        self._rules = rules

    def annotate(
        self, document: Document, annotations: Annotations
    ) -> dict[str, tuple[Figure, ...]]:
        """Find the quantities of a document, in text order."""
        parse, weapons = annotations.parse, annotations.weapons
        barred: list[tuple[int, int]] = [t.span for t in annotations.times]
        barred += [w.span for w in weapons if any(c.isdigit() for c in w.span.of(document.text))]
        quantities = find_quantities(document.text, self._rules, barred)
        read = [q for q in quantities if parse.at(q.core[0]) is not None]
        return {"figures": tuple(_figures(document.text, parse, weapons, read, self._rules))}


def _figures(
    text: str,
    parse: Parse,
    weapons: Sequence[WeaponMention],
    quantities: Sequence[Quantity],
    rules: FigureRules,
) -> list[Figure]:
    code_at = {index: w.code for w in weapons for index in parse.within(w.span)}
    found: list[Figure] = []
    for index, quantity in enumerate(quantities):
        is_increment = quantity.rule == "en.figure.increment"
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        increment = following if following and following.rule == "en.figure.increment" else None
        if is_increment and found:
            noun, what = found[-1].noun, found[-1].what
        else:
            noun = counted_noun(parse, quantity)
            if increment is not None and not _is_between(parse, quantity, noun, increment):
                beside = _beside_increment(parse, quantity, increment)
                noun = beside if beside >= 0 else noun
            what = "money" if quantity.unit else measure(parse, noun, code_at, rules)
            before = found[-1] if found else None
            if before is not None and _is_subset(text, parse, before, quantity, rules):
                noun, what = before.noun, before.what
        found.append(
            Figure(
                span=Span(quantity.start, quantity.end),
                what=what,
                low=quantity.low,
                high=quantity.high,
                approx=quantity.approx,
                total=increment is not None
                or (not is_increment and _is_total(text, parse, quantity, rules)),
                unit=quantity.unit,
                noun=noun,
                rule=quantity.rule,
            )
        )
    return found


def _is_subset(
    text: str, parse: Parse, before: Figure, quantity: Quantity, rules: FigureRules
) -> bool:
    """Tell whether a quantity is some of the one before: *155 shellings, six of them*."""
    first, second = parse.at(before.span.end - 1), parse.at(quantity.core[0])
    if first is None or second is None or quantity.unit:
        return False
    if parse.tokens[first].sentence != parse.tokens[second].sentence:
        return False
    left = text[before.span.end : quantity.start].lower()
    right = text[quantity.end : quantity.end + 16].lower()
    return bool(rules.subset_left.search(left) or rules.subset_right.match(right))


def counted_noun(parse: Parse, quantity: Quantity) -> int:
    """Give the token of what a quantity counts, -1 where it stands alone (*11 died*)."""
    tokens = parse.tokens
    inside = parse.within(quantity.core)
    if not inside or tokens[inside[0]].text.lower() in _TIMES:
        return -1
    head = parse.top(quantity.core)
    if head is None:
        return -1
    token = tokens[head]
    if (
        is_relation(token.deprel, ("nummod", "det", "amod", "advmod", "compound"))
        and token.head >= 0
    ):
        noun = token.head
        if (
            noun not in inside
            and tokens[noun].upos != "VERB"
            and not _is_cut_off(parse, inside[-1], noun)
        ):
            # In a list the tree may hang a number on the item before: 80 tents, 40 stoves.
            ahead = _noun_ahead(parse, inside[-1]) if noun < inside[0] else -1
            return ahead if ahead >= 0 else noun
    below = [
        child
        for child in parse.children(head, *_BELOW)
        if child > inside[-1] and _has_of(parse, child)
    ]
    if below:
        return below[0]
    return _noun_ahead(parse, _out_of(parse, inside[-1]))


def _out_of(parse: Parse, last: int) -> int:
    """Look past the whole that a number is a part of: *12 out of 20 drones* counts drones."""
    tokens = parse.tokens
    words = [t.text.lower() for t in tokens[last + 1 : parse.sentence_of(last).last]][:5]
    if words[:2] != ["out", "of"]:
        return last
    place = 3 if words[2:3] in (["the"], ["some"], ["about"], ["its"], ["their"]) else 2
    index = last + 1 + place
    return index if index < len(tokens) and tokens[index].upos == "NUM" else last


def _is_between(parse: Parse, quantity: Quantity, noun: int, increment: Quantity) -> bool:
    return noun >= 0 and quantity.end <= parse.tokens[noun].span[0] < increment.start


def _beside_increment(parse: Parse, quantity: Quantity, increment: Quantity) -> int:
    """Give the noun around a total and its growth: *tanks – 6,010 (+7)*, *6,010 (+7) tanks*."""
    tokens = parse.tokens
    inside, behind = parse.within((quantity.start, quantity.end)), parse.at(increment.core[0])
    if not inside or behind is None:
        return -1
    sentence = parse.sentence_of(inside[0])
    index = inside[0] - 1
    while index >= sentence.first and tokens[index].text in _DASHES:
        index -= 1
    if index >= sentence.first and tokens[index].upos in _NOUNS:
        return index
    if tokens[min(behind + 1, len(tokens) - 1)].text == ")":
        return _noun_ahead(parse, behind + 1)
    return -1


def _is_cut_off(parse: Parse, last: int, noun: int) -> bool:
    """See a noun that a preposition parts from its number: *nine strikes on areas*, not areas.

    A noun before the number is parted from it by a semicolon.
    """
    if noun < last:
        return any(parse.tokens[i].text in {";", ":"} for i in range(noun + 1, last))
    return any(
        parse.tokens[i].deprel == "case" and parse.lemma(i) != "of" for i in range(last + 1, noun)
    )


def _has_of(parse: Parse, index: int) -> bool:
    return any(parse.lemma(c) == "of" for c in parse.children(index, "case"))


def _noun_ahead(parse: Parse, last: int) -> int:
    """Give the head of the noun phrase right behind a number, by the order of words alone."""
    tokens = parse.tokens
    sentence = parse.sentence_of(last)
    found = -1
    for index in range(last + 1, min(last + 1 + _MAX_AHEAD, sentence.last)):
        upos = tokens[index].upos
        if upos in _NOUNS:
            found = index
        elif found >= 0 or not _may_precede(tokens[index]):
            break
    return found


def _may_precede(token: Token) -> bool:
    """Tell whether a word may stand between a number and its noun: *two burnt-out tanks*."""
    if token.upos == "VERB":
        return token.xpos in {"VBN", "VBG"}
    return token.upos in _PREMODIFIERS and token.text not in {",", ".", ";", ":", "(", ")"}


def measure(parse: Parse, noun: int, code_at: dict[int, str], rules: FigureRules) -> str | None:
    """Guess what is counted from the noun alone; None where only the claim can tell."""
    if noun < 0:
        return None
    lemma = parse.lemma(noun)
    what = rules.measure_of.get(lemma) or rules.measure_of.get(parse.tokens[noun].text.lower())
    if noun in code_at and what not in {"attacks", "killed"}:
        return code_at[noun]
    return what


def _is_total(text: str, parse: Parse, quantity: Quantity, rules: FigureRules) -> bool:
    bound = quantity.low if quantity.low is not None else quantity.high
    if bound is None or bound < rules.total_min or quantity.unit:
        return False
    index = parse.at(quantity.core[0])
    if index is None:
        return False
    sentence = parse.sentence_of(index).span
    return rules.total.search(sentence.of(text).lower()) is not None
