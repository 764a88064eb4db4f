"""Medians of many rows at once, missing values left out."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def row_medians(values: ArrayLike) -> Floats:
    """The median of the finite values of each row; NaN where there is none.

    By one sort of all rows, which puts what is missing last: ``numpy.nanmedian`` goes row by row.
    """
    value = np.asarray(values, float)
    value = np.where(np.isfinite(value), value, np.nan)
    n = np.isfinite(value).sum(axis=1)
    ordered = np.sort(value, axis=1)
    result = np.full(value.shape[0], np.nan)
    some = np.flatnonzero(n)
    low, high = (n[some] - 1) // 2, n[some] // 2
    result[some] = (ordered[some, low] + ordered[some, high]) / 2
    return result
