"""The limits within which the rate behind a published count may lie.

All functions take arrays of any equal (broadcastable) shape, so that one and three thousand are judged alike.
NaN is missing and stays missing.
"""

import numpy as np
import scipy  # its parts are loaded when they are first used
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def rate_interval(counts: ArrayLike, n: ArrayLike, per: float, level: float = 0.95) -> tuple[Floats, Floats]:
    """The interval of a rate of events: exact Poisson limits of the count by the chi-squared distribution.

    Garwood 1936; Breslow & Day 1987, *Statistical Methods in Cancer Research II*, pp. 68–71. A count of
    zero has the lower limit zero.
    """
    count, size = np.asarray(counts, float), np.asarray(n, float)
    alpha = 1 - level
    low = np.where(count > 0, scipy.stats.chi2.ppf(alpha / 2, 2 * np.maximum(count, 1)) / 2, 0.0)
    high = scipy.stats.chi2.ppf(1 - alpha / 2, 2 * (count + 1)) / 2
    return np.where(np.isnan(count), np.nan, low) * per / size, high * per / size


def byar_interval(counts: ArrayLike, n: ArrayLike, per: float, level: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's approximation of :func:`rate_interval`, for hand checks: Breslow & Day 1987, formula 2.13."""
    count, size = np.asarray(counts, float), np.asarray(n, float)
    z = scipy.stats.norm.ppf(0.5 + level / 2)
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
    z = scipy.stats.norm.ppf(0.5 + level / 2)
    share = count / size
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    # At none and at all the limit is exactly 0 or 1, which the subtraction only nearly gives.
    low = np.where(count <= 0, 0.0, middle - reach)
    high = np.where(count >= size, 1.0, middle + reach)
    missing = np.isnan(share)
    return np.where(missing, np.nan, low) * per, np.where(missing, np.nan, high) * per
