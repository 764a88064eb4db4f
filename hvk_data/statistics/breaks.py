"""Level shifts of nearly all municipalities in one year: a changed definition rather than a change."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

LEAST_SERIES = 20
_LEAST_YEARS = 5
_TOGETHER = 0.9
_FAR = 8.0
_LARGE = 0.1
_FINEST = 0.005
_LASTING = 0.5


@dataclass(frozen=True, slots=True)
class Shift:
    """From ``year`` on the level is another: the median step, and the share of series that took it."""

    year: int
    step: float
    together: float


def shifts(values: ArrayLike, years: ArrayLike) -> list[Shift]:
    """The years in which nearly all of ``values`` (rows: municipalities, columns: years) jump together.

    A year is one when at least 90 % of the series that have it and the year before step the same way, their
    median step is a tenth of the usual level or more, lies eight robust deviations from the median steps of
    other years, and is not taken back by half or more in the next year. Tried on the curated series: finds
    the changes of classification of 1998 and neither the recession of 2009 nor 2020. After the idea of a
    simultaneous level shift (Tsay 1988, *J. Forecasting* 7:1–20). Fewer than 20 series or five years give
    none; steps over missing years are divided by their length.
    """
    value, year = np.asarray(values, float), np.asarray(years, int)
    kept = np.isfinite(value).sum(axis=0) >= max(
        LEAST_SERIES, np.isfinite(value).sum(axis=0).max(initial=0) / 2
    )
    value, year = value[:, kept], year[kept]
    if value.shape[1] < _LEAST_YEARS:
        return []
    steps = np.diff(value, axis=1) / np.diff(year)
    both = np.isfinite(steps).sum(axis=0)
    enough = both >= LEAST_SERIES
    if not enough.any():
        return []
    median = np.full(steps.shape[1], np.nan)
    median[enough] = np.nanmedian(steps[:, enough], axis=0)
    level = np.nanmedian(np.abs(value), axis=0)[:-1]
    usual = np.nanmedian(median)
    scale = max(1.4826 * np.nanmedian(np.abs(median - usual)), _FINEST * float(np.nanmedian(level)))
    found = []
    for at in np.flatnonzero(enough):
        step = float(median[at])
        together = float((np.sign(steps[:, at]) == np.sign(step)).sum() / both[at])
        far = scale > 0 and abs(step - usual) >= _FAR * scale
        # Neither taken back in the next year nor itself the taking back of the year before.
        around = [median[beside] for beside in (at - 1, at + 1) if 0 <= beside < len(median)]
        lasting = not any(-np.sign(step) * other >= _LASTING * abs(step) for other in around)
        if step and together >= _TOGETHER and far and lasting and abs(step) >= _LARGE * level[at]:
            found.append(Shift(int(year[at + 1]), step, together))
    return found
