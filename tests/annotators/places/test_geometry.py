from __future__ import annotations

import pytest

from whosays.annotators.places.geometry import acled_precision, ucdp_precision
from whosays.schema.place import Precision, Relation


@pytest.fixture
def table(resources):
    return resources.table("gazetteer/precision.toml")["precision"]


@pytest.mark.parametrize(
    ("precision", "relation", "acled", "ucdp"),
    [
        (Precision.SETTLEMENT, Relation.AT, 1, 1),
        (Precision.SETTLEMENT, Relation.NEAR, 1, 2),
        (Precision.DISTRICT, Relation.AT, 2, 3),
        (Precision.REGION, Relation.AT, 3, 4),
        (Precision.COUNTRY, Relation.AT, 3, 6),
    ],
)
def test_precision_maps_to_the_codes_of_others(table, precision, relation, acled, ucdp):
    assert acled_precision(precision, relation, table) == acled
    assert ucdp_precision(precision, relation, table) == ucdp


def test_every_precision_has_codes(table):
    assert set(table) == {p.value for p in Precision}
