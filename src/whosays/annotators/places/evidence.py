"""Evidence: whether a name is meant as a place, and whether as the place or its government."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.places.use import use_of
from whosays.schema.place import PlaceUse
from whosays.text.placename import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from whosays.annotators.places.context import Setting
    from whosays.annotators.places.names import Name
    from whosays.annotators.places.words import Words
    from whosays.resources.gazetteer import Match
    from whosays.schema.analysis import LabelledSpan
    from whosays.schema.parse import Parse

_PEOPLE_LABELS = frozenset({"Person", "PER"})
_BODY_LABELS = frozenset({"Organisation", "ORG", "ACTOR", "SOURCE"})
_PLACE_LABELS = frozenset({"Location", "LOC", "PLACE"})
_NAMELIKE = (
    "title_before",
    "initial_before",
    "capital_before",
    "capital_after",
    "surname_here",
    "title_of",
)
_DIVISIONS = frozenset({"region", "district"})
_INITIAL = re.compile(r"^[A-Z]\.?$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely a name is a place (0 is the threshold), and its use."""

    score: float
    use: PlaceUse = PlaceUse.PLACE


class Judge:
    """Weighs the evidence for the names of one document."""

    def __init__(
        self,
        parse: Parse,
        words: Words,
        weights: Mapping[str, float],
        labels: Iterable[LabelledSpan],
        spelled: Callable[[str], tuple[Match, ...]] | None = None,
        theatre: Mapping[str, float] | None = None,
        headlines: frozenset[int] = frozenset(),
    ) -> None:
        self.parse = parse
        self.words = words
        self.weights = weights
        self.spelled = spelled
        self.headlines = headlines
        self.theatre = frozenset(
            c for c, share in (theatre or {}).items() if share > 0.2 and c not in words.namesakes
        )
        self.labels_at: dict[int, list[LabelledSpan]] = {}
        for label in labels:
            for token in range(label.first, label.last):
                self.labels_at.setdefault(token, []).append(label)
        self.lowered = frozenset(
            t.text for t in parse.tokens if t.text.islower() and t.upos not in {"PROPN", "X"}
        )
        self.persons = self._person_words()
        self.inside = tuple(_spans_of(words.phrases, parse))
        self.shouted = [self._is_shouted(s.first, s.last) for s in parse.sentences]

    def _person_words(self) -> frozenset[str]:
        """Give the last words of the full names of persons in this document."""
        found = set()
        for labels in self.labels_at.values():
            for label in labels:
                if (
                    label.label in _PEOPLE_LABELS
                    and label.last - label.first > 1
                    and label.score > 0.6
                ):
                    last = self.parse.tokens[label.last - 1]
                    if last.text[:1].isupper() and last.text.isalpha():
                        found.add(last.text)
        return frozenset(found)

    def _is_shouted(self, first: int, last: int) -> bool:
        """Tell whether a sentence capitalises most of its words, as headlines do."""
        tokens = [t for t in self.parse.tokens[first:last] if len(t.text) > 3 and t.text.isalpha()]
        return len(tokens) > 3 and sum(t.text[0].isupper() for t in tokens) > 0.65 * len(tokens)

    def features(self, setting: Setting) -> dict[str, float]:
        """Count the features of one name; the weights say what each is worth."""
        found: dict[str, float] = defaultdict(float)
        name = setting.name
        found["bias"] = 1
        self._gazetteer(setting, found)
        self._labels(setting, found)
        self._words_before(setting, found)
        self._words_after(setting, found)
        if setting.cue:
            found["cue"] = 1
        if any(s < name.span[1] and name.span[0] < e for s, e in self.inside):
            found["inside_phrase"] = 1
        if self.parse.tokens[name.first].text.lower() in self.words.things:
            found["thing_before"] = 1
        if found["civic_after"]:
            for key in [k for k in found if k.endswith(("_person", "_inside_body"))]:
                found[key] *= 0.3
        if found["in_theatre"] and not any(found[k] for k in _NAMELIKE):
            # Where the report plays, a known village outweighs what looks like a person.
            if found["many_words"]:
                found["many_in_theatre"] = 1
            for key in [k for k in found if k.endswith(("_person", "_body"))]:
                found[key] *= 0.4
        if name.sided:
            found["sided"] = 1
        if setting.head:
            found[f"head_{setting.head}"] = 1
        tokens = self.parse.tokens[name.first : name.last]
        if not any(t.upos == "PROPN" for t in tokens):
            found["not_propn"] = 1
        if tokens[0].deprel in {"obl", "nmod"} or (
            setting.cue and tokens[-1].deprel in {"obl", "nmod"}
        ):
            found["oblique"] = 1
        sentence = tokens[0].sentence
        if name.first == self.parse.sentences[sentence].first:
            found["first_word"] = 1
        if self.shouted[sentence]:
            found["shouted"] = 1
        if len(tokens) == 1 and tokens[0].text.lower() in self.lowered:
            found["also_lower"] = 1
        if len(tokens) == 1 and tokens[0].text in self.persons and setting.head == "":
            found["surname_here"] = 1
        return found

    def _gazetteer(self, setting: Setting, found: dict[str, float]) -> None:
        name = setting.name
        if not name.matches:
            found["unknown"] = 1
            if name.text.split()[-1].lower() in self.words.buildings:
                found["building"] = 1
            return
        best = max(
            (m for m in name.matches),
            key=lambda m: (
                m.place.feature.startswith("A.PCL"),
                m.place.feature == "A.ADM1",
                m.place.population,
            ),
        ).place
        if best.feature.startswith("A.PCL"):
            found["known_country"] = 1
        elif best.feature in {"A.ADM1", "P.PPLC"} or (best.id < 0 and best.feature[0] != "A"):
            found["known_region"] = 1
        elif best.population >= 500_000:
            found["known_city"] = 1
        elif best.population >= 50_000:
            found["known_town"] = 1
        elif best.population >= 5_000:
            found["known_small"] = 1
        else:
            found["known_tiny"] = 1
        if any(m.place.country in self.theatre and m.place.feature[0] == "P" for m in name.matches):
            found["in_theatre"] = 1
        if all(m.kind > 0 for m in name.matches) and best.population < 500_000:
            found["only_other_name"] = 1
        if name.last - name.first > 1:
            found["many_words"] = 1
        key = name_key(name.base)
        if key in self.words.rarely:
            found["rarely"] = 1
        if name.text in self.words.exact:
            found["exact"] = 1

    def _labels(self, setting: Setting, found: dict[str, float]) -> None:
        name = setting.name
        seen: dict[tuple[str, str], float] = {}
        for token in range(name.first, name.last):
            for label in self.labels_at.get(token, ()):
                kind = label.label
                width = label.last - label.first
                own = name.last - name.first
                if kind in _PLACE_LABELS:
                    group = "place" if width <= own + 4 else "wide_place"
                elif kind in _PEOPLE_LABELS:
                    group = "person"
                elif kind in _BODY_LABELS:
                    covers = label.first <= name.first and label.last >= name.last
                    group = (
                        "body" if width == own else "inside_body" if covers and width > own else ""
                    )
                elif kind == "Nationality":
                    group = "people"
                else:
                    group = (
                        "thing"
                        if kind
                        in {"WEAPON", "Weapon", "Vehicle", "MilitaryPlatform", "TIME", "Temporal"}
                        else ""
                    )
                if group:
                    source = label.head.removeprefix("entity_")
                    seen[group, source] = max(seen.get((group, source), 0.0), label.score)
        for (group, source), score in seen.items():
            found[f"{source}_{group}"] = score

    def _words_before(self, setting: Setting, found: dict[str, float]) -> None:
        name, before = setting.name, setting.before
        if not before:
            return
        previous = self.parse.tokens[name.first - 1]
        if before[-1] in self.words.titles and previous.text[0].isupper():
            found["title_before"] = 1
        if before[-1] in self.words.things:
            found["thing_before"] = 1
        if previous.text[0].isupper() and previous.text.isalpha() and previous.upos == "PROPN":
            found["capital_before"] = 1
        if _INITIAL.match(previous.text) and previous.text != "I":
            found["initial_before"] = 1
        if before[-1] == "of" and len(before) > 1:
            earlier = self.parse.tokens[name.first - 2]
            is_person = any(
                x.label in _PEOPLE_LABELS and x.score > 0.4
                for x in self.labels_at.get(name.first - 2, ())
            )
            if is_person or earlier.text in {",", ")"} or earlier.text[0].isdigit():
                found["person_of"] = 1
            elif earlier.text[0].isupper() and not self.words.heads.get((earlier.text.lower(),)):
                found["title_of"] = 1
        if before[-1] in {"the", "a", "an"} and self._is_modifier(name):
            found["modifier"] = 1
            return
        if before[-1] == "the" and name.last - name.first == 1 and not setting.head:
            found["the_before"] = 1
        if before[-1] in {"a", "an"}:
            found["a_before"] = 1

    def _words_after(self, setting: Setting, found: dict[str, float]) -> None:
        name, after = setting.name, setting.after
        if not after:
            return
        following = self.parse.tokens[name.last]
        if following.text[0].isupper() and following.text.isalpha() and not setting.head:
            found["capital_after"] = 1
            if following.text.lower() in self.words.no_place:
                found["no_place_after"] = 1
        elif after[0] in {"'s", "’s"} and len(after) > 1:
            found["possessive"] = 1
        if after[0] == "-" and len(after) > 1:
            found["dash_after"] = 1
        if after[0].rstrip("s") in self.words.civic or after[0] in self.words.civic:
            found["civic_after"] = 1
        if self._is_dateline(name, after):
            found["dateline"] = 1

    def _is_modifier(self, name: Name) -> bool:
        """Tell whether a name stands before its noun (*the Atlanta agency*)."""
        top = self.parse.top(name.span)
        if top is None:
            return False
        token = self.parse.tokens[top]
        return token.deprel in {"compound", "amod", "nmod:poss"} and token.head >= name.last

    def _is_dateline(self, name: Name, after: tuple[str, ...]) -> bool:
        """Tell whether a name opens its sentence as a dateline (*BEIRUT: …*, *XENIA — …*)."""
        first = self.parse.tokens[name.first]
        if name.first != self.parse.sentences[first.sentence].first:
            return False
        return name.text.isupper() and after[0] in {"-", "--", "—", "–", ":", ",", "("}

    def judge(self, setting: Setting) -> Verdict:
        """Weigh one name."""
        features = self.features(setting)
        score = sum(self.weights.get(k, 0.0) * v for k, v in features.items())
        if features["unknown"] and -3.0 < score < 1.0 and self._sounds_known(setting):
            features["spelled"] = 1
            score += self.weights["spelled"]
        return Verdict(round(score, 3), self._use(setting))

    def _use(self, setting: Setting) -> PlaceUse:
        sentence = self.parse.sentences[self.parse.tokens[setting.name.first].sentence]
        return use_of(
            self.parse, setting, self.words, in_headline=sentence.segment in self.headlines
        )

    def _sounds_known(self, setting: Setting) -> bool:
        """Tell whether an unknown name is a known one in another spelling."""
        if self.spelled is None or len(setting.name.base) < 5:
            return False
        return any(m.edits <= 2 for m in self.spelled(setting.name.base))


def _spans_of(phrases: Iterable[str], parse: Parse) -> Iterator[tuple[int, int]]:
    """Give where ``phrases`` stand in a text, looked up by how their first word begins."""
    starts: dict[str, list[str]] = {}
    for phrase in phrases:
        starts.setdefault(phrase[:2], []).append(phrase)
    text = parse.text
    for token in parse.tokens:
        for phrase in starts.get(token.text[:2], ()):
            start = token.span[0]
            if text.startswith(phrase, start):
                yield start, start + len(phrase)


def _held(judge: Judge, settings: Sequence[Setting], verdicts: Sequence[Verdict]) -> frozenset[int]:
    """Give the numbers of the names that are told to lie in a division: *X in Y region*."""
    text = judge.parse.text
    return frozenset(
        number
        for number, (setting, after, verdict) in enumerate(
            zip(settings, settings[1:], verdicts[1:], strict=False)
        )
        if after.head in _DIVISIONS
        and verdict.score > 1.0
        and text[setting.name.span.end : after.name.span.start] in {" in ", " in the "}
    )


def judge_all(judge: Judge, settings: Sequence[Setting]) -> list[Verdict]:
    """Judge all names, then let series and repetitions lend each other what they have."""
    verdicts = [judge.judge(s) for s in settings]
    best_series: dict[int, float] = {}
    best_text: dict[str, float] = {}
    for setting, verdict in zip(settings, verdicts, strict=True):
        best_series[setting.series] = max(best_series.get(setting.series, -9.0), verdict.score)
        key = name_key(setting.name.base)
        best_text[key] = max(best_text.get(key, -9.0), verdict.score)
    held = _held(judge, settings, verdicts)
    result = []
    for number, (setting, verdict) in enumerate(zip(settings, verdicts, strict=True)):
        lent = 0.0
        if verdict.score <= 1.0 and best_series[setting.series] > 0.3:
            lent += judge.weights["series"]
        if verdict.score <= 1.0 and best_text[name_key(setting.name.base)] > 1.0:
            lent += judge.weights["repeated"]
        if verdict.score <= 1.0 and number in held:
            lent += judge.weights["held"]
        result.append(Verdict(round(verdict.score + lent, 3), verdict.use))
    return result
