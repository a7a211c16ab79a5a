"""ECB+ as reports with incidents: texts of its topics, and which words tell one happening.

Source: ECB+ (Cybulska & Vossen 2014), annotations under CC BY 3.0. Only sentences that its list of
checked sentences names are used, as its README asks.
"""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LAST_TOPIC = 35
_GLUED = frozenset({",", ".", ";", ":", "!", "?", ")", "n't"})
_OPEN = frozenset({"(", "$"})


class Told(NamedTuple):
    """A text, and the words of each event mention with the id of its happening."""

    name: str
    text: str
    events: tuple[tuple[Span, str], ...]


class _Word(NamedTuple):
    id: str
    sentence: int
    text: str


def told_reports(folder: Path) -> Iterator[Told]:
    """Give the reports of all topics up to ``LAST_TOPIC`` in order of their names."""
    checked: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as lines:
        for row in csv.reader(lines):
            if row[0].isdigit():
                checked[f"{row[0]}_{row[1]}"].add(int(row[2]))
    for path in sorted(folder.glob("*/*.xml")):
        if int(path.parent.name) <= LAST_TOPIC and path.stem in checked:
            report = _read(path, checked[path.stem])
            if report.events:
                yield report


def _read(path: Path, checked: set[int]) -> Told:
    root = ET.parse(path).getroot()
    words = [
        _Word(t.get("t_id", ""), int(t.get("sentence", "0")), t.text or "")
        for t in root.iter("token")
    ]
    if path.stem.endswith("plus"):
        # Its first line is the address of the page.
        words = [w for w in words if w.sentence > 0 or not w.text.startswith("http")]
    text, spans = _join(words)
    happening = {
        source.get("m_id"): relation.get("note") or f"within {relation.get('r_id')}"
        for relation in root.iterfind("Relations/*")
        for source in relation.findall("source")
    }
    sentence = {w.id: w.sentence for w in words}
    events = []
    for mention in root.iterfind("Markables/*"):
        anchors = [a.get("t_id", "") for a in mention.findall("token_anchor")]
        if "ACTION" not in mention.tag or not anchors or any(a not in spans for a in anchors):
            continue
        if sentence[anchors[0]] not in checked:
            continue
        number = mention.get("m_id", "")
        span = Span(spans[anchors[0]].start, spans[anchors[-1]].end)
        events.append((span, happening.get(number, f"once {number}")))
    return Told(path.stem, text, tuple(events))


def _join(words: list[_Word]) -> tuple[str, Mapping[str, Span]]:
    """Join words to a text with its first sentence as the headline."""
    text, spans, before = "", {}, None
    for word in words:
        if before is not None and word.sentence != before.sentence:
            text = text.rstrip() + ("\n\n" if before.sentence == words[0].sentence else " ")
        if word.text in _GLUED or word.text.startswith("'"):
            text = text.rstrip()
        if word.text.strip():
            spans[word.id] = Span(len(text), len(text) + len(word.text))
        text += word.text + ("" if word.text in _OPEN else " ")
        before = word
    return text.rstrip() + "\n", spans
