"""Names: the stretches of a text that may name a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.places.words import Words
    from whosays.resources.gazetteer import Gazetteer, Match
    from whosays.schema.parse import Parse
    from whosays.schema.token import Sentence

_LONGEST = 7  # tokens of a name; a hyphen is one
_LINKS = frozenset(
    [
        "of",
        "the",
        "and",
        "al",
        "el",
        "az",
        "ar",
        "as",
        "ash",
        "ad",
        "an",
        "at",
        "de",
        "la",
        "le",
        "les",
        "du",
        "di",
        "da",
        "del",
        "den",
        "der",
        "van",
        "von",
        "na",
        "nad",
        "pod",
        "i",
        "ez",
        "es",
        "sur",
        "upon",
        "on",
        "in",
        "-",
        "'",
        "’",
        "&",
        ".",
        "st",
    ]
)
_ARTICLES = frozenset(["al", "el", "az", "ar", "as", "ash", "ad", "an", "at", "ez"])
_ARTICLE = 3  # the longest
_DASHES = frozenset("-–‐‑")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``[first, last)`` that may name a place, and the places of that name.

    ``base`` is what was looked up: the name without a head noun that belongs to it.
    ``head`` is the kind of that head noun, "" for none; ``sided`` tells that a side of the compass
    opens the name without belonging to it (*East Oxford*).
    """

    span: Span
    first: int
    last: int
    text: str
    base: str
    matches: tuple[Match, ...] = ()
    head: str = ""
    sided: bool = False


def find_names(parse: Parse, gazetteer: Gazetteer, words: Words) -> list[Name]:
    """Give all names that may be places, known and unknown ones, in text order."""
    names: list[Name] = []
    for sentence in parse.sentences:
        at = sentence.first
        while at < sentence.last:
            name = _name_at(parse, gazetteer, words, sentence, at)
            if name is None:
                at += 1
            else:
                names.append(name)
                at = name.last
    return names


def _name_at(
    parse: Parse, gazetteer: Gazetteer, words: Words, sentence: Sentence, at: int
) -> Name | None:
    if not _starts(parse, at, words):
        return None
    if parse.tokens[at].text.lower() in words.compass and at + 1 < sentence.last:
        inner = _name_at(parse, gazetteer, words, sentence, at + 1)
        whole = _known(parse, gazetteer, words, at, inner.last) if inner else None
        if inner and inner.matches and whole is None:
            span = Span(parse.tokens[at].span[0], inner.span[1])
            return replace(
                inner, span=span, first=at, text=span.of(parse.text), base=inner.base, sided=True
            )
    run = _run_end(parse, sentence, at)
    for last in range(min(run, at + _LONGEST), at, -1):
        if not _ends(parse, last - 1):
            continue
        name = _known(parse, gazetteer, words, at, last)
        if name is not None:
            return _with_head(parse, gazetteer, words, sentence, name)
    last = _plain_end(parse, at, run)
    text = parse.text[parse.tokens[at].span[0] : parse.tokens[last - 1].span[1]]
    span = Span(parse.tokens[at].span[0], parse.tokens[last - 1].span[1])
    unknown = Name(span, at, last, text, text)
    if all(
        (w.text.lower(),) in words.heads or w.text.lower() in words.compass
        for w in parse.tokens[at:last]
    ):
        return None
    return _with_head(parse, gazetteer, words, sentence, _cut_head(parse, words, unknown))


def _starts(parse: Parse, at: int, words: Words) -> bool:
    text = parse.tokens[at].text
    if len(text) > _ARTICLE and text[0].islower():
        return False
    if text.lower() in words.small and not (text.isupper() and text in words.exact):
        return False
    if text[0].isupper() or (text[0] in "‘'`ʿ" and text[1:2].isupper()):
        return text not in {"I", "A", "The", "An"} or (
            text == "The" and parse.tokens[at].upos == "PROPN"
        )
    if text.lower() in _ARTICLES and at + 1 < len(parse.tokens):
        following = parse.tokens[at + 1].text
        capital = at + 2 < len(parse.tokens) and parse.tokens[at + 2].text[:1].isupper()
        return following in _DASHES and capital
    return False


def _ends(parse: Parse, at: int) -> bool:
    token = parse.tokens[at]
    return (
        token.text[0].isupper()
        or (token.text[0].isdigit() and at > 0)
        or (parse.tokens[at - 1].text in _DASHES and token.text[0].isalpha())
    )


def _run_end(parse: Parse, sentence: Sentence, at: int) -> int:
    """Give the end of the capitalised words from ``at``, with the small words that link them."""
    end = at + 1
    while end < sentence.last and end - at < _LONGEST + 2:
        text = parse.tokens[end].text
        if not (
            text[0].isupper() or text.lower() in _LINKS or text in _DASHES or text[0].isdigit()
        ):
            joined = parse.tokens[end - 1].text in _DASHES and text[0].isalpha()
            if not joined:
                break
        end += 1
    while end > at + 1 and not parse.tokens[end - 1].text[0].isupper():
        previous = parse.tokens[end - 2].text
        if previous in _DASHES and parse.tokens[end - 1].text[0].isalpha():
            break
        end -= 1
    return end


def _plain_end(parse: Parse, at: int, run: int) -> int:
    """Give the end of the bare capitalised words: links break it, but for hyphens and articles."""
    end = at + 1
    while end < run:
        text = parse.tokens[end].text
        is_article = text.lower() in _ARTICLES and text[0].isupper()
        if not (text[0].isupper() or text in _DASHES or is_article):
            break  # also before the second half of *Houthi-controlled*
        end += 1
    while end > at + 1 and parse.tokens[end - 1].text in _DASHES:
        end -= 1
    return end


def _known(parse: Parse, gazetteer: Gazetteer, words: Words, first: int, last: int) -> Name | None:
    span = Span(parse.tokens[first].span[0], parse.tokens[last - 1].span[1])
    text = span.of(parse.text)
    if len(text) <= 6 and text + "." in words.dotted and text not in words.exact:
        last = _dotted(parse, last)
        span = Span(span[0], parse.tokens[last - 1].span[1])
        text = span.of(parse.text)
    if "\n" in text or text in words.people:
        return None
    letters = sum(c.isalpha() for c in text)
    if letters < 2 or (letters <= 3 and not _is_short_name(text, words)):
        return None
    if last - first == 1 and ((text.lower(),) in words.heads or text.lower() in words.compass):
        return None
    matches = gazetteer.find(text)
    if not matches:
        return None
    tail = parse.tokens[last - 1].text.lower()
    kind = words.heads.get((tail,), "") if last - first > 1 else ""
    head = kind if kind in {"region", "district"} else ""
    return Name(span, first, last, text, text, matches, head)


def _dotted(parse: Parse, last: int) -> int:
    """Take in the full stop of an abbreviation that the tokeniser cut off (*Ky .*)."""
    tokens = parse.tokens
    if (
        last < len(tokens)
        and tokens[last].text == "."
        and tokens[last].span[0] == tokens[last - 1].span[1]
    ):
        return last + 1
    return last


def _is_short_name(text: str, words: Words) -> bool:
    """Allow two and three letters only in known forms, as *Ga.*, or as *Van*, but not *VAN*."""
    if text in words.exact:
        return True
    if text.endswith("."):
        return len(text) > 2
    return len(text) == 3 and text.istitle()


def _cut_head(parse: Parse, words: Words, name: Name) -> Name:
    """Take a capitalised head noun off an unknown name (*Luzhu District*), which stays in it."""
    for size in (1, 2):
        if name.last - name.first <= size:
            break
        tail = tuple(t.text.lower() for t in parse.tokens[name.last - size : name.last])
        kind = words.heads.get(tail, "")
        if kind and tail[-1] in words.landforms:
            end = parse.tokens[name.last - size - 1].span[1]
            return replace(name, base=parse.text[name.span[0] : end], head=kind)
    return name


def _with_head(
    parse: Parse, gazetteer: Gazetteer, words: Words, sentence: Sentence, name: Name
) -> Name:
    """Take in a capitalised head noun after the name (*Diyala Province*), and look the base up."""
    if name.matches and name.head:
        return name
    if name.head:
        return replace(name, matches=gazetteer.find(name.base))
    following = [t.text for t in parse.tokens[name.last : min(name.last + 3, sentence.last)]]
    kind, size = words.head_at(w.lower() for w in following)
    if not kind or not all(w[0].isupper() for w in following[:size]):
        return name
    if following[size - 1].lower() not in words.landforms or kind == "settlement":
        return name
    if (
        following[size - 1] == "State"
        and following[size : size + 1]
        and following[size][0].isupper()
    ):
        return name
    last = name.last + size
    span = Span(name.span[0], parse.tokens[last - 1].span[1])
    return replace(name, span=span, last=last, text=span.of(parse.text), base=name.text, head=kind)


def iter_tokens(name: Name) -> Iterator[int]:
    """Give the token indices of a name."""
    yield from range(name.first, name.last)
