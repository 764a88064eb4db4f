"""Which municipalities *Nostot* takes for similar: how they are chosen, and why each one is."""

import pandas as pd
import streamlit as st

from hvk_data.language import format_number, format_year_range
from hvk_data.statistics.position import LEAST_AREAS
from hvk_data.suggestions import VARIABLES, WAYS, Variable, Way, similar
from hvk_data.suggestions.similar import DEFAULT_VARIABLES, Similar
from pages import _place
from pages.parts import messages, provenance
from pages.parts.frame import Frame

_WAY, _VARIABLES = "similar_way", "similar_variables"
_MOST = 15


def way(frame: Frame) -> Way:
    """How similar municipalities are chosen here."""
    return next(one for one in WAYS if one == frame.place.way)


def variables(frame: Frame) -> tuple[Variable, ...]:
    """What nearness is measured by here; the usual ones where none is chosen."""
    return tuple(one for one in VARIABLES if one in frame.place.variables) or DEFAULT_VARIABLES


def show(frame: Frame) -> None:
    """The choice and the list, closed until somebody wants to know."""
    chosen = way(frame)
    name = frame.t(f"similar.way_{chosen}")
    with st.expander(frame.t("similar.heading", way=name)):
        st.session_state[_WAY] = chosen
        st.selectbox(
            frame.t("similar.way"),
            WAYS,
            key=_WAY,
            format_func=lambda one: frame.t(f"similar.way_{one}"),
            on_change=_changed,
            width=320,
        )
        if chosen == "nearest":
            st.session_state[_VARIABLES] = list(variables(frame))
            st.multiselect(
                frame.t("similar.variables"),
                VARIABLES,
                key=_VARIABLES,
                format_func=lambda one: frame.t(f"suggestions.variable_{one}"),
                on_change=_changed,
            )
            st.caption(frame.t("similar.variables_help"))
        found = similar(frame.reader, frame.areas.own.code, chosen, variables(frame))
        if found and chosen == "nearest":
            _table(frame, found)
        else:
            _list(frame, found)


def _table(frame: Frame, found: list[Similar]) -> None:
    """The own municipality and the nearest, with the figures by which they are near and their source."""
    st.markdown(frame.t("similar.nearest_intro"))
    names = [frame.own_name, *(one.municipality.name.in_(frame.language) for one in found)]
    columns = {frame.t("frame.municipality"): names}
    ids: dict[str, None] = {}
    for place, shared in enumerate(found[0].shared):
        known = [shared.own, *(one.shared[place].other for one in found)]
        ids |= dict.fromkeys(one.indicator for one in known)
        years = [one.year for one in known]
        name = frame.t(f"suggestions.variable_{shared.variable}")
        head = frame.t("similar.dated", variable=name, years=format_year_range(min(years), max(years)))
        columns[head] = [one.written(shared.variable, frame.language) for one in known]
    first, *figures = columns
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        column_config={
            first: st.column_config.TextColumn(pinned=True),
            **{head: st.column_config.TextColumn(alignment="right") for head in figures},
        },
        height="content",
        alt=frame.t("similar.heading", way=frame.t("similar.way_nearest")),
    )
    if any(shared.variable == "density" for shared in found[0].shared):
        st.caption(frame.t("similar.density_computed"))
    provenance.sources(frame, [frame.known.indicator(id_) for id_ in ids])


def _list(frame: Frame, found: list[Similar]) -> None:
    if not found:
        st.markdown(frame.t("similar.none"))
        return
    if len(found) < LEAST_AREAS:
        st.markdown(frame.t("similar.few", n=len(found)))
    lines = [
        f"- **{messages.plain(one.municipality.name.in_(frame.language))}** – "
        f"{messages.plain(one.why(frame.language))}"
        for one in found[:_MOST]
    ]
    if len(found) > _MOST:
        more = format_number(len(found) - _MOST, 0, frame.language)
        lines.append(f"- {frame.t('similar.more', n=more)}")
    st.markdown("\n".join(lines))


def _changed() -> None:
    """The fields into the place; the usual variables are as none chosen."""
    chosen = tuple(one for one in VARIABLES if one in st.session_state.get(_VARIABLES, ()))
    usual = chosen == DEFAULT_VARIABLES or not chosen
    _place.go(way=st.session_state[_WAY], variables=() if usual else chosen)
