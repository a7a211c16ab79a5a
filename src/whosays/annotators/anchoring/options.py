"""Options: the days that an event may have, each with the features by which they are ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.anchoring.clauses import clause_head
from whosays.annotators.anchoring.discourse import with_discourse
from whosays.annotators.anchoring.features import Setting, event_features
from whosays.annotators.anchoring.lengths import derived, opened_within
from whosays.annotators.anchoring.measures import age_of, relation_of, width_of
from whosays.annotators.anchoring.rulings import (
    Option,
    Told,
    content,
    ever_since,
    is_allowed,
    is_barred,
    is_closed,
    is_fronted,
    lasts,
    said_long_before,
    stamped,
    total,
    vague,
)
from whosays.schema.basis import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from whosays.annotators.anchoring.stretches import Stretch
    from whosays.schema.event import Event


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
    tense = shared[1].partition("=")[2]
    if event.token != clause_head(setting.parse, event.token):
        # The tense of a clause is not that of a noun in it ("after Friday's raid they have …").
        tense = ""
    dated = [
        opened_within(event, s, earlier, setting)
        for s in own
        if s.is_dated
        and not s.gap
        and not is_barred(event, s, setting)
        and not is_closed(s, tense, setting.day)
    ]
    lasting = [s for s in dated if lasts(event, s, tense, setting)]
    if lasting:
        dated = lasting[:1]
    close = [
        s for s in dated if s.rank == 0 and relation_of(event, s, setting) in {"direct", "same"}
    ]
    if close:
        # A date in the event's own clause leaves none to others.
        dated = close
    more = derived(event, own, told, tense, setting)
    inside = [s for s in more if s.aside == "length"]
    if inside:
        # "after three days of fighting": the length is the fighting's own.
        lasting = dated = inside[:1]
    else:
        dated += more
    found = [_own(event, stretch, dated, shared, setting) for stretch in dated]
    carrying = _Carrying(event, shared, told, bool(dated), setting)
    seen: set[tuple[date | None, date | None]] = set()
    if told is not None and told.last is not None:
        then, stretch, _ = told.last
        found.append(carrying.option(stretch, then, "told"))
        seen.add((stretch.start, stretch.end))
    for then, stretch in earlier:
        if told is not None and told.last is not None and told.last[1].index == stretch.index:
            continue  # the same words, as they were read there
        if (stretch.start, stretch.end) not in seen:
            seen.add((stretch.start, stretch.end))
            found.append(carrying.option(stretch, then, "text"))
    sentence = carrying.sentence
    if setting.lead is not None and setting.lead[0] < sentence:
        then, stretch = setting.lead
        if (stretch.start, stretch.end) not in seen:
            found.append(carrying.option(stretch, then, "lead"))
    found.extend(_default(event, bool(dated), told, sentence, shared, setting))
    ruled = ever_since(event, told, setting)
    if ruled is None and not stance.startswith(("planned", "hypothetical")):
        ruled = vague(event, own, setting) or stamped(dated, carrying.here, tense, setting)
    if ruled is not None:
        return [ruled]
    kind = setting.kinds[carrying.here]
    if lasting:
        return found[:1]
    is_memory = setting.is_memoir and tense in {"past", "past_perfect", ""}
    if is_memory or said_long_before(event, own, tense, setting):
        found = [o for o in found if o.basis is not TimeBasis.DOCUMENT]
    found = [o for o in found if is_allowed(o, stance, kind, tense, setting.day)]
    return with_discourse(event, found, told, bool(dated), tense, setting)


# Features of the event that matter to the choice among the dates of its own sentence.
_CLOSE = ("tense", "shape", "say", "group")


def _own(
    event: Event,
    stretch: Stretch,
    own: Sequence[Stretch],
    shared: Sequence[str],
    setting: Setting,
) -> Option:
    parse, at = setting.parse, event.trigger.start
    relation = relation_of(event, stretch, setting)
    nearest = min(own, key=lambda s: abs(s.start_at - at)) is stretch
    before = stretch.start_at < at
    between = setting.text[min(stretch.end_at, at) : max(stretch.start_at, event.trigger.end)]
    rival = "alone" if len(own) == 1 else "near" if nearest else "far"
    within, fronted = content(event.trigger, stretch, setting), is_fronted(parse, stretch)
    names = [
        "own",
        f"own:rel={relation}",
        f"own:rank={stretch.rank}",
        f"own:rank={stretch.rank}:rivals={min(len(own), 3)}",
        f"own:prep={stretch.preposition}",
        f"own:rival={rival}",
        f"own:rel={relation}:rival={rival}",
        f"own:side={'before' if before else 'after'}:{rival}",
        f"own:age={age_of(stretch, setting.day)}",
        f"own:wide={width_of(stretch)}",
        f"own:semicolon={';' in between}",
        f"own:comma={min(between.count(','), 3)}",
        f"own:far={min(len(between) // 40, 4)}",
        f"own:rel={relation}:age={age_of(stretch, setting.day)}",
        f"own:rank={stretch.rank}:prep={stretch.preposition}",
        f"own:fronted={fronted}:{relation}",
        f"own:rank={stretch.rank}:prep={stretch.preposition}:{shared[1]}",
        *(f"own:{name}" for name in shared if name.startswith(_CLOSE)),
        f"own:type={event.type}:wide={width_of(stretch)}",
        f"own:content={within}",
        f"own:rule={stretch.mention.rule}",
        f"own:content={within}:rel={relation}",
        f"own:content={within}:fronted={fronted}",
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


class _Carrying:
    """Options that carry a time over from earlier words, for one event."""

    def __init__(
        self,
        event: Event,
        shared: Sequence[str],
        told: Told | None,
        has_own: bool,  # noqa: FBT001 - a private helper
        setting: Setting,
    ) -> None:
        self.event, self.told, self.has_own, self.setting = event, told, has_own, setting
        self.sentence = setting.parse.tokens[event.token].sentence
        self.here = setting.parse.sentences[self.sentence].segment
        close = [name for name in shared if name.startswith(("tense", "shape", "say"))]
        self.shared = tuple(f"carry:{name}" for name in shared)
        self.by_place = {
            True: tuple(f"carry:same:{name}" for name in close),
            False: tuple(f"carry:other:{name}" for name in close),
        }
        last = told.option.basis.value if told else "none"
        self.last = last
        repeated = told is not None and told.type == event.type
        self.repeated = repeated
        self.fixed = (
            f"carry:type={event.type}",
            f"carry:narrative={setting.day is None}",
            f"carry:kind={setting.kinds[self.here]}",
            f"carry:before={told.before if told else 'none'}:{last}",
            f"carry:definite={_is_definite(event, setting)}",
            f"carry:repeat={repeated}:last={last}",
            f"carry:lasttype={_pair(told, event)}",
        )

    def option(self, stretch: Stretch, then: int, source: str) -> Option:
        """Give the option that takes a stretch of sentence ``then``, met as ``source``."""
        setting, told = self.setting, self.told
        there = setting.parse.sentences[then].segment
        same = there == self.here
        away = self.sentence - then
        age, wide = age_of(stretch, setting.day), width_of(stretch)
        place = f"{source}:{'same' if same else 'other'}"
        common = len(setting.names[then] & setting.names[self.sentence])
        lead = setting.lead
        is_lead = lead is not None and (lead[1].start, lead[1].end) == (stretch.start, stretch.end)
        said = _is_time_of_saying(stretch, setting)
        rule = stretch.mention.rule
        names = (
            f"carry:lead={is_lead}:size={setting.size}",
            f"carry:lead={is_lead}:narrative={setting.day is None}:wide={wide}",
            f"carry:lead={is_lead}:{source}:dates={min(setting.n_dates, 4)}:size={setting.size}",
            f"carry:rule={rule}",
            f"carry:rule={rule}:{'same' if same else 'other'}",
            f"carry:dates={min(setting.n_dates, 4)}:lead={is_lead}",
            f"carry:dates={min(setting.n_dates, 4)}:lead={is_lead}:age={age}",
            f"carry:{source}",
            f"carry:{place}",
            f"carry:{place}:common={min(common, 3)}",
            f"carry:lead={is_lead}",
            f"carry:lead={is_lead}:age={age}",
            f"carry:lead={is_lead}:common={min(common, 2)}",
            f"carry:said={said}",
            f"carry:said={said}:{place}",
            f"carry:since={'doc' if told and told.option.stretch is None else 'time'}:{place}",
            f"carry:intro={_introduces(setting, then)}:{'same' if same else 'other'}",
            f"carry:{place}:away={min(away, 5)}",
            f"carry:{place}:age={age}",
            f"carry:{place}:wide={wide}",
            f"carry:{place}:rank={stretch.rank}",
            f"carry:prep={stretch.preposition}",
            f"carry:{place}:own={self.has_own}",
            f"carry:{place}:repeat={self.repeated}",
            f"carry:age={age}:narrative={setting.day is None}",
            f"carry:paragraphs={min(self.here - there, 4)}",
            f"carry:last={self.last}:{place}",
        )
        features = (*names, *self.fixed, *self.shared, *self.by_place[same])
        return Option(TimeBasis.INHERITED, stretch.start, stretch.end, stretch, features)


def _default(
    event: Event,
    has_own: bool,  # noqa: FBT001 - a private helper
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
    running = total(event, sentence, setting) if not has_own else None
    if running is not None:
        found.append(running)
    elif day is not None and setting.period is not None:
        names = ["document", "document:period", *(f"document:{n}" for n in shared)]
        period = setting.period
        found.append(Option(TimeBasis.INHERITED, period.start, period.end, period, tuple(names)))
    elif day is not None:
        names = [
            "document",
            f"document:own={has_own}",
            f"document:last={last}",
            f"document:chain={chain}",
            *(f"document:{n}" for n in shared),
        ]
        start = day.fromordinal(max(1, day.toordinal() - 1))
        found.append(Option(TimeBasis.DOCUMENT, start, day, None, tuple(names)))
    names = [
        "unknown",
        f"unknown:own={has_own}",
        f"unknown:last={last}",
        f"unknown:chain={chain}",
        *(f"unknown:{n}" for n in shared),
    ]
    names.append(f"unknown:narrative={day is None}")
    found.append(Option(TimeBasis.UNKNOWN, None, None, None, tuple(names)))
    return found


_FIRE = {
    "shelling",
    "missile_strike",
    "air_strike",
    "drone_strike",
    "explosion",
    "strike",
    "assault",
    "clash",
}
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
        parse.tokens[t].text.lower()
        in {"the", "this", "that", "these", "those", "its", "his", "their"}
        for t in parse.children(event.token, "det", "nmod:poss")
    )
