"""A small country: two counties, each its own maakunta, seven municipalities; one town is a county alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from hvk_data.language import Texts
from hvk_data.store.bronze import Area, Bronze, ListedIndicator, Metadata
from hvk_data.store.build import Published, build
from hvk_data.store.generations import Generations

COUNTRY, COUNTY, TOWN_COUNTY, MAAKUNTA = 1, 2, 3, 4
MEMBERS = (10, 11, 12, 13, 14, 15)
TOWN = 16

Row = tuple[int, int, str, float | None, float | None]
"""Area, year, sex, value, count."""


def areas() -> list[Area]:
    """The areas: ``MEMBERS`` of ``COUNTY``; ``TOWN`` of a county alone; all of one maakunta."""
    return [
        Area(COUNTRY, "358", "MAA", Texts("Koko maa"), ()),
        Area(COUNTY, "06", "HYVINVOINTIALUE", Texts("Maaseudun hyvinvointialue"), (COUNTRY,)),
        Area(TOWN_COUNTY, "90", "HYVINVOINTIALUE", Texts("Kaupunki"), (COUNTRY,)),
        Area(MAAKUNTA, "01", "MAAKUNTA", Texts("Maakunta"), (COUNTRY,)),
        *(
            Area(
                id_, f"00{id_}"[-3:], "KUNTA", Texts(f"Kunta {id_}"), (COUNTRY, COUNTY, COUNTY, MAAKUNTA, 999)
            )
            for id_ in MEMBERS
        ),
        Area(TOWN, "091", "KUNTA", Texts("Kaupunki"), (COUNTRY, TOWN_COUNTY, MAAKUNTA)),
    ]


@dataclass
class Country:
    """A data folder with the small country in it; nothing ships."""

    home: Path
    bronze: Bronze = field(init=False)

    def __post_init__(self) -> None:
        self.bronze = Bronze(self.home / "bronze")
        self.bronze.write_areas(areas())

    def put(self, id_: str, rows: Iterable[Row], title: str = "Osoitin", **known: Any) -> Metadata:
        """Store one indicator's figures."""
        metadata = Metadata(
            id=id_,
            source=known.pop("source", "sotkanet"),
            title=Texts(title),
            organization=Texts("THL"),
            address="https://example.invalid",
            **known,
        )
        columns = list(zip(*rows, strict=True)) or [()] * 5
        types = (pa.int32(), pa.int16(), pa.string(), pa.float64(), pa.float64())
        names = ("region", "year", "gender", "value", "abs_value")
        arrays = [pa.array(column, type_) for column, type_ in zip(columns, types, strict=True)]
        self.bronze.write(metadata, pa.table(dict(zip(names, arrays, strict=True))))
        return metadata

    def listed(self, *ids: str) -> None:
        """Say that the source lists these."""
        self.bronze.write_listing(
            "sotkanet", [ListedIndicator(id_, "sotkanet", Texts("Osoitin"), Texts("THL")) for id_ in ids]
        )

    def build(self) -> Published:
        """Build from what has been put."""
        return build(self.home, self.home / "nothing ships")

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The answer of the store in use."""
        generations = Generations(self.home)
        with duckdb.connect(str(generations.path(generations.current() or 0)), read_only=True) as database:
            return database.execute(query).fetchall()


@pytest.fixture
def country(tmp_path: Path) -> Country:
    return Country(tmp_path / "Pieni maa ä")


@pytest.fixture(scope="session")
def country_at() -> Callable[[Path], Country]:
    return Country
