"""HTML as values: every string is escaped once, here, and hostile signs are made visible."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
# Signs that turn the direction of text, hide or overprint it: a report could lie with them.
_HOSTILE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


class Safe(str):
    """HTML that was built here, and so needs no escaping."""

    __slots__ = ()


def visible(text: str) -> str:
    """Show control and direction signs as ``⟨U+202E⟩`` instead of obeying them."""
    return _HOSTILE.sub(lambda m: f"\u27e8U+{ord(m[0]):04X}\u27e9", text)


def esc(value: object) -> Safe:
    """Give a value as HTML text; what is ``Safe`` already stays as it is."""
    if isinstance(value, Safe):
        return value
    text = str(value)
    if text.isprintable():  # no sign in it that hides, turns or cannot be sent: most words are so
        return Safe(html.escape(text, quote=True))
    # A lone surrogate cannot be sent as UTF-8.
    text = text.encode("utf-8", "replace").decode()
    # A parser of HTML would make one sign of CR LF, and shift what is counted behind it.
    return Safe(html.escape(visible(text), quote=True).replace("\r", "&#13;"))


def join(parts: Iterable[object], between: str = "") -> Safe:
    """Join parts, each escaped."""
    return Safe(between.join(esc(p) for p in parts if p is not None))


def tag(name: str, /, *children: object, **attributes: object) -> Safe:
    """Give an element. ``class_`` is class, ``data_x`` is data-x; None and False are left out.

    >>> tag("a", "<b>", href="/?x=1&y=2", hidden=None)
    '<a href="/?x=1&amp;y=2">&lt;b&gt;</a>'
    """
    words = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        words.append(label if value is True else f'{label}="{esc(value)}"')
    opened = f"<{' '.join(words)}>"
    if name in _VOID:
        return Safe(opened)
    return Safe(f"{opened}{join(children)}</{name}>")


def link(words: object, href: str, **attributes: object) -> Safe:
    """Give a link inside the app."""
    return tag("a", words, href=href, **attributes)


def hidden(name: str, value: object) -> Safe:
    """Give a form's hidden value."""
    return tag("input", type="hidden", name=name, value=value)


def options(values: Iterable[tuple[str, str]], chosen: str | None) -> Safe:
    """Give the options of a select: (value, words)."""
    return join(tag("option", words, value=v, selected=v == chosen) for v, words in values)
