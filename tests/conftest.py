"""Shared fixtures: hand-made documents and parses, a reader built once, no network."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from whosays.schema.document import Document, DocumentMeta
from whosays.schema.parse import Parse
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.schema.token import Sentence, Token

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared_folder():
    """Give the folder of third-party benchmark data beside the checkout, or skip."""
    if not SHARED.is_dir():
        pytest.skip("the benchmark data beside the checkout is not there")
    return SHARED


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Refuse every connection but to this machine."""
    real = socket.socket.connect

    def connect(self, address):
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in {"127.0.0.1", "::1", "localhost", "local"}:
            msg = f"tests reach no network: {address}"
            raise AssertionError(msg)
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, tmp_path_factory):
    """Keep the user's data folder and settings out of the tests."""
    for name in list(os.environ):
        if name.startswith("WHOSAYS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("WHOSAYS_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def make_document():
    """Give a maker of plain documents of one paragraph a line."""

    def make(text, **meta):
        segments, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                span = Span(at, at + len(line))
                segments.append(Segment(span=span, kind=SegmentKind.PARAGRAPH, language="en"))
            at += len(line) + 1
        return Document(
            id="test.txt",
            sha256="0" * 64,
            text=text,
            segments=tuple(segments),
            meta=DocumentMeta(source="test.txt", **meta),
            language="en",
        )

    return make


@pytest.fixture(scope="session")
def make_parse():
    """Give a maker of one-sentence parses from (word, lemma, upos, head, deprel) rows.

    ``head`` counts from 1 within the sentence, 0 is the root; words are joined by a space.
    """

    def make(*sentences):
        tokens, rows, text = [], [], ""
        for rows_of in sentences:
            first = len(tokens)
            for word, lemma, upos, head, deprel in rows_of:
                if text:
                    text += " "
                start = len(text)
                text += word
                tokens.append(
                    Token(
                        span=Span(start, len(text)),
                        text=word,
                        lemma=lemma,
                        upos=upos,
                        xpos="",
                        feats="",
                        head=head - 1 + first if head else -1,
                        deprel=deprel,
                        sentence=len(rows),
                    )
                )
            span = Span(tokens[first].span.start, tokens[-1].span.end)
            rows.append(Sentence(span=span, first=first, last=len(tokens), segment=0))
        return Parse(text, tuple(tokens), tuple(rows))

    return make


@pytest.fixture(scope="session")
def reader():
    """Give the whole pipeline, built once a session."""
    from whosays.pipeline.read import Reader

    return Reader()
