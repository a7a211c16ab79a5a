"""Ongoing: continues to, still, is doing; a state in the present tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.claim import Status
from whosays.schema.parse import is_relation
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.stance.case import Case, Verdict

_PRESENT = frozenset({"VBP", "VBZ"})


def ongoing(case: Case) -> Verdict | None:
    """Find what tells that it goes on at the time of the report."""
    for rule in (_governed, _modified, _tail, _state, _present):
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return None


def _governed(case: Case) -> Verdict | None:
    """Continues to, keeps on, goes on; does not cease; began to and is at it."""
    for index, relation in case.scope.governors:
        if case.has("ongoing", "verbs", index) and relation.startswith(
            ("xcomp", "nsubj", "obj", "ccomp", "advcl")
        ):
            if case.lemma(index) in {"go", "carry"} and not _has_on(case, index):
                continue
            return Status.ONGOING, case.span(index), "ongoing.verb"
        if (
            case.has("ongoing", "stopping", index)
            and relation.startswith(("xcomp", "obj", "ccomp"))
            and _is_not_done(case, index)
        ):
            return Status.ONGOING, case.span(index), "ongoing.not_stopped"
        if case.has("ongoing", "ends", index) and relation.startswith(("nmod:to", "nmod:of")):
            return Status.ONGOING, case.span(index), "ongoing.call_to_end"
        if case.has("ongoing", "progress", index) and relation.startswith(
            ("nmod", "obl", "acl", "advcl")
        ):
            return Status.ONGOING, case.span(index), "ongoing.progress"
    return None


def _has_on(case: Case, index: int) -> bool:
    return index + 1 < len(case.parse.tokens) and case.word(index + 1) == "on"


def _is_not_done(case: Case, index: int) -> bool:
    """Tell "does not cease", "must end", "to cease at once" from "ceased"."""
    children = case.parse.children(index, "advmod", "aux", "mark")
    return any(case.word(c) in {"not", "n't", "to", "must", "should", "never"} for c in children)


def _modified(case: Case) -> Verdict | None:
    for node in case.scope.nodes:
        verdict = _progressive(case, node) or _held_since(case, node)
        if verdict is not None:
            return verdict
        for child in case.parse.children(node, "advmod", "amod"):
            if case.has("ongoing", "adverbs", child) or case.has("ongoing", "adjectives", child):
                if _is_over(case, node) or case.lemma(case.event.token) == "miss":
                    continue
                return Status.ONGOING, case.span(child), "ongoing.modifier"
    return None


def _is_over(case: Case, node: int) -> bool:
    """Tell a perfect or a past, where *now* says that it is done."""
    token = case.parse.tokens[node]
    if token.upos not in {"VERB", "AUX"}:
        return False
    return (
        any(case.lemma(c) == "have" for c in case.parse.children(node, "aux"))
        and token.xpos == "VBN"
    )


def _progressive(case: Case, node: int) -> Verdict | None:
    parse = case.parse
    if parse.tokens[node].upos != "VERB" or case.lemma(node) in {"miss", "lack"}:
        return None
    auxiliaries = parse.children(node, "aux")
    be = [c for c in auxiliaries if case.lemma(c) == "be"]
    if parse.tokens[node].xpos == "VBG" and be:
        past = parse.tokens[be[0]].xpos == "VBD"
        if past and not case.inner:
            return None
        return Status.ONGOING, case.span(auxiliaries[0]), "ongoing.progressive"
    if any(case.word(c) == "being" for c in auxiliaries) and be:
        return Status.ONGOING, case.span(be[0]), "ongoing.progressive_passive"
    if parse.tokens[node].xpos == "VBN" and _is_kept(case, node, list(auxiliaries)):
        return Status.ONGOING, case.span(node), "ongoing.since"
    if case.event.type == "detention" and parse.tokens[node].xpos == "VBN":
        held = [c for c in be if parse.tokens[c].xpos in _PRESENT or case.word(c) == "be"]
        if held and not any(case.lemma(c) == "have" for c in auxiliaries):
            return Status.ONGOING, case.span(held[0]), "ongoing.held"
    return None


def _held_since(case: Case, node: int) -> Verdict | None:
    """Read "have been behind bars since August", "has had the town in a chokehold since May"."""
    if case.event.type not in case.words.of("ongoing", "state_types") | {"detention"}:
        return None
    parse = case.parse
    perfect = {case.word(c) for c in parse.children(node, "aux")} & {"has", "have", "'ve"}
    lasting = parse.tokens[node].upos not in {"VERB", "AUX"} or case.lemma(node) in _LASTING
    if not perfect or not lasting:
        return None
    for child in parse.children(node, "obl", "advcl", "nmod"):
        since = [c for c in parse.children(child, "case", "mark") if case.word(c) == "since"]
        if since:
            return Status.ONGOING, case.span(since[0]), "ongoing.held_since"
    return None


_LASTING = frozenset({"have", "hold", "keep", "control", "occupy", "besiege", "remain", "be"})


def _is_kept(case: Case, node: int, auxiliaries: list[int]) -> bool:
    """Read "has been shut up since 26 July", "has been shelled daily": it holds or recurs."""
    perfect = {case.word(c) for c in auxiliaries} & {"has", "have", "'s", "'ve"}
    text, offset = case.sentence()
    start = case.event.trigger.end - offset
    if perfect and case.words.pattern("ongoing", "kept_phrases").search(text, start, start + 45):
        return True
    if case.event.type not in case.words.of("ongoing", "state_types") | {"detention"}:
        return False
    words = {case.word(c) for c in auxiliaries}
    if not words & {"has", "have"} or "been" not in words:
        return False
    return any(
        case.word(c) == "since"
        for o in case.parse.children(node, "obl", "advcl")
        for c in case.parse.children(o, "case", "mark")
    )


def _tail(case: Case) -> Verdict | None:
    """Find "goes on", "is under way" after an event that is their subject."""
    token = case.parse.tokens[case.event.token]
    if token.upos not in {"NOUN", "PROPN"} and not (
        token.xpos == "VBG" and token.text[0].isupper()
    ):
        return None
    text, offset = case.sentence()
    start = case.event.trigger.end - offset
    match = case.words.pattern("ongoing", "tails").search(text, start, start + 110)
    if match is None or any(mark in text[start : match.start()] for mark in (";", ". ", ", and ")):
        return None
    return Status.ONGOING, Span(match.start() + offset, match.end() + offset), "ongoing.tail"


def _state(case: Case) -> Verdict | None:
    """Take a state to hold, unless a simple past of the writer's own says that it held."""
    if case.event.type not in case.words.of("ongoing", "state_types"):
        return None
    parse = case.parse
    token = parse.tokens[case.event.token]
    if token.upos in {"ADJ", "VERB"} and is_relation(token.deprel, ("amod",)):
        return Status.ONGOING, case.event.trigger, "ongoing.state_modifier"
    before = parse.text[max(0, case.event.trigger.start - 1) : case.event.trigger.start]
    if before == "-":
        return Status.ONGOING, case.event.trigger, "ongoing.state_compound"
    for node in case.scope.nodes:
        tenses = {parse.tokens[c].xpos for c in (node, *parse.children(node, "cop", "aux"))}
        if tenses & _PRESENT:
            return Status.ONGOING, case.span(node), "ongoing.state"
        if "VBD" in tenses:
            return (
                (Status.ONGOING, case.span(node), "ongoing.state_reported") if case.inner else None
            )
    return None


def _present(case: Case) -> Verdict | None:
    """Read a plain present tense outside headlines, or "is under investigation"."""
    parse, token = case.parse, case.parse.tokens[case.event.token]
    if case.event.type in case.words.of("ongoing", "done_types"):
        return None
    if case.headline:
        marks = {case.lemma(m) for m in case.scope.marks}
        fire = case.event.type in case.words.of("ongoing", "fire_types")
        if marks & {"as", "while"} and token.xpos in _PRESENT and not fire:
            return Status.ONGOING, token.span, "ongoing.headline_as"
        return None
    copulas = [
        c for c in parse.children(case.event.token, "cop") if parse.tokens[c].xpos in _PRESENT
    ]
    if copulas and parse.children(case.event.token, "case"):
        return Status.ONGOING, case.span(copulas[0]), "ongoing.predicate"
    if (
        token.xpos in _PRESENT
        and token.upos == "VERB"
        and not parse.children(case.event.token, "aux")
    ) and is_relation(token.deprel, ("root", "conj", "ccomp", "acl", "parataxis", "advcl")):
        return Status.ONGOING, token.span, "ongoing.present"
    return None
