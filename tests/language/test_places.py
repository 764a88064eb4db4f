"""Place names in sentences: a checked form or none, for every municipality and region there is."""

import csv

import duckdb
import pytest

from hvk_data.areas import LEVELS, municipalities
from hvk_data.language import LANGUAGES, genitive, in_place
from hvk_data.language.places import PLACE_FORMS
from hvk_data.paths import SHIPPED

with PLACE_FORMS.open(encoding="utf-8", newline="") as file:
    ROWS = {(row["level"], row["code"]): row for row in csv.DictReader(file)}


def test_every_municipality_and_region_is_there() -> None:
    with duckdb.connect() as connection:
        areas = connection.execute(
            "SELECT level, code FROM read_parquet(?)", [str(SHIPPED / "snapshot" / "areas.parquet")]
        ).fetchall()
    there = {(level, code) for level, code in areas if level in LEVELS}
    there |= {("KUNTA", code) for code in municipalities()}
    assert set(ROWS) == there
    assert {row["name_fi"] for (level, _), row in ROWS.items() if level == "KUNTA"} == {
        municipality.name.fi for municipality in municipalities().values()
    }
    for code, municipality in municipalities().items():
        assert ROWS["KUNTA", code]["name_sv"] == municipality.name.sv


@pytest.mark.parametrize(
    ("level", "code", "fi", "sv", "en"),
    [
        ("KUNTA", "290", "Kuhmossa", "i Kuhmo", "in Kuhmo"),
        ("KUNTA", "205", "Kajaanissa", "i Kajana", "in Kajaani"),
        ("KUNTA", "284", "Koski Tl:ssä", "i Koski Tl", "in Koski Tl"),
        ("KUNTA", "698", "Rovaniemellä", "i Rovaniemi", "in Rovaniemi"),
        ("KUNTA", "478", "Maarianhaminassa", "i Mariehamn", "in Mariehamn"),
        ("MAAKUNTA", "21", "Ahvenanmaalla", "på Åland", "in Åland"),
        ("MAAKUNTA", "01", "Uudellamaalla", "i Nyland", "in the region of Uusimaa"),
        (
            "HYVINVOINTIALUE",
            "20",
            "Kainuun hyvinvointialueella",
            "i Kajanalands välfärdsområde",
            "in the Kainuu wellbeing services county",
        ),
        ("MAA", "358", "koko maassa", "i hela landet", "in the whole country"),
    ],
)
def test_a_place_in_a_sentence(level: str, code: str, fi: str, sv: str, en: str) -> None:
    assert [in_place(code, level, language) for language in LANGUAGES] == [fi, sv, en]


def test_an_unchecked_form_is_never_given() -> None:
    for (level, code), row in ROWS.items():
        assert (in_place(code, level, "fi") is None) == (row["certain_fi"] == "0")
        assert (genitive(code, level) is None) == (row["certain_fi"] == "0")
        assert (in_place(code, level, "sv") is None) == (row["certain_sv"] == "0")
    assert in_place("946", "KUNTA", "fi") is None
    assert in_place("318", "KUNTA", "fi") == "Kökarissa"
    assert in_place("318", "KUNTA", "sv") is None


def test_a_place_that_is_not_there_has_no_form() -> None:
    assert in_place("290", "MAAKUNTA", "fi") is None
    assert genitive("999", "KUNTA") is None
    assert genitive("290", "KUNTA") == "Kuhmon"
