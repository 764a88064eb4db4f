"""How a figure stands against another area's or among municipalities.

With counts known there is a test; with values alone only a place among others, of which nothing is claimed.
All functions take arrays of any equal (broadcastable) shape, so that one and three thousand are judged alike.
NaN is missing and stays missing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LEAST_AREAS = 5
"""Fewer areas than this say nothing of what is usual."""

ROUGHEST = 0.25
"""Where rounding leaves the denominator less certain than this (±25 % at a rate of 0.2 with one decimal),
it is not used."""

_STEADY = 2.0
"""A population does not double or halve within a series: a denominator that does is none."""

_NEIGHBOURS = 3
LEAST_HISTORY = 6
"""From this many years on, the spread of the gap from year to year is measured; else it is assumed."""

ASSUMED_DISPERSION = 2.0
"""Without that history the variance is taken to be twice that of independent cases."""


@dataclass(frozen=True, slots=True)
class Denominators:
    """The number behind a rate, with the bounds that the rounding of the published rate leaves open."""

    n: Floats
    low: Floats
    high: Floats


def denominators(values: ArrayLike, counts: ArrayLike, per: ArrayLike, half: ArrayLike) -> Denominators:
    """n = count · per / rate, where the rate is published to ± ``half`` (0 where it is computed).

    NaN where the rate is negative, where the count is no whole number of cases, or where rounding leaves n
    open by more than a quarter. Source: the definition of a rate; Sotkanet's ``value`` and ``absValue``.
    """
    value, count, k, h = np.broadcast_arrays(*(np.asarray(a, float) for a in (values, counts, per, half)))
    with np.errstate(divide="ignore", invalid="ignore"):
        usable = (value > 0) & (count > 0) & (h <= ROUGHEST * value * (1 + 1e-9))
        n = np.where(usable, count * k / value, np.nan)
        low = np.where(usable, count * k / (value + h), np.nan)
        high = np.where(usable, count * k / (value - h), np.nan)
    return Denominators(n, low, high)


def filled(known: Denominators, wanted: Bools) -> Denominators:
    """Denominators of series (rows) over years (columns): those ``wanted`` and unknown from years close by.

    A count of zero tells no denominator, and a rate of 0.1 hardly one; the population of the years next to
    it does: the median of those within three years, their extremes as bounds. A series whose denominator
    more than doubles or halves against its median has none: the count is of something else.
    """
    n, low, high = known.n.copy(), known.low.copy(), known.high.copy()
    for row in np.flatnonzero((wanted & np.isnan(n)).any(axis=1)):
        for column in np.flatnonzero(wanted[row] & np.isnan(known.n[row])):
            near = slice(max(0, column - _NEIGHBOURS), column + _NEIGHBOURS + 1)
            found = known.n[row, near]
            if np.isfinite(found).any():
                n[row, column] = np.nanmedian(found)
                low[row, column] = np.nanmin(known.low[row, near])
                high[row, column] = np.nanmax(known.high[row, near])
    usual = _row_median(n)
    with np.errstate(invalid="ignore"):
        apart = (low > _STEADY * usual) | (high < usual / _STEADY)
    steady = ~apart.any(axis=1, keepdims=True)
    return Denominators(*(np.where(steady, part, np.nan) for part in (n, low, high)))


def _row_median(values: Floats) -> Floats:
    whole = np.full((values.shape[0], 1), np.nan)
    some = np.isfinite(values).any(axis=1)
    whole[some, 0] = np.nanmedian(values[some], axis=1)
    return whole


def rate_interval(counts: ArrayLike, n: ArrayLike, per: float, level: float = 0.95) -> tuple[Floats, Floats]:
    """The interval of a rate of events: exact Poisson limits of the count by the chi-squared distribution.

    Garwood 1936; Breslow & Day 1987, *Statistical Methods in Cancer Research II*, pp. 68–71. A count of
    zero has the lower limit zero.
    """
    count, size = np.asarray(counts, float), np.asarray(n, float)
    alpha = 1 - level
    low = np.where(count > 0, stats.chi2.ppf(alpha / 2, 2 * np.maximum(count, 1)) / 2, 0.0)
    high = stats.chi2.ppf(1 - alpha / 2, 2 * (count + 1)) / 2
    return np.where(np.isnan(count), np.nan, low) * per / size, high * per / size


def byar_interval(counts: ArrayLike, n: ArrayLike, per: float, level: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's approximation of :func:`rate_interval`, for hand checks: Breslow & Day 1987, formula 2.13."""
    count, size = np.asarray(counts, float), np.asarray(n, float)
    z = stats.norm.ppf(0.5 + level / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(count > 0, count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3, 0.0)
    above = count + 1
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return low * per / size, high * per / size


def share_interval(
    counts: ArrayLike, n: ArrayLike, per: float = 100, level: float = 0.95
) -> tuple[Floats, Floats]:
    """The interval of a share: Wilson 1927, *J. Am. Stat. Assoc.* 22:209–212, uncorrected for continuity."""
    count, size = np.asarray(counts, float), np.asarray(n, float)
    z = stats.norm.ppf(0.5 + level / 2)
    share = count / size
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    # At none and at all the limit is exactly 0 or 1, which the subtraction only nearly gives.
    low = np.where(count <= 0, 0.0, middle - reach)
    high = np.where(count >= size, 1.0, middle + reach)
    missing = np.isnan(share)
    return np.where(missing, np.nan, low) * per, np.where(missing, np.nan, high) * per


def gap(
    c1: ArrayLike, n1: ArrayLike, c2: ArrayLike, n2: ArrayLike, share: ArrayLike
) -> tuple[Floats, Floats]:
    """The difference of two rates (per one) and its variance if both were the pooled rate.

    Of shares p(1−p)(1/n1 + 1/n2), the pooled two-sample test of proportions; of rates r(1/n1 + 1/n2), the
    score test of Poisson rates (Ng & Tang 2005, as ``test_poisson_2indep`` has it).
    """
    a, m, b, o = (np.asarray(x, float) for x in (c1, n1, c2, n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (a + b) / (m + o)
        spread = np.where(share, pooled * np.maximum(1 - pooled, 0), pooled)
        return a / m - b / o, spread * (1 / m + 1 / o)


def dispersion(gaps: ArrayLike, variances: ArrayLike) -> tuple[Floats, Floats]:
    """How much more a gap varies from year to year than by chance (1: as much), and its degrees of freedom.

    Rows are series, columns years in order; missing years are passed over. By successive differences, so
    that a steady trend of the gap does not count: von Neumann 1941, *Ann. Math. Stat.* 12:367–395, with
    2(m−1)²/(3m−4) degrees of freedom for m years. Never under 1. With under six years nothing is measured:
    2 and infinitely many, a doubled variance.
    """
    g, v = np.asarray(gaps, float), np.asarray(variances, float)
    usable = np.isfinite(g) & np.isfinite(v) & (v > 0)
    # The usable years of each row pushed to its left, so that neighbours are neighbours.
    order = np.argsort(~usable, axis=1, kind="stable")
    g, v, usable = (np.take_along_axis(part, order, axis=1) for part in (g, v, usable))
    both = usable[:, 1:] & usable[:, :-1]
    steps = np.where(both, np.diff(g, axis=1) ** 2, 0).sum(axis=1)
    expected = np.where(both, v[:, 1:] + v[:, :-1], 0).sum(axis=1)
    m = usable.sum(axis=1)
    enough = m >= LEAST_HISTORY
    phi = np.where(enough, np.maximum(1, steps / np.where(expected > 0, expected, 1)), ASSUMED_DISPERSION)
    df = np.where(enough, 2 * (m - 1) ** 2 / np.maximum(3 * m - 4, 1), np.inf)
    return phi, df


def exact_p(c1: ArrayLike, n1: ArrayLike, c2: ArrayLike, n2: ArrayLike, share: ArrayLike) -> Floats:
    """The exact two-sided p that two areas have the same rate, given their cases together; tails doubled.

    Of shares hypergeometric (Fisher 1935), of rates binomial (Przyborowski & Wilenski 1940). Denominators
    are rounded to whole ones. NaN where an n is not positive or a share has more cases than people.
    """
    a, m, b, o, is_share = np.broadcast_arrays(
        *(np.round(np.asarray(x, float)) for x in (c1, n1, c2, n2)), np.asarray(share, bool)
    )
    with np.errstate(invalid="ignore"):
        sound = (m > 0) & (o > 0) & (a >= 0) & (b >= 0) & (~is_share | ((a <= m) & (b <= o)))
    p = np.full(a.shape, np.nan)
    for which, law in ((sound & is_share, _fisher), (sound & ~is_share, _binomial)):
        if which.any():
            p[which] = law(a[which], m[which], b[which], o[which])
    return p


def _fisher(a: Floats, m: Floats, b: Floats, o: Floats) -> Floats:
    return _doubled(a, m * (a + b) / (m + o), stats.hypergeom, (m + o, a + b, m))


def _binomial(a: Floats, m: Floats, b: Floats, o: Floats) -> Floats:
    return _doubled(a, m * (a + b) / (m + o), stats.binom, (a + b, m / (m + o)))


def _doubled(a: Floats, expected: Floats, law: Any, of: tuple[Floats, ...]) -> Floats:
    """Twice the tail on the side of ``a``: the smaller one except at the very middle, where p is 1."""
    p = np.empty(a.shape)
    for side, tail in ((a <= expected, law.cdf), (a > expected, law.sf)):
        at = a[side] if tail == law.cdf else a[side] - 1
        p[side] = tail(at, *(part[side] for part in of))
    return np.minimum(2 * p, 1)


_WORTH_EXACT = 0.1


def two_sample_p(
    c1: ArrayLike,
    n1: ArrayLike,
    c2: ArrayLike,
    n2: ArrayLike,
    share: ArrayLike,
    phi: ArrayLike,
    df: ArrayLike,
) -> Floats:
    """The two-sided p of the difference of two shares or rates whose variance is ``phi`` times chance's.

    The larger of the score test's, with t of ``df`` degrees of freedom, and of the exact test's: the first
    holds when cases come in clusters, the second when they are few. From 0.1 on, where nothing
    rests on it, the first alone. NaN where either cannot be had.
    """
    p = _score_p(c1, n1, c2, n2, share, phi, df)
    arrays = np.broadcast_arrays(*(np.asarray(x, float) for x in (c1, n1, c2, n2)), np.asarray(share, bool))
    shaped = np.broadcast_to(p, arrays[0].shape).copy()
    # A p that is large anyway need not be had exactly.
    near = shaped < _WORTH_EXACT
    if near.any():
        exact = exact_p(*(array[near] for array in arrays))
        shaped[near] = np.where(np.isnan(exact), np.nan, np.maximum(shaped[near], exact))
    return shaped


def _score_p(
    c1: ArrayLike,
    n1: ArrayLike,
    c2: ArrayLike,
    n2: ArrayLike,
    share: ArrayLike,
    phi: ArrayLike,
    df: ArrayLike,
) -> Floats:
    difference, variance = gap(c1, n1, c2, n2, share)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(difference) / np.sqrt(np.asarray(phi, float) * variance)
    z = np.where((variance == 0) & (difference == 0), 0.0, z)
    p: Floats = 2 * stats.t.sf(z, np.asarray(df, float))
    return p


@dataclass(frozen=True, slots=True)
class LevelTest:
    """Against the rest of an area: the p over all that rounding leaves open, at worst and at best.

    ``difference`` is own minus rest per one; ``impossible`` where taking the municipality out of its area
    leaves nothing that makes sense.
    """

    worst: Floats
    best: Floats
    difference: Floats
    impossible: Bools


def against_rest(
    count: ArrayLike,
    own: Denominators,
    area_count: ArrayLike,
    area: Denominators,
    share: ArrayLike,
    phi: ArrayLike,
    df: ArrayLike,
    *,
    inside: bool = True,
) -> LevelTest:
    """The municipality against an area, itself taken out of it first where it is ``inside``.

    Both denominators go through the bounds of their rounding; where the sign changes within them, the worst
    p is 1. The best is by the score test alone, and only tells that rounding matters. Two-sample tests:
    :func:`two_sample_p`.
    """
    c, whole = np.asarray(count, float), np.asarray(area_count, float)
    is_share = np.asarray(share, bool)
    rest = whole - c if inside else whole
    worst, best = np.full(c.shape, -1.0), np.full(c.shape, 2.0)
    worst_n, worst_rest = own.n.copy(), area.n.copy()
    up, down = np.zeros(c.shape, bool), np.zeros(c.shape, bool)
    middle_n = area.n - own.n if inside else area.n
    with np.errstate(invalid="ignore", divide="ignore"):
        impossible = (rest < 0) | (middle_n <= 0) | (is_share & (rest > middle_n * 1.01))
        difference = c / own.n - rest / middle_n
        for n in (own.low, own.high):
            for area_n in (area.low, area.high):
                left = np.maximum(area_n - n if inside else area_n, np.maximum(rest, 1))
                at = np.where(is_share, np.maximum(n, c), n)
                p = _score_p(c, at, rest, left, share, phi, df)
                higher = p > worst
                worst_n, worst_rest = np.where(higher, at, worst_n), np.where(higher, left, worst_rest)
                worst, best = np.fmax(worst, p), np.fmin(best, p)
                up |= c / at > rest / left
                down |= c / at < rest / left
        unknown = impossible | np.isnan(difference)
        worst = np.where(unknown, np.nan, two_sample_p(c, worst_n, rest, worst_rest, share, phi, df))
    worst = np.where(up & down & ~unknown, 1.0, worst)
    return LevelTest(
        worst, np.where(unknown, np.nan, best), np.where(unknown, np.nan, difference), impossible
    )


@dataclass(frozen=True, slots=True)
class Position:
    """A value's place among areas: per cent of them below it, its robust z, and how many they are."""

    percentile: float
    z: float
    n: int


def position(value: float, values: ArrayLike) -> Position | None:
    """Where ``value`` stands among ``values`` (itself among them or not); None with fewer than five.

    Ties count half below. Nothing is claimed of chance.
    """
    others = np.asarray(values, float)
    others = others[np.isfinite(others)]
    if others.size < LEAST_AREAS or not np.isfinite(value):
        return None
    below = np.count_nonzero(others < value) + 0.5 * np.count_nonzero(others == value)
    centre = float(np.median(others))
    scale = spread_scale(others)
    z = (value - centre) / scale if scale > 0 else 0.0
    return Position(float(100 * below / others.size), float(z), int(others.size))


def spread_scale(values: ArrayLike) -> float:
    """The usual distance from the median, on the scale of a standard deviation.

    1.4826 · MAD; where half the values are equal and so the MAD zero, 1.2533 times the mean absolute
    deviation (Iglewicz & Hoaglin 1993, *How to Detect and Handle Outliers*); zero where all are equal.
    """
    found = np.asarray(values, float)
    found = found[np.isfinite(found)]
    if not found.size:
        return 0.0
    away = np.abs(found - np.median(found))
    mad = float(np.median(away))
    return 1.4826 * mad if mad > 0 else float(np.sqrt(np.pi / 2) * away.mean())
