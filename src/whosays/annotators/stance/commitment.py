"""Stance: how strongly the innermost source commits to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.stance.case import negation_at
from whosays.annotators.stance.negation import is_empty_subject
from whosays.schema.claim import Stance, Status
from whosays.schema.parse import is_relation
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.stance.case import Case

Verdict = tuple[Stance, "Span | None", str]

# How far a phrase may stand from the trigger it weakens, in characters.
_NEAR = 40
_FAR = 120
_BY_CLASS = {
    "accuse": Stance.ALLEGED,
    "claim": Stance.ALLEGED,
    "rumour": Stance.ALLEGED,
    "estimate": Stance.ESTIMATED,
    "believe": Stance.PROBABLE,
}


def read_stance(case: Case, status: Status) -> Verdict:
    """Give the stance with its cue and rule; stated where nothing weakens it."""
    for rule in (_own, _questioned, _modifier, _governor, _auxiliary, _attribution, _phrase):
        verdict = rule(case, status)
        if verdict is not None:
            return verdict
    return Stance.STATED, None, "default"


def _sentence(case: Case) -> tuple[str, int]:
    sentence = case.parse.sentence_of(case.event.token)
    return sentence.span.of(case.parse.text), sentence.span.start


def _own(case: Case, status: Status) -> Verdict | None:
    """See whether the trigger is itself an accusation or a claim: "claims village"."""
    del status
    words = case.event.trigger.of(case.parse.text).lower()
    if "responsib" in words or "credit" in words:
        return Stance.STATED, None, "own.responsibility"
    if case.lemma(case.event.token) in case.words.of("alleged", "verbs") - {"charge", "boast"}:
        return Stance.ALLEGED, case.event.trigger, "own.claim"
    return None


def _questioned(case: Case, status: Status) -> Verdict | None:
    """Find an old count that a new one replaces, or a claim that is not borne out."""
    text, offset = _sentence(case)
    start = case.event.trigger.start - offset
    if status is Status.HAPPENED and case.event.type == "casualties":
        for match in case.words.pattern("questioned", "old_phrases").finditer(
            text, 0, max(0, start)
        ):
            between = text[match.end() : start]
            if len(between) <= _NEAR and ";" not in between and ", " not in between.strip(", "):
                span = Span(match.start() + offset, match.end() + offset)
                return Stance.QUESTIONED, span, "questioned.old_count"
    later = case.words.pattern("questioned", "phrases").search(text, max(0, start))
    if (
        later is not None
        and status is Status.HAPPENED
        and later.start() - start < _FAR
        and ";" not in text[max(0, start) : later.start()]
    ):
        span = Span(later.start() + offset, later.end() + offset)
        return Stance.QUESTIONED, span, "questioned.phrase"
    for index, relation in case.scope.governors:
        if is_empty_subject(case, index) or negation_at(case, index) is not None:
            # "nobody disputes", "does not doubt"
            continue
        if case.has("questioned", "verbs", index) and relation in {"obj", "ccomp", "csubj"}:
            return Stance.QUESTIONED, case.span(index), "questioned.verb"
    return None


def _modifier(case: Case, status: Status) -> Verdict | None:
    """Find reportedly, allegedly, probably, possibly; alleged, estimated."""
    del status
    parse = case.parse
    for node in case.scope.nodes:
        for child in parse.children(node, "advmod", "amod", "compound", "obl"):
            word = parse.tokens[child].text.lower()
            for stance in (Stance.ALLEGED, Stance.ESTIMATED, Stance.PROBABLE, Stance.POSSIBLE):
                group = stance.value
                kinds = (
                    ("adverbs",)
                    if is_relation(parse.tokens[child].deprel, ("advmod",))
                    else ("adjectives",)
                )
                if any(word in case.words.of(group, kind) for kind in kinds):
                    return stance, case.span(child), f"{group}.modifier"
    return None


def _governor(case: Case, status: Status) -> Verdict | None:
    """Was accused of, is believed to, appears to; allegations of, a risk of."""
    parse = case.parse
    for index, relation in case.scope.governors:
        if relation == "conj":
            continue
        lemma = case.lemma(index)
        passive = any(
            parse.tokens[c].deprel in {"aux:pass", "nsubj:pass"} for c in parse.children(index)
        )
        clause = relation.startswith(("xcomp", "ccomp", "csubj", "obl", "advcl", "nsubj:pass"))
        if passive and clause:
            for stance in (Stance.ALLEGED, Stance.PROBABLE):
                if lemma in case.words.of(stance.value, "passives"):
                    return stance, case.span(index), f"{stance.value}.passive"
        if lemma in case.words.of("estimated", "verbs") and clause:
            return Stance.ESTIMATED, case.span(index), "estimated.verb"
        if (
            lemma in case.words.of("alleged", "verbs")
            and (clause or relation == "obj")
            and parse.tokens[index].upos == "VERB"
        ):
            return Stance.ALLEGED, case.span(index), "alleged.verb"
        if lemma in {
            "appear",
            "seem",
            "suggest",
            "believe",
            "think",
            "suspect",
        } and relation.startswith(("xcomp", "ccomp")):
            return Stance.PROBABLE, case.span(index), "probable.verb"
        if relation.startswith(("nmod", "acl", "ccomp", "appos")):
            word = parse.tokens[index].text.lower()
            if word in case.words.of("alleged", "nouns") and parse.tokens[index].upos == "NOUN":
                return Stance.ALLEGED, case.span(index), "alleged.noun"
            if word in case.words.of("estimated", "nouns"):
                return Stance.ESTIMATED, case.span(index), "estimated.noun"
            if word in case.words.of("possible", "nouns") and status is not Status.DID_NOT_HAPPEN:
                return Stance.POSSIBLE, case.span(index), "possible.noun"
        for stance in (Stance.PROBABLE, Stance.POSSIBLE):
            if lemma in case.words.of(stance.value, "predicates") and relation.startswith("nsubj"):
                return stance, case.span(index), f"{stance.value}.predicate"
        if lemma in case.words.of("probable", "adjectives") and relation.startswith(
            ("xcomp", "csubj", "ccomp")
        ):
            return Stance.PROBABLE, case.span(index), "probable.adjective"
    return None


def _auxiliary(case: Case, status: Status) -> Verdict | None:
    """May have, might, could; must have."""
    del status
    for node in case.scope.nodes:
        for child in case.parse.children(node, "aux"):
            lemma = case.lemma(child)
            perfect = any(case.lemma(c) == "have" for c in case.parse.children(node, "aux"))
            if lemma in case.words.of("possible", "auxiliaries") and (
                perfect or lemma in {"may", "might"}
            ):
                return Stance.POSSIBLE, case.span(child), "possible.auxiliary"
            if lemma == "must" and perfect:
                return Stance.PROBABLE, case.span(child), "probable.auxiliary"
    return None


def _attribution(case: Case, status: Status) -> Verdict | None:
    """Read the innermost attribution's cue: claims, estimates, accuses, believes."""
    if not case.inner:
        return None
    inner = case.inner[0]
    stance = _BY_CLASS.get(inner.cue_class)
    if stance is Stance.ESTIMATED and any(
        word in span.of(case.parse.text).lower()
        for span in inner.cue
        for word in ("count", "tally")
    ):
        # Whoever counts does not guess.
        return None
    if stance is None or (stance is Stance.PROBABLE and status is not Status.HAPPENED):
        return None
    return stance, inner.cue[0] if inner.cue else None, f"attribution.{inner.cue_class}"


def _phrase(case: Case, status: Status) -> Verdict | None:
    """According to preliminary data; an estimated 300; in all likelihood."""
    del status
    text, offset = _sentence(case)
    start = case.event.trigger.start - offset
    for stance in (Stance.PROBABLE, Stance.ESTIMATED):
        for match in case.words.pattern(stance.value, "phrases").finditer(text):
            low, high = sorted((match.end(), max(0, start)))
            if ";" in text[low:high]:
                continue
            if match.group().lower().startswith("an estimated") and ", " in text[low:high]:
                # It bears on its own number.
                continue
            span = Span(match.start() + offset, match.end() + offset)
            return stance, span, f"{stance.value}.phrase"
    return None
