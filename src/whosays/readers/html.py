"""HTML: a saved page becomes canonical text in page order, each segment tied to the raw file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.readers.blocks import find_blocks, render
from whosays.readers.body import choose_body, container_of, is_aside
from whosays.readers.captions import find_captions
from whosays.readers.drafts import Draft
from whosays.readers.labels import Labelled, label_blocks
from whosays.readers.metadata import PageMetadata, date_of_element, read_metadata
from whosays.readers.plain import split_datelines
from whosays.readers.rules import reader_rules
from whosays.readers.tree import parse_tree
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import DateEvidence, Given, Published
from whosays.schema.segment import SegmentKind
from whosays.schema.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.readers.blocks import Block
    from whosays.readers.tree import Tree

_DATED = re.compile(r"dat(?:e|um)|time|publish|posted|pub-?date", re.IGNORECASE)
_CHANGED = re.compile(r"updat|modif|comment|relat|sidebar|widget", re.IGNORECASE)


@dataclass(slots=True)
class Page:
    """What was read from a page."""

    text: str = ""
    drafts: list[Draft] = field(default_factory=list)
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: Published = field(default_factory=Published)
    metadata_from: tuple[tuple[str, str], ...] = ()


def read_html(html: str, given: Given) -> Page:
    """Read a page; its drafts are empty where it has no readable text. Never fails on markup."""
    tree = parse_tree(html)
    metadata = read_metadata(tree)
    blocks = find_blocks(tree)
    chosen = choose_body(tree, blocks)
    labelled = label_blocks(tree, blocks, chosen, given.title or metadata.title)
    page = _assemble(tree, labelled)
    _date_on_page(tree, blocks, chosen, labelled, metadata)
    page.title = given.title or metadata.title
    page.publisher = given.publisher or metadata.publisher
    page.author = metadata.author
    origins = dict(metadata.origins)
    origins |= {k: "given" for k in ("title", "publisher", "published") if getattr(given, k)}
    page.published = _published(given, metadata, page)
    page.metadata_from = tuple(sorted(origins.items()))
    return page


def _assemble(tree: Tree, labelled: Sequence[Labelled]) -> Page:
    """Write the canonical text: blocks parted by blank lines, rows of a table by line ends."""
    parts: list[str] = []
    starts: list[int] = []
    drafts: list[Draft] = []
    ends: list[int] = []
    before: Labelled | None = None
    for item in labelled:
        if before is not None:
            joint = "\n" if before.row and item.row else "\n\n"
            parts.append(joint)
            starts += [-1] * len(joint)
            ends += [-1] * len(joint)
        if item.block is None:
            text = item.text
            offsets = [item.origin[0]] * len(text)
            last = [item.origin[1]] * len(text)
        else:
            text, raw = render(tree, item.block.pieces, cells=item.block.row)
            offsets, last = raw[:-1], [*raw[1:-1], raw[-1]]
        skip = item.skip
        text, offsets, last = text[skip:], offsets[skip:], last[skip:]
        at = len(starts)
        parts.append(text)
        starts += offsets
        ends += last
        drafts.append(Draft(at, at + len(text), item.kind, table=item.row))
        before = item
    text = "".join(parts)
    rules = reader_rules()
    drafts = split_datelines(text, find_captions(text, drafts, rules), rules)
    placed = [replace(d, origin=_origin(starts, ends, d)) for d in drafts]
    return Page(text=text, drafts=placed)


def _origin(starts: Sequence[int], ends: Sequence[int], draft: Draft) -> tuple[int, int]:
    first = starts[draft.start]
    last = max(ends[draft.end - 1], first + 1)
    return first, last


def _date_on_page(
    tree: Tree,
    blocks: Sequence[Block],
    chosen: Sequence[bool],
    labelled: Sequence[Labelled],
    metadata: PageMetadata,
) -> None:
    """Take the date that the page prints by its headline, where its head states none."""
    if metadata.published is not None:
        return
    inside = container_of(tree, blocks, chosen)
    first = next((b for b, c in zip(blocks, chosen, strict=True) if c), None)
    heading = next((i.block for i in labelled if i.kind is SegmentKind.HEADLINE and i.block), None)
    near = {i.block.element for i in labelled if i.kind is SegmentKind.DATELINE and i.block}
    for index, element in enumerate(tree.elements):
        names = element.names()
        timed = element.tag == "time" or bool(_DATED.search(names))
        if not timed or _CHANGED.search(names) or element.inner[1] - element.inner[0] > 400:
            continue
        if is_aside(tree, index):
            continue
        up = tree.ancestors(index)
        near_by = [a for a in up[1:4] if tree.elements[a].tag not in {"body", "html", "main"}]
        by_report = bool(near.intersection(up)) or (
            first is not None
            and any(
                a in tree.ancestors(anchor.element)[:6]
                for anchor in (heading, first)
                if anchor is not None
                for a in near_by
            )
        )
        if by_report or (inside >= 0 and inside in up):
            metadata.put_date(date_of_element(tree, index), _element_name(element.tag, names))
            if metadata.published is not None:
                return


def _element_name(tag: str, names: str) -> str:
    word = next((w for w in names.split() if _DATED.search(w)), "")
    return f"{tag}.{word}" if word else tag


def _published(given: Given, metadata: PageMetadata, page: Page) -> Published:
    if given.published is not None:
        evidence = (DateEvidence(None, "given by the caller"),)
        return Published(given.published, given.published, PublishedBasis.GIVEN, evidence)
    day = metadata.published
    if day is None:
        return Published()
    words = metadata.published_words
    reason = f"{metadata.origins['published']}: {words}"
    at = page.text.find(words) if words else -1
    span = Span(at, at + len(words)) if at >= 0 else None
    return Published(day, day, PublishedBasis.METADATA, (DateEvidence(span, reason),))
