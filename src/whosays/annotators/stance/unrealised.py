"""Hypothetical, attempted, planned."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.annotators.stance.case import negation_at, precedes
from whosays.annotators.stance.negation import is_stopping
from whosays.schema.claim import Status
from whosays.schema.parse import is_relation
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.stance.case import Case, Verdict

_PLAN_OBJECTS = frozenset(
    [
        "plan",
        "prepare",
        "schedule",
        "order",
        "expect",
        "propose",
        "threaten",
        "promise",
        "pledge",
        "intend",
        "ready",
    ]
)


def hypothetical(case: Case) -> Verdict | None:
    """Under a condition, with may or would, or as a risk or a chance."""
    for mark in case.scope.marks:
        if case.has("hypothetical", "marks", mark) and not _asks(case, mark):
            return Status.HYPOTHETICAL, case.span(mark), "hypothetical.mark"
    for index, relation in case.scope.governors:
        if relation == "conj":
            continue
        if case.has("hypothetical", "verbs", index) and relation in {"obj", "xcomp", "ccomp"}:
            return Status.HYPOTHETICAL, case.span(index), "hypothetical.verb"
        if (
            case.has("hypothetical", "nouns", index)
            and relation.startswith(("nmod:of", "acl", "ccomp"))
            and relation != "acl:relcl"
        ):
            return Status.HYPOTHETICAL, case.span(index), "hypothetical.noun"
        if case.has("hypothetical", "predicates", index) and relation.startswith(
            ("nsubj", "csubj", "xcomp")
        ):
            return Status.HYPOTHETICAL, case.span(index), "hypothetical.predicate"
    for node in case.scope.nodes:
        verdict = _modal(case, node)
        if verdict is not None:
            return verdict
    return None


def _modal(case: Case, node: int) -> Verdict | None:
    auxiliaries = case.parse.children(node, "aux")
    if any(case.lemma(c) == "have" for c in auxiliaries):
        return None
    for child in auxiliaries:
        lemma = case.lemma(child)
        if lemma in {"will", "shall"} and _is_guess(case, node):
            return Status.HYPOTHETICAL, case.span(child), "hypothetical.forecast"
        if not case.has("hypothetical", "auxiliaries", child):
            continue
        if lemma in {"could", "can"} and negation_at(case, node) is not None:
            return None
        if lemma == "would":
            if case.inner:
                return Status.PLANNED, case.span(child), "planned.reported_future"
            if case.scope.subordinate:
                return None
        return Status.HYPOTHETICAL, case.span(child), "hypothetical.auxiliary"
    return None


def _is_guess(case: Case, node: int) -> bool:
    """Tell a forecast: will with likely or probably, or under an estimate."""
    if any(
        case.word(c) in {"likely", "probably", "possibly", "perhaps"}
        for c in case.parse.children(node, "advmod")
    ):
        return True
    return bool(case.inner) and case.inner[0].cue_class in {"estimate", "believe"}


def _asks(case: Case, mark: int) -> bool:
    head = case.parse.tokens[mark].head
    return head >= 0 and is_relation(case.parse.tokens[head].deprel, ("ccomp",))


def attempted(case: Case) -> Verdict | None:
    """Find tried, failed, an attempt or an operation to; an attack seen stopped."""
    parse = case.parse
    infinitive = any(case.lemma(m) == "to" for m in case.scope.marks)
    direct = any(case.lemma(m) == "to" for m in parse.children(case.event.token, "mark"))
    for index, relation in case.scope.governors:
        if (
            case.has("attempted", "verbs", index)
            and relation in {"xcomp", "ccomp", "advcl"}
            and infinitive
        ):
            return _unless_none(case, index, "attempted.verb")
        if (
            case.has("attempted", "nouns", index)
            and relation.startswith(("acl", "nmod:at", "compound", "ccomp", "amod"))
            and relation != "acl:relcl"
        ):
            return _unless_none(case, index, "attempted.noun")
        if (
            direct
            and case.has("attempted", "operations", index)
            and relation in {"acl", "advcl", "xcomp", "ccomp"}
        ):
            return Status.ATTEMPTED, case.span(index), "attempted.operation"
        if case.has("attempted", "foiling", index) and relation in {"obj", "nsubj:pass"}:
            return Status.ATTEMPTED, case.span(index), "attempted.foiled"
    for index in precedes(case):
        if case.has("attempted", "nouns", index) or case.has("attempted", "verbs", index):
            return _unless_none(case, index, "attempted.before")
        if case.has("attempted", "operations", index) and parse.tokens[index].upos == "NOUN":
            return Status.ATTEMPTED, case.span(index), "attempted.operation"
    for node in case.scope.nodes:
        for child in parse.children(node, "advmod", "amod", "compound"):
            if case.has("attempted", "adverbs", child) or case.has(
                "attempted", "adjectives", child
            ):
                return Status.ATTEMPTED, case.span(child), "attempted.modifier"
            if case.has("attempted", "nouns", child) and child < node:
                return Status.ATTEMPTED, case.span(child), "attempted.compound"
    if case.has("attempted", "nouns", case.event.token):
        return Status.ATTEMPTED, case.event.trigger, "attempted.trigger"
    return _undone(case) if case.event.type in case.words.of("attempted", "types") else None


def _unless_none(case: Case, index: int, rule: str) -> Verdict:
    """Tell "made no attempt to advance" from an attempt."""
    head = case.parse.tokens[index].head
    none = negation_at(case, index)
    if none is None and head >= 0 and is_relation(case.parse.tokens[index].deprel, ("obj",)):
        none = negation_at(case, head)
    if none is not None:
        return Status.DID_NOT_HAPPEN, case.span(none), "negation.attempt"
    return Status.ATTEMPTED, case.span(index), rule


def _undone(case: Case) -> Verdict | None:
    text, offset = case.sentence()
    start = case.event.trigger.end - offset
    match = case.words.pattern("attempted", "tails").search(text, start)
    if match is None and case.parse.tokens[case.event.token].xpos == "VBG":
        match = case.words.pattern("attempted", "forced_phrases").search(text, start)
    if match is None or ";" in text[start : match.start()] or match.start() - start > 120:
        return None
    return Status.ATTEMPTED, Span(match.start() + offset, match.end() + offset), "attempted.tail"


def planned(case: Case) -> Verdict | None:
    """Will, is to, plans to, ordered to, due to, tomorrow."""
    parse = case.parse
    infinitive = any(case.lemma(m) == "to" for m in case.scope.marks)
    if is_stopping(case):
        return None
    for node in case.scope.nodes:
        for child in parse.children(node, "aux"):
            if case.has("planned", "auxiliaries", child):
                return Status.PLANNED, case.span(child), "planned.auxiliary"
    before = precedes(case, reach=3)
    if before and case.lemma(before[0]) == "be":
        return Status.PLANNED, case.span(before[0]), "planned.be_to"
    for index, relation in case.scope.governors:
        if case.has("planned", "verbs", index):
            if relation in {"xcomp", "ccomp", "advcl"} and infinitive:
                return Status.PLANNED, case.span(index), "planned.verb"
            plans = case.lemma(index) in _PLAN_OBJECTS
            if plans and relation in {"obj", "nsubj:pass", "obl:for"}:
                return Status.PLANNED, case.span(index), "planned.object"
        if (
            case.has("planned", "nouns", index)
            and relation.startswith(("acl", "nmod", "ccomp"))
            and relation != "acl:relcl"
        ) and (infinitive or relation.endswith((":for", ":of"))):
            none = negation_at(case, index)
            if none is not None:
                return Status.DID_NOT_HAPPEN, case.span(none), "negation.plan"
            return Status.PLANNED, case.span(index), "planned.noun"
        if (
            case.has("planned", "adjectives", index)
            and infinitive
            and relation in {"xcomp", "ccomp", "advcl", "acl"}
        ):
            return Status.PLANNED, case.span(index), "planned.adjective"
        if relation.startswith("nsubj") and _is_scheduled(case, index):
            return Status.PLANNED, case.span(index), "planned.scheduled"
    return _planned_modifier(case)


def _is_scheduled(case: Case, index: int) -> bool:
    """Read "its trial is due to open", "a round is to be held"."""
    if case.has("planned", "adjectives", index) and case.lemma(index) in {
        "due",
        "scheduled",
        "slated",
        "set",
        "expected",
    }:
        return True
    first = min([index, *case.parse.children(index, "aux", "cop", "mark")])
    words = [case.word(i) for i in range(max(0, first - 1), index)]
    # "were up to 55 servicemen" schedules nothing.
    pairs = pairwise(words)
    return any(be in {"is", "are", "was", "were"} and to == "to" for be, to in pairs)


def _planned_modifier(case: Case) -> Verdict | None:
    for node in case.scope.nodes:
        for child in case.parse.children(node, "amod", "acl", "advmod", "obl"):
            if case.word(child) in case.words.of("planned", "modifiers"):
                return Status.PLANNED, case.span(child), "planned.modifier"
            if case.word(child) == "tomorrow" and case.parse.tokens[node].xpos in {
                "VBZ",
                "VBP",
                "VB",
                "VBG",
            }:
                return Status.PLANNED, case.span(child), "planned.tomorrow"
    return None
