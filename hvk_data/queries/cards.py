"""A municipality at a glance: the latest figure of each core indicator and what stands beside it."""

from dataclasses import dataclass
from typing import Literal

from hvk_data.figures import Certainty, Comparison, Point, Role, Series
from hvk_data.queries.breaks import with_detected_many
from hvk_data.queries.compare import CERTAINTIES, comparison_of
from hvk_data.queries.index import SQL, Index, Indicator, OwnAreas, Region, index
from hvk_data.store.reader import Reader

Beside = Literal["area", "median_region", "median_country"]

_ROLES: dict[str, Role] = {"HYVINVOINTIALUE": "county", "MAAKUNTA": "maakunta", "MAA": "country"}

OLD_AFTER = 3
"""A figure more years older than the newest in the store is shown as older data."""


@dataclass(frozen=True, slots=True)
class Alongside:
    """What the municipality's figure is compared with, of the same year.

    ``n`` is the number of municipalities behind a median, None for an area's own figure.
    """

    beside: Beside
    region: Region
    value: float
    certainty: Certainty
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator's latest usable figure and the first comparison that exists.

    ``comparison`` has the municipality over time and, where an area stands alongside, that area.
    """

    indicator: Indicator
    year: int
    value: float
    count: float | None
    certainty: Certainty
    alongside: Alongside | None
    comparison: Comparison
    old: bool


def cards(reader: Reader, municipality: str, ids: list[str]) -> dict[str, Card]:
    """The cards of those of ``ids`` that have a usable figure of the municipality, by id.

    The comparison is, of the same year, the first that exists of: the region's published value, the
    country's, the computed rate of the region or the country, the median of the region's
    municipalities, the median of all municipalities.
    """
    known = index(reader)
    areas = known.municipality(municipality)
    rows = reader.rows(SQL, "latest", {"region": areas.own.id, "ids": ids})
    beside = {row["id"]: _alongside(row, areas) for row in rows}
    histories = _histories(reader, known, areas, beside)
    comparisons = [comparison_of(known, known.indicator(row["id"]), histories[row["id"]]) for row in rows]
    answer = {}
    for row, comparison in zip(rows, with_detected_many(reader, comparisons), strict=True):
        answer[row["id"]] = Card(
            indicator=known.indicator(row["id"]),
            year=row["year"],
            value=row["value"],
            count=row["abs_value"],
            certainty=CERTAINTIES[row["certainty"]],
            alongside=beside[row["id"]],
            comparison=comparison,
            old=bool(known.newest_year and known.newest_year - row["year"] > OLD_AFTER),
        )
    return answer


def _alongside(row: dict[str, object], areas: OwnAreas) -> Alongside | None:
    """The first that exists, in the order that :func:`cards` states."""
    candidates = (("county", areas.county), ("maakunta", areas.maakunta), ("country", areas.country))
    for published in (True, False):
        for name, region in candidates:
            value, certainty = row[f"{name}_value"], row[f"{name}_certainty"]
            if isinstance(value, float) and isinstance(certainty, int) and (certainty == 0) == published:
                return Alongside("area", region, value, CERTAINTIES[certainty])
    medians: tuple[tuple[Beside, str, Region], ...] = (
        ("median_region", "region", areas.home),
        ("median_country", "country", areas.country),
    )
    for beside, name, region in medians:
        value, n = row[f"median_{name}"], row[f"n_{name}"]
        if isinstance(value, float) and isinstance(n, int):
            return Alongside(beside, region, value, "computed", n)
    return None


def _histories(
    reader: Reader, known: Index, areas: OwnAreas, beside: dict[str, Alongside | None]
) -> dict[str, tuple[Series, ...]]:
    """Each indicator's own line and, where an area stands beside, that area's."""
    regions = {areas.own.id} | {a.region.id for a in beside.values() if a and a.beside == "area"}
    rows = reader.rows(
        SQL,
        "histories",
        {
            "indicators": [known.indicator(id_).number for id_ in beside],
            "regions": list(regions),
            "gender": 0,
        },
    )
    points: dict[tuple[int, int], list[Point]] = {}
    for row in rows:
        points.setdefault((row["indicator"], row["region"]), []).append(
            Point(
                row["year"], row["value"], row["abs_value"], CERTAINTIES[row["certainty"]], thin=row["thin"]
            )
        )
    answer: dict[str, tuple[Series, ...]] = {}
    for id_, alongside in beside.items():
        number = known.indicator(id_).number
        own = areas.own
        line = Series("own", own.level, own.code, own.name, tuple(points.get((number, own.id), ())))
        series = [line]
        if alongside and alongside.beside == "area":
            region = alongside.region
            role = _ROLES[region.level]
            series.append(
                Series(
                    role, region.level, region.code, region.name, tuple(points.get((number, region.id), ()))
                )
            )
        answer[id_] = tuple(series)
    return answer
