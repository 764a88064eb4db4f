"""Whether a series has changed, how fast, and how large a change would have to be before anyone could tell.

Series are rows of arrays, years their columns; NaN is missing. No function looks across a break: who calls
gives the years after it only (:func:`recent`).
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy  # its parts are loaded when they are first used
from numpy.typing import ArrayLike, NDArray

from hvk_data.statistics.medians import row_medians

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_POINTS = 10
LEAST_POINTS = 5
"""With four points no order of them has p < 0.05 (the rarest of 24 orders, both ways: 0.083)."""

_ROUNDS = 30
_STEEPEST = 3.0


def recent(values: ArrayLike, years: ArrayLike, first: ArrayLike, last: ArrayLike) -> Bools:
    """Which points a change is judged by: of each row the last ten from ``first`` to ``last`` (years)."""
    value, year = np.asarray(values, float), np.asarray(years)
    start, end = np.asarray(first).reshape(-1, 1), np.asarray(last).reshape(-1, 1)
    within = np.isfinite(value) & (year >= start) & (year <= end)
    from_end = np.cumsum(within[:, ::-1], axis=1)[:, ::-1]
    newest: Bools = within & (from_end <= MOST_POINTS)
    return newest


@dataclass(frozen=True, slots=True)
class Trend:
    """Of each series: slope a year, two-sided p (NaN: too few years), points, first and last year used."""

    slope: Floats
    p: Floats
    points: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def trend(values: ArrayLike, years: ArrayLike, used: Bools) -> Trend:
    """Theil–Sen slope (Sen 1968) with the exact Mann–Kendall test (Kendall 1975), ties included.

    p is NaN under five points, and of exactly five unless every step goes the same way.
    """
    value = np.where(used, np.asarray(values, float), np.nan)
    year = np.asarray(years, float)
    slope = theil_sen(value, year)
    points = used.sum(axis=1)
    s = np.zeros(value.shape[0])
    for column in range(value.shape[1] - 1):
        later = np.sign(value[:, column + 1 :] - value[:, column : column + 1])
        s += np.nansum(later, axis=1)
    p = np.full(value.shape[0], np.nan)
    # In order of size, which values equal the one before: many series share a pattern of these.
    equal = np.diff(np.sort(value, axis=1), axis=1) == 0
    every_step = np.abs(s) == LEAST_POINTS * (LEAST_POINTS - 1) / 2
    for row in np.flatnonzero((points > LEAST_POINTS) | ((points == LEAST_POINTS) & every_step)):
        p[row] = mann_kendall_p(int(s[row]), _ties(int(points[row]), equal[row].tobytes()))
    first, last = _ends(used, np.asarray(years))
    return Trend(slope, p, points, first, last)


def _ends(used: Bools, years: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and last year used; 0 where none is."""
    some = used.any(axis=1)
    first = np.where(some, years[used.argmax(axis=1)], 0)
    last = np.where(some, years[used.shape[1] - 1 - used[:, ::-1].argmax(axis=1)], 0)
    return first, last


def theil_sen(values: ArrayLike, years: ArrayLike) -> Floats:
    """The median slope over all pairs of points of each row: Sen 1968, *J. Am. Stat. Assoc.* 63:1379–1389.

    NaN with fewer than two points.
    """
    value, year = np.asarray(values, float), np.asarray(years, float)
    # Points to the left first, so that long empty years cost no pairs.
    order = np.argsort(np.isnan(value), axis=1, kind="stable")
    width = int(np.isfinite(value).sum(axis=1).max(initial=0))
    value = np.take_along_axis(value, order, axis=1)[:, :width]
    at = np.broadcast_to(year, order.shape)
    at = np.take_along_axis(at, order, axis=1)[:, :width]
    if width < 2:
        return np.full(value.shape[0], np.nan)
    left, right = np.triu_indices(width, 1)
    return row_medians((value[:, right] - value[:, left]) / (at[:, right] - at[:, left]))


@lru_cache(maxsize=4096)
def _ties(points: int, equal: bytes) -> tuple[int, ...]:
    """The sizes of the groups of equal values, ascending; ``equal`` as ordered values follow each other."""
    sizes = [1]
    for same in equal[: points - 1]:
        if same:
            sizes[-1] += 1
        else:
            sizes.append(1)
    return tuple(sorted(sizes))


@lru_cache(maxsize=4096)
def mann_kendall_p(s: int, ties: tuple[int, ...]) -> float:
    """The exact two-sided p of Kendall's S for values of which groups of the sizes ``ties`` are equal.

    Every order of the values is equally likely if there is no trend. The number of inversions of a multiset
    has the q-multinomial coefficient as its generating function (Kendall 1975, ch. 5; Stanley, *Enumerative
    Combinatorics 1*, prop. 1.7.1). ``ties`` of ones is the plain case; all equal gives 1.
    """
    ways = _inversions(ties)
    pairs = len(ways) - 1
    total = sum(ways)
    extreme = sum(w for inversions, w in enumerate(ways) if abs(pairs - 2 * inversions) >= abs(s))
    return extreme / total


@lru_cache(maxsize=1024)
def _inversions(ties: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of the multiset have 0, 1, 2 … inversions: [n]! / Π [tie]! in q."""
    top = [1]
    for size in range(2, sum(ties) + 1):
        top = _times(top, size)
    for tie, groups in Counter(ties).items():
        for size in range(2, tie + 1):
            for _ in range(groups):
                top = _over(top, size)
    return tuple(top)


def _times(polynomial: list[int], size: int) -> list[int]:
    """``polynomial`` · (1 + q + … + q^(size−1))."""
    result = [0] * (len(polynomial) + size - 1)
    for power, factor in enumerate(polynomial):
        for step in range(size):
            result[power + step] += factor
    return result


def _over(polynomial: list[int], size: int) -> list[int]:
    """``polynomial`` / (1 + q + … + q^(size−1)), which divides it."""
    length = len(polynomial) - size + 1
    result: list[int] = []
    for power in range(length):
        result.append(polynomial[power] - sum(result[max(0, power - size + 1) : power]))
    return result


@dataclass(frozen=True, slots=True)
class CountTrend:
    """Of each series: the slope of the logarithm a year, its standard error, p, and the dispersion."""

    slope: Floats
    error: Floats
    p: Floats
    dispersion: Floats


def count_trend(
    counts: ArrayLike, n: ArrayLike, years: ArrayLike, used: Bools, share: ArrayLike
) -> CountTrend:
    """The slope of a rate (log link) or, where ``share``, of a share (logit link) by its counts.

    Quasi-Poisson and quasi-binomial regression on the year, the dispersion by Pearson's chi-squared and
    never under 1, t with m − 2 degrees of freedom: McCullagh & Nelder 1989, *Generalized Linear Models*,
    ch. 4 and 6. NaN under five points, where a count or denominator is missing, and where no case or
    nothing but cases is found.
    """
    c, size = np.asarray(counts, float), np.asarray(n, float)
    is_share = np.broadcast_to(np.asarray(share, bool), (c.shape[0],))[:, None]
    known = np.isfinite(c) & np.isfinite(size) & (size > 0)
    usable = used & known
    whole = (usable == used).all(axis=1) & (usable.sum(axis=1) >= LEAST_POINTS)
    total, cases = np.where(usable, size, 0).sum(axis=1), np.where(usable, c, 0).sum(axis=1)
    whole &= (cases > 0) & (~is_share[:, 0] | (cases < total))
    result = CountTrend(*(np.full(c.shape[0], np.nan) for _ in range(4)))
    if whole.any():
        _fit(c, size, np.asarray(years, float), usable, is_share, whole, result)
    return result


def _fit(
    counts: Floats, n: Floats, years: Floats, used: Bools, share: Bools, rows: Bools, result: CountTrend
) -> None:
    """Newton's method on all ``rows`` at once, into ``result``."""
    use, is_share = used[rows], share[rows]
    c, size = np.where(use, counts[rows], 0.0), np.where(use, n[rows], 0.0)
    m = use.sum(axis=1)
    t = np.where(use, years - (np.where(use, years, 0).sum(axis=1) / m)[:, None], 0.0)
    rate = c.sum(axis=1) / size.sum(axis=1)
    level = np.where(is_share[:, 0], np.log(rate) - np.log1p(-np.minimum(rate, 1 - 1e-12)), np.log(rate))
    slope = np.zeros(len(c))
    for _ in range(_ROUNDS):
        mean, weight = _means(level, slope, t, size, is_share)
        w0, w1, w2 = weight.sum(1), (weight * t).sum(1), (weight * t * t).sum(1)
        g0, g1 = (c - mean).sum(1), ((c - mean) * t).sum(1)
        det = np.maximum(w0 * w2 - w1 * w1, 1e-12)
        step = np.clip((w0 * g1 - w1 * g0) / det, -1, 1)
        level = level + np.clip((w2 * g0 - w1 * g1) / det, -2, 2)
        slope = np.clip(slope + step, -_STEEPEST, _STEEPEST)
        if np.abs(step).max() < 1e-10:
            break
    mean, weight = _means(level, slope, t, size, is_share)
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = np.where(use & (weight > 0), (c - mean) ** 2 / weight, 0).sum(1)
    phi = np.maximum(1, pearson / (m - 2))
    w0, w1, w2 = weight.sum(1), (weight * t).sum(1), (weight * t * t).sum(1)
    error = np.sqrt(phi / np.maximum(w2 - w1 * w1 / np.maximum(w0, 1e-12), 1e-12))
    result.slope[rows], result.error[rows], result.dispersion[rows] = slope, error, phi
    result.p[rows] = 2 * scipy.stats.t.sf(np.abs(slope / error), m - 2)


def _means(level: Floats, slope: Floats, t: Floats, n: Floats, share: Bools) -> tuple[Floats, Floats]:
    """Expected counts and their variances."""
    linear = np.clip(level[:, None] + slope[:, None] * t, -40, 40)
    rate = np.where(share, 1 / (1 + np.exp(-linear)), np.exp(linear))
    mean = n * rate
    return mean, np.where(share, mean * (1 - rate), mean)


def least_rise(count: int, exposure: float = 1.0, level: float = 0.05) -> int:
    """The smallest later count that is a real rise from ``count``: 5 → 15, 10 → 23, 20 → 36.

    ``exposure`` is the later population over the earlier. The later count given both together is binomial
    if nothing has changed (Przyborowski & Wilenski 1940); two-sided p at most ``level``, tails doubled.
    """
    later = int(count * exposure) + 1
    while 2 * scipy.stats.binom.sf(later - 1, count + later, exposure / (1 + exposure)) > level:
        later += 1
    return later


def least_fall(count: int, exposure: float = 1.0, level: float = 0.05) -> int | None:
    """The largest later count that is a real fall from ``count``; None where even none would not be one."""
    later = int(count * exposure)
    while later >= 0 and 2 * scipy.stats.binom.cdf(later, count + later, exposure / (1 + exposure)) > level:
        later -= 1
    return later if later >= 0 else None


SCHOOL_SURVEY_SMALL = 100


def school_survey_threshold(respondents: float | None) -> float:
    """From how many percentage points on a school survey's change counts: 5 under 100 respondents, else 2.

    The rule that Terveyspuu publishes for these surveys; 5 where the number of respondents is unknown.
    """
    return 5.0 if respondents is None or respondents < SCHOOL_SURVEY_SMALL else 2.0


def survey_change(before: float, after: float, respondents: float | None = None) -> int:
    """1 for a rise, −1 for a fall, 0 where the change is too small for a school survey to tell."""
    # Shares are published with decimals: 5.0 points must not fall short by a binary fraction.
    change = round(after - before, 6)
    return 0 if abs(change) < school_survey_threshold(respondents) else (1 if change > 0 else -1)
