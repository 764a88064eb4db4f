"""Level and change of many indicators at once: rows are indicators, columns years, NaN is missing.

:func:`~hvk_data.statistics.judging.judge` asks the same of one row, so that a page and the suggestions
never judge differently.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hvk_data.statistics.certainty import SMALL_COUNT
from hvk_data.statistics.change import count_trend, recent, survey_change, trend
from hvk_data.statistics.denominators import Denominators, denominators, filled
from hvk_data.statistics.two_samples import against_rest, dispersion, gap

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

Kind = Literal["share", "rate", "value", "cases"]
"""share: people of those there are. rate: events by population. value: neither, as indices, euros and
surveys. cases: a number of cases, which is judged against nothing."""

_FINEST_DECIMALS = 6
_ENOUGH_TO_SEE = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of an indicator's figures.

    ``per`` of shares and rates (100, 1 000 …). ``survey``: school survey's shares. ``over_time``: False
    where figures of different years may not be compared (indices in which the country is 100 each year).
    ``euros``: amounts of money as published, of which rising prices are a part.
    """

    kind: Kind
    per: int | None = None
    survey: bool = False
    over_time: bool = True
    euros: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """One area's figures of all indicators: value, count, and whether a value is unrounded (computed)."""

    value: Floats
    count: Floats
    exact: Bools


@dataclass(frozen=True, slots=True)
class Batch:
    """The municipality's own figures with what is known of each indicator, and its denominators."""

    years: Ints
    own: Area
    per: Floats
    share: Bools
    counted: Bools
    half: Floats
    n: Denominators

    @classmethod
    def of(cls, years: ArrayLike, own: Area, measures: list[Measure], decimals: ArrayLike) -> "Batch":
        """``decimals`` as the catalogue says; what the figures themselves show goes before it."""
        per = np.array([float(m.per or np.nan) for m in measures])
        counted = np.array([m.kind in ("share", "rate") and m.per is not None for m in measures])
        share = np.array([m.kind == "share" for m in measures])
        half = half_units(own.value, np.asarray(decimals, int), own.exact)
        n = _denominators(own, per, counted, half)
        return cls(np.asarray(years, int), own, per, share, counted, half, n)

    def denominators_of(self, area: Area) -> Denominators:
        """Those of another area, its figures published as the municipality's own are."""
        return _denominators(area, self.per, self.counted, self.half)


def half_units(values: Floats, decimals: Ints, exact: Bools) -> Floats:
    """Half a unit of the last published decimal, of each row; 0 where values have more than six decimals.

    The fewest decimals with which every value of the row can be written; what is declared goes before that
    where fewer than five values show it.
    """
    value = np.where(exact, np.nan, values)
    seen = np.full(value.shape[0], -1)
    for places in range(_FINEST_DECIMALS + 1):
        scaled = value * 10.0**places
        rough = np.nanmax(np.abs(scaled - np.round(scaled)), axis=1, initial=0) > 1e-6 * 10.0**places
        seen = np.where((seen < 0) & ~rough, places, seen)
    few = np.isfinite(value).sum(axis=1) < _ENOUGH_TO_SEE
    places_of = np.where(few, np.maximum(seen, decimals), seen)
    return np.where(seen < 0, 0.0, 0.5 * 10.0 ** -places_of.astype(float))


def _denominators(area: Area, per: Floats, counted: Bools, half: Floats) -> Denominators:
    rounding = np.where(area.exact, 0.0, half[:, None])
    count = np.where(counted[:, None], area.count, np.nan)
    known = denominators(area.value, count, per[:, None], rounding)
    return filled(known, np.isfinite(count) & (area.value >= 0))


@dataclass(frozen=True, slots=True)
class Levels:
    """Of each indicator: p at worst and at best of what rounding leaves open (NaN: not testable).

    ``own`` and ``other`` are the values compared, in the indicator's unit; ``count`` and ``n`` the
    municipality's cases and people; ``three_years`` where all of these are of three years together.
    """

    worst: Floats
    best: Floats
    own: Floats
    other: Floats
    count: Floats
    n: Floats
    three_years: Bools
    impossible: Bools


def levels(batch: Batch, area: Area, at: Ints, first: ArrayLike, *, inside: bool = True) -> Levels:
    """The municipality against ``area`` in the column ``at`` of each row (−1: nowhere).

    ``inside``: the municipality is part of the area and is taken out of it. No year before ``first`` (the
    last break) takes part. With under twenty cases in the year, three years are taken together.
    """
    rows = np.arange(len(at))
    area_n = batch.denominators_of(area)
    from_break = batch.years[None, :] >= np.asarray(first).reshape(-1, 1)
    both = np.isfinite(batch.n.n) & np.isfinite(area_n.n) & np.isfinite(batch.own.count)
    both &= np.isfinite(area.count) & from_break
    phi, df = _spread(batch, area, area_n, both, at, inside=inside)
    with np.errstate(invalid="ignore"):
        few = batch.own.count[rows, at] < SMALL_COUNT
    three = few & (at >= 2)
    for back in (0, 1, 2):
        column = np.maximum(at - back, 0)
        three &= both[rows, column] & (batch.years[column] == batch.years[at] - back)
    window = _window(at, three, len(batch.years))
    summed = _Sum(window, both)
    own_n = Denominators(*(summed(part) for part in (batch.n.n, batch.n.low, batch.n.high)))
    other_n = Denominators(*(summed(part) for part in (area_n.n, area_n.low, area_n.high)))
    count, other = summed(batch.own.count), summed(area.count)
    test = against_rest(count, own_n, other, other_n, batch.share, phi, df, inside=inside)
    with np.errstate(invalid="ignore", divide="ignore"):
        own_value = np.where(three, batch.per * count / own_n.n, batch.own.value[rows, at])
        other_value = np.where(three, batch.per * other / other_n.n, area.value[rows, at])
    nowhere = at < 0
    worst, best = (np.where(nowhere, np.nan, p) for p in (test.worst, test.best))
    own_value, other_value = (np.where(nowhere, np.nan, v) for v in (own_value, other_value))
    return Levels(worst, best, own_value, other_value, count, own_n.n, three, test.impossible)


def _spread(
    batch: Batch, area: Area, area_n: Denominators, both: Bools, at: Ints, *, inside: bool
) -> tuple[Floats, Floats]:
    """The dispersion of the gap to the rest of the area over the last years up to ``at``."""
    used = recent(np.where(both, 1.0, np.nan), batch.years, np.full(len(at), -9999), batch.years[at])
    count, n = batch.own.count, batch.n.n
    rest, rest_n = (area.count - count, area_n.n - n) if inside else (area.count, area_n.n)
    sound = used & (rest >= 0) & (rest_n > 0)
    difference, variance = gap(count, n, rest, rest_n, batch.share[:, None])
    return dispersion(np.where(sound, difference, np.nan), np.where(sound, variance, np.nan))


def _window(at: Ints, three: Bools, width: int) -> Bools:
    columns = np.arange(width)[None, :]
    start = np.where(three, at - 2, at)
    return (columns >= start[:, None]) & (columns <= at[:, None])


class _Sum:
    """The sum of a part over the window's years; NaN where a year of it lacks its figures."""

    def __init__(self, window: Bools, known: Bools) -> None:
        self._window = window
        self._whole = window.any(axis=1) & ~(window & ~known).any(axis=1)

    def __call__(self, part: Floats) -> Floats:
        return np.where(self._whole, np.where(self._window, part, 0).sum(axis=1), np.nan)


@dataclass(frozen=True, slots=True)
class Changes:
    """Of each indicator: the sign of the change, p (NaN: not testable), slope in units a year, years used.

    ``counted`` where the test is by the counts; ``cases`` the mean number of cases a year (NaN: unknown).
    """

    sign: Ints
    p: Floats
    slope: Floats
    points: Ints
    first: Ints
    last: Ints
    counted: Bools
    cases: Floats


def changes(batch: Batch, at: Ints, first: ArrayLike) -> Changes:
    """The change over the last ten points from the year ``first`` (the last break) to the column ``at``."""
    last = np.where(at < 0, -9999, batch.years[at])
    used = recent(batch.own.value, batch.years, first, last)
    plain = trend(batch.own.value, batch.years, used)
    counts = count_trend(batch.own.count, batch.n.n, batch.years, used, batch.share)
    counted = np.isfinite(counts.p) & batch.counted
    # A count without a test of its own is not tested by its rounded rate instead: five points' rule holds.
    sign = np.where(counted, np.sign(counts.slope), np.sign(plain.slope))
    tested = np.where(counted, counts.p, plain.p)
    with np.errstate(invalid="ignore", divide="ignore"):
        cases = np.where(used, batch.own.count, 0).sum(axis=1) / plain.points
    known = ~(used & np.isnan(batch.own.count)).any(axis=1)
    return Changes(
        np.nan_to_num(sign).astype(int),
        tested,
        plain.slope,
        plain.points,
        plain.first,
        plain.last,
        counted,
        np.where(known & batch.counted, cases, np.nan),
    )


def last_two(batch: Batch, row: int, at: int, first: int) -> tuple[int, int, int] | None:
    """By the rule of school surveys, of one row: the sign, and the years of the last two surveys."""
    columns = [
        column
        for column in range(at + 1)
        if np.isfinite(batch.own.value[row, column]) and batch.years[column] >= first
    ]
    if len(columns) < 2 or columns[-1] != at:
        return None
    before, after = columns[-2:]
    respondents = batch.n.n[row, [before, after]]
    known = float(respondents.min()) if np.isfinite(respondents).all() else None
    values = batch.own.value[row]
    sign = survey_change(float(values[before]), float(values[after]), known)
    return sign, int(batch.years[before]), int(batch.years[after])
