"""A place among areas: against scipy, and its properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hvk_data.statistics.position import position, spread_scale


@given(st.lists(st.integers(-1000, 1000).map(float), min_size=5, max_size=60), st.data())
def test_a_place_among_areas(values, data):
    value = data.draw(st.sampled_from(values))
    place = position(value, values)
    assert place.n == len(values)
    assert 0 < place.percentile < 100
    assert place.percentile == pytest.approx(stats.percentileofscore(values, value, "mean"))
    mirrored = position(-value, [-v for v in values])
    assert (mirrored.percentile, mirrored.z) == (
        pytest.approx(100 - place.percentile),
        pytest.approx(-place.z),
    )
    assert position(3 * value + 7, [3 * v + 7 for v in values]).z == pytest.approx(place.z)


def test_the_robust_z_is_that_of_scipy():
    values = [3.0, 4.0, 4.5, 7.0, 9.0, 30.0]
    mad = stats.median_abs_deviation(values, scale="normal")
    assert position(9.0, values).z == pytest.approx((9 - np.median(values)) / mad, rel=1e-4)


def test_ties_and_too_few():
    assert position(5.0, [1.0, 2.0, 3.0, 4.0]) is None
    assert position(1.0, [1.0, 1.0, np.nan, 1.0, 1.0]) is None
    assert position(1.0, [1.0] * 5).z == 0
    assert spread_scale([1.0, 1.0, 1.0, 1.0, 9.0]) == pytest.approx(np.sqrt(np.pi / 2) * 8 / 5)
    assert spread_scale([]) == 0
