"""Did not happen, and not known whether it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.stance.case import is_empty, negation_at
from whosays.schema.claim import Status
from whosays.schema.span import Span

if TYPE_CHECKING:
    from whosays.annotators.stance.case import Case, Verdict

_KNOWING = ("ccomp", "csubj", "advcl", "nsubj", "acl", "obl", "parataxis", "conj")


def neither(case: Case) -> Verdict | None:
    """Neither confirmed nor denied: in this clause, with the trigger after or as it."""
    text, offset = case.sentence()
    match = case.words.pattern("unknown", "phrases").search(text)
    if match is None:
        return _withheld(case, text, offset)
    span = Span(match.start() + offset, match.end() + offset)
    near = span.overlaps(case.event.trigger) or 0 <= case.event.trigger.start - span.end < 90
    return (Status.UNKNOWN, span, "unknown.neither") if near else None


def _withheld(case: Case, text: str, offset: int) -> Verdict | None:
    """Read "would not confirm that", "has yet to confirm": the innermost source leaves it open."""
    if not case.inner or not case.inner[0].cue:
        return None
    cue = case.inner[0].cue[-1]
    for match in case.words.pattern("unknown", "withheld").finditer(text):
        span = Span(match.start() + offset, match.end() + offset)
        if span.overlaps(cue) and span.end <= case.event.trigger.start:
            return Status.UNKNOWN, span, "unknown.withheld"
    return None


def denied(case: Case) -> Verdict | None:
    """See whether the innermost source denies it, or the trigger is itself the denial."""
    verdict = _is_denial(case) or _told_untrue(case)
    if verdict is not None:
        return verdict
    for depth, attribution in enumerate(case.inner[:2]):
        if attribution.cue_class == "deny" and attribution.cue and _is_about(case, depth):
            return Status.DID_NOT_HAPPEN, attribution.cue[0], "negation.attribution"
    for index, relation in case.scope.governors:
        if relation == "conj":
            continue
        if case.has("negation", "verbs", index) and _takes(case, index, relation):
            return Status.DID_NOT_HAPPEN, case.span(index), "negation.verb"
        if case.has("negation", "nouns", index) and relation.startswith(("nmod", "acl")):
            return Status.DID_NOT_HAPPEN, case.span(index), "negation.noun"
        if case.has("negation", "signs", index) and relation == "nmod:of" and is_empty(case, index):
            return Status.DID_NOT_HAPPEN, case.span(index), "negation.no_sign"
        if case.has("negation", "predicates", index) and relation.startswith("nsubj"):
            return Status.DID_NOT_HAPPEN, case.span(index), "negation.predicate"
    return None


def _told_untrue(case: Case) -> Verdict | None:
    """Read "reports that … are untrue" by order: trees often take *Reports* for a verb."""
    text, offset = case.sentence()
    start, end = case.event.trigger.start - offset, case.event.trigger.end - offset
    opened = text.rfind(" that ", 0, start)
    told = text[:opened].split()[-1:] if opened >= 0 else []
    if not told or told[0].lower() not in case.words.of("negation", "tales"):
        return None
    match = case.words.pattern("negation", "untrue").search(text, end)
    if match is None or any(mark in text[end : match.start()] for mark in (",", ";", ":")):
        return None
    return (
        Status.DID_NOT_HAPPEN,
        Span(match.start() + offset, match.end() + offset),
        "negation.untrue",
    )


def _is_about(case: Case, depth: int) -> bool:
    """Tell whether a denial is of the thing: that of what nameless reports say is, too."""
    return depth == 0 or case.inner[0].mode == "unnamed" or case.inner[0].cue_class == "rumour"


def _is_denial(case: Case) -> Verdict | None:
    trigger = case.event.trigger.of(case.parse.text).lower().strip("“”\"' ")
    head = case.lemma(case.event.token)
    denials = case.words.of("negation", "triggers")
    whole = trigger in denials or any(
        trigger.startswith(d + " ") or (" " in d and d in trigger) for d in denials
    )
    after = case.parse.text[case.event.trigger.end : case.event.trigger.end + 8].lower()
    if after.startswith((": none", " – none", " - none", ": no ")):
        return Status.DID_NOT_HAPPEN, case.event.trigger, "negation.none"
    last = trigger.split()[-1] if trigger.split() else ""
    ends = last in {"not", "n't", "denies", "denied"} and len(trigger.split()) <= 3
    is_verb = (
        case.parse.tokens[case.event.token].upos in {"VERB", "NOUN", "ADJ"} and head in denials
    )
    if whole or ends or (is_verb and head != "lie"):
        return Status.DID_NOT_HAPPEN, case.event.trigger, "negation.trigger"
    return None


def _takes(case: Case, index: int, relation: str) -> bool:
    """Tell whether the verb of not coming about takes the trigger as what did not."""
    if index == case.event.token:
        return False
    if relation.startswith(("nsubj", "acl:relcl")) and not relation.startswith("nsubj:pass"):
        return False
    if _is_aside(case, index):
        return False
    if case.lemma(index) in {"keep", "stop"} and not relation.startswith(("obl", "advcl")):
        return False
    if relation.startswith(("obl", "advcl")):
        marks = {case.lemma(m) for m in case.scope.marks}
        return relation.endswith(":from") or "from" in marks
    # "denied them access": a refusal, not a denial.
    return not (case.lemma(index) == "deny" and case.parse.children(index, "iobj"))


def _is_aside(case: Case, governor: int) -> bool:
    """Tell whether the trigger only describes what did not come about.

    Access to the prisoners whom they hold was refused: they are held.
    """
    at = case.event.token
    while at >= 0 and at != governor:
        token = case.parse.tokens[at]
        if token.deprel.startswith("acl") and token.xpos in {"VBN", "VBD", "VBZ", "VBP", "VBG"}:
            return True
        at = token.head
    return False


def negated(case: Case) -> Verdict | None:
    """Find a negation in the clause."""
    for at in case.scope.nodes:
        cue = negation_at(case, at)
        if cue is None or _is_beyond(case, at, cue):
            continue
        if is_stopping(case):
            return None
        if case.word(at) in {"over", "finished", "ended"} and at != case.event.token:
            return Status.ONGOING, case.span(cue), "ongoing.not_over"
        return Status.DID_NOT_HAPPEN, case.span(cue), "negation.clause"
    spread = _not_one(case)
    if spread is not None:
        return Status.DID_NOT_HAPPEN, spread, "negation.not_one"
    first = case.parse.within(case.event.trigger)[0]
    if (
        first > 0
        and case.word(first - 1) == "no"
        and case.parse.tokens[first].upos in {"NOUN", "ADJ", "PROPN"}
    ):
        return Status.DID_NOT_HAPPEN, case.span(first - 1), "negation.no"
    return None


def _is_beyond(case: Case, at: int, cue: int) -> bool:
    """Tell whether a semicolon parts the negated predicate from the trigger."""
    own = case.event.token
    if at == own:
        return False
    first, last = min(own, cue), max(own, cue)
    return any(case.parse.tokens[i].text == ";" for i in range(first, last))


def _not_one(case: Case) -> Span | None:
    """Find "not one of our pilots released", "no one injured", "nor has harm come"."""
    text, offset = case.sentence()
    start = case.event.trigger.start - offset
    for match in case.words.pattern("negation", "nobody").finditer(text, 0, start):
        between = text[match.end() : start]
        if len(between) < 60 and not any(m in between for m in (",", ";", ":", " that ", " who ")):
            return Span(match.start() + offset, match.end() + offset)
    return None


def is_stopping(case: Case) -> bool:
    """Tell "did not cease shelling": what has not stopped goes on."""
    return any(
        case.has("ongoing", "stopping", i)
        and (relation.startswith(("obj", "xcomp", "nsubj", "ccomp")))
        for i, relation in case.scope.governors
    )


def unknown(case: Case) -> Verdict | None:
    """Find "it is unclear whether", "how many is not known"."""
    for index, relation in case.scope.governors:
        if not relation.startswith(_KNOWING):
            continue
        if case.has("unknown", "predicates", index) and relation != "nsubj":
            return Status.UNKNOWN, case.span(index), "unknown.predicate"
        asked = case.has("unknown", "negated", index) and _is_question(case)
        if asked and (negation_at(case, index) is not None or _is_open(case, index)):
            return Status.UNKNOWN, case.span(index), "unknown.negated"
    text, offset = case.sentence()
    start = case.event.trigger.start - offset
    for match in case.words.pattern("unknown", "asking").finditer(text):
        if (
            match.end() <= start + 1
            and start - match.end() < 110
            and ";" not in text[match.end() : start]
            and not _leaves(text[match.end() : start])
        ):
            return (
                Status.UNKNOWN,
                Span(match.start() + offset, match.end() + offset),
                "unknown.asking",
            )
    return _not_known(case)


def _not_known(case: Case) -> Verdict | None:
    """Find "how many fell is not known", "how many were shot it could not determine"."""
    text, offset = case.sentence()
    start, end = case.event.trigger.start - offset, case.event.trigger.end - offset
    opened = max(
        text.rfind(mark, 0, start) for mark in ("how many ", "whether ", "How many ", "Whether ")
    )
    if opened < 0 or start - opened > 60 or any(m in text[opened:start] for m in (",", ";")):
        return None
    match = case.words.pattern("unknown", "closing").search(text, end, end + 90)
    if match is None or ";" in text[end : match.start()]:
        return None
    return Status.UNKNOWN, Span(match.start() + offset, match.end() + offset), "unknown.closing"


def _leaves(between: str) -> bool:
    """Tell whether a relative clause or a new clause lies between question and trigger."""
    return any(word in between for word in (" which ", " who ", " whose ", ", but", " that "))


def _is_open(case: Case, index: int) -> bool:
    """Tell "has yet to establish", "is unable to say"."""
    before = [case.word(i) for i in range(max(0, index - 4), index)]
    return (
        "yet" in before or "unable" in before or "cannot" in before or is_empty_subject(case, index)
    )


def is_empty_subject(case: Case, index: int) -> bool:
    """Tell "nobody knows", "neither side would say"."""
    return any(is_empty(case, s) for s in case.parse.children(index, "nsubj"))


def _is_question(case: Case) -> bool:
    """Tell whether the clause is an embedded question: whether, if, how many, who."""
    parse = case.parse
    for node in case.scope.nodes:
        for child in parse.children(node):
            word = case.word(child)
            if word in case.words.of("unknown", "marks") or word in case.words.of(
                "unknown", "questions"
            ):
                return True
            if any(case.word(c) in {"how", "which", "what"} for c in parse.subtree(child)[:3]):
                return True
    return False
