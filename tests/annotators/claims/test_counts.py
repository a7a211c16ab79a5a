"""Counts and actors of claims, over whole sentences of our own."""

from __future__ import annotations

import pytest

from whosays.schema.document import Given

pytestmark = pytest.mark.quality


def read(reader, text):
    return reader.read_text(f"KHARKIV, 3 May 2023\n\n{text}\n", given=Given(publisher="Test Wire"))


@pytest.mark.parametrize(
    ("text", "type_", "wanted"),
    [
        (
            "A Russian missile killed four people and wounded eleven in Izium.",
            "casualties",
            {("killed", 4, 4), ("wounded", 11, 11)},
        ),
        (
            "Russian troops shelled Kozacha Lopan 14 times on Tuesday.",
            "shelling",
            {("attacks", 14, 14)},
        ),
        (
            "Ukrainian soldiers destroyed two tanks and a howitzer near Svatove.",
            "materiel_loss",
            {("tank", 2, 2)},
        ),
        ("Police evacuated 27 residents from Vovchansk.", "displacement", {("evacuated", 27, 27)}),
        (
            "Nine pupils lost their lives and 40, many of them small, sustained injuries in Izium.",
            "casualties",
            {("killed", 9, 9), ("wounded", 40, 40)},
        ),
        (
            "The brigade put 31 militants out of action near Kupiansk.",
            "casualties",
            {("casualties", 31, 31)},
        ),
        (
            "Four soldiers were killed and six more are in hospital after the blast in Izium.",
            "casualties",
            {("killed", 4, 4), ("wounded", 6, 6)},
        ),
        ("Seven soldiers were taken prisoner near Lyman.", "detention", {("captured", 7, 7)}),
        ("Police arrested seven suspects in Odesa.", "detention", {("detained", 7, 7)}),
        ("Soldiers put to death 19 captives in Bucha.", "abuse", {("killed", 19, 19)}),
        (
            "The enemy lost three units of armoured equipment near Lyman.",
            "materiel_loss",
            {("armoured_vehicle", 3, 3)},
        ),
        ("Some 300 families fled Marinka on Monday.", "displacement", {("displaced", 300, 300)}),
        ("The enemy fired 210 shells at Nikopol.", "shelling", {("other", 210, 210)}),
        ("The enemy stormed Lyman twice on Tuesday.", "assault", {("attacks", 2, 2)}),
        (
            "Two workers were hurt, five more received injuries of varying severity in Izium.",
            "casualties",
            {("wounded", 2, 2), ("wounded", 5, 5)},
        ),
        (
            "Over 40,000 troops and 300 tanks were massed near Kupiansk.",
            "deployment",
            {("deployed", 40000, None), ("tank", 300, 300)},
        ),
        ("Firemen pulled three schoolgirls out of the ruins.", "relief", {("people", 3, 3)}),
        ("The platoon lost two dozen comrades in a night.", "casualties", {("killed", 24, 24)}),
        ("The enemy lost two dozen troops in a night.", "casualties", {("casualties", 24, 24)}),
        ("Houses and sheds damaged: 9", "damage", {("buildings", 9, 9)}),
        ("Nobody was hurt in the fire at the depot.", "casualties", set()),
        (
            "The strike damaged a line and left 4,100 customers in Izium without light.",
            "damage",
            {("people", 4100, 4100)},
        ),
    ],
)
def test_a_figure_counts_what_its_claim_says(reader, text, type_, wanted):
    reading = read(reader, text)

    claims = [c for c in reading.claims if c.type == type_]
    assert {(f.what, f.low, f.high) for c in claims for f in c.figures} == wanted


def test_the_agent_of_shelling_is_a_force_of_its_state(reader):
    reading = read(reader, "Russian troops shelled Kozacha Lopan with mortars on Tuesday.")

    [claim] = [c for c in reading.claims if c.type == "shelling"]
    assert [(a.country, a.role) for a in claim.agents] == [("RUS", "MIL")]
    assert [w.code for w in claim.weapons] == ["mortar"]
    assert [p.span.of(reading.text) for p in claim.places] == ["Kozacha Lopan"]


def test_every_value_of_a_claim_tells_its_rule(reader):
    reading = read(reader, "Russian troops shelled Kozacha Lopan with mortars on Tuesday.")

    for claim in reading.claims:
        fields = {b.field for b in claim.because}
        assert "type" in fields
        assert {f"agents[{i}]" for i in range(len(claim.agents))} <= fields
        assert {f"places[{i}]" for i in range(len(claim.places))} <= fields


@pytest.mark.parametrize(
    "text",
    [
        "The coach was under fire after his side's late collapse at Anfield.",
        "Shares in the shell company fell sharply, and the board fired its chairman.",
        "Shell the peas, then blast the broccoli in the oven for ten minutes.",
        "We discussed the invoice and agreed on a new deadline for the report.",
    ],
)
def test_words_that_only_look_like_war_make_no_claim(reader, text):
    assert reader.read_text(text, given=Given()).claims == ()


def test_totals_and_what_they_grew_by_in_flowing_text_are_losses_of_people_and_of_arms(reader):
    text = "Losses: about 52,000 personnel (+310 in the past day), tanks 2,010 (+7), 905 (+1) MLRS."

    claims = read(reader, text).claims

    assert {(str(c.type), f.what, f.low, f.total) for c in claims for f in c.figures} == {
        ("casualties", "casualties", 52000, True),
        ("casualties", "casualties", 310, False),
        ("materiel_loss", "tank", 2010, True),
        ("materiel_loss", "tank", 7, False),
        ("materiel_loss", "rocket_artillery", 905, True),
        ("materiel_loss", "rocket_artillery", 1, False),
    }
