"""Doing what a button asks for."""

from collections.abc import Callable

import streamlit as st

from hvk_data.language import UserError
from pages.parts import messages
from pages.parts.frame import Frame


def act(frame: Frame, do: Callable[[], object]) -> None:
    """Do it and show the page anew; what could not be done is said where the button is."""
    try:
        do()
    except UserError as error:
        messages.failed(error, frame.language)
    else:
        st.rerun()
