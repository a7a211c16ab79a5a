"""Options: the days that an event may have, each with the features by which they are ranked."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head, clauses_above, is_past_perfect
from whosays.annotators.anchoring.stretches import days_after
from whosays.schema.basis import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.annotators.anchoring.lexicon import Lexicon
    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.event import Event
    from whosays.schema.parse import Parse

_MODALS = {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "'ll"}
_PERSON = {"we", "our", "i", "us"}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its basis, days, the stretch it rests on, and its features."""

    basis: TimeBasis
    start: date | None
    end: date | None
    stretch: Stretch | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What was chosen for the event before: the option, its sentence and type."""

    option: Option
    sentence: int
    type: str
    before: str = "none"
    """Basis of the choice before that."""
    last: tuple[int, Stretch, str] | None = None
    """Sentence, stretch and event type of the last choice that rested on words."""


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
    contents: Sequence[tuple[int, int]]
    """What others are quoted with, inner and outer."""


def options(
    event: Event,
    own: Sequence[Stretch],
    earlier: Sequence[tuple[int, Stretch]],
    told: Told | None,
    setting: Setting,
    stance: str = "",
) -> list[Option]:
    """List the answers for an event, the report's own days and *unknown* always among them.

    ``own`` are the stretches of its sentence, ``earlier`` those of the sentences before,
    the last first, with their sentences; ``told`` is the choice for the event before; ``stance``
    is its status and stance in words.
    """
    shared = (*event_features(event, setting), *(f"stance={s}" for s in stance.split()))
    dated = [s for s in own if s.is_dated]
    dated += [d for s in own if not s.is_dated and (d := _after_length(event, s, told, setting))]
    own = dated
    found = [_own(event, stretch, own, shared, setting) for stretch in own]
    seen: set[tuple[date | None, date | None]] = set()
    sentence = setting.parse.tokens[event.token].sentence
    if told is not None and told.last is not None:
        then, stretch, _ = told.last
        found.append(_carried(event, stretch, then, sentence, "told", told, bool(own), shared, setting))
        seen.add((stretch.start, stretch.end))
    for then, stretch in earlier:
        if (stretch.start, stretch.end) not in seen:
            seen.add((stretch.start, stretch.end))
            found.append(_carried(event, stretch, then, sentence, "text", told, bool(own), shared, setting))
    if setting.lead is not None and setting.lead[0] < sentence:
        then, stretch = setting.lead
        if (stretch.start, stretch.end) not in seen:
            found.append(_carried(event, stretch, then, sentence, "lead", told, bool(own), shared, setting))
    found.extend(_default(event, bool(own), told, sentence, shared, setting))
    return found


def _after_length(
    event: Event, stretch: Stretch, told: Told | None, setting: Setting
) -> Stretch | None:
    """*After four days of fighting* tells days from the date told last: the fighting and what followed."""
    last = told.last[1].end if told is not None and told.last is not None else None
    if stretch.mention.type != "DURATION" or stretch.preposition != "after" or last is None:
        return None
    end = days_after(stretch.mention.value, last)
    if end is None or (setting.day is not None and end > setting.day):
        return None
    inside = setting.parse.tokens[event.token].head == stretch.token
    return dataclasses.replace(stretch, start=last if inside else end, end=end)


def _own(
    event: Event,
    stretch: Stretch,
    own: Sequence[Stretch],
    shared: Sequence[str],
    setting: Setting,
) -> Option:
    parse, at = setting.parse, event.trigger.start
    relation = _relation(event, stretch, setting)
    nearest = min(own, key=lambda s: abs(s.start_at - at)) is stretch
    before = stretch.start_at < at
    between = setting.text[min(stretch.end_at, at) : max(stretch.start_at, event.trigger.end)]
    rival = "alone" if len(own) == 1 else "near" if nearest else "far"
    names = [
        "own",
        f"own:rel={relation}",
        f"own:rank={stretch.rank}",
        f"own:rank={stretch.rank}:rivals={min(len(own), 3)}",
        f"own:prep={stretch.preposition}",
        f"own:rival={rival}",
        f"own:rel={relation}:rival={rival}",
        f"own:side={'before' if before else 'after'}:{rival}",
        f"own:age={_age(stretch, setting.day)}",
        f"own:wide={_width(stretch)}",
        f"own:semicolon={';' in between}",
        f"own:comma={min(between.count(','), 3)}",
        f"own:far={min(len(between) // 40, 4)}",
        f"own:rel={relation}:age={_age(stretch, setting.day)}",
        f"own:rank={stretch.rank}:prep={stretch.preposition}",
        f"own:fronted={_is_fronted(parse, stretch)}:{relation}",
        *(f"own:{name}" for name in shared if name.startswith(("tense", "shape", "say"))),
        f"own:type={event.type}:wide={_width(stretch)}",
        f"own:content={_content(event.trigger, stretch, setting)}",
        f"own:content={_content(event.trigger, stretch, setting)}:rel={relation}",
        f"own:content={_content(event.trigger, stretch, setting)}:fronted={_is_fronted(parse, stretch)}",
    ]
    start, end = stretch.start, stretch.end
    if _is_total(event, stretch, setting):
        start = setting.start_of_war
    return Option(TimeBasis.EXPLICIT, start, end, stretch, tuple(names))


def _is_total(event: Event, stretch: Stretch, setting: Setting) -> bool:
    war = setting.start_of_war
    return (
        stretch.preposition == "as_of"
        and stretch.rank == 0
        and event.type in setting.lexicon.total_types
        and war is not None
        and stretch.end is not None
        and stretch.end >= war
    )


def _carried(
    event: Event,
    stretch: Stretch,
    then: int,
    sentence: int,
    source: str,
    told: Told | None,
    has_own: bool,
    shared: Sequence[str],
    setting: Setting,
) -> Option:
    sentences = setting.parse.sentences
    away = sentence - then
    same = sentences[then].segment == sentences[sentence].segment
    age, wide = _age(stretch, setting.day), _width(stretch)
    place = f"{source}:{'same' if same else 'other'}"
    repeated = told is not None and told.type == event.type
    here = sentences[sentence].segment
    common = len(setting.names[then] & setting.names[sentence])
    is_lead = setting.lead is not None and setting.lead[1].start == stretch.start and setting.lead[1].end == stretch.end
    names = [
        f"carry:{source}",
        f"carry:{place}:common={min(common, 3)}",
        f"carry:lead={is_lead}",
        f"carry:said={_is_time_of_saying(stretch, setting)}",
        f"carry:said={_is_time_of_saying(stretch, setting)}:{place}",
        f"carry:since={'doc' if told and told.option.stretch is None else 'time'}:{place}",
        f"carry:lasttype={_pair(told, event)}",
        f"carry:lead={is_lead}:age={age}",
        f"carry:lead={is_lead}:common={min(common, 2)}",
        f"carry:before={told.before if told else 'none'}:{told.option.basis.value if told else 'none'}",
        f"carry:intro={_introduces(setting, then)}:{'same' if same else 'other'}",
        f"carry:definite={_is_definite(event, setting)}",
        f"carry:repeat={repeated}:last={told.option.basis.value if told else 'none'}",
        f"carry:{place}",
        f"carry:{place}:away={min(away, 5)}",
        f"carry:{place}:age={age}",
        f"carry:{place}:wide={wide}",
        f"carry:{place}:rank={stretch.rank}",
        f"carry:prep={stretch.preposition}",
        f"carry:{place}:own={has_own}",
        f"carry:{place}:repeat={repeated}",
        f"carry:type={event.type}",
        f"carry:narrative={setting.day is None}",
        f"carry:age={age}:narrative={setting.day is None}",
        f"carry:kind={setting.kinds[here]}",
        f"carry:paragraphs={min(here - sentences[then].segment, 4)}",
        f"carry:last={told.option.basis.value if told else 'none'}:{place}",
        *(f"carry:{name}" for name in shared),
        *(f"carry:{'same' if same else 'other'}:{name}" for name in shared if name.startswith(("tense", "shape", "say"))),
    ]
    return Option(TimeBasis.INHERITED, stretch.start, stretch.end, stretch, tuple(names))


def _default(
    event: Event,
    has_own: bool,
    told: Told | None,
    sentence: int,
    shared: Sequence[str],
    setting: Setting,
) -> list[Option]:
    day = setting.day
    last = chain = "none"
    if told is not None:
        there = setting.parse.sentences[told.sentence].segment
        here = setting.parse.sentences[sentence].segment
        last = f"{told.option.basis.value}:{'same' if there == here else 'other'}"
        chain = f"{told.before}:{told.option.basis.value}"
    found = []
    if day is not None:
        names = ["document", f"document:own={has_own}", f"document:last={last}", f"document:chain={chain}", *(f"document:{n}" for n in shared)]
        start = day.fromordinal(max(1, day.toordinal() - 1))
        found.append(Option(TimeBasis.DOCUMENT, start, day, None, tuple(names)))
    names = ["unknown", f"unknown:own={has_own}", f"unknown:last={last}", f"unknown:chain={chain}", *(f"unknown:{n}" for n in shared)]
    names.append(f"unknown:narrative={day is None}")
    found.append(Option(TimeBasis.UNKNOWN, None, None, None, tuple(names)))
    return found


_FIRE = {"shelling", "missile_strike", "air_strike", "drone_strike", "explosion", "strike", "assault", "clash"}
_HARM = {"casualties", "damage", "materiel_loss", "abuse", "interception"}


def _pair(told: Told | None, event: Event) -> str:
    """Name the step from the event told last: its harm, the same again, something else."""
    if told is None or told.last is None:
        return "none"
    old, new = told.last[2], event.type
    if old == new:
        return "same"
    if old in _FIRE and new in _HARM:
        return "fire-harm"
    if old in _HARM and new in _HARM:
        return "harm-harm"
    if old in _HARM and new in _FIRE:
        return "harm-fire"
    return "fire-fire" if old in _FIRE and new in _FIRE else "other"


def _content(trigger: tuple[int, int], stretch: Stretch, setting: Setting) -> str:
    """Tell whether event and time are quoted together, or the time is that of saying."""
    at = stretch.mention.span
    inside = [c for c in setting.contents if c[0] <= trigger[0] and trigger[1] <= c[1]]
    if not inside:
        return "none" if not any(c[0] <= at[0] < c[1] for c in setting.contents) else "time-in"
    if all(c[0] <= at[0] < c[1] for c in inside):
        return "both"
    return "event-in"


def _is_time_of_saying(stretch: Stretch, setting: Setting) -> bool:
    parse = setting.parse
    return parse.lemma(clause_head(parse, stretch.token)) in setting.lexicon.say


def _introduces(setting: Setting, sentence: int) -> bool:
    """Tell whether a sentence opens a list."""
    start, end = setting.parse.sentences[sentence].span
    words = setting.text[start:end].rstrip().lower()
    return words.endswith(":") or "following" in words or "as follows" in words


def _is_definite(event: Event, setting: Setting) -> bool:
    """Tell whether a nominal trigger points back: *the attack*, *that blast*."""
    parse = setting.parse
    return any(
        parse.tokens[t].text.lower() in {"the", "this", "that", "these", "those", "its", "his", "their"}
        for t in parse.children(event.token, "det", "nmod:poss")
    )


def event_features(event: Event, setting: Setting) -> tuple[str, ...]:
    """Describe an event's words: shape of the trigger, tense and mood of its clause, who tells it."""
    parse = setting.parse
    token = parse.tokens[event.token]
    clause = clause_head(parse, event.token)
    sentence = parse.sentences[token.sentence]
    relation = token.deprel.partition(":")[0]
    shape = "amod" if relation == "amod" else token.upos.lower()
    tense = _tense(parse, clause)
    say = _told_by(parse, clause, setting.lexicon)
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
    names += [f"mark={m}" for m in marks if m in {"if", "once", "until", "after", "before", "to", "when", "while"}]
    names += [f"above={t}" for t in _moods_above(parse, clause)]
    words = setting.text[sentence.span[0] : sentence.span[1]].lower()
    names += [f"word={w}" for w in _SIGNS if f" {w} " in f" {words} "]
    return tuple(names)


_SIGNS = (
    "has", "have", "had", "was", "were", "still", "continue", "continues", "since", "previously", "earlier",
    "already", "now", "if", "would", "will", "may", "could", "must", "often", "ever", "never", "once", "again",
    "before", "long", "repeatedly", "deny", "denies", "denied", "denying", "accuse", "accused", "former",
    "later", "then", "another", "also", "separately", "elsewhere", "meanwhile",
)  # fmt: skip


def _tense(parse: Parse, clause: int) -> str:
    token = parse.tokens[clause]
    aux = [parse.tokens[t].text.lower() for t in parse.children(clause, "aux")]
    cop = [parse.tokens[t].text.lower() for t in parse.children(clause, "cop")]
    helpers = aux + cop
    if any(a in _MODALS for a in helpers):
        return "will" if any(a in {"will", "shall", "'ll"} for a in helpers) else "modal"
    if is_past_perfect(parse, clause):
        return "past_perfect"
    if any(a in {"has", "have", "'ve"} for a in helpers):
        return "perfect"
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


def _moods_above(parse: Parse, clause: int) -> list[str]:
    found = []
    for above, relation in clauses_above(parse, clause):
        found.append(f"{relation.partition(':')[0]}-{_tense(parse, above)}")
        if len(found) == 2:
            break
    return found


def _told_by(parse: Parse, clause: int, lexicon: Lexicon) -> str:
    """Tell whether a say verb stands above, and in what tense it is."""
    for above, relation in clauses_above(parse, clause):
        if parse.lemma(above) in lexicon.say:
            kind = "ccomp" if relation.partition(":")[0] in {"ccomp", "parataxis"} else "other"
            return f"{kind}-{_tense(parse, above)}"
    for child in parse.children(clause, "parataxis"):
        if parse.lemma(child) in lexicon.say:
            return f"after-{_tense(parse, child)}"
    return "no"


def _is_quoted(text: str, span: tuple[int, int], event: Event) -> bool:
    before = text[span[0] : event.trigger.start]
    return bool(before.count('"') % 2) or before.count("“") > before.count("”")


def _relation(event: Event, stretch: Stretch, setting: Setting) -> str:
    """Name the way through the tree from the event to the words of time."""
    parse = setting.parse
    own, other = clause_head(parse, event.token), clause_head(parse, stretch.token)
    say = "say-" if parse.lemma(other) in setting.lexicon.say else ""
    if stretch.token in parse.children(event.token) or parse.head(stretch.token) == event.token:
        return "direct"
    if own == other:
        return say + "same"
    if parse.tokens[other].head == event.token:
        return f"{say}below-{parse.tokens[other].deprel}"
    path = []
    for above, relation in clauses_above(parse, own):
        path.append(relation.partition(":")[0])
        if above == other:
            return f"{say}up-{'-'.join(path[:2])}" if len(path) <= 2 else f"{say}up-far"
    for above, relation in clauses_above(parse, other):
        if above == own:
            return f"{say}down-{relation}"
    return say + "aside"


def _is_fronted(parse: Parse, stretch: Stretch) -> bool:
    return stretch.start_at - parse.sentence_of(stretch.token).span.start < 4


def _age(stretch: Stretch, day: date | None) -> str:
    if day is None:
        return "no-day"
    last = stretch.end or stretch.start
    if last is None:
        return "open"
    days = (day - last).days
    for bound, name in ((-1, "ahead"), (0, "0"), (1, "1"), (7, "week"), (40, "month"), (400, "year")):
        if days <= bound:
            return name
    return "old"


def _width(stretch: Stretch) -> str:
    if stretch.start is None or stretch.end is None:
        return "open"
    days = (stretch.end - stretch.start).days
    return "1" if days == 0 else "2" if days == 1 else "week" if days <= 7 else "month" if days <= 31 else "more"
