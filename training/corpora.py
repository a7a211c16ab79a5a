"""Readers of the training corpora: files → documents of labelled units.

A unit is a sentence of a treebank or a piece of a paragraph of a running text. What a
corpus does not label is None, and trains nothing.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from training.splits import RE3D_SOURCES, is_gum_training_document, re3d_test_ids
from whosays.annotators.syntax.tokeniser import Tokeniser
from whosays.resources.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Labelled = tuple[int, int, str]
"""First word, word after the last, label."""

MENTION_TYPES = ("ACTOR", "PLACE", "TIME", "WEAPON", "FIGURE", "SOURCE", "CUE")
ENTITY_TYPES = (
    "Person", "Organisation", "Location", "Nationality", "Temporal", "Quantity",
    "Weapon", "MilitaryPlatform", "Vehicle", "Money",
)  # fmt: skip


@dataclass(slots=True)
class Unit:
    """Words with what is known of them; lists run parallel to ``words``."""

    words: list[str]
    spaces: list[bool]
    offsets: list[tuple[int, int]] = field(default_factory=list)
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemma: list[str] | None = None
    head: list[int] | None = None
    deprel: list[str] | None = None
    starts_sentence: bool | None = None
    starts_paragraph: bool = False
    entities: dict[str, list[Labelled]] = field(default_factory=dict)
    mentions: list[Labelled] | None = None
    triggers: list[tuple[int, int, str, str, str]] | None = None
    """First word, word after the last, event type, status, stance."""


@dataclass(slots=True)
class Text:
    """A document: its units, in paragraphs (a window never crosses a paragraph's end
    where ``keep_paragraphs`` is set).
    """

    id: str
    corpus: str
    paragraphs: list[list[Unit]]
    text: str = ""

    def units(self) -> Iterator[Unit]:
        """Give all units in order."""
        for paragraph in self.paragraphs:
            yield from paragraph


def read_conllu(path: Path, corpus: str) -> list[Text]:
    """Read a treebank; a multi-word token gives its words, without spaces between."""
    texts: list[Text] = []
    rows: list[list[str]] = []
    new_paragraph = True
    entity_cells: dict[int, list[list[str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                texts.append(Text(line.partition("=")[2].strip(), corpus, [[]]))
                new_paragraph = True
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif not line and rows:
                unit = _unit_of_rows([r for r in rows if "." not in r[0]])
                unit.starts_paragraph, new_paragraph = new_paragraph, False
                texts[-1].paragraphs[0].append(unit)
                entity_cells.setdefault(len(texts) - 1, []).append(
                    [_misc(r[9], "Entity") for r in rows if r[0].isdigit()]
                )
                rows = []
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
    if corpus == "gum":
        for index, text in enumerate(texts):
            _add_gum_entities(text, entity_cells.get(index, []))
    return texts


def _unit_of_rows(rows: list[list[str]]) -> Unit:
    unit = Unit([], [], upos=[], xpos=[], feats=[], lemma=[], head=[], deprel=[])
    assert unit.upos is not None and unit.xpos is not None and unit.feats is not None  # noqa: PT018
    assert unit.lemma is not None and unit.head is not None and unit.deprel is not None  # noqa: PT018
    last_inside, space_after_range = 0, True
    for row in rows:
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            last_inside = int(row[0].partition("-")[2])
            space_after_range = spaced
            continue
        number = int(row[0])
        if number < last_inside:
            spaced = False
        elif number == last_inside:
            spaced = space_after_range
        unit.words.append(row[1])
        unit.spaces.append(spaced)
        unit.lemma.append(row[2])
        unit.upos.append(row[3])
        unit.xpos.append(row[4])
        unit.feats.append(row[5])
        unit.head.append(int(row[6]))
        unit.deprel.append(row[7])
    unit.starts_sentence = True
    return unit


def _misc(cell: str, key: str) -> str:
    for part in cell.split("|"):
        name, _, value = part.partition("=")
        if name == key:
            return value
    return ""


_GUM_TYPES = {
    "person": "Person", "organization": "Organisation", "place": "Location", "time": "Temporal"
}  # fmt: skip
_TIME_WORDS = frozenset(
    "today yesterday tomorrow tonight now monday tuesday wednesday thursday friday saturday "  # noqa: SIM905
    "sunday january february march april may june july august september october november "
    "december day days week weeks month months year years century centuries morning afternoon "
    "evening night hour hours minute minutes decade decades weekend spring summer autumn fall "
    "winter".split()
)
_BRACKET = re.compile(r"\(([^()]*)(\))?|([^()]+)\)")


def _add_gum_entities(text: Text, cells: list[list[str]]) -> None:
    """Add GUM's named persons, organisations, places, and its times, outermost first."""
    units = list(text.units())
    for unit, row in zip(units, cells, strict=True):
        opened: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        found: list[Labelled] = []
        for index, cell in enumerate(row):
            for match in _BRACKET.finditer(cell):
                if match.group(1) is not None:
                    parts = match.group(1).split("-")
                    if match.group(2):
                        found += _gum_entity(unit, index, index, parts)
                    else:
                        opened[parts[0]].append((index, parts))
                elif opened.get(match.group(3)):
                    start, parts = opened[match.group(3)].pop()
                    found += _gum_entity(unit, start, index, parts)
        unit.entities["entity_gum"] = outermost(found)


def _gum_entity(unit: Unit, first: int, last: int, parts: list[str]) -> list[Labelled]:
    if len(parts) < 2 or parts[1] not in _GUM_TYPES or last - first >= 8:
        return []
    assert unit.upos is not None
    assert unit.xpos is not None
    inside = range(first, last + 1)
    if any(unit.upos[i] in {"VERB", "PRON"} for i in inside):
        return []
    if parts[1] == "time":
        named = any(
            unit.words[i].lower() in _TIME_WORDS or unit.upos[i] in {"NUM", "PROPN"} for i in inside
        )
    else:
        minimal = [p for p in parts if re.fullmatch(r"\d+(,\d+)*", p)]
        places = [first + int(n) - 1 for n in (minimal[-1] if minimal else "1").split(",")]
        heads = [i for i in places if i <= last] or [last]
        named = all(unit.upos[i] == "PROPN" or unit.xpos[i].startswith("NNP") for i in heads)
    return [(first, last + 1, _GUM_TYPES[parts[1]])] if named else []


def outermost(spans: Iterable[Labelled]) -> list[Labelled]:
    """Keep the longest of overlapping spans, in text order."""
    kept: list[Labelled] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= k[0] or k[1] <= span[0] for k in kept):
            kept.append(span)
    return sorted(kept)


@cache
def _tokeniser() -> Tokeniser:
    return Tokeniser(Resources().table("en/tokens.toml"))


def read_running_text(name: str, corpus: str, text: str) -> Text:
    """Tokenise a text with the package's own tokeniser: a paragraph a line, cut into
    pieces after sentence-final signs so that windows can be packed.
    """
    paragraphs: list[list[Unit]] = []
    for match in re.finditer(r"[^\n]+", text):
        words = _tokeniser().cut(match.group())
        paragraph: list[Unit] = []
        unit = Unit([], [])
        for index, (start, end) in enumerate(words):
            spaced = index + 1 == len(words) or words[index + 1][0] > end
            unit.words.append(match.group()[start:end])
            unit.spaces.append(spaced)
            unit.offsets.append((match.start() + start, match.start() + end))
            if unit.words[-1][-1] in ".!?" and spaced and len(unit.words) > 3:
                paragraph.append(unit)
                unit = Unit([], [])
        if unit.words:
            paragraph.append(unit)
        if paragraph:
            paragraph[0].starts_sentence = True
            paragraphs.append(paragraph)
    return Text(name, corpus, paragraphs, text)


def words_of(unit: Unit, span: tuple[int, int]) -> tuple[int, int] | None:
    """Give the words that overlap a stretch of characters, None where none does."""
    inside = [i for i, (s, e) in enumerate(unit.offsets) if s < span[1] and span[0] < e]
    return (inside[0], inside[-1] + 1) if inside else None


def read_re3d(folder: Path, barred_texts: Iterable[str]) -> tuple[list[Text], list[Text]]:
    """Read re3d without NC sources and without ``barred_texts``; (train, test).

    Kept: confidence >= 0.5; of overlapping entities the most confident, then the longest.
    """
    barred = {" ".join(t.split()) for t in barred_texts}
    train: list[Text] = []
    test: list[Text] = []
    for source in RE3D_SOURCES:
        documents = _json_lines(folder / source / "documents.json")
        entities: dict[str, list[Any]] = defaultdict(list)
        for row in _json_lines(folder / source / "entities.json"):
            if row["type"] in ENTITY_TYPES and row["confidence"] >= 0.5 and row["value"].strip():
                entities[row["documentId"]].append(row)
        held_out = re3d_test_ids([d["_id"] for d in documents])
        for row in documents:
            if " ".join(row["text"].split()) in barred:
                continue
            text = read_running_text(row["_id"], "re3d", row["text"])
            _add_re3d_entities(text, entities[row["_id"]])
            (test if row["_id"] in held_out else train).append(text)
    return train, test


def _json_lines(path: Path) -> list[Any]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _add_re3d_entities(text: Text, rows: list[Any]) -> None:
    ranked = sorted(rows, key=lambda r: (-round(r["confidence"], 2), r["begin"] - r["end"]))
    chosen: list[tuple[int, int, str]] = []
    for row in ranked:
        start, end = row["begin"], row["end"]
        if text.text[start:end] != row["value"]:
            continue
        if all(end <= c[0] or c[1] <= start for c in chosen):
            chosen.append((start, end, row["type"]))
    for unit in text.units():
        found = []
        for start, end, kind in chosen:
            words = words_of(unit, (start, end))
            if words:
                found.append((*words, kind))
        unit.entities["entity_re3d"] = outermost(found)


def read_uner(path: Path, treebank: list[Text]) -> list[Text]:
    """Read UNER's labels over a treebank's sentences; only words and entities are kept."""
    sentences = [u for t in treebank for u in t.units()]
    labels: list[list[tuple[str, str]]] = [[]]
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            if not line.strip():
                labels.append([])
            else:
                labels[-1].append((line.split("\t")[1], line.split("\t")[2].strip()))
    labels = [s for s in labels if s]
    units = []
    for unit, rows in zip(sentences, labels, strict=True):
        if [w for w, _ in rows] == unit.words:
            units.append(
                Unit(unit.words, unit.spaces, starts_sentence=True,
                     entities={"entity_uner": spans_of_iob([t for _, t in rows])})
            )  # fmt: skip
    return [Text(path.name, "uner", [units])]


def spans_of_iob(tags: list[str]) -> list[Labelled]:
    """Give the spans of IOB2 tags."""
    found: list[Labelled] = []
    start: int | None = None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            found.append((start, index, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = index
    return found


def read_claims(folder: Path) -> list[Text]:
    """Read coded reports: mentions and triggers of their claims, as word spans."""
    texts = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = read_running_text(
            name, "claims", (folder / f"{name}.txt").read_text(encoding="utf-8")
        )
        spans, triggers = _claim_spans(gold["claims"])
        for unit in text.units():
            unit.mentions = sorted(
                {(*w, kind) for *span, kind in spans if (w := words_of(unit, (span[0], span[1])))}
            )
            unit.triggers = sorted(
                {(*w, *rest) for s, e, *rest in triggers if (w := words_of(unit, (s, e)))}
            )
        texts.append(text)
    return texts


def _claim_spans(
    claims: list[Any],
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str, str, str]]]:
    spans: list[tuple[int, int, str]] = []
    triggers = []
    for claim in claims:
        kinds = (("agents", "ACTOR"), ("targets", "ACTOR"), ("places", "PLACE"),
                 ("weapons", "WEAPON"), ("figures", "FIGURE"), ("chain", "SOURCE"))  # fmt: skip
        for field_name, kind in kinds:
            spans += [(*v["span"], kind) for v in claim[field_name] if v.get("span")]
        spans += [(*v["cue"], "CUE") for v in claim["chain"] if v.get("cue")]
        if claim["time"].get("span"):
            spans.append((*claim["time"]["span"], "TIME"))
        triggers.append((*claim["trigger"], claim["type"], claim["status"], claim["stance"]))
    return spans, triggers


def read_gum_train(path: Path) -> list[Text]:
    """Read the part of GUM's training file that may train a shipped model."""
    return [t for t in read_conllu(path, "gum") if is_gum_training_document(t.id)]
