"""Facts: what the pair score asks of one claim, taken from the claim and its text once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from whosays.schema.basis import TimeBasis
from whosays.schema.place import Precision
from whosays.schema.segment import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from whosays.schema.claim import Claim, ClaimActor
    from whosays.schema.segment import Segment

_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_BREAK = re.compile(r"[.!?;:]['\"”’»)]*\s+|\n+")
_ITEM = re.compile(r"[-–—•*·]|\(?\d+[.)]\s|[a-z]\)\s")
_STEM = 5
_SHORT = 4
_LOOK_BACK = 24
_DENIAL = "denial of "
_HEADS = frozenset({SegmentKind.HEADLINE, SegmentKind.KEY_POINT})
_TOLD = frozenset({TimeBasis.EXPLICIT, TimeBasis.INHERITED})
_COARSE = frozenset(
    {Precision.COUNTRY, Precision.REGION, Precision.AREA, Precision.DISTRICT, Precision.DIRECTION}
)

Actor: TypeAlias = tuple[str | None, str | None, str | None]
Amount: TypeAlias = tuple[str | None, float | int | None, float | int | None]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of words that the room asks for: stems of five letters but for ``pronouns``."""

    denial: frozenset[str]
    other: frozenset[str]
    back: frozenset[str]
    empty: frozenset[str]
    pronouns: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, str]) -> Words:
        """Read them from the table ``words``, where each list is one string."""
        lists = {name: table[name].split() for name in cls.__slots__}
        return cls(
            **{
                name: frozenset(w if name == "pronouns" else w[:_STEM] for w in words)
                for name, words in lists.items()
            }
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """One claim as the pair score sees it. ``segment`` is -1 where the text was not segmented.

    ``said`` are the stems of its sentence, ``named`` of its agents and targets; ``rank`` counts
    claims of its type before it. ``held`` are its places, or the last ones told before it.
    ``answers`` is where the claim starts that a bare denial rejects, -1 for other claims.
    """

    type: str
    start: int
    rank: int
    sentence: int
    segment: int
    head: bool
    caption: bool
    lead: bool
    listed: bool
    first: bool
    trigger_span: tuple[int, int]
    trigger: frozenset[str]
    said: frozenset[str]
    named: frozenset[str]
    names: frozenset[str]
    agents: frozenset[Actor]
    targets: frozenset[Actor]
    target_spans: frozenset[tuple[int, int]]
    places: frozenset[str]
    held: frozenset[str]
    coarse: bool
    amounts: frozenset[Amount]
    measures: frozenset[str | None]
    days: tuple[date, date] | None
    dated: bool
    weapons: frozenset[str]
    status: str
    source: tuple[tuple[str | None, str | None], ...]
    spoken: bool
    denial: bool
    other: bool
    back: bool
    pronoun: bool
    answers: int


class Gatherer:
    """Takes the facts of a document's claims; counts its words and finds its sentences once."""

    def __init__(self, text: str, segments: Sequence[Segment], words: Words) -> None:
        self.text = text
        self.segments = segments
        self.words = words
        self._segment_starts = [s.span.start for s in segments]
        self._breaks = [0, *(m.end() for m in _BREAK.finditer(text))]
        self._lead = next(
            (i for i, s in enumerate(segments) if s.kind is SegmentKind.PARAGRAPH), -2
        )
        self._listed = frozenset(
            i for i, s in enumerate(segments) if s.table or _ITEM.match(text, s.span.start)
        )
        self._said: dict[int, frozenset[str]] = {}
        self.known_in: Counter[str] = Counter()
        for number in range(len(self._breaks)):
            stems = self.sentence(number)
            self.known_in.update(stems)

    def sentence(self, number: int) -> frozenset[str]:
        """Give the telling stems of a sentence."""
        found = self._said.get(number)
        if found is None:
            start = self._breaks[number]
            end = self._breaks[number + 1] if number + 1 < len(self._breaks) else len(self.text)
            found = self._stems(self.text[start:end]) - self.words.empty
            self._said[number] = found
        return found

    def _stems(self, words: str) -> frozenset[str]:
        return frozenset(
            w[:_STEM] for w in _WORD.findall(words.lower()) if len(w) >= _SHORT or w.isdigit()
        )

    def gather(self, claims: Sequence[Claim]) -> list[Facts]:
        """Give the facts of claims that are in order of the text."""
        ranks: Counter[str] = Counter()
        found = []
        in_body: set[str] = set()
        held: frozenset[str] = frozenset()
        told: dict[str, int] = {}
        for claim in claims:
            fact = self._facts(claim, ranks[claim.type], first=claim.type not in in_body, held=held)
            held = fact.held
            if any(b.rule.startswith(_DENIAL) for b in claim.because):
                fact = replace(fact, answers=told.get(fact.type, -1))
            else:
                told[fact.type] = fact.start
            found.append(fact)
            ranks[claim.type] += 1
            if not fact.head:
                in_body.add(claim.type)
        return found

    def _facts(self, claim: Claim, rank: int, *, first: bool, held: frozenset[str]) -> Facts:
        text, words = self.text, self.words
        start, end = claim.trigger
        sentence = bisect_right(self._breaks, start) - 1
        segment = bisect_right(self._segment_starts, start) - 1
        kind = self.segments[segment].kind if segment >= 0 else None
        trigger = frozenset(w[:_STEM] for w in _WORD.findall(text[start:end].lower()))
        before = {
            w[:_STEM] for w in _WORD.findall(text[max(0, start - _LOOK_BACK) : start].lower())
        }
        actors = (*claim.agents, *claim.targets)
        targets = [a.span.of(text).lower() for a in claim.targets]
        places = frozenset(p.name.lower() for p in claim.places)
        time = claim.time
        return Facts(
            type=str(claim.type),
            start=start,
            rank=rank,
            sentence=sentence,
            segment=segment,
            head=kind in _HEADS or (segment < 0 and "\n" not in text[:start].strip()),
            caption=kind is SegmentKind.CAPTION,
            lead=segment == self._lead,
            first=first,
            listed=segment in self._listed,
            trigger_span=(start, end),
            trigger=trigger,
            said=self.sentence(sentence),
            named=frozenset(s for a in actors for s in self._stems(a.span.of(text))) - words.empty,
            names=frozenset(
                a.span.of(text).split()[-1]
                for a in claim.targets
                if all(word[0].isupper() for word in a.span.of(text).split())
            ),
            agents=_actors(claim.agents),
            targets=_actors(claim.targets),
            target_spans=frozenset((a.span[0], a.span[1]) for a in claim.targets),
            places=places,
            held=places or held,
            coarse=bool(claim.places) and all(p.precision in _COARSE for p in claim.places),
            amounts=frozenset((f.what, f.low, f.high) for f in claim.figures),
            measures=frozenset(f.what for f in claim.figures),
            dated=time.basis in _TOLD,
            days=(time.start, time.end) if time.start and time.end else None,
            weapons=frozenset(w.code for w in claim.weapons),
            status=str(claim.status),
            source=tuple((k.country, k.role) for k in claim.chain),
            spoken=bool(claim.chain),
            denial=bool(trigger & words.denial),
            other=bool((before | trigger) & words.other),
            back=bool(before & words.back),
            pronoun=any(t in words.pronouns for t in targets),
            answers=-1,
        )


def _actors(actors: Iterable[ClaimActor]) -> frozenset[Actor]:
    return frozenset((a.country, a.role, a.group) for a in actors)
