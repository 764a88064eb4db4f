"""A municipality's figure against the first other one, in a word; and the columns that rows share."""

from dataclasses import replace

import pytest

from hvk_data.figures import Direction, Point
from hvk_data.queries.columns import by_column, columns
from hvk_data.queries.index import index
from hvk_data.queries.standing import standing
from hvk_data.queries.table import Row, table
from hvk_data.store import Reader


@pytest.fixture
def row(reader: Reader) -> Row:
    """Unemployment in Tampere against its region and the country."""
    (found,) = table(reader, "837", ["181"], ("region", "country"))
    return found


def given(row: Row, own: float | None, *others: float | None) -> Row:
    points = tuple(None if value is None else Point(2021, value) for value in (own, *others))
    return replace(row, points=points)


@pytest.mark.parametrize(
    ("direction", "own", "word"),
    [
        ("higher_worse", 12.8, "worse"),
        ("higher_worse", 9.0, "better"),
        ("higher_better", 12.8, "better"),
        ("higher_better", 9.0, "worse"),
        ("neutral", 12.8, "higher"),
        ("neutral", 9.0, "lower"),
        ("higher_worse", 10.64, "same"),
    ],
)
def test_the_word_goes_by_the_direction(
    reader: Reader, row: Row, direction: Direction, own: float, word: str
) -> None:
    turned = replace(row, comparison=replace(row.comparison, direction=direction))
    found = standing(index(reader), given(turned, own, 10.6, 11.4))
    assert found is not None
    assert (found.word, found.beside) == (word, row.comparison.series[1])


def test_the_first_area_that_has_a_figure_is_compared_with(reader: Reader, row: Row) -> None:
    found = standing(index(reader), given(row, 12.8, None, 11.4))
    assert found is not None
    assert found.beside.role == "country"


@pytest.mark.parametrize("values", [(None, 10.6, 11.4), (12.8, None, None)])
def test_nothing_is_said_where_one_is_missing(
    reader: Reader, row: Row, values: tuple[float | None, ...]
) -> None:
    assert standing(index(reader), given(row, *values)) is None


def test_numbers_of_cases_are_not_compared(reader: Reader) -> None:
    (population,) = table(reader, "837", ["127"], ("country",))
    assert all(point and point.value for point in population.points)
    assert standing(index(reader), population) is None


def test_columns_are_every_area_of_some_row_the_municipality_first(reader: Reader) -> None:
    rows = table(reader, "290", ["181", "127", "683"], ("country", "680", "region", "median_region"))
    found = columns(rows)
    order = [role for role, _ in found]
    assert order[0] == "own"
    assert order.index("county") < order.index("country") < order.index("peer") < order.index("median_region")
    for row in rows:
        of = by_column(row)
        assert set(of) <= set(found)
        assert of["own", "290"] == row.points[0]
