"""Finding an indicator by words, in any of the three languages, over everything that is listed."""

import streamlit as st

from hvk_data import catalogue
from hvk_data.citation import publisher_line
from hvk_data.queries.index import Indicator
from hvk_data.queries.search import search
from pages import _place
from pages.parts import messages
from pages.parts.core import core
from pages.parts.frame import Frame

_WORDS = "finder_words"
_THEME = "finder_theme"
_MOST = 8


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
            _browse(frame)
        return
    found = [indicator for indicator in search(frame.known, words, _MOST) if indicator != chosen]
    if not found:
        st.caption(frame.t("finder.nothing"))
    _listed(frame, found)


def _browse(frame: Frame) -> None:
    """The core indicators of a theme, for those who do not know yet what to search for."""
    by_theme: dict[str, list[Indicator]] = {}
    for one in core(frame):
        if one.id in frame.known.indicators:
            by_theme.setdefault(one.theme.code, []).append(frame.known.indicators[one.id])
    themes = catalogue.load().themes
    chosen = st.pills(
        frame.t("finder.browse"),
        [code for code in themes if code in by_theme],
        format_func=lambda code: messages.choice(themes[code].name.in_(frame.language)),
        key=_THEME,
    )
    if chosen:
        _listed(frame, by_theme[chosen])


def _listed(frame: Frame, found: list[Indicator]) -> None:
    # Buttons, not links: a link from a page to itself would leave the browser's address as it was.
    with st.container(border=True, gap=None):
        for indicator in found:
            title = messages.plain(indicator.title.in_(frame.language))
            st.button(
                f"{title} :small[:gray[{messages.plain(_whence(frame, indicator))}]]",
                key=f"found_{indicator.id}",
                type="tertiary",
                icon=":material/show_chart:" if indicator.in_store else ":material/download:",
                wrap=True,
                on_click=_chosen,
                args=(indicator.id,),
            )


def _whence(frame: Frame, indicator: Indicator) -> str:
    """Of which year and by whom: two sources may give the same thing a title."""
    if not indicator.in_store:
        return f"({frame.t('finder.not_in_store')})"
    return f"({indicator.last_year}, {publisher_line(indicator.origin, indicator.id, frame.language)})"


def _chosen(indicator: str) -> None:
    """Open the indicator; the search has done its work."""
    st.session_state[_WORDS] = ""
    _place.go(indicator=indicator, sex="total")
