"""Headlines: a body that a headline leaves bare is the one that the report names below.

"… taken, Defence Ministry says" above "Russia's Ministry of Defence said".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.schema.mention import MentionForm
from whosays.schema.segment import SegmentKind
from whosays.text.near import SpanIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.annotators.actors.known import Known
    from whosays.schema.mention import ActorMention

# Reasons that only guess whose a body is.
_GUESSED = ("where the report plays", "by the theatre", "of the land", "as named before")
_BODIES = frozenset(
    {"ministry", "army", "navy", "military", "government", "command", "staff", "police", "service"}
)
_SMALL = frozenset({"the", "a", "of", "'s", "’s", "for"})
# So far below the headline a body is looked for, in sentences.
_BELOW = 12


def told_below(known: Known, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Give ``mentions`` with the bare bodies of headlines told by what stands below."""
    heads = SpanIndex(s.span for s in known.document.segments if s.kind is SegmentKind.HEADLINE)
    found = []
    for mention in mentions:
        bare = (
            mention.form is MentionForm.NOMINAL
            and known.parse.lemma(mention.head) in _BODIES
            and any(words in mention.because for words in _GUESSED)
            and bool(heads.holding(mention.span))
        )
        told = _same_body(known, mention, mentions) if bare else None
        if told is None:
            found.append(mention)
            continue
        why = f"{mention.because}, as told below"
        found.append(replace(mention, country=told.country, group=told.group, because=why))
    return found


def _same_body(
    known: Known, mention: ActorMention, mentions: Iterable[ActorMention]
) -> ActorMention | None:
    """Give the first body below of the same words with a country of its own, None without one."""
    own = _words(known, mention)
    last = known.parse.tokens[mention.head].sentence + _BELOW
    for other in mentions:
        if other.span.start <= mention.span.end or other.country is None:
            continue
        if known.parse.tokens[other.head].sentence > last:
            return None
        surely = not any(words in other.because for words in _GUESSED)
        if surely and other.role == mention.role and own <= _words(known, other):
            return other
    return None


def _words(known: Known, mention: ActorMention) -> frozenset[str]:
    words = (known.parse.lemma(i) for i in known.parse.within(mention.span))
    return frozenset(word for word in words if word not in _SMALL)
