# ruff: noqa: ISC004 - a table of reports reads best in rows
"""Forty reports of our own writing on twelve incidents by five outlets; all of it is fiction.

Each row: name, outlet, day of publication, text, claims. A claim's "gold" is its incident. The
reports relay each other, copy the wire, contradict and correct each other, on purpose.
"""

from __future__ import annotations

WIRE, LEDGER, VOLGA, NORTH, FRONT = (
    "Delta Wire", "Kyiv Ledger", "Volga Herald", "Northern Post", "Front Channel",
)  # fmt: skip

VOVCHANSK = ("Vovchansk", 50.2886, 36.9411)
ZAPORIZHZHIA = ("Zaporizhzhia", 47.8388, 35.1396)
KLISHCHIIVKA = ("Klishchiivka", 48.5269, 37.9594)
ODESA = ("Odesa", 46.4775, 30.7326)
DZHANKOI = ("Dzhankoi", 45.7106, 34.3927)
KHERSON = ("Kherson", 46.6558, 32.6178)
BAKHMUT = ("Bakhmut", 48.5944, 38.0006)
SHEBEKINO = ("Shebekino", 50.4114, 36.8964)
LYPTSI = ("Lyptsi", 50.2075, 36.4339)
KRAMATORSK = ("Kramatorsk", 48.7389, 37.5848)

RUS, UKR_CVL = ("Russian troops", "RUS", "MIL"), "CVL"
POLICE = ("police", "speech", "UKR", "COP", None, "Kharkiv regional police")
RU_MOD = ("Defence Ministry in Moscow", "report", "RUS", "MIL", None, "Russian Ministry of Defence")
GENSTAFF = ("General Staff", "report", "UKR", "MIL", None, "General Staff of Ukraine")


def shelling(gold, trigger, day, agents=(RUS,), place=VOVCHANSK, chain=(POLICE,), **more):
    return {
        "type": "shelling", "trigger": trigger, "agents": list(agents), "places": [place],
        "time": day, "chain": list(chain), "gold": gold, **more,
    }  # fmt: skip


def harm(gold, trigger, day, place, chain, figures, victims=("people", "UKR", "CVL"), **more):
    return {
        "type": "casualties", "trigger": trigger, "targets": [victims], "places": [place],
        "time": day, "chain": list(chain), "figures": figures, "gold": gold, **more,
    }  # fmt: skip


def event(kind, gold, trigger, day, places, chain, **more):
    return {
        "type": kind, "trigger": trigger, "places": list(places), "time": day,
        "chain": list(chain), "gold": gold, **more,
    }  # fmt: skip


D3, D5, D7 = (
    ("2023-05-03", "2023-05-03"),
    ("2023-05-05", "2023-05-05"),
    ("2023-05-06", "2023-05-07"),
)
D8, D9, D10 = (
    ("2023-05-07", "2023-05-08"),
    ("2023-05-09", "2023-05-09"),
    ("2023-05-10", "2023-05-10"),
)
D11, D12, D13 = (
    ("2023-05-11", "2023-05-11"),
    ("2023-05-12", "2023-05-12"),
    ("2023-05-12", "2023-05-13"),
)

WIRE_VOVCHANSK = (
    "Kharkiv regional police said Russian troops shelled the town of Vovchansk with mortars on "
    "Wednesday morning. The shells hit the bus station on Soborna Street as people queued for the "
    "first service of the day. The shelling killed 12 people, the police said."
)
WIRE_ODESA = (
    "The Air Force of Ukraine said Russia attacked Odesa with 12 Shahed drones overnight. Ten of the "
    "drones were shot down over the sea before they reached the port, the Air Force said in its "
    "morning report on Monday. Sirens sounded for three hours in the city."
)
WIRE_SHEBEKINO = (
    "Governor Viktor Lapin said Ukrainian forces shelled the border town of Shebekino on Friday with "
    "Grad rockets. One woman was killed in her garden on Lenin Street, Lapin wrote on his channel, "
    "and the roof of a bakery caught fire. Buses took residents to Belgorod in the afternoon."
)
AIR = ("Air Force", "report", "UKR", "MIL", None, "Air Force of Ukraine")
LAPIN = ("Lapin", "speech", "RUS", "GOV", None, "Viktor Lapin")
UKR = ("Ukrainian forces", "UKR", "MIL")


def odesa(text_trigger="attacked", down="shot down"):
    return [
        event("drone_strike", "I4", text_trigger, D8, [ODESA], [AIR], agents=[("Russia", "RUS", "MIL")],
              figures=[("12", "uav", 12, 12)]),
        event("interception", "I4", down, D8, [ODESA], [AIR], figures=[("Ten", "uav", 10, 10)]),
    ]  # fmt: skip


def shebekino(place=SHEBEKINO, chain=(LAPIN,)):
    return [
        shelling("I10", "shelled", D12, [UKR], place, chain, weapons=[("Grad rockets", "rocket_artillery")]),
        harm("I10", "killed", D12, place, chain, [("One", "killed", 1, 1)], ("woman", "RUS", "CVL")),
    ]  # fmt: skip


def vovchansk(**more):
    return [
        shelling("I1", "shelled", D3, weapons=[("mortars", "mortar")], **more),
        harm("I1", "killed", D3, VOVCHANSK, [POLICE], [("12", "killed", 12, 12)]),
    ]


GOVERNOR_Z = ("Governor Yuri Malash", "speech", "UKR", "GOV", None, "Yuri Malash")
RESCUE = ("rescue service", "report", "UKR", "GOV", None, "State Emergency Service of Ukraine")
PROSECUTORS = ("prosecutor's office", "report", "UKR", "JUD", None, "Kherson prosecutor's office")
MAYOR = ("Mayor Halyna Lukash", "speech", "UKR", "GOV", None, "Halyna Lukash")
OCCUPATION = ("Sergei Aksenko", "speech", "RUS", "GOV", None, "Sergei Aksenko")
INTELLIGENCE = (
    "military intelligence",
    "speech",
    "UKR",
    "SPY",
    None,
    "Main Intelligence Directorate",
)
HQ = ("Coordination Headquarters", "report", "UKR", "GOV", None, "Coordination Headquarters")
WAGNER = ("head of Wagner", "recording", "RUS", "MIL", "Wagner", "Yevgeny Prigorin")
SYRKO = ("Colonel Ihor Syrko", "speech", "UKR", "MIL", None, "Ihor Syrko")
GOVERNOR_K = ("Governor Oleh Veres", "speech", "UKR", "GOV", None, "Oleh Veres")
OCHA = ("UN humanitarian office", "report", None, "IGO", "UN", "OCHA")
GOVERNOR_D = ("Governor Pavlo Kyr", "speech", "UKR", "GOV", None, "Pavlo Kyr")

REPORTS = [
    # I1: Vovchansk, 3 May. The police, relayed and copied; Moscow says that Kyiv did it.
    ("v1", WIRE, "2023-05-03", WIRE_VOVCHANSK, vovchansk()),
    ("v2", LEDGER, "2023-05-03", WIRE_VOVCHANSK + "\nReporting by Delta Wire.", vovchansk()),
    ("v3", NORTH, "2023-05-04",
     "Shelling of a Ukrainian bus station\nRussian troops shelled Vovchansk on Wednesday, according to police. "
     "At least 9 people were killed at the bus station.",
     [shelling("I1", "shelled", ("2023-05-03", "2023-05-04")), harm("I1", "killed", ("2023-05-03", "2023-05-04"), VOVCHANSK, [POLICE], [("9", "killed", 9, None)])]),
    ("v4", VOLGA, "2023-05-04",
     "The Defence Ministry in Moscow said Ukrainian forces shelled Vovchansk themselves on 3 May to blame Russia.",
     [shelling("I1", "shelled", D3, [UKR], VOVCHANSK, [RU_MOD])]),
    ("v5", WIRE, "2023-05-05",
     "The number of people killed in Wednesday's shelling of the Vovchansk bus station has risen to 14, "
     "Kharkiv regional police said on Friday.",
     [harm("I1", "killed", D3, VOVCHANSK, [POLICE], [("14", "killed", 14, 14)])]),
    # I2: Zaporizhzhia, 5 May. Three killed; at least two: both can be so.
    ("z1", WIRE, "2023-05-05",
     "A Russian missile hit a five-storey block in Zaporizhzhia on Friday, Governor Yuri Malash said. "
     "Three people were killed on Peremohy Street.",
     [event("missile_strike", "I2", "hit", D5, [ZAPORIZHZHIA], [GOVERNOR_Z], weapons=[("missile", "missile")]),
      harm("I2", "killed", D5, ZAPORIZHZHIA, [GOVERNOR_Z], [("Three", "killed", 3, 3)])]),
    ("z2", LEDGER, "2023-05-05",
     "Rescuers search a collapsed block in Zaporizhzhia. At least two people were killed when a missile "
     "struck Peremohy Street, the rescue service reported.",
     [event("missile_strike", "I2", "struck", D5, [ZAPORIZHZHIA], [RESCUE], weapons=[("missile", "missile")]),
      harm("I2", "killed", D5, ZAPORIZHZHIA, [RESCUE], [("two", "killed", 2, None)])]),
    ("z3", NORTH, "2023-05-06",
     "Missile kills three people in Zaporizhzhia, governor says. Governor Yuri Malash said the missile hit "
     "a block of flats.",
     [harm("I2", "kills", ("2023-05-05", "2023-05-06"), ZAPORIZHZHIA, [GOVERNOR_Z], [("three", "killed", 3, 3)]),
      event("missile_strike", "I2", "hit", ("2023-05-05", "2023-05-06"), [ZAPORIZHZHIA], [GOVERNOR_Z], weapons=[("missile", "missile")])]),
    # I3: Klishchiivka, 6-7 May. Taken, says Moscow; repelled, says Kyiv.
    ("k1", VOLGA, "2023-05-07",
     "Assault units liberated the village of Klishchiivka, the Defence Ministry in Moscow reported.",
     [event("capture", "I3", "liberated", D7, [KLISHCHIIVKA], [RU_MOD], agents=[("Assault units", "RUS", "MIL")])]),
    ("k2", FRONT, "2023-05-07",
     "Defence Forces repelled attacks near Klishchiivka, the General Staff said in its evening report.",
     [event("repulse", "I3", "repelled", D7, [KLISHCHIIVKA], [GENSTAFF],
            agents=[("Defence Forces", "UKR", "MIL")])]),
    ("k3", NORTH, "2023-05-08",
     "Moscow claims village near Bakhmut\nThe Defence Ministry in Moscow said its troops captured Klishchiivka. "
     "Kyiv's General Staff said the assault on Klishchiivka was repelled.",
     [event("capture", "I3", "captured", ("2023-05-07", "2023-05-08"), [KLISHCHIIVKA], [RU_MOD], agents=[("its troops", "RUS", "MIL")]),
      event("repulse", "I3", "repelled", ("2023-05-07", "2023-05-08"), [KLISHCHIIVKA], [GENSTAFF])]),
    # I4: Odesa, the night to 8 May. One origin in four papers.
    ("o1", WIRE, "2023-05-08", WIRE_ODESA, odesa()),
    ("o2", FRONT, "2023-05-08", WIRE_ODESA, odesa()),
    ("o3", LEDGER, "2023-05-08", "ODESA, 8 May (Delta Wire)\n" + WIRE_ODESA, odesa()),
    ("o4", NORTH, "2023-05-08",
     "Ukraine's Air Force said Monday it downed ten of 12 drones that Russia launched at Odesa.",
     [event("interception", "I4", "downed", D8, [ODESA], [AIR], figures=[("ten", "uav", 10, 10)]),
      event("drone_strike", "I4", "launched", D8, [ODESA], [AIR], agents=[("Russia", "RUS", "MIL")],
            figures=[("12", "uav", 12, 12)])]),
    # I5: Dzhankoi, 9 May. A claim and a denial.
    ("d1", VOLGA, "2023-05-09",
     "Ukrainian drones set off an explosion at the Dzhankoi rail depot on Tuesday, Sergei Aksenko said. "
     "One railwayman was wounded.",
     [event("explosion", "I5", "explosion", D9, [DZHANKOI], [OCCUPATION], agents=[("Ukrainian drones", "UKR", "MIL")]),
      harm("I5", "wounded", D9, DZHANKOI, [OCCUPATION], [("One", "wounded", 1, 1)], ("railwayman", "RUS", "CVL"))]),
    ("d2", LEDGER, "2023-05-10",
     "There was no Ukrainian attack and no explosion in Dzhankoi on Tuesday, military intelligence said.",
     [event("explosion", "I5", "explosion", D9, [DZHANKOI], [INTELLIGENCE], status="did_not_happen")]),
    ("d3", NORTH, "2023-05-10",
     "An explosion shook the rail depot in Dzhankoi on Tuesday, the Moscow-appointed head Sergei Aksenko said.",
     [event("explosion", "I5", "explosion", D9, [DZHANKOI], [OCCUPATION])]),
    # I6: Kherson, 9 May. Four or seven.
    ("h1", WIRE, "2023-05-09",
     "Shells hit the Shumensky market in Kherson on Tuesday, killing 4 people, the prosecutor's office said.",
     [shelling("I6", "hit", D9, [], KHERSON, [PROSECUTORS]),
      harm("I6", "killing", D9, KHERSON, [PROSECUTORS], [("4", "killed", 4, 4)])]),
    ("h2", FRONT, "2023-05-09",
     "Mayor Halyna Lukash: 7 people killed in the shelling of the Shumensky market in Kherson.",
     [harm("I6", "killed", D9, KHERSON, [MAYOR], [("7", "killed", 7, 7)]),
      shelling("I6", "shelling", D9, [], KHERSON, [MAYOR])]),
    ("h3", LEDGER, "2023-05-10",
     "Kherson mourns. The shelling of the Shumensky market on Tuesday took lives: 4 people were killed, "
     "the prosecutor's office confirmed.",
     [shelling("I6", "shelling", ("2023-05-09", "2023-05-10"), [], KHERSON, [PROSECUTORS]),
      harm("I6", "killed", ("2023-05-09", "2023-05-10"), KHERSON, [PROSECUTORS], [("4", "killed", 4, 4)])]),
    # I7: Vovchansk again, 10 May: another day, another happening.
    ("w1", WIRE, "2023-05-10",
     "Russian troops shelled Vovchansk with mortars again on Wednesday, police said. Two people were wounded.",
     [shelling("I7", "shelled", D10, weapons=[("mortars", "mortar")]),
      harm("I7", "wounded", D10, VOVCHANSK, [POLICE], [("Two", "wounded", 2, 2)])]),
    ("w2", LEDGER, "2023-05-10",
     "Two people were wounded when Russian troops shelled Vovchansk, a week after the bus station, police said.",
     [harm("I7", "wounded", D10, VOVCHANSK, [POLICE], [("Two", "wounded", 2, 2)]),
      shelling("I7", "shelled", D10)]),
    ("w3", FRONT, "2023-05-11",
     "Police: Russian troops shelled Vovchansk on 10 May, two people wounded.",
     [shelling("I7", "shelled", ("2023-05-10", "2023-05-11")), harm("I7", "wounded", ("2023-05-10", "2023-05-11"), VOVCHANSK, [("Police", *POLICE[1:])],
                                           [("two", "wounded", 2, 2)])]),
    # I8: an exchange, 11 May. Both sides agree.
    ("x1", LEDGER, "2023-05-11",
     "45 Ukrainian defenders of Mariupol returned home in an exchange on Thursday, the Coordination Headquarters said.",
     [event("release", "I8", "returned", D11, [], [HQ], targets=[("defenders", "UKR", "MIL")],
            figures=[("45", "released", 45, 45)])]),
    ("x2", VOLGA, "2023-05-11",
     "Kyiv was handed 45 Ukrainian prisoners, the Defence Ministry in Moscow said after Thursday's exchange.",
     [event("release", "I8", "handed", D11, [], [RU_MOD], targets=[("prisoners", "UKR", "MIL")],
            figures=[("45", "released", 45, 45)])]),
    ("x3", NORTH, "2023-05-12",
     "Ukraine got 45 soldiers back on Thursday. They returned in an exchange, the Coordination Headquarters said.",
     [event("release", "I8", "returned", ("2023-05-11", "2023-05-12"), [], [HQ], targets=[("soldiers", "UKR", "MIL")],
            figures=[("45", "released", 45, 45)])]),
    ("x4", WIRE, "2023-05-11",
     "Russia and Ukraine exchanged prisoners on Thursday; 45 soldiers returned to Ukraine, according to the "
     "Coordination Headquarters.",
     [event("release", "I8", "returned", D11, [], [HQ], targets=[("soldiers", "UKR", "MIL")],
            figures=[("45", "released", 45, 45)])]),
    # I9: Bakhmut, 9 May. Wagner says that a brigade left; Kyiv too; Moscow denies.
    ("b1", FRONT, "2023-05-10",
     "The 72nd brigade withdrew from its positions south of Bakhmut on Tuesday, the head of Wagner said in a recording.",
     [event("withdrawal", "I9", "withdrew", D9, [BAKHMUT], [WAGNER], agents=[("72nd brigade", "RUS", "MIL")])]),
    ("b2", LEDGER, "2023-05-10",
     "The Russian 72nd brigade withdrew from the Bakhmut area on Tuesday, Colonel Ihor Syrko said.",
     [event("withdrawal", "I9", "withdrew", D9, [BAKHMUT], [SYRKO], agents=[("72nd brigade", "RUS", "MIL")])]),
    ("b3", VOLGA, "2023-05-10",
     "Reports that the 72nd brigade withdrew near Bakhmut on Tuesday are untrue, the Defence Ministry in Moscow said.",
     [event("withdrawal", "I9", "withdrew", D9, [BAKHMUT], [RU_MOD], agents=[("72nd brigade", "RUS", "MIL")],
            status="did_not_happen")]),
    ("b4", NORTH, "2023-05-11",
     "Wagner's head said a Russian brigade fled. The 72nd brigade withdrew from Bakhmut's south on 9 May, the head "
     "of Wagner said.",
     [event("withdrawal", "I9", "withdrew", D9, [BAKHMUT], [WAGNER], agents=[("72nd brigade", "RUS", "MIL")])]),
    # I10: Shebekino, 12 May. The wire's text in three papers: one origin.
    ("s1", WIRE, "2023-05-12", WIRE_SHEBEKINO, shebekino()),
    ("s2", NORTH, "2023-05-12", WIRE_SHEBEKINO, shebekino()),
    ("s3", VOLGA, "2023-05-13", "Belgorod region\n" + WIRE_SHEBEKINO + "\nFollow us.", shebekino()),
    # I11: Lyptsi, 12 May. 300 and about 310 are the same.
    ("l1", LEDGER, "2023-05-12",
     "About 310 residents were evacuated from Lyptsi on Friday, Governor Oleh Veres said.",
     [event("displacement", "I11", "evacuated", D12, [LYPTSI], [GOVERNOR_K], targets=[("residents", "UKR", "CVL")],
            figures=[("About 310", "evacuated", 310, 310, "approx")])]),
    ("l2", NORTH, "2023-05-13",
     "The UN humanitarian office reported that 300 civilians had been evacuated from Lyptsi by Friday evening.",
     [event("displacement", "I11", "evacuated", ("2023-05-12", "2023-05-13"), [LYPTSI], [OCHA], targets=[("civilians", "UKR", "CVL")],
            figures=[("300", "evacuated", 300, 300)])]),
    # I12: Kramatorsk, 12 May. The governor, and the wire's own reporter.
    ("m1", WIRE, "2023-05-12",
     "Two missiles hit the old machine works in Kramatorsk on Friday, a Delta Wire reporter saw. Five people "
     "were wounded.",
     [event("missile_strike", "I12", "hit", D12, [KRAMATORSK], [], weapons=[("missiles", "missile")]),
      harm("I12", "wounded", D12, KRAMATORSK, [], [("Five", "wounded", 5, 5)])]),
    ("m2", LEDGER, "2023-05-12",
     "Governor Pavlo Kyr said missiles struck a disused factory in Kramatorsk. Five people were wounded.",
     [event("missile_strike", "I12", "struck", D12, [KRAMATORSK], [GOVERNOR_D], weapons=[("missiles", "missile")]),
      harm("I12", "wounded", D12, KRAMATORSK, [GOVERNOR_D], [("Five", "wounded", 5, 5)])]),
    ("m3", FRONT, "2023-05-13",
     "Kramatorsk, 12 May: missiles hit the machine works, five people wounded, says Governor Pavlo Kyr.",
     [event("missile_strike", "I12", "hit", ("2023-05-12", "2023-05-13"), [KRAMATORSK], [GOVERNOR_D], weapons=[("missiles", "missile")]),
      harm("I12", "wounded", ("2023-05-12", "2023-05-13"), KRAMATORSK, [GOVERNOR_D], [("five", "wounded", 5, 5)])]),
]  # fmt: skip

ORIGINS = {
    "I1": 2, "I2": 2, "I3": 2, "I4": 1, "I5": 2, "I6": 2, "I7": 1, "I8": 2, "I9": 3, "I10": 1,
    "I11": 2, "I12": 2,
}  # fmt: skip
CONTRADICTIONS = {
    ("I1", "agents"), ("I3", "type"), ("I5", "status"), ("I6", "figures.killed of UKR/CVL"),
    ("I9", "status"),
}  # fmt: skip
AGAINST_INTEREST = {("I9", "Yevgeny Prigorin")}
