"""Choosing one indicator from all that have figures, by typing a part of its name."""

import streamlit as st

from hvk_data.findings import Finding
from pages.parts.frame import Frame


def box(frame: Frame, key: str, label: str, chosen: str, first: list[Finding] | None = None) -> str:
    """The id of the chosen one, or an empty string; those of ``first`` are offered before the others."""
    titles = {
        id_: indicator.title.in_(frame.language)
        for id_, indicator in frame.known.indicators.items()
        if indicator.in_store
    }
    if chosen and chosen not in titles:
        # It was chosen when the store still had it: taking it away silently would lose the choice.
        listed = frame.known.indicators.get(chosen)
        titles[chosen] = listed.title.in_(frame.language) if listed else chosen
    picked = dict.fromkeys(
        one.comparison.indicator for one in first or () if one.comparison.indicator in titles
    )
    others = sorted((id_ for id_ in titles if id_ not in picked), key=lambda id_: titles[id_].casefold())
    options = [*picked, *others]
    said = st.selectbox(
        label,
        options,
        index=options.index(chosen) if chosen else None,
        key=key,
        format_func=lambda id_: titles[id_],
        placeholder=frame.t("finder.part"),
    )
    return said or ""
