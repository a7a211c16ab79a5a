"""Reported words by order alone, where the tree has lost them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.clause import rest_of_clause
from whosays.annotators.attribution.filling import Filling
from whosays.annotators.attribution.tree import (
    is_passive,
    stretches,
    subjects,
    understood_subject,
)

if TYPE_CHECKING:
    from whosays.annotators.attribution.lexicon import Cue, CueLexicon
    from whosays.schema.parse import Parse

# Words between a cue and its "that": an addressee, a day, a place.
_REACH = 14
# Words between a cue and the colon before what is said.
_COLON = 9
# Words between "gave" and its number: "gave a figure of forty".
_NUMBER = 6


def fill_by_order(parse: Parse, verb: int, cue: Cue, lexicon: CueLexicon) -> Filling | None:
    """Find the content of ``verb`` by the order of words, None where they do not tell it."""
    if not cue.particle:
        return _by_surface(parse, verb, cue) or _shown(parse, verb, cue, lexicon)
    filling = _after_particle(parse, verb, cue) if cue.cue_class == "deny" else None
    if filling is None and cue.takes("that"):
        filling = _that_after(parse, verb, cue)
    return filling or _after_preposition(parse, verb, cue)


def _after_preposition(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Read "spoke of ninety killed", "owned up to two dead": what follows the preposition."""
    if not (cue.chain and cue.prepositions) or is_passive(parse, verb):
        return None
    last = parse.sentence_of(verb).last
    for index in range(verb + 1, min(verb + 4, last - 1)):
        word = parse.tokens[index].text.lower()
        if word in cue.prepositions and understood_subject(parse, verb) is not None:
            content = rest_of_clause(parse, index + 1)
            words = list(range(verb + 1, index + 1))
            return Filling(content, words, "surface.preposition", 0.9) if content else None
        if word != cue.particle and parse.tokens[index].upos != "ADV":
            return None
    return None


def _by_surface(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Find reported words by order alone, where the tree has lost them.

    "SUBJECT said: …", "SUBJECT said on Monday that …", "put the dead at …", "which X denied".
    """
    sentence = parse.sentence_of(verb)
    end = next(
        (i for i in range(verb + 1, sentence.last) if parse.tokens[i].text == ";"), sentence.last
    )
    if cue.takes("count") and not is_passive(parse, verb):
        # "gave its readers another version: …"
        told = _after_colon(parse, verb, end)
        if told is not None:
            return told
    if cue.takes("that", "quote") and not is_passive(parse, verb):
        told = _after_colon(parse, verb, end)
        if told is not None:
            return told
        reach = _REACH if cue.cue_class == "report" else 3
        for index in range(verb + 1, min(verb + reach, end)):
            token = parse.tokens[index]
            if token.text.lower() in {"that", "whether"} and token.upos == "SCONJ":
                return Filling(stretches(parse, index, end - 1, ()), [], "surface.that", 1.1)
            if token.xpos in {"VBD", "VBZ", "VBP", "MD"}:
                break
    if cue.key in {"put", "place"} and understood_subject(parse, verb) is not None:
        for index in range(verb + 2, min(verb + 25, end)):
            if parse.tokens[index].text.lower() == "at":
                last = max(i for i in parse.subtree(index) if i < end)
                last = max(last, min(index + 3, end - 1))
                return Filling(stretches(parse, verb + 1, last, ()), [], "surface.put_at", 1.2)
    if cue.chain and cue.takes("obj") and subjects(parse, verb) and not is_passive(parse, verb):
        # The object is lost in the tree: what follows in the clause is it.
        following = parse.tokens[verb + 1] if verb + 1 < end else None
        if following is not None and following.upos in {
            "NUM",
            "NOUN",
            "PROPN",
            "ADJ",
            "DET",
            "ADV",
        }:
            content = rest_of_clause(parse, verb + 1)
            if content:
                return Filling(content, [], "surface.object", 0.6)
    filling = _after_preposition(parse, verb, cue)
    if filling is not None:
        return filling
    if cue.cue_class == "deny" and subjects(parse, verb):
        for index in (
            *range(verb - 1, sentence.first - 1, -1),
            *range(verb + 1, min(verb + 3, end)),
        ):
            if parse.tokens[index].text.lower() in {"which", "that", "this", "it"}:
                return Filling([parse.tokens[index].span], [], "surface.denied", 0.7)
    return None


def _after_colon(parse: Parse, verb: int, end: int) -> Filling | None:
    """Read "said:", "told its readers a different story:"."""
    for index in range(verb + 1, min(verb + _COLON, end - 1)):
        token = parse.tokens[index]
        if token.text == ":":
            content = stretches(parse, index + 1, end - 1, ())
            return Filling(content, [], "surface.colon", 1.3) if content else None
        if token.upos in {"PUNCT", "VERB", "SCONJ"}:
            return None
    return None


def _that_after(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Read "let it be known that …": the clause after a cue of several words."""
    last = parse.sentence_of(verb).last
    for index in range(verb + 1, min(verb + 6, last - 1)):
        following = parse.tokens[index + 1]
        if parse.tokens[index].text.lower() == cue.particle and following.text.lower() == "that":
            words = list(range(verb + 1, index + 1))
            content = stretches(parse, index + 1, last - 1, ())
            return Filling(content, words, "surface.that", 1.1) if content else None
    return None


def _shown(parse: Parse, verb: int, cue: Cue, lexicon: CueLexicon) -> Filling | None:
    """Read "imagery shows 35 burnt-out vehicles", "the staff gave 4,880 killed": an object that
    counts only where a document shows it, or where it is a number.
    """
    last = parse.sentence_of(verb).last
    if verb + 2 >= last or is_passive(parse, verb):
        return None
    subject = understood_subject(parse, verb)
    if subject is None:
        return None
    carriers = lexicon.modes["document"] | lexicon.modes["recording"]
    shows = cue.cue_class == "show" and parse.lemma(subject) in carriers
    counts = cue.takes("count") and any(
        parse.tokens[i].upos == "NUM" for i in range(verb + 1, min(verb + _NUMBER, last))
    )
    if not (shows or counts):
        return None
    content = rest_of_clause(parse, verb + 1)
    return Filling(content, [], "surface.count" if counts else "surface.shown", 0.9)


def _after_particle(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Read "brushed aside the charge that …": all that follows the particle."""
    for index in range(verb + 1, min(verb + 5, parse.sentence_of(verb).last)):
        if parse.tokens[index].text.lower() == cue.particle:
            between = [i for i in range(verb + 1, index) if parse.tokens[i].upos != "ADV"]
            content = stretches(parse, between[0], between[-1], ()) if between else []
            if not content and index + 1 < parse.sentence_of(verb).last:
                content = rest_of_clause(parse, index + 1)
            return Filling(content, [index], "surface.particle", 0.9) if content else None
    return None
