import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from hvk_data.statistics.multiple import adjusted, by_chance


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_adjusted_as_statsmodels_adjusts(values):
    assert adjusted(values) == pytest.approx(multipletests(values, method="fdr_bh")[1])


def test_the_example_of_the_paper():
    """Benjamini & Hochberg 1995, section 3.2: of 15 p the first four are significant at 0.05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
    p += [0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert (adjusted(p) <= 0.05).sum() == 4


def test_what_was_not_tested_does_not_count():
    found = adjusted([[0.01, np.nan], [np.nan, 0.5]])
    assert found[0, 0] == pytest.approx(0.02)
    assert np.isnan(found[0, 1])
    assert np.isnan(adjusted([np.nan])).all()


def test_how_many_by_chance():
    assert by_chance([]) == 0
    assert by_chance([0.001] * 11 + [0.05]) == pytest.approx(0.6)
