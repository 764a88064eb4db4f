"""The columns that rows of a comparison share."""

from hvk_data.queries.columns import by_column, columns
from hvk_data.queries.table import table
from hvk_data.store import Reader


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
