"""What every chart function returns, and what every spec has in common.

A page draws one with ``st.vega_lite_chart(chart.rows, chart.spec, theme=None, alt=chart.alt)``, with
``chart.title`` above it, ``chart.notes`` below it and a table of the same figures beside it.
"""

from dataclasses import dataclass
from typing import Any

from hvk_data.charts.palette import PALETTES, Theme
from hvk_data.language import Language, vega_locale

FONT = '"Source Sans", "Source Sans 3", "Segoe UI", sans-serif'

NARROW = "containerSize()[0] < 560"
"""A Vega expression: whether the chart stands in a narrow column or on a phone. On paper it is false."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite spec without data, and its rows; what it says in words.

    ``title`` states the takeaway, ``alt`` the same for those who do not see the chart, ``notes``
    what must be known to read it rightly (breaks, an axis that does not begin at zero). The spec
    depends only on language, unit, theme and whether the axis begins at zero (or, in the picture of
    ages, on the two names), so that a change of area is mostly a change of rows.
    """

    spec: dict[str, Any]
    rows: list[dict[str, Any]]
    title: str
    alt: str
    notes: tuple[str, ...] = ()


def framed(layers: list[dict[str, Any]], height: int, language: Language, theme: Theme) -> dict[str, Any]:
    """A whole spec around ``layers``: as wide as its place, plot ``height`` pixels high."""
    colours = PALETTES[theme]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "right": 4, "top": 4, "bottom": 2},
        "background": "transparent",
        "layer": layers,
        "config": {
            "font": FONT,
            "locale": {"number": vega_locale(language)},
            "view": {"stroke": None},
            # The words of Vega's own descriptions are English; the chart's alt text says it all.
            "mark": {"aria": False},
            "text": {"fontSize": 13},
            "axis": {
                "aria": False,
                "labelColor": colours.muted,
                "titleColor": colours.muted,
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "gridColor": colours.grid,
                "domainColor": colours.muted,
                "tickColor": colours.muted,
                "labelPadding": 4,
            },
            "axisX": {"grid": False, "tickSize": 4},
            "axisY": {"domain": False, "ticks": False},
            "legend": {
                "aria": False,
                "labelColor": colours.text,
                "labelFontSize": 13,
                "title": None,
                "labelLimit": 260,
            },
        },
    }


def value_axis_title(title: str) -> dict[str, Any]:
    """Axis properties that set ``title`` level, above the axis, where it is read first."""
    return {
        "title": title,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleBaseline": "bottom",
        "titleAnchor": "end",
        "titleX": 0,
        "titleY": -24,
        "titleLimit": 280,
    }
