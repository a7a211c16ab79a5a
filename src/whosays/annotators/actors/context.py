"""What the document tells about sides: its voice, its theatre, its war."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.actors.issuer import issuer
from whosays.schema.mention import Role
from whosays.schema.place import PlaceUse, Precision
from whosays.schema.span import Span
from whosays.text.phrases import split_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.annotators.actors.lexicon import RoleLexicon
    from whosays.resources.actors import ActorCatalogue, ActorRow, Side, War
    from whosays.schema.document import Document
    from whosays.schema.parse import Parse
    from whosays.schema.place import PlaceMention
    from whosays.text.phrases import Phrase


SEVERAL = ", of several lands"
"""What an actor's reason ends in whose words name many countries, so that none is coded."""
# The country of so many of a report's places is its scene.
_MOST = 0.7
# So many words for the enemy make a report one side's own.
_HOSTILE = 3
# A country that holds fewer of a document's places must be named to count.
_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class Party:
    """Country, role and group together; ``because`` says whence."""

    country: str | None = None
    role: Role | None = None
    group: str | None = None
    name: str | None = None
    because: str = ""
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the whole document.

    ``voice`` is whose text it is (None for a paper of no side); ``theatre`` the country of most
    places; ``war`` the war whose sides it names; ``rebels`` and ``coalition`` the armed group and
    the coalition it names most.
    """

    voice: Party | None
    theatre: str | None
    war: War | None
    rebels: Party | None
    coalition: Party | None
    place_starts: tuple[int, ...]
    place_countries: tuple[str, ...]
    likely: frozenset[str]

    def country_near(self, parse: Parse, index: int) -> str | None:
        """Give the country of the nearest place: in the sentence, before it, else the theatre."""
        span = parse.sentence_of(index).span
        at = parse.tokens[index].span.start
        first = bisect_right(self.place_starts, span.start - 1)
        inside = self._inside(span)
        if inside:
            best = min(inside, key=lambda i: abs(self.place_starts[i] - at))
            return self.place_countries[best]
        for before in range(first - 1, -1, -1):
            if self.place_countries[before] in self.likely:
                return self.place_countries[before]
        return self.theatre

    def country_here(self, parse: Parse, index: int) -> str | None:
        """Give the country of all places of a sentence, None where it names none or several."""
        found = {self.place_countries[i] for i in self._inside(parse.sentence_of(index).span)}
        return found.pop() if len(found) == 1 else None

    def _told_before(self, parse: Parse, index: int) -> bool:
        """Tell whether the paragraph named a place before the sentence."""
        number = parse.tokens[index].sentence
        first = number
        segment = parse.sentences[number].segment
        while first > 0 and parse.sentences[first - 1].segment == segment:
            first -= 1
        if first == number:
            return False
        span = Span(parse.sentences[first].span.start, parse.sentences[number].span.start)
        return bool(self._inside(span))

    def _inside(self, span: Span) -> list[int]:
        first = bisect_right(self.place_starts, span.start - 1)
        last = bisect_right(self.place_starts, span.end - 1)
        return [i for i in range(first, last) if self.place_countries[i] in self.likely]

    def is_sure_of(self, parse: Parse, index: int, country: str | None) -> bool:
        """Tell whether the scene is told: by a place of the sentence, or of most of the report."""
        if self._inside(parse.sentence_of(index).span) or self._told_before(parse, index):
            return True
        n_there = sum(c == country for c in self.place_countries)
        return country == self.theatre and n_there >= _MOST * max(1, len(self.place_countries))

    def opponent(self, side: Party) -> Party | None:
        """Give the other side of the document's war, None where ``side`` is in none."""
        if self.war is not None:
            for own, other in (self.war.sides, self.war.sides[::-1]):
                if _is_side(side, own):
                    return self._party(other)
        # Outside the wars we list, a state's forces fight the armed group that is named most.
        if side.role in {Role.MIL, Role.GOV} and self.rebels is not None:
            return self.rebels if self.rebels.group != side.group else None
        return None

    def _party(self, side: Side) -> Party:
        role = side.role or Role.MIL
        if role is Role.REB and not side.group and self.rebels is not None:
            return self.rebels
        return Party(side.country, role, side.group, because="other side of the war")

    def enemy(self, named: Party | None) -> Party | None:
        """Tell who "the enemy" is: the other side of who speaks, else of whom a sentence names."""
        for side in (self.voice, named):
            if side is not None:
                found = self.opponent(side)
                if found is not None:
                    return found
        if self.war is not None and self.war.invader is None and self.theatre:
            return self.opponent(Party(self.theatre, Role.MIL))
        return self.invader() or self.rebels

    def invader(self) -> Party | None:
        """Give the side on the other's ground, None where the war has none."""
        if self.war is None or self.war.invader is None:
            return None
        return Party(self.war.invader, Role.MIL, because="invader of the war")

    def invaded(self) -> Party | None:
        """Give the side on whose ground the invader is, None where the war has none."""
        invader = self.invader()
        return self.opponent(invader) if invader else None

    def own(self) -> Party | None:
        """Give one's own side: the voice's forces, else the side that was invaded."""
        if self.voice is not None and (self.voice.country or self.voice.group):
            role = self.voice.role if self.voice.role is Role.REB else Role.MIL
            return Party(self.voice.country, role, self.voice.group, because="voice")
        return self.invaded()


def _is_side(party: Party, side: Side) -> bool:
    if side.group:
        return party.group == side.group
    if side.role is Role.REB:
        return party.role is Role.REB and party.country == side.country
    return party.country == side.country and party.role is not Role.REB and not party.group


def read_setting(
    document: Document,
    catalogue: ActorCatalogue,
    named: Sequence[Phrase[ActorRow]],
    places: Sequence[PlaceMention],
    lexicon: RoleLexicon,
) -> Setting:
    """Weigh what a document names."""
    # Fano is a town too, where a report names the militia; Moscow is where nothing happens
    # unless it is *in* Moscow.
    groups = {(n.start, n.end) for n in named if n.value.group}
    seats = {
        (n.start, n.end)
        for n in named
        if n.value.kind == "capital" and not _is_located(document.text, n.start, lexicon)
    }
    places = [p for p in places if tuple(p.span) not in groups | seats]
    located = [
        p
        for p in places
        if p.country and p.use is PlaceUse.PLACE and p.precision is not Precision.COUNTRY
    ]
    whole = [p for p in places if p.country and p.use is PlaceUse.PLACE]
    kept = sorted(located or whole, key=lambda p: p.span.start)
    counts = Counter(p.country for p in kept if p.country)
    # A state's name or adjective is surer than a village that many countries have.
    weights = Counter(counts)
    weights.update(
        n.value.country for n in named if n.value.country and n.value.role is not Role.MED
    )
    theatre = min(weights, key=lambda c: (-weights[c] - counts[c], c)) if weights else None
    voice = _voice(document, catalogue, theatre, lexicon)
    war = _war(catalogue.wars, named, counts, voice)
    if voice is None and war is not None:
        voice = _leaning(document.text, war, lexicon)
    return Setting(
        voice=voice,
        theatre=theatre,
        war=war,
        rebels=_rebels(named),
        coalition=_coalition(named),
        place_starts=tuple(p.span.start for p in kept),
        place_countries=tuple(p.country or "" for p in kept),
        likely=_likely(counts, named),
    )


def _is_located(text: str, start: int, lexicon: RoleLexicon) -> bool:
    """Tell whether a name stands behind a word that says where: *in Moscow*."""
    words = text[max(0, start - 24) : start].lower().split()
    return bool(words) and words[-1] in lexicon.locative


def _likely(counts: Counter[str], named: Sequence[Phrase[ActorRow]]) -> frozenset[str]:
    """Give the countries that places may lie in: named as such, or the place of many.

    A single village resolved to a far country is more likely a mistake than a change of scene.
    """
    total = sum(counts.values())
    states = {n.value.country for n in named if n.value.country}
    return frozenset(c for c, n in counts.items() if c in states or n >= _SHARE * total)


def _voice(
    document: Document, catalogue: ActorCatalogue, theatre: str | None, lexicon: RoleLexicon
) -> Party | None:
    """Tell whose text it is by its publisher, else by its title; a paper or agency has no side."""
    publisher = document.meta.publisher
    if not publisher:
        own = issuer(document.text, catalogue, lexicon.bulletins)
        if own is None:
            return None
        return Party(own.country, own.role, own.group, own.name, because="title of the text")
    found = catalogue.index.find(publisher)
    bodies = [p.value for p in found if p.value.role is not None] or [p.value for p in found]
    if not bodies:
        if theatre and any(w in publisher.lower() for w in lexicon.official):
            return Party(theatre, Role.GOV, because="publisher of the theatre")
        return None
    best = min(bodies, key=lambda row: (row.kind in {"state", "people"}, row.group is None))
    if best.group == "NATO":
        return Party(None, Role.MIL, best.group, best.name, because="publisher")
    if best.role in {Role.MED, Role.IGO, Role.NGO}:
        return None
    country = best.country or next((b.country for b in bodies if b.country), None)
    return Party(country, best.role, best.group, best.name, because="publisher")


def _leaning(text: str, war: War, lexicon: RoleLexicon) -> Party | None:
    """Tell whose text it is by its words for the other side: *occupiers*, *orcs*, *the enemy*."""
    if war.invader is None:
        return None
    words = [piece.key for piece in split_pieces(text)]
    n_hostile = sum(w in lexicon.enemy or lexicon.side_of.get(w) == war.invader for w in words)
    if n_hostile < _HOSTILE:
        return None
    own = next(side for side in war.sides if side.country != war.invader)
    return Party(own.country, own.role or Role.MIL, own.group, because="words for the enemy")


def _war(
    wars: Sequence[War],
    named: Sequence[Phrase[ActorRow]],
    places: Counter[str],
    voice: Party | None,
) -> War | None:
    """Choose the war both of whose sides a document names most."""
    parties = Counter(Party(n.value.country, n.value.role, n.value.group) for n in named)
    best: War | None = None
    best_score = 0.0
    for war in wars:
        counts = [sum(n for p, n in parties.items() if _is_side(p, s)) for s in war.sides]
        for index, side in enumerate(war.sides):
            if side.role is None and side.country:
                counts[index] += min(places[side.country], 3)
            if voice is not None and _is_side(voice, side):
                counts[index] += 5
        score = min(counts) + min(max(counts), 20) / 100
        if voice is not None and any(_is_side(voice, side) for side in war.sides):
            score += 1
        if score > best_score and (min(counts) > 0 or max(counts) >= 5 or war.invader):
            best, best_score = war, score
    return best


def _coalition(named: Sequence[Phrase[ActorRow]]) -> Party | None:
    groups = Counter(n.value.group for n in named if n.value.group and "oalition" in n.value.group)
    if not groups:
        return None
    group = min(groups, key=lambda g: (-groups[g], g))
    return Party(None, Role.MIL, group, because="coalition named before")


def _rebels(named: Sequence[Phrase[ActorRow]]) -> Party | None:
    groups = Counter(
        (n.value.country, n.value.group)
        for n in named
        if n.value.role is Role.REB and n.value.group
    )
    if not groups:
        return None
    country, group = min(groups, key=lambda k: (-groups[k], str(k)))
    return Party(country, Role.REB, group, because="armed group most named")
