"""Where figures come from and of what date they are: beside every figure that is shown."""

from collections.abc import Iterable

import streamlit as st

from hvk_data.citation import citation, indicator_page, source_line
from hvk_data.figures import Comparison
from hvk_data.language import format_date
from hvk_data.queries.holdings import holdings
from hvk_data.queries.index import Indicator
from pages.parts import messages
from pages.parts.frame import Frame


def banner(frame: Frame) -> None:
    """While what is shown came with the program: what it is, and how to get current figures."""
    shipped = [source for source in holdings(frame.reader).sources if source.shipped]
    if not any(source.source == "sotkanet" for source in shipped):
        return
    newest = max(source.newest_vintage for source in shipped if source.newest_vintage)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(frame.t("provenance.shipped", date=format_date(newest, frame.language)), width="stretch")
        frame.link("aineisto", frame.t("provenance.get_current"), icon=":material/download:")


def sources(frame: Frame, indicators: Iterable[Indicator]) -> None:
    """The short source lines of some indicators, each line once."""
    for line in dict.fromkeys(source_line(one.origin, one.id, frame.language) for one in indicators):
        st.caption(messages.plain(line))


def cite(frame: Frame, comparison: Comparison) -> None:
    """The citation as it goes into a report, with a way to copy it and to the source's own page."""
    st.caption(messages.plain(source_line(comparison.origin, comparison.indicator, frame.language)))
    with st.expander(frame.t("provenance.citation"), key="citation", on_change="rerun") as expander:
        if expander.open:  # the code box brings a megabyte of its own to the browser
            cited = citation(comparison.origin, comparison.indicator, comparison.title, frame.language)
            st.code(cited, language=None, wrap_lines=True)
            page = indicator_page(comparison.origin, comparison.indicator, frame.language)
            st.markdown(f"[{frame.t('provenance.at_source')}]({page})")
