from __future__ import annotations

import pytest

STATUS = [
    ("happened", "hit", "happened"),
    ("negated", "killed", "did_not_happen"),
    ("notyet", "shell", "did_not_happen"),
    ("denied", "struck", "did_not_happen"),
    ("will", "attack", "planned"),
    ("tried", "storm", "attempted"),
    ("operation", "retake", "attempted"),
    ("continues", "shell", "ongoing"),
    ("progressive", "shelling", "ongoing"),
    ("unclear", "deserted", "unknown"),
    ("may", "attack", "hypothetical"),
    ("no_fewer", "killed", "happened"),
    ("not_over", "battle", "ongoing"),
    ("not_one", "bombed", "did_not_happen"),
    ("how_many", "shot", "unknown"),
    ("parted", "struck", "happened"),
    ("refused", "destroyed", "happened"),
]


@pytest.mark.parametrize(("name", "trigger", "expected"), STATUS, ids=[c[0] for c in STATUS])
def test_status_is_read_from_the_words_around_the_trigger(read_tree, name, trigger, expected):
    annotations = read_tree(name, trigger)

    [found] = annotations.stances

    assert found.status.value == expected
    assert (found.status_cue is None) == (expected == "happened")


STANCE = [
    ("happened", "hit", "stated"),
    ("reportedly", "hit", "alleged"),
    ("accused", "shelling", "alleged"),
    ("claimed", "surrendered", "alleged"),
    ("probably", "withdrawn", "probable"),
    ("believed", "withdrawn", "probable"),
    ("estimate", "killed", "estimated"),
]


@pytest.mark.parametrize(("name", "trigger", "expected"), STANCE, ids=[c[0] for c in STANCE])
def test_stance_is_how_surely_the_innermost_source_says_it(read_tree, name, trigger, expected):
    [found] = read_tree(name, trigger).stances

    assert found.stance.value == expected
