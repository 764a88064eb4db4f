"""*Kokemukset*: what people know beside the figures, added, moderated and shown with its finding."""

import streamlit as st

from hvk_data.findings import MODERATIONS, Finding, Observation, Observations
from pages.parts import adding, draft_picker, observation_card, observation_form, ways
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """The observations of the current draft by their moderation, and a form for one more."""
    st.title(frame.t("experience.title"))
    ways.writing(frame, "kokemukset")
    draft = draft_picker.show(frame)
    if draft is None:
        draft_picker.nothing(frame, ":material/groups:")
        return
    st.markdown(frame.t("experience.intro"))
    picked = frame.findings.findings(draft.code)
    there, removed = Observations().observations(draft.code), Observations().removed(draft.code)
    gone = observation_card.just_removed(removed)
    if gone:
        observation_card.undo(frame, gone, "here")
    adding.show(
        frame,
        frame.t("experience.add"),
        "observation",
        draft,
        lambda key: observation_form.show(frame, key, None, picked),
        Observations().add,
        opened=not there,
    )
    for status in MODERATIONS:
        _section(frame, status, [one for one in there if one.status == status], picked)
    if removed:
        with st.expander(frame.t("experience.removed", n=len(removed))):
            for one in removed:
                observation_card.undo(frame, one, "list")


def _section(frame: Frame, status: str, members: list[Observation], picked: list[Finding]) -> None:
    if not members:
        return
    st.header(frame.t(f"experience.section_{status}", n=len(members)), anchor=False)
    st.caption(frame.t(f"experience.about_{status}"))
    for one in members:
        observation_card.show(frame, one, picked)
