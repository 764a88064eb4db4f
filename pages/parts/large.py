"""Words for a big screen, larger than any that a page for reading has."""

import html

import streamlit as st

_HEADING = (
    "font-family:Source Serif,serif;font-weight:600;"
    "font-size:clamp(1.6rem,1.1rem + 1.8vw,3.2rem);line-height:1.2;margin:0;padding:0"
)
_WORDS = "font-size:clamp(1.25rem,0.9rem + 1.1vw,2.2rem);line-height:1.4;margin:0;max-width:80ch"


def heading(words: str) -> None:
    """The page's heading; ``words`` are shown as they are."""
    st.html(f'<h1 style="{_HEADING}">{html.escape(words)}</h1>')


def paragraph(words: str) -> None:
    """A sentence or a few; ``words`` are shown as they are."""
    st.html(f'<p style="{_WORDS}">{html.escape(words)}</p>')
