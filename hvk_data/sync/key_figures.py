"""Brings Statistics Finland's key figures of municipalities in from files.

They have no service of their own to ask: the figures come as a Parquet file (variable, level, code,
year, value, computed; level and code as Sotkanet's category and code) and a table of the variables
with their names in three languages.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hvk_data.language import Texts, UserError
from hvk_data.store.bronze import Area, Bronze, ListedIndicator, Metadata

SOURCE = "statfin"
ADDRESS = "https://pxdata.stat.fi/PxWeb/pxweb/fi/Kuntien_avainluvut/"
ORGANIZATION = Texts(fi="Tilastokeskus", sv="Statistikcentralen", en="Statistics Finland")


class UnknownKeyFigureAreas(UserError):
    """The key figures name areas that the store does not know."""

    key = "sync.unknown_key_figure_areas"


class UnreadableKeyFigures(UserError):
    """A file of key figures lacks a column that it must have."""

    key = "sync.unreadable_key_figures"


class UnreadableFile(UserError):
    """A file of key figures is missing or is not of its form."""

    key = "commands.unreadable_file"


class BadKeyFigures(UserError):
    """The key figures contradict themselves; ``found`` says where.

    ``problem``: ``twice``, a figure is there twice; ``unmatched``, a variable is in only one of the
    files; ``name``, a variable's name cannot be an id.
    """

    def __init__(self, problem: Literal["twice", "unmatched", "name"], found: str) -> None:
        self.key = f"commands.key_figures_{problem}"
        super().__init__(found=found)


@dataclass(frozen=True, slots=True)
class Imported:
    """How much was brought in."""

    indicators: int
    rows: int


def import_key_figures(bronze: Bronze, areas: list[Area], figures: Path, variables: Path) -> Imported:
    """Replace the key figures in ``bronze`` with those of the two files.

    Raises, before anything is written: UnreadableFile; UnreadableKeyFigures where a column is
    missing; UnknownKeyFigureAreas where a row's area is not among ``areas``; BadKeyFigures.
    """
    described = _described(variables)
    table = _located(_figures(figures), areas)
    names = set(table["variable"].to_pylist())
    unmatched = sorted(names ^ described.keys())
    if unmatched:
        raise BadKeyFigures("unmatched", ", ".join(unmatched[:5]))
    listing = []
    for name, row in described.items():
        metadata = Metadata(
            id=f"tk:{name}",
            source=SOURCE,
            title=Texts(fi=row["name_fi"], sv=row["name_sv"], en=row["name_en"]),
            organization=ORGANIZATION,
            address=ADDRESS,
        )
        listing.append(ListedIndicator(metadata.id, SOURCE, metadata.title, ORGANIZATION))
        bronze.write(metadata, _as_figures(table.filter(pc.field("variable") == name)))
    bronze.write_listing(SOURCE, listing)
    return Imported(len(listing), table.num_rows)


def _described(path: Path) -> dict[str, dict[str, str]]:
    """The table of the variables, by name."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            _require(path, rows.fieldnames or (), {"variable", "name_fi", "name_sv", "name_en"})
            described = {row["variable"]: row for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(file=path) from error
    wrong = [name for name in described if not re.fullmatch("[a-z0-9_]+", name)]
    if wrong:
        raise BadKeyFigures("name", ", ".join(wrong[:5]))
    return described


def _figures(path: Path) -> pa.Table:
    """The figures as they are in the file, no cell of them twice."""
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise UnreadableFile(file=path) from error
    _require(path, table.column_names, {"variable", "level", "code", "year", "value", "computed"})
    cells = table.group_by(["variable", "level", "code", "year"]).aggregate([([], "count_all")])
    twice = cells.filter(pc.field("count_all") > 1).slice(0, 1).to_pylist()
    if twice:
        raise BadKeyFigures(
            "twice", " ".join(str(twice[0][k]) for k in ("variable", "level", "code", "year"))
        )
    return table


def _located(table: pa.Table, areas: list[Area]) -> pa.Table:
    """``table`` with the column ``region``, the id of each row's area."""
    known = {(area.level, area.code): area.id for area in areas}
    pairs = list(zip(table["level"].to_pylist(), table["code"].to_pylist(), strict=True))
    unknown = sorted({pair for pair in pairs if pair not in known}, key=str)
    if unknown:
        raise UnknownKeyFigureAreas(areas=", ".join(f"{level} {code}" for level, code in unknown[:5]))
    return table.append_column("region", pa.array([known[pair] for pair in pairs], pa.int32()))


def _as_figures(own: pa.Table) -> pa.Table:
    n = own.num_rows
    return pa.table(
        {
            "region": own["region"],
            "year": own["year"].cast(pa.int16()),
            "gender": pa.repeat(pa.scalar("total"), n),
            "value": own["value"],
            "abs_value": pa.nulls(n, pa.float64()),
            "computed": own["computed"],
        }
    )


def _require(path: Path, found: Iterable[str], columns: set[str]) -> None:
    missing = columns - set(found)
    if missing:
        raise UnreadableKeyFigures(file=path.name, columns=", ".join(sorted(missing)))
