"""Find the actors of a document: names, noun phrases, pronouns, adjectives of states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import Party
from whosays.annotators.actors.headlines import told_below
from whosays.annotators.actors.known import Known
from whosays.annotators.actors.lexicon import Noun
from whosays.annotators.actors.names import named_mention
from whosays.annotators.actors.nominal import is_make, judge
from whosays.annotators.actors.persons import in_person, is_title_alone, person_mention
from whosays.annotators.actors.phrases import is_modifier, phrase_end, phrase_start
from whosays.schema.mention import ActorMention, MentionForm, Role
from whosays.schema.span import Span, hull

if TYPE_CHECKING:
    from whosays.annotators.actors.lexicon import Found, RoleLexicon
    from whosays.resources.actors import ActorCatalogue
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.weapon import WeaponMention

_HEAD_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X", "PRON", "DET", "ADV"})
# Words of reasons that are only guesses: a model's usual user tells more.
_FORCES = frozenset({Role.MIL, Role.REB, Role.COP})
_GUESSED = ("by the theatre", "as named before", "harmed by the other")


class ActorAnnotator:
    """Gives the layer ``actors``."""

    name = "actors"
    requires = ("parse", "entities", "places", "mention_spans", "weapons")
    provides = ("actors",)

    def __init__(self, catalogue: ActorCatalogue, lexicon: RoleLexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon

    def annotate(
        self, document: Document, annotations: Annotations
    ) -> dict[str, tuple[ActorMention, ...]]:
        """Find the actors of a document, in text order."""
        known = Known(document, annotations, self._catalogue, self._lexicon)
        return {"actors": find_actors(known)}


def find_actors(known: Known) -> tuple[ActorMention, ...]:
    """Read the document once from its first word to its last."""
    mentions: list[ActorMention] = []
    taken: set[int] = set()
    for index, token in enumerate(known.parse.tokens):
        if index in taken:
            continue
        mention = _mention(known, index, token.upos)
        if mention is None:
            continue
        mentions.append(mention)
        taken.update(
            i for i in known.parse.within(mention.span) if i not in _possessors(known, mention.head)
        )
        taken.add(index)
        if mention.country or mention.group:
            party = Party(
                mention.country,
                mention.role,
                mention.group,
                mention.name,
                mention.because,
                sentence=known.parse.tokens[index].sentence,
            )
            known.remember(mention.head, party)
    mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return tuple(told_below(known, mentions))


def _possessors(known: Known, head: int) -> set[int]:
    found: set[int] = set()
    for child in known.parse.children(head, "nmod:poss"):
        found.update(known.parse.subtree(child))
    return found


def _mention(known: Known, index: int, upos: str) -> ActorMention | None:
    name = known.name_at.get(index)
    if name is not None:
        return None if is_make(known, name.last) else named_mention(known, name, index)
    if upos == "PRON":
        return _pronoun(known, index)
    weapon = known.weapon_heads.get(index)
    if weapon is not None and not is_modifier(known.parse, index):
        noun = known.noun_at(index)
        if noun is None or weapon.model is not None:
            return _equipment(known, index, weapon)
    if upos == "NUM":
        return _number(known, index)
    if upos not in _HEAD_TAGS:
        return None
    if is_modifier(known.parse, index):
        return _enemy_before_deed(known, index) or _force_before_deed(known, index)
    noun = known.noun_at(index)
    person = (
        None if noun is not None and is_title_alone(known, noun) else person_mention(known, index)
    )
    if person is not None:
        return person
    if known.parse.tokens[index].text.lower() in known.lexicon.counts:
        return _number(known, index)
    if noun is not None and _may_head(known, index, upos):
        return _nominal(known, index, noun)
    return _other(known, index)


def _enemy_before_deed(known: Known, index: int) -> ActorMention | None:
    """Read *enemy* or *rebel* before a deed: *enemy shelling*, *rebel hands*."""
    token = known.parse.tokens[index]
    word = token.text.lower()
    is_side = word in known.lexicon.enemy or word in known.lexicon.side_of
    is_rebel = known.lexicon.modifiers.get(word) is Role.REB and known.lexicon.noun(word)
    if not (is_side or is_rebel) or known.noun_at(token.head) is not None:
        return None
    noun = known.lexicon.noun(word) or Noun(word, Role.MIL, is_thing=False)
    party = judge(known, index, index, index, noun, known.earlier)
    return ActorMention(
        span=token.span,
        head=index,
        form=MentionForm.NOMINAL,
        country=party.country,
        role=Role.MIL if party.role is None else party.role,
        group=party.group,
        because=f"before a deed: {party.because}",
    )


def _force_before_deed(known: Known, index: int) -> ActorMention | None:
    """Read a force before what it did or suffered: *army raid*, *Pakistani army deaths*."""
    token = known.parse.tokens[index]
    deed = known.parse.lemma(token.head)
    if deed not in known.lexicon.events and deed not in known.lexicon.words["suffered"]:
        return None
    found = known.noun_at(index)
    if found is None or found.noun.is_thing or found.noun.role not in _FORCES:
        return None
    return _nominal(known, index, found)


def _may_head(known: Known, index: int, upos: str) -> bool:
    """Tell whether an adjective or participle stands for people: *the wounded*, *11 dead*."""
    if upos in {"NOUN", "PROPN", "X", "PRON"}:
        return True
    token = known.parse.tokens[index]
    has_determiner = bool(known.parse.children(index, "det", "nummod"))
    return has_determiner and not token.deprel.startswith(("amod", "advmod", "acl"))


def _nominal(known: Known, head: int, found: Found) -> ActorMention:
    noun = found.noun
    start = phrase_start(known.parse, head, found.first)
    party = judge(known, head, found.first, start, noun, known.earlier)
    tokens = known.parse.tokens
    end = max(tokens[found.last].span.end, _collective_end(known, head, noun))
    return ActorMention(
        span=Span(tokens[start].span.start, end),
        head=head,
        form=MentionForm.NOMINAL,
        country=party.country,
        role=party.role,
        group=party.group,
        because=party.because,
    )


def _collective_end(known: Known, head: int, noun: Noun) -> int:
    """Take *of X* in where the noun says only how many: *units of the Eastern Command*."""
    if noun.is_thing or noun.words not in known.lexicon.carriers:
        return -1
    for child in known.parse.children(head, "nmod"):
        if child > head and any(
            known.parse.lemma(c) in {"of", "for"} for c in known.parse.children(child, "case")
        ):
            name = known.name_at.get(child)
            last = name.last if name is not None else phrase_end(known.parse, child) - 1
            # The execution by forces of a soldier: whom one "a" names is another's business.
            single = any(known.parse.lemma(c) == "a" for c in known.parse.children(child, "det"))
            if last - head <= 9 and not single:
                return known.parse.tokens[last].span.end
    return -1


def _other(known: Known, index: int) -> ActorMention | None:
    """Read equipment, organisations and what the learnt head calls an actor."""
    token = known.parse.tokens[index]
    if token.upos not in {"NOUN", "PROPN"} or index in known.place_tokens:
        return None
    if known.parse.lemma(index) in known.lexicon.events:
        return None
    if known.organisation_index.holding(token.span):
        return _organisation(known, index)
    if in_person(known, index):
        return _default(known, index, Role.CVL, "person", is_thing=False)
    if known.parse.tokens[index].upos == "PROPN":
        return None
    if index in known.learnt:
        return _default(known, index, Role.CVL, "learnt actor", is_thing=True)
    return None


def _equipment(known: Known, index: int, weapon: WeaponMention) -> ActorMention:
    """Read equipment as a party's: by its phrase, its ship's letters, its usual user."""
    mention = _default(known, index, Role.MIL, f"equipment {weapon.code}", is_thing=True)
    mention = replace(mention, span=hull((mention.span, weapon.span)))
    words = weapon.span.of(known.document.text).lower().split()
    country = known.lexicon.prefixes.get(words[0])
    if country is None and any(words in mention.because for words in _GUESSED):
        user = known.lexicon.user_of.get(weapon.model or "")
        war = known.setting.war
        if user and war is not None and user in {side.country for side in war.sides}:
            country = user
    if country is None:
        return mention
    return replace(mention, country=country, role=Role.MIL, group=None)


def _default(
    known: Known, index: int, role: Role | None, why: str, *, is_thing: bool
) -> ActorMention:
    noun = Noun(known.parse.lemma(index), role, is_thing)
    start = phrase_start(known.parse, index)
    party = judge(known, index, index, start, noun, known.earlier)
    tokens = known.parse.tokens
    return ActorMention(
        span=Span(tokens[start].span.start, tokens[index].span.end),
        head=index,
        form=MentionForm.NOMINAL,
        country=party.country,
        role=party.role,
        group=party.group,
        because=f"{party.because} ({why})",
    )


def _organisation(known: Known, index: int) -> ActorMention | None:
    span = known.parse.tokens[index].span
    entity = known.organisations[known.organisation_index.holding(span)[0]]
    text = known.document.text
    if known.parse.top(entity) != index:
        return None
    if known.parse.tokens[index].upos != "PROPN":
        role = Role.CVL if "Number=Plur" in known.parse.tokens[index].feats else None
        return _default(known, index, role, "organisation", is_thing=False)
    return ActorMention(
        span=Span(*entity),
        head=index,
        form=MentionForm.NAMED,
        name=" ".join(Span(*entity).of(text).split()),
        because="an organisation's name",
    )


# --- pronouns and numbers --------------------------------------------------------------------


def _pronoun(known: Known, index: int) -> ActorMention | None:
    token = known.parse.tokens[index]
    words = token.text.lower()
    noun = known.noun_at(index)
    is_nobody = words in known.lexicon.words["indefinite"]
    if noun is not None and (is_nobody or words not in known.lexicon.pronouns):
        return _nominal(known, index, noun)
    if words not in known.lexicon.pronouns:
        return None
    lexicon, voice = known.lexicon, known.setting.voice
    own = known.setting.own() if words in lexicon.words["own_voice"] else None
    speaks = voice is not None and words not in lexicon.words["our_forces"]
    return ActorMention(
        span=token.span,
        head=index,
        form=MentionForm.PRONOUN,
        country=own.country if own else None,
        role=(voice.role if speaks and voice else own.role) if own else None,
        group=own.group if own else None,
        because=own.because if own else "pronoun",
    )


def _number(known: Known, index: int) -> ActorMention | None:
    """Read a number that stands for people: *Two were killed*."""
    token = known.parse.tokens[index]
    if not token.deprel.startswith(("nsubj", "obj")) or (
        any(c.isdigit() for c in token.text) and len(token.text) == 4
    ):
        return None
    party = known.earlier[-1] if known.earlier else Party(known.setting.theatre, Role.CVL)
    people = next(
        (p for p in reversed(known.earlier) if p.role in {Role.CVL, Role.MIL, Role.REB, Role.REF}),
        party,
    )
    return ActorMention(
        span=token.span,
        head=index,
        form=MentionForm.PRONOUN,
        country=people.country,
        role=people.role,
        group=people.group,
        because="a number for those named before",
    )
