"""textacy's direct quotations over our parses; run by attribution.py in a Python that has textacy.

python attribution_textacy.py PARSES.jsonl OUT.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc
from textacy.extract.triples import direct_quotations

# textacy looks for spaCy's own names of subjects and objects.
RELATIONS = {
    "nsubj:pass": "nsubjpass", "aux:pass": "auxpass", "obj": "dobj", "root": "ROOT",
    "obl": "obl", "obl:agent": "agent", "csubj:pass": "csubjpass",
}  # fmt: skip


def doc_of(row: dict[str, object], nlp: spacy.Language) -> tuple[Doc, list[tuple[int, int]]]:
    """Build a spaCy Doc with our tokens, tags, heads and sentences."""
    tokens, text = row["tokens"], row["text"]
    words = [text[t[0] : t[1]] for t in tokens]
    spaces = [text[t[1] : t[1] + 1].isspace() for t in tokens]
    heads = [t[5] if t[5] >= 0 else i for i, t in enumerate(tokens)]
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        lemmas=[t[2].lower() for t in tokens],
        pos=[t[3] for t in tokens],
        tags=[t[4] for t in tokens],
        heads=heads,
        deps=[RELATIONS.get(t[6], t[6]) for t in tokens],
    )
    return doc, [(t[0], t[1]) for t in tokens]


def hull(tokens: list[object], spans: list[tuple[int, int]]) -> list[list[int]]:
    """Give the stretch from the first token to the last."""
    return [[spans[tokens[0].i][0], spans[tokens[-1].i][1]]]


def main() -> None:
    """Read parses, extract, write attributions."""
    nlp = spacy.blank("en")
    out = []
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        row = json.loads(line)
        doc, spans = doc_of(row, nlp)
        rows = []
        try:
            found = list(direct_quotations(doc))
        except ValueError:
            # textacy refuses a text whose quotation marks do not pair up.
            found = []
        for triple in found:
            content = [[spans[triple.content.start][0], spans[triple.content.end - 1][1]]]
            rows.append(
                {
                    "source": hull(triple.speaker, spans),
                    "cue": hull(triple.cue, spans),
                    "content": content,
                }
            )
        out.append(json.dumps({"document": {"id": row["id"]}, "attributions": rows}))
    Path(sys.argv[2]).write_text("\n".join(out) + "\n", "utf-8")


if __name__ == "__main__":
    main()
