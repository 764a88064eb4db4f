"""What kind of number an indicator is, as far as the curated knowledge tells: what may be tested of it."""

from collections.abc import Iterable

from hvk_data import catalogue
from hvk_data.queries.index import Indicator
from hvk_data.statistics import Measure

_SCHOOL_SURVEYS = frozenset({"grades_8_9", "upper_secondary", "vocational"})
_OF_THE_MUNICIPALITY = frozenset({"municipality", "municipal_management"})
_NOT_OVER_TIME = frozenset({"index_100"})

NOT_PEOPLE = frozenset(
    [
        *("694", "703", "1080", "1259", "1560", "1562", "2453", "2458", "3075", "3972", "5081"),
        *("3138", "4604", "3181", "465"),
        *("178", "tk:population_change"),
    ]
)
"""Rates and shares whose counts are no independent cases: visits and days of care of the same people, years
of life lost, staff, money, and balances of those who come and go. Nothing is tested by them."""


def measure_of(indicator: Indicator) -> Measure:
    """The measure of one indicator: :func:`measures_of`."""
    return measures_of([indicator])[0]


def measures_of(indicators: Iterable[Indicator]) -> list[Measure]:
    """The measure of each indicator of the store; a plain value where nothing is curated of it.

    A share of money or of a municipal administration's answers is a value: its count is not of people.
    """
    known = catalogue.load().indicators
    return [_measure(indicator, known.get(indicator.id)) for indicator in indicators]


def _measure(indicator: Indicator, curated: catalogue.CuratedIndicator | None) -> Measure:
    if curated is None or not indicator.unit_kind:
        return Measure("value")
    unit = curated.unit
    if unit.kind == "count":
        return Measure("cases")
    if curated.group.code in _SCHOOL_SURVEYS and unit.kind == "percent":
        return Measure("value", unit.per, survey=True)
    if curated.group.code in _OF_THE_MUNICIPALITY or curated.id in NOT_PEOPLE:
        return Measure("value", unit.per, euros=unit.kind == "euro")
    if unit.kind in ("percent", "rate"):
        return Measure("share" if unit.kind == "percent" else "rate", unit.per)
    return Measure("value", unit.per, over_time=unit.code not in _NOT_OVER_TIME, euros=unit.kind == "euro")
