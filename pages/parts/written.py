"""A text that people write: saved when they leave the field, and never lost to somebody else's change.

What is in the field stays there until it is saved. A text that was changed elsewhere meanwhile is shown
beside one's own, to choose or combine.
"""

from datetime import datetime

import streamlit as st

from hvk_data.findings import EditedElsewhere
from hvk_data.language import format_datetime
from pages.parts import held as fields
from pages.parts import messages
from pages.parts.frame import Frame
from pages.parts.held import Save


def field(
    frame: Frame,
    key: str,
    label: str,
    saved: str,
    version: int,
    save: Save,
    *,
    saved_at: datetime | None = None,
    height: int = 100,
) -> None:
    """The field with ``saved`` in it, and beneath it whether what it has is saved."""
    held = fields.begun(key, saved, version, saved_at)
    words = st.text_area(
        label,
        # A value besides a state of the same key is refused; and after the server has been started anew
        # the browser still has what was in the field, which then counts for more than what is given.
        value="" if key in st.session_state else held.text,
        key=key,
        height=height,
        on_change=fields.leave,
        args=(key, save),
        persist_state="session",
    )
    if held.trouble is None and words != held.text:
        held = fields.came_back(key, save, saved, version)
    if isinstance(held.trouble, EditedElsewhere):
        _two_texts(frame, key, save, held.trouble)
    elif held.trouble:
        messages.failed(held.trouble, frame.language)
        st.button(frame.t("written.again"), key=f"{key}_again", on_click=fields.leave, args=(key, save))
    elif held.saved_at:
        moment = format_datetime(held.saved_at, frame.language)
        st.caption(f":material/check: {frame.t('written.saved', moment=moment)}")
    else:
        st.caption(frame.t("written.how"))


def left_over(frame: Frame, prefix: str, shown: set[str]) -> None:
    """What was written into fields that are no longer there and could not be saved: to copy elsewhere."""
    for key, held in fields.every().items():
        words = st.session_state.get(key)
        if key.startswith(prefix) and key not in shown and held.trouble and words:
            messages.failed(held.trouble, frame.language)
            st.code(words, language=None, wrap_lines=True)


def _two_texts(frame: Frame, key: str, save: Save, elsewhere: EditedElsewhere) -> None:
    """Both texts and what can be done of them; nothing is saved before somebody has chosen."""
    with st.container(border=True):
        st.warning(frame.t("written.two_texts"), icon=":material/call_split:")
        st.markdown(f"**{frame.t('written.theirs')}**")
        st.text(elsewhere.theirs or frame.t("written.empty"))
        with st.container(horizontal=True):
            st.button(
                frame.t("written.both"),
                key=f"{key}_both",
                type="primary",
                on_click=fields.combine,
                args=(key, save, elsewhere),
            )
            st.button(
                frame.t("written.keep_mine"),
                key=f"{key}_mine",
                on_click=fields.leave,
                args=(key, save, elsewhere.version),
            )
            st.button(
                frame.t("written.take_theirs"),
                key=f"{key}_theirs",
                on_click=fields.take,
                args=(key, elsewhere),
            )
