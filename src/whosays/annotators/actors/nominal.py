"""Decide country, role and group of one noun phrase from its own words and the setting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import Party
from whosays.annotators.actors.phrases import complements, possessor
from whosays.schema.mention import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.annotators.actors.context import Setting
    from whosays.annotators.actors.lexicon import Noun, RoleLexicon
    from whosays.resources.actors import ActorRow
    from whosays.schema.parse import Parse

# Roles whose people and things lie where the events lie.
_LOCAL = frozenset({Role.CVL, Role.BUS, Role.OTH, Role.COP, Role.JUD, Role.GOV, Role.REF})
# Roles that a group, force or body beside the noun overrides.
_YIELDING = frozenset({Role.MIL, Role.REB, Role.UAF})
_OF = ("of", "for", "from", "in", "with", "at", "to")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a noun phrase is judged with: lexicon, setting, catalogue names by token."""

    parse: Parse
    lexicon: RoleLexicon
    setting: Setting
    rows: Mapping[int, ActorRow]
    place_country: Mapping[int, str]


def judge(
    known: Knowledge, head: int, first: int, start: int, noun: Noun, earlier: Sequence[Party]
) -> Party:
    """Give country, role and group of the phrase of ``head``.

    ``first`` is the noun's first token, ``start`` the phrase's; ``earlier`` are the parties named
    before, the latest last.
    """
    words = noun.words
    side = _by_side(known, words, earlier)
    described = _described(known, head, first, start)
    if side is not None and not described:
        return side
    own = Party(None, _own_role(known, noun, first, start), None, because=f"noun {words!r}")
    merged = _merge(known, own, noun, described)
    if merged.country or merged.group or merged.role in {Role.IGO, Role.UAF}:
        return merged
    return _by_setting(known, merged, head, noun, earlier)


def _by_side(known: Knowledge, words: str, earlier: Sequence[Party]) -> Party | None:
    """Read *the enemy*, *the occupiers*, *orcs*, *our defenders* by whose voice it is."""
    lexicon, setting = known.lexicon, known.setting
    country = lexicon.side_of.get(words)
    if country:
        return Party(country, Role.MIL, because=f"word {words!r}")
    if words in lexicon.invader:
        found = setting.invader() or setting.enemy(earlier[-1] if earlier else None)
        if found is not None:
            return replace(found, because=f"{words!r}: {found.because}")
    if words in lexicon.enemy:
        found = setting.enemy(earlier[-1] if earlier else None)
        if found is not None:
            return replace(found, because=f"{words!r}: {found.because}")
    if words in lexicon.own:
        found = setting.own()
        if found is not None:
            return replace(found, because=f"{words!r}: {found.because}")
    return None


def _described(known: Knowledge, head: int, first: int, start: int) -> list[ActorRow | Party]:
    """Give what the phrase itself says of the party: adjectives, possessor, complements."""
    found: list[ActorRow | Party] = []
    seen: set[int] = set()
    for index in range(first - 1, start - 1, -1):
        row = known.rows.get(index)
        if row is not None and id(row) not in seen:
            seen.add(id(row))
            found.append(row)
    for index in range(first, head):
        row = known.rows.get(index)
        if row is not None and row.kind == "people":
            found.append(row)
    owner = possessor(known.parse, head)
    if owner is not None and known.parse.tokens[owner].upos == "PRON":
        party = _by_pronoun(known, known.parse.lemma(owner))
        if party is not None:
            found.append(party)
    for index in complements(known.parse, head, *_OF):
        row = known.rows.get(index)
        if row is None:
            row = next((known.rows[c] for c in known.parse.subtree(index) if c in known.rows), None)
        if row is not None:
            found.append(row)
        else:
            noun = known.lexicon.noun_at(known.parse, index)
            if noun is not None and not noun[1].is_thing:
                country = known.place_country.get(index)
                found.append(Party(country, noun[1].role, because=f"complement {noun[1].words!r}"))
            elif index in known.place_country:
                found.append(Party(known.place_country[index], None, because="place in its name"))
    return found


def _by_pronoun(known: Knowledge, lemma: str) -> Party | None:
    return known.setting.own() if lemma in {"we", "our", "us"} else None


def _own_role(known: Knowledge, noun: Noun, first: int, start: int) -> Role | None:
    """Give the noun's role, turned by words such as *military* or *police* before it."""
    if noun.words not in known.lexicon.carriers:
        return noun.role
    for index in range(first - 1, start - 1, -1):
        token = known.parse.tokens[index]
        role = known.lexicon.modifiers.get(token.text.lower()) or known.lexicon.modifiers.get(
            known.parse.lemma(index)
        )
        if role is not None and index not in known.rows:
            return role
    return known.lexicon.carrier_default.get(noun.words, noun.role)


def _merge(
    known: Knowledge, own: Party, noun: Noun, described: Sequence[ActorRow | Party]
) -> Party:
    """Lay what the phrase says over the noun's own role."""
    party = own
    is_carrier = noun.words in known.lexicon.carriers
    for other in described:
        role = party.role
        if other.group or other.role in {Role.REB, Role.CRM}:
            if other.role is Role.IGO:
                role = Role.MIL if noun.is_thing or noun.role is Role.MIL else Role.IGO
            elif is_carrier or noun.is_thing or role in _YIELDING or role is None:
                role = other.role or role
        elif (other.role is not None and (is_carrier or role is None) and other.role is not Role.GOV) or role is None:
            role = other.role
        party = Party(
            party.country or other.country,
            role,
            party.group or other.group,
            because=party.because if party.country else f"{party.because} of {other.name}",
        )
    if party.role is None:
        party = replace(party, role=noun.role)
    return party


def _by_setting(
    known: Knowledge, party: Party, head: int, noun: Noun, earlier: Sequence[Party]
) -> Party:
    """Fill the country from what was named before or from where the events lie."""
    near = known.setting.country_near(known.parse, head)
    if party.role in {Role.MIL, Role.SPY} or (noun.is_thing and party.role is Role.MIL):
        owner = _latest(earlier, {Role.MIL, Role.REB}) if _is_owned(known, head) else None
        owner = owner or _latest(earlier, {Role.MIL})
        if owner is not None:
            role = owner.role if noun.words in known.lexicon.carriers else party.role
            return Party(
                owner.country, role, owner.group, because=f"{party.because}, as named before"
            )
        own = known.setting.own() if not noun.is_thing else None
        country = own.country if own and own.country else near
        return replace(party, country=country, because=f"{party.because}, by the theatre")
    if party.role is Role.REB:
        rebels = _latest(earlier, {Role.REB}) or known.setting.rebels
        if rebels is not None:
            return Party(
                rebels.country, Role.REB, rebels.group, because=f"{party.because}, as named before"
            )
        return replace(party, country=near, because=f"{party.because}, by the theatre")
    if party.role in _LOCAL:
        return replace(party, country=near, because=f"{party.because}, by the place")
    return party


def _is_owned(known: Knowledge, head: int) -> bool:
    owner = possessor(known.parse, head)
    return owner is not None and known.parse.lemma(owner) in {
        "its",
        "their",
        "they",
        "it",
        "his",
        "he",
    }


def _latest(earlier: Sequence[Party], roles: set[Role]) -> Party | None:
    for party in reversed(earlier):
        if party.role in roles:
            return party
    return None
