"""Brings Statistics Finland's key figures of municipalities in from files.

They have no service of their own to ask: the figures come as a Parquet file (variable, level, code,
year, value, computed; level and code as Sotkanet's category and code) and a table of the variables
with their names in three languages.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Imported:
    """How much was brought in."""

    indicators: int
    rows: int


def import_key_figures(bronze: Bronze, areas: list[Area], figures: Path, variables: Path) -> Imported:
    """Replace the key figures in ``bronze`` with those of the two files.

    Raises UnreadableKeyFigures where a column is missing and UnknownKeyFigureAreas, before anything
    is written, where a row's area is not among ``areas``.
    """
    table = pq.read_table(figures)
    _require(figures, table.column_names, {"variable", "level", "code", "year", "value", "computed"})
    with variables.open(encoding="utf-8-sig", newline="") as file:
        described = {row["variable"]: row for row in csv.DictReader(file)}
    _require(variables, next(iter(described.values()), {}), {"name_fi", "name_sv", "name_en"})
    known = {(area.level, area.code): area.id for area in areas}
    pairs = list(zip(table["level"].to_pylist(), table["code"].to_pylist(), strict=True))
    unknown = sorted({pair for pair in pairs if pair not in known})
    if unknown:
        raise UnknownKeyFigureAreas(areas=", ".join(f"{level} {code}" for level, code in unknown[:5]))
    table = table.append_column("region", pa.array([known[pair] for pair in pairs], pa.int32()))
    listing = []
    rows = 0
    for name, row in described.items():
        own = table.filter(pc.field("variable") == name)
        metadata = Metadata(
            id=f"tk:{name}",
            source=SOURCE,
            title=Texts(fi=row["name_fi"], sv=row["name_sv"], en=row["name_en"]),
            organization=ORGANIZATION,
            address=ADDRESS,
        )
        listing.append(ListedIndicator(metadata.id, SOURCE, metadata.title, ORGANIZATION))
        bronze.write(metadata, _as_figures(own))
        rows += own.num_rows
    bronze.write_listing(SOURCE, listing)
    return Imported(len(listing), rows)


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


def _require(path: Path, found: object, columns: set[str]) -> None:
    missing = columns - set(found)  # type: ignore[call-overload]
    if missing:
        raise UnreadableKeyFigures(file=path.name, columns=", ".join(sorted(missing)))
