"""Names of the catalogue in a text: bodies, states, peoples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.actors.persons import in_person
from whosays.annotators.actors.phrases import is_modifier, phrase_end
from whosays.schema.mention import ActorMention, MentionForm, Role
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.actors.known import Known, Name

# Peoples without forces of that name.
_STATELESS = frozenset({"PSE"})


def named_mention(known: Known, name: Name, index: int) -> ActorMention | None:
    """Give the actor of a catalogue name; None where it describes a noun or says only where."""
    if index != name.head and name.head > index:
        return None
    row = name.row
    following = _described_by(known, name)
    if following is not None:
        return None
    if row.kind == "people" or (row.kind == "state" and is_modifier(known.parse, name.head)):
        return _people(known, name)
    if row.kind in {"state", "capital"} and _is_place(known, name):
        return None
    role = row.role
    return ActorMention(
        span=_with_title(known, name),
        head=name.head,
        form=MentionForm.NAMED,
        country=row.country,
        role=role,
        group=row.group,
        name=row.name,
        because=f"catalogue {row.name!r}",
    )


def _described_by(known: Known, name: Name) -> int | None:
    """Give the noun that a name only describes (*Hamas fighters*), None where it stands alone."""
    if not is_modifier(known.parse, name.head):
        return None
    head = known.parse.tokens[name.head].head
    if head in known.name_at and known.name_at[head] is name:
        return None
    if known.noun_at(head) is not None or in_person(known, head):
        return head
    return None


def _with_title(known: Known, name: Name) -> Span:
    """Take a title before and a surname behind a known name in."""
    end = max(name.span.end, known.parse.tokens[phrase_end(known.parse, name.head) - 1].span.end)
    if known.parse.sentence_of(name.head).span.end < end:
        end = name.span.end
    return Span(name.span.start, end)


def _people(known: Known, name: Name) -> ActorMention | None:
    """Read *the Russians* and *Russian* before a deed (*Russian shelling*)."""
    token = known.parse.tokens[name.head]
    country = name.row.country
    if is_modifier(known.parse, name.head):
        deed = known.parse.lemma(token.head)
        role = Role.GOV if deed in known.lexicon.deeds_of_state else Role.MIL
        return _simple(name, country, role, "adjective of the state before a deed")
    if token.upos == "ADJ" and not token.text.endswith("s"):
        return None
    verb = known.parse.lemma(token.head) if token.head >= 0 else ""
    is_civil = country in _STATELESS or verb in known.lexicon.civil_verbs
    return _simple(name, country, Role.CVL if is_civil else Role.MIL, "people of the state")


def _simple(name: Name, country: str | None, role: Role, why: str) -> ActorMention:
    return ActorMention(
        span=name.span,
        head=name.head,
        form=MentionForm.NOMINAL,
        country=country,
        role=role,
        because=why,
    )


def _is_place(known: Known, name: Name) -> bool:
    """Tell whether a state's name only says where: *in Ukraine*, *near Kyiv*."""
    if name.head in known.metonymies:
        return False
    token = known.parse.tokens[name.head]
    cases = {known.parse.lemma(c) for c in known.parse.children(name.head, "case")}
    if cases & known.lexicon.locative:
        return True
    if name.row.kind == "capital":
        is_actor = token.deprel.startswith(("nsubj", "nmod:poss", "obl:agent", "iobj"))
        return not is_actor or (
            name.head in known.place_tokens and not token.deprel.startswith("nsubj")
        )
    return False
