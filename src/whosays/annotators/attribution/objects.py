"""Content that is a noun phrase: objects, and objects with a predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.clause import DAYS, clause_end, rest_of_clause
from whosays.annotators.attribution.filling import Filling, branch, inside
from whosays.annotators.attribution.tree import is_passive, stretches
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.annotators.attribution.lexicon import Cue
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span


_DEPICTING = frozenset({"describe", "portray", "depict", "paint", "characterize", "call", "label"})


def find_predicative(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Read "called the strike a war crime", "described it as calm"."""
    if not cue.takes("as"):
        return None
    objects = [o for o in parse.children(verb, "obj", "iobj") if o > verb]
    tail = [c for c in parse.children(verb, "xcomp", "obl", "advcl", "ccomp") if c > verb]
    tail = [
        c
        for c in tail
        if is_relation(parse.tokens[c].deprel, ("xcomp", "ccomp"))
        or any(parse.lemma(x) == "as" for x in parse.children(c, "case", "mark"))
    ]
    if not objects and tail and _is_fronted(parse, verb):
        # "What the army calls a retreat, residents describe as a rout in which …"
        return Filling(branch(parse, tail[0]), [], "verb.predicative", 1.5)
    if objects and tail:
        first, last = min(parse.subtree(objects[0])), max(parse.subtree(tail[0]))
        return Filling(stretches(parse, first, last, ()), [], "verb.predicative", 1.5)
    if is_passive(parse, verb) and tail:
        passive_subject = parse.children(verb, "nsubj:pass")
        content = branch(parse, tail[0])
        if passive_subject:
            content = sorted(
                branch(parse, passive_subject[0], inside(parse, passive_subject[0], verb)) + content
            )
        return Filling(content, [], "verb.passive_predicative", 1.2)
    if (
        cue.key in {"call", "brand", "label", "dub", "term"}
        and verb + 2 < parse.sentence_of(verb).last
    ):
        content = rest_of_clause(parse, verb + 1)
        following = parse.tokens[verb + 1]
        if content and not is_passive(parse, verb) and following.upos in {"PRON", "DET"}:
            return Filling(content, [], "verb.predicative_rest", 1.0)
    if objects and cue.key in _DEPICTING:
        return Filling(branch(parse, objects[0]), [], "verb.predicative_object", 0.9)
    return None


def _is_fronted(parse: Parse, verb: int) -> bool:
    """Tell "what …, they describe as …": the object stands before the verb."""
    return any(o < verb for o in parse.children(verb, "obj", "ccomp"))


def find_object(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Find a noun phrase that is what is said; in the passive the subject is."""
    if not cue.takes("obj"):
        return None
    for child in parse.children(verb, "obj", "iobj"):
        if "Reflex=Yes" in parse.tokens[child].feats:
            continue
        if parse.lemma(child) in {"responsibility", "credit"}:
            return Filling([parse.tokens[child].span], [], "verb.responsibility", 1.0)
        return Filling(_with_adjuncts(parse, verb, child, cue), [], "verb.object", 1.0)
    if is_passive(parse, verb):
        for child in parse.children(verb, "nsubj:pass"):
            content = branch(parse, child, inside(parse, child, verb))
            return Filling(content, [], "verb.passive_object", 0.8)
    return None


def _listed(parse: Parse, head: int, cue: Cue) -> list[Span]:
    """Give an object's branch; where a link hangs on it, with the list that the tree cut off."""
    tokens = parse.subtree(head)
    last = tokens[-1]
    following = parse.tokens[last + 1].text if last + 1 < len(parse.tokens) else ""
    if cue.chain and following in {",", "and"} and last + 1 < parse.sentence_of(head).last:
        end = clause_end(parse, last + 1)
        if end > last + 1:
            last = end
    return stretches(parse, tokens[0], last, ())


def _with_adjuncts(parse: Parse, verb: int, thing: int, cue: Cue) -> list[Span]:
    """Give an object with the phrases that belong to it: "backed X for mayor"."""
    spans = _listed(parse, thing, cue)
    if len(spans) != 1 or thing < verb:
        return spans
    last = parse.within(spans[0])[-1]
    for child in parse.children(verb, "obl", "xcomp", "advcl", "ccomp", "nmod", "acl"):
        words = parse.subtree(child)
        if words[0] != last + 1 or words[-1] - words[0] + 1 != len(words):
            continue
        if parse.tokens[words[0]].upos not in {"ADP", "SCONJ", "PART", "ADV"} or _is_time(
            parse, words
        ):
            break
        if parse.tokens[words[0]].text.lower() in {
            "by",
            "during",
            "in",
            "on",
            "at",
            "after",
            "before",
            "since",
            "when",
            "because",
            "while",
        }:
            break
        last = words[-1]
    return stretches(parse, parse.within(spans[0])[0], last, ())


def _is_time(parse: Parse, words: list[int]) -> bool:
    return any(parse.tokens[i].text.lower() in DAYS for i in words[:4])
