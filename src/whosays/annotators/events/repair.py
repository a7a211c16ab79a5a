"""Repair: slips of parsers that cost arguments, put right before the rules read the tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.schema.parse import Parse

if TYPE_CHECKING:
    from whosays.schema.token import Token

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CORE = _SUBJECTS | {"obj"}
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_BETWEEN = frozenset({"AUX", "ADV", "PART"})
# Behind its subject a verb may stand so far, appositions and ages passed over.
_REACH = 12
# So many objects make a list.
_LIST = 3


def repaired(parse: Parse) -> Parse:
    """Give the parse with second subjects behind their verb as objects, nouns that are
    coordinated with a verb joined to the object before them, and subjects that hang on the
    clause before theirs hung on their own verb. Indices stay as they are.
    """
    changed: dict[int, Token] = {}
    for index, token in enumerate(parse.tokens):
        if token.upos != "VERB":
            continue
        children = parse.children(index)
        subjects = [c for c in children if parse.tokens[c].deprel == "nsubj"]
        late = [c for c in subjects if c > index]
        if late and any(c < index for c in subjects) and not parse.children(index, "obj"):
            changed[late[0]] = replace(parse.tokens[late[0]], deprel="obj")
        for active, deprel in _two_subjects(parse, index):
            changed[active] = replace(parse.tokens[active], deprel=deprel)
        objects = [c for c in children if parse.tokens[c].deprel == "obj" or c in changed]
        for child in children:
            word = parse.tokens[child]
            if word.deprel != "conj" or word.upos not in _NOUNS or child < index:
                continue
            if any(parse.tokens[c].deprel in {"nsubj", "cop"} for c in parse.children(child)):
                continue
            before = [o for o in objects if index < o < child]
            if before:
                changed[child] = replace(word, head=before[-1])
        for item in objects:
            for lost in _left_out(parse, item):
                changed[lost] = replace(parse.tokens[lost], head=item, deprel="conj")
        for inner, noun in _inside(parse, index):
            changed[inner] = replace(parse.tokens[inner], head=noun, deprel="nmod")
        for counted in _counted(parse, index):
            changed[counted] = replace(parse.tokens[counted], deprel="obj")
        main = _main_verb(parse, index)
        if main is not None:
            noun = parse.children(index, "nsubj")[0]
            deprel = "nsubj:pass" if _is_passive(parse, main) else "nsubj"
            changed[noun] = replace(parse.tokens[noun], head=main, deprel=deprel)
            changed[main] = replace(parse.tokens[main], head=token.head, deprel=token.deprel)
            changed[index] = replace(token, head=noun, deprel="acl")
    for index, token in enumerate(parse.tokens):
        if token.deprel == "advcl" and token.head > index:
            changed.update(_early(parse, index))
    for index, token in enumerate(parse.tokens):
        loose = token.deprel == "conj" or (token.deprel == "obl" and token.upos == "NUM")
        joined = loose and not parse.children(index, "case") and _opens_clause(parse, index)
        core = token.deprel in _CORE or joined
        if core and 0 <= token.head < index and token.upos in _NOUNS:
            verb = _own_verb(parse, index)
            if verb is not None:
                passive = _is_passive(parse, verb)
                deprel = "nsubj:pass" if passive else "nsubj"
                changed[index] = replace(token, head=verb, deprel=deprel)
                for lost in parse.children(verb, "nsubj"):
                    # What the tree took for its subject is that of the clause before.
                    changed[lost] = replace(parse.tokens[lost], deprel="dep")
    if not changed:
        return parse
    tokens = tuple(changed.get(i, t) for i, t in enumerate(parse.tokens))
    return Parse(parse.text, tokens, parse.sentences)


def _two_subjects(parse: Parse, verb: int) -> list[tuple[int, str]]:
    """Give the two subjects of a verb that is no passive: "the air force shot down 41 of 46 …"."""
    passive = parse.children(verb, "nsubj:pass")
    before, after = [c for c in passive if c < verb], [c for c in passive if c > verb]
    if not (before and after) or parse.children(verb, "aux:pass", "obj"):
        return []
    return [(before[0], "nsubj"), (after[0], "obj")]


def _inside(parse: Parse, verb: int) -> list[tuple[int, int]]:
    """Give objects that stand behind *of*, with the noun they belong to: a column of soldiers."""
    found = []
    for child in parse.children(verb, "obj"):
        of = [c for c in parse.children(child, "case") if parse.lemma(c) == "of"]
        if of and of[0] - 1 > verb and parse.tokens[of[0] - 1].upos == "NOUN":
            found.append((child, of[0] - 1))
    return found


def _counted(parse: Parse, verb: int) -> list[int]:
    """Give what *at least* counts behind a verb without an object: shot dead at least 45 people."""
    if parse.children(verb, "obj", "nsubj:pass", "aux:pass"):
        return []
    return [
        child
        for child in parse.children(verb, "obl")
        if child > verb
        and parse.children(child, "nummod")
        and any(
            parse.lemma(c) == "at" and parse.tokens[c + 1].text.lower() in {"least", "most"}
            for above in (child, *parse.children(child, "nmod", "advmod"))
            for c in parse.children(above, "case")
        )
    ]


def _main_verb(parse: Parse, verb: int) -> int | None:
    """Give the verb of the clause that the tree took a participle before it for: carters told to
    wait outside were shot at.
    """
    token = parse.tokens[verb]
    if token.xpos not in {"VBD", "VBN"} or parse.children(verb, "obj", "aux", "aux:pass", "mark"):
        return None
    subjects = parse.children(verb, "nsubj")
    if len(subjects) != 1 or not subjects[0] < verb <= subjects[0] + 2:
        return None
    for other in parse.children(verb, "conj", "advcl", "parataxis", "ccomp", "xcomp"):
        aux = [c for c in parse.children(other, "aux", "aux:pass") if parse.tokens[c].upos == "AUX"]
        if other < verb or not aux or parse.tokens[aux[0]].xpos not in _FINITE:
            continue
        own = parse.children(other, "nsubj", "nsubj:pass", "cc", "mark", "expl", "csubj")
        words = parse.tokens[verb + 1 : other]
        if not own and all(t.upos not in {"PUNCT", "CCONJ"} for t in words):
            return other
    return None


def _early(parse: Parse, index: int) -> dict[int, Token]:
    """Hang a participle that the tree gave to the verb of saying behind it on what it belongs to:
    rebels hit a column, killing two, sources said; a man once held there told the court.
    """
    token = parse.tokens[index]
    if token.xpos not in {"VBG", "VBN"} or parse.children(index, "mark", "nsubj", "aux"):
        return {}
    clauses = [c for c in parse.children(token.head, "ccomp", "parataxis") if c < index]
    if clauses:
        return {index: replace(token, head=clauses[-1])}
    before = index - 1
    while before > 0 and parse.tokens[before].upos in {"ADV", "PART"}:
        before -= 1
    noun = parse.tokens[before]
    own = noun.upos in {"NOUN", "PROPN"} and noun.deprel.startswith("nsubj")
    if token.xpos == "VBN" and own and noun.head == token.head:
        return {index: replace(token, head=before, deprel="acl")}
    return {}


def _left_out(parse: Parse, item: int) -> list[int]:
    """Give the members of a list of objects that the tree hung on a verb before: destroyed two
    bridges, a drone, a dump truck, and a tank.
    """
    members = parse.conjuncts(item)
    if len(members) < _LIST or members[0] != item:
        return []
    inside = {i for m in members for i in parse.subtree(m)}
    return [
        i
        for i in range(members[0] + 1, members[-1])
        if i not in inside
        and parse.tokens[i].upos in _NOUNS
        and parse.tokens[i].deprel in _CORE | {"appos", "dep"}
        and parse.tokens[i].head < members[0]
    ]


def _opens_clause(parse: Parse, index: int) -> bool:
    """Tell a noun joined to an object that is subject of what follows: killed five, and hundreds
    were evacuated.
    """
    last = min(parse.sentence_of(index).last, index + _REACH)
    if index + 1 >= last or parse.tokens[index + 1].upos != "AUX":
        return False
    verb = _next_verb(parse, index, last, far=False)
    return verb is not None and not parse.children(verb, "nsubj", "nsubj:pass")


def _own_verb(parse: Parse, index: int) -> int | None:
    """Give the verb behind a noun whose subject it is, where the tree hung it on a verb before:
    a shell landed; four mourners did not survive.
    """
    head = parse.tokens[index].head
    cut = any(parse.tokens[i].text == ";" for i in range(head + 1, index))
    if not cut and parse.tokens[index].deprel not in _SUBJECTS | {"conj", "obl"}:
        return None
    last = min(parse.sentence_of(index).last, index + _REACH)
    verb = _next_verb(parse, index, last, far=cut)
    if verb is None or parse.tokens[verb].deprel.startswith(("acl", "xcomp", "amod")):
        return None
    if any(c > head and c != index for c in parse.children(verb, "nsubj", "csubj", "expl")):
        return None
    above = list(parse.ancestors(index))
    return None if verb in above and verb != head and not cut else verb


def _next_verb(parse: Parse, index: int, last: int, *, far: bool) -> int | None:
    """Give the verb behind a noun: next to it, or with ``far`` behind its apposition."""
    inner = set(parse.subtree(index))
    for at in range(index + 1, last):
        token = parse.tokens[at]
        if token.text == ";":
            return None
        if token.upos == "VERB" and at not in inner:
            return at if token.xpos in {"VBD", "VBZ", "VBP", "VBN", "VB"} else None
        if token.upos in _BETWEEN or at in inner or (far and token.upos == "PUNCT"):
            continue
        return None
    return None


def _is_passive(parse: Parse, verb: int) -> bool:
    return bool(parse.children(verb, "aux:pass")) and any(
        parse.tokens[c].deprel == "aux:pass" for c in parse.children(verb)
    )
