"""The number of people behind a published rate, and how far its rounding leaves that open.

All functions take arrays of any equal (broadcastable) shape, so that one and three thousand are judged alike.
NaN is missing and stays missing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hvk_data.statistics.medians import row_medians

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ROUGHEST = 0.25
"""Where rounding leaves the denominator less certain than this (±25 % at a rate of 0.2 with one decimal),
it is not used."""

_STEADY = 2.0
"""A population does not double or halve within a series: a denominator that does is none."""

_NEIGHBOURS = 3


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
    usual = row_medians(n)[:, None]
    with np.errstate(invalid="ignore"):
        apart = (low > _STEADY * usual) | (high < usual / _STEADY)
    steady = ~apart.any(axis=1, keepdims=True)
    return Denominators(*(np.where(steady, part, np.nan) for part in (n, low, high)))
