"""Labels: which blocks of a page are kept, and as what kind of segment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.readers.body import LINKED_MAX, container_of, is_aside, key_of
from whosays.readers.rules import reader_rules
from whosays.schema.segment import SegmentKind
from whosays.text.language import main_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.readers.blocks import Block
    from whosays.readers.tree import Tree

_CAPTION = re.compile(r"caption|cutline|(?:^|[\s_-])legend(?:$|[\s_-])")
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|image-?source|photo-?source)(?:$|[\s_-])"
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|author-?name|writer|contributors?)(?:$|[\s_-])"
)
_EMBED = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|telegram-post|tg-?widget|tiktok-embed"
    r"|social-?embed|embed-?(?:twitter|facebook|instagram|telegram|tiktok)|(?:twitter|facebook|instagram|telegram|tiktok)-?embed"
)
_EMBED_SOURCE = re.compile(
    r"//(?:[\w-]+\.)*(?:facebook\.com|twitter\.com|x\.com|t\.me|telegram\.org|instagram\.com|youtube(?:-nocookie)?\.com|youtu\.be"
    r"|tiktok\.com|vk\.com|vimeo\.com|rumble\.com)/",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"key-?(?:points?|takeaways?|facts?)|highlights?|summary|bullets?|at-a-glance|tl-?dr"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A heading, deck or caption stands at most this many blocks before the first line of the body.
LOOK_BACK = 40
LOOK_AHEAD = 12
NOTICE_MIN = 40
POINT_MIN, POINT_MAX = 25, 400
LINK_LINE_MAX = 160


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block that is kept, or (``block`` None) the mark of an embed with its place.

    ``skip`` is how many leading characters are a label and no text.
    """

    kind: SegmentKind
    block: Block | None
    text: str = ""
    origin: tuple[int, int] = (0, 0)
    row: bool = False
    skip: int = 0


class _Labeller:
    def __init__(
        self, tree: Tree, blocks: Sequence[Block], chosen: Sequence[bool], title: str | None
    ) -> None:
        self.tree = tree
        self.blocks = blocks
        self.chosen = chosen
        self.rules = reader_rules()
        self.inside = container_of(tree, blocks, chosen)
        self.title = key_of(title) if title else ""
        taken = [k for k, c in enumerate(chosen) if c]
        self.first = next((k for k in taken if self.within(k)), taken[0] if taken else 0)
        self.last = next((k for k in reversed(taken) if self.within(k)), self.first)
        body = " ".join(blocks[k].text for k in taken[:40])
        self.script = main_script(body)
        self.headline = self.find_headline()
        self.running = False

    def within(self, k: int) -> bool:
        return self.inside >= 0 and self.inside in self.tree.ancestors(self.blocks[k].element)

    def find_headline(self) -> int:
        """Give the block that prints the title: a heading that says it, else the h1; -1: none."""
        best = -1
        for k in range(min(self.last + 1, len(self.blocks))):
            block = self.blocks[k]
            tag = self.tree.elements[block.element].tag if block.element >= 0 else ""
            key = key_of(block.text)
            named = bool(self.title) and len(key) >= 8 and (key == self.title)
            close = bool(self.title) and len(key) >= 20 and (key in self.title or self.title in key)
            if named and (tag in _HEADINGS or k >= self.first - LOOK_BACK):
                if tag == "h1":
                    return k
                best = k if best < 0 or tag in _HEADINGS else best
            elif tag == "h1" and (close or not self.title):
                return k
        if best >= 0:
            return best
        ones = [
            k
            for k in range(max(0, self.first - LOOK_BACK), self.first + 1)
            if k < len(self.blocks)
            and self.blocks[k].element >= 0
            and self.tree.elements[self.blocks[k].element].tag == "h1"
        ]
        return ones[-1] if ones else -1

    def up(self, k: int) -> list[int]:
        """Give the ancestors of a block below the container (all, if it lies outside)."""
        found = []
        for index in self.tree.ancestors(self.blocks[k].element):
            if index == self.inside:
                break
            found.append(index)
        return found

    def marked(self, k: int, pattern: re.Pattern[str], depth: int = 4) -> bool:
        return any(
            pattern.search(self.tree.elements[i].names())
            for i in self.up(k)[:depth]
            if self.tree.elements[i].tag not in {"body", "html", "article", "main"}
        )

    def tags(self, k: int) -> set[str]:
        return {self.tree.elements[i].tag for i in self.up(k)}

    def kind(self, k: int) -> SegmentKind | None:
        """Say what a block is, None for one that is left out."""
        block = self.blocks[k]
        taken = self.chosen[k] and (self.within(k) or self.first <= k <= self.last)
        if k == self.headline:
            return SegmentKind.HEADLINE
        if self.title and key_of(block.text) == self.title:
            return None
        tags = self.tags(k)
        beside = not taken and is_aside(self.tree, block.element, self.inside)
        if self.is_embed(k):
            return SegmentKind.EMBED
        if beside:
            return None
        said = self.rules.kind_of_line(block.text)
        if self.rules.is_foreign_embed(block.text, self.script):
            return SegmentKind.EMBED
        if "figcaption" in tags or "caption" in tags or self.marked(k, _CAPTION, 3):
            credit = said is SegmentKind.CREDIT or self.marked(k, _CREDIT, 1)
            return SegmentKind.CREDIT if credit else SegmentKind.CAPTION
        if self.marked(k, _CREDIT, 2) and len(block.text) <= 120:
            return SegmentKind.CREDIT
        if said is SegmentKind.DATELINE and (taken or not self.running):
            return said
        if self.marked(k, _BYLINE, 3) and len(block.text) <= 150 and not self.running:
            return SegmentKind.BYLINE
        if block.row:
            inside = self.within(k) and block.link_share <= LINKED_MAX
            return SegmentKind.PARAGRAPH if taken or inside else None
        if not taken:
            return self.untaken(k, tags, said)
        return self.taken_kind(k, tags, said)

    def untaken(self, k: int, tags: set[str], said: SegmentKind | None) -> SegmentKind | None:
        """Keep what the body's extractor drops: points on top, bylines, embeds."""
        block = self.blocks[k]
        if said in {SegmentKind.EMBED, SegmentKind.BYLINE, SegmentKind.CREDIT, SegmentKind.CAPTION}:
            return said if self.within(k) or k < self.first else None
        if k < self.first and self.is_notice(k):
            return SegmentKind.BOILERPLATE
        points = "li" in tags and POINT_MIN <= len(block.text) <= POINT_MAX
        if points and block.link_share <= LINKED_MAX and k < self.last:
            by_body = self.within(k) and not self.running
            if by_body or self.marked(k, _POINTS, 5):
                return SegmentKind.KEY_POINT
        return None

    def taken_kind(self, k: int, tags: set[str], said: SegmentKind | None) -> SegmentKind | None:
        block = self.blocks[k]
        own = self.tree.elements[block.element].tag if block.element >= 0 else ""
        if said is not None:
            return said
        if own in _HEADINGS:
            return SegmentKind.HEADLINE
        if block.link_share > 0.9 and len(block.text) <= LINK_LINE_MAX:
            return SegmentKind.BOILERPLATE
        if "li" in tags:
            if (not self.running or self.marked(k, _POINTS, 5)) and len(block.text) >= POINT_MIN:
                return SegmentKind.KEY_POINT
            return SegmentKind.PARAGRAPH
        self.running = True
        return SegmentKind.PARAGRAPH

    def is_notice(self, k: int) -> bool:
        """Tell whether a block is a notice about the report (fiction, rights), not a button."""
        text = self.blocks[k].text
        if len(text) < NOTICE_MIN or self.blocks[k].link_share > LINKED_MAX:
            return False
        return self.rules.kind_of_line(text) is SegmentKind.BOILERPLATE

    def is_embed(self, k: int) -> bool:
        return any(_EMBED.search(self.tree.elements[i].names()) for i in self.up(k)[:6])


def label_blocks(
    tree: Tree, blocks: Sequence[Block], chosen: Sequence[bool], title: str | None
) -> list[Labelled]:
    """Keep headline, body and what belongs to it, in page order; drop the page around it."""
    if not any(chosen):
        return []
    labeller = _Labeller(tree, blocks, chosen, title)
    start = labeller.first
    if 0 <= labeller.headline < start:
        start = labeller.headline
    start = max(0, min(start, labeller.first) - 3)
    kept: list[tuple[int, Labelled]] = []
    for k in range(start, min(len(blocks), labeller.last + 1 + LOOK_AHEAD)):
        outside = k > labeller.last and not labeller.within(k)
        if outside or (k < labeller.first and k != labeller.headline and not _before(labeller, k)):
            continue
        kind = labeller.kind(k)
        if kind is None or (k > labeller.last and kind not in _AFTER):
            continue
        block = blocks[k]
        at = next(p.start for p in block.pieces if tree.html[p.start : p.end].strip())
        skip = labeller.rules.label_length(block.text) if kind is SegmentKind.CAPTION else 0
        kept.append((at, Labelled(kind, block, row=block.row, skip=skip)))
    kept += _frames(tree, labeller, kept)
    return [item for _, item in sorted(kept, key=lambda pair: pair[0])]


_AFTER = frozenset({SegmentKind.CAPTION, SegmentKind.CREDIT, SegmentKind.EMBED, SegmentKind.BYLINE})


def _before(labeller: _Labeller, k: int) -> bool:
    """Tell whether a block before the body may belong to it: after the headline, or within."""
    after_title = labeller.headline >= 0 and k > labeller.headline
    return after_title or labeller.within(k) or labeller.is_notice(k)


def _frames(
    tree: Tree, labeller: _Labeller, kept: Sequence[tuple[int, Labelled]]
) -> list[tuple[int, Labelled]]:
    """Give a mark for each frame of a social network that stands inside the report."""
    if not kept:
        return []
    first, last = min(at for at, _ in kept), max(at for at, _ in kept)
    found: list[tuple[int, Labelled]] = []
    for index, element in enumerate(tree.elements):
        if element.tag != "iframe" or not first <= element.start <= last + 4000:
            continue
        source = element.attrs.get("src") or element.attrs.get("data-src", "")
        if not _EMBED_SOURCE.search(source) or labeller.inside not in tree.ancestors(index):
            continue
        text = " ".join((element.attrs.get("title") or source).split())[:200]
        origin = (element.start, max(element.end, element.start + 1))
        found.append((element.start, Labelled(SegmentKind.EMBED, None, text, origin)))
    return found
