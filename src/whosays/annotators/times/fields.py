"""Fields of a rule's value template, read off its match."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.annotators.times.grammar import Words


class Reject(ValueError):  # noqa: N818 - it is a verdict on a match, not a failure
    """The match is no time expression after all (31 February, 25 o'clock)."""


_LAST = {
    "last", "past", "previous", "preceding", "this past", "the previous", "the preceding",
    "the past", "the last",
}  # fmt: skip
_NEXT = {
    "next", "coming", "following", "ensuing", "subsequent", "this coming", "the next",
    "the coming", "the following", "the ensuing", "very next",
}  # fmt: skip
_FROM_TEXT = {
    "the previous", "the preceding", "the following", "the ensuing", "that", "the same",
    "that same", "the", "the next",
}  # fmt: skip
_EARLIER = {"earlier", "before", "ago", "previously", "prior to"}
_WORD = re.compile(r"[a-z]+")


class Fields(dict[str, str]):
    """The groups of a match by name, and all that templates may ask of them.

    Raises: Reject where a group has no meaning.
    """

    def __init__(
        self, match: re.Match[str], words: Words, prefix: re.Match[str] | None = None
    ) -> None:
        super().__init__()
        self.words = words
        self.whole = match[0]
        named = [*prefix.groupdict().items()] if prefix else []
        self.groups = {
            name.rstrip("0123456789"): value
            for name, value in (*named, *match.groupdict().items())
            if value is not None
        }

    def __missing__(self, key: str) -> str:
        value = _FIELDS[key](self)
        self[key] = value
        return value

    def group(self, name: str) -> str:
        """Give a group's words, "" where it took no part."""
        return self.groups.get(name, "").strip()


def number(text: str, words: Words) -> str:
    """Read a number in digits or words; "X" for a vague one."""
    text = text.strip()
    if text in {"half a", "half an", "half"}:
        return "0.5"
    half = text.endswith("half")
    if half:
        text = re.sub(r" and (?:a )?half$", "", text)
    if text[:1].isdigit():
        value = float(re.sub(r"(?:st|nd|rd|th)$", "", text).replace(",", ""))
    else:
        parts = [w for w in _WORD.findall(text) if w not in {"and", "a", "an"}]
        if text in {"a", "an"}:
            parts = ["one"]
        if not parts or any(w not in words.number and w not in words.ordinal for w in parts):
            return "X"
        value = float(_sum(parts, words))
    value += 0.5 if half else 0
    return f"{value:g}"


def _sum(parts: list[str], words: Words) -> int:
    total, current = 0, 0
    for word in parts:
        n = words.number.get(word) or words.ordinal[word]
        if n == 100:
            current = max(current, 1) * 100
        elif n == 1000:
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += n
    return total + current


def _num(f: Fields) -> str:
    return number(f.group("num"), f.words) if f.group("num") else "1"


def _unit(f: Fields) -> str:
    word = f.group("unit")
    code = f.words.unit.get(word) or f.words.unit.get(word.removesuffix("s"))
    if word == "night":
        return "D"
    if code is None:
        raise Reject(word)
    return code


def _year(f: Fields) -> str:
    year, era = f.group("year"), f.group("era").replace(".", "")
    if not year:
        return "XXXX"
    if era.startswith("bc"):
        return f"BC{int(year):04d}"
    if len(year) == 2:
        return ("20" if int(year) < 60 else "19") + year
    return f"{int(year):04d}"


def _month(f: Fields) -> str:
    if f.group("monthnum"):
        return f"{int(f.group('monthnum')):02d}"
    return f"{f.words.month[f.group('month').rstrip('.')]:02d}"


def _day(f: Fields) -> str:
    word = f.group("day")
    value = int(float(number(word.replace("-", " "), f.words)))
    if not 1 <= value <= _DAYS.get(f.groups.get("month", "")[:3], 31):
        raise Reject(word)
    return f"{value:02d}"


_DAYS = {"feb": 29, "apr": 30, "jun": 30, "sep": 30, "nov": 30}


def _part(f: Fields) -> str:
    word = f.group("part")
    return "T" + f.words.part[word] if word else ""


def _season(f: Fields) -> str:
    return f.words.season[f.group("season")] if f.group("season") else ""


def _dow(f: Fields) -> str:
    return str(f.words.weekday[f.group("dow").rstrip(".")])


def duration(num: str, unit: str) -> str:
    """Write an ISO 8601 duration: ("3", "M") is P3M, ("24", "TH") is PT24H."""
    if unit == "FN":
        return f"P{float(num) * 2:g}W" if num != "X" else "PXW"
    if unit == "Q":
        return f"P{float(num) * 3:g}M" if num != "X" else "PXM"
    if unit == "HC":
        return "P.5CE"
    return f"PT{num}{unit[1]}" if unit[0] == "T" and len(unit) == 2 else f"P{num}{unit}"


def _relop(f: Fields) -> str:
    rel = f.group("rel")
    anchor = "REF" if rel in _FROM_TEXT else "DCT"
    if rel == "the":
        return "REF>"
    sign = "<" if rel in _LAST else ">" if rel in _NEXT else "="
    return anchor + sign


def _sign(f: Fields) -> str:
    return "-" if f.group("rel") in _LAST else "+"


def _dirsign(f: Fields) -> str:
    return "-" if f.group("dir") in _EARLIER else "+"


def _reldct(f: Fields) -> str:
    rel = f.group("rel")
    return "DCT-1" if rel in _LAST else "DCT+1" if rel in _NEXT else "DCT+0"


_RELW = {
    "the": "CUR+0", "that": "REF+0", "the same": "REF+0", "this": "DCT+0", "last": "DCT-1",
    "next": "DCT+1", "the next": "REF+1", "the following": "REF+1", "the previous": "REF-1",
}  # fmt: skip


def _ofyear(f: Fields) -> str:
    words = f.group("ofyear")
    if not words:
        return ""
    fixed = {"last year": "DCT-1=", "this year": "DCT=", "next year": "DCT+1="}
    more = {"the previous year": "REF-1=", "the following year": "REF+1="}
    return fixed.get(words) or more.get(words) or "REF="


def _decade(f: Fields) -> str:
    digits = f.group("decade")[:-1]
    return f"BC{int(digits):03d}" if f.group("era").startswith("b") else digits


def _century(f: Fields) -> str:
    value = int(float(number(f.group("ord").replace("-", " "), f.words))) - 1
    return f"BC{value:02d}" if f.group("era").startswith("b") else f"{value:02d}"


def _quarter(f: Fields) -> str:
    word = f.group("ord")
    return "4" if word == "last" else number(word or f.group("num"), f.words)


def _clock(f: Fields) -> str:
    hour, minute = int(f.group("hour")), f.group("minute") or "00"
    return f"{_with_ampm(hour, f.group('ampm').replace('.', '')):02d}:{minute}"


def _with_ampm(hour: int, ampm: str) -> int:
    if ampm and hour > 12:
        raise Reject(str(hour))
    if ampm == "pm" and hour < 12:
        return hour + 12
    return 0 if ampm == "am" and hour == 12 else hour


def _clockwords(f: Fields) -> str:
    hour = int(float(number(f.group("num"), f.words)))
    if not 0 <= hour <= 24:
        raise Reject(str(hour))
    late = f.words.part.get(f.group("part"), "") in {"AF", "EV"} or (
        f.group("part") == "night" and hour > 6
    )
    return f"{hour + 12 if late and hour < 12 else hour:02d}:00"


_DEICTIC = {
    "today": "DCT+0D", "yesterday": "DCT-1D", "tomorrow": "DCT+1D",
    "the day before yesterday": "DCT-2D", "the day after tomorrow": "DCT+2D",
}  # fmt: skip
_FREQUENCY = {
    "daily": "XXXX-XX-XX", "everyday": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI",
    "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX", "yearly": "XXXX", "annually": "XXXX", "hourly": "XXXX-XX-XXTXX",
}  # fmt: skip
_EVERY = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "TH": "XXXX-XX-XXTXX"}


def _setvalue(f: Fields) -> str:
    if f.group("part"):
        return "XXXX-XX-XX" + f["part"]
    if f.group("dow"):
        return f"XXXX-WXX-{f['dow']}"
    return _EVERY[f["unit"]]


def _weekend(f: Fields) -> str:
    rel = f.group("rel")
    if rel in {"the previous", "the following", "that"}:
        return {"the previous": "REF-1WE", "the following": "REF+1WE", "that": "REF+0WE"}[rel]
    return "DCT+1WE" if rel in {"next", "this"} else "DCT-0WE"


def _anniversary(f: Fields) -> str:
    war = re.search(r"war|invasion|aggression", f.group("warnoun"))
    return f"WAR+{number(f.group('ord').replace('-', ' '), f.words)}Y" if war else ""


def _overnight(f: Fields) -> str:
    if f.group("dow"):
        return f"XXXX-WXX-{f['dow']}TON"
    if f.group("day"):
        return f"XXXX-{f['month']}-{f['day']}TON"
    return "DCT-1DTNI"


def _nightto(f: Fields) -> str:
    if f.group("dow"):
        return f"XXXX-WXX-{f['dow']}TNN"
    if not f.group("month"):
        f.groups["month"] = f.group("tomonth")
        if not f.group("month"):
            return f"XXXX-XX-{f['day']}TNN"
    return f"XXXX-{f['month']}-{f['day']}TNN"


def _halfdur(f: Fields) -> str:
    halves = {"Y": "P6M", "M": "P2W", "D": "PT12H", "TH": "PT30M", "DE": "P5Y", "CE": "P50Y"}
    return halves.get(f["unit"], f"P0.5{f['unit']}")


_FIELDS: dict[str, Callable[[Fields], str]] = {
    "num": _num,
    "unit": _unit,
    "year": _year,
    "month": _month,
    "day": _day,
    "part": _part,
    "season": _season,
    "dow": _dow,
    "dur": lambda f: duration(f["num"] if f.group("num") else _bare_number(f), f["unit"]),
    "shift": lambda f: f["num"] + f["unit"],
    "relop": _relop,
    "sign": _sign,
    "dirsign": _dirsign,
    "reldct": _reldct,
    "relanchor": lambda f: _RELW[f.group("relw")],
    "ofyear": _ofyear,
    "decade": _decade,
    "century": _century,
    "half": lambda f: "1" if f.group("half") == "first" else "2",
    "quarter": _quarter,
    "clock": _clock,
    "clockwords": _clockwords,
    "ordnum": lambda f: number(f.group("ord").replace("-", " "), f.words),
    "deictic": lambda f: _DEICTIC[f.group("deictic")],
    "freq": lambda f: _FREQUENCY[f.group("freq")],
    "setvalue": _setvalue,
    "weekend": _weekend,
    "anniversary": _anniversary,
    "overnight": _overnight,
    "nightto": _nightto,
    "running": lambda f: f["num"] + "D" if f.group("num") else f["ordnum"] + f["unit"],
    "longnum": lambda f: "X" if f.group("plural") else "1",
    "halfdur": _halfdur,
    "pastfuture": lambda f: "PAST_REF" if f.group("when") == "past" else "FUTURE_REF",
    "holiday": lambda f: f.words.holiday[f.group("holiday")],
}


def _bare_number(f: Fields) -> str:
    # "the past days" is vague, "the past day" is one.
    return "X" if f.whole.endswith("s") else "1"
