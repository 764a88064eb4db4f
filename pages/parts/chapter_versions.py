"""The texts that a chapter has had: one of them against today's, and the way back to it."""

import html

import streamlit as st

from hvk_data.findings import ChapterText, Draft, Part, differences, sittings
from hvk_data.language import format_datetime
from pages.parts import held as fields
from pages.parts.frame import Frame
from pages.parts.held import Save

_TAGS = {"added": "ins", "removed": "del"}
# Line and weight, not colour; what they mean is also said to those who hear the page.
_STYLES = {
    "ins": "text-decoration:underline 2px;text-underline-offset:3px;font-weight:600",
    "del": "text-decoration:line-through 2px",
}
_HEARD = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
_TEXT = "white-space:pre-wrap;overflow-wrap:anywhere;max-width:80ch;margin:0"


def show(frame: Frame, draft: Draft, chapter: str, key: str, save: Save) -> None:
    """Which version, what has changed since, and a button to return to it."""
    kept = frame.findings.chapter_texts(draft.code, chapter)
    if len(kept) < 2:
        st.info(frame.t("editor.one_version"), icon=":material/history:")
        return
    now, *earlier = kept
    ends = sittings(kept)[1:]
    if ends and len(ends) < len(earlier):
        every = st.toggle(frame.t("editor.every"), key=f"every_version_{draft.code}_{chapter}")
        earlier = earlier if every else ends
    chosen = st.selectbox(
        frame.t("editor.earlier"),
        earlier,
        key=f"version_{draft.code}_{chapter}_{now.version}",
        format_func=lambda one: _name(frame, one),
        width=460,
    )
    st.caption(frame.t("editor.how_marked", name=_name(frame, now)))
    with st.container(border=True):
        st.html(_marked(frame, differences(chosen.text, now.text)))
    # The field is not on the page now, but what it holds is kept: the way back goes through it.
    fields.begun(key, draft.chapters[chapter], draft.versions[chapter], None)
    st.button(
        frame.t("editor.return"),
        icon=":material/settings_backup_restore:",
        key=f"return_{draft.code}_{chapter}",
        on_click=fields.put,
        args=(key, save, chosen.text),
        wrap=True,
    )


def _name(frame: Frame, one: ChapterText) -> str:
    moment = format_datetime(one.saved_at, frame.language)
    return frame.t("editor.version", n=one.version, moment=moment)


def _marked(frame: Frame, parts: list[Part]) -> str:
    marked = []
    for part in parts:
        words = html.escape(part.text)
        tag = _TAGS.get(part.kind)
        if tag:
            heard = f'<span style="{_HEARD}">{html.escape(frame.t(f"editor.{part.kind}"))} </span>'
            words = f'{heard}<{tag} style="{_STYLES[tag]}">{words}</{tag}>'
        marked.append(words)
    return f'<p style="{_TEXT}">{"".join(marked)}</p>'
