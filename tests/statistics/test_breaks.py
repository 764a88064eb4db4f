import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.statistics.breaks import shifts

YEARS = np.arange(2000, 2016)


def municipalities(seed=1, n=100, noise=0.5):
    rng = np.random.default_rng(seed)
    return rng.uniform(8, 25, (n, 1)) + rng.normal(0, noise, (n, len(YEARS)))


@pytest.mark.parametrize("step", [6.0, -6.0])
def test_a_shift_of_nearly_all_is_found_in_its_year(step):
    values = municipalities()
    values[:, 7:] += step
    (found,) = shifts(values, YEARS)
    assert (found.year, np.sign(found.step)) == (2007, np.sign(step))
    assert found.together > 0.95


def test_noise_a_trend_and_a_shift_of_half_are_none():
    assert shifts(municipalities(), YEARS) == []
    assert shifts(municipalities() + np.arange(len(YEARS)) * 0.8, YEARS) == []
    half = municipalities()
    half[:50, 7:] += 6
    assert shifts(half, YEARS) == []


def test_a_year_that_is_taken_back_is_no_shift():
    values = municipalities()
    values[:, 7] += 6
    assert shifts(values, YEARS) == []


def test_a_gap_of_years_is_no_shift():
    values = np.linspace(10, 26, len(YEARS)) + municipalities() * 0.1
    kept = np.r_[0:8, 14:16]
    assert shifts(values[:, kept], YEARS[kept]) == []


def test_too_little_to_see():
    assert shifts(municipalities(n=10), YEARS) == []
    assert shifts(municipalities()[:, :4], YEARS[:4]) == []
    assert shifts(np.full((50, 16), np.nan), YEARS) == []


@given(st.floats(0.1, 50))
def test_the_scale_does_not_matter(scale):
    values = municipalities()
    values[:, 7:] += 6
    assert [s.year for s in shifts(scale * values, YEARS)] == [2007]
