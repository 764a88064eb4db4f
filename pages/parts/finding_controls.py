"""What can be done to a finding beside writing: kind, chapter, order, removing and bringing back.

``name`` is what the finding is called, as Markdown shows it plainly.
"""

from typing import Literal

import streamlit as st

from hvk_data.findings import CHAPTERS, KINDS, Finding
from pages.parts.act import act
from pages.parts.frame import Frame

_GONE = "finding_gone"
_ICONS = {"up": ":material/arrow_upward:", "down": ":material/arrow_downward:"}


def show(frame: Frame, finding: Finding, name: str, *, first: bool, last: bool) -> None:
    """Beneath the card's figures; ``first`` and ``last`` are of its chapter."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _kind(frame, finding)
        _chapter(frame, finding)
    with st.container(horizontal=True, vertical_alignment="center"):
        _move(frame, finding, name, "up", disabled=first)
        _move(frame, finding, name, "down", disabled=last)
        _remove(frame, finding, name)
        comparison = finding.comparison
        if comparison.indicator in frame.known.indicators:
            frame.link(
                "indikaattori",
                frame.t("findings_page.to_indicator"),
                icon=":material/show_chart:",
                indicator=comparison.indicator,
                sex=comparison.sex,
                against=finding.against,
            )


def just_removed(removed: list[Finding]) -> Finding | None:
    """The finding that was removed last in this session, while it can still be brought back."""
    return next((finding for finding in removed if finding.id == st.session_state.get(_GONE)), None)


def undo(frame: Frame, finding: Finding, name: str, place: str) -> None:
    """A removed finding in a row, with the way back; ``place`` tells two rows of one finding apart."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container(width="stretch", gap="xxsmall"):
            st.markdown(frame.t("findings_page.was_removed", title=name))
            if finding.sentence.strip():
                st.text(finding.sentence)
        said = frame.t("findings_page.restore")
        if st.button(said, key=f"restore_{place}_{finding.id}", icon=":material/undo:", help=name):
            act(frame, lambda: frame.findings.restore(finding.id, finding.draft))


def _kind(frame: Frame, finding: Finding) -> None:
    # What was saved is in the key: a kind that was changed elsewhere begins a new choice.
    kind = st.radio(
        frame.t("findings_page.kind"),
        KINDS,
        key=f"kind_{finding.id}_{finding.kind}",
        index=KINDS.index(finding.kind),
        format_func=lambda one: frame.t(f"report.kind_{one}"),
        horizontal=True,
    )
    if kind != finding.kind:
        act(frame, lambda: frame.findings.edit(finding.id, finding.draft, kind=kind))


def _chapter(frame: Frame, finding: Finding) -> None:
    chapter = st.selectbox(
        frame.t("findings_page.chapter"),
        CHAPTERS,
        index=CHAPTERS.index(finding.chapter),
        key=f"chapter_{finding.id}_{finding.chapter}",
        format_func=lambda one: frame.t(f"report.chapter_{one}"),
        width=460,
    )
    if chapter != finding.chapter:
        act(frame, lambda: frame.findings.edit(finding.id, finding.draft, chapter=chapter))


def _move(frame: Frame, finding: Finding, name: str, to: Literal["up", "down"], *, disabled: bool) -> None:
    said = frame.t(f"findings_page.{to}")
    if st.button(said, key=f"{to}_{finding.id}", icon=_ICONS[to], disabled=disabled, help=name):
        act(frame, lambda: frame.findings.move(finding.id, finding.draft, to))


def _remove(frame: Frame, finding: Finding, name: str) -> None:
    said = frame.t("findings_page.remove")
    if st.button(said, key=f"remove_{finding.id}", icon=":material/delete:", help=name):
        st.session_state[_GONE] = finding.id
        act(frame, lambda: frame.findings.remove(finding.id, finding.draft))
