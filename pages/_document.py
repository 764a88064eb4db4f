"""The HTML document around every page: its language from the first byte, and what will be needed soon.

Streamlit's own document says ``lang="en"`` to screen readers whatever is inside, and asks for the
program code of a chart only when the first chart arrives. Here the address decides the language, a page
that opens with a chart has the chart's code fetched beside the rest, and every other page while it is
being read.
"""

from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hvk_data.language import as_language

CHART_PAGES = ("/indikaattori",)
CHART_CODE = ("ArrowVegaLiteChart", "embed", "recordbatch", "serialization")
TABLE_CODE = ("DataFrame",)
FIELD_CODE = (
    *("Selectbox", "Multiselect", "ButtonGroup", "TextInput", "TextArea", "TextField", "InputInstructions"),
    *("inputUtils", "useUpdateUiValue", "useTextInputAutoExpand"),
)

_SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
_NOT_PAGES = ("/static/", "/_stcore/", "/media/", "/component/", "/tuloste")


@cache
def scripts(names: tuple[str, ...]) -> tuple[str, ...]:
    """The files of the installed Streamlit that hold these parts, whatever their hash."""
    return tuple(path.name for name in names for path in sorted(_SCRIPTS.glob(f"{name}.*.js")))


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
    first = FIELD_CODE + CHART_CODE if on_chart_page else FIELD_CODE
    later = TABLE_CODE if on_chart_page else CHART_CODE + TABLE_CODE
    links = [f'<link rel="modulepreload" crossorigin href="./static/js/{file}">' for file in scripts(first)]
    links += [
        f'<link rel="prefetch" as="script" crossorigin href="./static/js/{file}">' for file in scripts(later)
    ]
    body = body.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    return body.replace(b"</head>", "".join(links).encode() + b"</head>", 1)
