"""Rules: data/readers.toml compiled once, and what it says of one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from whosays.resources.resources import Resources
from whosays.schema.segment import SegmentKind
from whosays.text.language import main_script
from whosays.text.normalise import collapse

_DATE = (
    r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?MONTH\.?(?:,?\s+\d{4})?"
    r"|MONTH\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|MONTH\.?\s+\d{4}"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
# No dateline and no picture credit is longer (code points); longer lines are not searched whole.
DATELINE_MAX = 90
# No rule speaks of longer lines, whatever blanks they hold.
LINE_MAX = 800
CREDIT_WINDOW = 160
_DASH = r"\s*(?:--|[-–—])\s+"


@dataclass(frozen=True, slots=True)
class LineRule:
    """One row of data/readers.toml."""

    id: str
    kind: SegmentKind
    max_length: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ReaderRules:
    """All that the readers know about lines that are no running text."""

    lines: tuple[LineRule, ...]
    date: re.Pattern[str]
    dateline_noise: re.Pattern[str]
    inline_dateline: re.Pattern[str]
    credit_tail: re.Pattern[str]
    platforms: tuple[str, ...]
    key_point_headings: frozenset[str]
    label_words: frozenset[str]
    common_words: dict[str, frozenset[str]]

    def kind_of_line(self, text: str) -> SegmentKind | None:
        """Give the kind that the first matching rule says, None for running text."""
        if len(text) > LINE_MAX:
            return None
        line = collapse(text)
        for rule in self.lines:
            if len(line) <= rule.max_length and rule.pattern.match(line):
                return rule.kind
        return SegmentKind.DATELINE if self.is_dateline(line) else None

    def label_length(self, text: str) -> int:
        """Give the length of a caption's label ("Caption: ") with its blanks, 0 for none."""
        for rule in self.lines:
            if rule.kind is SegmentKind.CAPTION and (match := rule.pattern.match(text)):
                end = match.end("label") if match.group("label") else 0
                rest = text[end:].lstrip()
                return len(text) - len(rest) if end and rest else 0
        return 0

    def is_dateline(self, text: str) -> bool:
        """Tell whether a line is a date, with at most a place and a clock time about it."""
        line = collapse(text)
        if len(line) > 110 or not self.date.search(line):
            return False
        rest = self.dateline_noise.sub(" ", line)
        words = re.findall(r"[^\W\d_][\w'-]*", rest)
        return len(words) <= 3 and all(w[0].isupper() for w in words)

    def is_foreign_embed(self, text: str, script: str) -> bool:
        """Tell whether a short line in another script than the report's names a platform."""
        if len(text) > LINE_MAX:
            return False
        line = collapse(text).casefold()
        if len(line) > 160 or not any(p in line for p in self.platforms):
            return False
        own = main_script(
            "".join(w for w in line.split() if not any(p in w for p in self.platforms))
        )
        return bool(own) and own != script

    def split_dateline(self, text: str) -> int:
        """Give where text starts after a dateline ("KYIV, 3 May (Agency) - "); 0 for none."""
        match = self.inline_dateline.match(text[:DATELINE_MAX])
        if not match or match.end() >= len(text):
            return 0
        place = match.group("place")
        if place.casefold() in self.label_words:
            return 0
        capitals = sum(c.isupper() for c in place) >= 3 and not any(c.islower() for c in place)
        told = bool(match.group("date") or match.group("agency"))
        spaced = match.group(0)[-2:-1] in "-–—" and match.group(0).rstrip()[-2:-1].isspace()
        return match.end() if told or (capitals and spaced) else 0

    def split_credit(self, text: str) -> int:
        """Give the offset of a picture credit at the end of ``text``; 0 for none."""
        skipped = max(0, len(text) - CREDIT_WINDOW)
        match = self.credit_tail.search(text[skipped:])
        return skipped + match.start("credit") if match else 0

    def is_key_point_heading(self, text: str) -> bool:
        """Tell whether a line announces a list of key points."""
        if len(text) > LINE_MAX:
            return False
        return collapse(text).casefold().rstrip(":. ") in self.key_point_headings


@cache
def reader_rules() -> ReaderRules:
    """Load and compile the rules, once a process."""
    resources = Resources()
    table = resources.table("readers.toml")
    languages = resources.table("languages.toml")
    dateline, signs = table["dateline"], table["signs"]
    months = "(?:" + "|".join(sorted(dateline["months"], key=lambda m: (-len(m), m))) + ")"
    date = _DATE.replace("MONTH", months)
    noise = sorted({*dateline["filler"], *dateline["weekdays"], *dateline["months"]})
    words = "|".join(re.escape(w) for w in sorted(noise, key=lambda w: (-len(w), w)))
    weekdays = "|".join(dateline["weekdays"])
    agencies = "|".join(re.escape(a) for a in sorted(signs["agencies"], key=lambda a: (-len(a), a)))
    part = r"[A-ZÀ-ÞА-ЯІЇЄҐ](?:\.|[\w’'-]*)"
    name = rf"{part}(?: (?:{part}|de|van|von|al|bin|of)){{0,4}}"
    return ReaderRules(
        lines=tuple(
            LineRule(
                id=row["id"],
                kind=SegmentKind(row["kind"]),
                max_length=int(row["max_length"]),
                pattern=re.compile(row["pattern"], 0 if row.get("case") else re.IGNORECASE),
            )
            for row in table["rule"]
        ),
        date=re.compile(rf"(?<!\w)(?:{date})(?!\w)", re.IGNORECASE),
        dateline_noise=re.compile(
            rf"(?<!\w)(?:{date}|{_TIME}|(?:{words})\b\.?)(?!\w)", re.IGNORECASE
        ),
        inline_dateline=re.compile(
            rf"(?P<place>[A-ZÀ-ÞА-ЯІЇЄ][\w.’'/-]*(?:[ /-][A-ZÀ-ÞА-ЯІЇЄ][\w.’'/-]*){{0,3}})"
            rf"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){{0,2}}?)??"
            rf"(?P<date>,? (?:(?i:{weekdays}),? )?(?i:{date})(?:, \d{{1,2}}:\d\d)?)?"
            rf"(?P<agency> \([A-Z][\w ./-]{{1,40}}\))?{_DASH}"
        ),
        credit_tail=re.compile(
            rf"(?<=[\s.)\]\"”’])[(\[]?(?P<credit>"
            r"[(\[]?(?i:photos?|images?|pictures?|credit|фото)(?: (?:by|credit|courtesy(?: of)?))?"
            r"\s*[:/]\s*\S.{1,70}"
            rf"|[(\[](?i:photo|image|picture|credit|courtesy|фото)\b.{{1,80}}[)\]]"
            rf"|(?:{agencies})\s*[/|]\s*{name}(?:\s*[/|]\s*{name})*"
            rf"|(?:{name}\s*[/|]\s*)+(?:{agencies})(?:\s*(?:[/|]|via)\s*{name})*"
            rf"|(?:{name}\s+)?via (?:{agencies})"
            rf"|©\s*\S.{{1,70}})[)\]]?\.?\s*$",
        ),
        platforms=tuple(signs["platforms"]),
        key_point_headings=frozenset(signs["key_point_headings"]),
        label_words=frozenset(signs["label_words"]),
        common_words={k: frozenset(v.split()) for k, v in languages["common"].items()},
    )
