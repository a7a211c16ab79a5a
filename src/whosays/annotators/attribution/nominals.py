"""Attributions by nouns and adjectives: "reports of …", "X's claim that …", "X is sure that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.candidate import Candidate
from whosays.annotators.attribution.clause import clause_end
from whosays.annotators.attribution.filling import branch
from whosays.annotators.attribution.tree import noun_phrase, stretches, understood_subject
from whosays.schema.parse import is_relation
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.annotators.attribution.lexicon import Cue, CueLexicon
    from whosays.schema.parse import Parse


def find_by_nouns(parse: Parse, lexicon: CueLexicon) -> Iterator[Candidate]:
    """Give a candidate for each saying noun with content of its own."""
    for index, token in enumerate(parse.tokens):
        if token.upos not in {"NOUN", "PROPN"}:
            continue
        for cue in lexicon.nouns.get(parse.lemma(index), ()):
            found = _noun_content(parse, index, cue) or _by_order(parse, index, cue, lexicon)
            if found is None or _is_none_of(parse, index):
                continue
            content, extra, rule = found
            source, cue_words = _noun_source(parse, index, lexicon, extra)
            if source is None and rule == "noun.that":
                source = _whose(parse, index, content)
            unnamed = source is None and parse.lemma(index) in lexicon.unnamed
            if source is None and not unnamed and rule == "noun.of":
                continue
            yield Candidate(
                source=[source] if source else ([parse.tokens[index].span] if unnamed else []),
                cue=[cue_words],
                content=content,
                cue_class=cue.cue_class,
                rule=rule,
                head=index,
                chain=cue.chain,
                weight=1.0,
                mode="unnamed" if unnamed else None,
            )
            break


def _is_none_of(parse: Parse, noun: int) -> bool:
    """Tell "there is no information about victims": nothing is said."""
    return any(parse.lemma(c) == "no" for c in parse.children(noun, "det"))


def _whose(parse: Parse, noun: int, content: list[Span]) -> Span | None:
    """Read "the claim of the ministry that …": the "of" phrase before a clause says it."""
    for child in parse.children(noun, "nmod"):
        case = {parse.lemma(c) for c in parse.children(child, "case")}
        token = parse.tokens[child]
        if "of" in case and child > noun and token.span[1] <= content[0].start:
            return noun_phrase(parse, child, without=(noun,))
    return None


def _noun_content(parse: Parse, noun: int, cue: Cue) -> tuple[list[Span], list[int], str] | None:
    for child in parse.children(noun, "acl", "ccomp", "xcomp", "appos"):
        marks = parse.children(child, "mark")
        words = {parse.lemma(c) for c in marks}
        if "that" in words and cue.takes("that"):
            return branch(parse, child), [], "noun.that"
        if "to" in words and cue.takes("inf"):
            return branch(parse, child), [], "noun.infinitive"
        held = [c for c in marks if parse.lemma(c) in cue.prepositions]
        if held:
            tokens = [i for i in parse.subtree(child) if i > held[0]]
            if tokens:
                return stretches(parse, tokens[0], tokens[-1], ()), [held[0]], "noun.of_clause"
    for child in parse.children(noun, "nmod", "obl"):
        if child < noun:
            continue
        cases = [
            c
            for c in parse.children(child, "case")
            if parse.tokens[c].text.lower() in cue.prepositions
        ]
        if cases:
            tokens = [i for i in parse.subtree(child) if i > cases[0]]
            if tokens:
                last = _with_participle(parse, noun, tokens[-1])
                return stretches(parse, tokens[0], last, ()), [cases[0]], "noun.of"
    return None


def _by_order(
    parse: Parse, noun: int, cue: Cue, lexicon: CueLexicon
) -> tuple[list[Span], list[int], str] | None:
    """Read "reports of …", "claims that …" by order, where the tree hangs the rest elsewhere."""
    if parse.tokens[noun].text.lower() not in lexicon.modes["unnamed"]:
        return None
    last = parse.sentence_of(noun).last
    if noun + 2 >= last:
        return None
    following = parse.tokens[noun + 1].text.lower()
    if following == "of" and "of" in cue.prepositions:
        first, extra = noun + 2, [noun + 1]
    elif following == "that" and cue.takes("that"):
        first, extra = noun + 1, []
    else:
        return None
    end = clause_end(parse, first)
    end = next((i - 1 for i in range(first, end + 1) if parse.tokens[i].text == ","), end)
    return stretches(parse, first, end, ()), extra, "noun.of" if extra else "noun.that"


def _with_participle(parse: Parse, noun: int, last: int) -> int:
    """Take in what the tree hangs on the noun: "reports of soldiers deserting", "… in Izium"."""
    for child in parse.children(noun, "acl", "nmod"):
        branch_of = parse.subtree(child)
        if branch_of[0] != last + 1:
            continue
        is_place = any(
            parse.lemma(c) in {"in", "near", "at"} for c in parse.children(child, "case")
        )
        if is_place or parse.tokens[child].xpos in {"VBG", "VBN"}:
            last = branch_of[-1]
    return last


def _noun_source(
    parse: Parse, noun: int, lexicon: CueLexicon, extra: list[int]
) -> tuple[Span | None, Span]:
    """Whose saying it is: a possessor, a by/from phrase, or the subject of a light verb."""
    cue = parse.span_of([noun, *(e for e in extra if e - noun <= 2)])
    for child in parse.children(noun, "nmod"):
        if parse.tokens[child].deprel == "nmod:poss":
            return _possessor(parse, child), cue
    for child in parse.children(noun, "nmod", "obl"):
        cases = {parse.lemma(c) for c in parse.children(child, "case")}
        if cases & {"by", "from"} and child > noun:
            return noun_phrase(parse, child, without=(noun,)), cue
    head = parse.tokens[noun].head
    if (
        head >= 0
        and is_relation(parse.tokens[noun].deprel, ("obj",))
        and parse.lemma(head) in lexicon.light_verbs
    ):
        subject = understood_subject(parse, head)
        if subject is not None:
            start = min(parse.tokens[head].span[0], cue[0])
            whole = Span(start, max(cue[1], parse.tokens[head].span[1]))
            return noun_phrase(parse, subject, without=(head,)), whole
    for child in parse.children(noun, "amod", "compound"):
        if parse.tokens[child].upos == "PROPN" or parse.tokens[child].text[:1].isupper():
            return parse.tokens[child].span, cue
    return None, cue


def _possessor(parse: Parse, head: int) -> Span:
    span = noun_phrase(parse, head)
    for mark in parse.children(head, "case"):
        if parse.tokens[mark].span[1] == span[1] and parse.tokens[mark].span[0] > span[0]:
            return Span(span[0], parse.tokens[mark].span[0])
    return span


def find_by_adjectives(parse: Parse, lexicon: CueLexicon) -> Iterator[Candidate]:
    """Give a candidate for each predicate adjective of attitude with content."""
    for index, token in enumerate(parse.tokens):
        if token.upos not in {"ADJ", "VERB"}:
            continue
        rows = lexicon.adjectives.get(token.text.lower())
        if not rows:
            continue
        cue = rows[0]
        content, extra = _adjective_content(parse, index, cue)
        subject = understood_subject(parse, index)
        if (
            not content
            or subject is None
            or parse.lemma(subject) in {"it", "there", "that", "this"}
        ):
            continue
        copulas = [
            c for c in parse.children(index, "cop", "aux", "advmod") if c < index and index - c <= 4
        ]
        span = parse.span_of([index, *copulas, *extra])
        yield Candidate(
            source=[noun_phrase(parse, subject, without=(index,))],
            cue=[span],
            content=content,
            cue_class=cue.cue_class,
            rule="adjective",
            head=index,
            chain=cue.chain,
            weight=0.9,
        )


def _adjective_content(parse: Parse, index: int, cue: Cue) -> tuple[list[Span], list[int]]:
    for child in parse.children(index, "ccomp", "xcomp", "advcl"):
        if child < index:
            continue
        marks = {parse.lemma(c) for c in parse.children(child, "mark")}
        if is_relation(parse.tokens[child].deprel, ("advcl",)) and not marks & {"that", "to"}:
            continue
        if "to" in marks:
            if cue.takes("inf"):
                return branch(parse, child), []
            continue
        if cue.takes("that"):
            return branch(parse, child), []
    for child in parse.children(index, "obl", "nmod"):
        cases = [
            c
            for c in parse.children(child, "case")
            if parse.tokens[c].text.lower() in cue.prepositions
        ]
        if cases and child > index:
            tokens = [i for i in parse.subtree(child) if i > cases[0]]
            if tokens:
                return stretches(parse, tokens[0], tokens[-1], ()), [cases[0]]
    return [], []


def find_relays(parse: Parse, lexicon: CueLexicon) -> Iterator[Candidate]:
    """Give a candidate for each "X released a recording in which …": the recording relays."""
    carriers = lexicon.modes["recording"] | lexicon.modes["document"]
    for index, token in enumerate(parse.tokens):
        if token.upos != "NOUN" or parse.lemma(index) not in carriers:
            continue
        verb = token.head
        if verb < 0 or parse.lemma(verb) not in lexicon.issuing:
            continue
        told = _told(parse, index)
        subject = understood_subject(parse, verb)
        if told is None or subject is None:
            continue
        recording = parse.lemma(index) in lexicon.modes["recording"]
        yield Candidate(
            source=[noun_phrase(parse, subject, without=(verb,))],
            cue=[parse.tokens[verb].span],
            content=branch(parse, told),
            cue_class="report",
            rule="relay",
            head=verb,
            chain=True,
            weight=1.6,
            mode="recording" if recording else "document",
        )


def _told(parse: Parse, carrier: int) -> int | None:
    """Give the clause that tells what a carrier holds: "in which …", "where …", "that …"."""
    for child in parse.subtree(carrier):
        token = parse.tokens[child]
        if token.deprel in {"acl:relcl", "ccomp"} and child > carrier:
            return child
    head = parse.tokens[carrier].head
    for child in parse.children(head, "advcl", "parataxis", "ccomp", "acl"):
        if child > carrier and parse.children(child, "nsubj", "advmod", "mark"):
            first = parse.subtree(child)[0]
            if parse.tokens[first].text.lower() in {"where", "in", "which"}:
                return child
    return None
