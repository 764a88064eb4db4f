"""One more of what a page lists: a form behind a heading, empty again after each that was added."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hvk_data.findings import Draft
from pages.parts.act import act
from pages.parts.frame import Frame

Form = Callable[[str], dict[str, Any] | None]
"""Shows the fields under a key; gives what they hold when the form is sent."""


def show(
    frame: Frame, label: str, what: str, draft: Draft, form: Form, add: Callable[..., object], *, opened: bool
) -> None:
    """``add`` is called with the draft's code and the fields; ``opened`` where nothing is listed yet."""
    # Another expander after each that was added: one that could not be added keeps what was typed.
    counter = f"{what}_added"
    count = st.session_state.get(counter, 0)
    key = f"{what}_new_{draft.code}_{count}"
    expander = st.expander(label, icon=":material/add:", expanded=opened, key=key, on_change="rerun")
    if not expander.open:
        return
    with expander:
        values = form(f"{what}_new_form_{draft.code}_{count}")
        if values is not None:
            act(frame, lambda: _add(draft, add, values, counter))


def _add(draft: Draft, add: Callable[..., object], values: dict[str, Any], counter: str) -> None:
    add(draft.code, **values)
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
