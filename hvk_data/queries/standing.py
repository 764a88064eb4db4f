"""How a municipality's figure stands against another area's of the same year, in one word."""

from dataclasses import dataclass
from typing import Literal

from hvk_data.figures import Comparison, Series
from hvk_data.language import format_number
from hvk_data.queries.index import Index
from hvk_data.queries.table import Row

Word = Literal["better", "worse", "higher", "lower", "same"]
"""better, worse: where the indicator's direction says which; higher, lower: where it is neutral.
same: equal as they are written, with the indicator's decimals."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``word`` is said of the municipality, against the area of ``beside``."""

    word: Word
    beside: Series


def standing(known: Index, row: Row) -> Standing | None:
    """The municipality of ``row`` against the first other series that has a value of the row's year.

    None where there is none, where the municipality lacks its value, and for numbers of cases:
    a municipality never has as many as the country.
    """
    own, *others = row.points
    indicator = known.indicator(row.comparison.indicator)
    # The unit is another than the indicator's own where there are counts and no values.
    counts = indicator.unit_kind == "count" or row.comparison.unit != indicator.unit
    if own is None or own.value is None or counts:
        return None
    for series, point in zip(row.comparison.series[1:], others, strict=True):
        if point is not None and point.value is not None:
            return Standing(_word(row.comparison, own.value, point.value), series)
    return None


def _word(comparison: Comparison, own: float, other: float) -> Word:
    if format_number(own, comparison.decimals, "en") == format_number(other, comparison.decimals, "en"):
        return "same"
    higher = own > other
    if comparison.direction == "neutral":
        return "higher" if higher else "lower"
    return "better" if higher == (comparison.direction == "higher_better") else "worse"
