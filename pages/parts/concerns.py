"""The list of joys and worries: typed in by a group, shown large, kept with the draft."""

import streamlit as st

from hvk_data.findings import CONCERN_KINDS, Concern, ConcernKind, Concerns, Draft
from hvk_data.language import UserError
from pages.parts import drafts, large, messages
from pages.parts.act import act
from pages.parts.frame import Frame

_WORDS = "concern_words"
_KIND = "concern_kind"
_TROUBLE = "concern_trouble"
_LISTS = {"joy": "joys", "worry": "worries"}
_ICONS = {"joy": ":material/sunny:", "worry": ":material/rainy:"}


def show(frame: Frame, draft: Draft | None) -> None:
    """The field to add to the list, and both lists side by side (on a phone one after the other)."""
    large.heading(frame.t("presentation.deck_concerns"))
    st.markdown(frame.t("presentation.concerns_intro"))
    _add(frame)
    there = Concerns().concerns(draft.code) if draft else []
    with st.grid(2, min_column_width=300, gap="medium"):
        for kind in CONCERN_KINDS:
            _list(frame, kind, [one for one in there if one.kind == kind])
    removed = Concerns().removed(draft.code) if draft else []
    if removed:
        with st.expander(frame.t("presentation.removed", n=len(removed))):
            for one in removed:
                _restore(frame, one)


def _add(frame: Frame) -> None:
    """The field stays where it is, and the keyboard in it: a group says one thing after another."""
    with st.form("concern_add", border=True):
        st.text_input(frame.t("presentation.words"), key=_WORDS)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.radio(
                frame.t("presentation.kind"),
                CONCERN_KINDS,
                key=_KIND,
                format_func=lambda one: frame.t(f"presentation.{one}"),
                horizontal=True,
                label_visibility="collapsed",
                width="content",
            )
            st.form_submit_button(
                frame.t("presentation.add"),
                type="primary",
                icon=":material/add:",
                on_click=_added,
                args=(frame,),
            )
    trouble: UserError | None = st.session_state.pop(_TROUBLE, None)
    if trouble:
        messages.failed(trouble, frame.language)


def _added(frame: Frame) -> None:
    """What was added leaves the field empty; what could not be added stays in it."""
    kind: ConcernKind = st.session_state[_KIND]
    try:
        Concerns().add(drafts.current_or_new(frame).code, kind, st.session_state[_WORDS] or "")
    except UserError as error:
        st.session_state[_TROUBLE] = error
    else:
        st.session_state[_WORDS] = ""


def _list(frame: Frame, kind: ConcernKind, there: list[Concern]) -> None:
    with st.container(border=True, height="stretch"):
        st.subheader(f"{_ICONS[kind]} {frame.t(f'presentation.{_LISTS[kind]}')}", anchor=False)
        if not there:
            st.markdown(frame.t("presentation.none_yet"))
        for one in there:
            _one(frame, one)


def _one(frame: Frame, one: Concern) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            large.paragraph(one.text)
        popover = st.popover(
            frame.t("presentation.edit"),
            icon=":material/edit:",
            type="tertiary",
            key=f"concern_{one.id}_{one.version}_{one.kind}",
            on_change="rerun",
        )
        if popover.open:
            with popover:
                _edit(frame, one)


def _edit(frame: Frame, one: Concern) -> None:
    """Other words, the other kind, or away with it."""
    with st.form(f"concern_edit_{one.id}", border=False):
        words = st.text_input(frame.t("presentation.words"), value=one.text)
        kind: ConcernKind = st.radio(
            frame.t("presentation.kind"),
            CONCERN_KINDS,
            index=CONCERN_KINDS.index(one.kind),
            format_func=lambda kind: frame.t(f"presentation.{kind}"),
            horizontal=True,
        )
        if st.form_submit_button(frame.t("presentation.save"), type="primary"):
            act(
                frame,
                lambda: Concerns().edit(
                    one.id, one.draft, text=words or "", kind=kind, expected_version=one.version
                ),
            )
    if st.button(frame.t("presentation.remove"), icon=":material/delete:", key=f"concern_remove_{one.id}"):
        act(frame, lambda: Concerns().remove(one.id, one.draft))


def _restore(frame: Frame, one: Concern) -> None:
    said = frame.t("presentation.restore", text=messages.plain(one.text))
    if st.button(said, icon=":material/undo:", key=f"concern_restore_{one.id}", wrap=True):
        act(frame, lambda: Concerns().restore(one.id, one.draft))
