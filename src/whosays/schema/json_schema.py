"""The JSON Schema of the reading contract, made from the enums that the code uses."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from whosays._version import CONTRACT_VERSION
from whosays.schema.basis import PublishedBasis, TimeBasis
from whosays.schema.claim import EventType, Mode, Stance, Status
from whosays.schema.figure import FIGURE_MEASURES
from whosays.schema.mention import MentionForm, Role
from whosays.schema.place import PlaceUse, Precision, Relation
from whosays.schema.segment import SegmentKind
from whosays.schema.time import TimexType
from whosays.schema.weapon import WEAPON_CODES

Node = dict[str, Any]

_SPAN: Node = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "description": "[start, end) in Unicode code points of text",
}
_DATE: Node = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXT: Node = {"type": ["string", "null"]}
_NUMBER: Node = {"type": ["number", "null"]}


def contract_schema() -> Node:
    """Give the JSON Schema (draft 2020-12) of one line that ``whosays read`` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "whosays reading",
        **_object(
            version={"const": CONTRACT_VERSION},
            document=_document(),
            text={"type": ["string", "null"]},
            segments=_list(
                _object(
                    span=_ref("span"),
                    kind=_enum(SegmentKind),
                    language={"type": "string"},
                    _optional={"origin": _ref("span"), "repeats": {"type": "integer"}},
                )
            ),
            attributions=_list(
                _object(
                    source=_list(_ref("span")),
                    cue=_list(_ref("span")),
                    content={**_list(_ref("span")), "minItems": 1},
                    quoted={"type": "boolean"},
                    outermost={"type": "boolean"},
                )
            ),
            times=_list(
                _object(
                    span=_ref("span"),
                    type=_enum(TimexType),
                    value={"type": "string"},
                    start=_DATE,
                    end=_DATE,
                )
            ),
            places=_list(
                _object(
                    **_place(),
                    use=_enum(PlaceUse),
                    candidates=_list(
                        _object(
                            name={"type": "string"},
                            geonameid={"type": ["integer", "null"]},
                            lat={"type": "number"},
                            lon={"type": "number"},
                            score={"type": "number"},
                            because=_list({"type": "string"}),
                        )
                    ),
                )
            ),
            actors=_list(_object(**_party(), form=_enum(MentionForm))),
            weapons=_list(_object(span=_ref("span"), code={"enum": list(WEAPON_CODES)})),
            figures=_list(_ref("figure")),
            entities=_list(_object(span=_ref("span"), type={"type": "string"})),
            claims=_list(_claim()),
            problems=_list(_object(code={"type": "string"}, message={"type": "string"})),
        ),
        "$defs": {"span": _SPAN, "figure": _figure()},
    }


def _document() -> Node:
    return _object(
        id={"type": "string"},
        sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        source={"type": "string"},
        media_type={"type": "string"},
        title=_TEXT,
        publisher=_TEXT,
        author=_TEXT,
        language={"type": "string"},
        metadata_from={"type": "object", "additionalProperties": {"type": "string"}},
        published=_object(
            start=_DATE,
            end=_DATE,
            basis=_enum(PublishedBasis),
            evidence=_list(
                _object(span={"anyOf": [_ref("span"), {"type": "null"}]}, reason={"type": "string"})
            ),
        ),
    )


def _claim() -> Node:
    maybe_span = {"anyOf": [_ref("span"), {"type": "null"}]}
    return _object(
        id={"type": "string", "pattern": "^c[0-9a-f]{15}$"},
        type=_enum(EventType),
        trigger=_ref("span"),
        agents=_list(_object(**_party())),
        targets=_list(_object(**_party())),
        places=_list(_object(**_place())),
        time=_object(span=maybe_span, start=_DATE, end=_DATE, basis=_enum(TimeBasis)),
        weapons=_list(_object(span=_ref("span"), code={"enum": list(WEAPON_CODES)})),
        figures=_list(_ref("figure")),
        status=_enum(Status),
        stance=_enum(Stance),
        chain=_list(_object(**_party(), cue=maybe_span, mode=_enum(Mode))),
        incident=_TEXT,
        status_cue=maybe_span,
        stance_cue=maybe_span,
        score={"type": "number"},
        notes=_list(_object(kind={"type": "string"}, span=_ref("span"), source=_TEXT)),
        because=_list(_object(field={"type": "string"}, rule={"type": "string"}, span=maybe_span)),
    )


def _party() -> dict[str, Node]:
    return {
        "span": _ref("span"),
        "name": _TEXT,
        "country": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"},
        "role": {"enum": [*[r.value for r in Role], None]},
        "group": _TEXT,
        "entity": _TEXT,
    }


def _place() -> dict[str, Node]:
    return {
        "span": _ref("span"),
        "name": {"type": "string"},
        "geonameid": {"type": ["integer", "null"]},
        "lat": _NUMBER,
        "lon": _NUMBER,
        "precision": _enum(Precision),
        "relation": _enum(Relation),
        "radius_km": _NUMBER,
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "because": _list({"type": "string"}),
    }


def _figure() -> Node:
    return _object(
        span=_ref("span"),
        what={"enum": [*dict.fromkeys(FIGURE_MEASURES), None]},
        low=_NUMBER,
        high=_NUMBER,
        approx={"type": "boolean"},
        as_of=_DATE,
        total={"type": "boolean"},
        _optional={"unit": {"type": "string"}, "of": {"type": "integer"}},
    )


def _object(_optional: dict[str, Node] | None = None, **required: Node) -> Node:
    return {
        "type": "object",
        "properties": {**required, **(_optional or {})},
        "required": list(required),
    }


def _list(item: Node) -> Node:
    return {"type": "array", "items": item}


def _enum(kind: type[StrEnum]) -> Node:
    return {"enum": [member.value for member in kind]}


def _ref(name: str) -> Node:
    return {"$ref": f"#/$defs/{name}"}
