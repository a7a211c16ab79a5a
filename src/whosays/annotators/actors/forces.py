"""Whose soldiers and whose equipment: owners, harmers, the sides of the document's war."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import SEVERAL, Party
from whosays.annotators.actors.phrases import possessor
from whosays.schema.mention import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from whosays.annotators.actors.known import Known
    from whosays.annotators.actors.lexicon import Noun
    from whosays.schema.parse import Parse

# Roles that a group, force or body beside the noun overrides.
_HARMERS = frozenset({Role.MIL, Role.REB, Role.GOV, Role.SPY})
_OWNERS = frozenset({Role.MIL, Role.REB, Role.GOV})
# Reasons that only guess at a party.
_VAGUE = ("a number", "by the theatre", "by the place", "equipment", "harmed by")
# "The troops" are those of whom the same sentence or one of these many before it spoke.
NEAR = 2
_SAYING = frozenset({"say", "report", "announce", "claim", "confirm", "add"})


def _is_ours(known: Known, party: Party) -> bool:
    """Tell whether a subject is left to the voice: in a side's own bulletin it mostly acts."""
    voice = known.setting.voice
    return (
        voice is not None
        and known.setting.opponent(voice) is not None
        and (party.because.endswith("as named before"))
    )


def in_sentence(known: Known, head: int, earlier: Sequence[Party]) -> Party | None:
    """Give the party that the same sentence named before, None where there is none."""
    last = earlier[-1] if earlier else None
    return last if last and last.sentence == known.parse.tokens[head].sentence else None


def struck_by_voice(known: Known, head: int) -> Party | None:
    """Give the stateless group whose things a coalition's own list says it struck.

    Be it a bridge or a building: in such a list it is the group's.
    """
    voice = known.setting.voice
    other = known.setting.opponent(voice) if voice is not None else None
    if other is None or other.role is not Role.REB or other.country is not None:
        return None
    if known.parse.lemma(head) in known.lexicon.words["homely"]:
        return None
    if _is_harmed(known, head) or _after_harm(known, head):
        foe = _foe_of_the_sentence(known, head, known.earlier)
        group = foe.group if foe is not None and foe.country is None else other.group
        return Party(None, Role.REB, group, because="thing struck by the voice")
    return None


def whose_forces(
    known: Known,
    party: Party,
    head: int,
    noun: Noun,
    earlier: Sequence[Party],
    near: str | None,
) -> Party:
    """Tell whose soldiers or equipment these are where the phrase does not say."""
    why = party.because
    has_owner = is_owned(known, head)
    may_be_rebels = noun.is_thing or has_owner or noun.words in known.lexicon.words["any_force"]
    owner = latest(earlier, {Role.MIL, Role.REB} if may_be_rebels else {Role.MIL})
    if has_owner:
        role: Role | None
        holder = _holder(known, head, earlier)
        if holder is not None:
            role = Role.MIL if holder.role is Role.GOV else holder.role
            return Party(holder.country, role, holder.group, because=f"{why}, its owner's")
    if (_is_of_service(known, head) or noun.words in known.lexicon.national) and not _is_numbered(
        known, head
    ):
        country = _with_army(known, near) or (owner.country if owner else None)
        if any(
            known.parse.lemma(c) in known.lexicon.words["pairs"] for c in known.parse.children(head)
        ):
            return replace(party, country=None, because=f"{why}{SEVERAL}")
        return replace(party, country=country, because=f"{why} of the land")
    if _is_active(known, head) and known.setting.voice is not None:
        own = known.setting.own()
        if own is not None:
            return Party(own.country, own.role, own.group, because=f"{why}, acting for the voice")
    if noun.words in known.lexicon.words["captives"]:
        holder = _of_the_sentence(known, head, noun, earlier) or _keeper(known, head)
        other = known.setting.opponent(holder) if holder is not None else None
        if other is not None:
            role = other.role or Role.MIL
            return Party(other.country, role, other.group, because=f"{why}, held by the other")
    if _is_harmed(known, head) or (noun.is_thing and _after_harm(known, head)):
        foe = _foe_of_the_sentence(known, head, earlier)
        if foe is not None:
            return replace(foe, because=f"{why}, harmed by the other", name=None)
        voice = known.setting.voice
        harmer = _harmer(known, head, earlier)
        other = known.setting.opponent(harmer) if harmer is not None else None
        if other is not None:
            how = "enemy of the voice" if harmer is voice else "harmed by the other"
            return Party(other.country, other.role, other.group, because=f"{why}, {how}")
    elif not noun.is_thing and _is_ours_acting(known, head):
        own = known.setting.own()
        if own is not None:
            return Party(own.country, own.role, own.group, because=f"{why}, acting for the voice")
    elif near and not noun.is_thing and _tells_of_two(known, head, earlier):
        return replace(party, country=near, because=f"{why}, who tells of two sides, of the land")
    elif (spoken := _of_the_sentence(known, head, noun, earlier)) is not None:
        return replace(spoken, because=f"{why}, of whom the sentence speaks")
    elif owner is not None and owner.sentence >= known.parse.tokens[head].sentence - NEAR:
        role = owner.role if noun.is_thing or noun.words in known.lexicon.carriers else party.role
        return Party(owner.country, role, owner.group, because=f"{why}, as named before")
    own = known.setting.own() if not noun.is_thing else None
    country = own.country if own and own.country else near
    return replace(party, country=country, because=f"{why}, by the theatre")


def _is_of_service(known: Known, head: int) -> bool:
    """Tell whether a service stands before its men or things: army convoys, Air Force jets."""
    parse = known.parse
    for child in parse.children(head, "compound", "amod"):
        lemma = parse.lemma(child)
        if child > head or lemma not in known.lexicon.words["services"]:
            continue
        if lemma != "force" or parse.lemma(child - 1) == "air":
            return True
    return False


def _keeper(known: Known, head: int) -> Party | None:
    """Give whose captives these are by where the sentence says that they are or were held."""
    country = known.setting.country_here(known.parse, head)
    return Party(country, Role.MIL, because="where they are held") if country else None


def _is_ours_acting(known: Known, head: int) -> bool:
    """Tell whether nameless troops act in a side's own report: they are its own."""
    voice = known.setting.voice
    if voice is None or known.setting.opponent(voice) is None:
        return False
    first = known.parse.conjuncts(head)[0]
    token = known.parse.tokens[first]
    yields = known.parse.lemma(token.head) in known.lexicon.words["yielding"]
    acts = token.deprel == "nsubj" and first < token.head and not yields
    return acts and _is_bare(known, head)


def _is_bare(known: Known, head: int) -> bool:
    return all(
        known.parse.lemma(c) == "the"
        for c in known.parse.children(head, "det", "amod", "compound", "nmod")
    )


def _of_the_sentence(known: Known, head: int, noun: Noun, earlier: Sequence[Party]) -> Party | None:
    """Give the state or force last named before in the sentence: the ministry in Moscow said that
    marines had closed the port.
    """
    now = known.parse.tokens[head].sentence
    above = subject_above(known, head)
    parties: list[Party] = [*reversed(earlier)]
    if above is not None:
        parties.insert(0, above)
    for party in parties:
        if party.sentence != now:
            return None
        if party.role in _HARMERS and (party.country or party.group):
            bends = noun.is_thing or noun.words in known.lexicon.carriers
            rebels = party.role is Role.REB and bends
            return replace(party, role=Role.REB if rebels else Role.MIL, name=None)
    return None


def _with_army(known: Known, country: str | None) -> str | None:
    """Give the land whose army it is: where a land has none, that of the war's other side."""
    war = known.setting.war
    if country not in known.lexicon.armyless or war is None:
        return country
    others = {side.country for side in war.sides if side.country and side.country != country}
    return others.pop() if len(others) == 1 else None


def _tells_of_two(known: Known, head: int, earlier: Sequence[Party]) -> bool:
    """Tell a bare force at the end that says what two sides did: "…, brigade says"."""
    token = known.parse.tokens[head]
    if token.deprel != "nsubj" or token.head <= head or known.parse.children(head, "amod", "nmod"):
        return False
    if known.parse.lemma(token.head) not in _SAYING:
        return False
    sides = {p.country for p in earlier if p.sentence == token.sentence and p.country}
    return len(sides) > 1


def _foe_of_the_sentence(known: Known, head: int, earlier: Sequence[Party]) -> Party | None:
    """Give the armed group that a sentence names beside the state that harms: strikes of X
    against Y destroyed eight vehicles.
    """
    now = known.parse.tokens[head].sentence
    named = [p for p in earlier if p.sentence == now and (p.country or p.group)]
    groups = [p for p in named if p.role is Role.REB and p.group]
    states = [p for p in named if p.role in {Role.MIL, Role.GOV}]
    if len({p.group for p in groups}) != 1 or not states or named[0] not in states:
        return None
    return groups[-1]


def _is_numbered(known: Known, head: int) -> bool:
    """Tell whether a force has a number: *the 58th Army* is not the army."""
    parse = known.parse
    return any(parse.tokens[c].text[:1].isdigit() for c in parse.children(head, "nummod", "amod"))


def _is_active(known: Known, head: int) -> bool:
    """Tell whether the phrase is the subject that does the harm: *air defence shot down*."""
    first = known.parse.conjuncts(head)[0]
    token = known.parse.tokens[first]
    # Behind its verb a "subject" is what was struck: lists of strikes parse badly.
    stands_before = first < token.head
    return (
        token.deprel == "nsubj"
        and stands_before
        and known.parse.lemma(token.head) in known.lexicon.harm | known.lexicon.words["acting"]
    )


def _after_harm(known: Known, head: int) -> bool:
    """Tell whether a word of harm stands before in the sentence: lists often parse badly."""
    first = known.parse.sentence_of(head).first
    return any(known.parse.lemma(i) in known.lexicon.harm for i in range(first, head))


def is_lost(known: Known, head: int) -> bool:
    """Tell whether the phrase is what a force loses: *lost 40 men*."""
    verb = _governor(known, head)
    return verb is not None and known.parse.lemma(verb) in known.lexicon.words["losses"]


def _is_harmed(known: Known, head: int) -> bool:
    """Tell whether the phrase is what a verb of harm befalls: *destroyed two launchers*."""
    verb = _governor(known, head)
    if verb is not None and known.parse.lemma(verb) in known.lexicon.harm:
        return True
    parse = known.parse
    return any(
        parse.lemma(c) in known.lexicon.harm
        and (parse.tokens[c].xpos != "VBG" and not _acts(parse, c))
        for c in parse.children(head, "acl", "amod")
    )


def _acts(parse: Parse, clause: int) -> bool:
    """Tell whether a relative clause tells what its noun does: troops who took ten prisoners."""
    return bool(parse.children(clause, "obj")) or any(
        parse.tokens[c].deprel == "nsubj" and parse.lemma(c) in {"who", "which", "that"}
        for c in parse.children(clause)
    )


def is_captured(known: Known, head: int) -> bool:
    """Tell whether the phrase is who is taken prisoner."""
    verb = _governor(known, head)
    if verb is None:
        return False
    last = known.parse.sentence_of(verb).last
    after = range(verb + 1, min(verb + 4, last))
    return any(known.parse.lemma(i) in known.lexicon.words["captive"] for i in after)


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
            if party is not None and party.role in _HARMERS and not _is_ours(known, party):
                return replace(party, role=Role.MIL) if party.role is Role.GOV else party
            row = known.rows.get(child)
            if row is not None:
                return Party(row.country, row.role or Role.MIL, row.group)
            lemma = known.parse.lemma(child)
            if lemma in known.lexicon.words["own_voice"]:
                return known.setting.own()
            if lemma in known.lexicon.enemy:
                return known.setting.enemy(None)
            if known.parse.tokens[child].deprel == "nsubj" and earlier:
                return in_sentence(known, head, earlier) or known.setting.voice
    doer = _last_subject(known, head) if known.setting.voice is None else None
    return known.setting.voice or doer or (earlier[-1] if earlier else None)


def _last_subject(known: Known, head: int) -> Party | None:
    """Give the force that was last a subject in the sentence: rebels hit a column, killing six."""
    first = known.parse.sentence_of(head).first
    for index in range(head - 1, first - 1, -1):
        party = known.party_at.get(index)
        if party is None or known.parse.tokens[index].deprel != "nsubj":
            continue
        if party.role in _HARMERS and not any(words in party.because for words in _VAGUE):
            return replace(party, role=Role.MIL) if party.role is Role.GOV else party
    return None


def is_owned(known: Known, head: int) -> bool:
    """Tell whether the phrase is *its*, *their* or *his*: of whom was named before."""
    owner = possessor(known.parse, head)
    return owner is not None and known.parse.lemma(owner) in known.lexicon.words["owners"]


def _holder(known: Known, head: int, earlier: Sequence[Party]) -> Party | None:
    """Give whom *its* and *their* mean: who the sentence named first, else the latest named."""
    above = subject_above(known, head)
    if above is not None and above.role in _OWNERS:
        return above
    sentence = known.parse.tokens[head].sentence
    for party in earlier:
        if party.sentence == sentence and party.role in _OWNERS:
            return party
    return latest(earlier, _OWNERS)


def subject_above(known: Known, head: int) -> Party | None:
    """Give the party that is the subject of a clause which holds the phrase's own: the army said
    that its units had left; the ministry said that marines had closed the port.
    """
    parse = known.parse
    above = list(parse.ancestors(head))
    for verb in above:
        if parse.tokens[verb].upos not in {"VERB", "AUX", "ADJ"}:
            continue
        for child in parse.children(verb, "nsubj", "nsubj:pass"):
            party = known.party_at.get(child)
            if party is None or child >= head or child in above:
                continue
            if not any(words in party.because for words in _VAGUE):
                return party
    return None


def latest(earlier: Sequence[Party], roles: AbstractSet[Role], *, since: int = 0) -> Party | None:
    """Give the party of these roles named last, from the sentence ``since`` on."""
    for party in reversed(earlier):
        if party.sentence < since:
            break
        if party.role in roles:
            return party
    return None
