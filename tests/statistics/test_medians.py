"""Row by row the medians of numpy, whatever is missing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from hvk_data.statistics.medians import row_medians


@given(arrays(float, array_shapes(min_dims=2, max_dims=2), elements=st.floats(-1e6, 1e6) | st.just(np.nan)))
def test_they_are_those_of_numpy(values):
    found = row_medians(values)
    for row, median in zip(values, found, strict=True):
        there = row[np.isfinite(row)]
        assert np.isnan(median) if not there.size else median == np.median(there)
