"""*Vertailu*: many indicators against the chosen areas, as a table that can be sorted and taken along."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from hvk_data.citation import source_line
from hvk_data.queries.judged import judged_many
from hvk_data.queries.missing import why_missing
from hvk_data.queries.table import Row, table
from hvk_data.report.writers.excel.comparison import Listed, comparison_xlsx, file_name
from pages import _place
from pages.parts import comparison_table, header, indicator_lists, messages, pickers
from pages.parts.frame import Frame

_LIST = "comparison_list"
_YEAR = "comparison_year"
# The first choice: a choice of None would show as if nothing were chosen.
_LATEST = 0
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(frame: Frame) -> None:
    """The table of the place's list and year, or the question which municipality."""
    st.title(frame.t("comparison.title"))
    if frame.place.municipality is None:
        st.markdown(frame.t("comparison.about"))
        header.municipality(frame, "comparison_municipality", frame.t("frame.choose_municipality"))
        return
    code = indicator_lists.chosen(frame)
    ids = indicator_lists.ids(frame, code)
    says = st.container()
    _pickers(frame, code)
    rows = table(frame.reader, frame.areas.own.code, ids, frame.place.against, frame.place.year)
    filled = [row for row in rows if any(point and point.value is not None for point in row.points)]
    if filled:
        says.markdown(_says(frame, filled))
        comparison_table.show(frame, filled)
        _download(frame, indicator_lists.name(frame, code), filled)
    else:
        st.info(frame.t("comparison.nothing"), icon=":material/info:")
    _not_shown(frame, rows, filled)
    if filled:
        _sources(frame, filled)


def _pickers(frame: Frame, code: str) -> None:
    years = [
        year for one in frame.known.indicators.values() for year in (one.first_year, one.last_year) if year
    ]
    st.session_state[_LIST] = code
    st.session_state[_YEAR] = frame.place.year or _LATEST
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            frame.t("comparison.list"),
            indicator_lists.options(frame),
            key=_LIST,
            format_func=lambda option: indicator_lists.name(frame, option),
            on_change=_list_chosen,
            width=320,
        )
        st.selectbox(
            frame.t("comparison.year"),
            [_LATEST, *range(max(years, default=0), min(years, default=1) - 1, -1)],
            key=_YEAR,
            format_func=lambda year: str(year or frame.t("comparison.latest")),
            on_change=_year_chosen,
            width=180,
        )
        pickers.against(frame)


def _list_chosen() -> None:
    chosen = st.session_state[_LIST]
    _place.go(chosen=None if chosen == indicator_lists.CORE else chosen)


def _year_chosen() -> None:
    _place.go(year=st.session_state[_YEAR] or None)


def _says(frame: Frame, rows: Sequence[Row]) -> str:
    """How many there are, and in how many of them its level has been tested to be better and worse."""
    judgements = judged_many(frame.reader, [row.comparison for row in rows], [row.year for row in rows])
    words = [one.good_level for one in judgements if one.level.certainty.tier in ("high", "moderate")]
    area, better, worse = messages.plain(frame.own_name), words.count("better"), words.count("worse")
    if not better and not worse:
        return frame.t("comparison.says_none", area=area, n=len(rows))
    return frame.t("comparison.says", area=area, n=len(rows), better=better, worse=worse)


def _download(frame: Frame, name: str, rows: Sequence[Row]) -> None:
    """The same rows as Excel; the file is made when it is asked for."""
    listed = Listed(name, frame.areas.own.name, frame.place.year, datetime.now(UTC))
    st.download_button(
        frame.t("comparison.download"),
        lambda: comparison_xlsx(rows, listed, frame.language),
        file_name=file_name(listed, frame.language),
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
    )


def _not_shown(frame: Frame, rows: Sequence[Row], filled: Sequence[Row]) -> None:
    """What has no figures is no row: what can be fetched, and the others with why."""
    shown = {row.comparison.indicator for row in filled}
    hidden = [frame.known.indicator(row.comparison.indicator) for row in rows]
    hidden = [one for one in hidden if one.id not in shown]
    to_fetch = sum(not one.in_store for one in hidden)
    if to_fetch:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(frame.t("comparison.to_fetch", n=to_fetch), width="content")
            frame.link("aineisto", frame.t("start.fetch"), icon=":material/download:")
    others = [one for one in hidden if one.in_store]
    if others:
        heading = frame.t("comparison.without", n=len(others))
        with st.expander(heading, key="comparison_without", on_change="rerun") as expander:
            if expander.open:
                for one in others:
                    reason = why_missing(frame.reader, frame.areas.own.code, one.id, frame.place.year)
                    why = frame.t(f"missing.{reason or 'no_figures'}", area=messages.plain(frame.own_name))
                    st.caption(f"{messages.plain(one.title.in_(frame.language))}: {why}")


def _sources(frame: Frame, rows: Sequence[Row]) -> None:
    """Where each row comes from and of what date it is; what goes into print is in the Excel file."""
    heading = frame.t("comparison.sources", n=len(rows))
    with st.expander(heading, key="comparison_sources", on_change="rerun") as expander:
        if expander.open:
            for row in rows:
                of = row.comparison
                title = messages.plain(of.title.in_(frame.language))
                line = messages.plain(source_line(of.origin, of.indicator, frame.language))
                st.caption(f"**{title}** · {line}")
