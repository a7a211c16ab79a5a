"""Decide country, role and group of one noun phrase from its own words and the setting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import Party
from whosays.annotators.actors.phrases import complements, possessor
from whosays.schema.mention import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from whosays.annotators.actors.known import Known
    from whosays.annotators.actors.lexicon import Noun
    from whosays.resources.actors import ActorRow

# Roles whose people and things lie where the events lie.
_LOCAL = frozenset({Role.CVL, Role.BUS, Role.OTH, Role.COP, Role.JUD, Role.GOV, Role.REF})
# Roles that a group, force or body beside the noun overrides.
_OWNERS = frozenset({Role.MIL, Role.REB, Role.GOV})
_NATIONAL_BODIES = frozenset({Role.GOV, Role.MED, Role.JUD, Role.SPY, Role.COP})
_ANAPHORIC = frozenset({"ministry", "government", "press service", "spokesman", "spokeswoman"})
_YIELDING = frozenset({Role.MIL, Role.REB, Role.UAF})
# "The troops" are those of whom the same sentence or one of these many before it spoke.
_NEAR = 2
_FIGHTERS = frozenset({"fighter", "fighters", "militants", "militant"})
_OF_ANY_FORCE = frozenset(
    {
        "commander",
        "commanders",
        "men",
        "gunner",
        "gunners",
        "column",
        "columns",
        "convoy",
        "convoys",
    }
)
_OF_FORCES = frozenset({"military", "army", "naval"})
_PERHAPS_SOLDIERS = frozenset({"men", "man", "dead", "wounded", "casualties", "lives", "prisoners"})
_OF_THE_LAND = ("state ", "local ", "national ")
_OF = ("of", "for", "from", "in", "with", "at", "to")


_NO_COUNTRY = Party(because="region")


def judge(
    known: Known, head: int, first: int, start: int, noun: Noun, earlier: Sequence[Party]
) -> Party:
    """Give country, role and group of the phrase of ``head``.

    ``first`` is the noun's first token, ``start`` the phrase's; ``earlier`` are the parties named
    before, the latest last.
    """
    words = noun.words
    if words == "coalition" and known.setting.coalition is not None:
        return known.setting.coalition
    side = _by_side(known, head, words, earlier)
    described = _described(known, head, first, start)
    if side is not None and not described:
        return side
    own = Party(None, _own_role(known, noun, first, start), None, because=f"noun {words!r}")
    merged = _merge(known, own, noun, described)
    if merged.country or merged.group or merged.role in {Role.IGO, Role.UAF}:
        return merged
    if _NO_COUNTRY in described:
        return merged
    return _by_setting(known, merged, head, noun, earlier)


def _by_side(known: Known, head: int, words: str, earlier: Sequence[Party]) -> Party | None:
    """Read *the enemy*, *the occupiers*, *orcs*, *our defenders* by whose voice it is."""
    lexicon, setting = known.lexicon, known.setting
    named = _in_sentence(known, head, earlier)
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
        found = setting.own()
        if found is not None:
            return replace(found, because=f"{words!r}: {found.because}")
    return None


def _is_ours(known: Known, party: Party) -> bool:
    """Tell whether a subject is left to the voice: in a side's own bulletin it mostly acts."""
    voice = known.setting.voice
    return (
        voice is not None
        and known.setting.opponent(voice) is not None
        and (party.because.endswith("as named before"))
    )


def _in_sentence(known: Known, head: int, earlier: Sequence[Party]) -> Party | None:
    """Give the party that the same sentence named before, None where there is none."""
    last = earlier[-1] if earlier else None
    return last if last and last.sentence == known.parse.tokens[head].sentence else None


def _described(known: Known, head: int, first: int, start: int) -> list[ActorRow | Party]:
    """Give what the phrase itself says of the party: adjectives, possessor, complements."""
    found: list[ActorRow | Party] = []
    seen: set[int] = set()
    for index in range(first - 1, start - 1, -1):
        row = known.rows.get(index)
        word = known.parse.tokens[index].text.lower()
        if row is not None and id(row) not in seen:
            seen.add(id(row))
            found.append(row)
        elif word in known.lexicon.enemy or word in known.lexicon.side_of:
            enemy = _by_side(known, head, word, ())
            if enemy is not None:
                found.append(enemy)
        elif word in known.lexicon.regions:
            found.append(_NO_COUNTRY)
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


def _by_pronoun(known: Known, lemma: str) -> Party | None:
    return known.setting.own() if lemma in {"we", "our", "us"} else None


def _own_role(known: Known, noun: Noun, first: int, start: int) -> Role | None:
    """Give the noun's role, turned by words such as *military* or *police* before it."""
    if noun.words not in known.lexicon.carriers and not noun.is_thing:
        return noun.role
    for index in range(first - 1, start - 1, -1):
        token = known.parse.tokens[index]
        role = known.lexicon.modifiers.get(token.text.lower()) or known.lexicon.modifiers.get(
            known.parse.lemma(index)
        )
        if (
            role is not None
            and index not in known.rows
            and (not noun.is_thing or token.text.lower() in _OF_FORCES)
        ):
            return role
    if noun.is_thing:
        return noun.role
    return known.lexicon.carrier_default.get(noun.words, noun.role)


def _merge(known: Known, own: Party, noun: Noun, described: Sequence[ActorRow | Party]) -> Party:
    """Lay what the phrase says over the noun's own role."""
    party = own
    is_state_force = noun.words in _FIGHTERS and any(_is_warring(known, o) for o in described)
    if is_state_force:
        party = replace(party, role=Role.MIL)
    is_carrier = noun.words in known.lexicon.carriers
    for other in described:
        role = party.role
        if other.group or other.role in {Role.REB, Role.CRM}:
            if other.role is Role.IGO:
                role = Role.MIL if noun.is_thing or noun.role is Role.MIL else Role.IGO
            elif is_carrier or noun.is_thing or role in _YIELDING or role is None:
                role = other.role or role
        elif role is None or (is_carrier and other.role not in {None, Role.GOV}):
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
    if noun.words in _PERHAPS_SOLDIERS and (_is_owned(known, head) or _is_lost(known, head)):
        party = replace(party, role=Role.MIL)
    if party.role in {Role.MIL, Role.SPY}:
        return _forces(known, party, head, noun, earlier, near)
    if party.role is Role.REB and not noun.words.startswith("opposition"):
        now = known.parse.tokens[head].sentence
        rebels = _latest(earlier, {Role.REB}, since=now - 2) or known.setting.rebels
        own = known.setting.voice
        if own is not None and rebels is not None and rebels.group != own.group:
            other = known.setting.opponent(own)
            rebels = other if other is not None and other.role is Role.REB else rebels
        if own is not None and rebels is None:
            other = known.setting.opponent(own)
            if other is not None:
                return Party(other.country, other.role, other.group, because=f"{why} of the voice")
        if rebels is not None:
            because = f"{why}, as named before"
            return Party(rebels.country, Role.REB, rebels.group, because=because)
    if party.role is Role.REB:
        return replace(party, country=near, because=f"{why}, by the theatre")
    if party.role in _NATIONAL_BODIES:
        owner = _latest(earlier, set(Role)) if _is_owned(known, head) else None
        if noun.words in _ANAPHORIC:
            since = known.parse.tokens[head].sentence - 2 * _NEAR
            owner = owner or _latest(earlier, {Role.GOV}, since=since)
        if owner is not None and owner.country:
            return replace(party, country=owner.country, because=f"{why}, its owner's")
    if party.role in _LOCAL or (party.role is Role.MED and noun.words.startswith(_OF_THE_LAND)):
        return replace(party, country=near, because=f"{why}, by the place")
    return party


def _forces(
    known: Known,
    party: Party,
    head: int,
    noun: Noun,
    earlier: Sequence[Party],
    near: str | None,
) -> Party:
    """Tell whose soldiers or equipment these are where the phrase does not say."""
    why = party.because
    is_owned = _is_owned(known, head)
    may_be_rebels = noun.is_thing or is_owned or noun.words in _OF_ANY_FORCE
    owner = _latest(earlier, {Role.MIL, Role.REB} if may_be_rebels else {Role.MIL})
    if is_owned:
        role: Role | None
        holder = _holder(known, head, earlier)
        if holder is not None:
            role = Role.MIL if holder.role is Role.GOV else holder.role
            return Party(holder.country, role, holder.group, because=f"{why}, its owner's")
    if noun.words in known.lexicon.national and not _is_numbered(known, head):
        country = near or (owner.country if owner else None)
        if any(known.parse.lemma(c) in {"two", "both"} for c in known.parse.children(head)):
            country = None
        return replace(party, country=country, because=f"{why} of the land")
    if _is_active(known, head) and known.setting.voice is not None:
        own = known.setting.own()
        if own is not None:
            return Party(own.country, own.role, own.group, because=f"{why}, acting for the voice")
    if _is_harmed(known, head) or (noun.is_thing and _after_harm(known, head)):
        harmer = _harmer(known, head, earlier)
        other = known.setting.opponent(harmer) if harmer is not None else None
        if other is not None:
            return Party(
                other.country, other.role, other.group, because=f"{why}, harmed by the other"
            )
    elif owner is not None and owner.sentence >= known.parse.tokens[head].sentence - _NEAR:
        role = owner.role if noun.is_thing or noun.words in known.lexicon.carriers else party.role
        return Party(owner.country, role, owner.group, because=f"{why}, as named before")
    own = known.setting.own() if not noun.is_thing else None
    country = own.country if own and own.country else near
    return replace(party, country=country, because=f"{why}, by the theatre")


def _is_numbered(known: Known, head: int) -> bool:
    """Tell whether a force has a number: *the 58th Army* is not the army."""
    parse = known.parse
    return any(parse.tokens[c].text[:1].isdigit() for c in parse.children(head, "nummod", "amod"))


def _is_active(known: Known, head: int) -> bool:
    """Tell whether the phrase is the subject that does the harm: *air defence shot down*."""
    token = known.parse.tokens[known.parse.conjuncts(head)[0]]
    return token.deprel == "nsubj" and known.parse.lemma(token.head) in known.lexicon.harm


def _after_harm(known: Known, head: int) -> bool:
    """Tell whether a word of harm stands before in the sentence: lists often parse badly."""
    first = known.parse.sentence_of(head).first
    return any(known.parse.lemma(i) in known.lexicon.harm for i in range(first, head))


def _is_lost(known: Known, head: int) -> bool:
    """Tell whether the phrase is what a force loses: *lost 40 men*."""
    verb = _governor(known, head)
    return verb is not None and known.parse.lemma(verb) in {"lose", "loss", "losses"}


def _is_harmed(known: Known, head: int) -> bool:
    """Tell whether the phrase is what a verb of harm befalls: *destroyed two launchers*."""
    verb = _governor(known, head)
    if verb is not None and known.parse.lemma(verb) in known.lexicon.harm:
        return True
    parse = known.parse
    return any(parse.lemma(c) in known.lexicon.harm for c in parse.children(head, "acl", "amod"))


def _governor(known: Known, head: int) -> int | None:
    """Give the word that a phrase is the object of, coordination passed over."""
    tokens = known.parse.tokens
    at = known.parse.conjuncts(head)[0]
    if not tokens[at].deprel.startswith(("obj", "nsubj:pass", "obl", "nmod", "acl")):
        return None
    return None if tokens[at].head < 0 else tokens[at].head


def _harmer(known: Known, head: int, earlier: Sequence[Party]) -> Party | None:
    """Give who did the harm: the subject's party where one was named, else the voice's."""
    verb = _governor(known, head)
    if verb is not None:
        for child in known.parse.children(verb, "nsubj", "obl:agent", "nmod:poss", "amod"):
            if known.parse.tokens[child].deprel == "nsubj:pass":
                continue
            party = known.party_at.get(child)
            if party is not None and (party.country or party.group) and not _is_ours(known, party):
                return replace(party, role=Role.MIL) if party.role is Role.GOV else party
            row = known.rows.get(child)
            if row is not None:
                return Party(row.country, row.role or Role.MIL, row.group)
            lemma = known.parse.lemma(child)
            if lemma == "we":
                return known.setting.own()
            if lemma in known.lexicon.enemy:
                return known.setting.enemy(None)
            if known.parse.tokens[child].deprel == "nsubj" and earlier:
                return _in_sentence(known, head, earlier) or known.setting.voice
    return known.setting.voice or (earlier[-1] if earlier else None)


def _is_owned(known: Known, head: int) -> bool:
    owner = possessor(known.parse, head)
    return owner is not None and known.parse.lemma(owner) in {
        "its",
        "their",
        "they",
        "it",
        "his",
        "he",
    }


def _holder(known: Known, head: int, earlier: Sequence[Party]) -> Party | None:
    """Give whom *its* and *their* mean: who the sentence named first, else the latest named."""
    sentence = known.parse.tokens[head].sentence
    for party in earlier:
        if party.sentence == sentence and party.role in _OWNERS:
            return party
    return _latest(earlier, _OWNERS)


def _latest(earlier: Sequence[Party], roles: AbstractSet[Role], *, since: int = 0) -> Party | None:
    for party in reversed(earlier):
        if party.sentence < since:
            break
        if party.role in roles:
            return party
    return None
