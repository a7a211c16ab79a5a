"""Where a clause ends, by order alone: used where trees lose the far end of what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.tree import stretches
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.schema.parse import Parse

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({";", ":", "“", "”", '"', "—", "–", "(", "?", "!"})
_OPENERS = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ"})
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tonight",
        "earlier",
        "later",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "recently",
        "again",
        "also",
    ]
)
_TURNS = frozenset({"though", "although"})
_SUBORDINATE = frozenset(
    {
        "while",
        "but",
        "although",
        "though",
        "whereas",
        "which",
        "who",
        "when",
        "after",
        "before",
        "as",
        "because",
        "where",
    }
)


def clause_end(parse: Parse, start: int) -> int:
    """Give the last token of the clause that goes on at ``start``: before a semicolon, a dash, a
    subordinate clause after a comma, or a comma and a subject with a finite verb of its own.
    """
    last = parse.sentence_of(start).last
    at = start
    while at < last:
        token = parse.tokens[at]
        if token.text in _STOPS and at > start:
            return at - 1
        if token.text in {",", "and", "but"} and at > start and _opens_clause(parse, at, last):
            return at - 1
        at += 1
    return last - 1


def _opens_clause(parse: Parse, at: int, last: int) -> bool:
    """Tell whether a comma or conjunction opens a clause with a subject and a finite verb."""
    comma = parse.tokens[at].text == ","
    index = at + 1
    if index < last and parse.tokens[index].text.lower() in {"and", "but", "or"} and comma:
        index += 1
    if index >= last:
        return False
    first = parse.tokens[index]
    if comma and first.text.lower() in _SUBORDINATE:
        return True
    if first.upos not in {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}:
        return first.xpos in _FINITE and not comma and parse.tokens[at].text == "but"
    for later in range(index + 1, min(index + 12, last)):
        token = parse.tokens[later]
        if token.xpos in _FINITE:
            return True
        if token.upos in {"PUNCT", "SCONJ", "VERB"} or token.xpos in {"WDT", "WP"}:
            return False
    return False


def rest_of_clause(parse: Parse, start: int) -> list[Span]:
    """Give the text from ``start`` to its clause's end."""
    if start >= parse.sentence_of(start - 1).last:
        return []
    return stretches(parse, start, clause_end(parse, start), ())


def coordinated(parse: Parse, verb: int) -> list[Span]:
    """Give the clauses joined by "and that", which trees hang on the verb of saying itself."""
    found = []
    for child in parse.children(verb, "conj"):
        marks = [m for m in parse.children(child, "mark") if parse.lemma(m) == "that"]
        joined = any(parse.tokens[c].upos == "CCONJ" for c in parse.children(child, "cc"))
        if child > verb and marks and joined:
            last = max(parse.subtree(child, without=("punct",)))
            found += stretches(parse, marks[0], last, ())
    return found


def widen(parse: Parse, verb: int, span: Span) -> Span:
    """Widen what stands after a verb over what the tree cut off at either end: the clause's own
    subject before it, and the words up to the next mark of punctuation after it.
    """
    if span.start < parse.tokens[verb].span[1]:
        return span
    indices = parse.within(span)
    first, last = indices[0], indices[-1]
    gap = range(verb + 1, first)
    if (
        gap
        and len(gap) <= 12
        and parse.tokens[gap[0]].upos in _OPENERS
        and not _is_setting(parse, gap)
    ):
        first = gap[0]
    end = parse.sentence_of(verb).last
    if last + 1 < end and _flows_on(parse, last):
        last = clause_end(parse, last + 1)
        last = next(
            (i - 1 for i in range(indices[-1] + 1, last + 1) if parse.tokens[i].text == ","), last
        )
    return parse.span_of((first, last))


def _is_setting(parse: Parse, gap: range) -> bool:
    """Tell a day, an adverb or an addressee between a verb and its clause."""
    for index in gap:
        token = parse.tokens[index]
        if token.text in {",", ":", "“", '"', "that"} or token.deprel in {"iobj", "obj"}:
            return True
        if token.text.lower() in DAYS:
            return True
    return False


def _flows_on(parse: Parse, last: int) -> bool:
    """Tell whether the next word goes on in the same clause."""
    following = parse.tokens[last + 1]
    if following.upos in {"PUNCT", "CCONJ", "SCONJ"} or following.text.lower() in DAYS:
        return False
    return following.text.lower() not in _SUBORDINATE | {
        "on",
        "in",
        "at",
        "during",
        "since",
        "until",
    }


def is_closed(parse: Parse, verb: int) -> bool:
    """Tell whether a cue clause ends soon after its verb: "…, he said on Monday."."""
    last = parse.sentence_of(verb).last
    for at in range(verb + 1, min(verb + 14, last)):
        token = parse.tokens[at]
        if token.text in {",", ".", ";", ":", "—", "–", "“", '"', "”", "?", "!", "''"}:
            return True
        if token.xpos in _FINITE or token.xpos == "TO" or token.upos == "SCONJ":
            return False
        if token.upos == "VERB":
            return False
    return verb + 14 >= last


def cut_turn(parse: Parse, span: Span) -> Span:
    """Cut what a comma and "though", "while", "but" turn away from: the writer speaks again."""
    indices = parse.within(span)
    for index in indices[1:-1]:
        token = parse.tokens[index]
        if token.text != ",":
            continue
        following = parse.tokens[index + 1].text.lower()
        after = parse.tokens[index + 2].xpos if index + 2 < len(parse.tokens) else ""
        if (following in _TURNS and after not in {"VBN", "VBG"}) or (
            following == "with" and parse.lemma(index + 2) == "report"
        ):
            if span.of(parse.text).count('"') or "“" in span.of(parse.text):
                return span
            return Span(span.start, parse.tokens[index - 1].span[1])
    return span
