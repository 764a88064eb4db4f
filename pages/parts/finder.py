"""Finding an indicator by words, in any of the three languages, over everything that is listed."""

import streamlit as st

from hvk_data.queries.index import Indicator
from hvk_data.queries.search import search
from pages.parts import messages
from pages.parts.frame import Frame

_WORDS = "finder_words"
_MOST = 12


def show(frame: Frame, chosen: Indicator | None) -> None:
    """The search field; beneath it the matches, those without figures marked so."""
    words = st.text_input(
        frame.t("finder.label"),
        key=_WORDS,
        placeholder=frame.t("finder.placeholder"),
        type="search",
        live=True,
    )
    if not words or not words.strip():
        if chosen is None:
            st.caption(frame.t("finder.help"))
        return
    found = [indicator for indicator in search(frame.known, words, _MOST) if indicator != chosen]
    if not found:
        st.caption(frame.t("finder.nothing"))
    for indicator in found:
        title = messages.plain(indicator.title.in_(frame.language))
        mark = "" if indicator.in_store else f" ({frame.t('finder.not_in_store')})"
        frame.link("indikaattori", f"{title}{mark}", indicator=indicator.id, sex="total")
