"""The layer ``languages``."""

from __future__ import annotations

import pytest

from whosays.annotators.language import build
from whosays.readers.read import read_text
from whosays.resources.resources import Resources
from whosays.schema.annotations import Annotations
from whosays.settings import load_settings


@pytest.fixture(scope="module")
def annotator():
    return build(Resources(), load_settings(environ={}))


def test_each_segment_has_a_language(annotator):
    text = (
        "Shelling of the river port\n\nThe enemy shelled the port and two villages on Monday.\n\n"
        "Ворог обстріляв порт і два села, заявили в штабі.\n\n"
        "Противник обстрелял порт и два села, объявили в штабе.\n"
    )
    document = read_text(text, source="x.txt")

    layers = annotator.annotate(document, Annotations(document))

    assert layers == {"languages": ("en", "en", "uk", "ru")}
