"""The draft that findings are picked into."""

import os
from datetime import UTC, datetime

import streamlit as st
from streamlit import config


from hvk_data.findings import Draft, UnknownDraft
from pages import _place
from pages.parts import browser
from pages.parts.frame import Frame

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def current(frame: Frame) -> Draft | None:
    """The draft of the place, or this browser's last one about the municipality; None where there is none.

    A draft that the address names but nobody knows is an UnknownDraft.
    """
    if frame.place.draft:
        return _open(frame.findings.draft(frame.place.draft))
    if frame.place.municipality is None:
        return None
    for draft in known(frame):
        if draft.municipality == frame.place.municipality:
            return _open(draft)
    return None


def current_or_new(frame: Frame) -> Draft:
    """The current draft, or a new one about the municipality."""
    try:
        found = current(frame)
    except UnknownDraft:
        found = None
    return found or create(frame)


def create(frame: Frame, name: str | None = None) -> Draft:
    """A new draft about the municipality, remembered by this browser."""
    name = name or frame.t("drafts.default_name", area=frame.own_name, year=datetime.now(UTC).year)
    return _open(frame.findings.create_draft(name, frame.areas.own.code, frame.language))


def known(frame: Frame) -> list[Draft]:
    """The drafts that may be listed here: on an own machine all, elsewhere those of this browser."""
    if own_machine():
        return frame.findings.all_drafts()
    return frame.findings.drafts(browser.drafts())


def own_machine() -> bool:
    """Whether the server serves nobody but the person at this machine.

    It listens on this machine alone, is asked for by this machine's own name, and nothing says that
    a proxy stands between. A server for others also says so itself with ``HVK_SHARED``.
    """
    headers = st.context.headers
    host = headers.get("Host", "").rsplit(":", 1)[0]
    forwarded = any(name in headers for name in ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip"))
    bound = str(config.get_option("server.address") or "")
    return bound in _LOOPBACK and host in _LOOPBACK and not forwarded and not os.environ.get("HVK_SHARED")


def _open(draft: Draft) -> Draft:
    browser.opened(draft.code)
    if _place.here().draft != draft.code:
        _place.go(draft=draft.code)
    return draft
