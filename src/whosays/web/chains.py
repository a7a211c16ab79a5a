"""Chains: who relays whom, as a drawing: the innermost sources left, the publishers right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.pipeline.sentence import squeeze
from whosays.web.html import Safe, tag
from whosays.web.texts import count, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.base import LedgerClaim

MOST_NODES = 40
_WIDTH, _HEIGHT = 190, 34
_GAP_X, _GAP_Y = 90, 12
_LETTERS = 20


@dataclass(slots=True)
class Node:
    """A source or publisher; ``column`` counts from the left."""

    name: str
    column: int
    claims: int
    is_publisher: bool


def graph(rows: Iterable[LedgerClaim]) -> tuple[list[Node], list[tuple[int, int, int]], int]:
    """Give nodes, edges (from, to, claims) and how many nodes were left out."""
    paths = [path_of(row) for row in rows]
    deepest = max((len(p) for p in paths), default=1)
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], int] = {}
    for path in paths:
        for at, name in enumerate(path):
            is_last = at == len(path) - 1
            key = _key(name, is_publisher=is_last)
            node = nodes.setdefault(key, Node(name, 0, 0, is_last))
            node.column = max(node.column, deepest - 1 if is_last else at)
            node.claims += 1
            if at:
                pair = (_key(path[at - 1], is_publisher=False), key)
                edges[pair] = edges.get(pair, 0) + 1
    ranked = sorted(nodes, key=lambda k: (-nodes[k].claims, k))
    kept = sorted(ranked[:MOST_NODES], key=lambda k: (nodes[k].column, -nodes[k].claims, k))
    numbers = {key: n for n, key in enumerate(kept)}
    shown = [
        (numbers[a], numbers[b], n)
        for (a, b), n in edges.items()
        if a in numbers and b in numbers and a != b
    ]
    return [nodes[k] for k in kept], shown, len(nodes) - len(kept)


def path_of(row: LedgerClaim) -> list[str]:
    """Give the names of a claim's chain, innermost first, the publisher last."""
    names = [link.name or squeeze(link.span.of(row.text)) for link in row.claim.chain]
    return [*names, row.document.publisher or row.document.name]


def chains_drawing(rows: Iterable[LedgerClaim]) -> Safe | None:
    """Draw the graph; every node leads to its claims. None where nobody is quoted."""
    nodes, edges, left_out = graph(rows)
    if not nodes:
        return None
    heights: dict[int, int] = {}
    places = []
    for node in nodes:
        row = heights.get(node.column, 0)
        heights[node.column] = row + 1
        places.append((node.column * (_WIDTH + _GAP_X), row * (_HEIGHT + _GAP_Y)))
    width = (max(n.column for n in nodes) + 1) * (_WIDTH + _GAP_X) - _GAP_X
    height = max(heights.values()) * (_HEIGHT + _GAP_Y) - _GAP_Y
    lines = [_edge(places[a], places[b], n, f"{nodes[a].name} → {nodes[b].name}")
             for a, b, n in edges]  # fmt: skip
    boxes = [_box(node, *place) for node, place in zip(nodes, places, strict=True)]
    drawn = tag(
        "svg", tag("g", *lines, class_="edges"), *boxes,
        viewBox=f"-2 -2 {width + 4} {height + 4}", width=width + 4, height=height + 4,
        class_="chains-graph", role="group", aria_label=say("incidents.chains"),
    )  # fmt: skip
    more = tag("p", say("claims.more", count=left_out), class_="dim") if left_out else None
    return tag("div", tag("div", drawn, class_="scroll"), more)


def _edge(start: tuple[int, int], end: tuple[int, int], n: int, title: str) -> Safe:
    x1, y1 = start[0] + _WIDTH, start[1] + _HEIGHT / 2
    x2, y2 = end[0], end[1] + _HEIGHT / 2
    bend = max(40, abs(x2 - x1) / 2)
    path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2 - 5} {y2}"
    head = f"M{x2 - 6} {y2 - 4}L{x2} {y2}L{x2 - 6} {y2 + 4}"
    words = f"{title}: {count(n, 'claim')}"
    return tag("g", tag("title", words),
               tag("path", d=path, stroke_width=f"{min(6, 1 + n / 2):.1f}"),
               tag("path", d=head, class_="head"))  # fmt: skip


def _box(node: Node, x: int, y: int) -> Safe:
    from urllib.parse import urlencode

    kind = "publisher" if node.is_publisher else "source"
    name = squeeze(node.name)
    short = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    href = f"/claims?{urlencode({'source': node.name})}"
    return tag(
        "a",
        tag("title", f"{name}: {count(node.claims, 'claim')}"),
        tag("rect", x=x, y=y, width=_WIDTH, height=_HEIGHT, rx=5),
        tag("text", short, x=x + 10, y=y + 21),
        tag("text", str(node.claims), x=x + _WIDTH - 9, y=y + 21, class_="count"),
        href=href, class_=f"node {kind}",
    )  # fmt: skip


def _key(name: str, *, is_publisher: bool) -> str:
    return f"{'p' if is_publisher else 's'}:{name.lower()}"
