"""The annotator of ``annotators/places``: names, what they mean, how precisely."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from whosays.annotators.places.context import read_settings
from whosays.annotators.places.evidence import Judge, judge_all
from whosays.annotators.places.geometry import precision_of, radius_of
from whosays.annotators.places.joined import join_names
from whosays.annotators.places.names import find_names
from whosays.annotators.places.nominals import find_nominals
from whosays.annotators.places.resolve import Resolver, country_votes, theatre_of
from whosays.schema.place import PlaceCandidate, PlaceMention
from whosays.schema.segment import SegmentKind
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.annotators.places.context import Setting
    from whosays.annotators.places.evidence import Verdict
    from whosays.annotators.places.resolve import Choice
    from whosays.annotators.places.words import Words
    from whosays.resources.gazetteer import Gazetteer, MatchKind
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse

_LOCATIVE = frozenset({"in", "near", "at", "around", "outside"})
_SHOWN = 5  # candidates kept with a mention


class PlacesAnnotator:
    """Provides ``places``: names in text order, each resolved or left open with its candidates.

    ``nominal_places`` are definite noun phrases (*the city*) with the place that they stand for.
    """

    name = "places"
    requires = ("parse", "entity_spans", "mention_spans")
    provides = ("places", "nominal_places")

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: Words,
        weights: Mapping[str, Mapping[str, float]],
        calibration: Mapping[str, Sequence[Sequence[float]]],
        radii: Mapping[str, float],
        threshold: float,
    ) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self.weights = weights["weights"]
        self.resolver = Resolver(gazetteer, weights["choice"], words)
        self.calibration = calibration
        self.radii = radii
        self.threshold = threshold

    def annotate(self, document: Document, annotations: Annotations) -> Mapping[str, object]:
        """Find and settle the place names; a pure function of the layers and the gazetteer."""
        parse = annotations.parse
        labels = [*annotations.get("entity_spans"), *annotations.get("mention_spans")]
        names = find_names(parse, self.gazetteer, self.words)
        names = join_names(parse, names, labels, self.gazetteer)
        settings = read_settings(parse, names, self.words)
        people = Counter(
            country for t in parse.tokens if (country := self.words.people.get(t.text)) is not None
        )
        theatre = theatre_of(country_votes(settings, people), "")
        judge = Judge(
            parse, self.words, self.weights, labels, self.gazetteer.find_spelling, theatre,
            _headlines(document),
        )  # fmt: skip
        verdicts = judge_all(judge, settings)
        kept = [
            (s, v)
            for s, v in zip(settings, verdicts, strict=True)
            if v.score > 0 and not self._is_group(parse, s)
        ]
        choices = self.resolver.resolve(parse, [s for s, _ in kept], people)
        places = tuple(
            self._mention(parse, setting, verdict, choice)
            for (setting, verdict), choice in zip(kept, choices, strict=True)
        )
        return {"places": places, "nominal_places": find_nominals(parse, places, self.words)}

    def _is_group(self, parse: Parse, setting: Setting) -> bool:
        """Tell an armed group's name, even where some hamlet has it too, from "in Fatah"."""
        name = setting.name
        if name.text not in self.words.groups:
            return False
        before = parse.tokens[name.first - 1].text.lower() if name.first else ""
        return before not in _LOCATIVE

    def _mention(
        self, parse: Parse, setting: Setting, verdict: Verdict, choice: Choice
    ) -> PlaceMention:
        # The best one's share takes in those about it; the others keep their own.
        shares = (*choice.pooled[:1], *choice.scores[1:_SHOWN])
        if choice.candidates:
            shares = (self._calibrated(shares[0], choice.candidates[0].kind), *shares[1:])
        candidates = tuple(
            PlaceCandidate(
                c.place.name, c.place.geonameid, c.place.lat, c.place.lon, share,
                c.place.country or None, c.because,
            )
            for c, share in zip(choice.candidates[:_SHOWN], shares, strict=False)
        )  # fmt: skip
        span = self._span(parse, setting)
        score = candidates[0].score if candidates else 0.0
        if not candidates or score < self.threshold:
            why = "no place of this name is known" if not candidates else "no candidate stands out"
            return PlaceMention(
                span, setting.name.text, precision=precision_of(setting, None),
                relation=setting.relation, score=score, use=verdict.use,
                because=(why, *choice.notes), candidates=candidates,
            )  # fmt: skip
        best = choice.candidates[0]
        precision = precision_of(setting, best.place)
        return PlaceMention(
            span=span,
            name=best.place.name,
            geonameid=best.place.geonameid,
            lat=best.place.lat,
            lon=best.place.lon,
            precision=precision,
            relation=setting.relation,
            radius_km=radius_of(setting, best.place, precision, self.radii),
            score=score,
            use=verdict.use,
            country=best.place.country or None,
            because=(*best.because, *choice.notes),
            candidates=candidates,
        )

    def _span(self, parse: Parse, setting: Setting) -> Span:
        """Give the name, with the head noun of a facility (*Mezzeh military airport*)."""
        name = setting.name
        if setting.head == "facility" and setting.head_tokens and setting.with_head:
            return Span(name.span[0], parse.tokens[setting.head_tokens[-1]].span[1])
        return name.span

    def _calibrated(self, share: float, kind: MatchKind) -> float:
        """Turn a share of the joint step into the chance of being right, by the fitted table."""
        table = self.calibration[kind.name.lower()]
        at = bisect_right([row[0] for row in table], share)
        if at == 0:
            return round(table[0][1], 3)
        if at == len(table):
            return round(table[-1][1], 3)
        (x0, y0), (x1, y1) = table[at - 1], table[at]
        return round(y0 + (y1 - y0) * (share - x0) / (x1 - x0), 3)


def _headlines(document: Document) -> frozenset[int]:
    """Give the indices of segments written in the telegraphic style of headlines."""
    kinds = {SegmentKind.HEADLINE, SegmentKind.KEY_POINT}
    return frozenset(i for i, s in enumerate(document.segments) if s.kind in kinds)
