"""The lists of indicators that can be shown together: curated ones, themes, and what is in the draft."""

import streamlit as st

from hvk_data import catalogue
from pages.parts import drafts, messages
from pages.parts.frame import Frame

CORE = "core"
_DRAFT = "luonnos"
_THEME = "teema_"


def options(frame: Frame) -> list[str]:
    """The codes of the lists as they stand in the address, in the order in which to offer them."""
    known = catalogue.load()
    draft = [_DRAFT] if drafts.looked_at(frame) else []
    return [*known.lists, *(_THEME + code for code in known.themes), *draft]


def name(frame: Frame, code: str) -> str:
    """What a list is called."""
    known = catalogue.load()
    if code == _DRAFT:
        draft = drafts.looked_at(frame)
        return frame.t("comparison.in_draft", draft=draft.name if draft else "")
    if code.startswith(_THEME):
        theme = known.themes[code.removeprefix(_THEME)].name.in_(frame.language)
        return frame.t("comparison.theme", theme=theme)
    return known.lists[code].name.in_(frame.language)


def chosen(frame: Frame) -> str:
    """The list of the place, the core list where it names none; a wrong name is told of."""
    code = frame.place.chosen
    if code is None or code in options(frame):
        return code or CORE
    words = frame.t("frame.bad_address", parameter="lista", said=messages.plain(code))
    st.warning(words, icon=":material/link_off:")
    return CORE


def ids(frame: Frame, code: str) -> list[str]:
    """The indicators of a list, in its order, each once."""
    known = catalogue.load()
    if code == _DRAFT:
        draft = drafts.looked_at(frame)
        picked = frame.findings.findings(draft.code) if draft else []
        return list(dict.fromkeys(finding.comparison.indicator for finding in picked))
    if code.startswith(_THEME):
        theme = code.removeprefix(_THEME)
        return [one.id for one in known.indicators.values() if one.theme.code == theme]
    if code == CORE:
        latest = {id_: one.last_year or 0 for id_, one in frame.known.indicators.items()}
        return [one.id for one in known.current_core(latest)]
    return list(known.lists[code].members)
