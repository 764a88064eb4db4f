"""What stands out beside another area, as a number of cases."""

from hvk_data.queries.measures import measure_of
from hvk_data.statistics import NoPeople, People, people
from hvk_data.suggestions.records import Suggestion


def in_people(item: Suggestion) -> People | NoPeople:
    """How many more cases (negative: fewer) there are than at the rate of what ``item`` stands beside.

    Of tested levels of one year only: a mean of three years, a change and a gap are of no one year's people.
    Only what is published goes into it: :func:`~hvk_data.statistics.people.people`.
    """
    if item.p is None or item.against is None or "three_years" in item.certainty.reasons:
        return "not_tested"
    half = 0.5 * 10.0**-item.indicator.decimals
    # The rate of similar municipalities together is ours, and not rounded.
    other_half = 0.0 if item.against == "similar" else half
    return people(item.cases, item.own, item.other, measure_of(item.indicator).per, half, other_half)
