"""All that is asked of the store to look through every indicator of a municipality at once.

What several municipalities share (regions, the country, spreads) is kept as long as the generation is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from hvk_data.figures import Break
from hvk_data.language import Texts, text
from hvk_data.queries.index import SQL, Index, Indicator, index
from hvk_data.statistics import shifts
from hvk_data.statistics.batch import Area
from hvk_data.store.reader import Reader

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Of each indicator: how many municipalities, their median and their spread; NaN and 0 where none."""

    n: Ints
    middle: Floats
    scale: Floats


@dataclass(slots=True)
class _Nationwide:
    """Of one indicator the breaks found, and each year's median of the municipalities."""

    breaks: tuple[Break, ...] = ()
    usual: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Kept:
    areas: dict[int, Area] = field(default_factory=dict)
    spreads: dict[int | None, Spread] = field(default_factory=dict)
    newest: dict[int, tuple[int, int]] | None = None
    nationwide: dict[int, "_Nationwide"] = field(default_factory=dict)


_kept: WeakKeyDictionary[Reader, _Kept] = WeakKeyDictionary()


def _of(reader: Reader) -> _Kept:
    return _kept.setdefault(reader, _Kept())


def years_of(known: Index) -> Ints:
    """The years (columns) of every :class:`Area` of a generation, the newest last."""
    return np.arange(known.oldest_year or 0, (known.newest_year or 0) + 1)


def areas(reader: Reader, regions: Sequence[int]) -> list[Area]:
    """The figures of both sexes together of some areas: rows by number of the indicator, columns by year.

    One question for those not yet kept. A region is kept; a municipality is kept with it, for the page asks
    again and again.
    """
    kept = _of(reader).areas
    missing = [region for region in dict.fromkeys(regions) if region not in kept]
    if missing:
        if len(kept) > _MOST_KEPT:
            kept.clear()
            missing = list(dict.fromkeys(regions))
        kept.update(_read(reader, missing))
    return [kept[region] for region in regions]


_MOST_KEPT = 40


def _read(reader: Reader, regions: list[int]) -> dict[int, Area]:
    known = index(reader)
    years = years_of(known)
    height = _height(known)
    frame = reader.frame(SQL, "screen_histories", {"regions": regions, "since": int(years[0])})
    number, region = frame["indicator"].to_numpy(), frame["region"].to_numpy()
    column = frame["year"].to_numpy() - years[0]
    value = frame["value"].to_numpy(float, na_value=np.nan)
    count = frame["abs_value"].to_numpy(float, na_value=np.nan)
    exact = frame["certainty"].to_numpy() > 0
    answer = {}
    for one in regions:
        of = region == one
        area = Area(
            np.full((height, len(years)), np.nan),
            np.full((height, len(years)), np.nan),
            np.zeros((height, len(years)), bool),
        )
        at = number[of], column[of]
        area.value[at], area.count[at], area.exact[at] = value[of], count[of], exact[of]
        answer[one] = area
    return answer


def spreads(reader: Reader, numbers: Ints, years: Ints, home: int | None) -> Spread:
    """The spread of each indicator (by number) in its year among the municipalities of ``home`` or all.

    Among those whose latest figure is of that year.
    """
    kept = _of(reader).spreads
    if home not in kept:
        kept[home] = _read_spreads(reader, home)
    whole, first = kept[home], int(years_of(index(reader))[0])
    at = numbers, years - first
    return Spread(whole.n[at], whole.middle[at], whole.scale[at])


def _read_spreads(reader: Reader, home: int | None) -> Spread:
    """Of all indicators (rows by number) and years (columns)."""
    known = index(reader)
    years = years_of(known)
    shape = _height(known), len(years)
    frame = reader.frame(SQL, "screen_spreads", {"home": home})
    at = frame["indicator"].to_numpy(), frame["year"].to_numpy() - years[0]
    whole = Spread(np.zeros(shape, int), np.full(shape, np.nan), np.zeros(shape))
    for part, name in ((whole.n, "n"), (whole.middle, "middle"), (whole.scale, "scale")):
        part[at] = frame[name].to_numpy()
    return whole


def _height(known: Index) -> int:
    return max((i.number for i in known.indicators.values() if i.in_store), default=0) + 1


def newest(reader: Reader) -> dict[int, tuple[int, int]]:
    """By number of the indicator: the newest year of most municipalities, and the usual step of years."""
    kept = _of(reader)
    if kept.newest is None:
        rows = reader.rows(SQL, "screen_newest")
        kept.newest = {row["indicator"]: (int(row["newest"]), int(row["rhythm"])) for row in rows}
    return kept.newest


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest usable figures of some municipalities, one row a municipality, sex and indicator.

    ``certainty``: 0 published, 1 computed, 2 estimate.
    """

    region: Ints
    gender: Ints
    indicator: Ints
    year: Ints
    value: Floats
    count: Floats
    certainty: Ints


def latest(reader: Reader, regions: Iterable[int]) -> Latest:
    """The latest usable figures of the municipalities ``regions``."""
    frame = reader.frame(SQL, "screen_latest", {"regions": list(regions)})
    region, gender, indicator, year = (
        frame[name].to_numpy().astype(int) for name in ("region", "gender", "indicator", "year")
    )
    value = frame["value"].to_numpy(float, na_value=np.nan)
    count = frame["abs_value"].to_numpy(float, na_value=np.nan)
    certainty = frame["certainty"].to_numpy().astype(int)
    return Latest(region, gender, indicator, year, value, count, certainty)


def detected_breaks(reader: Reader, indicators: Iterable[Indicator]) -> dict[str, tuple[Break, ...]]:
    """By id: the years in which nearly all municipalities' level shifted at once, for charts and changes.

    Known breaks (:func:`hvk_data.catalogue.Catalogue.breaks`) are not looked at: a shift may be among them.
    """
    wanted = list(indicators)
    found = _nationwide(reader, [indicator.number for indicator in wanted])
    return {indicator.id: found[indicator.number].breaks for indicator in wanted}


def municipal_values(reader: Reader, indicator: Indicator) -> dict[int, list[float]]:
    """By year the figures of all municipalities that have one: what a figure stands among."""
    frame = reader.frame(SQL, "municipal_histories", {"indicators": [indicator.number]})
    values: dict[int, list[float]] = {}
    for year, value in zip(frame["year"].tolist(), frame["value"].tolist(), strict=True):
        values.setdefault(int(year), []).append(float(value))
    return values


def usual_values(reader: Reader, indicators: Iterable[Indicator]) -> list[dict[int, float]]:
    """Of each indicator by year the median of the municipalities that have it."""
    numbers = [indicator.number for indicator in indicators]
    found = _nationwide(reader, numbers)
    return [found[number].usual for number in numbers]


def _nationwide(reader: Reader, numbers: list[int]) -> dict[int, _Nationwide]:
    kept = _of(reader).nationwide
    missing = [number for number in dict.fromkeys(numbers) if number not in kept]
    if missing:
        kept.update(_over_municipalities(reader, missing))
    return {number: kept[number] for number in numbers}


_DETECTED = Texts(*(text(language, "statistics.break_detected") for language in ("fi", "sv", "en")))


def _over_municipalities(reader: Reader, numbers: list[int]) -> dict[int, _Nationwide]:
    frame = reader.frame(SQL, "municipal_histories", {"indicators": numbers})
    number, region, year = (frame[name].to_numpy().astype(int) for name in ("indicator", "region", "year"))
    value = frame["value"].to_numpy(float)
    answer = {number: _Nationwide() for number in numbers}
    order = np.argsort(number, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(number[order])) + 1):
        if not part.size:
            continue
        regions, row = np.unique(region[part], return_inverse=True)
        years, column = np.unique(year[part], return_inverse=True)
        table = np.full((len(regions), len(years)), np.nan)
        table[row, column] = value[part]
        usual = dict(zip(years.tolist(), np.nanmedian(table, axis=0).tolist(), strict=True))
        breaks = tuple(Break(shift.year, _DETECTED, detected=True) for shift in shifts(table, years))
        answer[int(number[part[0]])] = _Nationwide(breaks, usual)
    return answer
