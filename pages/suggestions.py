"""*Nostot*: what stands out in the municipality's figures, and how surely; ranked, to be picked from."""

import streamlit as st

from hvk_data import catalogue
from hvk_data.suggestions import Suggestions, suggest
from pages.parts import (
    header,
    messages,
    similar_list,
    suggestion_cards,
    suggestion_filters,
    sync_panel,
    worry_check,
)
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """The suggestions of the place's limits, or the question which municipality."""
    if frame.place.municipality is None:
        st.title(frame.t("suggestions_page.title_alone"))
        st.markdown(frame.t("suggestions_page.about"))
        header.municipality(frame, "suggestions_municipality", frame.t("frame.choose_municipality"))
        return
    st.title(frame.t("suggestions_page.title", area=messages.plain(frame.own_name)))
    says = st.container()
    limits = suggestion_filters.show(frame)
    if "similar" in limits.sides:
        similar_list.show(frame)
    found = suggest(
        frame.reader,
        frame.place.municipality,
        kinds=limits.kinds,
        against=limits.sides,
        theme=limits.theme,
        list_=limits.list_,
        since=frame.place.since,
        way=similar_list.way(frame),
        variables=similar_list.variables(frame),
    )
    with says:
        _says(frame, found)
    suggestion_cards.show(frame, found.items)
    _not_judged(frame, found)
    if not worry_check.show(frame):
        _newer(frame, found)


def _says(frame: Frame, found: Suggestions) -> None:
    """How many, how many of them by chance, and how many rest on old figures."""
    if not found.items:
        nothing = frame.t("suggestions.nothing", screened=found.screened)
        st.info(f"{nothing} {frame.t('suggestions_page.nothing_next')}", icon=":material/info:")
        return
    honest = found.honest_line(frame.language)
    st.markdown(frame.t("suggestions_page.says", n=len(found.items), honest=messages.plain(honest)))
    old = sum(item.old for item in found.items)
    if old:
        st.markdown(f":material/history: {frame.t('suggestions_page.old', n=old)}")


def _not_judged(frame: Frame, found: Suggestions) -> None:
    """What was left out and why: silence about an indicator is no good news."""
    if not found.skipped:
        return
    with st.expander(frame.t("suggestions_page.not_judged", n=sum(found.skipped.values()))):
        for reason, n in found.skipped.items():
            st.markdown(frame.t(f"suggestions_page.skipped_{reason}", n=n))


def _newer(frame: Frame, found: Suggestions) -> None:
    """Fetch what is old here, and what has a direction but is not in the store yet."""
    lacking = [
        one.id
        for one in catalogue.load().indicators.values()
        if one.tier == "core" and (known := frame.known.indicators.get(one.id)) and not known.in_store
    ]
    ids = dict.fromkeys([item.indicator.id for item in found.items if item.old] + lacking)
    if any(id_.isdecimal() for id_ in ids):
        st.header(frame.t("suggestions_page.newer"), anchor=False)
        sync_panel.fetch_button(frame, ids)
