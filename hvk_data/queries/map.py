"""Every municipality's figure of one year, for the map."""

from dataclasses import dataclass
from typing import Literal

from hvk_data.areas import municipalities
from hvk_data.figures import Certainty, Sex
from hvk_data.language import Texts
from hvk_data.queries.compare import CERTAINTIES, GENDERS
from hvk_data.queries.index import SQL, Region, index
from hvk_data.store.reader import Reader

Reach = Literal["region", "country"]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A municipality where it lies (degrees), with its figure; None where it has none of the year."""

    code: str
    name: Texts
    lon: float
    lat: float
    value: float | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class MapFigures:
    """All municipalities of the region or of the country, in the order of codes."""

    region: Region
    year: int
    places: tuple[MapPlace, ...]


def map_figures(
    reader: Reader, municipality: str, indicator: str, year: int, reach: Reach, sex: Sex = "total"
) -> MapFigures:
    """The figures of ``year`` in the municipality's own region or in the whole country.

    A municipality whose place is not known (one that the store has and the division of today has
    not) is left out. Raises UnknownIndicator and UnknownArea.
    """
    known = index(reader)
    own = known.municipality(municipality)
    asked = {"indicator": known.indicator(indicator).number, "gender": GENDERS[sex], "year": year}
    figures = {row["code"]: row for row in reader.rows(SQL, "map", asked)}
    region = own.home if reach == "region" else own.country
    places = []
    for code, place in sorted(municipalities().items()):
        areas = known.municipalities.get(code)
        if areas is None or (reach == "region" and region not in (areas.county, areas.maakunta)):
            continue
        row = figures.get(code)
        places.append(
            MapPlace(
                code,
                areas.own.name,
                place.lon,
                place.lat,
                row["value"] if row else None,
                CERTAINTIES[row["certainty"]] if row else "published",
            )
        )
    return MapFigures(region, year, tuple(places))
