"""Changes against independent computations (scipy, statsmodels, published tables) and their properties."""

import itertools

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hvk_data.statistics.change import (
    count_trend,
    least_fall,
    least_rise,
    mann_kendall_p,
    recent,
    school_survey_threshold,
    survey_change,
    theil_sen,
    trend,
)

series = st.lists(st.integers(0, 30).map(float), min_size=2, max_size=10)


def trend_of(values, years=None):
    row = np.array([values], float)
    at = np.arange(2000, 2000 + len(values)) if years is None else np.array(years)
    return trend(row, at, np.isfinite(row))


@given(series)
def test_the_slope_is_that_of_scipy(values):
    years = np.arange(len(values))
    assert theil_sen([values], years)[0] == pytest.approx(stats.theilslopes(values, years).slope)


@given(st.lists(st.floats(0, 100), min_size=5, max_size=10, unique=True))
def test_without_ties_p_is_the_exact_one_of_scipy(values):
    found = trend_of(values)
    expected = stats.kendalltau(np.arange(len(values)), values, method="exact").pvalue
    if len(values) == 5 and not (np.diff(values) > 0).all() and not (np.diff(values) < 0).all():
        assert np.isnan(found.p[0])
    else:
        assert found.p[0] == pytest.approx(expected)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6))
def test_with_ties_p_is_the_share_of_orders_that_are_as_extreme(values):
    def s_of(order):
        return sum(np.sign(b - a) for a, b in itertools.combinations(order, 2))

    s = s_of(values)
    orders = [abs(s_of(order)) >= abs(s) for order in itertools.permutations(values)]
    ties = tuple(sorted(np.unique(values, return_counts=True)[1].tolist()))
    assert mann_kendall_p(int(s), ties) == pytest.approx(np.mean(orders))


def test_a_published_table_of_kendalls_s():
    """Kendall 1975, appendix table 1: the probability that S is at least so large."""
    assert mann_kendall_p(6, (1,) * 4) / 2 == pytest.approx(0.042, abs=5e-4)
    assert mann_kendall_p(10, (1,) * 5) / 2 == pytest.approx(0.0083, abs=5e-5)
    assert mann_kendall_p(21, (1,) * 10) / 2 == pytest.approx(0.036, abs=5e-4)


@given(series)
def test_a_trend_turns_with_its_series(values):
    there, back = trend_of(values), trend_of(values[::-1])
    assert there.slope[0] == pytest.approx(-back.slope[0])
    assert there.p[0] == pytest.approx(back.p[0], nan_ok=True)


@given(series, st.integers(1, 9), st.integers(-50, 50))
def test_a_trend_keeps_under_scale_and_shift(values, scale, shift):
    plain, other = trend_of(values), trend_of([scale * v + shift for v in values])
    assert other.slope[0] == pytest.approx(scale * plain.slope[0])
    assert other.p[0] == pytest.approx(plain.p[0], nan_ok=True)


def test_too_few_years_say_nothing():
    assert np.isnan(trend_of([1, 2, 3, 4]).p[0])
    assert np.isnan(trend_of([1, 2, 3, 5, 4]).p[0])
    assert np.isnan(trend_of([1, 2, 3, 3, 4]).p[0])
    assert trend_of([1, 2, 3, 4, 5]).p[0] == pytest.approx(2 / 120)


def test_a_flat_series_has_no_trend():
    found = trend_of([4.0] * 8)
    assert (found.slope[0], found.p[0]) == (0, 1)


def test_missing_years_are_passed_over():
    found = trend_of([1, np.nan, 3, 4, np.nan, 6, 7])
    assert (found.points[0], found.first[0], found.last[0]) == (5, 2000, 2006)
    assert found.slope[0] == pytest.approx(1)
    assert trend_of([np.nan] * 6).points[0] == 0


def test_only_the_last_ten_points_after_the_break_count():
    values, years = np.ones((1, 15)), np.arange(2000, 2015)
    assert years[recent(values, years, [-9999], [2014])[0]].tolist() == list(range(2005, 2015))
    assert years[recent(values, years, [2010], [2012])[0]].tolist() == [2010, 2011, 2012]
    assert not recent(values, years, [2016], [2014]).any()


@pytest.mark.filterwarnings("ignore:Perfect separation")
@given(
    st.lists(st.integers(0, 60), min_size=5, max_size=10).filter(lambda c: sum(c) > 3),
    st.booleans(),
    st.data(),
)
def test_the_regression_is_that_of_statsmodels(counts, share, data):
    n = np.array(
        data.draw(st.lists(st.integers(80, 5000), min_size=len(counts), max_size=len(counts))), float
    )
    years = np.arange(len(counts))
    c = np.array(counts, float)
    found = count_trend(c[None], n[None], years, np.ones((1, len(c)), bool), np.array([share]))
    x = sm.add_constant(years - years.mean())
    if share:
        model = sm.GLM(np.column_stack([c, n - c]), x, family=sm.families.Binomial())
    else:
        model = sm.GLM(c, x, family=sm.families.Poisson(), offset=np.log(n))
    fit = model.fit(scale=1.0, tol=1e-10, maxiter=100)
    if abs(fit.params[1]) > 2:
        return
    expected = fit.mu * n if share else fit.mu
    variance = expected * (1 - fit.mu) if share else expected
    phi = max(1, ((c - expected) ** 2 / variance).sum() / (len(c) - 2))
    assert found.slope[0] == pytest.approx(fit.params[1], abs=1e-4, rel=1e-3)
    assert found.dispersion[0] == pytest.approx(phi, rel=1e-3)
    assert found.error[0] == pytest.approx(fit.bse[1] * np.sqrt(phi), rel=1e-2)
    expected_p = 2 * stats.t.sf(abs(fit.params[1] / fit.bse[1]) / np.sqrt(phi), len(c) - 2)
    assert found.p[0] == pytest.approx(expected_p, rel=2e-2, abs=1e-3)


@pytest.mark.parametrize(
    "counts", [[0, 0, 0, 0, 0, 0], [3, np.nan, 4, 5, 6, 7], [1, 2, 3, 4, np.nan, np.nan]]
)
def test_counts_that_tell_no_trend(counts):
    used = np.ones((1, 6), bool)
    assert np.isnan(count_trend([counts], [[100.0] * 6], np.arange(6), used, [False]).p[0])


@pytest.mark.parametrize("spread", [1.0, 2.0], ids=["chance", "doubled variance"])
@pytest.mark.parametrize("mean", [3, 20, 400])
def test_without_a_trend_few_are_flagged(spread, mean, record_property):
    rng = np.random.default_rng(mean)
    sets, years = 4000, np.arange(10)
    shape = (sets, 10)
    c = rng.poisson(mean, shape) if spread == 1 else rng.negative_binomial(mean, 0.5, shape)
    n = np.full(shape, 10_000.0)
    used = np.ones(shape, bool)
    by_counts = count_trend(c, n, years, used, np.zeros(sets, bool)).p
    by_order = trend(c / n, years, used).p
    for name, p in (("regression", by_counts), ("Mann–Kendall", by_order)):
        flagged = float((p < 0.05).mean())
        record_property(f"{name} flagged without trend, mean {mean}, variance×{spread:g}", flagged)
        assert flagged <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / sets)


def test_a_real_growth_is_found(record_property):
    """A count of 20 that grows 10 % a year: Mann–Kendall over 10 years finds 97 %."""
    rng = np.random.default_rng(5)
    years = np.arange(10)
    c = rng.poisson(20 * 1.1**years, (2000, 10))
    used = np.ones(c.shape, bool)
    by_order = float((trend(c, years, used).p < 0.05).mean())
    n = np.full(c.shape, 10_000.0)
    by_counts = float((count_trend(c, n, years, used, np.zeros(2000, bool)).p < 0.05).mean())
    record_property("growth of 10 % from 20 found by Mann–Kendall", by_order)
    record_property("growth of 10 % from 20 found by regression", by_counts)
    assert by_order == pytest.approx(0.97, abs=0.02)
    assert by_counts > 0.97


@pytest.mark.parametrize(("count", "rise"), [(5, 15), (10, 23), (20, 36)])
def test_the_gauge_is_that_of_the_method(count, rise):
    assert least_rise(count) == rise


@given(st.integers(0, 300))
def test_the_gauge_is_where_the_exact_test_turns(count):
    rise = least_rise(count)

    def p(later, side):
        return min(1, 2 * stats.binomtest(later, count + later, 0.5, side).pvalue)

    assert p(rise, "greater") <= 0.05 < p(rise - 1, "greater") if rise > 1 else rise == 1
    fall = least_fall(count)
    if fall is None:
        assert count == 0 or p(0, "less") > 0.05
    else:
        assert p(fall, "less") <= 0.05 < p(fall + 1, "less")


def test_a_school_survey_changes_from_five_points_or_two():
    assert [school_survey_threshold(n) for n in (None, 99, 100)] == [5, 5, 2]
    assert [survey_change(10.1, 15.1), survey_change(10.1, 15.0), survey_change(15.1, 10.1)] == [1, 0, -1]
    assert survey_change(10.0, 12.0, 500) == 1
