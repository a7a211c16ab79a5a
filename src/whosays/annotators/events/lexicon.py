"""The trigger lexicon: rows of data compiled to patterns over lemmas."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from whosays.annotators.events.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.resources.resources import Resources
    from whosays.schema.parse import Parse
    from whosays.schema.token import Token

FILES = (
    "en/events_ground.toml",
    "en/events_fire.toml",
    "en/events_harm.toml",
    "en/events_forces.toml",
    "en/events_people.toml",
    "en/events_dealings.toml",
    "en/events_idioms.toml",
    "en/events_argued.toml",
)
"""The lexicon's files, in the order in which their rows are preferred."""

_POS = {
    "v": frozenset({"VERB", "AUX"}),
    "n": frozenset({"NOUN", "PROPN"}),
    "a": frozenset({"ADJ", "VERB"}),
    "r": frozenset({"ADV", "PART"}),
    "p": frozenset({"ADP", "ADJ", "PRON", "ADV", "SCONJ", "NOUN", "CCONJ"}),
}
_GAP = 5
_PHRASE = 4
_ATTRIBUTES = frozenset({"DET", "ADJ", "ADV", "PRON", "PROPN", "NOUN"})
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})
SURE = 0.8
"""The prior of words that hardly mean anything else; other words have that of their row."""
_STOPPERS = listed("events.lexicon", "stoppers")
_CALENDAR = listed("events.lexicon", "calendar")


Condition = tuple[str, frozenset[str], frozenset[str]]
"""A function, the classes and the very words (written =flag) that its fillers may have."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the lexicon: a sense that its words may have."""

    id: str
    type: str
    frame: str
    means: bool
    back: bool
    prior: float
    need: tuple[Condition, ...]
    bar: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lemmas that make a trigger: the first with its parts of speech, then followers."""

    first: str
    pos: str
    rest: tuple[frozenset[str], ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found: its head token, all its tokens, the row and how long the pattern is."""

    token: int
    tokens: tuple[int, ...]
    row: Row
    length: int


class Inflector:
    """Forms of words: a trigger is found by its form even where its lemma is mistaken."""

    def __init__(self, irregular: str) -> None:
        self._irregular = {
            words[0]: tuple(words[1:]) for row in irregular.split(",") if (words := row.split())
        }

    def of(self, lemma: str, pos: str) -> tuple[str, ...]:
        """Give a word's forms, itself first."""
        if pos == "n":
            return (lemma, *self.plurals(lemma))
        if pos != "v" or lemma == "be":
            return (lemma,)
        past = self._irregular.get(lemma, (_suffixed(lemma, "ed"),))
        forms = (lemma, *self.plurals(lemma), *past, _suffixed(lemma, "ing"))
        return tuple(dict.fromkeys(forms))

    def plurals(self, lemma: str) -> tuple[str, ...]:
        """Give the form with -s."""
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            return (lemma[:-1] + "ies",)
        if lemma.endswith(("s", "x", "z", "ch", "sh")):
            return (lemma + "es",)
        return (lemma + "s",)


_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$|(?:[^aeiou]r|mit|fer|tal|cip|hijac|pel|hib)$")


def _suffixed(lemma: str, suffix: str) -> str:
    if lemma.endswith("e") and (suffix == "ed" or not lemma.endswith("ee")):
        return lemma[:-1] + suffix
    if suffix == "ed" and lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    if _DOUBLING.search(lemma) or lemma in {"repel", "rebel", "expel", "propel", "quell", "refit"}:
        return lemma + lemma[-1] + suffix
    return lemma + suffix


class Lexicon:
    """All patterns, by their first lemma."""

    def __init__(self, rows: list[dict[str, Any]], irregular: str = "") -> None:
        self._forms = Inflector(irregular)
        self.rows: list[Row] = []
        self._by_first: dict[str, list[Pattern]] = {}
        for raw in rows:
            row = Row(
                id=raw["id"],
                type=raw["type"],
                frame=raw["frame"],
                means=bool(raw.get("means", False)),
                back=bool(raw.get("back", False)),
                prior=float(raw.get("prior", 0.5)),
                need=_conditions(raw.get("need", {})),
                bar=_conditions(raw.get("bar", {})),
            )
            self.rows.append(row)
            sure = replace(row, prior=SURE)
            named = [w.split() for w in re.split(r"[,\n]", raw.get("sure", "")) if w.strip()]
            for words in named:
                self._add(words, sure)
            for text in re.split(r"[,\n]", raw["words"]):
                words = text.split()
                if words and words not in named:
                    self._add(words, row)

    def _add(self, words: list[str], row: Row) -> None:
        first, _, pos = words[0].partition("/")
        rest = tuple(self._alternatives(w) for w in words[1:])
        for lemma in _spellings(first):
            pattern = Pattern(lemma, pos or "v", rest, row)
            for form in self._forms.of(lemma, pos or "v"):
                self._by_first.setdefault(form, []).append(pattern)

    def _alternatives(self, word: str) -> frozenset[str]:
        lemmas = [s for w in word.partition("/")[0].split("|") for s in _spellings(w)]
        return frozenset(f for lemma in lemmas for f in (lemma, *self._forms.plurals(lemma)))

    def first_words(self) -> set[str]:
        """Give the words that a pattern begins with, in all their forms."""
        return set(self._by_first)

    def others(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Give the words that alone make a row's trigger, by the row's id and part of speech."""
        found: dict[tuple[str, str], set[str]] = {}
        for patterns in self._by_first.values():
            for pattern in patterns:
                if not pattern.rest:
                    found.setdefault((pattern.row.id, pattern.pos), set()).add(pattern.first)
        return {key: tuple(sorted(words)) for key, words in found.items()}

    def matches(self, parse: Parse, first: int, last: int) -> list[Match]:
        """Give all matches whose first word stands in tokens ``[first, last)``."""
        found = []
        words = {w for t in parse.tokens[first:last] for w in (t.lemma.lower(), t.text.lower())}
        for index in range(first, last):
            token = parse.tokens[index]
            for pattern in self._starting(token):
                # Most patterns that begin here go on with words that the sentence does not have.
                for wanted in pattern.rest:
                    if wanted.isdisjoint(words):
                        break
                else:
                    if not _pos_fits(pattern, token):
                        continue
                    tokens = _follow(parse, index, last, pattern)
                    if tokens is not None:
                        head = _head_of(parse, tokens, pattern)
                        found.append(Match(head, tokens, pattern.row, len(tokens)))
        return found

    def _starting(self, token: Token) -> Sequence[Pattern]:
        """Give the patterns whose first word may be this one, by its lemma or its form."""
        lemma, form = token.lemma.lower(), token.text.lower()
        one = self._by_first.get(min(lemma, form), ())
        if lemma == form:
            return one
        other = self._by_first.get(max(lemma, form), ())
        if not one or not other:
            return one or other
        return list({id(p): p for p in (*one, *other)}.values())


def load_lexicon(resources: Resources) -> Lexicon:
    """Compile the lexicon's files."""
    irregular = resources.table("en/irregular_verbs.toml")["forms"]
    return Lexicon([row for name in FILES for row in resources.table(name)["row"]], irregular)


def _conditions(raw: Mapping[str, list[str]]) -> tuple[Condition, ...]:
    return tuple(
        (
            function,
            frozenset(w for w in wanted if not w.startswith("=")),
            frozenset(w[1:] for w in wanted if w.startswith("=")),
        )
        for function, wanted in raw.items()
    )


def _spellings(word: str) -> tuple[str, ...]:
    word = word.lower()
    if word.endswith("ise"):
        return (word, word[:-3] + "ize")
    if word.endswith("isation"):
        return (word, word[:-7] + "ization")
    return (word,)


def _pos_fits(pattern: Pattern, token: Token) -> bool:
    upos = token.upos
    if upos == "AUX" and (pattern.first != "be" or not pattern.rest):
        return False
    if pattern.pos == "a" and upos == "VERB":
        return token.deprel == "amod" or bool(pattern.rest)
    if upos in _POS[pattern.pos]:
        return True
    # Parsers call a gerund a verb where it stands as a subject: Fighting went on.
    gerund = upos == "VERB" and token.text.lower().endswith("ing")
    if pattern.pos == "n" and token.deprel in _NOMINAL and (upos == "ADJ" or gerund):
        return True
    # Parsers call a participle before a noun an adjective; its verb's rows hold for it.
    return pattern.pos == "v" and upos == "ADJ" and token.xpos in {"VBN", "VBG", "JJ"}


def _follow(parse: Parse, index: int, last: int, pattern: Pattern) -> tuple[int, ...] | None:
    """Find the pattern's later words after its first within short gaps."""
    if not pattern.rest:
        return (index,)
    tokens = [index]
    at = index
    for wanted in pattern.rest:
        nominal = pattern.pos in "npa"
        place = _next(parse, at, last, wanted, 1 if nominal else _GAP)
        if place is None and pattern.pos == "p":
            place = _inside_phrase(parse, at, last, wanted)
        if place is not None and nominal and parse.tokens[place].upos == "VERB":
            return None
        if place is not None and (
            _opens_time(parse, place) or _is_elsewhere(parse, index, place, wanted, pattern)
        ):
            place = None
        if place is None:
            place = _by_tree(parse, index, wanted, tokens) if pattern.pos == "v" else None
            if place is not None and _is_elsewhere(parse, index, place, wanted, pattern):
                place = None
        if place is None:
            return None
        tokens.append(place)
        at = max(at, place)
    return tuple(sorted(tokens))


def _next(parse: Parse, at: int, last: int, wanted: frozenset[str], gap: int) -> int | None:
    for place in range(at + 1, min(last, at + gap + 1)):
        token = parse.tokens[place]
        if token.lemma.lower() in wanted or token.text.lower() in wanted:
            return place
        if token.text in _STOPPERS or token.upos in {"VERB", "SCONJ"}:
            return None
        if token.deprel == "compound:prt":
            return None
    return None


def _inside_phrase(parse: Parse, at: int, last: int, wanted: frozenset[str]) -> int | None:
    """Find the noun of a preposition behind its attributes: in full retreat, under heavy fire."""
    for place in range(at + 1, min(last, at + _PHRASE + 1)):
        token = parse.tokens[place]
        if token.lemma.lower() in wanted or token.text.lower() in wanted:
            return place
        if token.upos not in _ATTRIBUTES and not token.text.startswith(("'", "\u2019")):
            return None
    return None


def _opens_time(parse: Parse, index: int) -> bool:
    """Tell whether a preposition stands before a day: *took the hill on Monday* is no *took on*."""
    token = parse.tokens[index]
    if token.upos != "ADP" or token.deprel not in {"case", "mark"} or token.head <= index:
        return False
    if parse.lemma(token.head) in _CALENDAR:
        return True
    return parse.tokens[token.head].xpos == "CD" and bool(
        parse.children(token.head, "nmod:unmarked")
    )


def _is_elsewhere(
    parse: Parse, index: int, place: int, wanted: frozenset[str], pattern: Pattern
) -> bool:
    """Tell whether *off* or *over* behind an object opens a place: held an exercise off Jeju."""
    if pattern.pos != "v" or wanted is not pattern.rest[-1] or place - index <= 1:
        return False
    token = parse.tokens[place]
    lemma = token.lemma.lower()
    placed = lemma in {"in", "off", "over"} or (lemma == "at" and pattern.first == "shoot")
    if not placed or token.deprel != "case":
        return False
    return any(index < c < place for c in parse.children(index, "obj"))


def _by_tree(parse: Parse, index: int, wanted: frozenset[str], taken: Sequence[int]) -> int | None:
    """Find a later word as object, passive subject, particle, or behind a long object as the
    preposition or noun of a phrase of the verb, wherever it stands.
    """
    for child in parse.children(index, "obj", "nsubj:pass", "compound:prt"):
        if parse.tokens[child].lemma.lower() in wanted:
            return child
    if not parse.children(index, "obj", "nsubj:pass"):
        return None
    for child in parse.children(index, "obl"):
        cases = parse.children(child, "case") if child > index else ()
        parts = (child, *cases) if any(c in taken for c in cases) else cases
        for part in parts:
            if parse.tokens[part].lemma.lower() in wanted and not _opens_time(parse, part):
                return part
    return None


def _head_of(parse: Parse, tokens: tuple[int, ...], pattern: Pattern) -> int:
    """See the first word of a verb's pattern; else the word whose head lies outside."""
    if pattern.first == "be":
        return tokens[-1]
    if pattern.pos == "v":
        for index in tokens:
            if parse.tokens[index].upos in {"VERB", "AUX", "ADJ"}:
                return index
        return tokens[0]
    inside = set(tokens)
    nouns = [i for i in tokens if parse.tokens[i].upos in {"NOUN", "PROPN", "ADJ"}] or tokens
    for index in reversed(nouns):
        if parse.tokens[index].head not in inside:
            return index
    return nouns[-1]
