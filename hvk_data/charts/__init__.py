"""Vega-Lite specs, one function a chart, for the screen and for paper; no chart library is loaded."""

from hvk_data.charts.chart import Chart
from hvk_data.charts.enlarged import enlarged
from hvk_data.charts.lines import by_sex, time_series
from hvk_data.charts.palette import PALETTES, Palette, Theme
from hvk_data.charts.population import AgeShares, population_picture
from hvk_data.charts.segments import segments
from hvk_data.charts.sparkline import Picture, sparkline
from hvk_data.charts.spread import Measure, Spot, spread
from hvk_data.charts.takeaway import headline, median_name, series_name, takeaway

__all__ = [
    "PALETTES",
    "AgeShares",
    "Chart",
    "Measure",
    "Palette",
    "Picture",
    "Spot",
    "Theme",
    "by_sex",
    "enlarged",
    "headline",
    "median_name",
    "population_picture",
    "segments",
    "series_name",
    "sparkline",
    "spread",
    "takeaway",
    "time_series",
]
