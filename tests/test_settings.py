from pathlib import Path

import pytest

from whosays.errors import SettingsError
from whosays.settings import load_settings


def test_the_environment_outweighs_the_file_and_the_file_the_defaults(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("[reading]\nworkers = 3\nplace_threshold = 0.4\n")

    settings = load_settings(file, {"WHOSAYS_READING_WORKERS": "2"})

    assert settings.reading_workers == 2
    assert settings.reading_place_threshold == 0.4


def test_an_unknown_key_is_an_error_that_names_its_neighbours(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("[reading]\nworkerz = 3\n")

    with pytest.raises(SettingsError, match="reading_workers") as caught:
        load_settings(file, {})

    assert caught.value.code == "A201"


@pytest.mark.parametrize("value", ["many", "1.5.2"])
def test_a_value_of_the_wrong_kind_is_an_error(value):
    with pytest.raises(SettingsError) as caught:
        load_settings(None, {"WHOSAYS_READING_WORKERS": value})

    assert caught.value.code == "A202"


def test_the_ledger_lies_in_the_data_folder_unless_named(tmp_path):
    env = {"WHOSAYS_HOME": str(tmp_path)}

    assert load_settings(None, env).ledger_path == tmp_path / "ledger.sqlite"
    assert load_settings(None, env, ledger_path="x.db").ledger_path == Path("x.db")


def test_paths_and_workers_do_not_change_the_reading_hash(tmp_path):
    one = load_settings(None, {"WHOSAYS_HOME": str(tmp_path), "WHOSAYS_READING_WORKERS": "4"})
    two = load_settings(None, {})

    assert one.reading_hash() == two.reading_hash()
