"""Plain text: the decoded file is the canonical text; segments are found by the genre's habits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.readers.captions import find_captions
from whosays.readers.drafts import Draft
from whosays.readers.lines import chunk_lines, split_lines
from whosays.schema.segment import SegmentKind
from whosays.text.language import main_script
from whosays.text.normalise import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.readers.lines import Chunk
    from whosays.readers.rules import ReaderRules

_SENTENCES = re.compile(r"[.!?][\"”’»)]?\s+[\"“«(]?[^\W\d_a-zа-яіїєґ]")
HEADLINE_MAX = 220
SUBHEAD_MAX = 70
# Key points are sentences; a bulleted list of names or numbers is a table of another kind.
KEY_POINT_MEAN = 30
_FRONT = {
    SegmentKind.HEADLINE,
    SegmentKind.DATELINE,
    SegmentKind.BYLINE,
    SegmentKind.BOILERPLATE,
    SegmentKind.KEY_POINT,
    SegmentKind.CREDIT,
}
_DASHES = set("-–—‒*+»·")


def segment_plain(text: str, rules: ReaderRules, title: str | None = None) -> list[Draft]:
    """Cut a plain text into drafts, in order; blank lines and rulers belong to none."""
    chunks = _true_bullets(text, chunk_lines(text, split_lines(text)))
    script = main_script(text)
    drafts = [_first_look(text, chunk, rules, script) for chunk in chunks]
    drafts = _headlines(text, chunks, drafts, title)
    drafts = _key_points(text, chunks, drafts, rules)
    drafts = find_captions(text, drafts, rules)
    return split_datelines(text, drafts, rules)


def _true_bullets(text: str, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Give a lone dash back to its line: it opens speech, not a list."""
    found: list[Chunk] = []
    for index, chunk in enumerate(chunks):
        near = (*chunks[max(0, index - 1) : index], *chunks[index + 1 : index + 2])
        alone = not any(other.bullet[:1] == chunk.bullet[:1] for other in near)
        if chunk.bullet and chunk.bullet[0] in _DASHES and alone:
            start = text.rfind(chunk.bullet, 0, chunk.start)
            found.append(replace(chunk, start=start, bullet=""))
        else:
            found.append(chunk)
    return found


def _first_look(text: str, chunk: Chunk, rules: ReaderRules, script: str) -> Draft:
    words = text[chunk.start : chunk.end]
    if chunk.cells:
        return Draft(chunk.start, chunk.end, SegmentKind.PARAGRAPH, table=True)
    if rules.is_foreign_embed(words, script):
        return Draft(chunk.start, chunk.end, SegmentKind.EMBED)
    if chunk.bullet.startswith("#"):
        return Draft(chunk.start, chunk.end, SegmentKind.HEADLINE)
    kind = rules.kind_of_line(words) or SegmentKind.PARAGRAPH
    if chunk.bullet and kind is SegmentKind.DATELINE:
        kind = SegmentKind.PARAGRAPH
    skip = rules.label_length(words) if kind is SegmentKind.CAPTION else 0
    return Draft(chunk.start + skip, chunk.end, kind)


def _headlines(
    text: str, chunks: Sequence[Chunk], drafts: Sequence[Draft], title: str | None
) -> list[Draft]:
    found = list(drafts)
    wanted = collapse(title).casefold() if title else None
    content = [k for k, d in enumerate(drafts) if d.kind is not SegmentKind.BOILERPLATE]
    top = True
    for place, k in enumerate(content):
        draft = drafts[k]
        top = top and (not place or found[content[place - 1]].kind is SegmentKind.HEADLINE)
        words = draft.of(text)
        if wanted and collapse(words).casefold() == wanted and not draft.table:
            found[k] = draft.as_kind(SegmentKind.HEADLINE)
            continue
        if draft.table or (chunks[k].bullet and place):
            continue
        more = place + 1 < len(content)
        following = drafts[content[place + 1]].of(text) if more else ""
        if place == 0:
            second = chunks[content[1]] if more else None
            listed = bool(chunks[k].bullet and second and second.bullet and not second.gap)
            dated = draft.kind is SegmentKind.DATELINE and _capital_words(words) >= 2
            plain = draft.kind is SegmentKind.PARAGRAPH
            if (plain or dated) and more and not listed and _is_title(words, HEADLINE_MAX):
                found[k] = draft.as_kind(SegmentKind.HEADLINE)
        elif draft.kind is SegmentKind.PARAGRAPH and more and not chunks[k].bullet:
            separate = chunks[k].gap or top
            after_gap = chunks[content[place + 1]].gap or bool(chunks[content[place + 1]].bullet)
            longer = len(following) > len(words) or bool(chunks[content[place + 1]].bullet)
            told = ":" in words or words.rstrip().endswith("?")
            if separate and after_gap and longer and not told and _is_title(words, SUBHEAD_MAX):
                found[k] = draft.as_kind(SegmentKind.HEADLINE)
    return found


def _capital_words(words: str) -> int:
    return sum(w[0].isupper() and w[0].isalpha() and len(w) > 3 for w in words.split())


def _is_title(words: str, limit: int) -> bool:
    """Tell whether a line is set as a title: short, without the end of a sentence."""
    if len(words) > 2 * limit:
        return False
    line = collapse(words)
    if not line or len(line) > limit or not any(c.isalpha() for c in line):
        return False
    last = line.rstrip("\"'”’»)]")[-1:]
    if last in {".", ";", ",", ":", "…"} and not line.endswith(("a.m.", "p.m.", "U.S.", "U.N.")):
        # "…, Jan. 5." is a sentence; "… since 8 a.m." may be a title.
        return False
    if last == "!" and len(line) > 90:
        return False
    # A quotation or a line of figures is no title.
    if line[0] in '"“«' and line[-1] in '"”»':
        return False
    return not (("(+" in line) or line[0].islower())


def _key_points(
    text: str, chunks: Sequence[Chunk], drafts: Sequence[Draft], rules: ReaderRules
) -> list[Draft]:
    found = list(drafts)
    front = True
    running = [
        k
        for k, (d, c) in enumerate(zip(drafts, chunks, strict=True))
        if d.kind is SegmentKind.PARAGRAPH and not c.bullet
    ]
    k = 0
    while k < len(found):
        front = front and (not k or found[k - 1].kind in _FRONT)
        if not chunks[k].bullet or found[k].kind is not SegmentKind.PARAGRAPH:
            k += 1
            continue
        end = k
        while end < len(found) and chunks[end].bullet and found[end].kind is SegmentKind.PARAGRAPH:
            end += 1
        before = found[k - 1].of(text) if k else ""
        announced = rules.is_key_point_heading(before)
        on_top = front and not before.rstrip().endswith(":")
        goes_on = bool(running) and running[-1] >= end
        items = [d.of(text) for d in found[k:end]]
        mean = sum(map(len, items)) / len(items)
        # A post's own paragraphs may begin with signs too; they are longer and stand apart.
        listed = len(items) >= 2 and not any(c.gap for c in chunks[k + 1 : end])
        terse = 2 * sum(bool(_SENTENCES.search(item)) for item in items) < len(items)
        if mean >= KEY_POINT_MEAN and (announced or (on_top and goes_on and listed and terse)):
            found[k:end] = [d.as_kind(SegmentKind.KEY_POINT) for d in found[k:end]]
            if announced and found[k - 1].kind is SegmentKind.PARAGRAPH:
                found[k - 1] = found[k - 1].as_kind(SegmentKind.HEADLINE)
        k = end
    return found


def split_datelines(text: str, drafts: Sequence[Draft], rules: ReaderRules) -> list[Draft]:
    """Part "KYIV, 3 May (Agency) - " from the first paragraph that it opens."""
    found: list[Draft] = []
    done = False
    for draft in drafts:
        cut = 0
        if draft.kind is SegmentKind.PARAGRAPH and not draft.table and not done:
            cut = rules.split_dateline(draft.of(text))
            done = True
        if cut:
            head = draft.of(text)[:cut].rstrip(" \t\u00a0\n\r-–—")
            found.append(Draft(draft.start, draft.start + len(head), SegmentKind.DATELINE))
            found.append(replace(draft, start=draft.start + cut))
        else:
            found.append(draft)
    return found
