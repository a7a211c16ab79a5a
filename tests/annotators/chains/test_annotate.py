from __future__ import annotations

import pytest


def chain(annotations):
    [links] = annotations.chains
    return [(k.span.of(annotations.document.text), k.mode.value) for k in links]


CASES = [
    ("after", "burned", [("the regional governor", "speech")]),
    ("that", "taken", [("Moscow", "speech")]),
    ("nested", "looting", [("residents", "witness"), ("The army", "report")]),
    ("reports", "looting", [("Reports", "unnamed")]),
    ("accused", "shelling", []),
    ("welcome", "liberation", []),
    (
        "relay",
        "fled",
        [("a soldier", "recording"), ("The security service", "recording")],
    ),
    ("told", "fallen", [("Captain Ivan Hrytsak", "speech"), ("Suspilne television", "media")]),
    ("estimate", "killed", [("The institute", "estimate")]),
    ("semicolon", "killed", [("the regional governor", "speech")]),
    ("refused", "destroyed", []),
    ("number", "beaten", [("31", "witness")]),
    ("voice_note", "shelled", [("A captain", "recording")]),
    ("put", "killed", [("The ministry", "report")]),
]


@pytest.mark.parametrize(("name", "trigger", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_chain_goes_from_the_innermost_source_outwards(read_tree, name, trigger, expected):
    assert chain(read_tree(name, trigger)) == expected


def test_the_publisher_is_never_a_link(read_tree):
    assert chain(read_tree("estimate", "killed", publisher="The institute")) == []


def test_a_bare_denial_has_the_denier_as_link(read_tree):
    annotations = read_tree("denied", "denied")

    assert chain(annotations) == [("Ankara", "speech")]


def test_a_relative_pronoun_gives_way_to_whom_it_stands_for(read_tree):
    [(span, _)] = chain(read_tree("who", "burned"))

    assert span.endswith("Oleh Koval")
