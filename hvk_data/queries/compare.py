"""One indicator over time: the municipality against its region, the country, medians and chosen peers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from hvk_data import catalogue
from hvk_data.figures import Certainty, Comparison, Point, Role, Series, Sex
from hvk_data.language import LANGUAGES, Texts, text
from hvk_data.queries.index import SQL, Index, Indicator, OwnAreas, Region, index
from hvk_data.store.reader import Reader

GENDERS: dict[Sex, int] = {"total": 0, "male": 1, "female": 2}
CERTAINTIES: tuple[Certainty, ...] = ("published", "computed", "estimate")

AGAINST = ("region", "county", "maakunta", "subregion", "country", "median_region", "median_country")
"""What can be compared with, beside other municipalities (their codes) and regions (``LEVEL:code``)."""

DEFAULT_AGAINST = ("region", "country")

LEAST_FOR_MEDIAN = 3
"""A median of two municipalities is only their mean, and of one only itself."""

_MEDIANS: tuple[Role, ...] = ("median_region", "median_country")

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
    twice. Where the municipality has counts of an indicator but no value, the counts are the values.
    Raises UnknownIndicator and UnknownArea.
    """
    (comparison,) = compare_many(reader, municipality, [indicator], against, sex)
    return comparison


def compare_many(
    reader: Reader,
    municipality: str,
    indicators: Iterable[str],
    against: Iterable[str] = DEFAULT_AGAINST,
    sex: Sex = "total",
) -> list[Comparison]:
    """:func:`compare` of several indicators, in their order, by one query (and one for each median)."""
    known = index(reader)
    found = [known.indicator(indicator) for indicator in indicators]
    areas = known.municipality(municipality)
    against = tuple(against)
    regions = [region.id for region in _candidates(known, areas, against)]
    numbers = [indicator.number for indicator in found]
    rows: dict[int, list[dict[str, Any]]] = {number: [] for number in numbers}
    asked = {"indicators": numbers, "gender": GENDERS[sex], "regions": regions}
    for row in reader.rows(SQL, "series", asked):
        rows[row["indicator"]].append(row)
    medians = {
        role: _medians(reader, numbers, sex, role, areas) for role in _MEDIANS if role in against and found
    }
    return [
        _comparison(known, indicator, areas, against, sex, rows[indicator.number], medians)
        for indicator in found
    ]


def _comparison(
    known: Index,
    indicator: Indicator,
    areas: OwnAreas,
    against: tuple[str, ...],
    sex: Sex,
    rows: list[dict[str, Any]],
    medians: dict[Role, dict[int, Series]],
) -> Comparison:
    own = [row for row in rows if row["region"] == areas.own.id]
    counts_only = bool(own) and all(row["value"] is None for row in own)
    points = _points(rows, counts_only)
    with_figures = {region for region, of in points.items() if any(point.value is not None for point in of)}
    series = [_series("own", areas.own, points)]
    for chosen in _chosen(known, areas, against, with_figures):
        series.append(_series(chosen.role, chosen.region, points))
    if not counts_only:
        series += [of_role[indicator.number] for of_role in medians.values()]
    return comparison_of(known, indicator, tuple(series), sex, counts_only=counts_only)


def comparison_of(
    known: Index,
    found: Indicator,
    series: tuple[Series, ...],
    sex: Sex = "total",
    *,
    counts_only: bool = False,
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

    That is so where no area of the comparison has a value of the municipality's own latest year; the
    median of all municipalities comes where the region has none of that year.
    """
    year = comparison.own.latest.year if comparison.own.latest else None
    others = comparison.series[1:]
    if year is None or any(point and point.value is not None for point in (s.at(year) for s in others)):
        return comparison
    known = index(reader)
    areas = known.municipality(municipality)
    number = known.indicator(comparison.indicator).number
    for role in _MEDIANS:
        median = _medians(reader, [number], comparison.sex, role, areas)[number]
        if median.at(year):
            return replace(comparison, series=(*comparison.series, median))
    return comparison


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
        chosen.region for chosen in _chosen(known, areas, against, {areas.county.id})
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
    if ":" in word:
        return _Chosen("peer", known.region(*word.split(":", 1)))
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
                thin=row["thin"],
            )
        )
    return {region: tuple(of_region) for region, of_region in points.items()}


def _series(role: Role, region: Region, points: dict[int, tuple[Point, ...]]) -> Series:
    return Series(role, region.level, region.code, region.name, points.get(region.id, ()))


def _medians(reader: Reader, numbers: list[int], sex: Sex, role: Role, areas: OwnAreas) -> dict[int, Series]:
    """By number of the indicator, the median over time; without points where there is none."""
    around = areas.home if role == "median_region" else areas.country
    rows = reader.rows(
        SQL,
        "medians",
        {
            "indicators": numbers,
            "gender": GENDERS[sex],
            "home": around.id if role == "median_region" else None,
            "least": LEAST_FOR_MEDIAN,
        },
    )
    points: dict[int, list[Point]] = {number: [] for number in numbers}
    for row in rows:
        points[row["indicator"]].append(Point(row["year"], row["value"], None, "computed", row["n"]))
    return {
        number: Series(role, around.level, around.code, _median_name(role, around), tuple(of))
        for number, of in points.items()
    }


def _median_name(role: Role, around: Region) -> Texts:
    """A median carries what it is in its name, so that nobody can take it for the area's own figure."""
    return Texts(
        **{
            language: text(language, f"queries.name_{role}", area=around.name.in_(language))
            for language in LANGUAGES
        }
    )
