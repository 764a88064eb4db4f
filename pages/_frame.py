"""Around every page: language, municipality, navigation, the address, and what goes wrong.

The server runs this script for every page; ``st.navigation`` chooses which one is shown inside.
"""

import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from hvk_data.language import UserError
from hvk_data.paths import home
from hvk_data.queries.index import index
from hvk_data.store import Reader, open_store
from hvk_data.store.errors import NoStore
from hvk_data.store.prepare import ensure_store
from pages import (
    _place,
    accessibility,
    comparison,
    councillors,
    data,
    findings,
    indicator,
    presentation,
    report,
    start,
    suggestions,
)
from pages.parts import browser, foot, header, messages
from pages.parts.frame import Frame

_LOG = logging.getLogger(__name__)
# A file of ours: an icon by name would be fetched from another host.
_ICON = Path(__file__).parent / "icon.png"
_WIDTH = 1120
# Pages for people who only look: without the navigation, reached by links, each of its own width.
_ALONE = {"esitys": 1600, "valtuutetulle": 620}
# Reached from the end of every page.
_HIDDEN = (*_ALONE, "saavutettavuus")


def main() -> None:
    """One run of the script: read the address, choose the page, show it, write the address."""
    browser.recall()
    language = _place.read_language()
    t = messages.speaker(language)
    st.set_page_config(page_title=t("frame.product"), page_icon=str(_ICON), layout="wide")
    try:
        known = index(_reader(t))
    except UserError as error:
        messages.stopped(error, language)
        return
    _place.read_address(known)
    frame = Frame.here(known, _reader(t))
    pages = _pages(frame)
    shown = st.navigation(pages, position="top")
    alone = shown.url_path in _ALONE
    if alone:
        # Asked again: which page it is is not known before.
        st.navigation(pages, position="hidden")
    width = _ALONE.get(shown.url_path, _WIDTH)
    with st.container(horizontal_alignment="center"), st.container(width=width, gap="small"):
        header.show(frame, quiet=alone)
        messages.notices(frame)
        _show(shown.run, frame)
        foot.show(frame, shown.url_path, shown.title)
    _place.write_address()
    browser.remember(frame)


def _pages(frame: Frame) -> list[st.Page]:
    """Every page at an address of its own; the words are the reader's, the addresses the same for all."""
    t = frame.t
    pages: list[tuple[str, Callable[[Frame], None], str]] = [
        ("", start.show, t("frame.page_start")),
        ("nostot", suggestions.show, t("frame.page_suggestions")),
        ("indikaattori", indicator.show, t("frame.page_indicator")),
        ("vertailu", comparison.show, t("frame.page_comparison")),
        ("havainnot", findings.show, t("frame.page_findings")),
        ("raportti", report.show, t("frame.page_report")),
        ("aineisto", data.show, t("frame.page_data")),
        ("esitys", presentation.show, t("frame.page_presentation")),
        ("valtuutetulle", councillors.show, t("frame.page_councillors")),
        ("saavutettavuus", accessibility.show, t("accessibility.title")),
    ]
    made = []
    for path, show, title in pages:
        page = st.Page(
            _named(path, show, frame),
            title=title,
            url_path=path,
            default=not path,
            visibility="hidden" if path in _HIDDEN else "visible",
        )
        frame.pages[path] = page
        made.append(page)
    return made


def _named(path: str, show: Callable[[Frame], None], frame: Frame) -> Callable[[], None]:
    """A page without arguments, as the navigation wants it, named for its address."""

    def page() -> None:
        show(frame)

    page.__name__ = path or "start"
    return page


def _show(run: Callable[[], None], frame: Frame) -> None:
    """Show a page; what it could not do is said in the reader's words and written whole to the log."""
    try:
        run()
    except UserError as error:
        _LOG.warning("%s", error, exc_info=error)
        messages.failed(error, frame.language)


def _reader(t: messages.Speaker) -> Reader:
    """The store's reader; on the first start it is built from what ships, which takes some seconds."""
    store = open_store(home())
    try:
        return store.reader()
    except NoStore:
        with st.spinner(t("frame.first_start")):
            ensure_store(home())
        return store.reader()


main()
