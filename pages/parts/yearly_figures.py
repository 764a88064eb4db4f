"""In a yearly report: the figures as they were kept and as they are now, side by side."""

import pandas as pd
import streamlit as st

from hvk_data.figures import Comparison, Point
from hvk_data.findings import Finding, News
from pages.parts import figures_table, finding_card, messages
from pages.parts.frame import Frame


def show(frame: Frame, picked: list[Finding], today: dict[int, News]) -> None:
    """A row for each finding; what ``today``'s store says otherwise is told in words."""
    if not picked:
        return
    columns: dict[str, list[str]] = {
        frame.t(f"yearly.column_{name}"): [] for name in ("finding", "then", "now", "change")
    }
    for finding in picked:
        for said, cells in zip(_row(frame, finding, today.get(finding.id)), columns.values(), strict=True):
            cells.append(messages.plain(said))
    st.markdown(f"**{frame.t('yearly.heading')}**")
    st.table(pd.DataFrame(columns), border="horizontal", hide_index=True, alt=frame.t("yearly.heading"))


def _row(frame: Frame, finding: Finding, found: News | None) -> tuple[str, str, str, str]:
    saved = finding.comparison
    title = finding_card.name(frame, saved)
    then = _figure(frame, saved, saved.own.latest)
    if found is None:  # picked from the very figures of today
        return title, then, then, frame.t("yearly.same")
    if found.current is None:
        return title, then, frame.t("yearly.gone"), frame.t("yearly.cannot_tell")
    changes = []
    if found.meeting.new_years:
        changes.append(frame.t("yearly.new_year"))
    if any(point.role == "own" for point in found.meeting.revised):
        changes.append(frame.t("yearly.revised"))
    now = _figure(frame, found.current, found.current.own.latest)
    return title, then, now, " ".join(changes) or frame.t("yearly.same")


def _figure(frame: Frame, comparison: Comparison, point: Point | None) -> str:
    value = figures_table.written(point, comparison.decimals, frame.language)
    if point is None:
        return value
    return f"{value} {comparison.unit.in_(frame.language)} ({point.year})"
