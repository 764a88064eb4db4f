"""Where in the program somebody is, kept for the session and written into the address.

The address wins where it differs from what was last written into it (a link, the back button, a
hand-typed change); what it leaves out stays as it was. What it says wrongly is ignored with a notice.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from hvk_data.areas import UnknownMunicipality, find_municipality
from hvk_data.language import Language, as_language
from hvk_data.queries.index import Index
from pages._address import Place, as_parameters
from pages._address_reading import PARAMETERS

_STATE = "place"
_WRITTEN = "place_written"
_JOINED = "place_joined"


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
        for parameter, (name, parse) in PARAMETERS.items():
            if parameter in said:
                try:
                    changes[name] = parse(said[parameter], known)
                except ValueError:
                    notices.append((parameter, said[parameter]))
        go(**changes, notices=tuple(notices))
        st.session_state[_WRITTEN] = said
        _tell_former(said.get("kunta", ""))
    else:
        go(notices=())
    return here()


def joined(name: str, code: str) -> None:
    """Somebody asked for a municipality that has since joined ``code``: it is told in this run."""
    st.session_state[_JOINED] = (name, code)


def just_joined() -> tuple[str, str] | None:
    """The former municipality that was asked for, and the code of the one that it is part of now."""
    told: tuple[str, str] | None = st.session_state.pop(_JOINED, None)
    return told


def _tell_former(said: str) -> None:
    try:
        found = find_municipality(said)
    except UnknownMunicipality:
        return  # the address's reader has told it
    if found.former_name:
        joined(found.former_name, found.code)


def write_address() -> None:
    """Write the place into the address, once a run."""
    address = as_parameters(here())
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)
    st.session_state[_WRITTEN] = address


def link_to(**changes: Any) -> dict[str, str]:
    """The parameters of a link to this place with ``changes``."""
    return as_parameters(replace(here(), **changes))
