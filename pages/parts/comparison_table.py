"""Many indicators side by side: numbers as the language writes them, that sort as numbers."""

from base64 import b64encode
from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from hvk_data import catalogue
from hvk_data.charts import PALETTES, sparkline
from hvk_data.figures import Point, Series
from hvk_data.language import format_number
from hvk_data.language.numbers import MISSING
from hvk_data.queries.columns import Column, by_column, columns
from hvk_data.queries.judged import judged_many
from hvk_data.queries.table import Row
from pages import _place
from pages.parts import figures_table, messages, signs
from pages.parts.frame import Frame

# Streamlit wraps a cell's text only in rows higher than 64 pixels, and keeps a pinned column only
# while it is narrower than three fifths of the table: on a phone that is 190 pixels.
_ROW, _HIGH_ROW = 66, 86
_TITLE, _LINE = 190, 160
_HEADER, _MOST_ROWS = 38, 10
_SPARK = 40
# So many letters fill three lines of the title's column; what would not fit into four is cut.
_THREE_LINES, _FOUR_LINES = 66, 90


def show(frame: Frame, rows: Sequence[Row]) -> None:
    """The table; choosing a row opens its indicator."""
    across = columns(rows)
    longest = max(len(row.comparison.title.in_(frame.language)) for row in rows)
    high = _HIGH_ROW if longest > _THREE_LINES else _ROW
    shown = st.dataframe(
        _styled(frame, rows, across, high),
        key=f"comparison_rows_{frame.place.chosen}_{frame.place.municipality}_{frame.language}",
        hide_index=True,
        row_height=high,
        height=_HEADER + high * min(len(rows), _MOST_ROWS),
        column_config=_config(frame, across),
        placeholder=MISSING,
        on_select="rerun",
        selection_mode="single-row",
        alt=frame.t("comparison.alt", area=frame.own_name, n=len(rows)),
    )
    st.caption(frame.t("comparison.open_row"))
    st.caption(messages.plain(frame.t("chart.table_marks")))
    if shown.selection.rows:
        chosen = rows[shown.selection.rows[0]].comparison.indicator
        to = _place.link_to(indicator=chosen, sex="total")
        st.switch_page(frame.pages["indikaattori"], query_params=to)


def _styled(frame: Frame, rows: Sequence[Row], across: dict[Column, Series], high: int) -> Styler:
    """The frame with numbers in it, and beside each number how it is written."""
    titles = [row.comparison.title.in_(frame.language) for row in rows]
    points = [by_column(row) for row in rows]
    judgements = judged_many(frame.reader, [row.comparison for row in rows], [row.year for row in rows])
    said = [signs.words(frame, one) for one in judgements]
    numbers = {
        f"area{place}": [point.value if (point := of.get(column)) else None for of in points]
        for place, column in enumerate(across)
    }
    table = pd.DataFrame(
        {
            "title": [shorten(title, _FOUR_LINES, placeholder="…") for title in titles],
            **{name: pd.array(values, dtype="Float64") for name, values in numbers.items()},
            "level": [level for level, _ in said],
            "trend": [_line(frame, row, high) for row in rows],
            "change": [change for _, change in said],
            "year": pd.array([row.year for row in rows], dtype="Int64"),
            "unit": [row.comparison.unit.in_(frame.language) for row in rows],
            "direction": [frame.t(f"comparison.{row.comparison.direction}") for row in rows],
            "theme": [_theme(frame, row) for row in rows],
        }
    )
    styled = table.style.format(str, subset=["year"], na_rep=MISSING)
    for place, column in enumerate(across):
        _write(frame, styled, f"area{place}", rows, [of.get(column) for of in points])
    palette = PALETTES[frame.theme]
    styled.map(lambda _: "font-weight: 600", subset=["area0"])
    colours = {"better": f"color: {palette.good}", "worse": f"color: {palette.bad}", None: ""}
    for column, good in (
        ("level", [colours[one.good_level] for one in judgements]),
        ("change", [colours[one.good_change] for one in judgements]),
    ):
        styled.apply(lambda _, good=good: good, subset=[column])
    return styled


def _write(
    frame: Frame, styled: Styler, name: str, rows: Sequence[Row], points: Sequence[Point | None]
) -> None:
    """Write a column's numbers: those of the same decimals and mark together, for pandas is slow by cell."""
    alike: dict[tuple[int, str], list[int]] = {}
    for place, (row, point) in enumerate(zip(rows, points, strict=True)):
        if point is not None and point.value is not None:
            decimals = row.comparison.decimals
            number = format_number(point.value, decimals, frame.language)
            mark = figures_table.written(point, decimals, frame.language).removeprefix(number)
            alike.setdefault((decimals, mark), []).append(place)
    for (decimals, mark), places in alike.items():

        def written(value: float, decimals: int = decimals, mark: str = mark) -> str:
            return format_number(value, decimals, frame.language) + mark

        styled.format(written, subset=(places, [name]))


def _line(frame: Frame, row: Row, high: int) -> str:
    line = sparkline(row.comparison, frame.language, theme=frame.theme).svg
    # A picture is stretched to the height of its row: it gets the shape of the cell around it.
    around = f'width="{_LINE}" height="{high}" viewBox="0 {(_SPARK - high) / 2} {_LINE} {high}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {around}>{line}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _theme(frame: Frame, row: Row) -> str:
    code = frame.known.indicator(row.comparison.indicator).theme
    return catalogue.load().themes[code].name.in_(frame.language) if code else MISSING


def _config(frame: Frame, across: dict[Column, Series]) -> dict[str, Any]:
    t, config = frame.t, st.column_config
    names = [series.name.in_(frame.language) for series in across.values()]
    areas = {
        f"area{place}": config.NumberColumn(name, width=min(max(92, 7 * len(name) + 24), 200))
        for place, name in enumerate(names)
    }
    return {
        "title": config.TextColumn(t("comparison.indicator"), width=_TITLE, pinned=True),
        **areas,
        "level": config.TextColumn(t("comparison.level"), width=210, help=t("comparison.level_help")),
        "trend": config.ImageColumn(t("comparison.trend"), width=_LINE + 16, help=t("comparison.trend_help")),
        "change": config.TextColumn(t("comparison.change"), width=190, help=t("comparison.change_help")),
        "year": config.NumberColumn(t("chart.year"), width=64),
        "unit": config.TextColumn(t("comparison.unit"), width=150),
        "direction": config.TextColumn(t("comparison.direction"), width=165),
        "theme": config.TextColumn(t("comparison.theme_column"), width=170),
    }
