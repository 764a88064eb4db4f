"""What stands out as a number of cases: only what a test of one year bears, from published figures alone."""

from dataclasses import replace

import pytest

from hvk_data.language import Texts
from hvk_data.queries.index import index
from hvk_data.statistics import Certainty
from hvk_data.suggestions import in_people
from hvk_data.suggestions.records import Suggestion


@pytest.fixture
def item(reader):
    """A tested level of a share: 130 of 1 000 people beside a tenth elsewhere."""
    indicator = index(reader).indicator("493")
    return Suggestion(
        kind="concern",
        indicator=indicator,
        year=2021,
        newest=2021,
        age=0,
        against="region",
        area=Texts("Alue"),
        own=13.0,
        other=10.0,
        spreads=1.0,
        certainty=Certainty("high", ("tested",)),
        p=0.001,
        cases=130.0,
        people=1000.0,
        first=None,
        last=None,
        also=(),
        score=1.0,
        why_not=(),
        overridden=False,
    )


def test_so_many_more_than_at_the_others_rate(item):
    assert in_people(item).more == 30
    assert in_people(replace(item, own=8.0, cases=80.0)).more == -20


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"p": None}, "not_tested"),
        ({"against": None}, "not_tested"),
        ({"certainty": Certainty("high", ("three_years",))}, "not_tested"),
        ({"cases": 4.0, "own": 0.4}, "few"),
        ({"cases": None}, "no_counts"),
        ({"own": 10.02, "cases": 100.0}, "rounding"),
    ],
)
def test_what_cannot_be_told_is_not(item, changes, why):
    assert in_people(replace(item, **changes)) == why
