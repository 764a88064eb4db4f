"""A difference in people: how many more or fewer cases there are than at another area's rate."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from hvk_data.figures import Comparison
from hvk_data.statistics.batch import Measure, half_units
from hvk_data.statistics.denominators import denominators
from hvk_data.statistics.judgement import Level

LEAST_TOLD = 5
"""Counts under this are not told as people: in a small place they could be recognised."""


@dataclass(frozen=True, slots=True)
class People:
    """``more`` cases than at the other rate (negative: fewer), with the bounds that rounding leaves."""

    more: int
    low: float
    high: float


NoPeople = Literal["not_tested", "no_counts", "few", "rounding", "none"]
"""not_tested: the difference itself is not certain. no_counts: no published count. few: under five cases.
rounding: the published rates are too round to tell. none: less than one whole person."""


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


def people_of(comparison: Comparison, measure: Measure, year: int | None, level: Level) -> People | NoPeople:
    """:func:`people` for a judged level of ``comparison`` in ``year``, at the other area's published rate.

    Only where the level's test is certain enough to be told, so that no sentence says more than the test;
    a municipality is not reckoned against a median.
    """
    if (
        level.p is None
        or level.certainty.tier not in ("high", "moderate")
        or level.against is None
        or year is None
    ):
        return "not_tested"
    own, other = comparison.own.at(year), level.against.at(year)
    if own is None or other is None or measure.kind not in ("share", "rate"):
        return "no_counts"
    values = np.array([[np.nan if p.value is None else p.value for p in comparison.own.points]])
    exact = np.array([[p.certainty != "published" for p in comparison.own.points]])
    half = float(half_units(values, np.array([comparison.decimals]), exact)[0])
    return people(
        own.count,
        own.value,
        other.value,
        measure.per,
        half if own.certainty == "published" else 0.0,
        half if other.certainty == "published" else 0.0,
    )
