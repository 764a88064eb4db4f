"""Limits against statsmodels and published examples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from hvk_data.statistics.intervals import byar_interval, rate_interval, share_interval

counts = st.integers(0, 500)
people = st.integers(500, 100_000)


@given(count=counts, n=people)
def test_exact_poisson_limits_are_those_of_statsmodels(count, n):
    low, high = rate_interval(count, n, 1000)
    expected = confint_poisson(count, n, method="exact-c", alpha=0.05)
    assert (float(low), float(high)) == pytest.approx((np.nan_to_num(expected[0]) * 1000, expected[1] * 1000))


def test_the_exact_and_the_approximate_limits_of_a_published_example():
    """Breslow & Day 1987, table 2.10 (Haenszel et al. 1962): the limits' factors at 10 and 100 cases."""
    low, high = rate_interval([10, 100], [10, 100], 1)
    assert low == pytest.approx([0.4795, 0.8136], abs=2e-4)
    assert high == pytest.approx([1.8390, 1.2163], abs=2e-4)
    byar_low, byar_high = byar_interval([10, 100], [10, 100], 1)
    assert byar_low == pytest.approx(low, rel=0.01)
    assert byar_high == pytest.approx(high, rel=0.01)


@given(data=st.data(), n=people)
def test_wilson_limits_are_those_of_statsmodels(data, n):
    count = data.draw(st.integers(0, n))
    low, high = share_interval(count, n)
    assert (float(low), float(high)) == pytest.approx(
        tuple(100 * x for x in proportion_confint(count, n, method="wilson")), abs=1e-9
    )
    assert 0 <= low <= 100 * count / n <= high <= 100


def test_a_published_example_of_wilson():
    """Newcombe 1998, *Statistics in Medicine* 17:857–872, table I, method 3: 81/263 and 0/20."""
    low, high = share_interval([81, 0], [263, 20], 1)
    assert low == pytest.approx([0.2553, 0.0], abs=5e-5)
    assert high == pytest.approx([0.3662, 0.1611], abs=5e-5)
