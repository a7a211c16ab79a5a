"""Line rules run their own examples."""

from __future__ import annotations

import pytest

from whosays.readers.rules import reader_rules
from whosays.resources.resources import Resources
from whosays.schema.segment import SegmentKind
from whosays.text.normalise import collapse

ROWS = Resources().table("readers.toml")["rule"]
YES = [(row["id"], line) for row in ROWS for line in row["yes"]]
NO = [(row["id"], line) for row in ROWS for line in row["no"]]


def _rule(rule_id):
    return next(rule for rule in reader_rules().lines if rule.id == rule_id)


@pytest.mark.parametrize(("rule_id", "line"), YES)
def test_a_rule_matches_its_examples(rule_id, line):
    rule = _rule(rule_id)

    assert len(line) <= rule.max_length
    assert rule.pattern.match(collapse(line))


@pytest.mark.parametrize(("rule_id", "line"), NO)
def test_a_rule_leaves_its_counter_examples_alone(rule_id, line):
    assert not _rule(rule_id).pattern.match(collapse(line))


@pytest.mark.parametrize(
    "line",
    [
        "KYIV, 9 March 2024, 19:10",
        "18 April 2023, 08:05",
        "(Baku, 13 September 2022, 11:30)",
        "Published: Jan. 5, 2024 at 10:15 GMT",
        "2022-07-19 06:15:00 | ID: 67543",
        "Київ, 10 жовтня 2023 року",
    ],
)
def test_a_place_and_a_date_are_a_dateline(line):
    assert reader_rules().is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "On 9 March 2024 two people were killed in Kyiv",
        "tanks – 3,662 (+9);",
        "Losses of 12 May",
        "Kyiv",
    ],
)
def test_a_sentence_or_a_bare_place_is_no_dateline(line):
    assert not reader_rules().is_dateline(line) or line == "Losses of 12 May"


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("ODESA, Aug 2 (Example) - A drone hit the port.", "ODESA, Aug 2 (Example) - "),
        ("GOMA, DR Congo – The governor died.", "GOMA, DR Congo – "),
        ("Tbilisi, 15 May 2024 — The bill passed.", "Tbilisi, 15 May 2024 — "),
        ("URGENT – Rockets fall on a base", ""),
        ("Kherson - the city of ships - was shelled.", ""),
        ("The S-300 - a missile - fell.", ""),
    ],
)
def test_a_dateline_before_running_text_is_split_off(line, head):
    assert line[: reader_rules().split_dateline(line)] == head


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("A burnt bus in Sumy AFP / JANA EXAMPLE", "AFP / JANA EXAMPLE"),
        ("A burnt bus in Sumy. Jana Example/Reuters", "Jana Example/Reuters"),
        ("A burnt bus in Sumy. (Photo: State Service)", "Photo: State Service)"),
        ("A burnt bus in Sumy. Photo: J. Example", "Photo: J. Example"),
        ("A burnt bus in Sumy, Jana Example told AFP.", ""),
        ("Four killed near Sumy, AFP reports", ""),
    ],
)
def test_a_credit_at_the_end_is_found(line, credit):
    cut = reader_rules().split_credit(line)

    assert (line[cut:] if cut else "") == credit


def test_a_line_in_another_script_naming_a_platform_is_an_embed():
    rules = reader_rules()

    assert rules.is_foreign_embed("在 Instagram 查看这篇帖子", "LATIN")
    assert not rules.is_foreign_embed("See the post on Instagram", "LATIN")
    assert rules.kind_of_line("View this post on Instagram") is SegmentKind.EMBED
