"""The HTML document around every page: its language from the first byte, and the code that it will need.

Streamlit's own document says ``lang="en"`` to screen readers whatever is inside, and asks for the
program code of each kind of element only when the first one arrives. Here the address decides the
language, and the code of what every page has is fetched as soon as Streamlit has drawn anything, as is a
chart's on a page that opens with one. What later pages have is loaded while the first is being read
(``LATER_CODE``).
"""

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hvk_data.language import as_language

CHART_PAGES = ("/indikaattori",)
FRAME_CODE = ("Selectbox", "Radio", "PageLink", "Button", "LinkButton", "Html")
CHART_CODE = ("ArrowVegaLiteChart", "embed")
LATER_CODE = (
    *CHART_CODE,
    *("DataFrame", "Table", "Multiselect", "ButtonGroup", "TextInput", "TextArea", "DownloadButton"),
)

_STATIC = Path(st.__file__).parent / "static"
_SCRIPTS = _STATIC / "static" / "js"
_NEEDED = re.compile(r"""(?:from|import)\s*["'`]\./([^"'`]+\.js)["'`]""")
# Where the server is: from the address alone Streamlit would try the page's own path first, and wait for no.
_SERVER = """<script>window.__streamlit = {
  BACKEND_BASE_URL: location.origin + location.pathname.slice(0, -LENGTH)
}</script>"""
# Once something has been painted: before that only Streamlit's own code is wanted, and soon.
_AHEAD = """<script>new PerformanceObserver((_, self) => {
  self.disconnect();
  for (const file of FILES)
    document.head.append(Object.assign(document.createElement("link"),
      {rel: "modulepreload", crossOrigin: "", href: "./static/js/" + file}));
}).observe({type: "paint", buffered: true})</script>"""
_NOT_PAGES = ("/static/", "/_stcore/", "/media/", "/component/", "/tuloste")


@cache
def scripts(names: tuple[str, ...]) -> tuple[str, ...]:
    """The files of the installed Streamlit that hold these parts, whatever their hash."""
    return tuple(path.name for name in names for path in sorted(_SCRIPTS.glob(f"{name}.*.js")))


@cache
def with_needed(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those files and the ones that they import, without those that Streamlit's document names itself."""
    named = (_STATIC / "index.html").read_text(encoding="utf-8")
    found: dict[str, None] = {}
    todo = list(scripts(names))
    while todo:
        file = todo.pop(0)
        if file not in found and file not in named:
            found[file] = None
            todo += _NEEDED.findall((_SCRIPTS / file).read_text(encoding="utf-8"))
    return tuple(found)


class Document:
    """Middleware that completes the document and leaves every other answer alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; a document is held back until it is whole, completed and sent."""
        if scope["type"] != "http" or scope["path"].startswith(_NOT_PAGES):
            await self._app(scope, receive, send)
            return
        # The document is small: it is asked for unpacked, so that it can be completed.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        held: list[Message] = []

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_document(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body"):
                    await _send_completed(held, scope, send)

        await self._app({**scope, "headers": headers}, receive, complete)


def _is_document(start: Message) -> bool:
    return "text/html" in Headers(raw=start["headers"]).get("content-type", "")


async def _send_completed(held: list[Message], scope: Scope, send: Send) -> None:
    start, *parts = held
    body = _completed(b"".join(part.get("body", b"") for part in parts), scope)
    MutableHeaders(raw=start["headers"])["content-length"] = str(len(body))
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _completed(body: bytes, scope: Scope) -> bytes:
    said = parse_qs(scope["query_string"].decode("latin-1")).get("kieli", [""])[0]
    language = as_language(said) or "fi"
    on_chart_page = scope["path"].rstrip("/").endswith(CHART_PAGES)
    names = FRAME_CODE + CHART_CODE if on_chart_page else FRAME_CODE
    ahead = _AHEAD.replace("FILES", json.dumps(with_needed(names)))
    where = _SERVER.replace("LENGTH", str(len(scope["path"])))
    body = body.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    # Before Streamlit's own script, which reads it once.
    body = body.replace(b"<head>", b"<head>" + where.encode(), 1)
    return body.replace(b"</head>", ahead.encode() + b"</head>", 1)
