"""What a verb says: the content in each frame of its lexicon row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.attribution.clause import clause_end, is_closed
from whosays.annotators.attribution.filling import Filling, branch, inside
from whosays.annotators.attribution.objects import find_object, find_predicative
from whosays.annotators.attribution.tree import is_passive, stretches, subjects
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.annotators.attribution.lexicon import Cue
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

_CLAUSAL = ("ccomp", "xcomp", "advcl", "parataxis", "acl", "conj", "dep")

_PUT = frozenset({"put", "place"})


def fill(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Find the content of ``verb`` by the frames of ``cue``, the surest first."""
    extra: list[int] = []
    if cue.particle:
        particle = _particle(parse, verb, cue.particle)
        if particle is None:
            return None
        extra = [particle]
    finders = (_raised,) if cue.takes("raise") else _FINDERS
    for finder in finders:
        found = finder(parse, verb, cue)
        if found is not None:
            return Filling(found.content, extra + found.extra, found.rule, found.weight)
    return None


def _particle(parse: Parse, verb: int, word: str) -> int | None:
    last = parse.sentence_of(verb).last
    for index in range(verb + 1, min(verb + 5, last)):
        token = parse.tokens[index]
        if token.text.lower() == word or token.lemma.lower() == word:
            return index
        if token.upos in {"VERB", "PUNCT"}:
            return None
    return None


def _clause(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Find a finite clause or direct speech that hangs on the verb as complement."""
    if not cue.takes("that", "quote"):
        return None
    complements = [c for c in parse.children(verb, "ccomp") if _is_said(parse, c, verb, cue)]
    if complements:
        content = _one_side(parse, complements[0], verb)
        last = complements[-1]
        if len(complements) > 1 and complements[0] > verb and _is_second(parse, last):
            content = stretches(
                parse, min(parse.subtree(complements[0])), max(parse.subtree(last)), ()
            )
        return Filling(_gap(parse, verb, complements[0]) + content, [], "verb.clause", 2.0)
    for child in parse.children(verb, "csubj"):
        if parse.children(verb, "expl"):
            return Filling(branch(parse, child), [], "verb.extraposed", 1.6)
    return None


def _gap(parse: Parse, verb: int, complement: int) -> list[Span]:
    """Give what a relative clause takes its subject from: "a plan (which) they hope will work"."""
    if parse.tokens[verb].deprel != "acl:relcl" or complement < verb:
        return []
    if (
        parse.children(complement, "nsubj", "csubj", "expl")
        or parse.tokens[complement].xpos == "VB"
    ):
        return []
    for index in range(verb - 1, max(-1, verb - 12), -1):
        if parse.tokens[index].text.lower() in {"which", "who", "that"}:
            return [parse.tokens[index].span]
    head = parse.tokens[verb].head
    if head < 0 or head > verb:
        return []
    kept = [i for i in parse.subtree(head, without=("acl", "case", "punct", "cc")) if i < verb]
    return [parse.span_of(kept)] if kept else []


def _is_said(parse: Parse, child: int, verb: int, cue: Cue) -> bool:
    """Tell a complement from an infinitive that the cue does not take, and from a phrase's tail."""
    if _is_bare_infinitive(parse, child) and not cue.takes("inf", "oinf", "ing"):
        return False
    following = parse.tokens[verb + 1].text.lower() if verb + 1 < len(parse.tokens) else ""
    if child > verb and following in cue.prepositions and parse.children(verb, "obl"):
        return any(parse.lemma(m) == "that" for m in parse.children(child, "mark"))
    return True


def _is_second(parse: Parse, index: int) -> bool:
    """Tell whether a complement is a second one: "and that …", or one without its own subject:
    "said that they had overrun the base, killed 40 men and …".
    """
    marked = any(parse.lemma(m) in {"that", "whether"} for m in parse.children(index, "mark"))
    if marked or parse.children(index, "cc"):
        return True
    return parse.tokens[index].upos == "VERB" and not subjects(parse, index)


def _one_side(parse: Parse, child: int, verb: int) -> list[Span]:
    """Give a complement's text on its own side of the verb: what stands on the other side is the
    speaker's setting ("With a vote ruled out, she said …").
    """
    barred = set(parse.subtree(verb)) if verb in parse.subtree(child) else {verb}
    kept = [i for i in parse.subtree(child) if i not in barred and (i > verb) == (child > verb)]
    if not kept:
        return []
    inner = {i for i in barred if i != child}
    first, last = kept[0], kept[-1]
    if child > verb:
        last = next((i - 1 for i in range(child, last) if parse.tokens[i].text == ";"), last)
    else:
        first = next((i + 1 for i in range(child, first, -1) if parse.tokens[i].text == ";"), first)
    return stretches(parse, first, last, inner)


def _host(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Find the clause that a cue is set into or after: "…, he said", "as X said"."""
    token = parse.tokens[verb]
    if token.head < 0 or not cue.takes("that", "quote"):
        return None
    marks = {parse.lemma(c) for c in parse.children(verb, "mark", "advmod")}
    inserted = is_relation(token.deprel, ("parataxis",)) and bool(subjects(parse, verb))
    as_clause = is_relation(token.deprel, ("advcl", "parataxis")) and "as" in marks
    if as_clause and not (subjects(parse, verb) or is_passive(parse, verb)):
        return None
    if not inserted and not as_clause:
        return None
    if parse.children(verb, "ccomp") or not is_closed(parse, verb):
        return None
    host = token.head
    if inserted and host > verb and not parse.text[token.span[1] : token.span[1] + 2].strip(" ,"):
        pass
    tokens = [i for i in parse.subtree(host) if i not in set(parse.subtree(verb))]
    if not tokens:
        return None
    content = stretches(parse, tokens[0], tokens[-1], parse.subtree(verb))
    return Filling(content, [], "verb.as" if as_clause else "verb.inserted", 1.8)


def _infinitive(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Read "vowed to hold", "urged them to leave", "denied firing"."""
    if not cue.takes("inf", "oinf", "ing", "that"):
        return None
    objects = parse.children(verb, "obj", "iobj")
    passive = is_passive(parse, verb)
    for child in parse.children(verb, "xcomp", "ccomp", "advcl"):
        if child < verb:
            continue
        infinitive = _is_bare_infinitive(parse, child)
        gerund = parse.tokens[child].xpos == "VBG"
        if is_relation(parse.tokens[child].deprel, ("advcl",)) and not (
            infinitive and objects and cue.takes("oinf")
        ):
            continue
        if infinitive and objects and cue.takes("oinf") and not cue.takes("addr"):
            return Filling(
                stretches(parse, min(parse.subtree(objects[0])), max(parse.subtree(child)), ()),
                [],
                "verb.object_infinitive",
                1.5,
            )
        if infinitive and passive and cue.takes("inf", "oinf", "that", "addr"):
            passive_subject = parse.children(verb, "nsubj:pass")
            content = branch(parse, child)
            if passive_subject:
                content = (
                    branch(parse, passive_subject[0], inside(parse, passive_subject[0], verb))
                    + content
                )
            return Filling(sorted(content), [], "verb.passive_infinitive", 1.4)
        if infinitive and cue.takes("inf", "oinf"):
            return Filling(branch(parse, child), [], "verb.infinitive", 1.4)
        if gerund and cue.takes("ing"):
            return Filling(branch(parse, child), [], "verb.gerund", 1.4)
        if (
            cue.takes("that", "quote")
            and is_relation(parse.tokens[child].deprel, ("xcomp",))
            and not objects
            and not cue.takes("as")
            and cue.cue_class != "show"
        ):
            return Filling(branch(parse, child), [], "verb.open_clause", 1.2)
    return None


def _prepositional(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """Read "spoke of 200 dead", "accused X of shelling Y": the object goes with the content."""
    prepositions = cue.prepositions
    if not prepositions:
        return None
    for child in parse.children(verb, "obl", "advcl", "ccomp", "xcomp", "nmod"):
        if child < verb:
            continue
        case = next(
            (
                c
                for c in parse.children(child, "case", "mark")
                if parse.tokens[c].text.lower() in prepositions
            ),
            None,
        )
        if (
            case is None
            and parse.lemma(child - 1) in prepositions
            and parse.tokens[child - 1].head == child
        ):
            case = child - 1
        if case is None:
            continue
        return _with_object(parse, verb, cue, child, case)
    objects = parse.children(verb, "obj", "iobj")
    for thing in objects[:1]:
        # The parser often hangs "of shelling" on the object.
        for child in parse.children(thing, "nmod", "acl"):
            case = next(
                (
                    c
                    for c in parse.children(child, "case", "mark")
                    if parse.tokens[c].text.lower() in prepositions
                ),
                None,
            )
            if case is not None and cue.cue_class == "accuse":
                return Filling(branch(parse, thing), [], "verb.object_preposition", 1.4)
    return None


def _with_object(parse: Parse, verb: int, cue: Cue, child: int, case: int) -> Filling:
    objects = [o for o in parse.children(verb, "obj", "iobj") if verb < o < child]
    first = (
        min(i for i in parse.subtree(child) if i > case)
        if any(i > case for i in parse.subtree(child))
        else child
    )
    last = max(parse.subtree(child))
    if objects and not cue.particle:
        return Filling(
            stretches(parse, min(parse.subtree(objects[0])), last, ()),
            [],
            "verb.object_preposition",
            1.4,
        )
    if is_passive(parse, verb) and cue.cue_class in {"accuse", "emotive"}:
        passive_subject = parse.children(verb, "nsubj:pass")
        content = stretches(parse, case, last, ())
        if passive_subject:
            content = sorted(
                branch(parse, passive_subject[0], inside(parse, passive_subject[0], verb)) + content
            )
        return Filling(content, [], "verb.passive_preposition", 1.4)
    extra = [case] if case - verb <= 3 else []
    if is_passive(parse, verb) and cue.key in _PUT:
        # "The toll was put at 12 by doctors": the toll and its number, not the doctors.
        content = stretches(parse, case, max(parse.subtree(child, without=("obl",))), ())
        for subject in parse.children(verb, "nsubj:pass"):
            content = branch(parse, subject, inside(parse, subject, verb)) + content
        return Filling(sorted(content), [], "verb.passive_preposition", 1.3)
    if (
        cue.chain
        and last + 1 < parse.sentence_of(verb).last
        and parse.tokens[last + 1].text in {",", "and"}
    ):
        last = max(last, clause_end(parse, last + 1))
    return Filling(stretches(parse, first, last, ()), extra, "verb.preposition", 1.3)


def _raised(parse: Parse, verb: int, cue: Cue) -> Filling | None:  # noqa: ARG001 - one of the finders
    """Read "X seems to …": nobody says it; subject and complement are the content."""
    for child in parse.children(verb, "xcomp", "ccomp"):
        if child < verb:
            continue
        content = branch(parse, child)
        subject = next(
            (c for c in parse.children(verb, "nsubj") if parse.lemma(c) not in {"it", "there"}),
            None,
        )
        if subject is not None and subject < verb:
            content = branch(parse, subject, inside(parse, subject, verb)) + content
        return Filling(content, [], "verb.raised", 1.3)
    return None


def _is_bare_infinitive(parse: Parse, index: int) -> bool:
    """Tell whether a clause is a to-infinitive."""
    return any(
        parse.lemma(c) == "to" for c in parse.children(index, "mark")
    ) and not parse.children(index, "nsubj")


_FINDERS = (_clause, _host, _infinitive, _prepositional, find_predicative, find_object)
