"""Token and Sentence: what the analyser says of the words."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word by Universal Dependencies.

    ``head`` is the index of its head in the document's tokens, -1 for a sentence's root;
    ``deprel`` the relation with subtype ("obl:agent"); ``feats`` as in CoNLL-U ("Number=Plur|…",
    "" for none); ``sentence`` the index of its sentence. ``lemma`` keeps capitals of names.
    """

    span: Span
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of the document; ``segment`` is the index of its segment."""

    span: Span
    first: int
    last: int
    segment: int
