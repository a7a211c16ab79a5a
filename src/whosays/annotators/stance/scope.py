"""The scope of a trigger: which governors, auxiliaries and modifiers bear on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.schema.parse import Parse

_CORE = ("nsubj", "obj", "csubj", "iobj")
_TELLING = frozenset(
    [
        "give",
        "publish",
        "renew",
        "acknowledge",
        "see",
        "verify",
        "confirm",
        "report",
        "announce",
        "substantiate",
        "bear",
        "know",
        "find",
        "release",
        "disclose",
        "update",
        "recognise",
        "recognize",
        "check",
        "document",
        "mention",
        "register",
    ]
)


@dataclass(slots=True)
class Scope:
    """Tokens that bear on one trigger, nearest first.

    ``nodes`` are the trigger's head and the predicates that govern it without a clause boundary
    between; ``governors`` are operators above (verbs and nouns that take the trigger's clause or
    phrase as argument), with the relation by which they do; ``marks`` are subordinators.
    """

    nodes: list[int] = field(default_factory=list)
    governors: list[tuple[int, str]] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    subordinate: bool = False


def scope_of(parse: Parse, token: int) -> Scope:
    """Climb from a trigger as far as modifiers of governors still bear on it."""
    scope = Scope(nodes=[token])
    at = token
    _collect_marks(parse, at, scope)
    for _ in range(8):
        head = parse.tokens[at].head
        if head < 0:
            break
        relation = parse.tokens[at].deprel
        verbal = parse.tokens[at].upos in {"VERB", "AUX"}
        above = parse.tokens[head]
        if is_relation(relation, ("conj",)):
            if _shares(parse, at, head):
                scope.nodes.append(head)
                at = head
                continue
            at = head
            if parse.tokens[at].upos not in {"VERB", "AUX"} and not verbal:
                continue
            # A clause of its own, coordinated: what governs the first governs it too.
            scope.governors.append((head, "conj"))
            continue
        if is_relation(relation, _CORE) and not verbal:
            scope.governors.append((head, relation))
            if parse.lemma(head) in _TELLING:
                # "has never given a toll": the telling is negated, not the deaths.
                break
            scope.nodes.append(head)
            _collect_marks(parse, head, scope)
            at = head
            continue
        if is_relation(relation, ("xcomp", "cop", "compound", "amod", "fixed", "flat", "appos")):
            scope.governors.append((head, relation))
            if above.upos in {"VERB", "AUX", "ADJ"} and is_relation(relation, ("xcomp",)):
                scope.nodes.append(head)
                _collect_marks(parse, head, scope)
            elif not is_relation(relation, ("xcomp",)):
                scope.nodes.append(head)
            at = head
            continue
        if is_relation(relation, ("ccomp", "csubj")):
            scope.governors.append((head, relation))
            at = head
            continue
        if is_relation(relation, ("nmod", "obl")) and not verbal:
            cases = [parse.lemma(c) for c in parse.children(at, "case")]
            scope.governors.append((head, relation + ":" + "_".join(cases)))
            if above.upos in {"NOUN", "PROPN"} and is_relation(relation, ("nmod",)):
                at = head
                continue
            break
        if is_relation(relation, ("acl", "advcl")):
            scope.governors.append((head, relation))
            scope.subordinate = True
            if relation == "acl:relcl":
                break
            if relation == "acl":
                at = head
                continue
            break
        if is_relation(relation, ("parataxis", "dep", "root")):
            scope.governors.append((head, relation))
            break
        at = head
    return scope


def _collect_marks(parse: Parse, token: int, scope: Scope) -> None:
    scope.marks.extend(parse.children(token, "mark"))


def _shares(parse: Parse, conjunct: int, head: int) -> bool:
    """Tell whether a conjoined verb shares subject and auxiliary of the first."""
    if parse.tokens[conjunct].upos not in {"VERB", "AUX"}:
        return parse.tokens[head].upos not in {"VERB", "AUX"}
    if parse.children(conjunct, "nsubj", "aux", "mark"):
        return False
    return parse.tokens[conjunct].xpos == parse.tokens[head].xpos
