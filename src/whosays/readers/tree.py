"""Tree: HTML of any quality as elements and text pieces, each with its place in the raw file.

One pass, linear in the length of the page: hostile or cut-off markup costs no more than its bytes.
Only what the readers ask for is modelled; the rules of browsers are followed as far as they
decide which words stand together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Browsers stop nesting at 512; deeper markup is generated or hostile and says nothing more.
MAX_DEPTH = 400
MAX_ATTRIBUTES = 64
MAX_ATTRIBUTE = 8192

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr keygen frame"
VOID = frozenset(_VOID_NAMES.split())
_RAW_NAMES = "script style textarea iframe xmp noembed noframes plaintext title"
RAW = frozenset(_RAW_NAMES.split())
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup "
    "hr html iframe li main menu nav ol option optgroup p pre search section select summary "
    "table tbody td tfoot th thead title tr ul video audio button"
)
BLOCK = frozenset(_BLOCK_NAMES.split())
_CLOSES_P = BLOCK - {"option", "optgroup", "button", "td", "th", "tr", "tbody", "thead", "tfoot"}
_IMPLIED: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tr", "td", "th"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tr", "td", "th"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_TAG = re.compile(r"[a-zA-Z][^\s/>]*+")
_GAP = re.compile(r"[\s/]*+")
_NAME = re.compile(r"[^\s/>=][^\s/>=]*+")
_EQUALS = re.compile(r"\s*+=\s*+")
_BARE = re.compile(r"[^\s>]*+")
_RAW_END = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in sorted(RAW)}


@dataclass(slots=True)
class Element:
    """One element; ``parent`` is the index of its parent, -1 at the top."""

    tag: str
    attrs: dict[str, str]
    start: int
    parent: int
    end: int = -1
    inner: tuple[int, int] = (0, 0)

    def names(self) -> str:
        """Give class, id, role and the like in one lower-case string."""
        keys = ("class", "id", "role", "itemprop", "data-component", "data-testid", "rel")
        return " ".join(self.attrs[k] for k in keys if k in self.attrs).casefold()


@dataclass(frozen=True, slots=True)
class Piece:
    """Raw text ``[start, end)`` inside an element, not yet unescaped.

    ``block`` changes at every start and end of a block; ``line`` counts line breaks in it.
    """

    start: int
    end: int
    element: int
    block: int
    line: int


@dataclass(slots=True)
class Tree:
    """A page: its source, its elements in order of their starts, its text pieces."""

    html: str
    elements: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def ancestors(self, index: int) -> list[int]:
        """Give the indices from an element up to the root, itself first."""
        found = []
        while index >= 0:
            found.append(index)
            index = self.elements[index].parent
        return found

    def inner(self, index: int) -> str:
        """Give the source between an element's tags."""
        start, end = self.elements[index].inner
        return self.html[start:end]


class _Builder:
    """The state of one pass."""

    def __init__(self, html: str) -> None:
        self.tree = Tree(html)
        self.stack: list[int] = []
        self.open: dict[str, int] = {}
        self.block = 0
        self.line = 0
        self.no_more: set[str] = set()

    def text(self, start: int, end: int) -> None:
        if end > start:
            top = self.stack[-1] if self.stack else -1
            self.tree.pieces.append(Piece(start, end, top, self.block, self.line))

    def boundary(self, tag: str) -> None:
        if tag in BLOCK:
            self.block += 1
            self.line = 0
        elif tag == "br":
            self.line += 1

    def push(self, tag: str, attrs: dict[str, str], start: int, after: int) -> int:
        self._imply(tag, start)
        self.boundary(tag)
        parent = self.stack[-1] if self.stack else -1
        element = Element(tag, attrs, start, parent, after, (after, after))
        self.tree.elements.append(element)
        index = len(self.tree.elements) - 1
        if tag not in VOID and len(self.stack) < MAX_DEPTH:
            self.stack.append(index)
            self.open[tag] = self.open.get(tag, 0) + 1
        return index

    def _imply(self, tag: str, at: int) -> None:
        if tag in _CLOSES_P and self.open.get("p"):
            for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - 8), -1):
                top = self.tree.elements[self.stack[depth]].tag
                if top == "p":
                    self.pop_to(depth, at, at)
                    break
                if top in BLOCK:
                    break
        if tag in _IMPLIED:
            closed, barrier = _IMPLIED[tag]
            lowest = None
            for depth in range(len(self.stack) - 1, max(-1, len(self.stack) - 60), -1):
                top = self.tree.elements[self.stack[depth]].tag
                if top in barrier:
                    break
                if top in closed:
                    lowest = depth
            if lowest is not None:
                self.pop_to(lowest, at, at)

    def close(self, tag: str, start: int, after: int) -> None:
        if tag in VOID or not self.open.get(tag):
            if tag in {"br", "p"}:
                self.boundary(tag)
            return
        depth = len(self.stack) - 1
        while self.tree.elements[self.stack[depth]].tag != tag:
            depth -= 1
        self.pop_to(depth, start, after)
        self.boundary(tag)

    def pop_to(self, depth: int, start: int, after: int) -> None:
        while len(self.stack) > depth:
            element = self.tree.elements[self.stack.pop()]
            self.open[element.tag] -= 1
            last = len(self.stack) == depth
            element.end = after if last else start
            element.inner = (element.inner[0], start)
            if element.tag in BLOCK:
                self.block += 1
                self.line = 0


def parse_tree(html: str) -> Tree:
    """Parse a page. Never fails."""
    builder = _Builder(html)
    size, at = len(html), 0
    while at < size:
        less = html.find("<", at)
        if less < 0:
            builder.text(at, size)
            break
        builder.text(at, less)
        at = _markup(builder, html, less)
    builder.pop_to(0, size, size)
    return builder.tree


def _markup(builder: _Builder, html: str, less: int) -> int:
    """Handle what begins at "<" and give where to go on."""
    following = html[less + 1 : less + 2]
    if following == "/" and html[less + 2 : less + 3].isalpha():
        match = _TAG.match(html, less + 2)
        close = html.find(">", less)
        after = close + 1 if close >= 0 else len(html)
        builder.close(match.group(0).lower() if match else "", less, after)
        return after
    if html.startswith("<!--", less):
        close = html.find("-->", less + 4)
        return close + 3 if close >= 0 else len(html)
    if following in {"!", "?", "/"}:
        close = html.find(">", less)
        return close + 1 if close >= 0 else len(html)
    match = _TAG.match(html, less + 1)
    if not match:
        builder.text(less, less + 1)
        return less + 1
    tag = match.group(0).lower()
    attrs, after = _attributes(builder, html, match.end())
    index = builder.push(tag, attrs, less, after)
    if tag in RAW:
        found = _RAW_END[tag].search(html, after)
        end = found.start() if found else len(html)
        if tag in {"title", "textarea"}:
            builder.text(after, end)
        builder.tree.elements[index].inner = (after, end)
        if not found:
            return len(html)
        close = html.find(">", end)
        after = close + 1 if close >= 0 else len(html)
        builder.close(tag, end, after)
    return after


def _attributes(builder: _Builder, html: str, at: int) -> tuple[dict[str, str], int]:
    attrs: dict[str, str] = {}
    size = len(html)
    while at < size:
        gap = _GAP.match(html, at)
        at = gap.end() if gap else at
        if at >= size:
            break
        if html[at] == ">":
            return attrs, at + 1
        name = _NAME.match(html, at)
        if not name:
            at += 1
            continue
        at = name.end()
        value = ""
        equals = _EQUALS.match(html, at)
        if equals:
            at = equals.end()
            quote = html[at : at + 1]
            close = -1
            if quote in {'"', "'"} and quote not in builder.no_more:
                close = html.find(quote, at + 1)
                if close < 0:
                    builder.no_more.add(quote)
            if close >= 0:
                value, at = html[at + 1 : min(close, at + 1 + MAX_ATTRIBUTE)], close + 1
            else:
                bare = _BARE.match(html, at)
                value, at = (
                    html[at : bare.end() if bare else at][:MAX_ATTRIBUTE],
                    (bare.end() if bare else at),
                )
        if len(attrs) < MAX_ATTRIBUTES:
            attrs.setdefault(name.group(0).lower(), value)
    return attrs, size
