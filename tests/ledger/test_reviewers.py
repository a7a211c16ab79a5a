"""Reviewers have names and passwords, of which the ledger keeps salted hashes alone."""

from __future__ import annotations

import pytest

from whosays.errors import UsageError
from whosays.ledger.ledger import Ledger


def test_a_reviewer_is_known_by_name_and_password(ledger):
    ledger.reviewers.add("Ann  Veres", "correct horse")

    assert ledger.reviewers.verify("ann veres", "correct horse") == "Ann Veres"
    assert ledger.reviewers.verify("ann veres", "correct horsf") is None
    assert ledger.reviewers.verify("nobody", "correct horse") is None
    assert [(r.name, r.added_at[:10]) for r in ledger.reviewers.all()] == [
        ("Ann Veres", "2024-05-01")
    ]


def test_no_password_stands_in_the_file(ledger):
    ledger.reviewers.add("Ann", "correct horse battery")
    ledger.reviewers.add("Bea", "correct horse battery")
    with ledger.store.file.read() as connection:
        rows = connection.exec_driver_sql("SELECT salt, hash FROM reviewer").all()
    ledger.close()

    assert b"correct horse" not in ledger.path.read_bytes()
    assert len({r.salt for r in rows}) == len({r.hash for r in rows}) == 2


def test_a_password_is_changed_and_a_reviewer_removed(ledger):
    ledger.reviewers.add("Ann", "correct horse")
    ledger.reviewers.set_password("ann", "battery staple")

    assert ledger.reviewers.verify("Ann", "correct horse") is None
    assert ledger.reviewers.verify("Ann", "battery staple") == "Ann"

    ledger.reviewers.remove("ANN")
    assert ledger.reviewers.all() == []
    assert ledger.reviewers.verify("Ann", "battery staple") is None


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [("", "correct horse", "A722"), ("ann", "correct horse", "A731"), ("Bea", "short", "A732")],
)
def test_a_reviewer_that_cannot_be_is_refused(ledger, name, password, code):
    ledger.reviewers.add("Ann", "correct horse")

    with pytest.raises(UsageError, match=code):
        ledger.reviewers.add(name, password)


def test_an_unknown_reviewer_is_named(ledger):
    for call in (
        lambda: ledger.reviewers.remove("Ann"),
        lambda: ledger.reviewers.set_password("Ann", "correct horse"),
    ):
        with pytest.raises(UsageError, match="A733"):
            call()


def test_reviewers_go_along_with_a_backup(ledger, tmp_path):
    ledger.reviewers.add("Ann", "correct horse")
    ledger.backup(tmp_path / "copy.sqlite")

    with Ledger(tmp_path / "copy.sqlite", read_only=True) as copy:
        assert copy.reviewers.verify("Ann", "correct horse") == "Ann"
        assert copy.verify().is_sound
