"""Where in the program somebody is, and the address that says so.

The address carries codes, never labels, so that it can be sent to a colleague. It wins where it
differs from what was last written into it (a link, the back button, a hand-typed change); what it
leaves out stays as it was. What it says wrongly is ignored with a notice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import streamlit as st

from hvk_data.figures import Sex
from hvk_data.language import Language, as_language
from hvk_data.queries.compare import AGAINST, DEFAULT_AGAINST
from hvk_data.queries.index import Index

_STATE = "place"
_WRITTEN = "place_written"

_AGAINST_WORDS = {
    "region": "alue",
    "county": "hyvinvointialue",
    "maakunta": "maakunta",
    "subregion": "seutukunta",
    "country": "maa",
    "median_region": "mediaani-alue",
    "median_country": "mediaani-maa",
}
_SEX_WORDS: dict[Sex, str] = {"total": "yhteensa", "female": "naiset", "male": "miehet"}


@dataclass(frozen=True, slots=True)
class Place:
    """Everything that the address can say. ``year`` and ``chosen`` (a list) belong to *Vertailu*."""

    language: Language = "fi"
    municipality: str | None = None
    indicator: str | None = None
    draft: str | None = None
    against: tuple[str, ...] = DEFAULT_AGAINST
    sex: Sex = "total"
    year: int | None = None
    chosen: str | None = None
    notices: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def here() -> Place:
    """The place of this session as it is now."""
    place: Place = st.session_state.setdefault(_STATE, Place())
    return place


def go(**changes: Any) -> None:
    """Change the place; the address follows at the end of the run."""
    st.session_state[_STATE] = replace(here(), **changes)


def read_language() -> Language:
    """The language of the place, taken from the address before anything else is read or said."""
    named = as_language(st.query_params.get("kieli"))
    if named and st.query_params.to_dict() != st.session_state.get(_WRITTEN):
        go(language=named)
    return here().language


def read_address(known: Index) -> Place:
    """Bring the place up to the address, where that has been changed from outside."""
    said = st.query_params.to_dict()
    if said != st.session_state.get(_WRITTEN):
        changes: dict[str, Any] = {}
        notices = []
        for parameter, (name, parse) in _PARAMETERS.items():
            if parameter in said:
                try:
                    changes[name] = parse(said[parameter], known)
                except ValueError:
                    notices.append((parameter, said[parameter]))
        go(**changes, notices=tuple(notices))
        st.session_state[_WRITTEN] = said
    else:
        go(notices=())
    return here()


def write_address() -> None:
    """Write the place into the address, once a run."""
    address = as_parameters(here())
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)
    st.session_state[_WRITTEN] = address


def as_parameters(place: Place) -> dict[str, str]:
    """The address's parameters for ``place``; what is as usual is left out."""
    said = {
        "kieli": place.language,
        "kunta": place.municipality,
        "ind": place.indicator,
        "luonnos": place.draft,
        "vertailu": None
        if place.against == DEFAULT_AGAINST
        else ".".join(_AGAINST_WORDS.get(word, word) for word in place.against) or "ei",
        "sukupuoli": None if place.sex == "total" else _SEX_WORDS[place.sex],
        "vuosi": None if place.year is None else str(place.year),
        "lista": place.chosen,
    }
    return {parameter: value for parameter, value in said.items() if value}


def link_to(**changes: Any) -> dict[str, str]:
    """The parameters of a link to this place with ``changes``."""
    return as_parameters(replace(here(), **changes))


def _language(said: str, _known: Index) -> Language:
    language = as_language(said)
    if language is None:
        raise ValueError
    return language


def _municipality(said: str, known: Index) -> str:
    code = said.strip().zfill(3)
    if code not in known.municipalities:
        raise ValueError
    return code


def _indicator(said: str, known: Index) -> str:
    if said not in known.indicators:
        raise ValueError
    return said


def _draft(said: str, _known: Index) -> str:
    if not said.isalnum() or len(said) > 64:
        raise ValueError
    return said


def _against(said: str, known: Index) -> tuple[str, ...]:
    if said == "ei":
        return ()
    words = {word: name for name, word in _AGAINST_WORDS.items()}
    names = tuple(dict.fromkeys(words.get(word, word) for word in said.split(".")))
    if not all(name in AGAINST or name in known.municipalities for name in names):
        raise ValueError
    return names


def _sex(said: str, _known: Index) -> Sex:
    for sex in get_args(Sex):
        if _SEX_WORDS[sex] == said:
            found: Sex = sex
            return found
    raise ValueError


def _year(said: str, _known: Index) -> int:
    year = int(said)
    if not 1900 < year < 2200:
        raise ValueError
    return year


def _chosen(said: str, _known: Index) -> str:
    if not said.replace("_", "").isalnum() or len(said) > 40:
        raise ValueError
    return said


_PARAMETERS: dict[str, tuple[str, Callable[[str, Index], Any]]] = {
    "kieli": ("language", _language),
    "kunta": ("municipality", _municipality),
    "ind": ("indicator", _indicator),
    "luonnos": ("draft", _draft),
    "vertailu": ("against", _against),
    "sukupuoli": ("sex", _sex),
    "vuosi": ("year", _year),
    "lista": ("chosen", _chosen),
}
