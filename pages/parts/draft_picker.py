"""Which draft: choosing, starting, naming, sending on, removing and bringing back."""

import streamlit as st

from hvk_data.findings import DOCUMENT_KINDS, Draft, UnknownDraft
from pages import _place
from pages.parts import browser, drafts, header, messages, share
from pages.parts.act import act
from pages.parts.frame import Frame

_CHOICE = "draft_choice"
_REMOVED = "draft_removed"


def show(frame: Frame) -> Draft | None:
    """The row that says which draft is on the page, with all that can be done to it; None without one."""
    draft = _current(frame)
    _undo(frame)
    listed = drafts.known(frame)
    # A popover of another key is another popover: what was just done in it closes it.
    key = f"{draft.code if draft else ''}_{len(listed)}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if listed:
            _choose(frame, listed, draft)
        if frame.place.municipality:
            _new(frame, key)
        if draft:
            _settings(frame, draft, key)
    if draft is None and frame.place.municipality is None:
        header.municipality(frame, "draft_municipality", frame.t("frame.choose_municipality"))
    return draft


def nothing(frame: Frame, icon: str) -> None:
    """On a page without a draft: what to do to have one."""
    if frame.place.municipality is None:
        st.markdown(frame.t("drafts.nothing_open"))
        return
    st.info(frame.t("drafts.none", area=messages.plain(frame.own_name)), icon=icon)
    picking(frame)


def picking(frame: Frame) -> None:
    """Where findings are picked."""
    with st.container(horizontal=True):
        frame.link("", frame.t("drafts.to_cards"), icon=":material/home:")
        frame.link("indikaattori", frame.t("drafts.to_search"), icon=":material/search:", indicator=None)


def _current(frame: Frame) -> Draft | None:
    """The draft of the place; the municipality of the place follows it."""
    try:
        draft = drafts.current(frame)
    except UnknownDraft as error:
        _unknown(frame, error, frame.place.draft or "")
        return None
    about = draft.municipality if draft else None
    if about in frame.known.municipalities and about != frame.place.municipality:
        _place.go(municipality=about)
        st.rerun()
    return draft


def _unknown(frame: Frame, error: UnknownDraft, code: str) -> None:
    """A draft that nobody knows may have been removed by the very person who now asks for it."""
    st.warning(messages.plain(error.message(frame.language)), icon=":material/link_off:")
    if st.button(frame.t("drafts.try_restore"), icon=":material/undo:"):
        act(frame, lambda: _restore(frame, code))


def _undo(frame: Frame) -> None:
    """The draft that was removed last in this session, until it is brought back."""
    removed: Draft | None = st.session_state.get(_REMOVED)
    if removed is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(frame.t("drafts.removed", name=messages.plain(removed.name)), width="stretch")
        if st.button(frame.t("drafts.undo"), icon=":material/undo:"):
            act(frame, lambda: _restore(frame, removed.code))


def _restore(frame: Frame, code: str) -> None:
    draft = drafts.open_draft(frame.findings.restore_draft(code))
    st.session_state.pop(_REMOVED, None)
    _place.go(municipality=draft.municipality)


def _choose(frame: Frame, listed: list[Draft], draft: Draft | None) -> None:
    names = drafts.names(frame, listed)
    st.session_state[_CHOICE] = draft.code if draft else None
    st.selectbox(
        frame.t("drafts.choose"),
        list(names),
        index=0 if draft else None,
        key=_CHOICE,
        format_func=lambda code: names[code],
        on_change=_chosen,
        args=({one.code: one.municipality for one in listed},),
        placeholder=frame.t("drafts.choose_placeholder"),
        width=460,
    )


def _chosen(municipality_of: dict[str, str]) -> None:
    code = st.session_state[_CHOICE]
    if code:
        _place.go(draft=code, municipality=municipality_of[code])


def _new(frame: Frame, key: str) -> None:
    popover = st.popover(
        frame.t("drafts.new"), icon=":material/add:", key=f"draft_new_{key}", on_change="rerun"
    )
    if popover.open:
        with popover, st.form(f"draft_new_form_{key}", border=False):
            name = st.text_input(frame.t("drafts.name"), value=drafts.default_name(frame))
            kind = st.radio(
                frame.t("document.kind"),
                DOCUMENT_KINDS,
                format_func=lambda one: frame.t(f"document.kind_{one}"),
            )
            if st.form_submit_button(frame.t("drafts.create", area=frame.own_name), type="primary"):
                act(frame, lambda: drafts.create(frame, name or "", kind))


def _settings(frame: Frame, draft: Draft, key: str) -> None:
    popover = st.popover(
        frame.t("drafts.settings"), icon=":material/settings:", key=f"draft_settings_{key}", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        with st.form(f"draft_rename_{key}", border=False):
            name = st.text_input(frame.t("drafts.name"), value=draft.name)
            if st.form_submit_button(frame.t("drafts.rename")):
                act(frame, lambda: frame.findings.rename_draft(draft.code, name or ""))
        st.markdown(frame.t("drafts.share_own" if drafts.own_machine() else "drafts.share"))
        st.code(share.address(luonnos=draft.code, kunta=draft.municipality), language=None, wrap_lines=True)
        if st.button(frame.t("drafts.remove"), icon=":material/delete:", key=f"draft_remove_{key}"):
            act(frame, lambda: _remove(frame, draft))


def _remove(frame: Frame, draft: Draft) -> None:
    frame.findings.remove_draft(draft.code)
    browser.forget(draft.code)
    st.session_state[_REMOVED] = draft
    _place.go(draft=None)
