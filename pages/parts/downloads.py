"""The draft as files: the whole document, and what is made of it for a meeting; made outside the server."""

import logging
import queue
from datetime import UTC, datetime

import streamlit as st

from hvk_data.areas import municipalities
from hvk_data.findings import Draft
from hvk_data.language import LANGUAGES, Language, UserError, format_datetime
from hvk_data.report.kinds import PAIRS, Format, Output, file_name
from hvk_data.report.worker import CouldNotMake, TookTooLong, Worker
from pages.parts import messages, word_template
from pages.parts.frame import Frame

_LOG = logging.getLogger(__name__)

_SECONDS = 60
_ASKED = "downloads_asked"
_ICONS: dict[Format, str] = {
    "docx": ":material/description:",
    "xlsx": ":material/table_view:",
    "pptx": ":material/slideshow:",
    "pdf": ":material/picture_as_pdf:",
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MIME: dict[Format, str] = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "pdf": "application/pdf",
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
    """Language, the whole document in its formats, the others a click away; then how the last one went."""
    worker()
    language: Language = st.radio(
        frame.t("downloads.language"),
        LANGUAGES,
        index=LANGUAGES.index(draft.language),
        key=f"downloads_language_{draft.code}",
        format_func=lambda code: frame.t(f"frame.language_{code}"),
        horizontal=True,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for kind in PAIRS["report"]:
            _button(frame, draft, "report", kind, language)
    with st.expander(frame.t("downloads.others")):
        for output, kinds in PAIRS.items():
            if output == "report":
                continue
            st.markdown(f"**{frame.t(f'documents.output_{output}')}** – {frame.t(f'downloads.for_{output}')}")
            with st.container(horizontal=True):
                for kind in kinds:
                    _button(frame, draft, output, kind, language)
    word_template.show(frame, draft)
    _outcome(frame)


def _button(frame: Frame, draft: Draft, output: Output, kind: Format, language: Language) -> None:
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()

    def make() -> bytes:
        """Runs in a thread of its own, beside the page that waits for the outcome."""
        try:
            made = worker().make(draft.code, kind, language, output)
        except UserError as error:
            _LOG.warning("%s", error, exc_info=error)
            outcomes.put(error)
            raise
        except Exception:
            outcomes.put(CouldNotMake())
            raise
        outcomes.put(None)
        return made.content

    area = municipalities().get(draft.municipality)
    name = area.name.in_(language) if area else draft.municipality
    said = frame.t(f"downloads.{kind}" if output == "report" else f"downloads.as_{kind}")
    st.download_button(
        # A button's name says all of what it does, also to those who hear it alone.
        said if output == "report" else f"{frame.t(f'downloads.short_{output}')}: {said}",
        data=make,
        file_name=file_name(name, output, language, datetime.now(UTC), kind),
        mime=_MIME[kind],
        key=f"download_{kind}" if output == "report" else f"download_{output}_{kind}",
        type="primary" if (output, kind) == ("report", "docx") else "secondary",
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
