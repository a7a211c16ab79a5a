import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.splits import claim_folds, claim_theatres

NAMES = [f"{kind}-{n:02}-report" for kind in ("africa", "levant", "flash") for n in range(1, 8)]


def test_folds_hold_every_report_once_and_do_not_depend_on_order():
    folds = claim_folds(NAMES)

    assert sorted(n for f in folds.values() for n in f) == sorted(NAMES)
    assert folds == claim_folds(NAMES[::-1])


def test_a_theatre_is_what_a_name_begins_with():
    assert {k: len(v) for k, v in claim_theatres(NAMES).items()} == {
        "africa": 7,
        "flash": 7,
        "levant": 7,
    }
