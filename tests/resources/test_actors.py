from __future__ import annotations

import pytest

from whosays.errors import ResourceError
from whosays.resources.actors import load_actors
from whosays.resources.resources import Resources
from whosays.schema.mention import Role

CATALOGUE = load_actors(Resources())


@pytest.mark.parametrize(
    ("name", "country", "role", "group"),
    [
        ("Armed Forces of Ukraine", "UKR", "MIL", None),
        ("General Staff of the Armed Forces of Ukraine", "UKR", "MIL", None),
        ("Main Intelligence Directorate", "UKR", "SPY", None),
        ("ЗСУ", "UKR", "MIL", None),
        ("Минобороны РФ", "RUS", "GOV", None),
        ("Kremlin", "RUS", "GOV", None),
        ("Daesh", None, "REB", "ISIL"),
        ("al-Shabaab", "SOM", "REB", "Al-Shabaab"),
        ("RSF", "SDN", "REB", "RSF"),
        ("Wagner", "RUS", "MIL", "Wagner"),
        ("OCHA", None, "IGO", "UN"),
        ("Doctors Without Borders", None, "NGO", "MSF"),
        ("Interfax-Ukraine", "UKR", "MED", None),
        ("ISIS-K", None, "REB", "ISIL-K"),
        ("хуситы", "YEM", "REB", "Houthis"),
        ("Китай", "CHN", "GOV", None),
    ],
)
def test_the_catalogue_knows_country_role_and_group(name, country, role, group):
    found = CATALOGUE.find(name)

    assert (found.country, found.role, found.group) == (country, Role(role), group)


def test_an_adjective_tells_a_country_alone():
    found = CATALOGUE.find("Malian")

    assert (found.kind, found.country, found.role) == ("people", "MLI", None)


def test_every_group_of_the_codebook_is_there():
    groups = {
        row.group for name in GROUPS if (row := CATALOGUE.find(name)) is not None and row.group
    }

    assert groups == set(GROUPS)


GROUPS = (
    "ISIL", "ISIL-K", "Al-Qaida", "AQI", "HTS", "Al-Nusra", "Hezbollah", "Hamas", "PIJ", "Houthis",
    "PMF", "PKK", "YPG", "SDF", "FSA", "Taliban", "Al-Shabaab", "Boko Haram", "ISWAP", "ISGS",
    "JNIM", "M23", "ADF", "RSF", "TPLF", "Fano", "Wagner", "Coalition", "UN", "NATO", "EU", "OSCE",
    "ICRC",
)  # fmt: skip


def test_a_users_file_extends_and_outweighs(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[actor]]\nname = "Blue River Guard"\ncountry = "COD"\nrole = "REB"\n'
        'group = "BRG"\naliases = ["BRG", "River Guard"]\n'
        '[[actor]]\nname = "Wagner"\ncountry = "DEU"\nrole = "CVL"\n',
        "utf-8",
    )

    resources = Resources()
    catalogue = load_actors(resources, str(path))

    assert "actors of the user" in dict(resources.hashes)
    assert catalogue.find("River Guard").group == "BRG"
    assert catalogue.find("Wagner").country == "DEU"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[[actor]]\nrole = 'REB'\n", "A402"),
        ("[[actor]\n", "A402"),
        ("[[actor]]\nname='x'\nrole='XYZ'\n", "A402"),
    ],
)
def test_a_wrong_users_file_is_a_numbered_error(tmp_path, words, code):
    path = tmp_path / "mine.toml"
    path.write_text(words, "utf-8")

    with pytest.raises(ResourceError, match=code):
        load_actors(Resources(), str(path))


def test_a_missing_users_file_is_a_numbered_error(tmp_path):
    with pytest.raises(ResourceError, match="A401"):
        load_actors(Resources(), str(tmp_path / "none.toml"))


def test_roles_and_countries_of_all_rows_are_codes():
    rows = CATALOGUE._rows

    assert len(rows) > 3000
    for _, row in rows:
        assert row.country is None or (len(row.country) == 3 and row.country.isupper())
