"""What came of the last update: what is new, what failed and why, and what to do."""

import pandas as pd
import streamlit as st

from hvk_data.language import format_datetime, format_number
from hvk_data.paths import home
from hvk_data.sync.background import left_no_report
from hvk_data.sync.report import Failure, SyncReport, last_report
from pages.parts import messages
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """The last update, of whoever started it; nothing where there has been none."""
    _without_report(frame)
    report = last_report(home())
    if report is None:
        return
    st.markdown(f"**{frame.t('data.last', moment=format_datetime(report.started, frame.language))}**")
    _whole(frame, report)
    _kinds_of_failure(frame, report.failed)
    _remarks(frame, report)
    if report.failed:
        with st.expander(frame.t("data.failed", n=len(report.failed))):
            st.table(_failed(frame, report.failed))


def of(frame: Frame, ids: tuple[str, ...]) -> None:
    """Why these indicators did not come with the last update, where they were to."""
    _without_report(frame)
    report = last_report(home())
    if report is not None and report.error is not None:
        messages.failed(report.error, frame.language)
    elif report is not None:
        for failure in report.failed:
            if failure.indicator in ids:
                messages.failed(failure.error, frame.language)


def _without_report(frame: Frame) -> None:
    printed = left_no_report(home())
    if printed is not None:
        st.error(frame.t("data.died", printed=messages.plain(printed)), icon=":material/error:")


def _whole(frame: Frame, report: SyncReport) -> None:
    summary = frame.t(
        "data.summary",
        stored=report.stored,
        unchanged=report.unchanged,
        empty=report.empty,
        held=len(report.held) + report.held_before,
        failed=len(report.failed),
        rows=format_number(report.rows, 0, frame.language),
    )
    if report.error is not None:
        messages.failed(report.error, frame.language)
    elif report.generation is None:
        st.error(frame.t("data.nothing_new"), icon=":material/error:")
    elif report.exit_code:
        st.warning(summary, icon=":material/warning:")
    else:
        st.success(summary, icon=":material/check:")


def _kinds_of_failure(frame: Frame, failed: tuple[Failure, ...]) -> None:
    """Each kind of failure once, by its first case: a service that is down fails everything alike."""
    first: dict[str, Failure] = {}
    for failure in failed:
        first.setdefault(failure.error.key, failure)
    for failure in first.values():
        st.markdown(messages.plain(failure.error.message(frame.language)))


def _remarks(frame: Frame, report: SyncReport) -> None:
    if report.stopped:
        st.markdown(frame.t("data.stopped"))
    if report.gave_up:
        st.markdown(frame.t("sync.gave_up"))
    if report.trusted:
        st.caption(frame.t("sync.trusted", n=report.trusted))
    if report.not_asked:
        st.markdown(frame.t("sync.not_asked", n=report.not_asked))
    if report.unlisted:
        ids = ", ".join(map(str, report.unlisted))
        st.caption(frame.t("sync.unlisted", n=len(report.unlisted), ids=ids))
    if report.dropped_rows:
        regions = ", ".join(map(str, report.unknown_regions)) or "–"
        rows = format_number(report.dropped_rows, 0, frame.language)
        st.caption(frame.t("sync.dropped", n=report.dropped_rows, rows=rows, regions=regions))
    for one in report.renamed:
        said = frame.t("sync.renamed", id=one.indicator, before=one.before, after=one.after)
        st.warning(messages.plain(said), icon=":material/edit_note:")


def _failed(frame: Frame, failed: tuple[Failure, ...]) -> pd.DataFrame:
    known = frame.known.indicators
    titles = [
        known[one.indicator].title.in_(frame.language) if one.indicator in known else "" for one in failed
    ]
    return pd.DataFrame(
        {
            frame.t("data.id"): [one.indicator for one in failed],
            frame.t("data.indicator"): [messages.plain(title) for title in titles],
            frame.t("data.why"): [messages.plain(one.error.message(frame.language)) for one in failed],
        }
    ).set_index(frame.t("data.id"))
