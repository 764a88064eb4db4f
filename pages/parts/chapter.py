"""One chapter of the draft: what belongs in it, its text in three ways, its findings and goals."""

import streamlit as st

from hvk_data.findings import Draft, Finding, Goal, News, Observation, chapter_guide, chapter_title
from pages.parts import (
    chapter_preview,
    chapter_versions,
    finding_card,
    goal_card,
    live_figures,
    messages,
    observation_card,
    written,
    yearly_figures,
)
from pages.parts.frame import Frame
from pages.parts.held import Save

_HEIGHTS = {"summary": 160, "description": 220, "plan": 220}
_HEIGHT = 130
_WAYS = ("write", "preview", "versions")


def show(
    frame: Frame,
    draft: Draft,
    chapter: str,
    picked: list[Finding],
    today: dict[int, News],
    goals: list[Goal],
    observations: list[Observation],
) -> None:
    """The chapter; ``picked`` are all findings of the draft, numbered in the report's order.

    ``today`` is what the store says to them now.
    """
    name = chapter_title(draft.kind, chapter, frame.language)
    st.header(name, anchor=False)
    st.caption(chapter_guide(draft.kind, chapter, frame.language))
    _text(frame, draft, chapter, name, picked)
    if chapter == "plan":
        _goals(frame, goals)
    members = [(number, one) for number, one in enumerate(picked, 1) if one.chapter == chapter]
    for number, finding in members:
        _finding(frame, number, finding, observations)
    if chapter == "description":
        for one in observations:
            if one.finding is None and one.public:
                with st.container(border=True, gap="xsmall"):
                    observation_card.told(frame, one)
        if draft.kind == "yearly":
            yearly_figures.show(frame, picked, today)
        _more(frame, nothing=not members)


def _text(frame: Frame, draft: Draft, chapter: str, name: str, picked: list[Finding]) -> None:
    """The text: written, as it will look, or against what it was before."""
    key = f"chapter_text_{draft.code}_{chapter}"
    save = _save(frame, draft, chapter)
    with st.container(horizontal=True, vertical_alignment="center"):
        way = st.segmented_control(
            frame.t("editor.way", chapter=name),
            _WAYS,
            default="write",
            required=True,
            key=f"chapter_way_{draft.code}_{chapter}",
            format_func=lambda one: messages.choice(frame.t(f"editor.{one}")),
            label_visibility="collapsed",
        )
        if way == "write":
            with st.popover(frame.t("editor.format"), icon=":material/help:"):
                st.markdown(frame.t("editor.format_help"))
    if way == "preview":
        chapter_preview.show(frame, draft, chapter)
        return
    if way == "versions":
        chapter_versions.show(frame, draft, chapter, key, save)
        return
    written.field(
        frame,
        key,
        frame.t("report_page.text", chapter=name),
        draft.chapters[chapter],
        draft.versions[chapter],
        save,
        height=_HEIGHTS.get(chapter, _HEIGHT),
    )
    live_figures.show(frame, draft, chapter, key, save, picked)


def _save(frame: Frame, draft: Draft, chapter: str) -> Save:
    return lambda words, version: frame.findings.write_chapter(draft.code, chapter, words, version).versions[
        chapter
    ]


def _goals(frame: Frame, goals: list[Goal]) -> None:
    """The goals in a line each; they are written on a page of their own."""
    for number, goal in enumerate(goals, 1):
        st.markdown(f"{number}. {messages.plain(goal.goal)} · {goal_card.standing(frame, goal)}")
    frame.link("suunnitelma", frame.t("report_page.to_plan"), icon=":material/flag:")


def _finding(frame: Frame, number: int, finding: Finding, observations: list[Observation]) -> None:
    """A finding in a line or two: what kind, what it says, of which figure; experience beneath it."""
    with st.container(border=True, gap="xsmall"):
        kind = frame.t(f"report.kind_{finding.kind}")
        title = finding_card.title(frame, finding.comparison)
        st.markdown(f"**{number}. {title}** · {finding_card.level(frame, finding.comparison)} · {kind}")
        if finding.sentence.strip():
            st.text(finding.sentence)
        observation_card.beside(frame, finding, observations)
        edit = frame.t("report_page.edit", number=number)
        frame.link("havainnot", edit, icon=":material/edit:", finding=finding.id)


def _more(frame: Frame, *, nothing: bool) -> None:
    """Where more findings come from, and where their order is changed."""
    if nothing:
        st.info(frame.t("report_page.no_findings"), icon=":material/playlist_add:")
    with st.container(horizontal=True):
        frame.link("havainnot", frame.t("report_page.to_findings"), icon=":material/list:")
        frame.link("indikaattori", frame.t("drafts.to_search"), icon=":material/search:", indicator=None)
