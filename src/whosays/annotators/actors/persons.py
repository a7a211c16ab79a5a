"""Persons: names with titles before and offices behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import Party
from whosays.annotators.actors.nominal import judge
from whosays.annotators.actors.phrases import phrase_start
from whosays.schema.mention import ActorMention, MentionForm, Role
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.actors.known import Known
    from whosays.annotators.actors.lexicon import Found

_MAX_TITLE = 4
_MAX_OFFICE = 8
_GUESS = ", by the theatre"


def in_person(known: Known, index: int) -> bool:
    """Tell whether a token stands in a person's name."""
    return bool(known.person_index.holding(known.parse.tokens[index].span))


def is_title_alone(known: Known, found: Found) -> bool:
    """Tell whether a person is called by office alone: *the President*."""
    end = known.parse.tokens[found.last].span.end
    start = known.parse.tokens[found.first].span.start
    holding = known.person_index.holding((start, end))
    if not any(known.persons[n][1] == end for n in holding):
        return False
    head = min(found.last, found.first)
    is_definite = bool(known.parse.children(head, "det", "nmod:poss"))
    return found.first < found.last or is_definite or found.noun.words in known.lexicon.titles


def person_mention(known: Known, index: int) -> ActorMention | None:
    """Read a person's name with its title or apposition."""
    span = known.parse.tokens[index].span
    holding = known.person_index.holding(span)
    if not holding:
        return None
    entity = known.persons[holding[0]]
    head = known.parse.top(entity)
    if head is None or known.parse.tokens[head].upos != "PROPN":
        return None
    if index != head and known.parse.tokens[index].upos != "PROPN":
        return None
    start = phrase_start(known.parse, head, min(head, known.parse.within(entity)[0]))
    first = known.parse.tokens[start].span.start
    whole = Span(min(first, entity[0]), entity[1])
    last = known.parse.within(entity)[-1]
    party = _title(known, start, last, head)
    surname = known.parse.tokens[last].text
    if party.role is not None:
        known.surnames.setdefault(surname, party)
    elif party.country is None:
        party = known.surnames.get(surname, party)
    return ActorMention(
        span=whole,
        head=head,
        form=MentionForm.NAMED,
        country=party.country,
        role=party.role,
        group=party.group,
        name=" ".join(Span(*entity).of(known.document.text).split()),
        because=party.because,
    )


def _title(known: Known, start: int, last: int, head: int) -> Party:
    """Give what the words before a name or its apposition say: *governor Ihor Kozak*."""
    text = known.document.text
    tokens = known.parse.tokens
    first = max(start - 2, known.parse.sentence_of(head).first)
    best: tuple[bool, int, Role, int] | None = None
    for at in range(first, last):
        for end in range(min(last - 1, at + _MAX_TITLE), at - 1, -1):
            words = text[tokens[at].span.start : tokens[end].span.end].lower()
            noun = known.lexicon.noun(words)
            role = known.lexicon.titles.get(words) or (noun.role if noun else None)
            if role is not None and (at >= start or end >= start - 1):
                # A rank or office outweighs an occupation; of two the nearer to the name.
                found = (role is not Role.CVL, at, role, end)
                best = found if best is None or found[:2] > best[:2] else best
                break
    office = _office(known, head, last)
    if best is None:
        return office or Party(because="a person's name")
    party = _titled(known, best[2], min(start, best[1]), best[1], best[3], head)
    if party.because.endswith(_GUESS) and office is not None and _is_told(office):
        return replace(office, role=party.role if office.role is Role.CVL else office.role)
    return party


def _office(known: Known, head: int, last: int) -> Party | None:
    """Read what stands behind a name: *Olena Koval, a spokeswoman for the SBU,*."""
    found = [c for c in known.parse.children(head, "appos") if c > last]
    if not found:
        found = _between_commas(known, last)
    for index in found:
        noun_at = known.noun_at(index)
        if noun_at is not None:
            begin = phrase_start(known.parse, index, noun_at.first)
            return judge(known, index, noun_at.first, begin, noun_at.noun, known.earlier)
    return None


def _between_commas(known: Known, last: int) -> list[int]:
    """Give the head of the phrase between two commas behind a name, by the order of words."""
    tokens = known.parse.tokens
    sentence = known.parse.sentence_of(last)
    if last + 2 >= sentence.last or tokens[last + 1].text != ",":
        return []
    for index in range(last + 2, min(last + 2 + _MAX_OFFICE, sentence.last)):
        token = tokens[index]
        if token.text == "," or token.upos == "VERB":
            break
        ends = index + 1 >= sentence.last or tokens[index + 1].upos in {"PUNCT", "ADP"}
        if token.upos in {"NOUN", "PROPN"} and ends and known.noun_at(index) is not None:
            return [index]
    return []


def _is_told(party: Party) -> bool:
    """Tell whether a party's own words tell who it is."""
    return bool(party.country or party.group) and " of " in party.because


def _titled(known: Known, role: Role, start: int, at: int, last: int, head: int) -> Party:
    rows = [known.rows[i] for i in range(start, last + 1) if i in known.rows]
    country = next((r.country for r in rows if r.country), None)
    group = next((r.group for r in rows if r.group), None)
    if group and rows:
        role = next((r.role for r in rows if r.group and r.role), role)
    if country is None and group is None:
        country = next(
            (known.place_country[i] for i in range(start, last + 1) if i in known.place_country),
            None,
        )
    if country is None and group is None:
        own = known.setting.voice
        country = (own.country if own else None) or known.setting.country_near(known.parse, head)
        group = own.group if own and role in {own.role, Role.MIL} else None
        return Party(country, role, group, because=f"title at token {at}{_GUESS}")
    return Party(country, role, group, because=f"title at token {at}")
