"""Denials: a bare rejection of what was just told is a claim of its own (ruling 23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.events.choose import Chosen
from whosays.annotators.events.sense import Candidate
from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.schema.parse import Parse

_DENIABLE = listed("events.denials", "deniable")
_OUTCOMES = frozenset(
    ["casualties", "damage", "materiel_loss", "relief", "displacement", "deployment"]
)
"""What a deed leads to: the deed told beside it is what is denied."""
_REACH = 2
_DENIED_BEFORE = frozenset({"not", "n't", "never", "no"})


@dataclass(frozen=True, slots=True)
class DenialWords:
    """The lemmas of denials, from data."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    abstract: frozenset[str]
    pronouns: frozenset[str]
    phrasal: frozenset[str]
    """Verbs with their particle: brush+aside."""
    negated: frozenset[str]
    """Verbs that deny when they are negated: does not correspond to reality."""
    truth: frozenset[str]
    """Nouns that deny under *no*: there is no truth in it."""
    branding: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """All words that deny by themselves."""
        return self.verbs | self.nouns | self.adjectives


def load_denials(table: Mapping[str, str]) -> DenialWords:
    """Read ``[words]`` of data/en/event_denials.toml."""
    return DenialWords(**{name: frozenset(words.split()) for name, words in table.items()})


def denials(parse: Parse, kept: Sequence[Chosen], words: DenialWords) -> list[Chosen]:
    """Give a claim for each denial that tells nothing itself but what it points back to."""
    if not kept:
        return []
    taken = {i for c in kept for i in c.candidate.tokens}
    events = sorted(kept, key=lambda c: c.candidate.token)
    found = []
    for index, token in enumerate(parse.tokens):
        if index in taken or token.upos not in {"VERB", "NOUN", "ADJ", "ADV"}:
            continue
        if not _denies(parse, index, words, taken):
            continue
        denied = _referent(parse, index, events)
        if denied is not None:
            tokens = _with_negation(parse, index)
            candidate = Candidate(index, tokens, denied.candidate.type, "none", None, 0.5, {})
            found.append(Chosen(candidate, 0.6, f"denial of {denied.candidate.type}"))
    return found


def _denies(parse: Parse, index: int, words: DenialWords, taken: set[int]) -> bool:
    lemma = parse.lemma(index)
    token = parse.tokens[index]
    if token.upos == "VERB":
        if lemma in words.negated:
            return _is_negated(parse, index) and _points_back(parse, index, words)
        phrasal = any(f"{lemma}+{parse.lemma(c)}" in words.phrasal for c in _adverbs(parse, index))
        return (phrasal or lemma in words.verbs) and _bare_verb(parse, index, words, taken)
    if token.upos == "NOUN" and lemma in words.truth:
        return _no_truth(parse, index, words)
    if token.upos == "NOUN" and (lemma in words.nouns or token.text.lower() in words.nouns):
        return _predicate(parse, index, words)
    if token.upos == "ADJ" and lemma in words.adjectives:
        negated = lemma != "true" or any(
            parse.lemma(c) in _DENIED_BEFORE for c in parse.children(index, "advmod")
        )
        return negated and _predicate(parse, index, words)
    if token.upos == "ADV" and lemma == "so" and index > 0:
        sentence = parse.sentence_of(index)
        alone = index + 1 < sentence.last and parse.tokens[index + 1].text in {",", ".", "!", ";"}
        return alone and parse.lemma(index - 1) == "not" and index - sentence.first <= 2
    return False


def _adverbs(parse: Parse, index: int) -> tuple[int, ...]:
    return tuple(parse.children(index, "compound:prt", "advmod"))


def _is_negated(parse: Parse, index: int) -> bool:
    return any(parse.lemma(c) in _DENIED_BEFORE for c in parse.children(index, "advmod"))


def _points_back(parse: Parse, index: int, words: DenialWords) -> bool:
    """Tell whether what a verb is said of, or what it is not said of, is a tale told before."""
    named = words.abstract | words.pronouns
    return any(parse.lemma(c) in named for c in parse.children(index, "nsubj", "nsubj:pass", "obj"))


def _no_truth(parse: Parse, index: int, words: DenialWords) -> bool:
    """Tell whether a noun stands under *no* and nothing but the tale told before stands in it."""
    if not any(parse.lemma(c) in _DENIED_BEFORE for c in parse.children(index, "det")):
        return False
    inner = parse.children(index, "nmod", "obl", "acl")
    return bool(inner) and all(parse.lemma(c) in words.pronouns | words.abstract for c in inner)


def _bare_verb(parse: Parse, index: int, words: DenialWords, taken: set[int]) -> bool:
    """Tell whether the verb's object only points back, and no clause of it tells an event."""
    if any(i in taken for i in parse.subtree(index) if i > index):
        return False
    clauses = parse.children(index, "ccomp", "xcomp", "iobj")
    if clauses:
        return all(_tells_nothing(parse, c) for c in clauses)
    objects = parse.children(index, "obj")
    if not objects:
        # A statement that the army rejected: the noun is what it denies.
        head = parse.tokens[index].head
        relative = parse.tokens[index].deprel == "acl:relcl" and head >= 0
        return relative and parse.lemma(head) in words.abstract
    return all(
        parse.lemma(o) in words.abstract or parse.lemma(o) in words.pronouns for o in objects
    )


def _tells_nothing(parse: Parse, clause: int) -> bool:
    """Tell whether a clause under a denial only has or is: denies having had aircraft there."""
    return parse.tokens[clause].upos == "VERB" and parse.lemma(clause) in {"have", "do", "be"}


def _predicate(parse: Parse, index: int, words: DenialWords) -> bool:
    """Tell whether a noun or adjective is said of what was told, or stands alone as a sentence."""
    subjects = parse.children(index, "nsubj")
    if subjects:
        return all(
            parse.lemma(s) in words.pronouns or parse.lemma(s) in words.abstract for s in subjects
        )
    token = parse.tokens[index]
    branded = token.head >= 0 and parse.lemma(token.head) in words.branding
    if (
        token.deprel in {"root", "parataxis", "ccomp"}
        and not branded
        and parse.lemma(index) != "provocation"
    ):
        sentence = parse.sentence_of(index)
        return index - sentence.first <= 3
    if token.head < 0 or token.deprel not in {"xcomp", "obj", "ccomp", "obl"}:
        return False
    return parse.lemma(token.head) in words.branding and any(
        o != index and parse.lemma(o) in words.pronouns | words.abstract
        for o in parse.children(token.head, "obj")
    )


def _referent(parse: Parse, index: int, events: Sequence[Chosen]) -> Chosen | None:
    """See the last event told before the denial, in its sentence or the two before."""
    sentence = parse.tokens[index].sentence
    for back in range(_REACH + 1):
        here = [
            e
            for e in events
            if e.candidate.token < index
            and parse.tokens[e.candidate.token].sentence == sentence - back
            and e.candidate.type in _DENIABLE
        ]
        deeds = [e for e in here if e.candidate.type not in _OUTCOMES]
        if here:
            return (deeds or here)[-1]
    return None


def _with_negation(parse: Parse, index: int) -> tuple[int, ...]:
    """Give the denial with what belongs to it: no truth, a lie, neither confirm nor deny."""
    token = parse.tokens[index]
    if token.deprel == "conj" and parse.tokens[index - 1].lemma.lower() == "nor":
        return tuple(range(max(token.head - 1, 0), index + 1))
    before = [
        c
        for c in parse.children(index, "advmod", "det", "amod", "compound")
        if c == index - 1 and token.upos in {"ADJ", "NOUN", "ADV"}
    ]
    after = [c for c in _adverbs(parse, index) if index < c <= index + 2 and token.upos == "VERB"]
    return (*before, *range(index, max([index, *after]) + 1))
