"""Many tests at once: of what is screened together, some stand out by chance alone."""

import numpy as np
import scipy  # its parts are loaded when they are first used
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def adjusted(p: ArrayLike) -> Floats:
    """Each p adjusted for all that were tested together; NaN (not tested) stays NaN and does not count.

    The expected share of false ones among those with an adjusted p of at most q is at most q. Benjamini &
    Hochberg 1995, *J. R. Statist. Soc. B* 57:289–300, by ``scipy.stats.false_discovery_control``.
    """
    given = np.asarray(p, float)
    tested = np.isfinite(given)
    result = np.full(given.shape, np.nan)
    if tested.any():
        result[tested] = scipy.stats.false_discovery_control(given[tested])
    return result


def by_chance(flagged: ArrayLike) -> float:
    """About how many of those flagged, given by their adjusted p, are so by chance alone.

    At most the largest adjusted p times their number (the definition of the false discovery rate).
    """
    chosen = np.asarray(flagged, float)
    chosen = chosen[np.isfinite(chosen)]
    return float(chosen.max() * chosen.size) if chosen.size else 0.0
