"""*Raporttiluonnos*: the draft under THL's chapters, written, with its findings, and as files."""

import streamlit as st

from hvk_data.findings import CHAPTERS, Goals, LeftOutReasons, Observations, news
from pages.parts import chapter, completeness, document, downloads, draft_picker, revised, ways
from pages.parts.frame import Frame

_DOWNLOADS = "tiedostot"


def show(frame: Frame) -> None:
    """The current draft, or what to do to have one."""
    st.title(frame.t("report_page.title"))
    ways.writing(frame, "raportti")
    draft = draft_picker.show(frame)
    if draft is None:
        draft_picker.nothing(frame, ":material/description:")
        return
    picked = frame.findings.findings(draft.code)
    goals, observations = Goals().goals(draft.code), Observations().observations(draft.code)
    document.show(frame, draft)
    today = news(frame.reader, picked)
    revised.pointer(frame, picked, today)
    reasons = LeftOutReasons().reasons(draft.code)
    completeness.show(frame, draft, picked, goals, observations, reasons)
    st.markdown(f"[{frame.t('report_page.to_files')}](#{_DOWNLOADS})")
    for name in CHAPTERS:
        chapter.show(frame, draft, name, picked, today, goals, observations)
    st.header(frame.t("downloads.heading"), anchor=_DOWNLOADS)
    downloads.show(frame, draft)
