"""The lemma table: forms and endings with their edit scripts, read off the training treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whosays.models.edits import KEEP, apply_script, make_script
from whosays.models.lemmatiser import MAX_ENDING, Lemmatiser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpora import Text

Counts = dict[tuple[str, str], Counter[str]]
"""(tag, lower-cased form or ending) → how often each script."""


def build_table(treebanks: Sequence[Text]) -> dict[str, dict[str, dict[str, str]]]:
    """Build the table of ``whosays.models.lemmatiser``.

    A form is listed only where its endings would give another lemma, or where the text has
    two lemmas for it.
    """
    counts = _count(treebanks)
    endings = _endings(counts)
    grouped = _grouped(endings)
    guesser = Lemmatiser({"forms": {}, "endings": grouped})
    forms: dict[tuple[str, str], str] = {}
    for (tag, form), scripts in counts.items():
        kept = _kept(form, scripts)
        if len(kept) > 1 or guesser.guess(form, tag) != kept[0]:
            forms[tag, form] = " ".join(kept)
    return {"forms": _grouped(forms), "endings": grouped}


def _count(treebanks: Sequence[Text]) -> Counts:
    counts: Counts = defaultdict(Counter)
    for text in treebanks:
        for unit in text.units():
            assert unit.lemma is not None
            assert unit.xpos is not None
            for word, lemma, tag in zip(unit.words, unit.lemma, unit.xpos, strict=True):
                if " " not in lemma and lemma != "_":
                    form = word.replace("’", "'")
                    script = make_script(form, lemma.replace("’", "'"))
                    counts[tag, form.lower()][script] += 1
    return counts


def _kept(form: str, scripts: Counter[str]) -> list[str]:
    """Give the scripts of a form that are no slips, the most frequent first, one a lemma."""
    total = sum(scripts.values())
    ranked = sorted(scripts.items(), key=lambda item: (-item[1], item[0]))
    kept: list[str] = []
    seen: set[str] = set()
    for script, count in ranked:
        lemma = apply_script(form, script).lower()
        if kept and (count < 2 or count * 20 < total or lemma in seen):
            continue
        seen.add(lemma)
        kept.append(script)
    return kept[:4]


def _endings(counts: Counts) -> dict[tuple[str, str], str]:
    """Give the script of every ending that decides, shortest first; longer ones only where
    they differ from what the shorter would give.
    """
    by_ending: Counts = defaultdict(Counter)
    for (tag, form), scripts in counts.items():
        script = max(sorted(scripts), key=lambda s: scripts[s])
        if script[0] == "=" and len(form) > 3:
            continue
        by_ending[tag, "*"][script] += 1
        for length in range(1, min(MAX_ENDING, len(form)) + 1):
            by_ending[tag, form[-length:]][script] += 1
    chosen: dict[tuple[str, str], str] = {}
    for tag, ending in sorted(by_ending, key=lambda k: (k[1] != "*", len(k[1]), k)):
        scripts = by_ending[tag, ending]
        script = max(sorted(scripts), key=lambda s: scripts[s])
        shorter = [ending[k:] for k in range(1, len(ending))] if ending != "*" else []
        default = next((chosen[tag, s] for s in shorter if (tag, s) in chosen),
                       chosen.get((tag, "*"), KEEP))  # fmt: skip
        if ending == "*" or (sum(scripts.values()) >= 2 and script != default):
            chosen[tag, ending] = script
    return chosen


def _grouped(rows: dict[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    grouped: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (tag, key), script in sorted(rows.items()):
        grouped[tag][script].append(key)
    return {
        tag: {script: " ".join(keys) for script, keys in sorted(by.items())}
        for tag, by in sorted(grouped.items())
    }
