"""The row above every page: which municipality, in which language."""

import streamlit as st

from hvk_data.language import LANGUAGES
from pages import _place
from pages.parts.frame import Frame

_MUNICIPALITY = "header_municipality"
_LANGUAGE = "header_language"


def show(frame: Frame) -> None:
    """Municipality and language; either can be changed anywhere without losing the place.

    Before a municipality has been chosen the page itself asks for it.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        if frame.place.municipality is None:
            st.markdown(f"**{frame.t('frame.product')}**", width="content")
        else:
            municipality(frame, _MUNICIPALITY, frame.t("frame.municipality"))
        st.session_state[_LANGUAGE] = frame.language
        st.radio(
            frame.t("frame.language"),
            LANGUAGES,
            key=_LANGUAGE,
            format_func=lambda code: frame.t(f"frame.language_{code}"),
            on_change=_language_chosen,
            horizontal=True,
            label_visibility="collapsed",
        )


def municipality(frame: Frame, key: str, label: str) -> None:
    """A field that finds a municipality while its name is being typed, in Finnish or Swedish."""
    codes = sorted(
        frame.known.municipalities,
        key=lambda code: frame.known.municipality(code).own.name.in_(frame.language),
    )
    st.session_state[key] = frame.place.municipality
    st.selectbox(
        label,
        codes,
        index=None,
        key=key,
        format_func=lambda code: _both_names(frame, code),
        on_change=_municipality_chosen,
        args=(key,),
        placeholder=frame.t("frame.municipality_placeholder"),
        width=340,
    )


def _both_names(frame: Frame, code: str) -> str:
    """The name in the language of the page, and the other one after it where there is another."""
    name = frame.known.municipality(code).own.name
    first = name.in_(frame.language)
    other = name.fi if frame.language == "sv" else name.sv
    return first if first == other or not other else f"{first} ({other})"


def _municipality_chosen(key: str) -> None:
    code = st.session_state[key]
    if code != _place.here().municipality:
        _place.go(municipality=code, draft=None)


def _language_chosen() -> None:
    _place.go(language=st.session_state[_LANGUAGE])
