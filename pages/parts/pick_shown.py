"""Picking what a presentation shows, by one key. A key of one letter must be one that can be switched off."""

import streamlit as st

from hvk_data import charts
from hvk_data.figures import Comparison
from hvk_data.findings import Draft
from pages.parts import drafts, messages
from pages.parts.act import act
from pages.parts.frame import Frame

_ON = "presentation_keys"
_KEY = "p"


def button(frame: Frame, comparison: Comparison, draft: Draft | None) -> None:
    """The button, or that what is shown is in the draft already."""
    picked = frame.findings.findings(draft.code) if draft else []
    if draft and any(finding.comparison.indicator == comparison.indicator for finding in picked):
        said = frame.t("presentation.picked", draft=messages.plain(draft.name))
        st.markdown(f":material/check: {said}", width="content")
    elif st.button(
        frame.t("presentation.pick"),
        key="presentation_pick",
        type="primary",
        icon=":material/add_circle:",
        shortcut=_KEY if st.session_state.get(_ON, True) else None,
    ):
        act(frame, lambda: _pick(frame, comparison))


def switch(frame: Frame) -> None:
    """Whether the key picks."""
    st.checkbox(frame.t("presentation.keys"), value=True, key=_ON, persist_state="session")


def _pick(frame: Frame, comparison: Comparison) -> None:
    sentence = charts.takeaway(comparison, frame.language)
    frame.findings.pick(drafts.current_or_new(frame).code, comparison, sentence, "note")
