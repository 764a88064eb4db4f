import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.figures import Comparison, Origin, Point, Series
from hvk_data.language import Texts
from hvk_data.statistics import Measure, judge
from hvk_data.statistics.people import People, people, people_of


def test_twelve_more_than_at_the_regions_rate():
    found = people(52, 13.0, 10.0, 100)
    assert isinstance(found, People)
    assert found.more == 12


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((None, 13.0, 10.0, 100), "no_counts"),
        ((52, None, 10.0, 100), "no_counts"),
        ((52, 13.0, None, 100), "no_counts"),
        ((52, 13.0, 10.0, None), "no_counts"),
        ((0, 0.0, 10.0, 100), "no_counts"),
        ((4, 13.0, 10.0, 100), "few"),
        ((6, 0.1, 5.0, 100, 0.05), "rounding"),
        ((50, 5.0, 5.0, 100, 0.05, 0.05), "rounding"),
        ((50, 5.0, 5.0, 100), "none"),
    ],
)
def test_what_cannot_be_told_in_people_has_a_reason(arguments, why):
    assert people(*arguments) == why


@given(st.integers(5, 5000), st.integers(5000, 100_000), st.floats(0.1, 50))
def test_the_exact_excess_is_within_what_rounding_leaves(count, n, other):
    published = round(100 * count / n, 1)
    found = people(count, published, other, 100, 0.05)
    if isinstance(found, People):
        assert found.low - 1e-6 <= count - other * n / 100 <= found.high + 1e-6
        assert (found.more > 0) == (found.low > 0)


def judged(own, n, region, region_n):
    series = [
        Series(role, level, role, Texts(role), (Point(2020, round(100 * c / of, 1), float(c)),))
        for role, level, c, of in (("own", "KUNTA", own, n), ("county", "HYVINVOINTIALUE", region, region_n))
    ]
    origin = Origin("sotkanet", Texts("THL"), "")
    whole = Comparison(
        "1", Texts("x"), Texts("%"), 1, "higher_worse", "total", origin, 1, tuple(series)
    )  # fmt: skip
    return whole, judge(whole, SHARE).level


SHARE = Measure("share", 100)


def test_a_certain_difference_is_told_in_people():
    whole, level = judged(400, 2000, 5000, 50_000)
    found = people_of(whole, SHARE, 2020, level)
    assert isinstance(found, People)
    assert found.more == pytest.approx(200, abs=2)


def test_what_the_test_does_not_say_is_not_told_in_people():
    whole, level = judged(22, 200, 5000, 50_000)
    assert level.certainty.tier == "none"
    assert people_of(whole, SHARE, 2020, level) == "not_tested"
