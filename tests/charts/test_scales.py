"""Axes hold all figures and begin at zero unless that flattens; labels keep apart and in order."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.charts.scales import FLAT, dodge, honest_extent

figures = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-3)


@given(st.lists(figures, min_size=1))
def test_axis_holds_every_figure(values: list[float]) -> None:
    extent = honest_extent(values)
    slack = 1e-9 * max(1.0, max(map(abs, values)))
    assert extent.low - slack <= min(values)
    assert max(values) <= extent.high + slack
    assert extent.low < extent.high


@given(st.lists(figures, min_size=1))
def test_axis_leaves_zero_out_only_when_it_would_flatten(values: list[float]) -> None:
    apart = max(values) - min(values)
    if not honest_extent(values).from_zero:
        assert apart < FLAT * max(map(abs, values))


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([3.1, 12.8], 0, 15),
        ([940.0, 967.0], 930, 980),
        ([7.0, 7.0], 0, 8),
        ([0.0], 0, 1),
        ([], 0, 1),
        ([-3.0, 8.0], -5, 10),
    ],
)
def test_axis_ends_at_round_numbers(values: list[float], low: float, high: float) -> None:
    extent = honest_extent(values)
    assert (extent.low, extent.high) == (low, high)


@given(st.lists(st.floats(0, 300), max_size=14), st.floats(1, 20))
def test_labels_do_not_overlap_and_stay_inside_and_in_order(places: list[float], gap: float) -> None:
    moved = dodge(places, gap, 300)
    ranked = sorted(range(len(places)), key=lambda i: places[i])
    in_order = [moved[i] for i in ranked]
    assert all(after - before >= gap - 1e-6 for before, after in itertools.pairwise(in_order))
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in moved)


def test_labels_with_room_stay_where_they_are_and_others_move_alike() -> None:
    assert dodge([10, 200, 100], 17, 300) == [10, 200, 100]
    assert dodge([100, 100], 20, 300) == [90, 110]
    assert dodge([], 20, 300) == []
