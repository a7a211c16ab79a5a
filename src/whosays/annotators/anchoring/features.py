"""Features of an event's own words: the shape of its trigger, tense and mood, who tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head, clauses_above, is_past_perfect
from whosays.annotators.anchoring.cohesion import group_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from whosays.annotators.anchoring.lexicon import Lexicon
    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.event import Event
    from whosays.schema.parse import Parse

_MODALS = {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "'ll"}


@dataclass(frozen=True, slots=True)
class Setting:
    """The document's part in the choice."""

    parse: Parse
    text: str
    day: date | None
    start_of_war: date | None
    lexicon: Lexicon
    kinds: Sequence[str]
    segment_starts: Sequence[int]
    lead: tuple[int, Stretch] | None
    """The first date that the report tells, with its sentence."""
    period: Stretch | None
    """The time that the report says it is about (*update for September 2023*), None for none."""
    contents: Sequence[tuple[int, int]]
    """What others are quoted with, inner and outer."""
    names: Sequence[frozenset[str]]
    """Proper names of each sentence, lower case."""
    n_dates: int = 0
    """How many days besides its own the report tells."""
    genre: str = ""
    """What most of the report's events are of: wrongs (abuse, detention, courts) or other."""
    size: str = ""
    """Whether the report is a flash, short or long."""
    fresh: str = ""
    """Whether the report's dates are of its last days: old, mixed, news; none; no-day."""
    is_memoir: bool = False
    """Whether a writer tells of days of his own: not those of the report."""
    stamps: Mapping[int, Stretch] = field(default_factory=dict)
    """The hour under which each segment of a chronicle stands."""
    tenses: dict[int, str] = field(default_factory=dict)
    """Tenses of clauses, remembered."""


def event_features(event: Event, setting: Setting) -> tuple[str, ...]:
    """Describe an event's words: shape of the trigger, tense and mood, who tells it."""
    parse = setting.parse
    token = parse.tokens[event.token]
    clause = clause_head(parse, event.token)
    sentence = parse.sentences[token.sentence]
    relation = token.deprel.partition(":")[0]
    shape = "amod" if relation == "amod" else token.upos.lower()
    tense = _tense(setting, clause)
    say = _told_by(setting, clause)
    clausal = parse.tokens[clause].deprel
    quoted = _is_quoted(setting.text, setting.segment_starts[sentence.segment], event)
    names = [
        f"type={event.type}",
        f"tense={tense}",
        f"shape={shape}",
        f"shape={shape}:{relation}",
        f"say={say}",
        f"say={say}:tense={tense}",
        f"shape={shape}:tense={tense}",
        f"clause={clausal}",
        f"kind={setting.kinds[sentence.segment]}",
        f"quoted={quoted}",
        f"quoted={quoted}:group={group_of(event.type)}",
        f"quoted={quoted}:tense={tense}",
        f"first={_is_first_person(setting, token.sentence)}:{quoted}",
        f"genre={setting.genre}",
        f"genre={setting.genre}:tense={tense}",
        f"genre={setting.genre}:quoted={quoted}",
    ]
    words = f" {setting.text[sentence.span[0] : sentence.span[1]].lower()} "
    names += [f"word={w}" for w in _SIGNS if f" {w} " in words]
    group = group_of(event.type)
    names += [
        f"group={group}",
        f"group={group}:tense={tense}",
        f"dates={min(setting.n_dates, 4)}",
        f"dates={min(setting.n_dates, 4)}:group={group}",
    ]
    return tuple(names)


# Words of a sentence that tell news from background.
_SIGNS = (
    "has", "have", "had", "was", "were", "still", "continue", "continues", "since",
    "previously", "earlier", "already", "now", "if", "would", "will", "may", "could", "must",
    "often", "ever", "never", "once", "again", "before", "long", "repeatedly", "deny", "denies",
    "denied", "denying", "accuse", "accused", "former", "later", "then", "another", "also",
    "separately", "elsewhere", "meanwhile",
)  # fmt: skip


def _tense(setting: Setting, clause: int) -> str:
    if clause not in setting.tenses:
        setting.tenses[clause] = _tense_of(setting.parse, clause)
    return setting.tenses[clause]


def _tense_of(parse: Parse, clause: int) -> str:
    token = parse.tokens[clause]
    aux = [parse.tokens[t].text.lower() for t in parse.children(clause, "aux")]
    cop = [parse.tokens[t].text.lower() for t in parse.children(clause, "cop")]
    helpers = aux + cop
    if any(a in _MODALS for a in helpers):
        return "will" if any(a in {"will", "shall", "'ll"} for a in helpers) else "modal"
    if is_past_perfect(parse, clause):
        return "past_perfect"
    if any(a in {"has", "have", "'ve"} for a in helpers):
        # "was reported to have fired" tells a past as well as "fired" does.
        is_infinitive = any(parse.lemma(m) == "to" for m in parse.children(clause, "mark"))
        return "past" if is_infinitive else "perfect"
    if any(a in {"was", "were", "did"} for a in helpers):
        return "past"
    if any(a in {"is", "are", "am", "'re", "'s", "do", "does"} for a in helpers):
        return "present"
    if token.xpos in {"VB", "VBN"} and any(
        parse.lemma(m) == "to" for m in parse.children(clause, "mark")
    ):
        # "is to be held"
        return "infinitive"
    if token.xpos == "VBD":
        return "past"
    if token.xpos in {"VBZ", "VBP"}:
        return "present"
    if token.xpos == "VB":
        return "infinitive"
    return {"VBG": "ing", "VBN": "participle"}.get(token.xpos, "none")


def _told_by(setting: Setting, clause: int) -> str:
    """Tell whether a say verb stands above, and in what tense it is."""
    parse, lexicon = setting.parse, setting.lexicon
    for above, relation in clauses_above(parse, clause):
        if parse.lemma(above) in lexicon.say:
            kind = "ccomp" if relation.partition(":")[0] in {"ccomp", "parataxis"} else "other"
            return f"{kind}-{_tense(setting, above)}"
    for child in parse.children(clause, "parataxis"):
        if parse.lemma(child) in lexicon.say:
            return f"after-{_tense(setting, child)}"
    return "no"


def _is_quoted(text: str, start: int, event: Event) -> bool:
    """Tell whether quotation marks stand open from the paragraph's start to the event."""
    before = text[start : event.trigger.start]
    return bool(before.count('"') % 2) or before.count("“") > before.count("”")


_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})


# A memoir: of so many sentences at least, so large a part speaks of an *I* outside quotations.
MIN_TOLD, MEMOIR = 6, 0.35


def is_memoir(text: str, parse: Parse, kinds: Sequence[str]) -> bool:
    """Tell whether a writer tells of himself: *I signed up in the spring …*, without quotation."""
    told = [
        s
        for s in parse.sentences
        if kinds[s.segment] == "paragraph" and not set('"“”') & set(text[s.span[0] : s.span[1]])
    ]
    if len(told) < MIN_TOLD:
        return False
    own = sum(
        any(t.text in {"I", "me", "my", "My"} for t in parse.tokens[s.first : s.last]) for s in told
    )
    return own >= MEMOIR * len(told)


def _is_first_person(setting: Setting, sentence: int) -> bool:
    """Tell whether a sentence speaks of its speaker."""
    s = setting.parse.sentences[sentence]
    return any(
        t.text.lower() in _FIRST and t.upos in {"PRON", "DET"}
        for t in setting.parse.tokens[s.first : s.last]
    )
