"""How a test's p becomes a tier of certainty with its reasons: the same on a page and in a screening."""

import numpy as np

from hvk_data.statistics.batch import Changes, Measure
from hvk_data.statistics.certainty import MODERATE, SMALL_COUNT, Reason, Tier, tier_of

FAR = 1.5
"""From this robust z on a value stands apart from most municipalities (about one in seven does)."""


def level_reason(measure: Measure, *, impossible: bool) -> Reason:
    """Why a level cannot be tested."""
    if measure.survey:
        return "survey"
    return "subtraction" if impossible else "value_alone"


def level_certainty(
    worst: float, best: float, count: float, *, three: bool
) -> tuple[Tier, tuple[Reason, ...]]:
    """Tier and reasons of a level's test: the worst and best p that rounding leaves, and the cases."""
    tier = tier_of(worst)
    if tier != "none":
        return tier, ("three_years",) if three else ("tested",)
    more: tuple[Reason, ...] = ("three_years",) if three else ()
    if best < MODERATE:
        return tier, ("rounding", *more)
    return tier, ("small_counts" if three or count < SMALL_COUNT else "within_chance", *more)


def change_certainty(
    found: Changes, row: int, measure: Measure, p: float | None = None
) -> tuple[Tier, tuple[Reason, ...]]:
    """Tier and reasons of one row's change; ``p`` is its adjusted p where many were tested."""
    tested = float(found.p[row]) if p is None else p
    if not np.isfinite(tested):
        return "none", ("too_few_years",)
    tier = tier_of(tested)
    if tier != "none":
        by: Reason = "tested" if found.counted[row] else "steady_series"
        return tier, (by, "prices") if measure.euros and found.sign[row] > 0 else (by,)
    return tier, ("small_counts",) if found.cases[row] < SMALL_COUNT else ("within_chance",)
