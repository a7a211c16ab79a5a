"""The lemma table: forms and endings with their edit scripts, read off the training treebanks."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.models.edits import KEEP, apply_script, make_script
from whosays.models.lemmatiser import MAX_ENDING, Lemmatiser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpora import Text

Pairs = dict[tuple[str, str], Counter[tuple[str, str]]]
"""(tag, lower-cased form) → how often each (form, lemma)."""
Counts = dict[tuple[str, str], Counter[str]]
"""(tag, lower-cased form or ending) → how often each script."""


def build_table(treebanks: Sequence[Text]) -> dict[str, dict[str, dict[str, str]]]:
    """Build the table of ``whosays.models.lemmatiser``.

    A form is listed only where its endings would give another lemma, or where the text has
    two lemmas for it.
    """
    pairs = _count(treebanks)
    _add_irregular_verbs(pairs)
    counts = {key: _scripts(found) for key, found in pairs.items()}
    endings = _endings(counts)
    table = {"forms": {}, "endings": _grouped(endings), "known": _known(pairs)}
    guesser = Lemmatiser(table)
    forms: dict[tuple[str, str], str] = {}
    for (tag, form), scripts in counts.items():
        kept = _kept(form, scripts)
        if len(kept) > 1 or guesser.guess(form, tag) != kept[0]:
            forms[tag, form] = " ".join(kept)
    return {**table, "forms": _grouped(forms)}


def _add_irregular_verbs(pairs: Pairs) -> None:
    """Add past forms that the treebanks do not have, or have with a slip (EWT: fled → flead)."""
    bases = {m for (tag, _), found in pairs.items() if tag in {"VB", "VBP"} for _, m in found}
    path = Path(__file__).with_name("irregular_verbs.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            base, past, participle = line.split()
            for tag, form in (("VBD", past), ("VBN", participle)):
                if not any(lemma in bases for _, lemma in pairs[tag, form]):
                    pairs[tag, form] = Counter({(form, base): 2})


def _known(pairs: Pairs) -> dict[str, dict[str, str]]:
    """Give, for tags of inflected verbs and nouns, their scripts and the lemmas of the text."""
    known: dict[str, dict[str, str]] = {}
    for tags in (("VB", "VBP", "VBD", "VBN", "VBG", "VBZ"), ("NN", "NNS")):
        lemmas = {
            lemma
            for (tag, _), found in pairs.items()
            if tag in tags
            for (_, lemma), count in found.items()
            if lemma.isalpha() and lemma.islower() and (count > 1 or tag in {"VB", "NN"})
        }
        for tag in tags:
            scripts: Counter[str] = Counter()
            for (own, form), found in pairs.items():
                for _, lemma in found if own == tag else ():
                    script = make_script(form, lemma.lower())
                    if script[0] == "l":
                        removed = form[len(form) - int(script[1:].partition("+")[0]) :]
                        scripts[f"{script}:{removed}"] += 1
            usual = [s for s, n in scripts.most_common(16) if n > 8]
            if len(usual) > 1:
                known[tag] = {" ".join(usual): " ".join(sorted(lemmas))}
    return known


def _scripts(pairs: Counter[tuple[str, str]]) -> Counter[str]:
    """Give for every lemma of a form the one script that is right in most of its spellings."""
    by_lemma: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for (form, lemma), count in pairs.items():
        by_lemma[lemma.lower()][form, lemma] += count
    found: Counter[str] = Counter()
    for group in by_lemma.values():
        ranked = sorted(group.items(), key=lambda item: (-item[1], item[0]))
        tried = dict.fromkeys(make_script(form, lemma) for (form, lemma), _ in ranked)
        if len(tried) > 1:
            tried["=" + ranked[0][0][1]] = None
        rights = {
            s: sum(n for (form, lemma), n in ranked if apply_script(form, s) == lemma)
            for s in tried
        }
        found[max(tried, key=lambda s: rights[s])] += sum(group.values())
    return found


def _count(treebanks: Sequence[Text]) -> Pairs:
    counts: Pairs = defaultdict(Counter)
    for text in treebanks:
        for unit in text.units():
            assert unit.lemma is not None
            assert unit.xpos is not None
            for word, lemma, tag in zip(unit.words, unit.lemma, unit.xpos, strict=True):
                form, base = word.replace("’", "'"), lemma.replace("’", "'")
                # GUM takes names to verbs (United → Unite); for reports a name is a name.
                is_renamed = tag == "NNP" and base.lower() != form.lower()
                if " " not in base and base != "_" and not is_renamed:
                    counts[tag, form.lower()][form, base] += 1
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
