"""*Saavutettavuus*: what works for everybody, what does not, and the tests behind it."""

from datetime import date

import streamlit as st

from hvk_data.language import format_date
from pages.parts.frame import Frame

_UPDATED = date(2026, 11, 25)
_WORKS = ("keyboard", "charts", "language", "print")
_LACKS = ("table", "english", "menu", "header", "map")
_TESTS = ("axe", "keyboard", "zoom", "not")


def show(frame: Frame) -> None:
    """The statement in the language of the page."""
    t = frame.t
    st.title(t("accessibility.title"))
    with st.container(width=760):
        st.markdown(t("accessibility.intro", date=format_date(_UPDATED, frame.language)))
        st.markdown(t("accessibility.state"))
        st.header(t("accessibility.works"))
        _listed([t(f"accessibility.works_{one}") for one in _WORKS])
        st.header(t("accessibility.lacks"))
        st.markdown(t("accessibility.lacks_why"))
        _listed([t(f"accessibility.lacks_{one}") for one in _LACKS])
        st.header(t("accessibility.tests"))
        _listed([t(f"accessibility.tests_{one}") for one in _TESTS])
        st.header(t("accessibility.feedback"))
        st.markdown(t("accessibility.feedback_text"))


def _listed(items: list[str]) -> None:
    st.markdown("\n".join(f"- {item}" for item in items))
