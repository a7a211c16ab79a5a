"""One event with all that the rules of status and stance look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.stance.scope import Scope, scope_of
from whosays.schema.claim import Status
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.annotators.stance.words import Words
    from whosays.schema.attribution import Attribution
    from whosays.schema.event import Event
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

Verdict = tuple[Status, "Span | None", str]


@dataclass(frozen=True, slots=True)
class Case:
    """An event, its scope in the tree, and the attributions that hold it, innermost first.

    ``headline`` tells whether it stands in a headline, where the present tense is no present.
    """

    parse: Parse
    words: Words
    event: Event
    scope: Scope
    inner: tuple[Attribution, ...]
    headline: bool = False

    def lemma(self, index: int) -> str:
        """Give a token's lemma."""
        return self.parse.lemma(index)

    def word(self, index: int) -> str:
        """Give a token's lower-cased form."""
        return self.parse.tokens[index].text.lower()

    def span(self, index: int) -> Span:
        """Give a token's span."""
        return self.parse.tokens[index].span

    def has(self, group: str, kind: str, index: int) -> bool:
        """Tell whether a token's lemma or form is one of a group of words."""
        words = self.words.of(group, kind)
        token = self.parse.tokens[index]
        return token.lemma.lower() in words or token.text.lower() in words

    def sentence(self) -> tuple[str, int]:
        """Give the sentence's text and where it begins."""
        sentence = self.parse.sentence_of(self.event.token)
        return sentence.span.of(self.parse.text), sentence.span.start

    def in_trigger(self, index: int) -> bool:
        """Tell whether a token is part of the trigger."""
        return self.event.trigger.overlaps(self.span(index))


def make_case(
    parse: Parse,
    words: Words,
    event: Event,
    inner: tuple[Attribution, ...],
    *,
    headline: bool = False,
) -> Case:
    """Gather what the rules need."""
    return Case(parse, words, event, scope_of(parse, event.token), inner, headline)


def negation_at(case: Case, at: int) -> int | None:
    """Find the token that negates a node: not, never, no, nobody, not one of, without."""
    parse = case.parse
    for child in parse.children(at):
        if case.in_trigger(child) and at == case.event.token and case.word(child) != "no":
            # "did not survive": the trigger says it itself.
            continue
        word, relation = case.word(child), parse.tokens[child].deprel
        if case.has("negation", "adverbs", child) and is_relation(
            relation, ("advmod", "aux", "det", "cc")
        ):
            if child > at or (word == "not" and _is_contrast(case, child)):
                continue
            return child
        if word == "no" and is_relation(relation, ("det", "advmod")) and not _is_bound(case, child):
            return child
        if is_relation(relation, ("nsubj",)) and is_empty(case, child):
            return child
        if (
            is_relation(relation, ("obj",))
            and is_empty(case, child)
            and (at == case.event.token or child in case.scope.nodes)
        ):
            return child
        if is_relation(relation, ("case", "mark")) and word in case.words.of(
            "negation", "prepositions"
        ):
            return child
    return None


def is_empty(case: Case, head: int) -> bool:
    """Tell "nobody", "none of them", "no civilian", "not one of our pilots" from the rest."""
    pronouns = case.words.of("negation", "pronouns")
    if case.word(head) in pronouns - {"no", "zero"}:
        return True
    subtree = case.parse.subtree(head, without=("acl", "appos"))
    first = case.word(subtree[0])
    if first in {"no", "zero", "neither"} and not _is_bound(case, subtree[0]):
        return True
    if (
        first == "not"
        and len(subtree) > 1
        and case.word(subtree[1]) in {"one", "a", "a single", "any"}
    ):
        return True
    return any(
        case.word(c) in {"no", "zero", "neither"}
        and not _is_bound(case, c)
        and is_relation(case.parse.tokens[c].deprel, ("det", "nummod", "advmod"))
        for c in case.parse.children(head)
    )


def _is_bound(case: Case, index: int) -> bool:
    """Tell "no fewer than 24", which counts them, from "no civilian"."""
    after = index + 1
    return after < len(case.parse.tokens) and case.word(after) in {"fewer", "less", "more", "later"}


def _is_contrast(case: Case, child: int) -> bool:
    """Tell "not only" from a negation."""
    if child + 1 >= len(case.parse.tokens):
        return False
    return case.word(child + 1) in {"only", "just", "least", "merely"}


def precedes(case: Case, *, reach: int = 8) -> list[int]:
    """Give the tokens before a "to" right before the trigger, nearest first, up to a finite verb
    or a mark of punctuation; empty where no "to" stands there.
    """
    first = case.parse.within(case.event.trigger)[0]
    sentence = case.parse.sentence_of(case.event.token)
    at = first - 1
    while at > sentence.first and case.parse.tokens[at].upos == "ADV":
        at -= 1
    if (
        at <= sentence.first
        or case.word(at) != "to"
        or case.parse.tokens[at].xpos not in {"TO", "IN"}
    ):
        return []
    found = []
    for index in range(at - 1, max(sentence.first - 1, at - 1 - reach), -1):
        if case.parse.tokens[index].text in {",", ";", ".", ":", "”", '"'}:
            break
        found.append(index)
        if case.parse.tokens[index].upos in {"VERB", "AUX"} and index < at - 1:
            break
    return found
