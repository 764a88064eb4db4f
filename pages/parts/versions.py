"""The data versions that are kept, and the return to one of them."""

import streamlit as st

from hvk_data.language import format_datetime, format_number
from hvk_data.paths import home
from hvk_data.store.generations import Generations
from hvk_data.store.rollback import Kept, kept_generations, roll_back
from pages.parts import drafts
from pages.parts.act import act
from pages.parts.frame import Frame


def older_in_use(frame: Frame) -> None:
    """Say so where the version in use is not the newest: somebody has returned to it."""
    newest = max(Generations(home()).all(), default=0)
    if frame.reader.generation < newest:
        st.warning(
            frame.t("updates.older_in_use", generation=frame.reader.generation, newest=newest),
            icon=":material/history:",
        )


def show(frame: Frame) -> None:
    """The kept versions, newest first, under a closed heading."""
    with st.expander(frame.t("updates.versions"), key="updates_versions", on_change="rerun") as expander:
        if not expander.open:
            return
        st.markdown(frame.t("updates.versions_about"))
        kept = kept_generations(home())
        for one in reversed(kept):
            _one(frame, one)
        if len(kept) < 2:
            st.caption(frame.t("updates.only_version"))


def _one(frame: Frame, kept: Kept) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        said = frame.t(
            "updates.version",
            generation=kept.generation,
            built=format_datetime(kept.built_at, frame.language),
            indicators=format_number(kept.indicators, 0, frame.language),
            rows=format_number(kept.rows, 0, frame.language),
        )
        if kept.in_use:
            st.markdown(f"{said} · {frame.t('updates.version_in_use')}")
            return
        st.markdown(said)
        label = frame.t("updates.return", generation=kept.generation)
        if drafts.own_machine() and st.button(label, icon=":material/history:"):
            act(frame, lambda: roll_back(home(), kept.generation))
