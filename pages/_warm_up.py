"""What is done at the start beside answering: the code loaded and the store opened before somebody waits.

The server answers as soon as it can, with hardly any of the program loaded: a browser needs a second for
Streamlit's own code, and what the first page needs is loaded in that second. What only later pages need
is loaded when the first page stands, so that it does not take that page's time.
"""

import gc
import logging
import threading
import time
from importlib import import_module

from hvk_data.language import UserError
from hvk_data.paths import home
from pages._pages import PAGES

SHOWN = threading.Event()
"""Some page has been shown to somebody."""

_NOBODY_COMES_SECONDS = 5
# The server has sent the page; the browser still draws it, and asks for files meanwhile.
_DRAWING_SECONDS = 1
_LATER = ("pages._print", "hvk_data.findings")
_LOG = logging.getLogger(__name__)


def warm_up() -> None:
    """Do before the first visit what the first visitor would wait for, and the rest soon after."""
    # Nothing of what is being loaded is ever thrown away: looking for it takes a tenth of the time.
    gc.disable()
    try:
        _first_page()
        gc.enable()
        if SHOWN.wait(_NOBODY_COMES_SECONDS):
            time.sleep(_DRAWING_SECONDS)
        _later_pages()
    except UserError:
        _LOG.exception("warming up")  # the page says it to whoever comes, with what to do
    # What is loaded by now stays: the collector need not walk through it after every run of a page.
    gc.enable()
    gc.collect()
    gc.freeze()


def _first_page() -> None:
    from hvk_data.queries.index import index
    from hvk_data.store import open_store
    from hvk_data.store.prepare import ensure_store

    ensure_store(home())
    index(open_store(home()).reader())
    import_module(f"pages.{PAGES[0].module}")
    import_module("scipy.stats")  # loaded at its first use otherwise


def _later_pages() -> None:
    for listed in PAGES:
        import_module(f"pages.{listed.module}")
    for name in _LATER:
        import_module(name)
    from hvk_data.findings import Findings

    Findings()
