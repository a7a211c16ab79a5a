"""Segments of plain text."""

from __future__ import annotations

from datetime import date

import pytest

from whosays.readers.read import read_text
from whosays.schema.basis import PublishedBasis
from whosays.schema.document import Given

KEY_POINTS = """\
• Shells fell on the river port of Izmail for a third night, port workers say
  • The navy's press office counts eleven drones over the delta
\t▪ Grain loading stopped at two berths and went on at a third

Two berths of the river port were hit on Monday night.

"We heard the engines at about two," a crane driver said.

查看更多内容请登录 Facebook。

The press office said eleven drones had come in from the sea.

A crane lies across a berth after a night of drones in the port of Izmail
A crane lies across a berth after a night of drones in the port of Izmail AFP / JANA EXAMPLE"""


def test_key_points_embed_caption_and_credit_are_told_apart(segments_of):
    found = segments_of(KEY_POINTS)

    assert [k for k, _ in found] == [
        *["key_point"] * 3,
        *["paragraph"] * 2,
        "embed",
        "paragraph",
        "caption",
        "caption",
        "credit",
    ]
    assert found[0][1].startswith("Shells fell")
    assert found[2][1].startswith("Grain loading")
    assert found[-2][1] == found[-3][1]
    assert found[-1][1] == "AFP / JANA EXAMPLE"


def test_a_repeated_caption_names_the_first_one():
    document = read_text(KEY_POINTS, source="report.txt")

    repeats = [(i, s.repeats) for i, s in enumerate(document.segments) if s.repeats is not None]
    assert repeats == [(8, 7)]


def test_the_embed_line_has_its_own_language():
    document = read_text(KEY_POINTS, source="report.txt")

    assert document.language == "en"
    assert [s.language for s in document.segments if s.kind == "embed"] == ["zh"]


def test_lines_wrapped_at_72_columns_are_one_paragraph(segments_of):
    text = (
        "Bridge closed after night of drones\n"
        "\n"
        "The governor of the Odesa region said on Tuesday that eleven drones had\n"
        "come in from the sea during the night and that nine of them had been\n"
        "shot down before they reached the port. Two struck a berth.\n"
        "\n"
        "Dock workers said that loading went on at a third berth, where a ship\n"
        "under the flag of Barbados was waiting for its papers and for a pilot\n"
        "who had not come.\n"
    )

    found = segments_of(text)

    assert [k for k, _ in found] == ["headline", "paragraph", "paragraph"]
    assert found[1][1].endswith("Two struck a berth.")


def test_a_sentence_torn_at_its_links_is_one_paragraph(segments_of):
    text = (
        "Police in the southern city said that the shelling of \nthe port\n had ended.\n"
        "Calm has returned to the city since.\n"
    )

    assert [words for _, words in segments_of(text)] == [
        "Police in the southern city said that the shelling of \nthe port\n had ended.",
        "Calm has returned to the city since.",
    ]


def test_rows_of_a_losses_bulletin_stay_rows(segments_of):
    text = (
        "Enemy losses as of this morning\n"
        "18 April 2031, 08:05\n\n"
        "Total losses of the enemy are approximately:\n"
        "personnel – about 12,300 (+210) persons were put out of action,\n"
        "tanks – 310 (+4),\n"
        "armoured vehicles – 702 (+9),\n"
        "artillery systems – 280 (+1).\n"
    )

    found = segments_of(text)

    assert [k for k, _ in found] == ["headline", "dateline", *["paragraph"] * 5]
    assert found[4][1] == "tanks – 310 (+4),"


@pytest.mark.parametrize("bullet", ["•", "▪️", "- ", "*", "►", "❗️", "🔹", "◦", "–"])
def test_any_bullet_sign_makes_key_points(segments_of, bullet):
    text = (
        "Evening summary of the southern command\n\n"
        f"{bullet} Three villages near Orikhiv came under fire in the morning\n"
        f"{bullet} A road bridge near Stepnohirsk was closed to all traffic\n\n"
        "The command said that the night had been quiet along the river."
    )

    found = segments_of(text)

    assert [k for k, _ in found] == ["headline", "key_point", "key_point", "paragraph"]
    assert found[1][1].startswith("Three villages")


def test_bullets_in_the_body_are_paragraphs(segments_of):
    text = (
        "Evening summary\n\nThe front was quiet. By direction:\n\n"
        "• Kupiansk direction: the defenders stopped two attacks at Synkivka.\n"
        "• Lyman direction: six assaults were withstood near Terny.\n"
    )

    assert [k for k, _ in segments_of(text)] == ["headline", *["paragraph"] * 3]


def test_a_lone_dash_opens_speech_and_stays(segments_of):
    text = "Villagers speak\n\nShe came out at noon.\n— We saw it all, she said.\nThen she left."

    assert segments_of(text)[2] == ("paragraph", "— We saw it all, she said.")


def test_a_telegram_post_gives_a_line_each(segments_of):
    text = (
        "❗️Zaporizhzhia region as of eight in the morning\n\n"
        "🔴 Over the past day the enemy shelled 14 settlements.\n"
        "🔴 One person was wounded in Stepnohirsk.\n"
        "⚡️ Two houses burned in Komyshuvakha.\n\n"
        "Subscribe to our channel"
    )

    found = segments_of(text)

    assert found[0] == ("headline", "Zaporizhzhia region as of eight in the morning")
    assert found[2] == ("paragraph", "One person was wounded in Stepnohirsk.")
    assert found[-1][0] == "boilerplate"


def test_tab_separated_and_barred_rows_are_tables():
    tabs = "Losses\n\nitem\ttotal\tday\ntanks\t310\t4\nhelicopters\t12\t0\n"
    bars = "Losses\n\n| item | total |\n|------|-------|\n| tanks | 310 |\n| ships | 2 |\n"

    for text, rows in (
        (tabs, ["item\ttotal\tday", "tanks\t310\t4", "helicopters\t12\t0"]),
        (bars, ["item | total", "tanks | 310", "ships | 2"]),
    ):
        document = read_text(text, source="t.txt")
        assert [s.span.of(document.text) for s in document.segments if s.table] == rows


def test_a_dateline_byline_and_boilerplate_are_told_apart(segments_of):
    text = (
        "Drones hammer Danube port\n"
        "By Jana Example, in Odesa\n\n"
        "ODESA, Aug 2 (Example) - Eleven drones hit the port on Wednesday.\n\n"
        "Read also: Tram line back in service\n\n"
        "The port said that two berths were closed.\n\n"
        "(Reporting by Jana Example; editing by Olu Sample)\n"
    )

    assert segments_of(text) == [
        ("headline", "Drones hammer Danube port"),
        ("byline", "By Jana Example, in Odesa"),
        ("dateline", "ODESA, Aug 2 (Example)"),
        ("paragraph", "Eleven drones hit the port on Wednesday."),
        ("boilerplate", "Read also: Tram line back in service"),
        ("paragraph", "The port said that two berths were closed."),
        ("byline", "(Reporting by Jana Example; editing by Olu Sample)"),
    ]


def test_the_text_is_the_decoded_file_unchanged():
    text = "Title of a report\r\n\r\nFirst line of it, with a 😀 sign.\r\nSecond line.\r\n"

    document = read_text(text, source="x.txt")

    assert document.text == text
    assert [s.origin for s in document.segments] == [s.span for s in document.segments]


def test_what_the_caller_says_outweighs_the_text():
    given = Given(date(2031, 4, 18), "Example Wire", "A given title", "r1")

    document = read_text("A line of its own\n\nAnd a second one.", source="x.txt", given=given)

    assert document.id == "r1"
    assert document.meta.title == "A given title"
    assert document.meta.published.basis is PublishedBasis.GIVEN
    assert dict(document.meta.metadata_from)["publisher"] == "given"


def test_the_fiction_line_is_boilerplate(segments_of):
    text = (
        "Fiction for testing: invented events, persons, outlets and statements.\n\nTitle\n\nText."
    )

    assert segments_of(text)[:2] == [
        ("boilerplate", "Fiction for testing: invented events, persons, outlets and statements."),
        ("headline", "Title"),
    ]


def test_markdown_headings_are_headlines_without_their_signs(segments_of):
    text = "# Drones hit port\n\nTwo berths were hit.\n\n## Losses\n\nTwo men died."

    assert [t for k, t in segments_of(text) if k == "headline"] == ["Drones hit port", "Losses"]
