"""From the municipality's figures to what stands out and to who only looks; from page to page of a draft."""

import streamlit as st

from pages._pages import PAGES
from pages.parts import tour
from pages.parts.frame import Frame

_WRITING = ("havainnot", "kokemukset", "suunnitelma", "raportti")


def show(frame: Frame) -> None:
    """The ways in one row, and the tour again for those who have closed it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        frame.link("nostot", frame.t("start.to_suggestions"), icon=":material/priority_high:")
        frame.link("valtuutetulle", frame.t("frame.page_councillors"), icon=":material/smartphone:")
        presentation(frame)
        tour.again(frame)


def presentation(frame: Frame, indicator: str | None = None) -> None:
    """To the presentation, at the slide about ``indicator`` if one is named."""
    changes = {"indicator": indicator} if indicator else {}
    frame.link("esitys", frame.t("presentation.show"), icon=":material/slideshow:", **changes)


def writing(frame: Frame, here: str) -> None:
    """The pages of the draft in a row, each a link but ``here``, the one that is shown."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for listed in PAGES:
            if listed.path == here:
                st.markdown(f":material/edit_note: **{frame.t(listed.title)}**", width="content")
            elif listed.path in _WRITING:
                frame.link(listed.path, frame.t(listed.title), icon=":material/arrow_forward:")
