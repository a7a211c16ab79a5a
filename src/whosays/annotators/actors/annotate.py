"""Find the actors of a document: names, noun phrases, pronouns, adjectives of states."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.annotators.actors.context import Party, read_setting
from whosays.annotators.actors.lexicon import Noun
from whosays.annotators.actors.nominal import Knowledge, judge
from whosays.annotators.actors.phrases import is_modifier, phrase_end, phrase_start
from whosays.schema.mention import ActorMention, MentionForm, Role
from whosays.schema.place import PlaceUse
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.actors.lexicon import Found, RoleLexicon
    from whosays.resources.actors import ActorCatalogue, ActorRow
    from whosays.schema.annotations import Annotations
    from whosays.schema.document import Document
    from whosays.schema.weapon import WeaponMention
    from whosays.text.phrases import Phrase

_HEAD_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X", "PRON", "DET", "ADV"})
_ARGUMENT = ("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root", "dislocated")
_SUBJECT = ("nsubj", "obj", "iobj", "conj", "obl:agent", "root", "appos")
# A party named so many sentences ago still tells who "the troops" are.
_MEMORY = 12
_MAX_TITLE = 4
# Ends of reasons that are only guesses: a model's usual user tells more.
_GUESSED = ("by the theatre", "as named before", "harmed by the other")
# Peoples without forces of that name.
_STATELESS = frozenset({"PSE"})


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
        finder = _Finder(document, annotations, self._catalogue, self._lexicon)
        return {"actors": finder.find()}


@dataclass(frozen=True, slots=True)
class _Name:
    """A catalogue name in the text: its tokens ``[first, last]`` and its head."""

    first: int
    last: int
    head: int
    row: ActorRow
    span: Span


class _Finder:
    def __init__(
        self,
        document: Document,
        annotations: Annotations,
        catalogue: ActorCatalogue,
        lexicon: RoleLexicon,
    ) -> None:
        self.document = document
        self.parse = annotations.parse
        self.lexicon = lexicon
        found = catalogue.index.find(document.text)
        self.setting = read_setting(
            document, catalogue, found, annotations.places, lexicon.official
        )
        self.names = [n for p in found for n in self._name(p)]
        self.name_at = {i: n for n in self.names for i in range(n.first, n.last + 1)}
        rows = {i: n.row for i, n in self.name_at.items()}
        places: dict[int, str] = {}
        self.metonymies: set[int] = set()
        self.place_tokens: set[int] = set()
        for place in annotations.places:
            for index in self.parse.within(place.span):
                if place.use is PlaceUse.METONYMY:
                    self.metonymies.add(index)
                else:
                    self.place_tokens.add(index)
                if place.country:
                    places[index] = place.country
        self.party_at: dict[int, Party] = {}
        self.known = Knowledge(self.parse, lexicon, self.setting, rows, places, self.party_at)
        self.persons = [e.span for e in annotations.entities if e.type == "Person"]
        self.organisations = [e.span for e in annotations.entities if e.type == "Organisation"]
        self.weapon_heads = {w.head: w for w in annotations.weapons if w.head >= 0}
        self.learnt = [
            m for m in annotations.get("mention_spans") if m.label in {"ACTOR", "SOURCE"}
        ]
        self.earlier: list[Party] = []
        self.surnames: dict[str, Party] = {}

    def _name(self, phrase: Phrase[ActorRow]) -> Iterator[_Name]:
        span = Span(phrase.start, phrase.end)
        inside = self.parse.within(span)
        head = self.parse.top(span)
        if inside and head is not None:
            yield _Name(inside[0], inside[-1], head, phrase.value, span)

    def find(self) -> tuple[ActorMention, ...]:
        mentions: list[ActorMention] = []
        taken: set[int] = set()
        for index, token in enumerate(self.parse.tokens):
            if index in taken:
                continue
            mention = self._mention(index, token.upos)
            if mention is None:
                continue
            mentions.append(mention)
            taken.update(
                i
                for i in self.parse.within(mention.span)
                if i not in self._possessors(mention.head)
            )
            taken.add(index)
            if mention.country or mention.group:
                party = Party(
                    mention.country,
                    mention.role,
                    mention.group,
                    mention.name,
                    sentence=self.parse.tokens[index].sentence,
                )
                self.party_at[mention.head] = party
                self.earlier.append(party)
                del self.earlier[:-_MEMORY]
        mentions.sort(key=lambda m: (m.span.start, m.span.end))
        return tuple(mentions)

    def _possessors(self, head: int) -> set[int]:
        found: set[int] = set()
        for child in self.parse.children(head, "nmod:poss"):
            found.update(self.parse.subtree(child))
        return found

    def _mention(self, index: int, upos: str) -> ActorMention | None:
        name = self.name_at.get(index)
        if name is not None:
            return self._named(name, index)
        if upos == "PRON":
            return self._pronoun(index)
        weapon = self.weapon_heads.get(index)
        if weapon is not None and not is_modifier(self.parse, index):
            noun = self.lexicon.noun_at(self.parse, index)
            if noun is None or weapon.model is not None:
                return self._equipment(index, weapon)
        if upos == "NUM":
            return self._number(index)
        if upos not in _HEAD_TAGS or is_modifier(self.parse, index):
            return None
        noun = self.lexicon.noun_at(self.parse, index)
        person = None if noun is not None and self._is_title_alone(noun) else self._person(index)
        if person is not None:
            return person
        if self.parse.tokens[index].text.lower() in self.lexicon.counts:
            return self._number(index)
        if noun is not None and self._may_head(index, upos):
            return self._nominal(index, noun)
        return self._other(index)

    def _may_head(self, index: int, upos: str) -> bool:
        """Tell whether an adjective or participle stands for people: *the wounded*, *11 dead*."""
        if upos in {"NOUN", "PROPN", "X", "PRON"}:
            return True
        token = self.parse.tokens[index]
        has_determiner = bool(self.parse.children(index, "det", "nummod"))
        return has_determiner and not token.deprel.startswith(("amod", "advmod", "acl"))

    # --- names ---------------------------------------------------------------------------------

    def _named(self, name: _Name, index: int) -> ActorMention | None:
        if index != name.head and name.head > index:
            return None
        row = name.row
        following = self._described_by(name)
        if following is not None:
            return None
        if row.kind == "people" or (row.kind == "state" and is_modifier(self.parse, name.head)):
            return self._people(name)
        if row.kind in {"state", "capital"} and self._is_place(name):
            return None
        role = row.role
        return ActorMention(
            span=self._with_title(name),
            head=name.head,
            form=MentionForm.NAMED,
            country=row.country,
            role=role,
            group=row.group,
            name=row.name,
            because=f"catalogue {row.name!r}",
        )

    def _described_by(self, name: _Name) -> int | None:
        """Give the noun that a name only describes (*Hamas fighters*), None where it stands alone."""
        if not is_modifier(self.parse, name.head):
            return None
        head = self.parse.tokens[name.head].head
        if head in self.name_at and self.name_at[head] is name:
            return None
        if self.lexicon.noun_at(self.parse, head) is not None or self._in_person(head):
            return head
        return None

    def _with_title(self, name: _Name) -> Span:
        """Take a title before and a surname behind a known name in."""
        end = max(name.span.end, self.parse.tokens[phrase_end(self.parse, name.head) - 1].span.end)
        if self.parse.sentence_of(name.head).span.end < end:
            end = name.span.end
        return Span(name.span.start, end)

    def _people(self, name: _Name) -> ActorMention | None:
        """Read *the Russians* and *Russian* before a deed (*Russian shelling*)."""
        token = self.parse.tokens[name.head]
        country = name.row.country
        if is_modifier(self.parse, name.head):
            deed = self.parse.lemma(token.head)
            role = Role.GOV if deed in self.lexicon.deeds_of_state else Role.MIL
            return self._simple(name, country, role, "adjective of the state before a deed")
        if token.upos == "ADJ" and not token.text.endswith("s"):
            return None
        verb = self.parse.lemma(token.head) if token.head >= 0 else ""
        is_civil = country in _STATELESS or verb in self.lexicon.civil_verbs
        return self._simple(
            name, country, Role.CVL if is_civil else Role.MIL, "people of the state"
        )

    def _simple(self, name: _Name, country: str | None, role: Role, why: str) -> ActorMention:
        return ActorMention(
            span=name.span,
            head=name.head,
            form=MentionForm.NOMINAL,
            country=country,
            role=role,
            because=why,
        )

    def _is_place(self, name: _Name) -> bool:
        """Tell whether a state's name only says where: *in Ukraine*, *near Kyiv*."""
        if name.head in self.metonymies:
            return False
        token = self.parse.tokens[name.head]
        cases = {self.parse.lemma(c) for c in self.parse.children(name.head, "case")}
        if cases & self.lexicon.locative:
            return True
        if name.row.kind == "capital":
            is_actor = token.deprel.startswith(("nsubj", "nmod:poss", "obl:agent", "iobj"))
            return not is_actor or (
                name.head in self.place_tokens and not token.deprel.startswith("nsubj")
            )
        return False

    # --- persons -------------------------------------------------------------------------------

    def _in_person(self, index: int) -> bool:
        span = self.parse.tokens[index].span
        return any(s[0] <= span[0] and span[1] <= s[1] for s in self.persons)

    def _is_title_alone(self, found: Found) -> bool:
        """Tell whether a person is called by office alone: *the President*."""
        end = self.parse.tokens[found.last].span.end
        start = self.parse.tokens[found.first].span.start
        if not any(s[0] <= start and s[1] == end for s in self.persons):
            return False
        head = min(found.last, found.first)
        is_definite = bool(self.parse.children(head, "det", "nmod:poss"))
        return found.first < found.last or is_definite or found.noun.words in self.lexicon.titles

    def _person(self, index: int) -> ActorMention | None:
        """Read a person's name with its title or apposition."""
        span = self.parse.tokens[index].span
        entity = next((s for s in self.persons if s[0] <= span[0] and span[1] <= s[1]), None)
        if entity is None:
            return None
        head = self.parse.top(entity)
        if head is None or self.parse.tokens[head].upos != "PROPN":
            return None
        if index != head and self.parse.tokens[index].upos != "PROPN":
            return None
        start = phrase_start(self.parse, head, min(head, self.parse.within(entity)[0]))
        first = self.parse.tokens[start].span.start
        whole = Span(min(first, entity[0]), entity[1])
        last = self.parse.within(entity)[-1]
        party = self._title(start, last, head)
        surname = self.parse.tokens[last].text
        if party.role is not None:
            self.surnames.setdefault(surname, party)
        elif party.country is None:
            party = self.surnames.get(surname, party)
        return ActorMention(
            span=whole,
            head=head,
            form=MentionForm.NAMED,
            country=party.country,
            role=party.role,
            group=party.group,
            name=" ".join(Span(*entity).of(self.document.text).split()),
            because=party.because,
        )

    def _title(self, start: int, last: int, head: int) -> Party:
        """Give what the words before a name or its apposition say: *governor Ihor Kozak*."""
        text = self.document.text
        tokens = self.parse.tokens
        first = max(start - 2, self.parse.sentence_of(head).first)
        best: tuple[bool, int, Role, int] | None = None
        for at in range(first, last):
            for end in range(min(last - 1, at + _MAX_TITLE), at - 1, -1):
                words = text[tokens[at].span.start : tokens[end].span.end].lower()
                noun = self.lexicon.noun(words)
                role = self.lexicon.titles.get(words) or (noun.role if noun else None)
                if role is not None and (at >= start or end >= start - 1):
                    # A rank or office outweighs an occupation; of two the nearer to the name.
                    found = (role is not Role.CVL, at, role, end)
                    best = found if best is None or found[:2] > best[:2] else best
                    break
        if best is not None:
            return self._titled(best[2], min(start, best[1]), best[1], best[3], head)
        for child in self.parse.children(head, "appos"):
            noun_at = self.lexicon.noun_at(self.parse, child)
            if noun_at is not None:
                begin = phrase_start(self.parse, child, noun_at.first)
                return judge(self.known, child, noun_at.first, begin, noun_at.noun, self.earlier)
        return Party(because="a person's name")

    def _titled(self, role: Role, start: int, at: int, last: int, head: int) -> Party:
        rows = [self.known.rows[i] for i in range(start, last + 1) if i in self.known.rows]
        country = next((r.country for r in rows if r.country), None)
        group = next((r.group for r in rows if r.group), None)
        if group and rows:
            role = next((r.role for r in rows if r.group and r.role), role)
        if country is None and group is None:
            country = next(
                (
                    self.known.place_country[i]
                    for i in range(start, last + 1)
                    if i in self.known.place_country
                ),
                None,
            )
        if country is None and group is None:
            own = self.setting.voice
            country = (own.country if own else None) or self.setting.country_near(self.parse, head)
            group = own.group if own and role in {own.role, Role.MIL} else None
        return Party(country, role, group, because=f"title at token {at}")

    # --- nouns ---------------------------------------------------------------------------------

    def _nominal(self, head: int, found: Found) -> ActorMention:
        noun = found.noun
        start = phrase_start(self.parse, head, found.first)
        party = judge(self.known, head, found.first, start, noun, self.earlier)
        tokens = self.parse.tokens
        end = max(tokens[found.last].span.end, self._collective_end(head, noun))
        return ActorMention(
            span=Span(tokens[start].span.start, end),
            head=head,
            form=MentionForm.NOMINAL,
            country=party.country,
            role=party.role,
            group=party.group,
            because=party.because,
        )

    def _collective_end(self, head: int, noun: Noun) -> int:
        """Take *of X* in where the noun says only how many: *units of the Eastern Command*."""
        if noun.is_thing or noun.words not in self.lexicon.carriers:
            return -1
        for child in self.parse.children(head, "nmod"):
            if child > head and any(
                self.parse.lemma(c) in {"of", "for"} for c in self.parse.children(child, "case")
            ):
                name = self.name_at.get(child)
                last = name.last if name is not None else phrase_end(self.parse, child) - 1
                if last - head <= 9:
                    return self.parse.tokens[last].span.end
        return -1

    def _other(self, index: int) -> ActorMention | None:
        """Read equipment, organisations and what the learnt head calls an actor."""
        token = self.parse.tokens[index]
        if token.upos not in {"NOUN", "PROPN"} or index in self.place_tokens:
            return None
        if any(s[0] <= token.span[0] and token.span[1] <= s[1] for s in self.organisations):
            return self._organisation(index)
        if self._in_person(index):
            return self._default(index, Role.CVL, "person", is_thing=False)
        if any(m.first <= index < m.last and self.parse.top(m.span) == index for m in self.learnt):
            return self._default(index, Role.CVL, "learnt actor", is_thing=True)
        return None

    def _equipment(self, index: int, weapon: WeaponMention) -> ActorMention:
        """Read equipment as a party's: by its phrase, its ship's letters, its usual user."""
        mention = self._default(index, Role.MIL, f"equipment {weapon.code}", is_thing=True)
        words = weapon.span.of(self.document.text).lower().split()
        country = self.lexicon.prefixes.get(words[0])
        if country is None and mention.because.endswith(_GUESSED):
            user = self.lexicon.user_of.get(weapon.model or "")
            war = self.setting.war
            if user and war is not None and user in {side.country for side in war.sides}:
                country = user
        if country is None:
            return mention
        return replace(mention, country=country, role=Role.MIL, group=None)

    def _default(self, index: int, role: Role | None, why: str, *, is_thing: bool) -> ActorMention:
        noun = Noun(self.parse.lemma(index), role, is_thing)
        start = phrase_start(self.parse, index)
        party = judge(self.known, index, index, start, noun, self.earlier)
        tokens = self.parse.tokens
        return ActorMention(
            span=Span(tokens[start].span.start, tokens[index].span.end),
            head=index,
            form=MentionForm.NOMINAL,
            country=party.country,
            role=party.role,
            group=party.group,
            because=f"{why}: {party.because}",
        )

    def _organisation(self, index: int) -> ActorMention | None:
        span = self.parse.tokens[index].span
        entity = next(s for s in self.organisations if s[0] <= span[0] and span[1] <= s[1])
        text = self.document.text
        if self.parse.top(entity) != index:
            return None
        if self.parse.tokens[index].upos != "PROPN":
            return self._default(index, None, "organisation", is_thing=False)
        return ActorMention(
            span=Span(*entity),
            head=index,
            form=MentionForm.NAMED,
            name=" ".join(Span(*entity).of(text).split()),
            because="an organisation's name",
        )

    # --- pronouns and numbers --------------------------------------------------------------------

    def _pronoun(self, index: int) -> ActorMention | None:
        token = self.parse.tokens[index]
        words = token.text.lower()
        noun = self.lexicon.noun_at(self.parse, index)
        if noun is not None and noun.noun.words not in self.lexicon.pronouns:
            return self._nominal(index, noun)
        if words not in self.lexicon.pronouns:
            return None
        own = self.setting.own() if words in {"we", "us", "our", "ours"} else None
        return ActorMention(
            span=token.span,
            head=index,
            form=MentionForm.PRONOUN,
            country=own.country if own else None,
            role=(self.setting.voice.role if self.setting.voice else Role.MIL) if own else None,
            group=own.group if own else None,
            because=own.because if own else "pronoun",
        )

    def _number(self, index: int) -> ActorMention | None:
        """Read a number that stands for people: *Two were killed*."""
        token = self.parse.tokens[index]
        if not token.deprel.startswith(("nsubj", "obj")) or (
            any(c.isdigit() for c in token.text) and len(token.text) == 4
        ):
            return None
        party = self.earlier[-1] if self.earlier else Party(self.setting.theatre, Role.CVL)
        people = next(
            (
                p
                for p in reversed(self.earlier)
                if p.role in {Role.CVL, Role.MIL, Role.REB, Role.REF}
            ),
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
