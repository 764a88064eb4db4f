"""The row above every page: which municipality, in which language."""

import streamlit as st

from hvk_data.areas import former_municipalities
from hvk_data.language import LANGUAGES, Texts
from pages import _place
from pages.parts.frame import Frame

_MUNICIPALITY = "header_municipality"
_LANGUAGE = "header_language"


def show(frame: Frame, *, quiet: bool = False) -> None:
    """Municipality and language; either can be changed anywhere without losing the place.

    Before a municipality has been chosen the page itself asks for it. On a ``quiet`` page, made to be
    read by people who look at it only once, there is the language alone.
    """
    with st.container(
        horizontal=True,
        vertical_alignment="bottom",
        horizontal_alignment="right" if quiet else "distribute",
    ):
        if not quiet:
            _whose(frame)
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


def _whose(frame: Frame) -> None:
    if frame.place.municipality is None:
        st.markdown(f"**{frame.t('frame.product')}**", width="content")
    else:
        municipality(frame, _MUNICIPALITY, frame.t("frame.municipality"))


def municipality(frame: Frame, key: str, label: str) -> None:
    """A field that finds a municipality while its name is being typed, in Finnish or Swedish.

    A municipality that has joined another is found by its old name, and leads to the one of today.
    """
    names = {code: _both_names(frame, code) for code in frame.known.municipalities}
    former = {one.name.fi: one for one in former_municipalities() if one.code in names}
    for one in former.values():
        now = frame.known.municipality(one.code).own.name.in_(frame.language)
        names[one.name.fi] = frame.t("frame.former", name=_both(frame, one.name), now=now)
    st.session_state[key] = frame.place.municipality
    st.selectbox(
        label,
        sorted(names, key=lambda option: names[option].casefold()),
        index=None,
        key=key,
        format_func=lambda option: names[option],
        on_change=_municipality_chosen,
        args=(key, {name: one.code for name, one in former.items()}),
        placeholder=frame.t("frame.municipality_placeholder"),
        width=340,
    )


def _both_names(frame: Frame, code: str) -> str:
    return _both(frame, frame.known.municipality(code).own.name)


def _both(frame: Frame, name: Texts) -> str:
    """The name in the language of the page, and the other one after it where there is another."""
    first = name.in_(frame.language)
    other = name.fi if frame.language == "sv" else name.sv
    return first if first == other or not other else f"{first} ({other})"


def _municipality_chosen(key: str, former: dict[str, str]) -> None:
    chosen = st.session_state[key]
    if chosen is None:
        return  # a field that was emptied has its municipality again: nobody loses the page by Escape
    code = former.get(chosen, chosen)
    if code != chosen:
        _place.joined(chosen, code)
    if code != _place.here().municipality:
        _place.go(municipality=code, draft=None)


def _language_chosen() -> None:
    _place.go(language=st.session_state[_LANGUAGE])
