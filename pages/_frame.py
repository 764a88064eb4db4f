"""Around every page: language, municipality, navigation, the address, and what goes wrong.

The server runs this script for every page; ``st.navigation`` chooses which one is shown inside.
"""

import logging
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import streamlit as st

from hvk_data.language import UserError
from hvk_data.paths import home
from hvk_data.queries.index import index
from hvk_data.store import Reader, open_store
from hvk_data.store.errors import NoStore
from hvk_data.store.prepare import ensure_store
from pages import _place, _warm_up
from pages._pages import PAGES, Listed
from pages.parts import browser, foot, header, messages
from pages.parts.frame import Frame

_LOG = logging.getLogger(__name__)
# A file of ours: an icon by name would be fetched from another host.
_ICON = Path(__file__).parent / "icon.png"


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
    pages = [_page(frame, listed) for listed in PAGES]
    shown = st.navigation(pages, position="top")
    listed = next(one for one in PAGES if one.path == shown.url_path)
    if listed.alone:
        # Asked again: which page it is is not known before.
        st.navigation(pages, position="hidden")
    with st.container(horizontal_alignment="center"), st.container(width=listed.width, gap="small"):
        header.show(frame, quiet=listed.alone)
        messages.notices(frame)
        _show(shown.run, frame)
        foot.show(frame, shown.url_path, shown.title)
    _place.write_address()
    browser.remember(frame)
    _warm_up.SHOWN.set()


def _page(frame: Frame, listed: Listed) -> st.Page:
    """The page at an address of its own; the words are the reader's, the addresses the same for all."""

    def show() -> None:
        # Loaded when it is first shown: nobody waits for the code of a page that he has not asked for.
        import_module(f"pages.{listed.module}").show(frame)

    show.__name__ = listed.path or listed.module
    page = st.Page(
        show,
        title=frame.t(listed.title),
        url_path=listed.path,
        default=not listed.path,
        visibility="hidden" if listed.hidden else "visible",
    )
    frame.pages[listed.path] = page
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
