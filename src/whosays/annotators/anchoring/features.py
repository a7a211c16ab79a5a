"""Features of an event's own words: the shape of its trigger, tense and mood, who tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head, clauses_above, is_past_perfect

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    names: Sequence[frozenset[str]]
    """Proper names of each sentence, lower case."""
    lead: tuple[int, Stretch] | None
    """The first date that the report tells, with its sentence."""
    period: Stretch | None
    """The time that the report says it is about (*update for September 2023*), None for none."""
    contents: Sequence[tuple[int, int]]
    """What others are quoted with, inner and outer."""
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
        f"quoted={_is_quoted(setting.text, sentence.span, event)}",
    ]
    marks = [parse.lemma(m) for m in parse.children(clause, "mark")]
    names += [
        f"mark={m}"
        for m in marks
        if m in {"if", "once", "until", "after", "before", "to", "when", "while"}
    ]
    names += [f"above={t}" for t in _moods_above(setting, clause)]
    words = setting.text[sentence.span[0] : sentence.span[1]].lower()
    names += [f"word={w}" for w in _SIGNS if f" {w} " in f" {words} "]
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
    if token.xpos == "VBD":
        return "past"
    if token.xpos in {"VBZ", "VBP"}:
        return "present"
    if token.xpos == "VB":
        return "infinitive"
    return {"VBG": "ing", "VBN": "participle"}.get(token.xpos, "none")


def _moods_above(setting: Setting, clause: int) -> list[str]:
    parse = setting.parse
    found = []
    for above, relation in clauses_above(parse, clause):
        found.append(f"{relation.partition(':')[0]}-{_tense(setting, above)}")
        if len(found) == 2:
            break
    return found


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


def _is_quoted(text: str, span: tuple[int, int], event: Event) -> bool:
    before = text[span[0] : event.trigger.start]
    return bool(before.count('"') % 2) or before.count("“") > before.count("”")
