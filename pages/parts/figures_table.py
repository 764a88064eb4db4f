"""The figures of a chart as a table: years down, areas across, computed ones marked."""

import pandas as pd
import streamlit as st

from hvk_data.figures import Comparison, Point
from hvk_data.language import Language, format_number
from pages.parts import messages
from pages.parts.frame import Frame


def show(frame: Frame, comparison: Comparison, key: str = "figures_table") -> None:
    """The table under a closed heading; it is drawn when it is opened. ``key`` is of its own on the page."""
    with st.expander(frame.t("chart.as_table"), key=key, on_change="rerun") as expander:
        if expander.open:
            st.dataframe(_as_frame(frame, comparison), hide_index=True, alt=frame.t("chart.as_table"))
            st.caption(messages.plain(frame.t("chart.table_marks")))


def written(point: Point | None, decimals: int, language: Language) -> str:
    """A figure as text: ``*`` marks a computed one, ``~`` an estimate, a dash a missing one."""
    mark = {"published": "", "computed": "\u202f*", "estimate": "\u202f~"}
    value = format_number(point.value if point else None, decimals, language)
    return value + (mark[point.certainty] if point and point.value is not None and point.n is None else "")


def _as_frame(frame: Frame, comparison: Comparison) -> pd.DataFrame:
    years = sorted({point.year for series in comparison.series for point in series.points}, reverse=True)
    columns: dict[str, list[str]] = {frame.t("chart.year"): [str(year) for year in years]}
    for series in comparison.series:
        columns[series.name.in_(frame.language)] = [
            written(series.at(year), comparison.decimals, frame.language) for year in years
        ]
    counts = [comparison.own.at(year) for year in years]
    if any(point and point.count is not None for point in counts):
        columns[frame.t("chart.count", area=frame.own_name)] = [
            format_number(point.count if point else None, 0, frame.language) for point in counts
        ]
    return pd.DataFrame(columns)
