"""The indicators of one screening, row by row, and why others are left out of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hvk_data import catalogue
from hvk_data.queries.compare import GENDERS
from hvk_data.queries.index import Index, Indicator, OwnAreas
from hvk_data.queries.measures import measures_of
from hvk_data.queries.screen import Latest, areas, newest, spreads, years_of
from hvk_data.statistics import Measure
from hvk_data.statistics.batch import Area, Batch
from hvk_data.statistics.position import LEAST_AREAS
from hvk_data.store.reader import Reader
from hvk_data.suggestions.records import Skipped

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ESTIMATE = 2
_BEFORE = -9999


@dataclass(frozen=True, slots=True)
class Rows:
    """The indicators of a screening, row by row."""

    indicators: list[Indicator]
    measures: list[Measure]
    batch: Batch
    numbers: Ints
    at: Ints
    year: Ints
    first: Ints
    newest: Ints
    age: Ints
    estimate: NDArray[np.bool_]
    scale: Floats


def rows_of(
    reader: Reader,
    known: Index,
    own: OwnAreas,
    indicators: Sequence[Indicator],
    mine: Latest,
    since: int | None,
    skipped: Counter[Skipped],
) -> Rows | None:
    total = mine.gender == GENDERS["total"]
    found = dict(
        zip(
            mine.indicator[total].tolist(),
            zip(mine.year[total].tolist(), mine.certainty[total].tolist(), strict=True),
            strict=True,
        )
    )
    times = newest(reader)
    kept, measures = [], []
    for indicator, measure in zip(indicators, measures_of(indicators), strict=True):
        reason = _left_out(indicator, measure, found, times, since)
        if reason:
            skipped[reason] += 1
        else:
            kept.append(indicator)
            measures.append(measure)
    if not kept:
        return None
    numbers = np.array([indicator.number for indicator in kept])
    years = years_of(known)
    year = np.array([found[number][0] for number in numbers.tolist()])
    # All that is needed later in one question: each goes through the whole store.
    own_area, *_ = areas(reader, [own.own.id, own.home.id, own.maakunta.id, own.country.id])
    of_country = spreads(reader, numbers, year, None)
    newest_year = np.array([times[number][0] for number in numbers.tolist()])
    breaks = catalogue.load().breaks
    first = [
        max((b.year for b in breaks(i.id) if b.year <= y), default=_BEFORE)
        for i, y in zip(kept, year.tolist(), strict=True)
    ]
    return Rows(
        kept,
        measures,
        Batch.of(years, part_of(own_area, numbers), measures, [i.decimals for i in kept]),
        numbers,
        year - int(years[0]),
        year,
        np.array(first),
        newest_year,
        int(years[-1]) - newest_year,
        np.array([found[number][1] == _ESTIMATE for number in numbers.tolist()]),
        np.where((of_country.n >= LEAST_AREAS) & (of_country.scale > 0), of_country.scale, np.nan),
    )


def _left_out(
    indicator: Indicator,
    measure: Measure,
    found: dict[int, tuple[int, int]],
    times: dict[int, tuple[int, int]],
    since: int | None,
) -> Skipped | None:
    if indicator.number not in found or indicator.number not in times:
        return "no_municipal_figure"
    if measure.kind == "cases":
        return "number_of_cases"
    year, (last, rhythm) = found[indicator.number][0], times[indicator.number]
    if last - year > rhythm:
        return "older_than_rhythm"
    return "before_since" if since is not None and year < since else None


def part_of(area: Area, numbers: Ints) -> Area:
    return Area(area.value[numbers], area.count[numbers], area.exact[numbers])
