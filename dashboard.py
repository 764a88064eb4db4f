"""The server. Everything that is shown is under ``pages/``; what it shows comes from ``hvk_data/``."""

import logging
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hvk_data.paths import home
from pages._document import Document
from pages._print_address import PATH
from pages._warm_up import warm_up

_LOG = logging.getLogger(__name__)


def print_page(request: Request) -> Response:
    """A page to be printed; its code is loaded when the first one is asked for."""
    from pages import _print

    return _print.print_page(request)


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
    from pages.parts.messages import unexpected

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
