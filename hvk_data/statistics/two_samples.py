"""Whether two areas differ by more than chance, when the cases and the people of both are known.

All functions take arrays of any equal (broadcastable) shape, so that one and three thousand are judged alike.
NaN is missing and stays missing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are first used
from numpy.typing import ArrayLike, NDArray

from hvk_data.statistics.denominators import Denominators

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LEAST_HISTORY = 6
"""From this many years on, the spread of the gap from year to year is measured; else it is assumed."""

ASSUMED_DISPERSION = 2.0
"""Without that history the variance is taken to be twice that of independent cases."""


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
    return _doubled(a, m * (a + b) / (m + o), scipy.stats.hypergeom, (m + o, a + b, m))


def _binomial(a: Floats, m: Floats, b: Floats, o: Floats) -> Floats:
    return _doubled(a, m * (a + b) / (m + o), scipy.stats.binom, (a + b, m / (m + o)))


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
    p: Floats = 2 * scipy.stats.t.sf(z, np.asarray(df, float))
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
