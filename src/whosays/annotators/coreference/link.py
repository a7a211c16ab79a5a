"""Link mentions into clusters, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.annotators.coreference.mentions import Candidate
    from whosays.schema.parse import Parse

_PRONOUN_REACH = 4
_SPEAKER_REACH = 8
_NOMINAL_REACH = 40
_BESIDE = 6
_EMPTY = frozenset({"same", "latter", "former", "said", "whole", "entire", "own", "other"})
_BODIES = frozenset({"GOV", "MIL", "REB", "SPY", "COP", "JUD", "MED", "NGO", "IGO", "BUS", "PTY"})


class Linker:
    """Gives every mention the number of its cluster."""

    def __init__(self, parse: Parse, mentions: list[Candidate], speakers: frozenset[int]) -> None:
        self.parse = parse
        self.mentions = mentions
        self.speakers = speakers
        self.cluster: list[int] = []

    def run(self) -> list[int]:
        """Link all mentions; a mention without antecedent opens a cluster."""
        for index, mention in enumerate(self.mentions):
            antecedent = self._antecedent(index, mention)
            self.cluster.append(index if antecedent is None else self.cluster[antecedent])
        return self.cluster

    def _antecedent(self, index: int, mention: Candidate) -> int | None:
        if mention.form == "named":
            return self._named(index, mention)
        if mention.form == "pronoun":
            return self._pronoun(index, mention)
        return self._nominal(index, mention)

    def _named(self, index: int, mention: Candidate) -> int | None:
        """Find the same name, a part of it, or its initials."""
        for other in range(index - 1, -1, -1):
            if self.mentions[other].form == "named" and same_name(mention, self.mentions[other]):
                return other
        return self._apposed(index, mention)

    def _apposed(self, index: int, mention: Candidate) -> int | None:
        """Find what it stands in apposition to: by the tree, or by a comma after a person."""
        head = self.parse.tokens[mention.head]
        if head.deprel in {"appos", "flat"}:
            for other in range(index - 1, max(-1, index - 12), -1):
                if self.mentions[other].head == head.head:
                    return other
        first = self.parse.within(mention.span)[0]
        if first < 2 or index == 0 or self.parse.tokens[first - 1].text != ",":
            return None
        if mention.form == "named" and mention.kind == "person":
            return self._office_before(index, mention, first)
        before = self.mentions[index - 1]
        touches = self.parse.tokens[first - 2].span[1] == before.span[1]
        article = self.parse.tokens[first].text.lower() in {"a", "an", "the"}
        if not touches:
            return None
        if (
            before.kind == "person"
            and before.form == "named"
            and article
            and mention.form == "nominal"
        ):
            return index - 1
        return None

    def _office_before(self, index: int, mention: Candidate, first: int) -> int | None:
        """Find the office before a name: "the head of the region's council, X"."""
        sentence = self.parse.tokens[mention.head].sentence
        for other in range(index - 1, max(-1, index - 5), -1):
            before = self.mentions[other]
            if self.parse.tokens[before.head].sentence != sentence or before.plural:
                return None
            between = range(before.head + 1, first - 1)
            if any(self.parse.tokens[i].upos in {"VERB", "AUX", "PUNCT"} for i in between):
                return None
            if before.kind == "person" and before.form == "nominal":
                return other
        return None

    def _pronoun(self, index: int, mention: Candidate) -> int | None:
        """Give the nearest fitting mention, subjects and speakers first."""
        sentence = self.parse.tokens[mention.head].sentence
        best: tuple[float, int] | None = None
        for other in range(index - 1, -1, -1):
            candidate = self.mentions[other]
            distance = sentence - self.parse.tokens[candidate.head].sentence
            speaks = mention.head in self.speakers
            if distance > (_SPEAKER_REACH if speaks else _PRONOUN_REACH):
                break
            if not self._fits(mention, candidate) and not (
                distance == 0 and self._is_body_speaking(mention, candidate)
            ):
                continue
            score = self._salience(candidate, distance)
            if speaks and candidate.head in self.speakers:
                # Who speaks on is who spoke before.
                score += 3.0
            if (
                candidate.form == "pronoun"
                and candidate.span.of(self.parse.text).lower()
                == mention.span.of(self.parse.text).lower()
            ):
                score += 1.0
            if best is None or score > best[0]:
                best = (score, other)
        return None if best is None else best[1]

    def _salience(self, candidate: Candidate, distance: int) -> float:
        relation = self.parse.tokens[candidate.head].deprel
        score = -1.2 * distance
        if relation.startswith("nsubj"):
            score += 1.0
        if candidate.head in self.speakers:
            score += 1.5
        if relation.startswith(("nmod", "compound")):
            score -= 1.0
        if candidate.form == "named":
            score += 0.3
        return score

    def _fits(self, pronoun: Candidate, candidate: Candidate) -> bool:
        if pronoun.plural:
            many = candidate.plural or candidate.kind == "many" or self._is_pair(candidate)
            return many or _is_group(candidate)
        if candidate.plural:
            return False
        if pronoun.kind == "person":
            if candidate.kind != "person" or (
                candidate.form == "pronoun" and candidate.actor is not None
            ):
                return False
            return (
                pronoun.female is None
                or candidate.female is None
                or pronoun.female == candidate.female
            )
        if candidate.kind in {"organisation", "paper"}:
            return True
        role = getattr(candidate.actor, "role", None)
        return candidate.kind == "other" and role in _BODIES and candidate.form != "pronoun"

    def _is_body_speaking(self, pronoun: Candidate, candidate: Candidate) -> bool:
        """Tell whether a pronoun of the other number means the body that speaks: police said they
        had two men in custody; the Forces said it was looking into it.
        """
        if candidate.form == "pronoun" or not self._says_of_itself(pronoun, candidate):
            return False
        role = str(getattr(candidate.actor, "role", None))
        body = candidate.kind == "organisation" or (candidate.kind == "other" and role in _BODIES)
        if not body or pronoun.kind == "person":
            return False
        named = candidate.form == "named" or self.parse.tokens[candidate.head].upos == "PROPN"
        return pronoun.plural or named

    def _says_of_itself(self, pronoun: Candidate, candidate: Candidate) -> bool:
        """Tell whether a pronoun is the subject of what a candidate says, with no quotation."""
        tokens = self.parse.tokens
        said = tokens[pronoun.head]
        verb = tokens[said.head] if said.deprel == "nsubj" and said.head >= 0 else None
        if verb is not None and verb.deprel == "conj" and verb.head >= 0:
            verb = tokens[verb.head]
        speaker = tokens[candidate.head]
        return (
            verb is not None
            and verb.deprel == "ccomp"
            and speaker.deprel == "nsubj"
            and speaker.head == verb.head
            and candidate.head < pronoun.head
        )

    def _is_pair(self, candidate: Candidate) -> bool:
        return bool(self.parse.children(candidate.head, "conj"))

    def _nominal(self, index: int, mention: Candidate) -> int | None:
        """Find what a definite noun means: the same noun, or a name that it was said of."""
        apposed = self._apposed(index, mention)
        if apposed is not None:
            return apposed
        head = self.parse.tokens[mention.head]
        if not mention.definite:
            return None
        noun = self.parse.lemma(mention.head)
        sentence = head.sentence
        own = self._own_names(mention.head)
        for other in range(index - 1, -1, -1):
            candidate = self.mentions[other]
            if sentence - self.parse.tokens[candidate.head].sentence > _NOMINAL_REACH:
                break
            if candidate.form == "pronoun" or candidate.plural != mention.plural:
                continue
            if own and not own & self._words(candidate):
                continue
            if candidate.form == "named" and noun in candidate.key and mention.kind != "paper":
                if not _conflict(mention, candidate):
                    return other
                continue
            if (
                noun in candidate.nouns
                and not _conflict(mention, candidate)
                and not self._told_apart(mention, candidate)
            ):
                return other
        return None

    def _own_names(self, head: int) -> frozenset[str]:
        """Give the names that tell which one is meant: the governor of Samara, Ivan Petrov."""
        names: set[str] = set()
        for child in self.parse.children(head, "nmod", "appos", "compound"):
            if self.parse.tokens[child].upos == "PROPN" and child - head < _BESIDE:
                names.add(self.parse.tokens[child].text.lower())
                names.update(
                    self.parse.tokens[c].text.lower() for c in self.parse.children(child, "flat")
                )
        return frozenset(names)

    def _words(self, candidate: Candidate) -> frozenset[str]:
        words = {self.parse.tokens[i].text.lower() for i in self.parse.within(candidate.span)}
        return frozenset(words) | self._own_names(candidate.head)

    def _told_apart(self, mention: Candidate, candidate: Candidate) -> bool:
        """Tell whether other words stand before two nouns: the city and the regional council."""
        if candidate.form != "nominal":
            return False
        own, others = (self._marks(m.head) for m in (mention, candidate))
        return bool(own and others) and not own <= others

    def _marks(self, head: int) -> frozenset[str]:
        return frozenset(
            self.parse.lemma(c)
            for c in self.parse.children(head, "amod", "compound", "nummod")
            if c < head and self.parse.lemma(c) not in _EMPTY
        )


def _is_group(candidate: Candidate) -> bool:
    """Tell whether a name in the singular is many people: ISIL … they."""
    actor = candidate.actor
    return (
        actor is not None
        and candidate.form == "named"
        and actor.group is not None
        and str(actor.role) in {"REB", "CRM"}
    )


def _conflict(mention: Candidate, candidate: Candidate) -> bool:
    """Two whose countries or groups differ are not the same."""
    if mention.actor is None or candidate.actor is None:
        return False
    if mention.strength < 2 or candidate.strength < 2:
        return False
    for field in ("country", "group"):
        left, right = getattr(mention.actor, field), getattr(candidate.actor, field)
        if left is not None and right is not None and left != right:
            return True
    return False


def same_name(left: Candidate, right: Candidate) -> bool:
    """Tell whether two names name one: equal, one inside the other at its end, or initials."""
    if not left.key or not right.key:
        return False
    if left.key == right.key:
        return True
    short, long = sorted((left.key, right.key), key=len)
    persons = {left.kind, right.kind}
    if persons == {"person"} or ("person" in persons and len(short) == 1):
        return short[-1] == long[-1] and (
            len(short) == 1 or short[0] == long[0] or len(short) < len(long)
        )
    if _conflict(left, right):
        return False
    if len(short) == 1 and len(long) > 1:
        initials = "".join(w[0] for w in long)
        if short[0] in {initials, initials[:-1]} and len(short[0]) > 1:
            return True
    return len(short) >= 2 and (long[-len(short) :] == short or long[: len(short)] == short)
