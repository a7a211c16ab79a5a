"""Questions that attribution asks of a tree: subjects, noun phrases, stretches of content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.parse import is_relation
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from whosays.annotators.attribution.lexicon import CueLexicon
    from whosays.schema.parse import Parse

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EDGE = " \t\n\r\u00a0,.;:–—-…"
_OPEN = '“"„«‘'
_CLOSE = '”"»’'
_LOOSE = ("punct", "cc", "case", "mark", "discourse", "parataxis")


def subjects(parse: Parse, verb: int) -> tuple[int, ...]:
    """Give a predicate's own nominal subjects, active or passive; expletives are none."""
    return tuple(
        c
        for c in parse.children(verb, "nsubj")
        if parse.tokens[c].upos in NOMINAL and parse.tokens[c].deprel != "expl"
    )


def is_passive(parse: Parse, verb: int) -> bool:
    """Tell whether a verb is in the passive (with an auxiliary, or as a bare participle)."""
    for child in parse.children(verb):
        if parse.tokens[child].deprel in {"nsubj:pass", "aux:pass", "csubj:pass"}:
            return True
    token = parse.tokens[verb]
    return token.xpos == "VBN" and not parse.children(verb, "aux", "nsubj", "obj")


def is_hyphened(parse: Parse, index: int) -> bool:
    """Tell a hyphen inside a word and the verb behind it: "the Hamas-run ministry"."""
    start, end = parse.tokens[index].span
    if parse.tokens[index].text == "-":
        return (
            not parse.text[start - 1 : start].isspace() and not parse.text[end : end + 1].isspace()
        )
    return parse.text[start - 1 : start] == "-" and parse.text[start - 2 : start - 1].isalpha()


def is_refusal(parse: Parse, verb: int, lexicon: CueLexicon) -> bool:
    """Tell whether something is kept from someone ("denied the rebels access"): no saying."""
    if parse.lemma(verb) != "deny":
        return False
    if parse.children(verb, "iobj") and parse.children(verb, "obj"):
        return True
    for index in range(verb + 1, min(verb + 6, parse.sentence_of(verb).last)):
        if parse.lemma(index) in {"that", "having", "be", "claim", "report"}:
            return False
        if parse.lemma(index) in lexicon.refused:
            # "denied access" and "denied the rebels access", not "denied blocking access".
            return not any(parse.tokens[i].upos in {"VERB", "AUX"} for i in range(verb + 1, index))
    return False


_STATES = frozenset(
    {"dead", "missing", "killed", "wounded", "injured", "hurt", "captured", "trapped", "detained"}
)


def is_reported(parse: Parse, verb: int) -> bool:
    """Tell "dozens reported dead", "two reported missing": they are told of and say nothing."""
    if parse.lemma(verb) != "report" or parse.tokens[verb].xpos not in {"VBN", "VBD"}:
        return False
    if verb + 1 >= parse.sentence_of(verb).last or verb == 0:
        return False
    after, before = parse.tokens[verb + 1], parse.tokens[verb - 1]
    counted = before.upos == "NUM" or before.text.lower() in {"dozens", "scores", "hundreds"}
    return counted and after.text.lower() in _STATES


def agent(parse: Parse, verb: int) -> int | None:
    """Give the noun in a passive's by-phrase, None for none."""
    for child in parse.children(verb, "obl"):
        cases = [c for c in parse.children(child, "case") if parse.lemma(c) == "by"]
        if cases and not _belongs_elsewhere(parse, verb, cases[0]):
            return child
    return None


def _belongs_elsewhere(parse: Parse, verb: int, by: int) -> bool:
    """Know that a participle right before "by" has it: "…, stated the report published by X"."""
    before = by - 1
    return before > verb + 1 and parse.tokens[before].xpos == "VBN" and before != verb


def _nearest(parse: Parse, own: tuple[int, ...], verb: int) -> int:
    """Give the subject of a verb on which the tree hung that of the words it reports, too.

    "Warplanes struck a school, killing nine, the ministry said" has the ministry.
    """
    before = [s for s in own if s < verb]
    clauses = [c for c in parse.children(verb, "ccomp") if c < verb]
    if len(before) > 1 and any(before[0] < c < before[-1] for c in clauses):
        return before[-1]
    return own[0]


def understood_subject(parse: Parse, verb: int, depth: int = 0) -> int | None:
    """Find who does a verb: its subject, that of the verb it hangs on, or the noun it modifies.

    None where nobody is told. A relative pronoun is given as it stands.
    """
    own = subjects(parse, verb)
    if own and not _is_cut_off(parse, own[-1], verb):
        return _nearest(parse, own, verb)
    head = parse.tokens[verb].head
    if head < 0 or depth > 4:
        return None
    relation = parse.tokens[verb].deprel
    if is_relation(relation, ("acl",)):
        return None if parse.tokens[verb].xpos == "VBN" else head
    if is_relation(relation, ("xcomp",)):
        controllers = parse.children(head, "obj", "iobj")
        if controllers and parse.lemma(head) not in {"promise", "use", "have"}:
            return controllers[0]
        if is_passive(parse, head):
            passive = parse.children(head, "nsubj:pass")
            if passive:
                return passive[0]
        return understood_subject(parse, head, depth + 1)
    quoter = _quoter(parse, verb, head)
    if quoter is not None:
        return quoter
    if is_relation(relation, ("conj",)) and _joins_outer(parse, verb, head):
        return understood_subject(parse, parse.tokens[head].head, depth + 1)
    if is_relation(relation, ("conj", "advcl", "parataxis", "ccomp", "cop", "aux", "dep")):
        if parse.tokens[head].upos in {"VERB", "AUX", "ADJ"} or parse.children(head, "cop"):
            return understood_subject(parse, head, depth + 1)
        if is_relation(relation, ("advcl",)):
            return understood_subject(parse, head, depth + 1)
    return None


def _joins_outer(parse: Parse, verb: int, head: int) -> bool:
    """Tell "added that X is retreating and noted …": a past verb joined to a present complement
    goes with the past verb that governs it.
    """
    outer = parse.tokens[head].head
    if outer < 0 or not is_relation(parse.tokens[head].deprel, ("ccomp",)):
        return False
    if parse.tokens[verb].xpos != "VBD" or parse.tokens[outer].xpos != "VBD":
        return False
    helpers = parse.children(head, "aux", "cop")
    if any(parse.lemma(i) == "but" for i in parse.children(verb, "cc")):
        # "confirmed that a plant had been hit, but said …"
        return any(parse.tokens[i].text.lower() == "had" for i in helpers)
    tenses = {parse.tokens[i].xpos for i in (head, *helpers)}
    return bool(tenses & {"VBZ", "VBP"})


def _is_cut_off(parse: Parse, subject: int, verb: int) -> bool:
    """Know that a noun before the comma of ", adding that …" is not its subject."""
    return (
        parse.tokens[verb].xpos == "VBG" and parse.tokens[verb - 1].text == "," and subject < verb
    )


def _quoter(parse: Parse, verb: int, head: int) -> int | None:
    """Read "quoted the army as saying", "was quoted as saying": who is quoted is who says."""
    if parse.lemma(head) not in {"quote", "cite"} or parse.tokens[verb].xpos != "VBG":
        return None
    for child in (*parse.children(head, "nsubj:pass"), *parse.children(head, "obj", "iobj")):
        if child < verb:
            return child
    return None


def subject_phrase(parse: Parse, verb: int, subject: int, without: Collection[int]) -> Span:
    """Give the subject's noun phrase, with what the tree made a second subject: an apposition."""
    span = noun_phrase(parse, subject, without=without)
    others = [s for s in subjects(parse, verb) if subject < s < verb]
    if others and subject < verb:
        last = noun_phrase(parse, others[-1], without=without)
        if not any(parse.tokens[i].xpos in _FINITE for i in range(subject, others[-1])):
            return Span(span.start, max(span.end, last.end))
    return span


def noun_phrase(parse: Parse, head: int, *, without: Collection[int] = ()) -> Span:
    """Give a noun phrase's span: appositions and relative clauses in, prepositions out.

    ``without`` are tokens (such as the cue) whose branch is cut off.
    """
    barred = frozenset(without)
    found, stack = [], [head]
    while stack:
        at = stack.pop()
        found.append(at)
        for child in parse.children(at):
            if child in barred:
                continue
            relation = parse.tokens[child].deprel
            if at == head and is_relation(relation, _LOOSE) and not _is_inner(parse, child, head):
                continue
            if at == head and relation == "conj" and parse.tokens[child].upos in {"VERB", "AUX"}:
                continue
            stack.append(child)
    first, last = min(found), max(found)
    if any(first <= b <= last for b in barred):
        # The cue splits the phrase: keep the side with the head.
        low = max((b for b in barred if b < head), default=-1)
        high = min((b for b in barred if b > head), default=len(parse.tokens))
        found = [i for i in found if low < i < high]
    span = parse.span_of(found)
    return trim(parse.text, span) or parse.tokens[head].span


def _is_inner(parse: Parse, child: int, head: int) -> bool:
    """Keep punctuation that stands inside the phrase: brackets, hyphens, commas of appositions."""
    token = parse.tokens[child]
    if not is_relation(token.deprel, ("punct",)):
        return False
    return token.text in {"(", ")", "-", "[", "]", "’s", "'s"} and abs(child - head) < 40


def stretches(parse: Parse, first: int, last: int, without: Iterable[int]) -> list[Span]:
    """Give the text of tokens ``first`` to ``last`` in stretches, left out those in ``without``."""
    barred = set(without)
    spans: list[Span] = []
    run: list[int] = []
    for index in range(first, last + 1):
        if index in barred:
            if run:
                spans.extend(_trimmed(parse, run))
            run = []
        else:
            run.append(index)
    if run:
        spans.extend(_trimmed(parse, run))
    return spans


def _trimmed(parse: Parse, run: list[int]) -> list[Span]:
    if all(parse.tokens[i].upos == "PUNCT" for i in run):
        return []
    span = trim(parse.text, parse.span_of((run[0], run[-1])))
    return [span] if span else []


def trim(text: str, span: tuple[int, int]) -> Span | None:
    """Cut punctuation and lone quotation marks from the edges; None where nothing is left."""
    start, end = span
    while start < end:
        if text[start] in _EDGE or (text[start] in _CLOSE and not _has_later(text, start, end)):
            start += 1
        else:
            break
    while end > start:
        last = text[end - 1]
        if _is_edge(text, start, end, last):
            end -= 1
        else:
            break
    return Span(start, end) if end > start else None


def _is_edge(text: str, start: int, end: int, last: str) -> bool:
    """Tell whether the last character of a stretch is no part of it."""
    if last in _EDGE:
        return not (last == "." and _is_abbreviation(text, start, end))
    if last in _CLOSE:
        return not _has_opening(text, start, end - 1, last)
    return last in "([“„«" or (last == ")" and "(" not in text[start:end])


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Know that a full stop belongs to U.S. or D.C., not to Kherson."""
    word = text[start:end].rsplit(maxsplit=1)[-1]
    return word.count(".") > 1 and len(word) < 8


def _has_later(text: str, start: int, end: int) -> bool:
    return text[start] == '"' and '"' in text[start + 1 : end]


def _has_opening(text: str, start: int, end: int, mark: str) -> bool:
    inside = text[start:end]
    if mark == '"':
        return inside.count('"') % 2 == 1
    if mark == "’":
        return "‘" in inside or (text[end - 1].isalnum() and text[end - 1] == "s")
    return any(o in inside for o in _OPEN)
