"""Card: one claim as a sentence, with its chain, facts, evidence and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.pipeline.sentence import claim_sentence, figure_words, squeeze
from whosays.web.evidence import Row, evidence_rows, time_words
from whosays.web.glance import kinds, speaker
from whosays.web.html import Safe, join, link, tag
from whosays.web.texts import label, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.schema.claim import Claim, Link
    from whosays.schema.place import PlaceMention


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as a page shows it: ``number`` counts within the page.

    ``document`` is the ledger's number, None for an unsaved reading, whose claims
    nobody can decide on. ``can_decide`` is False where the ledger is read-only; ``is_alone`` is
    True in a file that opens without the app, where no page can be linked to.
    """

    number: int
    claim: Claim
    text: str
    publisher: str | None = None
    document: int | None = None
    document_name: str = ""
    verdict: str | None = None
    can_decide: bool = False
    is_alone: bool = False

    @property
    def is_linked(self) -> bool:
        """Whether the app has pages on this claim."""
        return self.document is not None and not self.is_alone


def card(
    shown: Shown,
    forms: Mapping[str, Any],
    *extra: object,
    in_report: bool = True,
    is_open: bool = False,
) -> Safe:
    """Give a claim's card; ``in_report`` tells whether the text stands beside it, ``is_open``
    whether the evidence is shown at once.
    """
    claim = shown.claim
    number = shown.number
    open_words = None
    if not in_report and shown.document is not None:
        open_words = link(
            say("claim.in_report"), f"/report/{shown.document}#{claim.id}", class_="button"
        )
    sentence = claim_sentence(claim, shown.text, forms, publisher=shown.publisher)
    details = tag(
        "details",
        tag("summary", say("claim.evidence")),
        evidence_table(shown),
        class_="evidence",
        open=is_open,
    )
    classes = f"card v-{shown.verdict or 'undecided'} st-{claim.status.value}"
    return tag(
        "article",
        _head(shown),
        tag("p", sentence, class_="sentence"),
        chain(claim, shown.text, shown.publisher),
        facts(shown),
        *extra,
        details,
        tag("div", open_words, *_actions(shown), class_="actions"),
        tag("div", class_="slot", hidden=True),
        id=f"claim-{number}",
        class_=classes,
        data_n=number,
        data_claim=claim.id,
        data_verdict=shown.verdict or "",
        data_said=speaker(shown).casefold(),
        data_kinds=" ".join(kinds(shown)) or None,
        tabindex="-1",
        aria_label=f"{number}: {label('types', claim.type.value)}",
    )


def chips(claim: Claim, verdict: str | None) -> Safe:
    """Give type, status, stance and verdict as small labels; the usual ones are left out."""
    parts = [tag("span", label("types", claim.type.value), class_="chip type")]
    if claim.status.value != "happened":
        words = label("statuses", claim.status.value)
        parts.append(tag("span", words, class_=f"chip st-{claim.status.value}"))
    stance = claim.stance.value
    parts.append(tag("span", label("stances", stance), class_=f"chip stance s-{stance}"))
    if verdict:
        parts.append(tag("span", label("verdicts", verdict), class_=f"chip v-{verdict}"))
    return join(parts)


def chain(claim: Claim, text: str, publisher: str | None) -> Safe:
    """Draw the chain of sources, innermost first, with arrows, to the publisher."""
    parts = [_link(one, text) for one in claim.chain]
    end = tag("span", publisher or say("claim.itself"), class_="link last")
    arrow = tag("span", "→", class_="arrow")
    return tag("p", join([*parts, end], f" {arrow} "), class_="chain")


def facts(shown: Shown) -> Safe:
    """Give places, each a way to the map, days and figures on one line."""
    claim = shown.claim
    parts = [_place(p, shown) for p in _distinct(claim.places)[:6]]
    if not parts:
        parts = [tag("span", say("claim.no_place"), class_="fact f-place")]
    parts.append(tag("span", time_words(claim), class_="fact f-time"))
    parts.extend(
        tag("span", figure_words(figure, shown.text), class_="fact f-figure")
        for figure in claim.figures
    )
    return tag("p", join(parts), class_="facts")


def _distinct(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    return list({(p.relation, p.name): p for p in reversed(places)}.values())[::-1]


def _place(place: PlaceMention, shown: Shown) -> Safe:
    words = place.name if place.relation.value == "at" else f"{place.relation.value} {place.name}"
    if place.lat is None or place.lon is None:
        return tag("span", f"{words} ({say('claim.left_open')})", class_="fact f-place")
    if not shown.is_linked:
        return tag("span", words, class_="fact f-place")
    href = f"/map?document={shown.document}#9/{place.lat:.3f}/{place.lon:.3f}"
    return link(words, href, class_="fact f-place", title=say("claim.on_map"))


def evidence_table(shown: Shown) -> Safe:
    """Give every value with its words, its reasons and its rivals."""
    rows = [_evidence_row(row) for row in evidence_rows(shown.claim, shown.text)]
    name: object = shown.claim.id
    if shown.is_linked:
        name = link(shown.claim.id, f"/claim/{shown.claim.id}", title=say("claim.link"))
    score = say("claim.score", score=f"{shown.claim.score:.2f}")
    foot = tag("p", name, f" · {score}", class_="dim mono")
    return join((tag("table", tag("tbody", *rows)), foot))


def _head(shown: Shown) -> Safe:
    return tag(
        "header",
        tag("a", str(shown.number), href=f"#claim-{shown.number}", class_="n big"),
        chips(shown.claim, shown.verdict),
    )


def _link(one: Link, text: str) -> Safe:
    words = squeeze(one.span.of(text))
    name = one.name if one.name and one.name.lower() != words.lower() else words
    title = "/".join(c for c in (one.country, one.role, one.group) if c)
    mode = tag("small", one.mode.value)
    return tag("span", name, " ", mode, class_="link", title=title or None)


def _evidence_row(row: Row) -> Safe:
    words = None
    if row.span is not None:
        quote = tag("q", row.words)
        at = tag("small", f" {row.span.start}–{row.span.end}", class_="dim")
        words = tag("div", quote, at, class_="words", data_at=row.span.start)
    why = None
    reasons = [r for r in dict.fromkeys(row.reasons) if r != "default"]
    if reasons:
        reason = "; ".join(reasons)
        why = tag("div", say("claim.because", reason=reason), class_="why")
    rivals = None
    if len(row.candidates) > 1:
        shown = [
            tag("li", f"{c.name}{f', {c.country}' if c.country else ''} "
                f"({c.lat:.3f}, {c.lon:.3f}) ", tag("b", f"{c.score:.2f}"),
                tag("small", " ", "; ".join(c.because), class_="dim"))
            for c in row.candidates[:8]
        ]  # fmt: skip
        rivals = tag(
            "details", tag("summary", say("claim.candidates")), tag("ol", *shown), class_="rivals"
        )
    return tag(
        "tr",
        tag("th", tag("span", label("fields", row.field), class_=f"m f-{row.field}"), scope="row"),
        tag("td", row.value, words, why, rivals),
    )


def _actions(shown: Shown) -> list[Safe]:
    if not shown.can_decide or shown.document is None:
        return []
    base = f"/claim/{shown.claim.id}"
    found = [
        _post(f"{base}/accept", say("claim.accept"), "a"),
        _post(f"{base}/reject", say("claim.reject"), "r"),
        link(say("claim.correct"), f"{base}/correct", class_="button correct", data_key="e"),
    ]
    if shown.verdict:
        found.append(_post(f"{base}/undo", say("claim.undo"), "u"))
    others = say("claim.others")
    found.append(link(others, f"/incident/of/{shown.claim.id}", class_="button quiet"))
    return found


def _post(action: str, words: str, key: str) -> Safe:
    button = tag("button", words, type="submit", data_key=key, title=f"{words} ({key})")
    return tag("form", button, method="post", action=action, class_="decide")
