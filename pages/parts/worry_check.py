"""A worry or a joy in free words, held against the figures of the municipality."""

from typing import get_args

import streamlit as st

from hvk_data.citation import source_line
from hvk_data.suggestions import Checked, Feeling, State, check
from pages.parts import messages, signs, sync_panel
from pages.parts.frame import Frame

_WORDS, _FEELING = "worry_words", "worry_feeling"
_SHAPES: dict[State, str] = {
    "confirmed": ":material/check_circle:",
    "not_supported": ":material/cancel:",
    "too_small": ":material/question_mark:",
    "no_direction": ":material/balance:",
    "no_figures": ":material/groups:",
    "not_in_store": ":material/download:",
}


def show(frame: Frame) -> bool:
    """The question, and for each indicator that it may mean, whether the figures say the same.

    Gives whether it offers something to fetch: a page has one such button.
    """
    st.header(frame.t("worry.heading"), anchor="huoli")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            frame.t("worry.words"), key=_WORDS, placeholder=frame.t("worry.placeholder"), width=460
        )
        feelings: tuple[Feeling, ...] = get_args(Feeling)
        feeling: Feeling = st.radio(
            frame.t("worry.feeling"),
            feelings,
            key=_FEELING,
            format_func=lambda one: frame.t(f"worry.{one}"),
            horizontal=True,
        )
    if not words or not words.strip():
        st.caption(frame.t("worry.help"))
        return False
    found = check(frame.reader, frame.areas.own.code, words, feeling)
    if not found:
        st.info(frame.t("suggestions.no_indicator"), icon=":material/groups:")
    for one in found:
        _answer(frame, one)
    to_fetch = [one.indicator.id for one in found if one.state == "not_in_store"]
    sync_panel.fetch_button(frame, to_fetch)
    return any(id_.isdecimal() for id_ in to_fetch)


def _answer(frame: Frame, one: Checked) -> None:
    """The indicator, what its figures say of the worry, and the signs that it rests on."""
    title = messages.plain(one.indicator.title.in_(frame.language))
    with st.container(border=True, gap="xsmall"):
        if one.old is not None:
            st.markdown(f":material/history: {frame.t('suggestions.old_first', year=one.old)}")
        st.markdown(f"**{title}**\n\n{_SHAPES[one.state]} {one.says(frame.language)}")
        if one.state == "no_figures" and one.missing:
            st.markdown(frame.t(f"missing.{one.missing}", area=messages.plain(frame.own_name)))
        if one.judgement is not None:
            st.markdown(signs.lines(frame, one.judgement))
            source = source_line(one.indicator.origin, one.indicator.id, frame.language)
            st.markdown(f":small[:gray[{messages.plain(source)}]]")
        frame.link(
            "indikaattori",
            frame.t("suggestions_page.open"),
            icon=":material/show_chart:",
            indicator=one.indicator.id,
        )
