"""The draft that findings are picked into."""

import os
from datetime import UTC, datetime

import streamlit as st
from streamlit import config

from hvk_data.areas import municipalities
from hvk_data.findings import DocumentKind, Draft, UnknownDraft
from hvk_data.language import format_date
from pages import _place
from pages.parts import browser
from pages.parts.frame import Frame

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def current(frame: Frame) -> Draft | None:
    """The draft of the place, or this browser's last one about the municipality; None where there is none.

    A draft that the address names but nobody knows is an UnknownDraft.
    """
    if frame.place.draft:
        return open_draft(frame.findings.draft(frame.place.draft))
    found = _about_municipality(frame)
    return open_draft(found) if found else None


def looked_at(frame: Frame) -> Draft | None:
    """The draft of the place or this browser's last one; it is looked at, not opened: its code would
    go into an address that is meant for others."""
    if frame.place.draft:
        try:
            return frame.findings.draft(frame.place.draft)
        except UnknownDraft:
            return None
    return _about_municipality(frame)


def current_or_new(frame: Frame) -> Draft:
    """The current draft if it is about the municipality on screen, else one that is, else a new one."""
    try:
        found = current(frame)
    except UnknownDraft:
        found = None
    if found is None or found.municipality != frame.place.municipality:
        found = _about_municipality(frame)
    return open_draft(found) if found else create(frame)


def create(frame: Frame, name: str | None = None, kind: DocumentKind = "wide") -> Draft:
    """A new draft about the municipality, remembered by this browser; a yearly report is of this year."""
    name = default_name(frame) if name is None else name
    year = datetime.now(UTC).year if kind == "yearly" else None
    made = frame.findings.create_draft(name, frame.areas.own.code, frame.language, kind=kind, year=year)
    return open_draft(made)


def default_name(frame: Frame) -> str:
    """What a draft is called until somebody names it."""
    return frame.t("drafts.default_name", area=frame.own_name, year=datetime.now(UTC).year)


def known(frame: Frame) -> list[Draft]:
    """The drafts that may be listed here: on an own machine all, elsewhere those of this browser."""
    if own_machine():
        return frame.findings.all_drafts()
    return frame.findings.drafts(browser.drafts())


def names(frame: Frame, listed: list[Draft]) -> dict[str, str]:
    """Code to name and municipality, last edited first; namesakes are told apart by day and number."""
    names: dict[str, str] = {}
    for draft in listed:
        area = municipalities().get(draft.municipality)
        where = area.name.in_(frame.language) if area else draft.municipality
        name = draft.name if where in draft.name else f"{draft.name} · {where}"
        if name in names.values():
            name = f"{name} · {format_date(draft.created_at, frame.language)}"
        same = sum(1 for other in names.values() if other == name or other.startswith(f"{name} ("))
        names[draft.code] = f"{name} ({same + 1})" if same else name
    return names


def own_machine() -> bool:
    """Whether the server serves nobody but the person at this machine.

    It listens on this machine alone, is asked for by this machine's own name, and nothing says that
    a proxy stands between. A server for others also says so itself with ``HVK_SHARED``.
    """
    headers = st.context.headers
    host = headers.get("Host", "").rsplit(":", 1)[0]
    forwarded = any(name in headers for name in _FORWARDED)
    bound = str(config.get_option("server.address") or "")
    return bound in _LOOPBACK and host in _LOOPBACK and not forwarded and not os.environ.get("HVK_SHARED")


def open_draft(draft: Draft) -> Draft:
    """Make it the draft of the place, and the first that this browser remembers."""
    browser.opened(draft.code)
    if _place.here().draft != draft.code:
        _place.go(draft=draft.code)
    return draft


def _about_municipality(frame: Frame) -> Draft | None:
    if frame.place.municipality is None:
        return None
    about = (draft for draft in known(frame) if draft.municipality == frame.place.municipality)
    return next(about, None)
