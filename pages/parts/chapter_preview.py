"""A chapter's text as it will look in the document, with today's figures in it."""

import streamlit as st

from hvk_data.findings import Draft, LiveFigure, Token, resolve
from hvk_data.report.model.markdown import blocks
from hvk_data.report.outputs.live import tokens, with_figures
from hvk_data.report.writers.html import fragment
from pages.parts.frame import Frame


def show(frame: Frame, draft: Draft, chapter: str) -> None:
    """The formatted text; what is not of the simple formatting stays as it was typed."""
    written = draft.chapters[chapter]
    if not written.strip():
        st.markdown(frame.t("editor.nothing_yet"))
        return
    figures: dict[Token, LiveFigure] = {}
    if draft.municipality in frame.known.municipalities:
        figures = resolve(frame.reader, draft.municipality, tokens([written]))
    with st.container(border=True):
        st.html(fragment(with_figures(blocks(written), figures, frame.language), frame.language))
