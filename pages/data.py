"""*Aineisto*: what the store holds and of what date it is, how to get current figures, and whose they are."""

from datetime import UTC

import streamlit as st

from hvk_data.language import format_date, format_datetime, format_number
from hvk_data.paths import home
from hvk_data.queries.holdings import Holdings, SourceHoldings, holdings
from pages.parts import account, drafts, holdings_tables, messages, sync_panel, versions, waiting
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """What is shown and how old, what waits, the update and what it changed; then the details."""
    held = holdings(frame.reader)
    st.title(frame.t("data.title"))
    st.markdown(_says(frame, held))
    versions.older_in_use(frame)
    waiting.show(frame)
    sync_panel.show(frame)
    account.show(frame)
    st.header(frame.t("data.holds"))
    holdings_tables.by_source(frame, held)
    st.caption(_version(frame, held))
    versions.show(frame)
    if drafts.own_machine():
        st.caption(frame.t("data.folder", folder=messages.plain(str(home()))))
    st.header(frame.t("data.rights"))
    st.markdown(frame.t("data.licence"))
    holdings_tables.producers(frame, held)
    holdings_tables.sources(frame)
    st.header(frame.t("data.checks"))
    holdings_tables.rate_checks(frame, held)
    holdings_tables.mismatched(frame, held)
    holdings_tables.dropped(frame, held)


def _says(frame: Frame, held: Holdings) -> str:
    """In one sentence what is shown, of what date."""
    (of,) = [source for source in held.sources if source.source == "sotkanet"] or [None]
    if of is None:
        return frame.t("data.says_nothing")
    shipped = format_date(of.newest_vintage, frame.language) if of.newest_vintage else ""
    if not of.fetched:
        return frame.t("data.says_shipped", n=held.indicators, date=shipped)
    fetched = _fetched(frame, of)
    if of.shipped:
        return frame.t("data.says_both", fetched=of.fetched, dates=fetched, n=of.shipped, date=shipped)
    return frame.t("data.says_fetched", n=of.fetched, dates=fetched)


def _fetched(frame: Frame, of: SourceHoldings) -> str:
    """The day or days of fetching."""
    days = [format_date(day, frame.language) for day in (of.first_fetched, of.last_fetched) if day]
    return "–".join(dict.fromkeys(days))


def _version(frame: Frame, held: Holdings) -> str:
    return frame.t(
        "data.version",
        generation=held.generation,
        built=format_datetime(held.built_at.replace(tzinfo=UTC), frame.language),
        rows=format_number(held.rows, 0, frame.language),
    )
