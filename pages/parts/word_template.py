"""A municipality's own Word template: given once, used for all of its Word documents, taken away again."""

import streamlit as st

from hvk_data.findings import Draft
from hvk_data.language import UserError, format_datetime
from hvk_data.paths import home
from hvk_data.report import template
from pages.parts import drafts, messages
from pages.parts.frame import Frame

_SAID = "word_template_said"


def show(frame: Frame, draft: Draft) -> None:
    """What a template is for, whether one is in use, and where to give another."""
    with st.expander(frame.t("template.heading")):
        st.markdown(frame.t("template.about"))
        kept = template.kept_at(draft.municipality)
        if kept is not None:
            st.markdown(frame.t("template.kept", moment=format_datetime(kept, frame.language)))
        # Anybody may begin a draft about any municipality, so not everybody may change what all of its
        # documents are written into.
        if drafts.own_machine():
            _choose(frame, draft, in_use=kept is not None)
        else:
            place = template.place(draft.municipality).relative_to(home()).as_posix()
            st.info(messages.plain(frame.t("template.by_operator", file=place)), icon=":material/lock:")


def _choose(frame: Frame, draft: Draft, *, in_use: bool) -> None:
    if in_use:
        st.button(
            frame.t("template.remove"),
            icon=":material/delete:",
            key="word_template_remove",
            on_click=_remove,
            args=(draft.municipality,),
        )
    most = template.MOST_BYTES // 1024 // 1024
    st.file_uploader(
        frame.t("template.upload", most=most),
        # Neither kind nor size is limited here: we refuse in the reader's language, Streamlit in English.
        key="word_template_file",
        on_change=_take,
        args=(draft.municipality,),
    )
    _outcome(frame)


def _take(municipality: str) -> None:
    file = st.session_state["word_template_file"]
    if file is None:
        return
    try:
        template.keep(municipality, file.getvalue())
    except UserError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state[_SAID] = "taken"


def _remove(municipality: str) -> None:
    template.remove(municipality)
    st.session_state[_SAID] = "removed"


def _outcome(frame: Frame) -> None:
    said = st.session_state.pop(_SAID, None)
    if isinstance(said, UserError):
        messages.failed(said, frame.language)
    elif said is not None:
        st.success(frame.t(f"template.{said}"), icon=":material/check:")
