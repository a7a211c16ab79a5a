"""Use: whether the name of a country or capital stands for its government (*Moscow denied*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.place import PlaceUse

if TYPE_CHECKING:
    from whosays.annotators.places.context import Setting
    from whosays.annotators.places.words import Words
    from whosays.schema.parse import Parse

_PARTNER_CASES = frozenset({"between", "by", "with", "against"})


def use_of(parse: Parse, setting: Setting, words: Words, *, in_headline: bool = False) -> PlaceUse:
    """Tell a government from a place: a country or capital that says, wants, attacks.

    A headline's trees are poor: there, whoever opens it without a preposition acts.
    """
    if setting.head or setting.part or not is_seat(setting):
        return PlaceUse.PLACE
    after = setting.after
    if len(after) > 1 and after[0] == "-" and after[1] in words.hyphen_actors:
        return PlaceUse.METONYMY
    top = parse.top(setting.name.span)
    if top is None:
        return PlaceUse.PLACE
    if in_headline and _opens(parse, setting):
        return PlaceUse.METONYMY
    # A conjunct does what the first of its series does.
    if parse.tokens[top].deprel == "conj":
        top = parse.conjuncts(top)[0]
    token = parse.tokens[top]
    if token.deprel == "obl:agent":
        return PlaceUse.METONYMY
    if token.head < 0:
        return PlaceUse.PLACE
    above = parse.lemma(token.head)
    cases = {parse.lemma(i) for i in parse.children(top, "case")}
    is_verb = parse.tokens[token.head].upos == "VERB"
    if token.deprel == "nsubj" and is_verb and above not in words.stative:
        return PlaceUse.METONYMY
    if "by" in cases and is_verb:
        return PlaceUse.METONYMY
    owns = token.deprel in {"compound", "nmod:poss"} or cases == {"of"}
    if owns and above in words.bodies:
        return PlaceUse.METONYMY
    if token.deprel == "nsubj:pass" and above in words.addressed:
        return PlaceUse.METONYMY
    if not cases and _says_itself(parse, top, words):
        return PlaceUse.METONYMY
    if token.deprel in {"obl", "nmod"} and cases & {"accord", "according"}:
        return PlaceUse.METONYMY
    if token.deprel in {"obl", "nmod"} and cases & _PARTNER_CASES and above in words.dealings:
        return PlaceUse.METONYMY
    if token.deprel == "obj" and above in words.addressed:
        return PlaceUse.METONYMY
    return PlaceUse.PLACE


def _says_itself(parse: Parse, top: int, words: Words) -> bool:
    """Tell whether a relative clause has the name act (*Moscow, which says …*)."""
    for clause in parse.children(top, "acl:relcl"):
        subjects = [parse.lemma(i) for i in parse.children(clause, "nsubj")]
        if "which" in subjects and parse.lemma(clause) not in words.stative:
            return True
    return False


def _opens(parse: Parse, setting: Setting) -> bool:
    """Tell whether a name opens its sentence, or is second there (*Kyiv and Moscow trade*)."""
    name = setting.name
    first = parse.sentences[parse.tokens[name.first].sentence].first
    before = [t.text.lower() for t in parse.tokens[first : name.first]]
    opens = not before or (len(before) == 2 and before[-1] == "and")
    closes = not setting.after or setting.after[0] in {":", ",", "-", "–", "—", "(", "."}
    return opens and not closes


def is_seat(setting: Setting) -> bool:
    """Tell whether a name is a country's or a capital's, or a seat of power's."""
    return any(
        m.place.feature.startswith("A.PCL") or m.place.feature in {"P.PPLC", "S.BLDG"}
        for m in setting.name.matches
    )
