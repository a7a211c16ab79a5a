"""Body: which blocks of a page are the report, by trafilatura and our own look at the page."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.readers.blocks import Block
    from whosays.readers.tree import Tree

# Beyond these a page is generated or hostile, and the other parser's time is not bounded.
MAX_ELEMENTS = 60_000
MAX_CHARS = 6_000_000
MAX_NESTING = 300
# A block this long (letters and digits) is recognised inside a longer line of the other text.
PART_MIN = 24
# Our own look: running text is at least this long and mostly not linked.
TEXT_MIN = 80
LINKED_MAX = 0.4
# The container is the deepest element with this share of the body's characters.
CONTAINER_SHARE = 0.85

_KEY = re.compile(r"[\W_]+")
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|share|sharing|social|newsletter|subscri\w*|sign-?up|promo\w*"
    r"|advert\w*|ads?|sponsor\w*|comments?|disqus|cookie\w*|consent|gdpr|sidebar|side-?bar|nav|navbar|navigation|menu"
    r"|footer|breadcrumbs?|popup|modal|banner|widget|outbrain|taboola|trending|popular|most-?read|read-?(?:more|next|also)"
    r"|more-(?:from|on|stories)|tags?|topics|pagination|author-?(?:bio|box|info)|toolbar|skip|paywall|print-only|donat\w*)(?:$|[\s_-])"
)
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "menu", "dialog", "search"})


def key_of(text: str) -> str:
    """Give letters and digits only, so that two renderings of one line agree."""
    return _KEY.sub("", text).casefold()


def is_aside(tree: Tree, index: int, stop: int = -1) -> bool:
    """Tell whether an element, up to ``stop`` (not included), lies in a part beside the report."""
    while index >= 0 and index != stop:
        element = tree.elements[index]
        if element.tag in _ASIDE_TAGS:
            return True
        if element.tag not in {"body", "html", "article", "main"} and _ASIDE.search(
            element.names()
        ):
            return True
        index = element.parent
    return False


def choose_body(tree: Tree, blocks: Sequence[Block]) -> list[bool]:
    """Mark the blocks that are the report's running text."""
    extracted = _extract(tree)
    if extracted:
        chosen = _match(tree, blocks, extracted)
        if sum(len(b.text) for b, c in zip(blocks, chosen, strict=True) if c) >= TEXT_MIN:
            return _nearby(tree, blocks, chosen)
    return _own_look(tree, blocks)


def _extract(tree: Tree) -> str:
    if (
        len(tree.elements) > MAX_ELEMENTS
        or len(tree.html) > MAX_CHARS
        or _depth(tree) > MAX_NESTING
    ):
        return ""
    # A third of a second to import: only for pages.
    import trafilatura  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            tree.html.replace("\x00", ""), include_comments=False, include_tables=True
        )
    except Exception:  # noqa: BLE001 - the other library's parser meets pages nobody has seen
        return ""
    return found or ""


def _depth(tree: Tree) -> int:
    depths: list[int] = []
    for element in tree.elements:
        depths.append(depths[element.parent] + 1 if element.parent >= 0 else 1)
    return max(depths, default=0)


def _match(tree: Tree, blocks: Sequence[Block], extracted: str) -> list[bool]:
    """Find the extracted lines among the blocks; of twins, the one nearest the others is taken."""
    lines = [key for line in extracted.split("\n") if (key := key_of(line))]
    # Its lines may break inside a sentence, where the source does.
    whole = "".join(lines)
    known = Counter(lines)
    keys = [key_of(block.text) for block in blocks]
    count = Counter(keys)
    sure = [
        bool(key) and count[key] == 1 and (key in known or (len(key) >= PART_MIN and key in whole))
        for key in keys
    ]
    inside = container_of(tree, blocks, sure)
    chosen = list(sure)
    for key in sorted(count):
        if count[key] > 1 and key not in known and len(key) >= PART_MIN:
            known[key] = whole.count(key)
    twins = [k for k, key in enumerate(keys) if key and count[key] > 1 and known[key] > 0]
    near = [k for k in twins if inside >= 0 and inside in tree.ancestors(blocks[k].element)]
    for k in (*near, *(k for k in twins if k not in set(near))):
        if known[keys[k]] > 0:
            known[keys[k]] -= 1
            chosen[k] = True
    return chosen


def container_of(tree: Tree, blocks: Sequence[Block], chosen: Sequence[bool]) -> int:
    """Give the deepest element that holds nearly all chosen text, -1 for none."""
    weight: Counter[int] = Counter()
    total = 0
    for block, taken in zip(blocks, chosen, strict=True):
        if taken:
            size = len(block.text)
            total += size
            for index in tree.ancestors(block.element):
                weight[index] += size
    full = [index for index, size in weight.items() if size >= CONTAINER_SHARE * total]
    return max(full, default=-1)


def _nearby(tree: Tree, blocks: Sequence[Block], chosen: list[bool]) -> list[bool]:
    """Add running text that stands between chosen blocks, in the same part of the page."""
    inside = container_of(tree, blocks, chosen)
    taken = [k for k, c in enumerate(chosen) if c and inside in tree.ancestors(blocks[k].element)]
    if not taken:
        return chosen
    found = list(chosen)
    for k in range(taken[0], taken[-1] + 1):
        block = blocks[k]
        if found[k] or block.link_share > LINKED_MAX or inside not in tree.ancestors(block.element):
            continue
        if len(block.text) >= TEXT_MIN and not is_aside(tree, block.element, inside):
            found[k] = tree.elements[block.element].tag not in {"figcaption", "figure", "li"}
    _same_kind(tree, blocks, found, taken[-1])
    return found


def _same_kind(tree: Tree, blocks: Sequence[Block], found: list[bool], last: int) -> None:
    """Add the paragraphs after the last one that are set just like most of the report.

    Pages part long reports by advertisements; a further report on the page has its own
    heading or article element, which ends the search.
    """
    styles = Counter(
        _style(tree, block) for block, taken in zip(blocks, found, strict=True) if taken
    )
    style, count = max(sorted(styles.items()), key=lambda item: item[1])
    if count < 3 or not style[1]:
        return
    home = _article_of(tree, blocks[last].element)
    for k in range(last + 1, len(blocks)):
        block = blocks[k]
        tag = tree.elements[block.element].tag if block.element >= 0 else ""
        if tag == "h1" or _article_of(tree, block.element) != home:
            return
        long = len(block.text) >= TEXT_MIN and block.link_share <= LINKED_MAX
        if long and _style(tree, block) == style and not is_aside(tree, block.element):
            found[k] = True


def _style(tree: Tree, block: Block) -> tuple[str, str]:
    """Give a block's tag and the class of what holds it."""
    if block.element < 0:
        return ("", "")
    element = tree.elements[block.element]
    above = tree.elements[element.parent].attrs.get("class", "") if element.parent >= 0 else ""
    return (f"{element.tag}.{element.attrs.get('class', '')}", above)


def _article_of(tree: Tree, index: int) -> int:
    return next((i for i in tree.ancestors(index) if tree.elements[i].tag == "article"), -1)


def _own_look(tree: Tree, blocks: Sequence[Block]) -> list[bool]:
    """Choose by density: the element whose children hold the most unlinked long text."""
    score: Counter[int] = Counter()
    good: list[bool] = []
    for block in blocks:
        long = len(block.text) >= TEXT_MIN and block.link_share <= LINKED_MAX
        fine = long and not is_aside(tree, block.element)
        good.append(fine)
        if not fine:
            continue
        up = tree.ancestors(block.element)[:6]
        for distance, index in enumerate(up):
            score[index] += len(block.text) // (1 + distance // 2)
    if not score:
        return [
            block.link_share <= LINKED_MAX and not is_aside(tree, block.element) for block in blocks
        ]
    best = max(sorted(score), key=lambda index: score[index])
    return [
        best in tree.ancestors(block.element)
        and block.link_share <= LINKED_MAX
        and not is_aside(tree, block.element, best)
        for block in blocks
    ]
