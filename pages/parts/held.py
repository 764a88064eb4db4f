"""What is in the fields that people write in: the text each began from, and why it is not saved if it is not.

Kept for the session under the field's key, beside what the field has in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from hvk_data.findings import EditedElsewhere
from hvk_data.language import UserError

Save = Callable[[str, int], int]
"""Saves a text that began from a version; gives its new version, or raises a UserError."""

_HELD = "written_held"


@dataclass(frozen=True, slots=True)
class Held:
    """What the field began from; ``trouble`` is why what it has now is not saved."""

    text: str
    version: int
    saved_at: datetime | None = None
    trouble: UserError | None = None


def every() -> dict[str, Held]:
    """All of the session's fields by key."""
    found: dict[str, Held] = st.session_state.setdefault(_HELD, {})
    return found


def begun(key: str, saved: str, version: int, saved_at: datetime | None) -> Held:
    """What the field began from; a change made elsewhere comes into a field that nobody has touched."""
    held = every().get(key)
    if held is None:
        return _hold(key, Held(saved, version, saved_at))
    if held.version != version and not held.trouble and st.session_state.get(key, held.text) == held.text:
        st.session_state[key] = saved
        return _hold(key, Held(saved, version, saved_at))
    return held


def came_back(key: str, save: Save, saved: str, version: int) -> Held:
    """The browser brought back what it had in the field while the server was gone.

    What it began from is not known any more: it is saved only where it hides nothing.
    """
    if saved:
        return _hold(key, Held(saved, version, trouble=EditedElsewhere(saved, version)))
    leave(key, save)
    return every()[key]


def leave(key: str, save: Save, version: int | None = None) -> None:
    """Save what is in the field, as following ``version``: the one it began from unless told."""
    held = every()[key]
    words = st.session_state[key]
    try:
        now = save(words, held.version if version is None else version)
    except UserError as trouble:
        _hold(key, Held(held.text, held.version, held.saved_at, trouble))
    else:
        _hold(key, Held(words, now, datetime.now(UTC)))


def combine(key: str, save: Save, elsewhere: EditedElsewhere) -> None:
    """Save their text with the field's own after it."""
    st.session_state[key] = "\n\n".join(part for part in (elsewhere.theirs, st.session_state[key]) if part)
    leave(key, save, elsewhere.version)


def take(key: str, elsewhere: EditedElsewhere) -> None:
    """Put their text into the field, in place of what it has."""
    st.session_state[key] = elsewhere.theirs
    _hold(key, Held(elsewhere.theirs, elsewhere.version))


def put(key: str, save: Save, words: str) -> None:
    """Save ``words`` in place of what is in the field."""
    st.session_state[key] = words
    leave(key, save)


def append(key: str, save: Save, words: str) -> None:
    """Save what is in the field with ``words`` after it."""
    there = st.session_state.get(key, "")
    joint = " " if there and not there[-1].isspace() else ""
    put(key, save, f"{there}{joint}{words}")
    st.session_state[f"{key}_appended"] = appended(key) + 1


def appended(key: str) -> int:
    """How many times :func:`append` has been done in this session."""
    times: int = st.session_state.get(f"{key}_appended", 0)
    return times


def _hold(key: str, held: Held) -> Held:
    every()[key] = held
    return held
