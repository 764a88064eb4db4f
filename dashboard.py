"""The server. Everything that is shown is under ``pages/``; what it shows comes from ``hvk_data/``."""

import gc
import logging
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from hvk_data.findings import Findings
from hvk_data.language import UserError
from hvk_data.paths import home
from hvk_data.queries.index import index
from hvk_data.store import open_store
from hvk_data.store.prepare import ensure_store
from pages._document import Document
from pages._print import PATH, print_page
from pages.parts.messages import unexpected

_LOG = logging.getLogger(__name__)


def warm_up() -> None:
    """Do before the first visit what the first visitor would wait for."""
    try:
        ensure_store(home())
        index(open_store(home()).reader())
        Findings()
    except UserError:
        _LOG.exception("warming up")  # the page says it to whoever comes, with what to do
    # What is loaded by now stays: the collector need not walk through it after every run of a page.
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None]:
    """Warm up while the server already answers."""
    handler = RotatingFileHandler(home() / "hvk.log", maxBytes=2_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield


def on_script_error(error: Exception) -> bool:
    """Nobody sees a traceback; the log has it whole."""
    _LOG.error("a page failed", exc_info=error)
    unexpected()
    return True


app = st.App(
    Path(__file__).parent / "pages" / "_frame.py",
    lifespan=lifespan,
    routes=[Route(PATH, print_page)],
    middleware=[Middleware(Document)],
    on_script_error=on_script_error,
)

if __name__ == "__main__":
    app.run()
