"""whosays serve from the command line."""

import pytest
from typer.testing import CliRunner

from whosays.cli.main import app
from whosays.errors import WebError
from whosays.web import app as web


def test_help_ends_in_an_example():
    assert "Example: whosays serve" in CliRunner().invoke(app, ["serve", "--help"]).output


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(web, "find_spec", lambda name: None if name == "nicegui" else object())

    result = CliRunner().invoke(app, ["serve"])

    assert isinstance(result.exception, WebError)
    assert str(result.exception).startswith("A901")
    assert "pip install 'whosays[web]'" in str(result.exception)


def test_a_taken_port_is_a_numbered_error(tmp_path):
    pytest.importorskip("nicegui")
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        arguments = ["serve", "--port", str(port), "--ledger", str(tmp_path / "l.sqlite")]

        result = CliRunner().invoke(app, arguments)

    assert str(result.exception).startswith("A902")
