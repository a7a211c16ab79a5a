"""Edit scripts of ``models``: how a form becomes its lemma, as a label that can be learnt.

A script is a case letter, the number of characters cut from the form's end, "+", and the
ending put in their place: ``l1+`` makes *cats* into *cat*. ``K`` keeps the form as it is;
``=`` spells the lemma out.
"""

from __future__ import annotations

KEEP = "K"


def make_script(form: str, lemma: str) -> str:
    """Give the script that turns ``form`` into ``lemma``; ``apply_script`` inverts it.

    The case letter says how the lemma is written: ``l`` lower, ``T`` title, ``U`` upper, ``k`` with
    the form's own capitals.
    """
    if form == lemma:
        return KEEP if lemma != lemma.lower() else "l0+"
    if lemma == lemma.lower():
        case = "l"
    elif lemma == lemma[:1].upper() + lemma[1:].lower():
        case = "T"
    elif lemma == lemma.upper():
        case = "U"
    else:
        case = "k"
    low_form, low_lemma = form.lower(), lemma.lower()
    shared = 0
    while shared < min(len(low_form), len(low_lemma)) and low_form[shared] == low_lemma[shared]:
        shared += 1
    script = f"{case}{len(form) - shared}+{low_lemma[shared:]}"
    if shared == 0 or apply_script(form, script) != lemma:
        return "=" + lemma
    return script


def apply_script(form: str, script: str) -> str:
    """Give the lemma of ``form`` by ``script``."""
    if script == KEEP:
        return form
    if script[0] == "=":
        return script[1:]
    case = script[0]
    cut, _, ending = script[1:].partition("+")
    base = form if case == "k" else form.lower()
    keep = max(0, len(base) - int(cut))
    lemma = base[:keep] + ending
    if not lemma:
        return form
    if case == "T":
        return lemma[:1].upper() + lemma[1:]
    return lemma.upper() if case == "U" else lemma
