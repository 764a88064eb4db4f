import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.statistics.people import People, people


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
