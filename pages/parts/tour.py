"""The tour of a first visit: three steps above the figures, closed for good when somebody closes it."""

import streamlit as st

from pages.parts import browser
from pages.parts.frame import Frame

STEPS = ("read", "pick", "report")
_AT = "tour_at"


def show(frame: Frame) -> None:
    """The step that is on, with the ways onwards, back and out; nothing once it has been closed."""
    if browser.toured():
        return
    at = min(max(st.session_state.get(_AT, 0), 0), len(STEPS) - 1)
    step, last = STEPS[at], at == len(STEPS) - 1
    with st.container(border=True, gap="small", key="tour"):
        heading = frame.t("tour.heading", at=at + 1, n=len(STEPS), title=frame.t(f"tour.{step}"))
        st.markdown(f"**{heading}**\n\n{frame.t(f'tour.{step}_text')}")
        with st.container(horizontal=True, vertical_alignment="center"):
            if at:
                st.button(frame.t("tour.back"), key="tour_back", on_click=_go, args=(at - 1,))
            if not last:
                st.button(frame.t("tour.next"), key="tour_next", type="primary", on_click=_go, args=(at + 1,))
            st.button(
                frame.t("tour.done" if last else "tour.close"),
                key="tour_close",
                type="primary" if last else "tertiary",
                icon=":material/check:" if last else ":material/close:",
                on_click=browser.set_toured,
                args=(True,),
            )


def again(frame: Frame) -> None:
    """The way to see a closed tour again."""
    if browser.toured():
        st.button(
            frame.t("tour.again"),
            key="tour_again",
            type="tertiary",
            icon=":material/tour:",
            on_click=_again,
        )


def _go(at: int) -> None:
    st.session_state[_AT] = at


def _again() -> None:
    _go(0)
    browser.set_toured(False)
