"""The version that a form began from, so that nobody's change is overwritten unseen."""

from collections.abc import Callable

import streamlit as st

from hvk_data.findings import EditedElsewhere
from hvk_data.language import UserError
from pages.parts import messages
from pages.parts.frame import Frame


def version(key: str, now: int) -> int:
    """The version at which the form ``key`` was opened; ``now`` is the one that is saved."""
    began: int = st.session_state.setdefault(key, now)
    return began


def submit(frame: Frame, key: str, save: Callable[[int], object]) -> None:
    """Save what the form holds as following the version it began from, and close it.

    Where somebody else has changed it meanwhile, their text is told; pressed once more it is saved.
    """
    try:
        save(st.session_state[key])
    except EditedElsewhere as error:
        st.session_state[key] = error.version
        messages.failed(error, frame.language)
    except UserError as error:
        messages.failed(error, frame.language)
    else:
        del st.session_state[key]
        st.rerun()
