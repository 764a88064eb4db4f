"""A table of many indicators by columns: which areas it has, and what each row has in them."""

from collections.abc import Sequence
from typing import get_args

from hvk_data.figures import Point, Role, Series
from hvk_data.queries.table import Row

Column = tuple[Role, str]
"""The role and the code of an area or a median."""

_ROLES = get_args(Role)


def columns(rows: Sequence[Row]) -> dict[Column, Series]:
    """Every area and median that some row has: the municipality first, then regions, country, peers.

    The region may be a county in one row and a maakunta in another: they are two columns.
    """
    found: dict[Column, Series] = {}
    for row in rows:
        for series in row.comparison.series:
            found.setdefault((series.role, series.code), series)
    return dict(sorted(found.items(), key=lambda item: _ROLES.index(item[0][0])))


def by_column(row: Row) -> dict[Column, Point | None]:
    """The row's points of the year shown; a column that the row does not have is not in it."""
    pairs = zip(row.comparison.series, row.points, strict=True)
    return {(series.role, series.code): point for series, point in pairs}
