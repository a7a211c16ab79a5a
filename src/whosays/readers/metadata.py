"""Metadata: what a page says of itself, each value with its origin, none of them guessed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

from whosays.readers.dates import parse_day
from whosays.text.normalise import collapse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from whosays.readers.tree import Tree

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|SocialMediaPosting)$")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
    "originalpublicationdate",
    "article_date_original",
)
_TITLE_MARKS = re.compile(r"\s+[|–—•»·-]\s+|\s*\|\s*")
_URL = re.compile(r"^(?:https?:)?//|^@|\.(?:com|org|net)/", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|автор:?)\s+", re.IGNORECASE)
_SCRIPT_NOISE = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
# Nesting of linked data on real pages stays under ten.
MAX_NESTING = 12


@dataclass(slots=True)
class PageMetadata:
    """Values that a page states; ``origins`` names where each was read ("title" → "og:title")."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    published_words: str = ""
    origins: dict[str, str] = field(default_factory=dict)

    def put(self, key: str, value: object, origin: str) -> None:
        """Set a value unless a better source has set it."""
        if value and getattr(self, key) is None:
            setattr(self, key, value)
            self.origins[key] = origin

    def put_date(self, words: str, origin: str) -> None:
        """Set the date from words that hold one whole day."""
        day = parse_day(words)
        if day is not None and self.published is None:
            self.put("published", day, origin)
            self.published_words = collapse(words)[:80]


def read_metadata(tree: Tree) -> PageMetadata:
    """Read JSON-LD, then meta tags, then microdata, then ``<time>`` and ``<title>``."""
    found = PageMetadata()
    for node in _linked_data(tree):
        _from_linked_data(node, found)
    tags = _meta_tags(tree)
    for key, names in (("title", _TITLES), ("publisher", _PUBLISHERS), ("author", _AUTHORS)):
        for name in names:
            value = _clean(tags.get(name, ""), person=key == "author")
            found.put(key, value, name)
    for name in _DATES:
        found.put_date(tags.get(name, ""), name)
    _from_elements(tree, found)
    return found


def _linked_data(tree: Tree) -> Iterator[Mapping[str, Any]]:
    for index, element in enumerate(tree.elements):
        if element.tag != "script" or "ld+json" not in element.attrs.get("type", "").lower():
            continue
        source = _SCRIPT_NOISE.sub("", tree.inner(index))
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(data, 0)


def _articles(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > MAX_NESTING:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "article"):
            yield from _articles(data.get(key), depth + 1)


def _from_linked_data(node: Mapping[str, Any], found: PageMetadata) -> None:
    found.put("title", _clean(_words(node.get("headline") or node.get("name"))), "json-ld:headline")
    found.put("publisher", _clean(_words(node.get("publisher"))), "json-ld:publisher")
    found.put("author", _clean(_words(node.get("author")), person=True), "json-ld:author")
    for key in ("datePublished", "dateCreated"):
        found.put_date(_words(node.get(key)), f"json-ld:{key}")


def _words(value: Any, depth: int = 0) -> str:
    if depth > 3:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _words(value.get("name"), depth + 1)
    if isinstance(value, list):
        return ", ".join(w for v in value[:10] if (w := _words(v, depth + 1)))
    return ""


def _meta_tags(tree: Tree) -> dict[str, str]:
    tags: dict[str, str] = {}
    for element in tree.elements:
        if element.tag != "meta":
            continue
        names = [element.attrs.get(k, "") for k in ("property", "name", "itemprop")]
        content = element.attrs.get("content", "")
        for name in names:
            if name and content.strip():
                tags.setdefault(name.strip().lower(), content)
    return tags


def _from_elements(tree: Tree, found: PageMetadata) -> None:
    heading = ""
    for index, element in enumerate(tree.elements):
        marked = element.attrs.get("itemprop", "").lower()
        if marked == "datepublished" or "pubdate" in element.attrs:
            words = element.attrs.get("content") or element.attrs.get("datetime", "")
            found.put_date(words or _inner_words(tree, index), f"itemprop:{marked or 'pubdate'}")
        if element.tag == "h1" and not heading:
            heading = _inner_words(tree, index)
    for index, element in enumerate(tree.elements):
        if element.tag == "title":
            found.put("title", _without_site(_inner_words(tree, index), heading), "title")
            break
    found.put("title", _clean(heading), "h1")


def date_of_element(tree: Tree, index: int) -> str:
    """Give the words of an element that may date the report: ``datetime`` or its text."""
    element = tree.elements[index]
    return (
        element.attrs.get("datetime") or element.attrs.get("content") or _inner_words(tree, index)
    )


def _inner_words(tree: Tree, index: int) -> str:
    source = tree.inner(index)[:2000]
    return collapse(unescape(re.sub(r"<[^<>]*>", " ", source)))


def _without_site(title: str, heading: str) -> str:
    """Give a page's title without the site's name after a bar or dash."""
    if heading and title.casefold().startswith(heading.casefold()):
        return heading
    parts = _TITLE_MARKS.split(title)
    longest = max(parts, key=len) if parts else title
    return _clean(longest if len(longest) > len(title) // 2 else title)


def _clean(text: str, *, person: bool = False) -> str:
    words = collapse(unescape(text))
    if person:
        words = _BY.sub("", words)
        if _URL.search(words) or len(words) > 200:
            return ""
    return words[:500]
