"""Statistics Finland's key figures from files: as they are, or not at all."""

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hvk_data.language import LANGUAGES, Texts
from hvk_data.store.bronze import Area, Bronze
from hvk_data.sync.key_figures import (
    BadKeyFigures,
    UnknownKeyFigureAreas,
    UnreadableFile,
    UnreadableKeyFigures,
    import_key_figures,
)

AREAS = [
    Area(1, "358", "MAA", Texts("Koko maa"), ()),
    Area(10, "005", "KUNTA", Texts("Alajärvi"), (1,)),
    Area(11, "01", "MAAKUNTA", Texts("Uusimaa"), (1,)),
    Area(12, "01", "HYVINVOINTIALUE", Texts("Itä-Uusimaa"), (1,)),
]
ROWS = [
    {"variable": "families", "level": "KUNTA", "code": "005", "year": 2020, "value": 7.0, "computed": False},
    {
        "variable": "families",
        "level": "MAAKUNTA",
        "code": "01",
        "year": 2020,
        "value": 0.0,
        "computed": False,
    },
    {
        "variable": "families",
        "level": "HYVINVOINTIALUE",
        "code": "01",
        "year": 2020,
        "value": 9.5,
        "computed": True,
    },
    {"variable": "jobs", "level": "MAA", "code": "358", "year": 2021, "value": None, "computed": False},
]
VARIABLES = [
    {"variable": "families", "name_fi": "Perheet", "name_sv": "Familjer", "name_en": "Families"},
    {"variable": "jobs", "name_fi": "Työpaikat", "name_sv": "", "name_en": "Jobs"},
]


class Files:
    """The two files, to be spoilt; and where they are brought to."""

    def __init__(self, folder: Path) -> None:
        self.figures = folder / "luvut ä.parquet"
        self.variables = folder / "muuttujat ä.csv"
        self.bronze = Bronze(folder / "bronze")
        self.write()

    def write(self, rows=ROWS, variables=VARIABLES) -> None:
        pq.write_table(pa.Table.from_pylist(rows), self.figures)
        with self.variables.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(variables[0]))
            writer.writeheader()
            writer.writerows(variables)

    def bring(self):
        return import_key_figures(self.bronze, AREAS, self.figures, self.variables)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_figures_come_in_by_level_and_code_and_missing_stays_missing(files):
    imported = files.bring()
    assert (imported.indicators, imported.rows) == (2, 4)
    assert files.bronze.ids("statfin") == ["tk:families", "tk:jobs"]
    assert [listed.id for listed in files.bronze.listing("statfin")] == ["tk:families", "tk:jobs"]
    families = files.bronze.figures("tk:families").to_pylist()
    assert [(row["region"], row["value"], row["computed"]) for row in families] == [
        (10, 7.0, False),
        (11, 0.0, False),
        (12, 9.5, True),
    ]
    assert files.bronze.figures("tk:jobs")["value"].to_pylist() == [None]
    assert files.bronze.metadata("tk:jobs").title == Texts("Työpaikat", "", "Jobs")
    assert files.bronze.metadata("tk:jobs").fetched_at is None


def test_an_import_replaces_what_was_there(files):
    files.bring()
    files.write(rows=[{**ROWS[0], "value": 8.0}, ROWS[3]])
    files.bring()
    assert files.bronze.figures("tk:families")["value"].to_pylist() == [8.0]


def without(column, rows):
    return [{name: value for name, value in row.items() if name != column} for row in rows]


SPOILT = {
    "no code column": (lambda f: f.write(rows=without("code", ROWS)), UnreadableKeyFigures),
    "no Swedish names": (lambda f: f.write(variables=without("name_sv", VARIABLES)), UnreadableKeyFigures),
    "unknown area": (lambda f: f.write(rows=[*ROWS, {**ROWS[0], "code": "999"}]), UnknownKeyFigureAreas),
    "code as number": (lambda f: f.write(rows=[{**ROWS[0], "code": "5"}, *ROWS[1:]]), UnknownKeyFigureAreas),
    "no code": (lambda f: f.write(rows=[*ROWS, {**ROWS[0], "code": None}]), UnknownKeyFigureAreas),
    "a figure twice": (lambda f: f.write(rows=[*ROWS, {**ROWS[0], "value": 1.0}]), BadKeyFigures),
    "undescribed": (lambda f: f.write(rows=[*ROWS, {**ROWS[0], "variable": "x"}]), BadKeyFigures),
    "no figures": (lambda f: f.write(rows=ROWS[:3]), BadKeyFigures),
    "a path as a name": (
        lambda f: f.write(variables=[{**VARIABLES[0], "variable": "../x"}, VARIABLES[1]]),
        BadKeyFigures,
    ),
    "not Parquet": (lambda f: f.figures.write_bytes(b"variable,level"), UnreadableFile),
    "no figures file": (lambda f: f.figures.unlink(), UnreadableFile),
    "no variables file": (lambda f: f.variables.unlink(), UnreadableFile),
    "another encoding": (
        lambda f: f.variables.write_bytes(f.variables.read_bytes().decode().encode("latin-1")),
        UnreadableFile,
    ),
    "empty variables": (lambda f: f.variables.write_bytes(b""), UnreadableKeyFigures),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_fault_is_told_of_and_changes_nothing(files, fault):
    files.bring()
    before = {path: path.read_bytes() for path in files.bronze.root.rglob("*") if path.is_file()}
    spoil, error = SPOILT[fault]
    spoil(files)
    with pytest.raises(error) as told:
        files.bring()
    for language in LANGUAGES:
        assert told.value.message(language)
    assert {path: path.read_bytes() for path in files.bronze.root.rglob("*") if path.is_file()} == before
