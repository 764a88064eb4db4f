"""*Raporttiluonnos*: the draft under THL's chapters, written, with its findings, and as files."""

import streamlit as st

from hvk_data.findings import CHAPTERS, Draft, Finding, chapter_guide, chapter_title
from pages.parts import downloads, draft_picker, finding_card, messages, written
from pages.parts.frame import Frame

_HEIGHTS = {"summary": 160, "description": 220, "plan": 220}
_HEIGHT = 130
_DOWNLOADS = "tiedostot"


def show(frame: Frame) -> None:
    """The current draft, or what to do to have one."""
    st.title(frame.t("report_page.title"))
    draft = draft_picker.show(frame)
    if draft is None:
        _nothing(frame)
        return
    picked = frame.findings.findings(draft.code)
    _state(frame, draft, picked)
    numbered = list(enumerate(picked, 1))
    for chapter in CHAPTERS:
        _chapter(frame, draft, chapter, [one for one in numbered if one[1].chapter == chapter])
    st.header(frame.t("downloads.heading"), anchor=_DOWNLOADS)
    downloads.show(frame, draft)


def _nothing(frame: Frame) -> None:
    if frame.place.municipality is None:
        st.markdown(frame.t("drafts.nothing_open"))
        return
    st.info(frame.t("drafts.none", area=messages.plain(frame.own_name)), icon=":material/description:")
    with st.container(horizontal=True):
        frame.link("", frame.t("drafts.to_cards"), icon=":material/home:")
        frame.link("indikaattori", frame.t("drafts.to_search"), icon=":material/search:", indicator=None)


def _state(frame: Frame, draft: Draft, picked: list[Finding]) -> None:
    """How far the draft is, in one line."""
    done = sum(1 for chapter in CHAPTERS if draft.chapters[chapter].strip())
    findings = frame.t("report_page.findings", n=len(picked))
    chapters = frame.t("report_page.chapters", n=done, all=len(CHAPTERS))
    st.markdown(f"{chapters} {findings} [{frame.t('report_page.to_files')}](#{_DOWNLOADS})")


def _chapter(frame: Frame, draft: Draft, chapter: str, findings: list[tuple[int, Finding]]) -> None:
    """One chapter: what belongs in it, its text, its findings."""
    name = chapter_title(draft.kind, chapter, frame.language)
    st.header(name, anchor=False)
    st.caption(chapter_guide(draft.kind, chapter, frame.language))
    written.field(
        frame,
        f"chapter_text_{draft.code}_{chapter}",
        frame.t("report_page.text", chapter=name),
        draft.chapters[chapter],
        draft.versions[chapter],
        lambda words, version: frame.findings.write_chapter(draft.code, chapter, words, version).versions[
            chapter
        ],
        height=_HEIGHTS.get(chapter, _HEIGHT),
    )
    for number, finding in findings:
        _finding(frame, number, finding)
    if chapter == "description":
        _more(frame, nothing=not findings)


def _finding(frame: Frame, number: int, finding: Finding) -> None:
    """A finding in a line or two: what kind, what it says, of which figure."""
    with st.container(border=True, gap="xsmall"):
        kind = frame.t(f"report.kind_{finding.kind}")
        title = finding_card.title(frame, finding.comparison)
        st.markdown(f"**{number}. {title}** · {finding_card.level(frame, finding.comparison)} · {kind}")
        if finding.sentence.strip():
            st.text(finding.sentence)
        frame.link(
            "havainnot",
            frame.t("report_page.edit", number=number),
            icon=":material/edit:",
            finding=finding.id,
        )


def _more(frame: Frame, *, nothing: bool) -> None:
    """Where more findings come from, and where their order is changed."""
    if nothing:
        st.info(frame.t("report_page.no_findings"), icon=":material/playlist_add:")
    with st.container(horizontal=True):
        frame.link("havainnot", frame.t("report_page.to_findings"), icon=":material/list:")
        frame.link("indikaattori", frame.t("drafts.to_search"), icon=":material/search:", indicator=None)
