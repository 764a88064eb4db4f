"""The fields of an observation: what was told, by whom, how it was collected."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from hvk_data.findings import OBSERVATION_SOURCES, STANCES, Finding, Observation
from hvk_data.language.dates import in_finland
from pages.parts import finding_card
from pages.parts.frame import Frame

_LINES = ("theme", "group", "area", "method")


def show(frame: Frame, key: str, one: Observation | None, picked: list[Finding]) -> dict[str, Any] | None:
    """What the fields hold, when the form is sent; None until then. ``one`` is what they begin with."""
    values: dict[str, Any] = {}
    with st.form(key, border=False, enter_to_submit=False):
        values["text"] = st.text_area(
            frame.t("experience.text"),
            value=one.text if one else "",
            height=110,
            key=f"{key}_text",
            help=frame.t("experience.help_text"),
        )
        values["finding"] = _finding(frame, key, one, picked)
        values["stance"] = st.radio(
            frame.t("experience.stance"),
            STANCES,
            index=STANCES.index(one.stance) if one else 0,
            key=f"{key}_stance",
            format_func=lambda stance: frame.t(f"experience.stance_{stance}"),
            horizontal=True,
        )
        with st.grid(2, min_column_width=260):
            values["source"] = st.selectbox(
                frame.t("experience.source"),
                OBSERVATION_SOURCES,
                index=OBSERVATION_SOURCES.index(one.source) if one else 0,
                key=f"{key}_source",
                format_func=lambda source: frame.t(f"documents.source_{source}"),
            )
            for name in _LINES:
                values[name] = (
                    st.text_input(
                        frame.t(f"experience.{name}"),
                        value=getattr(one, name, ""),
                        key=f"{key}_{name}",
                        placeholder=frame.t(f"experience.example_{name}"),
                    )
                    or ""
                )
            values["people"] = st.number_input(
                frame.t("experience.people"),
                min_value=1,
                value=one.people if one else None,
                step=1,
                key=f"{key}_people",
                help=frame.t("experience.help_people"),
            )
            today = in_finland(datetime.now(UTC)).date()
            collected_on = one.collected_on if one else today
            values["collected_on"] = (
                st.date_input(
                    frame.t("experience.collected_on"),
                    value=collected_on,
                    max_value=max(today, collected_on),
                    format="DD.MM.YYYY",
                    key=f"{key}_collected_on",
                )
                or collected_on
            )
        values["consent"] = st.checkbox(
            frame.t("experience.consent"), value=bool(one and one.consent), key=f"{key}_consent"
        )
        sent = st.form_submit_button(
            frame.t("experience.save" if one else "experience.add_this"),
            type="primary",
            icon=":material/check:",
        )
    return values if sent else None


def _finding(frame: Frame, key: str, one: Observation | None, picked: list[Finding]) -> int | None:
    """Which finding it is about; none is the municipality as a whole."""
    titles = {finding.id: finding_card.name(frame, finding.comparison) for finding in picked}
    options = list(titles)
    chosen = one.finding if one and one.finding in titles else None
    found: int | None = st.selectbox(
        frame.t("experience.finding"),
        options,
        index=options.index(chosen) if chosen is not None else None,
        key=f"{key}_finding",
        format_func=lambda id_: titles[id_],
        placeholder=frame.t("experience.whole"),
    )
    return found
