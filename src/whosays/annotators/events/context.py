"""Context: what stands round a trigger that makes it a claim, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.events.words import listed
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.annotators.events.functions import Functions
    from whosays.schema.parse import Parse

_DEMANDS = listed("events.context", "demands")
_DUTY = frozenset(["should", "must", "ought", "shall", "need"])
_MODAL = frozenset(["can", "could", "may", "might", "would"])
_FUTURE = frozenset(["will", "'ll", "shall", "wo"])
_FEAR = listed("events.context", "fear")
_TRY = listed("events.context", "try")
_DEFINITE = listed("events.context", "definite")
_MEDIA = listed("events.context", "media")
_COMPLEMENTS = ("xcomp", "ccomp", "acl", "obj", "obl", "advcl", "conj", "nsubj", "nsubj:pass")


def context_of(parse: Parse, token: int, functions: Functions) -> tuple[str, ...]:
    """Name what stands round a trigger: ``modal``, ``demand``, ``condition``, ``bare``, …."""
    found = []
    word = parse.tokens[token]
    aux = [parse.lemma(c) for c in parse.children(token, "aux", "aux:pass")]
    if any(a in _DUTY for a in aux):
        found.append("duty")
    if any(a in _MODAL for a in aux):
        found.append("modal")
    if any(a in _FUTURE for a in aux):
        found.append("future")
    if _negated(parse, token):
        found.append("negated")
    marks = [parse.lemma(c) for c in parse.children(token, "mark")]
    if any(m in {"if", "unless", "lest"} for m in marks):
        found.append("condition")
    if "whether" in marks:
        found.append("whether")
    if "to" in marks and is_relation(word.deprel, ("advcl", "acl")):
        found.append("purpose")
    if word.deprel == "acl:relcl":
        found.append("relative")
    if word.deprel == "amod":
        found.append("attribute")
    if word.deprel == "compound":
        found.append("compound")
    if word.deprel == "nmod:poss":
        found.append("possessor")
    if word.upos == "NOUN":
        _nominal_context(parse, token, functions, found)
    _governors(parse, token, found)
    return tuple(found)


def _negated(parse: Parse, token: int) -> bool:
    for child in parse.children(token):
        lemma = parse.lemma(child)
        if lemma in {"not", "never", "n't", "no", "nobody", "none", "neither", "without"}:
            return True
    head = parse.tokens[token].head
    return head >= 0 and any(
        parse.lemma(c) in {"not", "never"} for c in parse.children(head, "advmod")
    )


def _nominal_context(parse: Parse, token: int, functions: Functions, found: list[str]) -> None:
    determiner = next((parse.lemma(c) for c in parse.children(token, "det", "nmod:poss")), "")
    if determiner in _DEFINITE:
        found.append("definite")
        told = any(f for f in functions if f not in {"poss", "subj"})
        head = parse.tokens[token].head
        verbal = head >= 0 and parse.tokens[head].upos == "VERB"
        if not told and not (verbal and parse.children(head, "obl")):
            found.append("bare")
    elif not determiner:
        found.append("undetermined")
    if parse.children(token, "nummod"):
        found.append("counted")
    above = parse.tokens[token].head
    if parse.tokens[token].deprel == "nmod" and above >= 0 and parse.lemma(above) in _FEAR:
        # The danger of further strikes, the risk of harm.
        found.append("fear")


def _governors(parse: Parse, token: int, found: list[str]) -> None:
    at = token
    for step, above in enumerate(parse.ancestors(token)):
        deprel = parse.tokens[at].deprel
        if step > 4 or not is_relation(deprel, _COMPLEMENTS):
            return
        lemma = parse.lemma(above)
        if is_relation(deprel, ("xcomp", "ccomp", "acl", "obj", "obl")):
            if lemma in _DEMANDS:
                found.append("demand")
            if lemma in _FEAR:
                found.append("fear")
            if lemma in _TRY:
                found.append("try")
        if any(parse.lemma(c) in {"if", "unless"} for c in parse.children(above, "mark")):
            found.append("condition")
        if any(parse.lemma(c) in _DUTY for c in parse.children(above, "aux")):
            found.append("duty_above")
        if lemma in _MEDIA:
            found.append("media")
        at = above


def takes_up(parse: Parse, token: int, before: int) -> bool:
    """Tell whether a noun only takes up the strikes of the sentence before, to say what they hit:
    the coalition made five strikes; these strikes engaged three units.
    """
    word, earlier = parse.tokens[token], parse.tokens[before]
    if word.sentence - earlier.sentence != 1 or {word.upos, earlier.upos} != {"NOUN"}:
        return False
    determiners = {parse.lemma(c) for c in parse.children(token, "det")}
    return bool(determiners & {"this", "these"}) and token - parse.sentence_of(token).first <= 2
