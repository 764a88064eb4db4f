"""A difference in people: how many more or fewer cases there are than at another area's rate."""

import math
from dataclasses import dataclass
from typing import Literal

from hvk_data.statistics.level import denominators

LEAST_TOLD = 5
"""Counts under this are not told as people: in a small place they could be recognised."""


@dataclass(frozen=True, slots=True)
class People:
    """``more`` cases than at the other rate (negative: fewer), with the bounds that rounding leaves."""

    more: int
    low: float
    high: float


NoPeople = Literal["no_counts", "few", "rounding", "none"]
"""no_counts: no published count. few: under five cases. rounding: the published rates are too round to
tell. none: less than one whole person."""


def people(
    count: float | None,
    value: float | None,
    other_value: float | None,
    per: float | None,
    half: float = 0.0,
    other_half: float = 0.0,
) -> People | NoPeople:
    """``count`` − other rate · n / per, where n = count · per / value; indirect standardisation.

    ``half`` is half a unit of the last published decimal of each rate, 0 of computed ones. Only the
    municipality's own published count and the area's published rate are used, so nothing that the source
    withheld can be reckoned from the answer. Breslow & Day 1987, ch. 2: observed less expected.
    """
    if None in (count, value, other_value, per) or not value or value <= 0:
        return "no_counts"
    assert count is not None and other_value is not None and per is not None
    if count < LEAST_TOLD:
        return "few"
    n = denominators(value, count, per, half)
    if math.isnan(float(n.n)):
        return "rounding"
    more = count - other_value * float(n.n) / per
    ends = [
        count - rate * size / per
        for rate in (other_value - other_half, other_value + other_half)
        for size in (float(n.low), float(n.high))
    ]
    low, high = min(ends), max(ends)
    if low < 0 < high or (high - low) / 2 > max(1.0, 0.25 * abs(more)):
        return "rounding"
    return People(round(more), low, high) if abs(more) >= 1 else "none"
