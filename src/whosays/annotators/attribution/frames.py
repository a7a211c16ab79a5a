"""What a verb says: the content in each frame of its lexicon row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.annotators.attribution.clause import DAYS, clause_end, is_closed, rest_of_clause
from whosays.annotators.attribution.tree import NOMINAL, is_passive, stretches, subjects
from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.annotators.attribution.lexicon import Cue
    from whosays.schema.parse import Parse
    from whosays.schema.span import Span

_CLAUSAL = ("ccomp", "xcomp", "advcl", "parataxis", "acl", "conj", "dep")


@dataclass(frozen=True, slots=True)
class Filling:
    """Content found for a cue: its stretches, extra cue tokens, and how it was found."""

    content: list[Span]
    extra: list[int]
    rule: str
    weight: float = 1.0


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


def branch(parse: Parse, head: int, without: tuple[int, ...] = ()) -> list[Span]:
    """Give a branch's text, hull of its tokens less the branches ``without``."""
    tokens = parse.subtree(head)
    barred: set[int] = set()
    for index in without:
        barred.update(parse.subtree(index))
    kept = [i for i in tokens if i not in barred]
    if not kept:
        return []
    return stretches(parse, kept[0], kept[-1], barred)


def _clause(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """A finite clause or direct speech hangs on the verb as complement."""
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
        return Filling(content, [], "verb.clause", 2.0)
    for child in parse.children(verb, "csubj"):
        if parse.children(verb, "expl"):
            return Filling(branch(parse, child), [], "verb.extraposed", 1.6)
    return None


def _is_said(parse: Parse, child: int, verb: int, cue: Cue) -> bool:
    """Tell a complement from an infinitive that the cue does not take, and from a phrase's tail."""
    if _is_bare_infinitive(parse, child) and not cue.takes("inf", "oinf", "ing"):
        return False
    following = parse.tokens[verb + 1].text.lower() if verb + 1 < len(parse.tokens) else ""
    if child > verb and following in cue.prepositions and parse.children(verb, "obl"):
        return any(parse.lemma(m) == "that" for m in parse.children(child, "mark"))
    return True


def _is_second(parse: Parse, index: int) -> bool:
    """A second complement: "and that …"."""
    return any(
        parse.lemma(m) in {"that", "whether"} for m in parse.children(index, "mark")
    ) or bool(parse.children(index, "cc"))


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
    """The cue is set into, or after, the clause that it reports: "…, he said", "as X said"."""
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
    """ "vowed to hold", "urged them to leave", "denied firing"."""
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
        if infinitive and objects and cue.takes("oinf", "that") and not cue.takes("addr"):
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
                    branch(parse, passive_subject[0], _inside(parse, passive_subject[0], verb))
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
        ):
            return Filling(branch(parse, child), [], "verb.open_clause", 1.2)
    return None


def _inside(parse: Parse, head: int, verb: int) -> tuple[int, ...]:
    return (verb,) if verb in parse.subtree(head) else ()


def _prepositional(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """ "spoke of 200 dead", "accused X of shelling Y": the object goes with the content."""
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
                branch(parse, passive_subject[0], _inside(parse, passive_subject[0], verb))
                + content
            )
        return Filling(content, [], "verb.passive_preposition", 1.4)
    extra = [case] if case - verb <= 3 else []
    if (
        cue.chain
        and last + 1 < parse.sentence_of(verb).last
        and parse.tokens[last + 1].text in {",", "and"}
    ):
        last = max(last, clause_end(parse, last + 1))
    return Filling(stretches(parse, first, last, ()), extra, "verb.preposition", 1.3)


def _predicative(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """ "called the strike a war crime", "described it as calm"."""
    if not cue.takes("as"):
        return None
    objects = [o for o in parse.children(verb, "obj", "iobj") if o > verb]
    tail = [c for c in parse.children(verb, "xcomp", "obl", "advcl", "ccomp") if c > verb]
    tail = [
        c
        for c in tail
        if is_relation(parse.tokens[c].deprel, ("xcomp", "ccomp"))
        or any(parse.lemma(x) == "as" for x in parse.children(c, "case", "mark"))
    ]
    if objects and tail:
        first, last = min(parse.subtree(objects[0])), max(parse.subtree(tail[0]))
        return Filling(stretches(parse, first, last, ()), [], "verb.predicative", 1.5)
    if is_passive(parse, verb) and tail:
        passive_subject = parse.children(verb, "nsubj:pass")
        content = branch(parse, tail[0])
        if passive_subject:
            content = sorted(
                branch(parse, passive_subject[0], _inside(parse, passive_subject[0], verb))
                + content
            )
        return Filling(content, [], "verb.passive_predicative", 1.2)
    if (
        cue.key in {"call", "brand", "label", "dub", "term"}
        and verb + 2 < parse.sentence_of(verb).last
    ):
        content = rest_of_clause(parse, verb + 1)
        following = parse.tokens[verb + 1]
        if content and not is_passive(parse, verb) and following.upos in {"PRON", "DET", "PROPN"}:
            return Filling(content, [], "verb.predicative_rest", 1.0)
    if objects and cue.key in {
        "call",
        "dub",
        "label",
        "brand",
        "term",
        "describe",
        "portray",
        "depict",
        "paint",
        "characterize",
        "refer",
    }:
        return Filling(branch(parse, objects[0]), [], "verb.predicative_object", 0.9)
    return None


def _object(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """A noun phrase is what is said; in the passive the subject is."""
    if not cue.takes("obj"):
        return None
    for child in parse.children(verb, "obj", "iobj"):
        if "Reflex=Yes" in parse.tokens[child].feats:
            continue
        if parse.lemma(child) in {"responsibility", "credit"}:
            return Filling([parse.tokens[child].span], [], "verb.responsibility", 1.0)
        return Filling(_with_adjuncts(parse, verb, child, cue), [], "verb.object", 1.0)
    if is_passive(parse, verb):
        for child in parse.children(verb, "nsubj:pass"):
            content = branch(parse, child, _inside(parse, child, verb))
            return Filling(content, [], "verb.passive_object", 0.8)
    return None


def _listed(parse: Parse, head: int, cue: Cue) -> list[Span]:
    """Give an object's branch; where a link hangs on it, with the list that the tree cut off."""
    tokens = parse.subtree(head)
    last = tokens[-1]
    following = parse.tokens[last + 1].text if last + 1 < len(parse.tokens) else ""
    if cue.chain and following in {",", "and"} and last + 1 < parse.sentence_of(head).last:
        end = clause_end(parse, last + 1)
        if end > last + 1:
            last = end
    return stretches(parse, tokens[0], last, ())


def _with_adjuncts(parse: Parse, verb: int, thing: int, cue: Cue) -> list[Span]:
    """Give an object with the phrases after it that belong to what is said: "backed X for mayor"."""
    spans = _listed(parse, thing, cue)
    if len(spans) != 1 or thing < verb:
        return spans
    last = parse.within(spans[0])[-1]
    for child in parse.children(verb, "obl", "xcomp", "advcl", "ccomp", "nmod", "acl"):
        words = parse.subtree(child)
        if words[0] != last + 1 or words[-1] - words[0] + 1 != len(words):
            continue
        if parse.tokens[words[0]].upos not in {"ADP", "SCONJ", "PART", "ADV"} or _is_time(
            parse, words
        ):
            break
        if parse.tokens[words[0]].text.lower() in {
            "by",
            "during",
            "in",
            "on",
            "at",
            "after",
            "before",
            "since",
            "when",
            "because",
            "while",
        }:
            break
        last = words[-1]
    return stretches(parse, parse.within(spans[0])[0], last, ())


def _is_time(parse: Parse, words: list[int]) -> bool:
    return any(parse.tokens[i].text.lower() in DAYS for i in words[:4])


def _raised(parse: Parse, verb: int, cue: Cue) -> Filling | None:
    """ "X seems to …", "X appears …": nobody's saying; subject and complement are the content."""
    for child in parse.children(verb, "xcomp", "ccomp"):
        if child < verb:
            continue
        content = branch(parse, child)
        subject = next(
            (c for c in parse.children(verb, "nsubj") if parse.lemma(c) not in {"it", "there"}),
            None,
        )
        if subject is not None and subject < verb:
            content = branch(parse, subject, _inside(parse, subject, verb)) + content
        return Filling(content, [], "verb.raised", 1.3)
    return None


def _is_bare_infinitive(parse: Parse, index: int) -> bool:
    """Tell whether a clause is a to-infinitive."""
    return any(
        parse.lemma(c) == "to" for c in parse.children(index, "mark")
    ) and not parse.children(index, "nsubj")


_FINDERS = (_clause, _host, _infinitive, _prepositional, _predicative, _object)
