"""A value's place among areas: what stands apart where nothing can be tested."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hvk_data.statistics.medians import row_medians

Floats = NDArray[np.float64]

LEAST_AREAS = 5
"""Fewer areas than this say nothing of what is usual."""


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
    """:func:`spread_scales` of one row."""
    return float(spread_scales(np.asarray(values, float)[None, :])[0])


def spread_scales(values: ArrayLike) -> Floats:
    """Of each row the usual distance from its median, on the scale of a standard deviation.

    1.4826 · MAD; where half the values are equal and so the MAD zero, 1.2533 times the mean absolute
    deviation (Iglewicz & Hoaglin 1993, *How to Detect and Handle Outliers*); zero where all are equal or
    there are none.
    """
    found = np.asarray(values, float)
    away = np.abs(found - row_medians(found)[:, None])
    there = np.isfinite(away)
    mean = np.where(there, away, 0).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
    mad = np.nan_to_num(row_medians(away))
    scale: Floats = np.where(mad > 0, 1.4826 * mad, np.sqrt(np.pi / 2) * mean)
    return scale
