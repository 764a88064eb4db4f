"""Axes that do not mislead, and labels that do not lie over each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

FLAT = 0.2
"""Drawn from zero, figures that move within less than this share of the axis look like a flat line."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Ends of an axis, in the unit of the figures."""

    low: float
    high: float

    @property
    def from_zero(self) -> bool:
        """Whether zero is on the axis."""
        return self.low <= 0 <= self.high


def honest_extent(values: Sequence[float]) -> Extent:
    """Where a value axis begins and ends: at round numbers, and at zero unless that would flatten.

    The axis leaves zero out only when all values lie within :data:`FLAT` of the axis that would
    begin there; a caller then says so in the axis title. No values: 0–1.
    """
    if not values:
        return Extent(0.0, 1.0)
    low, high = min(values), max(values)
    reach = max(abs(low), abs(high))
    apart = high - low
    if low < 0 < high or apart == 0 or apart >= FLAT * reach:
        low, high = min(0.0, low), max(0.0, high)
    else:
        low, high = low - apart / 4, high + apart / 4
    if low == high:
        return Extent(0.0, 1.0)
    step = _round_step((high - low) / 5)
    return Extent(_multiple(math.floor(low / step), step), _multiple(math.ceil(high / step), step))


def _round_step(rough: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below ``rough``."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))


def _multiple(times: int, step: float) -> float:
    """``times * step`` without the dust of binary fractions."""
    return round(times * step, max(0, 1 - math.floor(math.log10(step))))


def dodge(places: Sequence[float], gap: float, length: float) -> list[float]:
    """``places`` (pixels) moved as little as possible so that neighbours are ``gap`` apart in 0–``length``.

    Least squares: isotonic regression of the places less their gaps, by its min-max formula
    (Robertson, Wright and Dykstra 1988, theorem 1.4.4), in the order given by the places.
    """
    if not places:
        return []
    order = sorted(range(len(places)), key=lambda i: places[i])
    gap = min(gap, length / max(1, len(places) - 1))
    slack = [places[i] - rank * gap for rank, i in enumerate(order)]
    most = length - gap * (len(places) - 1)
    count = len(slack)
    moved = [0.0] * count
    for rank, i in enumerate(order):
        best = max(
            min(fmean(slack[start : end + 1]) for end in range(rank, count)) for start in range(rank + 1)
        )
        moved[i] = min(max(best, 0.0), most) + rank * gap
    return moved
