"""Decide country, role and group of one noun phrase from its own words and the setting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import SEVERAL, Party
from whosays.annotators.actors.forces import (
    NEAR,
    in_sentence,
    is_captured,
    is_lost,
    is_owned,
    latest,
    struck_by_voice,
    whose_forces,
)
from whosays.annotators.actors.phrases import complements, possessor
from whosays.schema.mention import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.actors.known import Known
    from whosays.annotators.actors.lexicon import Noun
    from whosays.resources.actors import ActorRow

# Roles whose people and things lie where the events lie.
_LOCAL = frozenset(
    {Role.CVL, Role.BUS, Role.OTH, Role.COP, Role.JUD, Role.GOV, Role.REF, Role.CRM, Role.PTY}
)
_NATIONAL_BODIES = frozenset({Role.GOV, Role.MED, Role.JUD, Role.SPY, Role.COP})
_YIELDING = frozenset({Role.MIL, Role.REB, Role.UAF})


# Things that are the forces' where they are said to be theirs: fuel tanks of the navy.
_TAKEN_BY_FORCES = frozenset({Role.BUS, Role.OTH})
_PLACE_BEFORE = "place before it"
_MISSIONS = frozenset({Role.IGO, Role.MIL})
_NO_COUNTRY = Party(because="region")
_COALITION = Party(None, Role.MIL, "Coalition", "Coalition", because="a coalition")


def judge(
    known: Known, head: int, first: int, start: int, noun: Noun, earlier: Sequence[Party]
) -> Party:
    """Give country, role and group of the phrase of ``head``.

    ``first`` is the noun's first token, ``start`` the phrase's; ``earlier`` are the parties named
    before, the latest last.
    """
    words = noun.words
    if words in known.lexicon.words["coalition"] and known.setting.coalition is not None:
        return known.setting.coalition
    side = _by_side(known, head, words, earlier)
    described = _described(known, head, first, start)
    if side is not None and not described:
        # The terrorist state is the enemy's government.
        return replace(side, role=Role.GOV) if noun.role is Role.GOV else side
    own = Party(None, _own_role(known, noun, first, start), None, because=f"noun {words!r}")
    merged = _merge(known, own, noun, described)
    if words in known.lexicon.words["coalition"] and not described:
        near = known.setting.country_near(known.parse, head)
        group = _COALITION.group if near in known.lexicon.words["coalition_lands"] else None
        return Party(None, Role.MIL, group, because=f"a coalition{SEVERAL}")
    if noun.words in known.lexicon.words["friends"] and merged.group is None:
        return Party(None, Role.GOV, because=f"noun {noun.words!r}{SEVERAL}")
    hostile = _hostile(known, merged, noun)
    if hostile is not None:
        return hostile
    if merged.country or merged.group or merged.role in {Role.IGO, Role.UAF}:
        return merged
    if _NO_COUNTRY in described:
        return replace(merged, because=f"{merged.because}{SEVERAL}")
    told = known.told.get(known.parse.lemma(head))
    if told is not None and _is_definite(known, head) and told.role is merged.role:
        return replace(told, because=f"{merged.because}, the same as before")
    return _by_setting(known, merged, head, noun, earlier)


def _hostile(known: Known, party: Party, noun: Noun) -> Party | None:
    """Give the other side for those whom nobody has on their own: saboteurs, mercenaries."""
    voice = known.setting.voice
    if voice is None or party.country or party.group:
        return None
    if noun.words not in known.lexicon.words["hostile"]:
        return None
    other = known.setting.opponent(voice)
    if other is None or (party.role is Role.UAF and other.role is not Role.REB):
        return None
    return replace(other, because=f"{party.because}, enemy of the voice")


def _is_definite(known: Known, head: int) -> bool:
    return any(
        known.parse.lemma(c) in known.lexicon.words["definite"]
        for c in known.parse.children(head, "det")
    )


def _by_side(known: Known, head: int, words: str, earlier: Sequence[Party]) -> Party | None:
    """Read *the enemy*, *the occupiers*, *orcs*, *our defenders* by whose voice it is."""
    lexicon, setting = known.lexicon, known.setting
    named = in_sentence(known, head, earlier)
    country = lexicon.side_of.get(words)
    if country:
        return Party(country, Role.MIL, because=f"word {words!r}")
    if words in lexicon.invader:
        found = setting.invader() or setting.enemy(named)
        if found is not None:
            return replace(found, because=f"{words!r}: {found.because}")
    if words in lexicon.enemy:
        found = setting.enemy(named)
        if found is not None:
            return replace(found, because=f"{words!r}: {found.because}")
    if words in lexicon.own:
        found = setting.own() if _speaks_in_war(known) else setting.invaded() or setting.own()
        if found is not None:
            return replace(found, because=f"{words!r}: {found.because}")
    return None


def _speaks_in_war(known: Known) -> bool:
    """Tell whether the text is one side's own: a third country's paper has no defenders."""
    voice = known.setting.voice
    return voice is not None and known.setting.opponent(voice) is not None


def _described(known: Known, head: int, first: int, start: int) -> list[ActorRow | Party]:
    """Give what the phrase itself says of the party: adjectives, possessor, complements."""
    found: list[ActorRow | Party] = []
    seen: set[int] = set()
    for index in range(first - 1, start - 1, -1):
        row = known.rows.get(index)
        word = known.parse.tokens[index].text.lower()
        if row is not None and (id(row) in seen or is_make(known, index)):
            continue
        if row is not None:
            seen.add(id(row))
            found.append(row)
        elif word in known.lexicon.enemy or word in known.lexicon.side_of:
            enemy = _by_side(known, head, word, ())
            if enemy is not None:
                found.append(enemy)
        elif word in known.lexicon.words["coalition"]:
            found.append(known.setting.coalition or _COALITION)
        elif word in known.lexicon.kin:
            kin = _kin(known, head, word)
            if kin is not None:
                found.append(kin)
        elif word in known.lexicon.regions:
            found.append(_NO_COUNTRY)
    for index in range(start, head):
        if (
            index in known.place_country
            and index not in known.rows
            and _is_put_before(known, index)
        ):
            found.append(Party(known.place_country[index], None, because=_PLACE_BEFORE))
            break
    for index in range(first, head):
        row = known.rows.get(index)
        if row is not None and row.kind == "people":
            found.append(row)
    owner = possessor(known.parse, head)
    if owner is not None and known.parse.tokens[owner].upos == "PRON":
        party = _by_pronoun(known, known.parse.lemma(owner))
        if party is not None:
            found.append(party)
    for index in complements(known.parse, head, *known.lexicon.words["complements"]):
        if _stands_beside(known, index):
            continue
        at = known.noun_at(index)
        row = known.rows.get(index)
        if row is None:
            row = next((known.rows[c] for c in known.parse.subtree(index) if c in known.rows), None)
        if row is not None:
            found.append(row)
        if at is not None and not at.noun.is_thing and index not in known.rows:
            side = _by_side(known, index, at.noun.words, ())
            if side is not None:
                found.append(side)
                continue
            country = known.place_country.get(index)
            found.append(Party(country, at.noun.role, because=f"complement {at.noun.words!r}"))
        elif row is None and index in known.place_country:
            found.append(Party(known.place_country[index], None, because="place in its name"))
    return found


def _is_put_before(known: Known, index: int) -> bool:
    """Tell whether a place's name stands before a noun of that place: Kharkiv regional police."""
    token = known.parse.tokens[index]
    return token.upos == "PROPN" and token.deprel in {"compound", "amod", "nmod:poss", "nmod"}


def _is_aboard(known: Known, head: int) -> bool:
    """Tell whether these are of a merchant ship: the crew of a bulk carrier."""
    seafarers = known.lexicon.words["seafarers"]
    for index in complements(known.parse, head, "of", "aboard"):
        at = known.noun_at(index)
        if at is not None and at.noun.words in seafarers:
            return True
    return False


def _peacekeepers(party: Party, earlier: Sequence[Party]) -> Party:
    """Give whose peacekeepers these are: the mission named last, else the United Nations'."""
    mission = next(
        (p for p in reversed(earlier) if p.group and p.country is None and p.role in _MISSIONS),
        None,
    )
    group = mission.group if mission is not None else "UN"
    return Party(None, Role.MIL, group, because=f"{party.because}{SEVERAL}")


def is_make(known: Known, index: int) -> bool:
    """Tell whether a country is only where a thing was made: a US-made howitzer."""
    tokens = known.parse.tokens
    if index + 2 >= len(tokens) or tokens[index + 1].text not in {"-", "‑", "–"}:
        return False
    return tokens[index + 2].text.lower() in known.lexicon.words["made"]


def _kin(known: Known, head: int, word: str) -> Party | None:
    """Give the forces that a people without a state has where the report plays."""
    near = known.setting.country_near(known.parse, head)
    told = known.lexicon.kin[word].get(near or "")
    if told is None:
        return None
    role, _, group = told.partition("/")
    return Party(near, Role(role), group or None, word, because=f"people {word!r}")


def _stands_beside(known: Known, index: int) -> bool:
    """Tell whether a complement names company, not nature: the police, with vigilantes of X."""
    cases = known.parse.children(index, "case")
    with_ = [c for c in cases if known.parse.lemma(c) == "with"]
    return bool(with_) and known.parse.tokens[with_[0] - 1].text == ","


def _by_pronoun(known: Known, lemma: str) -> Party | None:
    if lemma in known.lexicon.words["own_voice"]:
        return known.setting.own()
    if lemma in known.lexicon.words["asked"] and _speaks_in_war(known):
        # Asked at a side's briefing: your aircraft.
        return known.setting.own()
    return None


def _own_role(known: Known, noun: Noun, first: int, start: int) -> Role | None:
    """Give the noun's role, turned by words such as *military* or *police* before it."""
    if noun.words not in known.lexicon.carriers and not noun.is_thing:
        return noun.role
    for index in range(first - 1, start - 1, -1):
        token = known.parse.tokens[index]
        role = known.lexicon.modifiers.get(token.text.lower()) or known.lexicon.modifiers.get(
            known.parse.lemma(index)
        )
        if role is Role.GOV and noun.role not in {None, Role.GOV}:
            # The regional police are police, government soldiers soldiers.
            continue
        if (
            role is not None
            and index not in known.rows
            and (not noun.is_thing or token.text.lower() in known.lexicon.words["of_bodies"])
        ):
            return role
    if noun.is_thing:
        return noun.role
    return known.lexicon.carrier_default.get(noun.words, noun.role)


def _merge(known: Known, own: Party, noun: Noun, described: Sequence[ActorRow | Party]) -> Party:
    """Lay what the phrase says over the noun's own role."""
    party = own
    is_state_force = noun.words in known.lexicon.words["fighters"] and any(
        _is_warring(known, o) for o in described
    )
    if is_state_force:
        party = replace(party, role=Role.MIL)
    is_carrier = noun.words in known.lexicon.carriers
    is_lad = noun.words in known.lexicon.words["lads"]
    for other in described:
        role = party.role
        if role in _YIELDING and other.name is None and other.because == _PLACE_BEFORE:
            # The Luhansk militia is no force of the state where Luhansk lies.
            continue
        if other.group or other.role in {Role.REB, Role.CRM}:
            if other.role is Role.IGO:
                role = Role.MIL if noun.is_thing or noun.role is Role.MIL else Role.IGO
            elif is_carrier or noun.is_thing or role in _YIELDING or role is None:
                role = other.role or role
        elif noun.is_thing and other.role is Role.MIL and role in _TAKEN_BY_FORCES:
            role = Role.MIL
        elif (
            role is None
            or (is_carrier and other.role not in {None, Role.GOV})
            or (is_lad and other.role in {Role.MIL, Role.REB})
        ):
            role = other.role
        # A group without a country of its own keeps none, whatever else the phrase names.
        is_stateless = party.group is not None and party.country is None
        party = Party(
            None if is_stateless else party.country or other.country,
            role,
            party.group or other.group,
            because=party.because if party.country else f"{party.because} of {other.name}",
        )
    if party.role is None:
        party = replace(party, role=noun.role)
    return party


def _is_warring(known: Known, other: ActorRow | Party) -> bool:
    """Tell whether a state is a side of the war: its fighters are soldiers."""
    war = known.setting.war
    return (
        war is not None
        and other.group is None
        and other.role in {None, Role.GOV}
        and other.country in {side.country for side in war.sides if side.role is None}
    )


def _by_setting(
    known: Known, party: Party, head: int, noun: Noun, earlier: Sequence[Party]
) -> Party:
    """Fill the country from what was named before or from where the events lie."""
    near = known.setting.country_near(known.parse, head)
    why = party.because
    if noun.words in known.lexicon.words["seafarers"] or _is_aboard(known, head):
        role = Role.CVL if noun.role is Role.MIL else party.role
        return replace(party, role=role, because=f"{why}{SEVERAL}")
    if noun.words in known.lexicon.words["peacekeepers"]:
        return _peacekeepers(party, earlier)
    if noun.words in known.lexicon.words["perhaps_soldiers"] and (
        is_owned(known, head) or is_lost(known, head) or is_captured(known, head)
    ):
        party = replace(party, role=Role.MIL)
    if party.role in {Role.MIL, Role.SPY}:
        return whose_forces(known, party, head, noun, earlier, near)
    if noun.is_thing:
        struck = struck_by_voice(known, head)
        if struck is not None:
            return struck
    if party.role is Role.REB and noun.words.split()[0] not in known.lexicon.words["opposition"]:
        now = known.parse.tokens[head].sentence
        rebels = latest(earlier, {Role.REB}, since=now - 2) or known.setting.rebels
        own = known.setting.voice
        if own is not None and rebels is not None and rebels.group != own.group:
            other = known.setting.opponent(own)
            rebels = other if other is not None and other.role is Role.REB else rebels
        if own is not None and rebels is None:
            other = known.setting.opponent(own)
            if other is not None and (other.role is Role.REB or known.setting.invader()):
                return Party(other.country, other.role, other.group, because=f"{why} of the voice")
        if rebels is not None:
            because = f"{why}, as named before"
            return Party(rebels.country, Role.REB, rebels.group, because=because)
    if party.role is Role.REB:
        return replace(party, country=near, because=f"{why}, by the theatre")
    if party.role in _NATIONAL_BODIES:
        owner = latest(earlier, set(Role)) if is_owned(known, head) else None
        if noun.words in known.lexicon.words["anaphoric"]:
            since = known.parse.tokens[head].sentence - 2 * NEAR
            owner = owner or latest(earlier, {Role.GOV}, since=since)
        if owner is not None and owner.country:
            return replace(party, country=owner.country, because=f"{why}, its owner's")
    if party.role is Role.NGO:
        return party
    if party.role in _LOCAL or (
        party.role is Role.MED and noun.words.split()[0] in known.lexicon.words["of_the_land"]
    ):
        is_sure = known.setting.is_sure_of(known.parse, head, near)
        how = "where the report plays" if is_sure else "by the place"
        country = near if is_sure else known.setting.theatre or near
        return replace(party, country=country, because=f"{why}, {how}")
    return party
