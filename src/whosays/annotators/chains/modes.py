"""Modes: how a link passes a claim on (codebook, section 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.claim import Mode
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.chains.source_words import SourceWords
    from whosays.annotators.chains.sources import Identity
    from whosays.schema.attribution import Attribution
    from whosays.schema.parse import Parse

# Roles of people rather than bodies: "the elders say", "one of them said".
_OF_PEOPLE = frozenset({"CVL", "REF"})
_NUMBERS = frozenset({"one", "two", "three", "some", "many", "several", "other", "another"})


def mode_of(attribution: Attribution, who: Identity, parse: Parse, words: SourceWords) -> Mode:
    """Tell the mode of a link from its cue, then from its source."""
    cue_words = _cue_words(attribution, parse)
    head = parse.lemma(who.head) if who.head >= 0 else ""
    text = parse.tokens[who.head].text.lower() if who.head >= 0 else ""
    if attribution.mode in {"media", "estimate"}:
        return Mode(attribution.mode)
    if attribution.cue_class == "estimate" or _is_estimate(cue_words, who, words):
        return Mode.ESTIMATE
    if (
        head in words.recording
        or cue_words & {"intercepted", "recording"}
        or (who.is_person and _is_heard(attribution, parse, words))
    ):
        return Mode.RECORDING
    if head in words.posters:
        return Mode.REPORT
    if _is_media(who, head, parse, words):
        return Mode.MEDIA
    if _is_unnamed(attribution, who, head, text, words):
        return Mode.UNNAMED
    if head in words.document and not who.is_person:
        return Mode.DOCUMENT
    if _is_witness(who, head, words) or _is_number_of(who, parse, words):
        return Mode.WITNESS
    if cue_words & words.report_cues and not cue_words & {"told"}:
        return Mode.REPORT
    if who.is_person or _is_capital(who, text, words) or _is_of_people(who, head, words):
        return Mode.SPEECH
    if attribution.mode:
        return Mode(attribution.mode)
    return Mode.REPORT


def _cue_words(attribution: Attribution, parse: Parse) -> frozenset[str]:
    return frozenset(
        parse.tokens[i].text.lower() for span in attribution.cue for i in parse.within(span)
    )


def _is_estimate(cue_words: frozenset[str], who: Identity, words: SourceWords) -> bool:
    return bool(cue_words & {"estimate", "estimates", "estimated", "estimating"}) or (
        bool(cue_words & words.estimate_cues) and not who.is_person
    )


def _is_media(who: Identity, head: str, parse: Parse, words: SourceWords) -> bool:
    del parse
    if who.role == "MED" and not who.is_person:
        return True
    joined = " ".join(who.words)
    if not who.is_person and who.is_named and who.words and who.words[0] in words.media:
        # "Radio Sava", "Television Palma"
        return True
    if head in words.media and head not in {"agency", "news", "site", "website"}:
        return True
    if head in {"agency", "site", "website"} and "news" in who.words:
        return True
    return any(f" {name} " in f" {joined} " for name in words.media_names)


def _is_unnamed(
    attribution: Attribution, who: Identity, head: str, text: str, words: SourceWords
) -> bool:
    if attribution.mode == "unnamed":
        return True
    if head not in words.unnamed and text not in words.unnamed:
        return False
    if head in words.papers and text == head:
        # "the report said": a paper; "reports said": hearsay.
        return False
    return not (who.name and who.is_person)


def _is_witness(who: Identity, head: str, words: SourceWords) -> bool:
    """One who was there: by the noun that heads the source, or that the document uses of him."""
    if head in words.witness:
        return True
    if not who.is_person or who.described & words.official:
        return False
    return bool((who.described | frozenset(who.words)) & words.there)


def _is_number_of(who: Identity, parse: Parse, words: SourceWords) -> bool:
    """Tell a bare number of those who were there: "of 40 prisoners interviewed, 31 said"."""
    if who.head < 0 or parse.tokens[who.head].upos != "NUM":
        return False
    sentence = parse.sentence_of(who.head)
    return any(parse.lemma(i) in words.held for i in range(sentence.first, sentence.last))


def _is_heard(attribution: Attribution, parse: Parse, words: SourceWords) -> bool:
    """Tell "said in a voice note", "in an intercepted call an officer complains"."""
    if not attribution.cue:
        return False
    at = parse.at(attribution.cue[0].start)
    if at is None:
        return False
    sentence = parse.sentence_of(at).span
    match = words.records.search(parse.text, sentence.start, sentence.end)
    return match is not None and not any(
        c.contains(Span(*match.span())) for c in attribution.content
    )


def _is_of_people(who: Identity, head: str, words: SourceWords) -> bool:
    """Read "the elders say", "one of them said": people, not a body that puts out reports."""
    return words.role_of.get(head) in _OF_PEOPLE or (who.role in _OF_PEOPLE and head in _NUMBERS)


def _is_capital(who: Identity, text: str, words: SourceWords) -> bool:
    """Read "Moscow says": a state by its capital speaks."""
    return len(who.words) == 1 and text in words.capitals
