"""Say a claim in one English sentence, and its chain as arrows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from whosays.schema.basis import TimeBasis
from whosays.schema.claim import Stance, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from whosays.schema.claim import Claim, ClaimActor, Link
    from whosays.schema.figure import Figure
    from whosays.schema.place import PlaceMention
    from whosays.schema.time import ClaimTime

_STANCE_WORDS = {
    Stance.STATED: "",
    Stance.ESTIMATED: ", as an estimate",
    Stance.ALLEGED: ", as alleged",
    Stance.PROBABLE: ", as probable",
    Stance.POSSIBLE: ", as possible",
    Stance.QUESTIONED: ", with doubt",
}
_WEAPON_WORDS = {
    "artillery": "tube artillery",
    "rocket_artillery": "rocket artillery",
    "mortar": "mortars",
    "tank": "tanks",
    "armoured_vehicle": "armoured vehicles",
    "missile": "missiles",
    "air_defence": "air defence",
    "aircraft": "aircraft",
    "helicopter": "helicopters",
    "uav": "drones",
    "ship": "ships",
    "bomb": "bombs",
    "mine_ied": "mines or explosive devices",
    "small_arms": "small arms",
    "anti_tank": "anti-tank weapons",
    "vehicle": "vehicles",
    "chemical": "chemical weapons",
    "incendiary": "incendiary weapons",
    "cluster": "cluster munitions",
    "other": "other weapons",
}
_MEASURE_WORDS = {
    **_WEAPON_WORDS,
    "artillery": "guns",
    "rocket_artillery": "rocket launchers or rockets",
    "air_defence": "air defence systems",
}
_BODIES = {
    "MIL": "forces", "GOV": "government", "CVL": "civilians", "COP": "police", "REB": "rebels",
    "UAF": "fighters", "SPY": "services", "MED": "media",
}  # fmt: skip
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ian|an|ish|ese|i|ch|ek|ic)$")
_LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|our) ")
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which"})
_NOBODY = frozenset({"nobody", "no one", "no-one", "none"})
_PLURAL_MARKS = ("s", "people", "men", "police", "personnel", "Taliban", "they", "we", "They", "We")
_MAX_NAMED = 6
_MANY = frozenset(
    {
        "they", "we", "witnesses", "officials", "residents", "survivors", "sources",
        "authorities", "prosecutors", "analysts", "medics", "police", "reports", "rescuers",
        "villagers", "locals", "volunteers", "relatives", "diplomats", "rebels", "troops",
    }
)  # fmt: skip
"""Sources that are many even where they open a sentence."""


def claim_sentence(
    claim: Claim, text: str, forms: Mapping[str, Any], *, publisher: str | None = None
) -> str:
    """Give the claim as "SOURCE (mode) says, as alleged: WHO did WHAT, where, when".

    ``forms`` is data/en/sentences.toml; a chain without links is told by ``publisher`` or
    "The report".
    """
    return f"{_speakers(claim, text, publisher)}: {happening(claim, text, forms)}"


def chain_arrows(claim: Claim, text: str, *, publisher: str | None = None) -> str:
    """Draw the chain, innermost source first: "reports → a wife (recording) → this report"."""
    links = [_link_words(link, text) for link in claim.chain]
    return " → ".join([*links, publisher or "this report"])


def happening(claim: Claim, text: str, forms: Mapping[str, Any], *, dated: bool = True) -> str:
    """Say what happened, without the sources: parties, places, weapons, figures, days."""
    row = forms[claim.type.value]
    agents, targets = _parties(claim.agents, text), _parties(claim.targets, text)
    places = [_place_words(p) for p in claim.places]
    core = _core(claim, row, agents, targets, places)
    if places and not (row["object"] == "places" and agents):
        core += " " + _where(claim.places, row["at"])
    if claim.weapons:
        codes = list(dict.fromkeys(w.code for w in claim.weapons))
        core += " with " + join_words([_WEAPON_WORDS[c] for c in codes])
    if claim.figures:
        core += " (" + "; ".join(figure_words(f, text) for f in claim.figures) + ")"
    return core + (_when(claim.time, text) if dated else "")


def _core(
    claim: Claim, row: Mapping[str, Any], agents: str, targets: str, places: Sequence[str]
) -> str:
    subject, other = (targets, agents) if row["subject"] == "targets" else (agents, targets)
    if row["subject"] == "targets_or_agents":
        subject, other = (targets, agents) if targets else (agents, "")
        if subject and other:
            return f"{subject} {_passive(claim.status, subject, row)} by {other}"
    if subject.lower() in _NOBODY and claim.status is Status.DID_NOT_HAPPEN:
        subject = ""
    if subject:
        words = f"{subject} {_verb(claim.status, subject, row)}"
        if row["object"] == "places" and places:
            return words + " " + join_words(_short(places))
        if other:
            join = " " if row["object"] in {"direct", "places"} else f" {row['object'] or 'by'} "
            return words + join + other
        return words
    if other and row["subject"] == "agents":
        return f"{other} {_passive(claim.status, other, row)}"
    noun = str(row["noun"])
    if claim.status is Status.DID_NOT_HAPPEN:
        noun = noun.removeprefix("an ").removeprefix("a ")
    if other:
        noun += f" from {other}"
    return _noun_status(claim.status) + noun


def _verb(status: Status, subject: str, row: Mapping[str, Any]) -> str:
    be = "are" if _is_plural(subject) else "is"
    forms = {
        Status.HAPPENED: row["past"],
        Status.ONGOING: f"{be} {row['ing']}",
        Status.ATTEMPTED: f"tried to {row['base']}",
        Status.PLANNED: f"will {row['base']}",
        Status.HYPOTHETICAL: f"might {row['base']}",
        Status.DID_NOT_HAPPEN: f"did not {row['base']}",
        Status.UNKNOWN: f"may or may not have {row['participle']}",
    }
    return str(forms[status])


def _passive(status: Status, subject: str, row: Mapping[str, Any]) -> str:
    plural = _is_plural(subject)
    was, be = ("were", "are") if plural else ("was", "is")
    done = row["participle"]
    forms = {
        Status.HAPPENED: f"{was} {done}",
        Status.ONGOING: f"{be} being {done}",
        Status.ATTEMPTED: f"{was} nearly {done}",
        Status.PLANNED: f"will be {done}",
        Status.HYPOTHETICAL: f"might be {done}",
        Status.DID_NOT_HAPPEN: f"{was} not {done}",
        Status.UNKNOWN: f"may or may not have been {done}",
    }
    return forms[status]


def _noun_status(status: Status) -> str:
    words = {
        Status.HAPPENED: "",
        Status.ONGOING: "ongoing: ",
        Status.ATTEMPTED: "attempted: ",
        Status.PLANNED: "planned: ",
        Status.HYPOTHETICAL: "hypothetical: ",
        Status.DID_NOT_HAPPEN: "no ",
        Status.UNKNOWN: "unclear: ",
    }
    return words[status]


def _speakers(claim: Claim, text: str, publisher: str | None) -> str:
    if not claim.chain:
        name = publisher or "The report"
        return f"{name} says{_STANCE_WORDS[claim.stance]}"
    first, *rest = [_link_words(link, text) for link in claim.chain]
    verb = "say" if _is_many(_source_name(claim.chain[0], text)) else "says"
    via = f", as told by {join_words(rest)}," if rest else ""
    return _capital(f"{first}{via} {verb}{_STANCE_WORDS[claim.stance]}")


def _link_words(link: Link, text: str) -> str:
    return f"{_source_name(link, text)} ({link.mode.value})"


def _source_name(link: Link, text: str) -> str:
    """Give the source's words, or the full name of whom they stand for: *he*, *the ministry*."""
    words = squeeze(link.span.of(text))
    if not link.name:
        return words
    short = _LEADING.sub("", words.lower())
    return link.name if words.lower() in _PRONOUNS or short in link.name.lower() else words


def _parties(actors: Sequence[ClaimActor], text: str) -> str:
    words = []
    for actor in actors:
        own = squeeze(actor.span.of(text))
        is_reference = own.lower() in {
            "it", "he", "she", "they", "we", "them", "us", "i", "its", "their", "our", "who",
        }  # fmt: skip
        if is_reference and actor.name:
            own = f"{actor.name} (“{own}”)"
        elif _is_bare(actor, own):
            # What a reader supplies stands in brackets: "Russian drones struck" has no forces.
            own = f"{own} [{_BODIES[actor.role or '']}]"
        words.append(own)
    return join_words(_short(list(dict.fromkeys(words))))


def _is_bare(actor: ClaimActor, words: str) -> bool:
    """Tell whether an actor is told by an adjective alone, as in *a Ukrainian attack*."""
    named = actor.name or actor.group
    return not named and actor.role in _BODIES and _DEMONYM.match(words) is not None


def _place_words(place: PlaceMention) -> str:
    return place.name


def _where(places: Sequence[PlaceMention], at: str) -> str:
    relation = {"near": "near", "toward": "toward", "from": "from", "between": "between"}
    groups: dict[str, list[str]] = {}
    for place in places:
        key = relation.get(place.relation.value, at)
        groups.setdefault(key, []).append(place.name)
    parts = []
    for key, names in groups.items():
        unique = list(dict.fromkeys(names))
        parts.append(f"{key} {join_words(_short(unique))}")
    return ", ".join(parts)


def figure_words(figure: Figure, text: str) -> str:
    """Give the figure's own words, what it counts, and "in all" for a running total."""
    counted = figure.what if figure.what not in {None, "other"} else ""
    what = f" {_MEASURE_WORDS.get(counted, counted)}" if counted else ""
    total = " in all" if figure.total else ""
    return f"{squeeze(figure.span.of(text))}{what}{total}"


def _when(time: ClaimTime, text: str) -> str:
    days = day_range(time.start, time.end)
    if days:
        return f", {days}"
    if time.span is not None:
        return f", “{squeeze(time.span.of(text))}”"
    return ", day unknown" if time.basis is TimeBasis.UNKNOWN else ""


def day_range(start: date | None, end: date | None) -> str:
    """Say an interval of days: "16 July 2022", "18–19 July 2022"; "" where nothing is known."""
    if start is None and end is None:
        return ""
    if start is None or end is None:
        known = start or end
        edge = "from" if start is not None else "until"
        return f"{edge} {_day(known)}" if known else ""
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def join_words(words: Sequence[str]) -> str:
    """Join with commas and a last "and"."""
    if len(words) <= 1:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def squeeze(words: str) -> str:
    """Fold white space, so that a line break inside a name does not break the sentence."""
    return " ".join(words.split())


def _short(words: Sequence[str]) -> list[str]:
    if len(words) <= _MAX_NAMED:
        return list(words)
    return [*words[: _MAX_NAMED - 1], f"{len(words) - _MAX_NAMED + 1} more"]


def _is_plural(words: str) -> bool:
    return " and " in words or words.rstrip(".]").endswith(_PLURAL_MARKS)


def _is_many(source: str) -> bool:
    """Tell whether a source is several people: "officials" say, the Institute of Studies says."""
    is_named = source[:1].isupper() and source.lower() not in _MANY
    return " and " in source or (not is_named and _is_plural(source.partition(" of ")[0]))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
