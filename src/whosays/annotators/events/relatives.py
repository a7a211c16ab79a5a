"""Relative pronouns among the fillers of a trigger's functions: the noun in the pronoun's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.schema.parse import is_relation

if TYPE_CHECKING:
    from whosays.schema.parse import Parse


def resolve_relatives(parse: Parse, found: dict[str, list[tuple[int, str]]]) -> None:
    """Put the noun that a relative pronoun stands for in the pronoun's place."""
    for function, fillers in found.items():
        for place, (index, path) in enumerate(fillers):
            token = parse.tokens[index]
            if token.upos != "PRON" or parse.lemma(index) not in {"who", "which", "that", "whom"}:
                continue
            clause = next(
                (
                    a
                    for a in parse.ancestors(index)
                    if is_relation(parse.tokens[a].deprel, ("acl",))
                ),
                None,
            )
            if clause is None:
                # It was X that did it: the parser hangs the clause on X in some looser way.
                above = token.head
                if above >= 0 and parse.tokens[above].deprel in {"parataxis", "ccomp", "advcl"}:
                    noun = parse.tokens[above].head
                    named = noun >= 0 and parse.tokens[noun].upos in {"NOUN", "PROPN"}
                    clause = above if named and noun < index else None
            if clause is not None and parse.tokens[clause].head >= 0:
                found[function][place] = (parse.tokens[clause].head, f"{path}>relcl")
