"""Status: did it happen, as the source tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.stance.scope import Scope, scope_of
from whosays.schema.claim import Status
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.stance.words import Words
    from whosays.schema.attribution import Attribution
    from whosays.schema.event import Event
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

Verdict = tuple[Status, "Span | None", str]


@dataclass(frozen=True, slots=True)
class Case:
    """One event with all that the rules look at."""

    parse: Parse
    words: Words
    event: Event
    scope: Scope
    inner: tuple[Attribution, ...]

    def lemma(self, index: int) -> str:
        """Give a token's lemma."""
        return self.parse.lemma(index)

    def span(self, index: int) -> Span:
        """Give a token's span."""
        return self.parse.tokens[index].span


def make_case(parse: Parse, words: Words, event: Event, inner: tuple[Attribution, ...]) -> Case:
    """Gather an event's scope and the attributions that hold it, innermost first."""
    return Case(parse, words, event, scope_of(parse, event.token), inner)


def read_status(case: Case) -> Verdict:
    """Give the status with its cue and rule; happened where nothing speaks against it."""
    for rule in (
        _neither,
        _denied,
        _negated,
        _unknown,
        _hypothetical,
        _attempted,
        _planned,
        _ongoing,
    ):
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return Status.HAPPENED, None, "default"


def _sentence_text(case: Case) -> tuple[str, int]:
    sentence = case.parse.sentence_of(case.event.token)
    return sentence.span.of(case.parse.text), sentence.span.start


def _neither(case: Case) -> Verdict | None:
    """Neither confirmed nor denied."""
    text, offset = _sentence_text(case)
    match = case.words.pattern("unknown", "phrases").search(text)
    if match is None:
        return None
    return (
        Status.UNKNOWN,
        _shift(case, match.start() + offset, match.end() + offset),
        "unknown.neither",
    )


def _shift(case: Case, start: int, end: int) -> Span:
    return type(case.event.trigger)(start, end)


def _denied(case: Case) -> Verdict | None:
    """The innermost source denies it, or the trigger is itself the denial."""
    trigger = case.event.trigger.of(case.parse.text).lower()
    head = case.lemma(case.event.token)
    denials = case.words.of("negation", "triggers")
    if (
        head in denials
        or trigger in denials
        or any(trigger.startswith(d) for d in denials if " " in d)
    ):
        return Status.DID_NOT_HAPPEN, case.event.trigger, "negation.trigger"
    if case.inner and case.inner[0].cue_class == "deny" and case.inner[0].cue:
        return Status.DID_NOT_HAPPEN, case.inner[0].cue[0], "negation.attribution"
    for index, relation in case.scope.governors:
        lemma = case.lemma(index)
        if relation == "conj":
            continue
        if lemma in case.words.of("negation", "verbs") and not relation.startswith(
            ("nsubj", "advcl", "acl:relcl")
        ):
            if relation.startswith("obl") and not relation.endswith(":from"):
                continue
            if lemma == "refuse" and case.event.token == index:
                continue
            return Status.DID_NOT_HAPPEN, case.span(index), "negation.verb"
        if lemma in case.words.of("negation", "nouns") and relation.startswith(("nmod", "acl")):
            return Status.DID_NOT_HAPPEN, case.span(index), "negation.noun"
        if lemma in case.words.of("negation", "predicates") and relation.startswith("nsubj"):
            return Status.DID_NOT_HAPPEN, case.span(index), "negation.predicate"
    return None


def _negated(case: Case) -> Verdict | None:
    """A negation in the clause: not, never, no, nobody, without."""
    for at in case.scope.nodes:
        cue = _negation_at(case, at)
        if cue is not None:
            return Status.DID_NOT_HAPPEN, case.span(cue), "negation.clause"
    return None


def _negation_at(case: Case, at: int) -> int | None:
    parse = case.parse
    is_trigger = at == case.event.token
    for child in parse.children(at):
        word = parse.tokens[child].text.lower()
        relation = parse.tokens[child].deprel
        if word in case.words.of("negation", "adverbs") and is_relation(
            relation, ("advmod", "aux", "det", "cc")
        ):
            if word == "not" and _is_contrast(parse, child):
                continue
            return child
        if (
            word == "no"
            and is_relation(relation, ("det", "advmod"))
            and parse.tokens[at].upos in {"NOUN", "PROPN", "ADJ", "VERB"}
        ):
            return child
        if is_relation(relation, ("nsubj", "obj")) and _is_empty(case, child):
            if parse.tokens[at].upos in {"VERB", "AUX", "ADJ"} and (
                is_trigger or child in case.scope.nodes or is_relation(relation, ("nsubj",))
            ):
                return child
        if is_relation(relation, ("case", "mark")) and word in case.words.of(
            "negation", "prepositions"
        ):
            return child
    return None


def _is_empty(case: Case, child: int) -> bool:
    """Nobody, none of them, no civilian."""
    parse = case.parse
    if parse.tokens[child].text.lower() in case.words.of("negation", "pronouns") - {"no", "zero"}:
        return True
    return any(
        parse.tokens[c].text.lower() in {"no", "zero", "neither"}
        and parse.tokens[c].deprel in {"det", "nummod", "advmod"}
        for c in parse.children(child)
    )


def _is_contrast(parse: Parse, child: int) -> bool:
    """ "not only": no negation of what happened."""
    following = parse.tokens[child + 1].text.lower() if child + 1 < len(parse.tokens) else ""
    return following in {"only", "just", "least", "merely"}


def _unknown(case: Case) -> Verdict | None:
    """It is unclear whether, how many; could not be established if."""
    for index, relation in case.scope.governors:
        if not relation.startswith(("ccomp", "csubj", "advcl", "nsubj", "acl", "obl", "parataxis")):
            continue
        lemma = case.lemma(index)
        if lemma in case.words.of("unknown", "predicates"):
            return Status.UNKNOWN, case.span(index), "unknown.predicate"
        if lemma in case.words.of("unknown", "negated") and _is_question(case):
            cue = _negation_at(case, index)
            if cue is not None:
                return Status.UNKNOWN, case.span(index), "unknown.negated"
    sentence = case.parse.sentence_of(case.event.token)
    for index in range(sentence.first, sentence.last):
        if case.parse.tokens[index].text.lower() in {"unclear", "unknown"} and _is_question(case):
            return Status.UNKNOWN, case.span(index), "unknown.sentence"
    return None


def _is_question(case: Case) -> bool:
    """The clause is an embedded question: whether, if, how many, who."""
    parse = case.parse
    for node in case.scope.nodes:
        for child in parse.children(node):
            word = parse.tokens[child].text.lower()
            if word in case.words.of("unknown", "marks") or word in case.words.of(
                "unknown", "questions"
            ):
                return True
            if any(
                parse.tokens[c].text.lower() in {"how", "which", "what"}
                for c in parse.subtree(child)[:3]
            ):
                return True
    return False


def _hypothetical(case: Case) -> Verdict | None:
    """Under a condition, or would / could without a past."""
    for mark in case.scope.marks:
        if case.lemma(mark) in case.words.of("hypothetical", "marks") and not _asks(case, mark):
            return Status.HYPOTHETICAL, case.span(mark), "hypothetical.mark"
    for index, relation in case.scope.governors:
        lemma = case.lemma(index)
        if relation == "conj":
            continue
        if lemma in case.words.of("hypothetical", "verbs") and relation.startswith(
            ("obj", "xcomp", "ccomp")
        ):
            return Status.HYPOTHETICAL, case.span(index), "hypothetical.verb"
        if lemma in case.words.of("hypothetical", "nouns") and relation.startswith(
            ("nmod", "acl", "ccomp")
        ):
            return Status.HYPOTHETICAL, case.span(index), "hypothetical.noun"
    for node in case.scope.nodes:
        for child in case.parse.children(node, "aux"):
            if case.lemma(child) in case.words.of(
                "hypothetical", "auxiliaries"
            ) and not _has_perfect(case, node):
                if case.lemma(child) == "could" and _is_past_ability(case, node):
                    continue
                return Status.HYPOTHETICAL, case.span(child), "hypothetical.auxiliary"
    return None


def _is_past_ability(case: Case, node: int) -> bool:
    del node
    return False if case else True


def _asks(case: Case, mark: int) -> bool:
    head = case.parse.tokens[mark].head
    return head >= 0 and is_relation(case.parse.tokens[head].deprel, ("ccomp",))


def _has_perfect(case: Case, node: int) -> bool:
    return any(case.lemma(c) == "have" for c in case.parse.children(node, "aux"))


def _attempted(case: Case) -> Verdict | None:
    """Tried, failed, an attempt to, unsuccessfully; an attack that the sentence sees stopped."""
    parse, words = case.parse, case.words
    for index, relation in case.scope.governors:
        lemma = case.lemma(index)
        if lemma in words.of("attempted", "verbs") and relation.startswith(
            ("xcomp", "ccomp", "advcl")
        ):
            return Status.ATTEMPTED, case.span(index), "attempted.verb"
        if lemma in words.of("attempted", "nouns") and relation.startswith(
            ("acl", "nmod", "compound", "ccomp", "amod")
        ):
            return Status.ATTEMPTED, case.span(index), "attempted.noun"
    for node in case.scope.nodes:
        for child in parse.children(node, "advmod", "amod"):
            if parse.tokens[child].text.lower() in words.of("attempted", "adverbs") | words.of(
                "attempted", "adjectives"
            ):
                return Status.ATTEMPTED, case.span(child), "attempted.modifier"
        for child in parse.children(node, "compound", "nmod"):
            if case.lemma(child) in words.of("attempted", "nouns") and child < node:
                return Status.ATTEMPTED, case.span(child), "attempted.compound"
    if case.lemma(case.event.token) in words.of("attempted", "nouns"):
        return Status.ATTEMPTED, case.event.trigger, "attempted.trigger"
    if case.event.type in words.of("attempted", "types"):
        return _undone(case)
    return None


def _undone(case: Case) -> Verdict | None:
    text, offset = _sentence_text(case)
    match = case.words.pattern("attempted", "tails").search(text, case.event.trigger.end - offset)
    if match is not None:
        return (
            Status.ATTEMPTED,
            _shift(case, match.start() + offset, match.end() + offset),
            "attempted.tail",
        )
    return None


def _planned(case: Case) -> Verdict | None:
    """Will, is to, plans to, ordered to, due to."""
    parse, words = case.parse, case.words
    for node in case.scope.nodes:
        for child in parse.children(node, "aux"):
            if case.lemma(child) in words.of("planned", "auxiliaries") or parse.tokens[
                child
            ].text.lower() in words.of("planned", "auxiliaries"):
                return Status.PLANNED, case.span(child), "planned.auxiliary"
    for index, relation in case.scope.governors:
        lemma = case.lemma(index)
        infinitive = any(case.lemma(m) == "to" for m in case.scope.marks)
        if lemma in words.of("planned", "verbs"):
            if relation.startswith(("xcomp", "ccomp", "advcl")) and infinitive:
                return Status.PLANNED, case.span(index), "planned.verb"
            if relation in {"obj", "nsubj:pass"} and lemma in {
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
            }:
                return Status.PLANNED, case.span(index), "planned.object"
        if (
            lemma in words.of("planned", "nouns")
            and relation.startswith(("acl", "nmod", "ccomp"))
            and (infinitive or relation.endswith((":for", ":of")))
        ):
            return Status.PLANNED, case.span(index), "planned.noun"
        if (
            lemma in words.of("planned", "adjectives")
            or parse.tokens[index].text.lower() in words.of("planned", "adjectives")
        ) and infinitive:
            return Status.PLANNED, case.span(index), "planned.adjective"
        if lemma == "be" and infinitive and relation.startswith(("xcomp", "ccomp")):
            return Status.PLANNED, case.span(index), "planned.be_to"
    for node in case.scope.nodes:
        for child in parse.children(node, "amod", "acl"):
            if parse.tokens[child].text.lower() in {
                "planned",
                "upcoming",
                "forthcoming",
                "scheduled",
                "expected",
                "future",
                "next",
            }:
                return Status.PLANNED, case.span(child), "planned.modifier"
    return None


def _ongoing(case: Case) -> Verdict | None:
    """Continues to, still, is doing; a state in the present tense."""
    parse, words = case.parse, case.words
    for index, relation in case.scope.governors:
        if case.lemma(index) in words.of("ongoing", "verbs") and relation.startswith(
            ("xcomp", "nsubj", "obj", "ccomp", "advcl")
        ):
            return Status.ONGOING, case.span(index), "ongoing.verb"
    for node in case.scope.nodes:
        verdict = _progressive(case, node)
        if verdict is not None:
            return verdict
        for child in parse.children(node, "advmod", "amod"):
            word = parse.tokens[child].text.lower()
            if word in words.of("ongoing", "adverbs") | words.of("ongoing", "adjectives"):
                return Status.ONGOING, case.span(child), "ongoing.modifier"
    if case.event.type in words.of("ongoing", "state_types"):
        return _state(case)
    return None


def _progressive(case: Case, node: int) -> Verdict | None:
    parse = case.parse
    token = parse.tokens[node]
    if token.xpos == "VBG" or token.upos == "VERB":
        auxiliaries = [*parse.children(node, "aux")]
        present = [
            c
            for c in auxiliaries
            if case.lemma(c) == "be" and parse.tokens[c].xpos in {"VBP", "VBZ"}
        ]
        being = [c for c in auxiliaries if parse.tokens[c].text.lower() in {"being", "been"}]
        if token.xpos == "VBG" and auxiliaries and any(case.lemma(c) == "be" for c in auxiliaries):
            return Status.ONGOING, case.span(auxiliaries[0]), "ongoing.progressive"
        if present and any(parse.tokens[c].text.lower() == "being" for c in being):
            return Status.ONGOING, case.span(present[0]), "ongoing.progressive_passive"
    return None


def _state(case: Case) -> Verdict | None:
    """A state: present tense, or a participle before a noun (*occupied Mariupol*)."""
    parse = case.parse
    token = parse.tokens[case.event.token]
    if token.upos == "ADJ" or is_relation(token.deprel, ("amod",)):
        return Status.ONGOING, case.event.trigger, "ongoing.state_modifier"
    for node in case.scope.nodes:
        if parse.tokens[node].xpos in {"VBP", "VBZ"}:
            return Status.ONGOING, case.span(node), "ongoing.state"
        for child in parse.children(node, "cop", "aux"):
            if parse.tokens[child].xpos in {"VBP", "VBZ"}:
                return Status.ONGOING, case.span(child), "ongoing.state"
    return None


def nodes_up(case: Case) -> Iterator[int]:
    """Give the trigger and its governors, nearest first."""
    yield from case.scope.nodes
    for index, _ in case.scope.governors:
        if index not in case.scope.nodes:
            yield index
