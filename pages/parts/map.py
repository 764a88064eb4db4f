"""The municipalities of the region or the country on a map, with the same as a table and as a list."""

import pandas as pd
import streamlit as st

from hvk_data import charts
from hvk_data.charts.map import SELECTION, Dot, class_of, class_words, map_chart, value_classes
from hvk_data.figures import Comparison
from hvk_data.language import format_number
from hvk_data.paths import home
from hvk_data.queries.index import Indicator
from hvk_data.queries.map import MapFigures, Reach, map_figures
from hvk_data.sync.boundaries import stored_boundaries
from pages import _place
from pages.parts import map_boundaries, messages, pickers
from pages.parts.frame import Frame

_SHORT, _TALL = 12, 480
_REACH = "map_reach"
_CLICKED = "map_clicked"
_ADDED = "map_added"
_TOLD = "map_told"


def show(frame: Frame, indicator: Indicator, comparison: Comparison) -> None:
    """The map under a closed heading; it is asked for and drawn when it is opened."""
    latest = comparison.own.latest
    assert latest is not None
    with st.expander(frame.t("map.heading"), key="map", on_change="rerun") as expander:
        if not expander.open:
            return
        reach: Reach = st.radio(
            frame.t("map.reach"),
            ("region", "country"),
            key=_REACH,
            format_func=lambda one: _area(frame, one),
            horizontal=True,
        )
        code = frame.areas.own.code
        found = map_figures(frame.reader, code, indicator.id, latest.year, reach, comparison.sex)
        measure = charts.Measure(indicator.title, indicator.unit, indicator.decimals, found.year)
        _told(frame)
        with st.grid(2, min_column_width=300, gap="medium"):
            with st.container():
                _map(frame, found, measure)
            with st.container():
                _list(frame, found)
                _table(frame, found, measure)
        direction = frame.t(f"indicator.{indicator.direction}")
        st.caption(messages.plain(frame.t("map.how", direction=direction)))
        map_boundaries.show(frame)


def _area(frame: Frame, reach: Reach) -> str:
    area = frame.areas.home if reach == "region" else frame.areas.country
    return area.name.in_(frame.language)


def _map(frame: Frame, found: MapFigures, measure: charts.Measure) -> None:
    dots = [Dot(p.code, p.name.in_(frame.language), p.value, p.lon, p.lat) for p in found.places]
    known = stored_boundaries(home())
    drawn = map_chart(
        dots,
        frame.areas.own.code,
        found.region.name.in_(frame.language),
        measure,
        frame.language,
        compared=set(frame.place.against),
        shapes=known.shapes if known else None,
        theme=frame.theme,
    )
    st.markdown(f"**{messages.plain(drawn.title)}**")
    st.vega_lite_chart(
        pd.DataFrame(drawn.rows),
        drawn.spec,
        theme=None,
        alt=drawn.alt,
        key=_CLICKED,
        on_select=_clicked,
        selection_mode=SELECTION,
    )


def _list(frame: Frame, found: MapFigures) -> None:
    """What a click does, for a keyboard."""
    names = {place.code: place.name.in_(frame.language) for place in found.places}
    there = {frame.areas.own.code, *frame.place.against}
    st.session_state[_ADDED] = None
    st.selectbox(
        frame.t("map.add"),
        sorted((code for code in names if code not in there), key=lambda code: names[code]),
        index=None,
        key=_ADDED,
        format_func=lambda code: names[code],
        on_change=lambda: _add(st.session_state[_ADDED]),
        placeholder=frame.t("map.add_placeholder"),
    )


def _table(frame: Frame, found: MapFigures, measure: charts.Measure) -> None:
    classes = value_classes([place.value for place in found.places if place.value is not None])
    ranked = sorted(found.places, key=lambda place: (place.value is None, place.value))
    kinds = [class_of(place.value, classes) for place in ranked]
    figures = {
        frame.t("frame.municipality"): [place.name.in_(frame.language) for place in ranked],
        str(found.year): [format_number(p.value, measure.decimals, frame.language) for p in ranked],
        frame.t("map.class"): [
            class_words(kind, measure, frame.language) if kind else frame.t("map.no_figure") for kind in kinds
        ],
    }
    st.dataframe(
        pd.DataFrame(figures),
        hide_index=True,
        height=_TALL if len(ranked) > _SHORT else "content",
        alt=frame.t("chart.as_table"),
    )


def _clicked() -> None:
    for one in st.session_state[_CLICKED].selection[SELECTION]:
        _add(one["code"])


def _add(code: str | None) -> None:
    """Into the comparison, unless it is there or is the own municipality or there is no room."""
    place = _place.here()
    if code is None or code in (place.municipality, *place.against):
        return
    full = len(place.against) >= pickers.MOST_SERIES
    if not full:
        _place.go(against=(*place.against, code))
    st.session_state[_TOLD] = None if full else code


def _told(frame: Frame) -> None:
    """Say what the click or the choice did: the chart that changed is further up."""
    if _TOLD not in st.session_state:
        return
    code = st.session_state.pop(_TOLD)
    if code is None:
        st.warning(frame.t("map.full", n=pickers.MOST_SERIES), icon=":material/info:")
    else:
        name = frame.known.municipality(code).own.name.in_(frame.language)
        st.success(frame.t("map.added", area=messages.plain(name)), icon=":material/check:")
