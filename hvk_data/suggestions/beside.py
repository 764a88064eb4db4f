"""What the levels of a screening stand beside: the own region, the whole country, similar municipalities."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hvk_data.language import LANGUAGES, Texts, text
from hvk_data.queries.compare import GENDERS
from hvk_data.queries.index import Index, OwnAreas, Region
from hvk_data.queries.screen import Latest, areas, latest, spreads
from hvk_data.statistics.batch import Area, Levels, levels
from hvk_data.statistics.denominators import denominators
from hvk_data.statistics.medians import row_medians
from hvk_data.statistics.position import LEAST_AREAS, spread_scales
from hvk_data.store.reader import Reader
from hvk_data.suggestions.records import Against
from hvk_data.suggestions.rows import Rows, part_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Beside:
    """One comparison of levels: the test where there is one, else the spread to stand in."""

    against: Against
    name: Texts
    median_name: Texts
    test: Levels
    value: Floats
    n: Ints
    middle: Floats
    scale: Floats


def sides(
    reader: Reader,
    known: Index,
    own: OwnAreas,
    rows: Rows,
    against: Sequence[Against],
    peers: Sequence[str],
) -> list[Beside]:
    answer = []
    if "region" in against:
        answer += _regional(reader, own, rows)
    if "country" in against:
        (country,) = areas(reader, [own.country.id])
        answer.append(
            _against_area(reader, rows, "country", own.country, part_of(country, rows.numbers), None)
        )
    if "similar" in against and peers:
        regions = [known.municipalities[code].own.id for code in peers if code in known.municipalities]
        answer.append(_together(rows, latest(reader, regions)))
    return answer


def _regional(reader: Reader, own: OwnAreas, rows: Rows) -> list[Beside]:
    """The own region: the county, or the maakunta where the county has no figure, as on the pages."""
    (county,) = areas(reader, [own.home.id])
    county = part_of(county, rows.numbers)
    if own.home.id == own.maakunta.id:
        return [_against_area(reader, rows, "region", own.home, county, own.home.id)]
    (maakunta,) = areas(reader, [own.maakunta.id])
    maakunta = part_of(maakunta, rows.numbers)
    there, here = (np.asarray(np.isfinite(area.value).any(axis=1)) for area in (maakunta, county))
    lacks = np.logical_and(there, np.invert(here))
    return [
        _against_area(reader, rows, "region", region, _only(area, of), region.id, of)
        for region, area, of in ((own.home, county, np.invert(lacks)), (own.maakunta, maakunta, lacks))
        if of.any()
    ]


def _only(area: Area, of: NDArray[np.bool_]) -> Area:
    """The rows ``of`` alone; the others without figures."""
    keep = of[:, None]
    return Area(np.where(keep, area.value, np.nan), np.where(keep, area.count, np.nan), area.exact & keep)


def _against_area(
    reader: Reader,
    rows: Rows,
    side: Against,
    region: Region,
    area: Area,
    home: int | None,
    of: NDArray[np.bool_] | bool = True,
) -> Beside:
    around = spreads(reader, rows.numbers, rows.year, home)
    median = "queries.name_median_country" if home is None else "queries.name_median_region"
    return Beside(
        side,
        region.name,
        _texts(median, region.name),
        levels(rows.batch, area, rows.at, rows.first),
        area.value[np.arange(len(rows.at)), rows.at],
        np.where(of, around.n, 0),
        around.middle,
        around.scale,
    )


def _texts(key: str, area: Texts | None = None) -> Texts:
    return Texts(*(text(one, key, area=area.in_(one) if area else "") for one in LANGUAGES))


def _together(rows: Rows, found: Latest) -> Beside:
    """Similar municipalities: their cases and people together, and their median where these are unknown."""
    size, width = len(rows.at), len(rows.batch.years)
    row_of = np.full(int(max(rows.numbers.max(), found.indicator.max(initial=0))) + 1, -1)
    row_of[rows.numbers] = np.arange(size)
    row = row_of[found.indicator]
    of = (found.gender == GENDERS["total"]) & (row >= 0) & (found.year == rows.year[row])
    row, value, count, exact = row[of], found.value[of], found.count[of], found.certainty[of] > 0
    usable = rows.batch.counted[row] & np.isfinite(count)
    people = denominators(value, count, rows.batch.per[row], np.where(exact, 0.0, rows.batch.half[row]))
    whole = usable & np.isfinite(people.n)
    sums = [np.bincount(row[whole], part[whole], size) for part in (count, people.n)]
    area = Area(np.full((size, width), np.nan), np.full((size, width), np.nan), np.ones((size, width), bool))
    known = (np.bincount(row[whole], minlength=size) >= LEAST_AREAS) & (sums[1] > 0)
    cases, n = (np.where(known, part, np.nan) for part in sums)
    each = np.arange(size)
    with np.errstate(invalid="ignore", divide="ignore"):
        # A sum of no cases has no rate to give its people back.
        area.value[each, rows.at] = np.where(cases > 0, rows.batch.per * cases / n, np.nan)
    area.count[each, rows.at] = cases
    values = _by_row(row, value, size)
    name = _texts("suggestions.against_similar")
    test = levels(rows.batch, area, rows.at, rows.first, inside=False)
    pooled = area.value[each, rows.at]
    return Beside(
        "similar",
        name,
        _texts("suggestions.median_similar"),
        test,
        pooled,
        np.isfinite(values).sum(axis=1),
        row_medians(values),
        spread_scales(values),
    )


def _by_row(row: Ints, value: Floats, size: int) -> Floats:
    """The values of each row side by side, NaN behind them."""
    order = np.argsort(row, kind="stable")
    n = np.bincount(row, minlength=size)
    place = np.arange(len(row)) - np.repeat(np.cumsum(n) - n, n)
    table = np.full((size, int(n.max(initial=0))), np.nan)
    table[row[order], place] = value[order]
    return table
