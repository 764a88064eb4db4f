"""Whether women and men of one place and one year differ by more than chance."""

import numpy as np

from hvk_data.statistics.batch import Area, Batch, Floats
from hvk_data.statistics.denominators import denominators
from hvk_data.statistics.two_samples import ASSUMED_DISPERSION, against_rest


def between(batch: Batch, women: Area, men: Area) -> Floats:
    """The p of each indicator's gap, at the worst that rounding leaves open; NaN where it is not testable.

    ``women`` and ``men`` hold one figure an indicator. Of one year there is no history to measure the spread
    by, so a doubled variance is assumed: :func:`~hvk_data.statistics.two_samples.against_rest`.
    """
    sides = []
    for side in (women, men):
        count = np.where(batch.counted, side.count, np.nan)
        half = np.where(side.exact, 0.0, batch.half)
        sides.append((count, denominators(side.value, count, batch.per, half)))
    (mine, people), (theirs, others) = sides
    phi, df = np.full(mine.shape, ASSUMED_DISPERSION), np.full(mine.shape, np.inf)
    return against_rest(mine, people, theirs, others, batch.share, phi, df, inside=False).worst
