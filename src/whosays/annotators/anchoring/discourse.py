"""Discourse: how an answer agrees with those given before, and where in the report the event is."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head
from whosays.annotators.anchoring.cohesion import group_of
from whosays.annotators.anchoring.rulings import Option
from whosays.schema.basis import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.annotators.anchoring.features import Setting
    from whosays.annotators.anchoring.rulings import Past, Told
    from whosays.schema.event import Event
    from whosays.schema.parse import Parse

_KIND = {
    TimeBasis.EXPLICIT: "own",
    TimeBasis.INHERITED: "carry",
    TimeBasis.DOCUMENT: "document",
    TimeBasis.UNKNOWN: "unknown",
}


def with_discourse(
    event: Event,
    found: Sequence[Option],
    told: Told | None,
    has_own: bool,  # noqa: FBT001 - a private helper
    tense: str,
    setting: Setting,
) -> list[Option]:
    """Add to each option what tells whether it goes on with what was told before."""
    shared = _place_and_shape(event, tense, setting)
    steps = _steps(event, told, has_own, setting)
    by_kind: dict[str, list[str]] = {}
    result = []
    for option in found:
        kind = _KIND[option.basis]
        if kind not in by_kind:
            ages = _ages(steps, setting)
            by_kind[kind] = [f"{kind}:{n}" for n in (*shared, *ages)]
        names = (*option.features, *by_kind[kind], *_agreement(kind, option, steps))
        result.append(Option(option.basis, option.start, option.end, option.stretch, names))
    return result


def _place_and_shape(event: Event, tense: str, setting: Setting) -> list[str]:
    parse = setting.parse
    token = parse.tokens[event.token]
    sentence = token.sentence
    here = parse.sentences[sentence].segment
    starts = sentence == 0 or parse.sentences[sentence - 1].segment != here
    last = parse.sentences[-1].segment == here
    place = "0" if sentence == 0 else "1" if sentence < 3 else "2" if sentence < 8 else "3"
    group = group_of(event.type)
    names = [
        f"pos={place}",
        f"pos={place}:size={setting.size}",
        f"para={starts}:{tense}",
        f"last={last}",
        f"fresh={setting.fresh}",
        f"fresh={setting.fresh}:tense={tense}",
        f"fresh={setting.fresh}:group={group}",
        f"fresh={setting.fresh}:para={starts}",
    ]
    near = [*parse.children(event.token, "amod"), *parse.children(event.token, "advmod")]
    clause = clause_head(parse, event.token)
    names += [
        f"clause={parse.tokens[clause].deprel}:tense={tense}",
        f"under={_under(parse, event.token)}",
        *(f"mark={parse.lemma(m)}:tense={tense}" for m in parse.children(clause, "mark")),
    ]
    if clause != event.token:
        near += parse.children(clause, "advmod")
    names += [f"mod={parse.lemma(t)}" for t in near if parse.lemma(t) in _MODIFIERS]
    return names


_MODIFIERS = {
    "earlier", "previous", "previously", "past", "recent", "recently", "former", "formerly",
    "later", "then", "still", "already", "now", "again", "ever", "never", "once", "often",
    "repeatedly", "regularly", "currently", "initially", "originally", "first", "long",
    "subsequently", "also", "just", "daily", "new", "latest", "last", "further", "continued",
    "separately", "meanwhile", "since", "so", "here", "there", "back", "elsewhere",
}  # fmt: skip


_TELLING = {
    "describe", "recount", "recall", "document", "interview", "testify", "accuse", "allege",
    "remember", "witness", "investigate", "establish",
}  # fmt: skip
_TOLD = {"allegation", "evidence", "account", "testimony", "case", "charge", "accusation", "claim"}


def _under(parse: Parse, token: int) -> str:
    """Tell what the event is the matter of: what witnesses describe, what a charge holds."""
    for above in parse.ancestors(token):
        lemma = parse.lemma(above)
        if lemma in _TELLING:
            return "telling"
        if lemma in _TOLD:
            return "told"
    return "none"


@dataclasses.dataclass(frozen=True, slots=True)
class _Steps:
    last: Past | None
    type: Past | None
    lemma: Past | None
    group: Past | None
    gap: str
    para: str
    clause: str
    pair: str
    has_own: bool
    definite: bool
    age: str


def _steps(event: Event, told: Told | None, has_own: bool, setting: Setting) -> _Steps:  # noqa: FBT001
    parse = setting.parse
    token = parse.tokens[event.token]
    past = told.past if told else ()
    last = past[-1] if past else None
    lemma, group = parse.lemma(event.token), group_of(event.type)
    same_type = next((p for p in reversed(past) if p.type == event.type), None)
    same_lemma = next((p for p in reversed(past) if p.lemma == lemma), None)
    same_group = next((p for p in reversed(past) if group_of(p.type) == group), None)
    gap = para = clause = "none"
    if last is not None:
        away = token.sentence - last.sentence
        gap = str(min(away, 3))
        here = parse.sentences[token.sentence].segment
        para = "same" if parse.sentences[last.sentence].segment == here else "other"
        clause = _between(parse, event.token, last.token) if away == 0 else "away"
    definite = any(
        parse.tokens[t].text.lower() in {"the", "this", "that", "these", "those"}
        for t in parse.children(event.token, "det")
    )
    pair = f"{group_of(last.type)}-{group}" if last else "none"
    age = "none"
    if told is not None and told.last is not None:
        age = _age(told.last[1].end or told.last[1].start, setting.day)
    return _Steps(
        last, same_type, same_lemma, same_group, gap, para, clause, pair, has_own, definite, age
    )


def _age(last: date | None, day: date | None) -> str:
    if day is None or last is None:
        return "open"
    days = (day - last).days
    return "now" if days <= 1 else "week" if days <= 7 else "month" if days <= 40 else "old"


def _between(parse: Parse, token: int, before: int) -> str:
    one, two = clause_head(parse, token), clause_head(parse, before)
    if one == two:
        return "same"
    if two in parse.ancestors(one):
        return "below-" + parse.tokens[one].deprel.partition(":")[0]
    if one in parse.ancestors(two):
        return "above-" + parse.tokens[two].deprel.partition(":")[0]
    return "aside"


def _ages(steps: _Steps, setting: Setting) -> tuple[str, ...]:
    age = f"lastage={steps.age}"
    return f"{age}:{steps.para}", f"{age}:gap={steps.gap}", f"{age}:fresh={setting.fresh}"


def _agreement(kind: str, option: Option, steps: _Steps) -> list[str]:
    days = (option.start, option.end)
    names = []
    last = steps.last
    if last is not None:
        same = last.days == days
        names += [
            f"agree={same}:gap={steps.gap}:{steps.para}",
            f"{kind}:agree={same}:gap={steps.gap}:{steps.para}",
            f"{kind}:agree={same}:gap={steps.gap}:own={steps.has_own}",
            f"agree={same}:clause={steps.clause}",
            f"agree={same}:clause={steps.clause}:own={steps.has_own}",
            f"agree={same}:gap={steps.gap}:pair={steps.pair}",
        ]
    for name, past in (("type", steps.type), ("lemma", steps.lemma), ("group", steps.group)):
        if past is not None:
            same = past.days == days
            names += [
                f"{name}:agree={same}",
                f"{kind}:{name}:agree={same}",
                f"{name}:agree={same}:definite={steps.definite}",
            ]
    return names
