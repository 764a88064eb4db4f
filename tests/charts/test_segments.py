"""A line joins only figures of consecutive years on the same side of every break."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from hvk_data.charts import segments
from hvk_data.figures import Break, Point
from hvk_data.language import Texts

values = st.none() | st.floats(-1e6, 1e6)
series = st.dictionaries(st.integers(1990, 2025), values).map(
    lambda by_year: tuple(Point(year, by_year[year]) for year in sorted(by_year))
)
breaks = st.lists(st.integers(1990, 2025), max_size=3).map(
    lambda years: tuple(Break(year, Texts("katkos")) for year in years)
)


@given(series, breaks)
def test_no_line_over_a_gap_or_a_break(points: tuple[Point, ...], known: tuple[Break, ...]) -> None:
    for run in segments(points, known):
        assert run
        for before, after in itertools.pairwise(run):
            assert after.year == before.year + 1
            assert not any(before.year < item.year <= after.year for item in known)


@given(series, breaks)
def test_every_figure_is_in_one_run_and_no_missing_one_is(
    points: tuple[Point, ...], known: tuple[Break, ...]
) -> None:
    drawn = [point for run in segments(points, known) for point in run]
    assert drawn == [point for point in points if point.value is not None]


def test_neighbours_are_joined_unless_there_is_a_reason_not_to() -> None:
    points = tuple(Point(year, 1.0) for year in (2001, 2002, 2003, 2005, 2006))
    runs = segments(points, (Break(2003, Texts("katkos")),))
    assert [[point.year for point in run] for run in runs] == [[2001, 2002], [2003], [2005, 2006]]
