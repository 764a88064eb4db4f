"""Finnish place names: every form in the data is what the rules make, and Voikko reads it as it is meant."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from libvoikko import Voikko

from hvk_data.language.inflection import Forms, Local, inflected, with_forms
from hvk_data.language.places import PLACE_FORMS

with PLACE_FORMS.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
CHECKED = [row for row in ROWS if row["certain_fi"] == "1"]
TO_CHECK = Path(__file__).parents[2] / "docs" / "native-check-places.md"

LOCAL_CASES = {"inner": "sisaolento", "outer": "ulkoolento"}
# Voikko knows the river, not the town; the town is its plural.
KNOWN_AS = {"Virrat": "Virta"}
READ_LETTER_BY_LETTER = {"Tl": "tl"}


@pytest.fixture(scope="module")
def voikko() -> Iterator[Voikko]:
    reader = Voikko("fi")
    yield reader
    reader.terminate()


def readings(voikko: Voikko, form: str, name: str) -> set[tuple[str, str]]:
    """(case, number) of the readings of ``form``'s last word that lead back to ``name``'s."""
    last = name.split()[-1]
    base = KNOWN_AS.get(last, READ_LETTER_BY_LETTER.get(last, last)).casefold()
    return {
        (reading["SIJAMUOTO"], reading["NUMBER"])
        for reading in voikko.analyze(form.split()[-1])
        if reading["BASEFORM"].casefold() == base and "SIJAMUOTO" in reading
    }


@pytest.mark.parametrize("row", CHECKED, ids=lambda row: f"{row['level']}-{row['name_fi']}")
def test_voikko_reads_each_form_as_the_right_case_of_the_right_name(
    voikko: Voikko, row: dict[str, str]
) -> None:
    number = "plural" if row["pattern"] == "plural" or row["name_fi"] in KNOWN_AS else "singular"
    name = row["name_fi"]
    assert (LOCAL_CASES[row["local"]], number) in readings(voikko, row["in_fi"], name)
    assert ("omanto", number) in readings(voikko, row["genitive_fi"], name)
    # The words before the last are as they stand in the name.
    for form in (row["in_fi"], row["genitive_fi"]):
        assert form.split()[:-1] == name.split()[:-1]


def test_voikko_would_notice(voikko: Voikko) -> None:
    assert not readings(voikko, "Rovaniemessa", "Rovaniemi")
    assert ("sisaolento", "singular") not in readings(voikko, "Rovaniemellä", "Rovaniemi")
    assert not readings(voikko, "Kuhmolla", "Kuhmoinen")


def test_the_file_is_what_the_rules_make() -> None:
    assert [with_forms(row) for row in ROWS] == ROWS


@pytest.mark.parametrize(
    ("name", "local", "genitive", "inside"),
    [
        ("Kuhmo", "inner", "Kuhmon", "Kuhmossa"),
        ("Rovaniemi", "outer", "Rovaniemen", "Rovaniemellä"),
        ("Kaustinen", "outer", "Kaustisen", "Kaustisella"),
        ("Koski Tl", "inner", "Koski Tl:n", "Koski Tl:ssä"),
        ("Turku", "inner", "Turun", "Turussa"),
        ("Helsinki", "inner", "Helsingin", "Helsingissä"),
        ("Iisalmi", "inner", "Iisalmen", "Iisalmessa"),
        ("Juuka", "inner", "Juuan", "Juuassa"),
        ("Hailuoto", "inner", "Hailuodon", "Hailuodossa"),
        ("Outokumpu", "inner", "Outokummun", "Outokummussa"),
        ("Pihtipudas", "outer", "Pihtiputaan", "Pihtiputaalla"),
        ("Rautalampi", "outer", "Rautalammin", "Rautalammilla"),
        ("Kökar", "inner", "Kökarin", "Kökarissa"),
        ("Pedersören kunta", "inner", "Pedersören kunnan", "Pedersören kunnassa"),
        ("Kainuun hyvinvointialue", "outer", "Kainuun hyvinvointialueen", "Kainuun hyvinvointialueella"),
        ("Päijät-Häme", "inner", "Päijät-Hämeen", "Päijät-Hämeessä"),
        ("Varsinais-Suomi", "inner", "Varsinais-Suomen", "Varsinais-Suomessa"),
    ],
)
def test_the_rules(name: str, local: Local, genitive: str, inside: str) -> None:
    assert inflected(name, local) == Forms(genitive, inside)


def test_what_no_rule_knows_is_told_to_them() -> None:
    assert inflected("Kauniainen", "inner", plural=True) == Forms("Kauniaisten", "Kauniaisissa")
    assert inflected("Uusikaupunki", "inner", both=True) == Forms("Uudenkaupungin", "Uudessakaupungissa")
    assert inflected("Uusimaa", "outer", both=True) == Forms("Uudenmaan", "Uudellamaalla")
    assert inflected("Tampere", "outer", stem="Tamperee") == Forms("Tampereen", "Tampereella")


def test_what_is_uncertain_waits_for_a_native_speaker() -> None:
    listed = [line for line in TO_CHECK.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    waiting = [row for row in ROWS if "0" in (row["certain_fi"], row["certain_sv"])]
    assert waiting
    assert listed == [
        f"| `{row['level']}` | `{row['code']}` | {row['in_fi']} | {row['in_sv']} | {row['note']} |"
        for row in waiting
    ]
