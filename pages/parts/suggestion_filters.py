"""What to look for, beside whom, in which figures: the limits of *Nostot*, kept in the address."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from hvk_data import catalogue
from hvk_data.suggestions import AGAINST, KINDS, Against, Kind
from pages import _place
from pages.parts import indicator_lists, messages
from pages.parts.frame import Frame

_KINDS, _SIDES = "suggestions_kinds", "suggestions_sides"
_WHICH, _SINCE = "suggestions_which", "suggestions_since"
# The first choice: a choice of None would show as if nothing were chosen.
_EVERYTHING, _ANY_YEAR = "", 0
_THEME = "teema_"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked of the suggestions, beside the year that is in the place."""

    kinds: Sequence[Kind]
    sides: Sequence[Against]
    theme: str | None
    list_: str | None


def show(frame: Frame) -> Limits:
    """The fields; what they say together."""
    which = _which(frame)
    kinds = [kind for kind in KINDS if kind in frame.place.kinds] or list(KINDS)
    sides = [side for side in AGAINST if side in frame.place.sides] or list(AGAINST)
    _some(frame, _KINDS, KINDS, frame.place.kinds, "look_for", "kind")
    _some(frame, _SIDES, AGAINST, frame.place.sides, "beside", "side")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choose_list(frame, which)
        _choose_since(frame)
    is_theme = which.startswith(_THEME)
    return Limits(
        kinds,
        sides,
        which.removeprefix(_THEME) if is_theme else None,
        which if which and not is_theme else None,
    )


def _options() -> list[str]:
    known = catalogue.load()
    return [_EVERYTHING, *(_THEME + code for code in known.themes), *known.lists]


def _which(frame: Frame) -> str:
    """The list or theme of the place; one of another page that cannot be looked through is everything."""
    code = frame.place.chosen or _EVERYTHING
    return code if code in _options() else _EVERYTHING


def _some(
    frame: Frame, key: str, options: Sequence[str], chosen: Sequence[str], label: str, prefix: str
) -> None:
    """Several of a few; none chosen means all."""
    st.session_state[key] = list(chosen)
    st.pills(
        frame.t(f"suggestions_page.{label}"),
        options,
        selection_mode="multi",
        key=key,
        format_func=lambda one: messages.choice(frame.t(f"suggestions_page.{prefix}_{one}")),
        on_change=_chosen,
    )


def _choose_list(frame: Frame, which: str) -> None:
    st.session_state[_WHICH] = which
    st.selectbox(
        frame.t("suggestions_page.which"),
        _options(),
        key=_WHICH,
        format_func=lambda code: (
            indicator_lists.name(frame, code) if code else frame.t("suggestions_page.everything")
        ),
        on_change=_chosen,
        width=300,
    )


def _choose_since(frame: Frame) -> None:
    years = [one.last_year for one in frame.known.indicators.values() if one.last_year]
    since = frame.place.since or _ANY_YEAR
    st.session_state[_SINCE] = since
    st.selectbox(
        frame.t("suggestions_page.since"),
        sorted({_ANY_YEAR, since, *years}, key=lambda year: -year if year else -9999),
        key=_SINCE,
        format_func=lambda year: str(year or frame.t("suggestions_page.any_year")),
        on_change=_chosen,
        width=160,
    )


def _chosen() -> None:
    """What the fields say, into the place; everything there is, is no limit."""
    state = st.session_state
    kinds = tuple(kind for kind in KINDS if kind in state[_KINDS])
    sides = tuple(side for side in AGAINST if side in state[_SIDES])
    _place.go(
        kinds=() if kinds == KINDS else kinds,
        sides=() if sides == AGAINST else sides,
        chosen=state[_WHICH] or None,
        since=state[_SINCE] or None,
    )
