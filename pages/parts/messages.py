"""Notices and failures, in the reader's words; text from outside is shown as text, never as markup."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from hvk_data.language import Language, UserError, text
from pages import _place

if TYPE_CHECKING:
    from pages.parts.frame import Frame

Speaker = Callable[..., str]

_ADDRESS = re.compile(r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_MARKUP = re.compile(r"([\\`*_\[\]<>#$~:|{}])")


def plain(words: str) -> str:
    """``words`` so that Markdown shows them as they are, links, colours, formulas and emoji codes too.

    Addresses are parted by a word joiner that nobody sees: no escape keeps Markdown from linking them.
    """
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub("\u2060", words))


def choice(words: str) -> str:
    """``words`` among pills or segments, blue as links are.

    Streamlit's own colour for what is chosen cannot be read on a dark page.
    """
    return f":blue[{words}]"


def speaker(language: Language) -> Speaker:
    """The texts of one language."""

    def t(key: str, **values: object) -> str:
        return text(language, key, **values)

    return t


def failed(error: UserError, language: Language) -> None:
    """Something on the page could not be done; the page around it stays."""
    st.error(plain(error.message(language)), icon=":material/error:")


def stopped(error: UserError, language: Language) -> None:
    """Nothing can be shown at all; the heading is still there, so that the page says what it is."""
    st.title(text(language, "frame.product"))
    failed(error, language)


def notices(frame: "Frame") -> None:
    """What the address said that could not be followed, and which municipality has joined which."""
    for parameter, said in frame.place.notices:
        st.warning(
            frame.t("frame.bad_address", parameter=parameter, said=plain(said[:80])),
            icon=":material/link_off:",
        )
    joined = _place.just_joined()
    if joined:
        former, code = joined
        now = frame.known.municipality(code).own.name.in_(frame.language)
        st.info(frame.t("frame.joined", former=plain(former), now=plain(now)), icon=":material/merge:")


def unexpected() -> None:
    """Say that something unforeseen happened; the details are in the log. Nothing saved is lost."""
    st.error(text(_place.here().language, "frame.unexpected"), icon=":material/error:")
