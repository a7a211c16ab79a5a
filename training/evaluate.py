"""Scores of the analyser against treebanks and entity corpora, as in the CoNLL 2018 shared task.

LAS strips relation subtypes and counts punctuation. Raw scores are F1 over words with the same
offsets; the text of a paragraph is given, sentences and words are found.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whosays.models.analyser import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from training.corpora import Text, Unit
    from whosays.models.analyser import Analyser, Analysis

Cut = "Callable[[str], list[tuple[int, int]]]"


def score_gold_words(analyser: Analyser, texts: Sequence[Text]) -> dict[str, float]:
    """Score tags, lemmas and trees on the treebank's own words and sentences, in %."""
    counts: Counter[str] = Counter()
    for text in texts:
        units = list(text.units())
        words = [w for u in units for w in u.words]
        spaces = [s for u in units for s in u.spaces]
        starts, at = [], 0
        for unit in units:
            starts.append(at)
            at += len(unit.words)
        [found] = analyser.analyse([Passage(words, spaces, starts)])
        for start, unit in zip(starts, units, strict=True):
            _count_unit(counts, unit, found, start)
    total = counts.pop("words")
    return {k: round(100 * v / total, 2) for k, v in counts.items()}


def _count_unit(counts: Counter[str], unit: Unit, found: Analysis, start: int) -> None:
    assert unit.upos is not None
    assert unit.xpos is not None
    assert unit.lemma is not None
    assert unit.feats is not None
    assert unit.head is not None
    assert unit.deprel is not None
    for i in range(len(unit.words)):
        j = start + i
        head = found.heads[j] - start + 1 if found.heads[j] >= 0 else 0
        right = head == unit.head[i]
        counts["words"] += 1
        counts["UPOS"] += found.upos[j] == unit.upos[i]
        counts["XPOS"] += found.xpos[j] == unit.xpos[i]
        counts["FEATS"] += (found.feats[j] or "_") == unit.feats[i]
        counts["lemma"] += found.lemmas[j] == unit.lemma[i].replace("’", "'")
        counts["UAS"] += right
        counts["LAS"] += right and base(found.deprels[j]) == base(unit.deprel[i])
        counts["LAS with subtypes"] += right and found.deprels[j] == unit.deprel[i]


def base(deprel: str) -> str:
    """Strip a relation's subtype."""
    return deprel.partition(":")[0]


def paragraphs_of(text: Text) -> list[list[Unit]]:
    """Give a treebank document's sentences by paragraph."""
    found: list[list[Unit]] = []
    for unit in text.units():
        if unit.starts_paragraph or not found:
            found.append([])
        found[-1].append(unit)
    return found


def score_raw(
    analyser: Analyser, cut: Callable[[str], list[tuple[int, int]]], texts: Sequence[Text]
) -> dict[str, float]:
    """Score words, sentences, tags, lemmas and trees found in raw paragraphs: F1 in %."""
    counts: Counter[str] = Counter()
    for text in texts:
        paragraphs = paragraphs_of(text)
        raws, cuts = [], []
        for units in paragraphs:
            raw = "".join(
                w + " " * s for u in units for w, s in zip(u.words, u.spaces, strict=True)
            )
            raws.append(raw)
            cuts.append(cut(raw))
        passages = [_passage(r, c) for r, c in zip(raws, cuts, strict=True)]
        for units, offsets, found in zip(paragraphs, cuts, analyser.analyse(passages), strict=True):
            _count_raw(counts, _gold_rows(units), _found_rows(offsets, found))
    keys = ("words", "sentences", "UPOS", "XPOS", "lemma", "UAS", "LAS")
    kind = {"sentences": "sentences"}
    result = {}
    for key in keys:
        unit = kind.get(key, "words")
        both = counts[f"gold {unit}"] + counts[f"found {unit}"]
        result[key] = round(200 * counts[key] / max(1, both), 2)
    return result


def _passage(raw: str, offsets: list[tuple[int, int]]) -> Passage:
    ends = [*(s for s, _ in offsets[1:]), len(raw)]
    spaces = [n > e for (_, e), n in zip(offsets, ends, strict=True)]
    return Passage([raw[s:e] for s, e in offsets], spaces)


Rows = tuple[dict[tuple[int, int], tuple[object, ...]], set[tuple[int, int]]]


def _gold_rows(units: Iterable[Unit]) -> Rows:
    words: dict[tuple[int, int], tuple[object, ...]] = {}
    sentences = set()
    at = 0
    for unit in units:
        offsets = []
        for word, space in zip(unit.words, unit.spaces, strict=True):
            offsets.append((at, at + len(word)))
            at += len(word) + space
        sentences.add((offsets[0][0], offsets[-1][1]))
        assert unit.upos and unit.xpos and unit.lemma and unit.head and unit.deprel  # noqa: PT018
        for i, span in enumerate(offsets):
            head = offsets[unit.head[i] - 1] if unit.head[i] else None
            words[span] = (unit.upos[i], unit.xpos[i], unit.lemma[i].replace("’", "'"), head,
                           base(unit.deprel[i]))  # fmt: skip
    return words, sentences


def _found_rows(offsets: list[tuple[int, int]], found: Analysis) -> Rows:
    words = {
        span: (found.upos[i], found.xpos[i], found.lemmas[i],
               offsets[found.heads[i]] if found.heads[i] >= 0 else None, base(found.deprels[i]))
        for i, span in enumerate(offsets)
    }  # fmt: skip
    return words, {(offsets[a][0], offsets[b - 1][1]) for a, b in found.sentences}


def _count_raw(counts: Counter[str], gold: Rows, found: Rows) -> None:
    counts["gold words"] += len(gold[0])
    counts["found words"] += len(found[0])
    counts["gold sentences"] += len(gold[1])
    counts["found sentences"] += len(found[1])
    counts["sentences"] += len(gold[1] & found[1])
    for span in gold[0].keys() & found[0].keys():
        a, b = gold[0][span], found[0][span]
        counts["words"] += 1
        counts["UPOS"] += a[0] == b[0]
        counts["XPOS"] += a[1] == b[1]
        counts["lemma"] += a[2] == b[2]
        counts["UAS"] += a[3] == b[3]
        counts["LAS"] += a[3:] == b[3:]


def score_spans(
    pairs: Iterable[tuple[set[tuple[int, int, str]], set[tuple[int, int, str]]]],
) -> dict[str, tuple[float, float, float, int]]:
    """Score (gold, found) span sets: type → precision, recall, F1 in %, number in gold."""
    hit: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for wanted, got in pairs:
        for counter, spans in ((hit, wanted & got), (gold, wanted), (found, got)):
            for span in spans:
                counter[span[2]] += 1
                counter["all"] += 1
    result = {}
    for kind in sorted(gold | found, key=lambda k: (k != "all", k)):
        precision = hit[kind] / max(1, found[kind])
        recall = hit[kind] / max(1, gold[kind])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        values = [round(100 * v, 1) for v in (precision, recall, f1)]
        result[kind] = (values[0], values[1], values[2], gold[kind])
    return result


def running_passages(text: Text) -> list[tuple[list[Unit], Passage]]:
    """Give the paragraphs of a running text as passages with the units they are made of."""
    found = []
    for units in text.paragraphs:
        words = [w for u in units for w in u.words]
        spaces = [s for u in units for s in u.spaces]
        found.append((units, Passage(words, spaces)))
    return found


def score_running(
    analyser: Analyser, texts: Sequence[Text], head: str, gold: str
) -> dict[str, tuple[float, float, float, int]]:
    """Score a span head on running texts; ``gold`` names the units' entities, or "mention"
    or "trigger". Triggers are runs of words of one type.
    """
    pairs = []
    for text in texts:
        passages = running_passages(text)
        for (units, _), found in zip(
            passages, analyser.analyse([p for _, p in passages]), strict=True
        ):
            wanted = set()
            at = 0
            for unit in units:
                wanted |= {(s + at, e + at, k) for s, e, k in _gold_spans(unit, gold)}
                at += len(unit.words)
            pairs.append((wanted, _found_spans(analyser, found, head)))
    return score_spans(pairs)


def _gold_spans(unit: Unit, gold: str) -> list[tuple[int, int, str]]:
    if gold == "mention":
        return unit.mentions or []
    if gold == "trigger":
        return [t[:3] for t in unit.triggers or []]
    return unit.entities.get(gold, [])


def _found_spans(analyser: Analyser, found: Analysis, head: str) -> set[tuple[int, int, str]]:
    if head == "trigger":
        labels = [analyser.labels["trigger"][i] for i in found.scores["trigger"].argmax(1).tolist()]
        spans, start = set(), 0
        for i in range(1, len(labels) + 1):
            if i == len(labels) or labels[i] != labels[start]:
                if labels[start] != "O":
                    spans.add((start, i, labels[start]))
                start = i
        return spans
    heads = [h for h in found.spans if h == head or h.startswith(f"{head}_")]
    return {(s.first, s.last, s.label) for h in heads for s in found.spans[h]}
