"""A chapter's text as it will look in the document, with today's figures in it."""

import streamlit as st
from markdown_it import MarkdownIt

from hvk_data.findings import Draft, filled, parse, resolve
from pages.parts.frame import Frame

_PARSER = MarkdownIt("zero", {"html": False}).enable(["heading", "list", "emphasis", "escape", "newline"])


def show(frame: Frame, draft: Draft, chapter: str) -> None:
    """The formatted text; what is not of the simple formatting stays as it was typed."""
    text = draft.chapters[chapter]
    if not text.strip():
        st.markdown(frame.t("editor.nothing_yet"))
        return
    if draft.municipality in frame.known.municipalities:
        figures = resolve(frame.reader, draft.municipality, (one.token for one in parse(text)))
        text = filled(text, figures, frame.language)
    with st.container(border=True):
        st.html(_PARSER.render(text))
