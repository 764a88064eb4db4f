"""One indicator over time: the municipality against its region, the country, medians and chosen peers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from hvk_data import catalogue
from hvk_data.figures import Certainty, Comparison, Point, Role, Series, Sex
from hvk_data.language import Texts
from hvk_data.queries.index import SQL, Index, Indicator, OwnAreas, Region, index
from hvk_data.store.reader import Reader

GENDERS: dict[Sex, int] = {"total": 0, "male": 1, "female": 2}
CERTAINTIES: tuple[Certainty, ...] = ("published", "computed", "estimate")

AGAINST = ("region", "county", "maakunta", "subregion", "country", "median_region", "median_country")
"""What can be compared with, beside the codes of other municipalities."""

DEFAULT_AGAINST = ("region", "country")

LEAST_FOR_MEDIAN = 3
"""A median of two municipalities is only their mean, and of one only itself."""

_COUNT_UNIT = Texts(fi="lkm", sv="antal", en="number")


@dataclass(frozen=True, slots=True)
class _Chosen:
    role: Role
    region: Region


def compare(
    reader: Reader,
    municipality: str,
    indicator: str,
    against: Iterable[str] = DEFAULT_AGAINST,
    sex: Sex = "total",
) -> Comparison:
    """The municipality's series first, then each of ``against`` in order, all years that have figures.

    ``region`` is the wellbeing services county, or the maakunta where the county has no figure of
    this indicator or is the municipality alone. An area is never compared with itself nor shown
    twice. Where the municipality has counts of an indicator but no value, the counts are the values. Raises UnknownIndicator and UnknownArea.
    """
    known = index(reader)
    found = known.indicator(indicator)
    areas = known.municipality(municipality)
    against = tuple(against)
    rows = reader.rows(
        SQL,
        "series",
        {
            "indicator": found.number,
            "gender": GENDERS[sex],
            "regions": [region.id for region in _candidates(known, areas, against)],
        },
    )
    own = [row for row in rows if row["region"] == areas.own.id]
    counts_only = bool(own) and all(row["value"] is None for row in own)
    points = _points(rows, counts_only)
    series = [_series("own", areas.own, points)]
    for chosen in _chosen(known, areas, against, with_figures=set(points)):
        series.append(_series(chosen.role, chosen.region, points))
    for median, home in (("median_region", areas.home), ("median_country", None)):
        if median in against and not counts_only:
            series.append(_median(reader, found, sex, median, areas, home))
    return comparison_of(known, found, tuple(series), sex, counts_only=counts_only)


def comparison_of(
    known: Index, found: Indicator, series: tuple[Series, ...], sex: Sex = "total", *, counts_only: bool = False
) -> Comparison:
    """``series`` with all that must be said beside them; ``counts_only`` where the values are counts."""
    return Comparison(
        indicator=found.id,
        title=found.title,
        unit=_COUNT_UNIT if counts_only else found.unit,
        decimals=0 if counts_only else found.decimals,
        direction="neutral" if counts_only else found.direction,
        sex=sex,
        origin=found.origin,
        generation=known.generation,
        series=series,
        breaks=catalogue.load().breaks(found.id),
    )


def with_needed_median(reader: Reader, municipality: str, comparison: Comparison) -> Comparison:
    """``comparison`` with the median of the region's municipalities where nothing else can stand beside.

    That is so where no area of the comparison has a value of the municipality's own latest year.
    """
    latest = comparison.own.latest
    others = comparison.series[1:]
    if latest is None or any(
        point and point.value is not None for point in (s.at(latest.year) for s in others)
    ):
        return comparison
    known = index(reader)
    areas = known.municipality(municipality)
    medians = [
        _median(reader, known.indicator(comparison.indicator), comparison.sex, role, areas, home)
        for role, home in (("median_region", areas.home), ("median_country", None))
    ]
    usable = [median for median in medians if median.at(latest.year)]
    return replace(comparison, series=comparison.series + tuple(usable[:1]))


def sexes(reader: Reader, municipality: str, indicator: str) -> tuple[Sex, ...]:
    """Which of total, male and female have figures of this indicator in the municipality."""
    known = index(reader)
    rows = reader.rows(
        SQL,
        "sexes",
        {"indicator": known.indicator(indicator).number, "region": known.municipality(municipality).own.id},
    )
    names = {number: sex for sex, number in GENDERS.items()}
    return tuple(names[row["gender"]] for row in rows)


def _candidates(known: Index, areas: OwnAreas, against: tuple[str, ...]) -> list[Region]:
    """Every area that may be shown; which of county and maakunta ``region`` is depends on their figures."""
    return [areas.own, areas.county, areas.maakunta, areas.country] + [
        chosen.region for chosen in _chosen(known, areas, against, with_figures={areas.county.id})
    ]


def _chosen(known: Index, areas: OwnAreas, against: tuple[str, ...], with_figures: set[int]) -> list[_Chosen]:
    """The areas of ``against`` in order, none twice and never the municipality itself."""
    chosen: list[_Chosen] = []
    for word in against:
        found = _resolve(known, areas, word, with_figures)
        if found is None or _is_own(areas, found.region):
            continue
        if not any(_same(areas, found, other) for other in chosen):
            chosen.append(found)
    return chosen


def _resolve(known: Index, areas: OwnAreas, word: str, with_figures: set[int]) -> _Chosen | None:
    match word:
        case "region":
            alone = areas.home.id != areas.county.id
            if alone or (areas.county.id not in with_figures and areas.maakunta.id in with_figures):
                return _Chosen("maakunta", areas.maakunta)
            return _Chosen("county", areas.county)
        case "county":
            return _Chosen("county", areas.county)
        case "maakunta":
            return _Chosen("maakunta", areas.maakunta)
        case "subregion":
            return _Chosen("subregion", areas.subregion) if areas.subregion else None
        case "country":
            return _Chosen("country", areas.country)
        case "median_region" | "median_country":
            return None
    return _Chosen("peer", known.municipality(word).own)


def _is_own(areas: OwnAreas, region: Region) -> bool:
    """Whether a region is the municipality itself, also as a county of its own (Helsinki)."""
    return region.id == areas.own.id or (region.id == areas.county.id and areas.home.id != areas.county.id)


def _same(areas: OwnAreas, one: _Chosen, other: _Chosen) -> bool:
    """Whether two choices are one area to a reader: the same, or Åland's county and maakunta."""
    regions = {one.region.id, other.region.id}
    return len(regions) == 1 or (areas.one_region and regions == {areas.county.id, areas.maakunta.id})


def _points(rows: list[dict[str, Any]], counts_only: bool) -> dict[int, tuple[Point, ...]]:
    points: dict[int, list[Point]] = {}
    for row in rows:
        points.setdefault(row["region"], []).append(
            Point(
                year=row["year"],
                value=row["abs_value"] if counts_only else row["value"],
                count=row["abs_value"],
                certainty=CERTAINTIES[row["certainty"]],
            )
        )
    return {region: tuple(of_region) for region, of_region in points.items()}


def _series(role: Role, region: Region, points: dict[int, tuple[Point, ...]]) -> Series:
    return Series(role, region.level, region.code, region.name, points.get(region.id, ()))


def _median(
    reader: Reader, indicator: Indicator, sex: Sex, role: Any, areas: OwnAreas, home: Region | None
) -> Series:
    rows = reader.rows(
        SQL,
        "medians",
        {
            "indicator": indicator.number,
            "gender": GENDERS[sex],
            "home": home.id if home else None,
            "least": LEAST_FOR_MEDIAN,
        },
    )
    around = home or areas.country
    return Series(
        role=role,
        level=around.level,
        code=around.code,
        name=around.name,
        points=tuple(Point(row["year"], row["value"], None, "computed", row["n"]) for row in rows),
    )
