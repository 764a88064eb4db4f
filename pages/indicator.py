"""*Indikaattori*: one indicator over time against the region, the country and chosen municipalities."""

import streamlit as st

from hvk_data import charts
from hvk_data.figures import Comparison
from hvk_data.queries.compare import sexes
from hvk_data.queries.index import Indicator
from hvk_data.queries.missing import why_missing
from hvk_data.queries.shown import shown
from pages import _place
from pages.parts import (
    chart,
    figures_table,
    finder,
    header,
    messages,
    pick,
    pickers,
    provenance,
    signs,
    spread,
    sync_panel,
    ways,
)
from pages.parts import map as area_map
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """The indicator of the place, or the search for one."""
    chosen = frame.known.indicators.get(frame.place.indicator or "")
    st.title(messages.plain(chosen.title.in_(frame.language)) if chosen else frame.t("indicator.find"))
    finder.show(frame, chosen)
    if chosen is None:
        return
    if frame.place.municipality is None:
        header.municipality(frame, "indicator_municipality", frame.t("frame.choose_municipality"))
        return
    if not chosen.in_store:
        st.info(frame.t("indicator.not_in_store"), icon=":material/download:")
        sync_panel.fetch_button(frame, [chosen.id])
        return
    _indicator(frame, chosen)


def _indicator(frame: Frame, chosen: Indicator) -> None:
    code = frame.areas.own.code
    available = sexes(frame.reader, code, chosen.id)
    sex = frame.place.sex if frame.place.sex in available else available[0] if available else "total"
    if sex != frame.place.sex:
        _place.go(sex=sex)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pickers.against(frame)
        pickers.sex(frame, available, sex)
    comparison = shown(frame.reader, code, chosen.id, frame.place.against, sex)
    _missing(frame, chosen, comparison)
    if any(series.latest for series in comparison.series):
        drawn = charts.time_series(comparison, frame.language, theme=frame.theme)
        chart.title(drawn)
        signs.show(frame, comparison)
        chart.draw(drawn, heading=False)
        _without(frame, comparison)
        figures_table.show(frame, comparison)
    provenance.cite(frame, comparison)
    if comparison.own.latest:
        pick.form(frame, comparison)
        ways.presentation(frame, chosen.id)
        spread.show(frame, chosen, comparison)
        area_map.show(frame, chosen, comparison)
        if {"male", "female"} <= set(available):
            _by_sex(frame, chosen)
    _about(frame, chosen)


def _missing(frame: Frame, chosen: Indicator, comparison: Comparison) -> None:
    """Why there is no figure at all, or none of the newest year that others have."""
    own = comparison.own.latest
    asked = None if own is None else max(s.latest.year for s in comparison.series if s.latest)
    if own is not None and own.year == asked:
        return
    reason = why_missing(frame.reader, frame.areas.own.code, chosen.id, asked, comparison.sex)
    if reason:
        said = frame.t(f"missing.{reason}", area=frame.own_name)
        st.info(said if asked is None else f"{asked}: {said}", icon=":material/info:")


def _without(frame: Frame, comparison: Comparison) -> None:
    """The chosen areas that the chart cannot show: a line that is not there explains nothing."""
    empty = [charts.series_name(one, frame.language) for one in comparison.series if not one.latest]
    if empty:
        st.caption(messages.plain(frame.t("indicator.without", areas=", ".join(empty))))


def _by_sex(frame: Frame, chosen: Indicator) -> None:
    code = frame.areas.own.code
    female, male = (shown(frame.reader, code, chosen.id, (), sex) for sex in ("female", "male"))
    if female.own.latest and male.own.latest:
        st.header(frame.t("indicator.by_sex"))
        chart.draw(charts.by_sex(female, male, frame.language, theme=frame.theme))


def _about(frame: Frame, chosen: Indicator) -> None:
    """What the source says of the indicator, and which way is better and why."""
    st.header(frame.t("indicator.about"))
    st.markdown(frame.t(f"indicator.{chosen.direction}"))
    for texts in (chosen.direction_reason, chosen.description, chosen.limits):
        words = texts.in_(frame.language)
        if words.strip():
            st.markdown(messages.plain(words))
