"""What to compare with, and which sex."""

from collections.abc import Sequence

import streamlit as st

from hvk_data.figures import Sex
from hvk_data.language.numbers import MISSING
from hvk_data.queries.compare import AGAINST
from pages import _place
from pages.parts.frame import Frame

_AGAINST = "pick_against"
_SEX = "pick_sex"
MOST_SERIES = 6


def against(frame: Frame) -> None:
    """The areas to compare with: levels by name, medians, and any other municipality."""
    own = frame.areas.own.code
    words = [word for word in AGAINST if not (word == "county" and frame.areas.one_region)]
    others = sorted(
        (code for code in frame.known.municipalities if code != own), key=lambda code: name(frame, code)
    )
    st.session_state[_AGAINST] = [word for word in frame.place.against if word != own]
    st.multiselect(
        frame.t("pickers.against"),
        [*words, *others],
        key=_AGAINST,
        format_func=lambda word: name(frame, word),
        on_change=_against_chosen,
        placeholder=frame.t("pickers.against_placeholder"),
        max_selections=MOST_SERIES,
        select_all=False,
        width=620,
    )


def name(frame: Frame, word: str) -> str:
    """What a choice of comparison is called for this municipality: "Kainuun hyvinvointialue"."""
    own = frame.areas
    match word:
        case "region":
            return frame.t("pickers.region", area=own.home.name.in_(frame.language))
        case "county":
            return own.county.name.in_(frame.language)
        case "maakunta":
            return frame.t("pickers.maakunta", area=own.maakunta.name.in_(frame.language))
        case "subregion":
            subregion = own.subregion.name.in_(frame.language) if own.subregion else MISSING
            return frame.t("pickers.subregion", area=subregion)
        case "country":
            return own.country.name.in_(frame.language)
        case "median_region":
            return frame.t("pickers.median_region")
        case "median_country":
            return frame.t("pickers.median_country")
    return frame.known.municipality(word).own.name.in_(frame.language)


def sex(frame: Frame, available: Sequence[Sex], chosen: Sex) -> None:
    """Total, women or men, where there are figures by sex."""
    if len(available) < 2:
        return
    st.session_state[_SEX] = chosen
    st.radio(
        frame.t("pickers.sex"),
        available,
        key=_SEX,
        format_func=lambda word: frame.t(f"pickers.{word}"),
        on_change=_sex_chosen,
        horizontal=True,
    )


def _against_chosen() -> None:
    _place.go(against=tuple(st.session_state[_AGAINST]))


def _sex_chosen() -> None:
    _place.go(sex=st.session_state[_SEX])
