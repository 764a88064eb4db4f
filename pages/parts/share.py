"""Addresses of this server's pages, to be copied and sent on."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st


def address(path: str | None = None, **parameters: str) -> str:
    """The page ``path`` (None: the one that is open) with no more in the address than ``parameters``."""
    here = urlsplit(st.context.url or "")
    page = here.path if path is None else f"{here.path.rpartition('/')[0]}/{path}"
    return urlunsplit((here.scheme, here.netloc, page, urlencode(parameters), ""))
