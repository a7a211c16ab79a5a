"""Give every quotation to the attribution that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate, join_spans
from whosays.annotators.attribution.cue_spans import cue_spans
from whosays.annotators.attribution.tree import noun_phrase, subjects, understood_subject
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.annotators.attribution.quotes import Quotation
    from whosays.schema.parse import Parse

_MIN_WORDS = 4


def attach_quotations(
    parse: Parse, candidates: list[Candidate], quotations: list[Quotation], lexicon: CueLexicon
) -> list[Candidate]:
    """Extend candidates over the quotations that they introduce, and add the missing ones.

    A quotation belongs to the cue whose content it overlaps; else to a cue in its own sentence
    outside the marks; else to the attribution just before it in the paragraph, or to the one
    that closed the paragraph before with an open or a whole quotation.
    """
    spans = [q.span for q in quotations]
    kept = [c for c in candidates if not _inside_any(c, spans)]
    inner = [c for c in candidates if _inside_any(c, spans)]
    last: Candidate | None = None
    last_segment = -1
    for quotation in quotations:
        owner = _owner(quotation, kept)
        if owner is None and _is_utterance(parse, quotation):
            owner = _new(parse, quotation, spans, lexicon)
            held = None if owner is None else _with_head(kept, owner.head)
            if held is not None:
                owner = held
            elif owner is not None:
                kept.append(owner)
            elif last is not None and quotation.segment - last_segment <= 1:
                owner = last if _carries_on(parse, last, quotation) else None
        if owner is None:
            continue
        if _is_utterance(parse, quotation) or _touches(owner, quotation):
            owner.content = _with_quotation(owner, quotation)
            owner.quotes.append(quotation.span)
            if _is_utterance(parse, quotation):
                last, last_segment = owner, quotation.segment
    for candidate in inner:
        words = {parse.text[s.start : s.end].lower() for s in candidate.source}
        candidate.quoted_voice = bool(words & {"i", "we", "you", "my", "our"})
    return [*kept, *inner]


def _with_head(candidates: list[Candidate], head: int) -> Candidate | None:
    """Give the heaviest candidate that has this cue already."""
    held = [c for c in candidates if c.head == head]
    return max(held, key=lambda c: c.weight) if held else None


def _inside_any(candidate: Candidate, spans: list[Span]) -> bool:
    """Tell whether the cue itself stands within quotation marks."""
    return bool(candidate.cue) and any(s.contains(candidate.cue[0]) for s in spans)


def _touches(candidate: Candidate, quotation: Quotation) -> bool:
    return any(c.overlaps(quotation.span) for c in candidate.content)


def _owner(quotation: Quotation, candidates: list[Candidate]) -> Candidate | None:
    """Give the innermost candidate whose content overlaps the quotation by half of it."""
    best: tuple[int, int] | None = None
    found = None
    for order, candidate in enumerate(candidates):
        shared = sum(
            min(c.end, quotation.span.end) - max(c.start, quotation.span.start)
            for c in candidate.content
            if c.overlaps(quotation.span)
        )
        if shared * 3 < quotation.span.length() and not _starts_in(candidate, quotation):
            continue
        key = (candidate.content_size(), order)
        if best is None or key < best:
            best, found = key, candidate
    return found


def _starts_in(candidate: Candidate, quotation: Quotation) -> bool:
    return any(c.start <= quotation.span.start < c.end for c in candidate.content)


def _is_utterance(parse: Parse, quotation: Quotation) -> bool:
    """Tell a quotation from a scare-quoted word: some words, or a verb or a full stop in it."""
    tokens = [i for i in parse.within(quotation.span) if parse.tokens[i].upos != "PUNCT"]
    if len(tokens) >= _MIN_WORDS:
        return True
    inside = quotation.span.of(parse.text)
    return len(tokens) >= 1 and inside[-2:-1] in ",.!?" and len(inside) > 4


def _with_quotation(owner: Candidate, quotation: Quotation) -> list[Span]:
    """Content with the whole quotation, its marks included; nothing of source and cue."""
    start, end = quotation.span
    spans = [s for s in owner.content if not s.overlaps(quotation.span)]
    for span in owner.content:
        if span.overlaps(quotation.span):
            start, end = min(start, span.start), max(end, span.end)
    spans.append(Span(start, end))
    return join_spans(_minus(spans, [*owner.source, *owner.cue], quotation.span))


def _minus(spans: list[Span], holes: list[Span], quotation: Span) -> list[Span]:
    """Cut source and cue out of content, unless they stand inside the quotation itself."""
    result = spans
    for hole in holes:
        if quotation.contains(hole):
            continue
        cut: list[Span] = []
        for span in result:
            if not span.overlaps(hole):
                cut.append(span)
                continue
            if span.start < hole.start:
                cut.append(Span(span.start, hole.start))
            if hole.end < span.end:
                cut.append(Span(hole.end, span.end))
        result = cut
    return result


def _new(
    parse: Parse, quotation: Quotation, spans: list[Span], lexicon: CueLexicon
) -> Candidate | None:
    """Make an attribution from the speech verb next to a quotation, outside its marks."""
    verb = _speech_verb(parse, quotation, spans, lexicon)
    if verb is None:
        return None
    cue = next(c for c in lexicon.verbs[parse.lemma(verb)] if c.is_speech)
    subject = understood_subject(parse, verb)
    source = []
    if subject is not None:
        source = [noun_phrase(parse, subject, without=(verb,))]
    return Candidate(
        source=source,
        cue=cue_spans(parse, verb, [], lexicon),
        content=[quotation.span],
        cue_class=cue.cue_class,
        rule="quote.verb",
        head=verb,
        chain=cue.chain,
        weight=1.7,
    )


def _speech_verb(
    parse: Parse, quotation: Quotation, spans: list[Span], lexicon: CueLexicon
) -> int | None:
    """Look right after the quotation, then right before it, within its sentences."""
    indices = parse.within(quotation.span)
    if not indices:
        return None
    after = parse.sentence_of(indices[-1])
    before = parse.sentence_of(indices[0])
    right = range(indices[-1] + 1, after.last)
    left = range(indices[0] - 1, before.first - 1, -1)
    for stretch, reach in ((right, 14), (left, 20)):
        for step, index in enumerate(stretch):
            token = parse.tokens[index]
            if step > reach or any(s.contains(token.span) for s in spans):
                break
            rows = lexicon.verbs.get(parse.lemma(index))
            if (
                token.upos == "VERB"
                and rows
                and any(c.is_speech for c in rows)
                and (subjects(parse, index) or token.xpos == "VBG" or stretch is left)
            ):
                return index
    return None


def _carries_on(parse: Parse, last: Candidate, quotation: Quotation) -> bool:
    """Tell whether a quotation stands as sentences of its own and so goes on with a speaker."""
    indices = parse.within(quotation.span)
    if not indices:
        return False
    first = parse.sentence_of(indices[0])
    opens = all(parse.tokens[i].upos == "PUNCT" for i in range(first.first, indices[0]))
    return opens and bool(last.quotes)
