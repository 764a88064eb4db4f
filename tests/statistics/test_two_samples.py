"""Two areas against independent computations (statsmodels, scipy), their properties, and simulated chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportions_ztest
from statsmodels.stats.rates import test_poisson_2indep

from hvk_data.statistics.denominators import Denominators
from hvk_data.statistics.two_samples import against_rest, dispersion, exact_p, gap, two_sample_p

# pytest would take the function for a test of ours.
poisson_2indep = test_poisson_2indep
del test_poisson_2indep

counts = st.integers(0, 500)
people = st.integers(500, 100_000)


def of(n):
    exact = np.array([float(n)])
    return Denominators(exact, exact, exact)


@given(c1=st.integers(1, 400), n1=people, c2=st.integers(1, 4000), n2=people)
def test_the_score_tests_are_those_of_statsmodels(c1, n1, c2, n2):
    difference, variance = gap(c1, n1, c2, n2, False)
    assert float(difference / np.sqrt(variance)) == pytest.approx(
        poisson_2indep(c1, n1, c2, n2, method="score", compare="ratio").statistic, rel=1e-6, abs=1e-9
    )
    if c2 < n2:
        difference, variance = gap(c1, n1, c2, n2, True)
        expected, _ = proportions_ztest([c1, c2], [n1, n2])
        assert float(difference / np.sqrt(variance)) == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(c1=st.integers(0, 60), n1=st.integers(60, 500), c2=st.integers(0, 60), n2=st.integers(60, 500))
def test_the_exact_tests_are_those_of_scipy(c1, n1, c2, n2):
    table = [[c1, n1 - c1], [c2, n2 - c2]]
    tails = [stats.fisher_exact(table, side).pvalue for side in ("less", "greater")]
    assert float(exact_p(c1, n1, c2, n2, True)) == pytest.approx(min(1, 2 * min(tails)), rel=1e-6)
    if c1 + c2:
        sides = [stats.binomtest(c1, c1 + c2, n1 / (n1 + n2), side).pvalue for side in ("less", "greater")]
        assert float(exact_p(c1, n1, c2, n2, False)) == pytest.approx(min(1, 2 * min(sides)), rel=1e-6)


@given(c1=counts, n1=people, c2=counts, n2=people, share=st.booleans())
def test_the_two_sides_are_alike_and_p_is_one(c1, n1, c2, n2, share):
    p = float(two_sample_p(c1, n1, c2, n2, share, 1.0, np.inf))
    assert 0 <= p <= 1
    assert p == pytest.approx(float(two_sample_p(c2, n2, c1, n1, share, 1.0, np.inf)))


@given(c1=st.integers(1, 300), n1=people, c2=st.integers(1, 300), n2=people)
def test_more_of_the_same_is_surer_and_more_spread_is_not(c1, n1, c2, n2):
    # From 0.1 on only the score test speaks.
    plain = min(0.1, float(two_sample_p(c1, n1, c2, n2, False, 1.0, np.inf)))
    assert float(two_sample_p(c1, n1, c2, n2, False, 2.0, np.inf)) >= plain
    assert float(two_sample_p(c1, n1, c2, n2, False, 1.0, 4.0)) >= plain
    assert (
        float(two_sample_p(10 * c1, 10 * n1, 10 * c2, 10 * n2, False, 1.0, np.inf)) <= plain + 1e-9
        or plain == 0.1
    )


def test_equal_rates_and_no_cases_at_all_are_no_difference():
    assert float(two_sample_p(0, 1000, 0, 9000, False, 1.0, np.inf)) == 1
    assert float(two_sample_p(10, 1000, 90, 9000, True, 1.0, np.inf)) == 1


def test_the_municipality_is_taken_out_of_its_region():
    found = against_rest(
        np.array([50.0]), of(1000), np.array([350.0]), of(7000), np.array([True]), [1.0], [np.inf]
    )
    assert float(found.difference[0]) == pytest.approx(50 / 1000 - 300 / 6000)
    assert float(found.worst[0]) == 1


@pytest.mark.parametrize(("count", "n"), [(50, 1000), (40, 1000), (50, 900)])
def test_a_region_of_one_municipality_cannot_be_compared_with(count, n):
    found = against_rest(
        np.array([50.0]), of(1000), np.array([float(count)]), of(n), np.array([True]), [1.0], [np.inf]
    )
    assert bool(found.impossible[0])
    assert np.isnan(found.worst[0])


def test_what_rounding_leaves_open_is_tested_at_its_worst():
    exact = against_rest(
        np.array([60.0]), of(1000), np.array([4800.0]), of(100_000), np.array([True]), [1.0], [np.inf]
    )
    rounded = Denominators(np.array([1000.0]), np.array([800.0]), np.array([1250.0]))
    found = against_rest(
        np.array([60.0]), rounded, np.array([4800.0]), of(100_000), np.array([True]), [1.0], [np.inf]
    )
    assert found.best[0] < exact.worst[0] < found.worst[0] == 1


@given(st.lists(st.floats(-5, 5), min_size=6, max_size=12), st.floats(-3, 3), st.floats(0.1, 10))
def test_dispersion_follows_neither_level_nor_scale(gaps, level, scale):
    row = np.array([gaps])
    variance = np.ones_like(row)
    phi, df = dispersion(row, variance)
    assert phi[0] >= 1
    assert df[0] == pytest.approx(2 * (len(gaps) - 1) ** 2 / (3 * len(gaps) - 4))
    moved, _ = dispersion(scale * (row + level), scale**2 * variance)
    assert moved[0] == pytest.approx(phi[0], rel=1e-6)


def test_dispersion_is_what_was_put_in():
    rng = np.random.default_rng(1)
    gaps = rng.normal(0, np.sqrt(3), (4000, 10)) + np.arange(10) * 0.05
    phi, _ = dispersion(gaps, np.ones_like(gaps))
    assert phi.mean() == pytest.approx(3, rel=0.05)


def test_without_a_history_the_variance_is_doubled():
    phi, df = dispersion(np.array([[0.1, np.nan, 0.2]]), np.ones((1, 3)))
    assert (phi[0], df[0]) == (2, np.inf)


@pytest.mark.parametrize("spread", [1.0, 2.0], ids=["chance", "doubled variance"])
@pytest.mark.parametrize("n", [1_000, 20_000, 200_000])
@pytest.mark.parametrize("years", [1, 10])
def test_without_a_difference_few_are_flagged(spread, n, years, record_property):
    """At most one in twenty, whatever the size, with independent cases and with cases in clusters."""
    rng = np.random.default_rng(n + years)
    rate, sets = 0.02, 4000

    def cases(of):
        # Negative binomial: the variance is ``spread`` times the mean.
        mean = np.full((sets, years), rate * of)
        return rng.poisson(mean) if spread == 1 else rng.negative_binomial(mean / (spread - 1), 1 / spread)

    own, rest = cases(n), cases(10 * n)
    phi, df = dispersion(*gap(own, n, rest, 10 * n, False))
    p = two_sample_p(own[:, -1], np.full(sets, n), rest[:, -1], np.full(sets, 10 * n), False, phi, df)
    flagged = float((p < 0.05).mean())
    record_property(f"level flagged without difference, n={n}, years={years}, variance×{spread:g}", flagged)
    assert flagged <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / sets)
