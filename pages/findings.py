"""*Havainnot*: what was picked into the draft, chapter by chapter, with one's own sentences."""

import streamlit as st

from hvk_data.findings import CHAPTERS, KINDS, Finding, Kind, News, Observation, Observations, news
from pages.parts import (
    draft_picker,
    finding_card,
    finding_controls,
    messages,
    observation_card,
    revised,
    ways,
    written,
)
from pages.parts.frame import Frame

_KIND = "findings_kind"


def show(frame: Frame) -> None:
    """The findings of the current draft, or what to do to have some."""
    st.title(frame.t("findings_page.title"))
    ways.writing(frame, "havainnot")
    draft = draft_picker.show(frame)
    if draft is None:
        draft_picker.nothing(frame, ":material/playlist_add:")
        return
    picked, removed = frame.findings.findings(draft.code), frame.findings.removed(draft.code)
    if not picked:
        st.info(frame.t("findings_page.empty"), icon=":material/playlist_add:")
        draft_picker.picking(frame)
    else:
        st.markdown(frame.t("findings_page.count", n=len(picked)))
    today = news(frame.reader, picked)
    revised.summary(frame, picked, today)
    told, gone = Observations().observations(draft.code), finding_controls.just_removed(removed)
    shown = _chapters(frame, picked, today, told, _kinds(frame, picked), gone)
    finding_card.go_to(frame)
    written.left_over(frame, f"{finding_card.SENTENCE}{draft.code}", shown)
    if picked:
        st.caption(messages.plain(frame.t("chart.table_marks")))
    if removed:
        _removed(frame, removed)
    if picked:
        with st.container(horizontal=True):
            frame.link("raportti", frame.t("findings_page.to_report"), icon=":material/description:")
            ways.presentation(frame, picked[0].comparison.indicator)


def _kinds(frame: Frame, picked: list[Finding]) -> list[Kind]:
    """The kinds to show: all, unless somebody has chosen from among several."""
    counts = {kind: sum(1 for finding in picked if finding.kind == kind) for kind in KINDS}
    there = [kind for kind in KINDS if counts[kind]]
    if len(there) < 2:
        return there
    chosen = st.pills(
        frame.t("findings_page.only"),
        there,
        selection_mode="multi",
        key=_KIND,
        format_func=lambda kind: messages.choice(f"{frame.t(f'report.kind_{kind}')} ({counts[kind]})"),
    )
    return [kind for kind in chosen if kind in there] or there


def _chapters(
    frame: Frame,
    picked: list[Finding],
    today: dict[int, News],
    told: list[Observation],
    kinds: list[Kind],
    gone: Finding | None,
) -> set[str]:
    """The cards under their chapters, and where one was just removed the way back; gives the fields' keys."""
    shown = set()
    for chapter in CHAPTERS:
        members = [finding for finding in picked if finding.chapter == chapter]
        rows = list(members)
        if gone and gone.chapter == chapter:
            rows.insert(gone.position, gone)
        rows = [finding for finding in rows if finding.kind in kinds or finding == gone]
        if rows:
            st.header(frame.t(f"report.chapter_{chapter}"), anchor=False)
        for finding in rows:
            if finding == gone:
                _undo(frame, finding, "here")
                continue
            first, last = finding == members[0], finding == members[-1]
            shown.add(finding_card.show(frame, finding, today.get(finding.id), first=first, last=last))
            observation_card.beside(frame, finding, told)
    return shown


def _removed(frame: Frame, removed: list[Finding]) -> None:
    """What was removed and can be brought back, now or on another day."""
    with st.expander(frame.t("findings_page.removed", n=len(removed))):
        for finding in removed:
            _undo(frame, finding, "list")


def _undo(frame: Frame, finding: Finding, place: str) -> None:
    finding_controls.undo(frame, finding, finding_card.title(frame, finding.comparison), place)
