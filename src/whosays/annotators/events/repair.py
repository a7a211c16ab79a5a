"""Repair: two slips of parsers that cost arguments, put right before the rules read the tree."""

from __future__ import annotations

from dataclasses import replace

from whosays.schema.parse import Parse

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


def repaired(parse: Parse) -> Parse:
    """Give the parse with second subjects behind their verb as objects, and nouns that are
    coordinated with a verb joined to the object before them. Indices stay as they are.
    """
    changed = {}
    for index, token in enumerate(parse.tokens):
        if token.upos != "VERB":
            continue
        children = parse.children(index)
        subjects = [c for c in children if parse.tokens[c].deprel == "nsubj"]
        late = [c for c in subjects if c > index]
        if late and any(c < index for c in subjects) and not parse.children(index, "obj"):
            changed[late[0]] = replace(parse.tokens[late[0]], deprel="obj")
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
    if not changed:
        return parse
    tokens = tuple(changed.get(i, t) for i, t in enumerate(parse.tokens))
    return Parse(parse.text, tokens, parse.sentences)
