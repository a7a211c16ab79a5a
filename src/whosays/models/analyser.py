"""The analyser of ``models``: words in, tags, trees, spans and vectors out; one ONNX file.

Texts come as passages; a passage is read apart from the others, window by window. Windows are
run one at a time, without padding: the int8 arithmetic scales activations over all that is
run together, so a passage's analysis would else depend on its neighbours. It costs no time: on
one thread a window of 12 pieces takes as long a piece as ten windows of 140 (2026-11-26).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whosays.models.lemmatiser import Lemmatiser
from whosays.models.pieces import PieceEncoder
from whosays.models.spans import ScoredSpan, SpanDecoder
from whosays.models.trees import best_heads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from whosays.models.registry import ModelFolder

# A little above the longest window in training (120), so that most paragraphs are read at once.
# Rerun when it changes: python benchmarks/analyser.py --part dev --window N.
WINDOW_PIECES = 140
# The fused kernel is slower than the two it replaces: 6 % of the whole run (2026-11-26, AVX2).
SLOW_FUSIONS = ("SkipLayerNormFusion",)
_NO_TAGS = np.zeros((0, 0), dtype=np.float32)
OUTPUTS = ("vectors", "tags", "arc", "label_dependent", "label_head")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to be read together; ``spaces[i]`` tells whether a space follows word ``i``.

    ``starts`` are known sentence starts (sorted, the first 0), or None to find them.
    """

    words: Sequence[str]
    spaces: Sequence[bool]
    starts: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the model says of one passage; lists and rows run parallel to its words.

    ``sentences`` are ``[first, last)``; ``heads`` indices into the passage, -1 for a root.
    ``vectors`` (n, width) float32; ``scores`` are log-probabilities (n, labels) by head;
    ``spans`` by head.
    """

    sentences: list[tuple[int, int]]
    heads: list[int]
    deprels: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    vectors: NDArray[np.float32]
    scores: dict[str, NDArray[np.float32]]
    spans: dict[str, list[ScoredSpan]]


class _Progress:
    """Arrays of one passage, filled window by window."""

    __slots__ = ("arcs", "deprels", "done", "heads", "label_dependent", "label_head", "passage",
                 "starts", "tags", "vectors")  # fmt: skip

    def __init__(self, passage: Passage, sizes: tuple[int, int, int]) -> None:
        n = len(passage.words)
        self.passage = passage
        self.done = 0
        self.vectors = np.zeros((n, sizes[0]), dtype=np.float32)
        self.tags = np.zeros((n, sizes[1]), dtype=np.float32)
        self.label_dependent = np.zeros((n, sizes[2]), dtype=np.float32)
        # Row 0 is the root's own factor, the same in every window.
        self.label_head = np.zeros((n + 1, sizes[2]), dtype=np.float32)
        self.starts: list[int] = []
        self.arcs: list[NDArray[np.float32]] = []
        self.heads: list[int] = []
        self.deprels: list[str] = []


class Analyser:
    """Runs one model folder; give it passages of one document at a time."""

    def __init__(self, folder: ModelFolder, *, window: int = WINDOW_PIECES) -> None:
        # Imported here: half the start-up time of the package is theirs.
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        self.folder = folder
        self.window = window
        labels = json.loads((folder.path / "labels.json").read_text(encoding="utf-8"))
        self.labels: dict[str, tuple[str, ...]] = {
            name: tuple(values) for name, values in labels["heads"].items()
        }
        self.deprels: tuple[str, ...] = tuple(labels["deprel"])
        self._columns: dict[str, slice] = {}
        at = 0
        for name, values in self.labels.items():
            self._columns[name] = slice(at, at + len(values))
            at += len(values)
        self._n_tags = at
        self._start = self.labels["sentence"].index("start")
        self._decoders = _decoders(self.labels)
        self.pieces = PieceEncoder(Tokenizer.from_file(str(folder.path / "tokenizer.json")))
        table = json.loads((folder.path / "lemmas.json").read_text(encoding="utf-8"))
        self._lemmatiser = Lemmatiser(table)
        with np.load(folder.path / "labels.npz", allow_pickle=False) as arrays:
            tensor = arrays["label_tensor"].astype(np.float32)
        self._side = tensor.shape[1]
        self._tensor = np.ascontiguousarray(tensor.transpose(1, 0, 2).reshape(self._side, -1))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder.path / folder.card["model"]["weights"]), options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=list(SLOW_FUSIONS),
        )  # fmt: skip

    def analyse(self, passages: Sequence[Passage]) -> list[Analysis]:
        """Analyse passages, each apart; the result has their order."""
        sizes = (self.labels_width, self._n_tags, self._side - 1)
        progress = [_Progress(p, sizes) for p in passages]
        for p in progress:
            while p.done < len(p.passage.words):
                self._step(p)
        self._label([p for p in progress if p.passage.words])
        return self._finish(progress)

    @property
    def labels_width(self) -> int:
        """Columns of the vectors."""
        return int(self.folder.card["model"]["width"])

    def _step(self, progress: _Progress) -> None:
        """Run the next window of a passage."""
        first, last = progress.done, self._window_end(progress)
        passage = progress.passage
        window = self.pieces.encode(passage.words[first:last], passage.spaces[first:last])
        feeds = {name: np.array(getattr(window, name), np.int64)
                 for name in ("ids", "shapes", "first", "last")}  # fmt: skip
        self._take(progress, last, self._session.run(OUTPUTS, feeds))

    def _window_end(self, progress: _Progress) -> int:
        words, starts = progress.passage.words, progress.passage.starts
        total, last = 0, progress.done
        while last < len(words):
            total += len(self.pieces.cut(words[last])[0])
            if total > self.window and last > progress.done:
                break
            last += 1
        if starts is not None and last < len(words):
            fitting = [s for s in starts if progress.done < s <= last]
            if fitting:
                return int(fitting[-1])
            last = int(next((s for s in starts if s > last), len(words)))
        return last

    def _take(self, progress: _Progress, last: int, outputs: list[Any]) -> None:
        vectors, tags, arc, dependent, head = outputs
        first, n = progress.done, len(vectors)
        known = progress.passage.starts
        if known is None:
            column = tags[:, self._columns["sentence"]]
            found = np.flatnonzero(column.argmax(1) == self._start).tolist()
            starts = [0, *(i for i in found if i)]
            # The last sentence may be cut by the window's end: read it again with what follows.
            if last < len(progress.passage.words) and len(starts) > 1:
                n = starts.pop()
        else:
            starts = [s - first for s in known if first <= s < first + n]
        progress.vectors[first : first + n] = vectors[:n]
        progress.tags[first : first + n] = tags[:n]
        progress.label_dependent[first : first + n] = dependent[:n]
        progress.label_head[first + 1 : first + n + 1] = head[1 : n + 1]
        progress.label_head[0] = head[0]
        for start, end in zip(starts, [*starts[1:], n], strict=True):
            progress.starts.append(first + start)
            inside = arc[start:end, start + 1 : end + 1]
            progress.arcs.append(np.concatenate([arc[start:end, :1], inside], 1))
        progress.done = first + n

    def _label(self, progress: list[_Progress]) -> None:
        """Choose heads, then relations of all words at once."""
        rows, columns = [], []
        for p in progress:
            for start, arcs in zip(p.starts, p.arcs, strict=True):
                p.heads += [h - 1 + start if h else -1 for h in best_heads(arcs)]
            rows.append(p.label_dependent)
            columns.append(p.label_head[np.array(p.heads) + 1])
        if not progress:
            return
        best = self._best_labels(np.concatenate(rows), np.concatenate(columns)).tolist()
        at = 0
        for p in progress:
            p.deprels += [self.deprels[i] for i in best[at : at + len(p.heads)]]
            at += len(p.heads)

    def _best_labels(
        self, dependent: NDArray[np.float32], head: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        parts = []
        for at in range(0, len(dependent), 512):
            left = _with_one(dependent[at : at + 512])
            right = _with_one(head[at : at + 512])
            product = (left @ self._tensor).reshape(len(left), len(self.deprels), self._side)
            parts.append(np.matmul(product, right[:, :, None])[:, :, 0].argmax(1))
        return np.concatenate(parts)

    def _finish(self, progress: list[_Progress]) -> list[Analysis]:
        """Read tags and spans off the scores of all passages together, then part them again.

        A passage is a paragraph: some twenty words. Arrays of that size cost more to call than
        to compute.
        """
        offsets = [0]
        for p in progress:
            offsets.append(offsets[-1] + len(p.passage.words))
        tags = np.concatenate([p.tags for p in progress]) if progress else _NO_TAGS
        bounds = [_bounds(p) for p in progress]
        every = [
            (low + at, high + at)
            for at, pairs in zip(offsets, bounds, strict=False)
            for low, high in pairs
        ]
        plain = {name: self._best(tags, name) for name in ("upos", "xpos", "feats")}
        words = [word for p in progress for word in p.passage.words]
        lemmas = self._lemmas(tags, words, plain["xpos"])
        scores = {
            name: _log_softmax(tags[:, self._columns[name]])
            for name in ("trigger", "status", "stance")
        }
        spans = {
            name: _part(decoder.decode(tags[:, columns], every), offsets)
            for name, columns, decoder in self._span_heads()
        }
        return [
            Analysis(
                bounds[i], p.heads, p.deprels,
                plain["upos"][a:b], plain["xpos"][a:b], plain["feats"][a:b], lemmas[a:b],
                p.vectors,
                {name: values[a:b] for name, values in scores.items()},
                {name: parts[i] for name, parts in spans.items()},
            )
            for i, (p, a, b) in enumerate(zip(progress, offsets, offsets[1:], strict=False))
        ]  # fmt: skip

    def _best(self, tags: NDArray[np.float32], head: str) -> list[str]:
        labels = self.labels[head]
        if not len(tags):
            return []
        return [labels[i] for i in tags[:, self._columns[head]].argmax(1).tolist()]

    def _lemmas(
        self, tags: NDArray[np.float32], words: Sequence[str], xpos: list[str]
    ) -> list[str]:
        scores = tags[:, self._columns["script"]]
        scripts = self.labels["script"]
        lemmas = []
        for index, (word, tag) in enumerate(zip(words, xpos, strict=True)):
            preferred: Sequence[str] = ()
            if len(self._lemmatiser.candidates(word, tag)) > 1:
                preferred = [scripts[i] for i in np.argsort(-scores[index], kind="stable").tolist()]
            lemmas.append(self._lemmatiser.lemma(word, tag, preferred))
        return lemmas

    def _span_heads(self) -> list[tuple[str, slice, SpanDecoder]]:
        return [
            (name, slice(self._columns[head].start + at, self._columns[head].start + at + width), d)
            for name, head, at, width, d in self._decoders
        ]


def _decoders(
    labels: Mapping[str, Sequence[str]],
) -> list[tuple[str, str, int, int, SpanDecoder]]:
    """List the span heads: those with BIES labels, and each type of a head with one O a type."""
    found = []
    for head, values in labels.items():
        if values[0] == "O" and any(v.startswith("B-") for v in values):
            found.append((head, head, 0, len(values), SpanDecoder(values)))
        elif values[0].startswith("O-"):
            starts = [i for i, v in enumerate(values) if v.startswith("O-")]
            for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
                name = f"{head}_{values[start][2:]}"
                decoder = SpanDecoder([("O" if v[0] == "O" else v) for v in values[start:end]])
                found.append((name, head, start, end - start, decoder))
    return found


def _bounds(progress: _Progress) -> list[tuple[int, int]]:
    n = len(progress.passage.words)
    return list(zip(progress.starts, [*progress.starts[1:], n], strict=bool(n)))


def _part(spans: Sequence[ScoredSpan], offsets: Sequence[int]) -> list[list[ScoredSpan]]:
    """Give each passage its spans, counted from its own first word."""
    parts: list[list[ScoredSpan]] = [[] for _ in offsets[1:]]
    at = 0
    for span in spans:
        while span.first >= offsets[at + 1]:
            at += 1
        low = offsets[at]
        parts[at].append(ScoredSpan(span.first - low, span.last - low, span.label, span.score))
    return parts


def _with_one(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.concatenate([rows, np.ones((len(rows), 1), np.float32)], 1)


def _log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(scores):
        return scores
    shifted = scores - scores.max(1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return result
