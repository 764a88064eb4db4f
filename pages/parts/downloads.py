"""The draft as Word and Excel: made when it is asked for, outside the server's process."""

import logging
import queue
from datetime import UTC, datetime

import streamlit as st

from hvk_data.areas import municipalities
from hvk_data.findings import Draft
from hvk_data.language import LANGUAGES, Language, UserError, format_datetime, text
from hvk_data.language.dates import in_finland
from hvk_data.report.files import FORMATS, Format
from hvk_data.report.worker import CouldNotMake, TookTooLong, Worker
from pages.parts import messages
from pages.parts.frame import Frame

_LOG = logging.getLogger(__name__)

_SECONDS = 60
_ASKED = "downloads_asked"
_ICONS: dict[Format, str] = {"docx": ":material/description:", "xlsx": ":material/table_view:"}
_MIME: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Outcome = UserError | None
"""None when the document was made."""


@st.cache_resource
def worker() -> Worker:
    """The server's one maker of documents."""
    made = Worker(_SECONDS)
    made.warm()
    return made


def show(frame: Frame, draft: Draft) -> None:
    """Language and format; beneath them how the last one went."""
    worker()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language: Language = st.radio(
            frame.t("downloads.language"),
            LANGUAGES,
            index=LANGUAGES.index(draft.language),
            key=f"downloads_language_{draft.code}",
            format_func=lambda code: frame.t(f"frame.language_{code}"),
            horizontal=True,
        )
        for kind in FORMATS:
            _button(frame, draft, kind, language)
    _outcome(frame)


def _button(frame: Frame, draft: Draft, kind: Format, language: Language) -> None:
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()

    def make() -> bytes:
        """Runs in a thread of its own, beside the page that waits for the outcome."""
        try:
            made = worker().make(draft.code, kind, language)
        except UserError as error:
            _LOG.warning("%s", error, exc_info=error)
            outcomes.put(error)
            raise
        except Exception:
            outcomes.put(CouldNotMake())
            raise
        outcomes.put(None)
        return made.content

    st.download_button(
        frame.t(f"downloads.{kind}"),
        data=make,
        file_name=_file_name(draft, kind, language),
        mime=_MIME[kind],
        key=f"download_{kind}",
        type="primary" if kind == "docx" else "secondary",
        icon=_ICONS[kind],
        on_click=_asked,
        args=(kind, outcomes),
    )


def _asked(kind: Format, outcomes: "queue.SimpleQueue[Outcome]") -> None:
    st.session_state[_ASKED] = (kind, outcomes)


def _outcome(frame: Frame) -> None:
    """Wait for what was just asked for, and say how it went: the browser itself says it in English only."""
    asked: tuple[Format, queue.SimpleQueue[Outcome]] | None = st.session_state.pop(_ASKED, None)
    if asked is None:
        return
    kind, outcomes = asked
    with st.spinner(frame.t("downloads.making")):
        try:
            trouble = outcomes.get(timeout=_SECONDS + 5)
        except queue.Empty:
            trouble = TookTooLong(seconds=_SECONDS)
    if trouble:
        messages.failed(trouble, frame.language)
        return
    moment = format_datetime(datetime.now(UTC), frame.language)
    st.success(frame.t(f"downloads.made_{kind}", moment=moment), icon=":material/check:")


def _file_name(draft: Draft, kind: Format, language: Language) -> str:
    """What the file is called when it is saved; known before the document is made."""
    area = municipalities().get(draft.municipality)
    name = area.name.in_(language) if area else draft.municipality
    day = in_finland(datetime.now(UTC)).strftime("%Y-%m-%d")
    stem = text(language, "report.file_name", municipality=name, day=day)
    return f"{stem}.{kind}"
