"""Whose places and boundaries the map shows, and the way to get boundaries."""

import streamlit as st

from hvk_data.language import UserError, format_date
from hvk_data.paths import home
from hvk_data.sync.boundaries import fetch_boundaries, stored_boundaries
from pages.parts import drafts, messages
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """The source and licence; on an own machine also a button that fetches the boundaries."""
    known = stored_boundaries(home())
    if known:
        fetched = format_date(known.fetched_at, frame.language)
        st.caption(frame.t("map.boundaries", year=known.year, date=fetched))
        return
    st.caption(frame.t("map.points"))
    if drafts.own_machine() and st.button(frame.t("map.fetch"), icon=":material/download:"):
        try:
            with st.spinner(frame.t("map.fetching")):
                fetch_boundaries(home())
        except UserError as error:
            messages.failed(error, frame.language)
        else:
            st.rerun()
