"""From the municipality's figures to what stands out, and to the pages for a room and for an evening."""

import streamlit as st

from pages.parts import tour
from pages.parts.frame import Frame


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
