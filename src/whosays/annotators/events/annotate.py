"""The events annotator: candidates, choice, arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whosays.annotators.events.arguments import actors_of, of_kind
from whosays.annotators.events.choose import Chosen, choose_by_rule
from whosays.annotators.events.classes import Layers, NounClasses
from whosays.annotators.events.combiner import add_head_candidates
from whosays.annotators.events.denials import denials
from whosays.annotators.events.locations import Locator
from whosays.annotators.events.means import weapons_of
from whosays.annotators.events.prune import prune
from whosays.annotators.events.sense import Candidate, candidates_of
from whosays.annotators.events.share import Draft, give_attackers, leave_weapons
from whosays.annotators.events.shot_down import shot_down
from whosays.annotators.events.words import listed
from whosays.schema.event import Argument, Event
from whosays.schema.segment import CLAIM_KINDS
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.annotators.events.bulletin import Bulletins
    from whosays.annotators.events.carrying import CarryModel
    from whosays.annotators.events.combiner import Combiner
    from whosays.annotators.events.denials import DenialWords
    from whosays.annotators.events.figure_owner import FigureOwner
    from whosays.annotators.events.lexicon import Lexicon
    from whosays.schema.analysis import TokenScores
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse


HEAD_LEAST = 0.25
"""The probability from which the learned head proposes a trigger that no row does."""
_NO_TRIGGER = listed("events.annotate", "no_trigger")
_CARRYING = listed("events.annotate", "carrying")
_WHOLE = listed("events.annotate", "whole")
_CAUGHT = frozenset({"prisoner", "hostage", "captive"})
_LONGEST = 40
_TOWARDS = frozenset({"to", "into", "on", "onto"})
_STRETCH = 10
"""How many characters, beside thrice its head's, a trigger of several words may span."""


def _makes_claims(document: Document, segment: int) -> bool:
    found = document.segments[segment]
    return found.kind in CLAIM_KINDS and found.repeats is None


class EventAnnotator:
    """Finds triggers and attaches their arguments."""

    name = "events"
    requires = (
        "parse",
        "vectors",
        "trigger_scores",
        "actors",
        "places",
        "weapons",
        "figures",
        "times",
        "attributions",
        "coreference",
    )
    provides = ("events",)

    def __init__(
        self,
        *,
        lexicon: Lexicon,
        nouns: NounClasses,
        frames: Mapping[str, Mapping[str, object]],
        type_of_weapon: dict[str, str],
        figure_owner: FigureOwner,
        combiner: Combiner | None = None,
        bulletins: Bulletins | None = None,
        denial_words: DenialWords | None = None,
        carry_model: CarryModel | None = None,
    ) -> None:
        self.figure_owner = figure_owner
        self.carry_model = carry_model
        self.denial_words = denial_words
        self.bulletins = bulletins
        self.lexicon = lexicon
        self.nouns = nouns
        self.frames = frames
        self.type_of_weapon = type_of_weapon
        self.combiner = combiner

    def annotate(self, document: Document, annotations: Annotations) -> dict[str, Any]:
        """Give the layer ``events``, in order of their triggers."""
        layers, candidates, scores = self.prepare(document, annotations)
        if self.combiner is None:
            chosen = choose_by_rule(layers, candidates)
        else:
            chosen = self.combiner.choose(document, layers, candidates, scores)
        chosen = shot_down(layers, chosen, candidates)
        if self.denial_words is not None:
            # The head takes denials for what they deny; the rule knows better of which type.
            deny = self.denial_words.all
            chosen = [
                c
                for c in chosen
                if c.candidate.row or layers.parse.lemma(c.candidate.token) not in deny
            ]
        kept = prune(layers, chosen, _source_tokens(annotations))
        if self.denial_words is not None:
            kept += denials(layers.parse, kept, self.denial_words)
        events = self.events(layers, annotations, kept)
        if self.bulletins is not None:
            events = self.bulletins.add(document, annotations.parse, events)
        return {"events": events}

    def prepare(
        self, document: Document, annotations: Annotations
    ) -> tuple[Layers, dict[int, list[Candidate]], TokenScores | None]:
        """Give the layers by token, and all candidates: the lexicon's and the head's."""
        layers = Layers(annotations, self.nouns)
        candidates = self.candidates(document, layers)
        scores: TokenScores | None = annotations.get("trigger_scores")
        if scores is not None:
            self._add_head(document, layers, candidates, scores)
        return layers, candidates, scores

    def _add_head(
        self,
        document: Document,
        layers: Layers,
        candidates: dict[int, list[Candidate]],
        scores: TokenScores,
    ) -> None:
        parse = layers.parse
        inside = {i for senses in candidates.values() for c in senses for i in c.tokens}
        tokens = [
            index
            for sentence in parse.sentences
            if _makes_claims(document, sentence.segment)
            for index in range(sentence.first, sentence.last)
            if (index not in inside or index in candidates)
            and parse.tokens[index].upos not in _NO_TRIGGER
            and index not in layers.weapon_at
        ]
        add_head_candidates(candidates, scores, layers, tokens, least=HEAD_LEAST)

    def candidates(self, document: Document, layers: Layers) -> dict[int, list[Candidate]]:
        """Give the senses that the lexicon allows, by token, in segments that make claims."""
        found: dict[int, list[Candidate]] = {}
        for sentence in layers.parse.sentences:
            if not _makes_claims(document, sentence.segment):
                continue
            matches = self.lexicon.matches(layers.parse, sentence.first, sentence.last)
            found.update(candidates_of(layers, matches, self.type_of_weapon))
        return found

    def events(
        self, layers: Layers, annotations: Annotations, chosen: list[Chosen]
    ) -> tuple[Event, ...]:
        """Attach the arguments to the chosen triggers."""
        parse = layers.parse
        picked = sorted(chosen, key=lambda c: (c.candidate.token, c.candidate.type))
        triggers = {i for c in picked for i in c.candidate.tokens}
        sources = _source_tokens(annotations)
        phrases = annotations.get("mention_spans") if annotations.has("mention_spans") else ()
        kinds = tuple(s.kind for s in annotations.document.segments)
        locator = Locator(
            layers, [c.candidate for c in picked], sources, phrases, kinds, self.carry_model
        )
        drafts = []
        for item in picked:
            actors = self._actors(layers, item)
            targets = {a.head for a in actors if a.role == "target"}
            others = triggers.difference(item.candidate.tokens)
            weapons = weapons_of(layers, item.candidate, others, targets)
            for other in item.absorbed:
                had = {a.span for a in weapons}
                more = weapons_of(layers, other, others, targets)
                weapons += [a for a in more if a.span not in had]
            places = locator.places_of(item.candidate)
            drafts.append(Draft(item, [*actors, *places, *weapons]))
        self.figure_owner.give(layers, drafts, triggers)
        give_attackers(drafts)
        leave_weapons(layers, drafts)
        return tuple(
            Event(
                type=d.item.candidate.type,
                trigger=trigger_span(parse, d.item.candidate),
                token=d.item.candidate.token,
                arguments=tuple(d.arguments),
                score=d.item.score,
                rule=d.item.rule,
            )
            for d in drafts
        )

    def _actors(self, layers: Layers, item: Chosen) -> list[Argument]:
        actors = actors_of(layers, item.candidate, self.frames)
        told = any(a.role == "target" and a.rule.startswith("mod:") for a in actors)
        for other in item.absorbed:
            heads = {a.head for a in actors}
            more = actors_of(layers, other, self.frames)
            actors += [a for a in more if a.head not in heads and not (told and a.role == "target")]
        return of_kind(layers, item.candidate, actors)


def trigger_span(parse: Parse, candidate: Candidate) -> Span:
    """Give the words of a trigger: its head with those of its pattern that adjoin it.

    Where words stand between (put both its guns out of action) the whole stretch is the trigger as
    long as its head is a fair part of it, else the words behind if the head is but a light verb.
    """
    tokens = sorted(candidate.tokens)
    place = tokens.index(candidate.token)
    first = last = place
    while last + 1 < len(tokens) and tokens[last + 1] - tokens[last] == 1:
        last += 1
    while first > 0 and tokens[first] - tokens[first - 1] == 1:
        first -= 1
    start, end = parse.tokens[tokens[first]].span[0], parse.tokens[tokens[last]].span[1]
    if last + 1 < len(tokens):
        far = parse.tokens[tokens[-1]].span[1]
        if far - start <= 3 * len(parse.tokens[candidate.token].text) + _STRETCH:
            end = far
        elif first == last and _is_carried(parse, tokens[last], tokens[last + 1]):
            start, end = parse.tokens[tokens[last + 1]].span[0], far
        elif first == last and parse.lemma(tokens[first]) in _WHOLE and _is_whole(parse, tokens):
            end = far
    return Span(start, end)


def _is_whole(parse: Parse, tokens: list[int]) -> bool:
    """Tell whether the verb alone tells too little: gave him two days; took nine of them
    prisoner is told by its verb.
    """
    start, far = parse.tokens[tokens[0]].span[0], parse.tokens[tokens[-1]].span[1]
    return far - start <= _LONGEST and parse.lemma(tokens[-1]) not in _CAUGHT


def _is_carried(parse: Parse, verb: int, behind: int) -> bool:
    """Tell whether the words behind an object tell the state it was brought to: left dead, put out
    of action; put to the torch is told by its verb.
    """
    return parse.lemma(verb) in _CARRYING and parse.lemma(behind) not in _TOWARDS


def _source_tokens(annotations: Annotations) -> set[int]:
    if not annotations.has("attributions"):
        return set()
    parse = annotations.parse
    return {i for a in annotations.attributions for span in a.source for i in parse.within(span)}
