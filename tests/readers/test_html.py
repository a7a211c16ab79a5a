"""Segments and metadata of saved pages."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from whosays.errors import InputError
from whosays.readers.read import read_bytes, read_text
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import Given

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Drones hit Izmail port for third night | Example Wire</title>
<meta property="og:title" content="Drones hit Izmail port for third night">
<meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2031-08-02T23:40:00+03:00">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Wrong"},
 {"@type": "NewsArticle", "headline": "Drones hit Izmail port for third night",
  "author": [{"@type": "Person", "name": "Jana Example"}]}]}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/war">The war in one long line of news</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to improve your visit and to count our readers well.</p></div>
<main><article>
<h1>Drones hit Izmail port for third night</h1>
<div class="byline">By <a href="/jana">Jana Example</a></div>
<time datetime="2031-08-02">2 August 2031</time>
<ul class="key-points"><li>Eleven drones came in from the sea, the navy&#8217;s press office says</li>
<li>Loading stopped at two berths of the river port of Izmail</li></ul>
<p>IZMAIL, Ukraine, Aug 2 (Example) &ndash; Two berths of the river port of Izmail were hit on
Wednesday night by drones, the regional governor said on Telegram &amp; television.</p>
<figure><img src="a.jpg"><figcaption>A crane lies across a berth in the port of Izmail.
<span class="credit">Photo: Jana Example / State Emergency Service</span></figcaption></figure>
<p>The navy&rsquo;s press office counted eleven drones and said that <b>nine</b> of them had been shot
down before they reached the Danube, a claim that could not be checked at once.</p>
<blockquote class="twitter-tweet"><p>We saw it all from the roof pic.twitter.com/abc</p>&mdash; Harbour (@harbour)
<a href="https://twitter.com/x">August 2, 2031</a></blockquote>
<iframe src="https://www.youtube.com/embed/xyz" title="Video of the port"></iframe>
<table><tr><th>Berth</th><th>Damage</th></tr><tr><td>Third</td><td>crane destroyed</td></tr>
<tr><td>Fourth</td><td>2 trucks burned</td></tr></table>
<p><a href="/other">Read also: Tram line in Odesa back in service after repairs of the depot</a></p>
<p>A driver at the third berth said he had heard the engines at about two and had run to the
shelter with his crew, leaving a truck with its lights on.</p>
</article>
<aside class="related"><h3>Related</h3><p>Total losses of the enemy grew to 31,150 persons, said a ministry on another day in June.</p></aside>
</main>
<div id="sidebar"><ul><li><a href="/x">Two hundred tanks lost, says ministry in an older story</a></li></ul></div>
<footer><p>© 2031 Example Wire. All rights reserved.</p></footer>
</body></html>"""


@pytest.fixture(scope="module")
def page():
    return read_text(PAGE, source="https://example.org/izmail.html")


def _of(document, kind):
    return [s.span.of(document.text) for s in document.segments if s.kind == kind]


def test_the_kinds_come_in_page_order(page):
    assert [str(s.kind) for s in page.segments] == [
        "headline",
        "byline",
        "dateline",
        "key_point",
        "key_point",
        "dateline",
        "paragraph",
        "caption",
        "credit",
        "paragraph",
        "embed",
        "embed",
        "embed",
        "paragraph",
        "paragraph",
        "paragraph",
        "boilerplate",
        "paragraph",
    ]


def test_headline_key_points_caption_and_credit_are_kept(page):
    assert _of(page, "headline") == ["Drones hit Izmail port for third night"]
    assert _of(page, "key_point")[0].startswith("Eleven drones came in from the sea, the navy’s")
    assert _of(page, "caption") == ["A crane lies across a berth in the port of Izmail."]
    assert _of(page, "credit") == ["Photo: Jana Example / State Emergency Service"]


def test_a_tables_rows_are_segments_with_cells_parted_by_tabs(page):
    rows = [s.span.of(page.text) for s in page.segments if s.table]

    assert rows == ["Berth\tDamage", "Third\tcrane destroyed", "Fourth\t2 trucks burned"]


def test_navigation_sidebar_and_cookie_lines_are_left_out(page):
    for words in ("We use cookies", "31,150", "Two hundred tanks", "All rights", "Home"):
        assert words not in page.text


def test_every_segment_points_to_its_raw_words(page):
    for segment in page.segments:
        raw = PAGE[segment.origin.start : segment.origin.end]
        shown = re.sub(r"<[^>]*>", " ", raw)
        first = segment.span.of(page.text).split()[0].strip("“’'")
        assert first[:4] in unescape(raw)
        assert segment.kind == "embed" or len(shown) < 3 * segment.span.length() + 40


def test_metadata_comes_with_its_origin(page):
    origins = dict(page.meta.metadata_from)

    assert page.meta.title == "Drones hit Izmail port for third night"
    assert origins["title"] == "json-ld:headline"
    assert (page.meta.author, origins["author"]) == ("Jana Example", "json-ld:author")
    assert (page.meta.publisher, origins["publisher"]) == ("Example Wire", "og:site_name")
    assert page.meta.published.start == date(2031, 8, 2)
    assert page.meta.published.basis is PublishedBasis.METADATA
    assert origins["published"] == "article:published_time"


def test_what_the_caller_says_outweighs_the_page():
    given = Given(published=date(2030, 1, 1), publisher="Other")

    document = read_text(PAGE, source="x.html", given=given)

    assert document.meta.publisher == "Other"
    assert document.meta.published.basis is PublishedBasis.GIVEN


@pytest.mark.parametrize(
    ("head", "body", "origin"),
    [
        ('<meta name="date" content="2031-05-06">', "", "date"),
        ("", '<time datetime="2031-05-06T10:00">May 6</time>', "time"),
        ("", '<span class="post-date">6 May 2031, 10:00</span>', "span.post-date"),
        ("", '<span itemprop="datePublished">6.05.2031</span>', "itemprop:datepublished"),
        (
            '<script type="application/ld+json">{"@type":"Article","datePublished":"2031-05-06"}</script>',
            "",
            "json-ld:datePublished",
        ),
    ],
)
def test_a_date_is_found_in_each_place(head, body, origin):
    text = "The governor said that two people had been wounded by shells near the bridge. " * 3
    raw = f"<html><head>{head}</head><body><article><h1>A heading of it</h1>{body}<p>{text}</p><p>{text}</p></article></body></html>"

    document = read_text(raw, source="x.html")

    assert document.meta.published.start == date(2031, 5, 6)
    assert dict(document.meta.metadata_from)["published"] == origin


def test_a_sidebars_date_is_not_the_reports():
    text = "The governor said that two people had been wounded by shells near the bridge. " * 3
    raw = f"<html><body><article><h1>A heading</h1><p>{text}</p></article><div class='sidebar'><span class='date'>6 May 2031</span></div></body></html>"

    assert read_text(raw, source="x.html").meta.published.start is None


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-u", "iso-8859-5"])
def test_a_declared_charset_is_obeyed(declared):
    words = "Ворог обстріляв два села поблизу річки, повідомив голова області у вівторок. " * 3
    raw = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>{words}</p></body></html>'

    document = read_bytes(raw.encode(declared), source="x.html")

    assert words.strip() in document.text
    assert document.language == "uk"


def test_lines_parted_by_br_are_segments():
    lead = "The total losses of the enemy up to this morning were approximately as told here:"
    rows = ["tanks – 310 (+4),", "helicopters – 12 (+0),", "ships – 2 (+0)."]
    raw = f"<html><body><article><h1>Losses of the enemy</h1><p>{lead}<br>{'<br/>'.join(rows)}</p></article></body></html>"

    document = read_text(raw, source="x.html")

    assert [s.span.of(document.text) for s in document.segments][1:] == [lead, *rows]


HOSTILE = {
    "nested": "<div>" * 100_000 + "text of it" + "</div>" * 100_000,
    "inline": "<b>" * 100_000 + "text of it",
    "angles": "<" * 200_000,
    "quotes": '<a href="' * 60_000 + "x",
    "mixed quotes": "<a b='c" + '<a b="c' * 60_000,
    "comments": "<!--" * 60_000,
    "attributes": "<p " + "x=1 " * 100_000 + ">text of it",
    "huge attribute": f'<p title="{"x" * 3_000_000}">text of it</p>',
    "cells": "<table><tr><td>" * 20_000 + "text of it",
    "crossed": "<div><span>" * 30_000 + "</p></i></div>" * 30_000,
    "entities": "&amp;&#0;&#xD800;&#99999999;&bogus" * 20_000,
    "nulls": "<p>\x00te\x00xt of it\x00</p>",
    "scripts": "<script>" + "<p>text</p>" * 1000,
    "json": '<script type="application/ld+json">' + "[" * 50_000 + "</script><p>text of it</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_neither_crashes_nor_hangs(name):
    raw = f"<!doctype html><html><body>{HOSTILE[name]}".encode()

    try:
        found = read_bytes(raw, source="x.html").text
    except InputError as error:
        found = error.code

    assert found == "A107" or found.strip()


@pytest.mark.parametrize("step", [1, 7, 31])
def test_a_page_cut_off_anywhere_is_read_or_refused(step):
    for end in range(40 * step, len(PAGE), 97 * step):
        try:
            document = read_text(PAGE[:end], source="x.html")
        except InputError:
            continue
        for segment in document.segments:
            assert segment.span.of(document.text).strip()


@pytest.mark.parametrize("seed", range(40))
def test_a_garbled_page_is_read_or_refused(seed):
    # A fixed linear congruence: the same garbling in every run.
    state, chars = seed * 7919 + 1, list(PAGE)
    for _ in range(60):
        state = (state * 1103515245 + 12345) % 2**31
        at = state % len(chars)
        chars[at] = "<>\"'&/=\x00 "[state % 9]
    try:
        document = read_text("".join(chars), source="x.html")
    except InputError:
        return

    last = 0
    for segment in document.segments:
        assert segment.span.start >= last
        last = segment.span.end
