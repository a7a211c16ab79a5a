"""What ``read`` prints keeps the contract: schema, spans, determinism."""

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whosays.cli.demo import bundled_sources
from whosays.engine.local import read_many, read_source
from whosays.schema.contract import encode_reading
from whosays.schema.json_schema import contract_schema
from whosays.settings import load_settings

SAMPLES = bundled_sources()
VALIDATOR = jsonschema.Draft202012Validator(contract_schema())

SENTENCES = st.sampled_from(
    [
        "Russian troops shelled Siversk and Zvanivka on Tuesday, the regional head said.",
        "“We lost 12 soldiers,” he added, “and two tanks.”",
        "At least 9 people were killed in Kharkiv overnight 🚀, police reported.",
        "Le 3 mai, الجيش قصف المدينة and then withdrew.",
        "Укр. війська відбили атаку 🇺🇦 near Bakhmut.",
        "e\u0301vacuation of 1\u202f200 people from Avdiivka",
        "According to the ministry, up to 30 drones were downed.",
    ]
)
GLUE = st.sampled_from([" ", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u00a0", "\u202e", " • ", "\u200b"])
NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def reports(draw):
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        parts += [draw(st.one_of(SENTENCES, SENTENCES, NOISE)), draw(GLUE)]
    return "".join(parts)


def spans_in(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key != "origin":
                yield from spans_in(value)
    elif isinstance(node, list):
        if len(node) == 2 and all(type(x) is int for x in node):
            yield tuple(node)
        else:
            for value in node:
                yield from spans_in(value)


def check_spans(found):
    text = found["text"]
    for start, end in spans_in(found):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip(), (start, end)
    segments = [s["span"] for s in found["segments"]]
    for claim in found["claims"]:
        trigger = claim["trigger"]
        assert any(s[0] <= trigger[0] and trigger[1] <= s[1] for s in segments)
        said = claim["time"]["span"]
        if said is not None:
            assert any(said[0] < t["span"][1] and t["span"][0] < said[1] for t in found["times"])


@pytest.mark.parametrize("source", SAMPLES, ids=lambda s: s.name)
def test_a_bundled_report_reads_by_the_schema_with_spans_that_quote(reader, source):
    found = json.loads(encode_reading(read_source(reader, source).reading))

    VALIDATOR.validate(found)
    check_spans(found)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports())
def test_any_unicode_reads_by_the_schema_with_spans_that_quote(reader, text):
    reading = reader.read_lenient(text.encode(), source="random.txt")
    found = json.loads(encode_reading(reading))

    VALIDATOR.validate(found)
    if found["text"] is None:
        assert found["problems"]
    else:
        check_spans(found)


def test_the_same_bytes_give_the_same_output_for_any_number_of_workers(reader):
    once = [encode_reading(read_source(reader, s).reading) for s in SAMPLES]
    again = [encode_reading(read_source(reader, s).reading) for s in SAMPLES]
    pool = [encode_reading(o.reading) for o in read_many(SAMPLES, load_settings(), workers=4)]

    assert once == again
    assert once == pool


def test_a_file_that_cannot_be_read_gives_an_object_with_its_problem(reader):
    found = json.loads(encode_reading(reader.read_lenient(b"\x7fELF\0\0\0", source="a.bin")))

    VALIDATOR.validate(found)
    assert found["text"] is None
    assert [p["code"] for p in found["problems"]] == ["A103"]
