"""A chart for a room: the same picture, drawn so large that it is read from the last row."""

from dataclasses import replace
from typing import Any, Final

from hvk_data.charts.chart import Chart

FACTOR: Final = 1.4
"""So large that the whole of it still stands on a projector's 1 280 × 800 below a heading and a sentence."""

_LENGTHS: Final = frozenset(
    {
        *("fontSize", "labelFontSize", "titleFontSize", "labelPadding", "titleY", "titleLimit", "tickSize"),
        *("strokeWidth", "dx", "height"),
    }
)


def enlarged(chart: Chart) -> Chart:
    """``chart`` with its lines and words larger by :data:`FACTOR`; figures and words are the same.

    Labels are never cut: they have the room that the chart gives up to them.
    """
    return replace(chart, spec=_scaled(chart.spec))


def _scaled(node: Any, name: str = "") -> Any:
    if isinstance(node, dict):
        return {key: _scaled(value, key) for key, value in node.items() if key != "limit"}
    if isinstance(node, list):
        return [_scaled(value) for value in node]
    return node * FACTOR if isinstance(node, int | float) and name in _LENGTHS else node
