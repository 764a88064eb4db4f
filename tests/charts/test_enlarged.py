"""The same chart for a room: larger, and nothing else."""

from typing import Any

from hvk_data.charts import enlarged, time_series
from hvk_data.charts.enlarged import FACTOR
from hvk_data.queries.compare import compare
from hvk_data.store import Reader


def sizes(node: Any, name: str) -> list[float]:
    """Every number called ``name`` in a spec."""
    if isinstance(node, list):
        return [found for part in node for found in sizes(part, name)]
    if not isinstance(node, dict):
        return []
    here = [node[name]] if isinstance(node.get(name), int | float) else []
    return here + [found for part in node.values() for found in sizes(part, name)]


def test_words_and_lines_grow_alike_and_the_figures_stay(reader: Reader) -> None:
    chart = time_series(compare(reader, "290", "228"), "fi")
    large = enlarged(chart)
    assert (large.rows, large.title, large.alt, large.notes) == (
        chart.rows,
        chart.title,
        chart.alt,
        chart.notes,
    )
    for name in ("fontSize", "labelFontSize", "strokeWidth", "height"):
        before = sizes(chart.spec, name)
        assert before and sizes(large.spec, name) == [size * FACTOR for size in before]
    # A label that is cut on paper has room on a wall.
    assert "limit" in str(chart.spec) and "'limit'" not in str(large.spec)
