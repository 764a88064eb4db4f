"""The gap between women and men: against statsmodels, and where nothing can be said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportions_ztest

from hvk_data.statistics.batch import Area, Batch, Measure
from hvk_data.statistics.sexes import between


def p_of(women, men, n=10_000, kind="share"):
    """The p of a gap of shares (of women and men ``n`` each), published with two decimals."""
    batch = Batch.of(
        [2023], Area(*(np.full((1, 1), np.nan),) * 2, np.zeros((1, 1), bool)), [Measure(kind, 100)], [2]
    )
    sides = [
        Area(np.array([round(100 * count / n, 2)]), np.array([float(count)]), np.array([False]))
        for count in (women, men)
    ]
    return float(between(batch, *sides)[0])


@given(women=st.integers(200, 900), men=st.integers(200, 900))
def test_the_gap_is_tested_with_a_doubled_variance(women, men):
    z, _ = proportions_ztest([women, men], [10_000, 10_000])
    expected = 2 * stats.norm.sf(abs(z) / np.sqrt(2))
    # Rounding of two decimals leaves the denominators open by a quarter of a per cent at most.
    assert p_of(women, men) >= expected * (1 - 1e-9)
    if expected < 0.1 and abs(z) > 3:
        assert stats.norm.isf(p_of(women, men) / 2) == pytest.approx(abs(z) / np.sqrt(2), rel=0.1, abs=0.15)


@given(women=st.integers(50, 900), men=st.integers(50, 900))
def test_women_and_men_may_change_places(women, men):
    assert p_of(women, men) == pytest.approx(p_of(men, women))


def test_without_counts_or_cases_there_is_no_test():
    assert np.isnan(p_of(0, 300))
    assert np.isnan(p_of(100, 300, kind="value"))
    assert p_of(300, 300) == 1
