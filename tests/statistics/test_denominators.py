"""Denominators out of rounded rates: the true one is always within the bounds, or none is given."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.statistics.denominators import denominators, filled


@pytest.mark.parametrize(("rate", "open_by"), [(0.2, 0.25), (1.0, 0.05), (5.0, 0.01)])
def test_rounding_leaves_the_denominator_open_as_the_method_says(rate, open_by):
    known = denominators(rate, 100, 100, 0.05)
    assert known.n == pytest.approx(100 * 100 / rate)
    assert known.low == pytest.approx(known.n / (1 + open_by))
    assert known.high == pytest.approx(known.n / (1 - open_by))


@given(count=st.integers(1, 10_000), n=st.integers(1, 1_000_000), decimals=st.integers(0, 3))
def test_the_true_denominator_is_within_its_bounds(count, n, decimals):
    published = round(1000 * count / n, decimals)
    known = denominators(published, count, 1000, 0.5 * 10**-decimals)
    if np.isfinite(known.n):
        assert known.low * (1 - 1e-9) <= n <= known.high * (1 + 1e-9)
    else:
        assert 0.5 * 10**-decimals > 0.25 * published


@pytest.mark.parametrize(
    ("value", "count"), [(0.1, 5), (0.0, 5), (-3.0, 5), (5.0, np.nan), (np.nan, 5), (0.0, 0)]
)
def test_a_denominator_that_cannot_be_had_is_missing(value, count):
    assert np.isnan(denominators(value, count, 100, 0.05).n)


def test_no_cases_take_the_denominator_of_the_years_close_by():
    value = np.array([[1.0, 0.0, 1.2, np.nan]])
    count = np.array([[10.0, 0.0, 12.0, np.nan]])
    found = filled(denominators(value, count, 100, 0.05), np.isfinite(count))
    assert found.n[0, 1] == pytest.approx(1000)
    assert found.low[0, 1] < 1000 < found.high[0, 1]
    assert np.isnan(found.n[0, 3])


def test_a_count_of_something_else_gives_no_denominator():
    value = np.array([[10.0, 10.0, 10.0]])
    count = np.array([[100.0, 900.0, 5000.0]])
    assert np.isnan(filled(denominators(value, count, 100, 0.05), np.isfinite(count)).n).all()
