"""Readings made by hand, and a ledger in a temporary folder whose clock stands still."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from whosays.ledger.ledger import Ledger
from whosays.schema.basis import PublishedBasis, TimeBasis
from whosays.schema.claim import (
    Claim,
    ClaimActor,
    EventType,
    Link,
    Mode,
    Stance,
    Status,
    claim_id,
)
from whosays.schema.document import Document, DocumentMeta, Published
from whosays.schema.figure import Figure
from whosays.schema.place import PlaceMention, Precision
from whosays.schema.reading import Reading
from whosays.schema.run import Run
from whosays.schema.segment import Segment, SegmentKind
from whosays.schema.span import Span
from whosays.schema.time import ClaimTime
from whosays.schema.weapon import WeaponMention

CLOCK = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def quote(text, words, near=0):
    """Give the span of ``words`` at or after ``near``, else anywhere."""
    found = [text.find(words, near), text.find(words), text.lower().find(words.lower())]
    start = next((f for f in found if f >= 0), None)
    assert start is not None, f"{words!r} does not stand in {text!r}"
    return Span(start, start + len(words))


def build_claim(text, sha256, version, row):
    """Make a claim from its words; see ``build_reading``."""
    start = text.index(row["in"]) if "in" in row else 0
    trigger = quote(text, row["trigger"], start)
    start = text.rfind("\n", 0, trigger.start) + 1 if "in" not in row else start

    def actors(rows):
        return tuple(
            ClaimActor(quote(text, w, start), country, role, group, name)
            for w, country, role, group, name in (((*r, None, None, None, None)[:5]) for r in rows)
        )

    places = tuple(
        PlaceMention(
            quote(text, name, start), name, geonameid=None, lat=lat, lon=lon,
            precision=Precision(precision or "settlement"), radius_km=radius or 3.0, score=0.9,
        )
        for name, lat, lon, precision, radius in (
            (*r, None, None, None)[:5] for r in row.get("places", ())
        )
    )  # fmt: skip
    time = ClaimTime()
    if "time" in row:
        first, last = (date.fromisoformat(d) for d in row["time"])
        time = ClaimTime(None, first, last, TimeBasis.DOCUMENT)
    return Claim(
        id=claim_id(sha256, row["type"], trigger, version),
        type=EventType(row["type"]),
        trigger=trigger,
        agents=actors(row.get("agents", ())),
        targets=actors(row.get("targets", ())),
        places=places,
        time=time,
        weapons=tuple(
            WeaponMention(quote(text, w, start), code) for w, code in row.get("weapons", ())
        ),
        figures=tuple(
            Figure(
                quote(text, w, start), what, low, high, approx="about" in w or "approx" in rest,
                total="total" in rest,
                as_of=next((date.fromisoformat(r) for r in rest if r[:2] == "20"), None),
            )
            for w, what, low, high, *rest in row.get("figures", ())
        ),
        status=Status(row.get("status", "happened")),
        stance=Stance(row.get("stance", "stated")),
        chain=tuple(
            Link(
                quote(text, w, start), None, Mode(mode), country, role, group, name
            )
            for w, mode, country, role, group, name in (
                (*r, None, None, None, None)[:6] for r in row.get("chain", ())
            )
        ),
        incident=row.get("incident"),
    )  # fmt: skip


def build_reading(
    text,
    claims=(),
    *,
    name="report.txt",
    published=None,
    publisher=None,
    version="0.1.0",
    title=None,
):
    """Make a reading. A claim is a dict: type, trigger, agents, targets, places, time, weapons,
    figures, chain, status, stance; words are quoted from the text, at or after the line "in"."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    when = Published()
    if published is not None:
        day = date.fromisoformat(published)
        when = Published(day, day, PublishedBasis.GIVEN)
    segments, start = [], 0
    for line in text.split("\n"):
        if line:
            span = Span(start, start + len(line))
            segments.append(Segment(span, SegmentKind.PARAGRAPH, "en"))
        start += len(line) + 1
    document = Document(
        id=name,
        sha256=sha256,
        text=text,
        segments=tuple(segments),
        meta=DocumentMeta(source=name, title=title, publisher=publisher, published=when),
        language="en",
    )
    return Reading(
        document=document,
        published=when,
        claims=tuple(build_claim(text, sha256, version, row) for row in claims),
        run=Run(version=version),
    )


SHELLING = (
    "Kharkiv, 4 May\n"
    "Police of the region said that Russian troops shelled Vovchansk with mortars, "
    "killing 12 people.\n"
    "The governor said about 300 residents were evacuated from Lyptsi."
)
SHELLING_CLAIMS = (
    {
        "type": "shelling",
        "trigger": "shelled",
        "agents": [("Russian troops", "RUS", "MIL")],
        "places": [("Vovchansk", 50.29, 36.94)],
        "weapons": [("mortars", "mortar")],
        "time": ("2023-05-03", "2023-05-04"),
        "chain": [("Police of the region", "speech", "UKR", "COP")],
    },
    {
        "type": "casualties",
        "trigger": "killing",
        "targets": [("12 people", "UKR", "CVL")],
        "places": [("Vovchansk", 50.29, 36.94)],
        "figures": [("12", "killed", 12, 12)],
        "time": ("2023-05-03", "2023-05-04"),
        "chain": [("Police of the region", "speech", "UKR", "COP")],
    },
    {
        "type": "displacement",
        "trigger": "evacuated",
        "targets": [("residents", "UKR", "CVL")],
        "places": [("Lyptsi", 50.21, 36.43)],
        "figures": [("300", "evacuated", 300, 300, "approx")],
        "chain": [("The governor", "speech", "UKR", "GOV", None, "Oleh Veres")],
        "stance": "estimated",
    },
)


@pytest.fixture
def build():
    """The function that makes readings."""
    return build_reading


@pytest.fixture
def shelling():
    """A reading of a report with three claims."""
    return build_reading(SHELLING, SHELLING_CLAIMS, published="2023-05-04", publisher="Veres Wire")


@pytest.fixture
def ledger(tmp_path):
    """An empty ledger whose clock stands still."""
    with Ledger(tmp_path / "ledger.sqlite", now=lambda: CLOCK) as opened:
        yield opened
