"""The fields of a goal, in the order in which a group talks of them."""

from typing import Any

import streamlit as st

from hvk_data.findings import Goal
from pages.parts import indicator_choice
from pages.parts.frame import Frame

_LONG = ("goal", "action")
_PLAIN = (
    ("focus", "owner", "partners", "resources", "schedule"),
    ("strategy", "budget_target"),
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def show(frame: Frame, key: str, goal: Goal | None) -> dict[str, Any] | None:
    """What the fields hold, when the form is sent; None until then. ``goal`` is what they begin with."""
    values: dict[str, Any] = {}
    with st.form(key, border=False, enter_to_submit=False):
        for name in _LONG:
            values[name] = st.text_area(
                _label(frame, name),
                value=getattr(goal, name, ""),
                height=80,
                key=f"{key}_{name}",
                help=frame.t(f"plan_page.help_{name}"),
            )
        with st.grid(2, min_column_width=260):
            for name in _PLAIN[0]:
                values[name] = _line(frame, key, name, goal)
        st.markdown(f"**{frame.t('plan_page.how_followed')}**")
        with st.grid(2, min_column_width=260):
            values["metric"] = _line(frame, key, "metric", goal)
            values["indicator"] = indicator_choice.box(
                frame, f"{key}_indicator", _label(frame, "indicator"), goal.indicator if goal else ""
            )
            for name in ("baseline", "target"):
                values[name] = _line(frame, key, name, goal)
                values[f"{name}_year"] = st.number_input(
                    _label(frame, f"{name}_year"),
                    min_value=_FIRST_YEAR,
                    max_value=_LAST_YEAR,
                    value=getattr(goal, f"{name}_year", None),
                    step=1,
                    format="%d",
                    key=f"{key}_{name}_year",
                )
        st.markdown(f"**{frame.t('plan_page.tied_to')}**")
        with st.grid(2, min_column_width=260):
            for name in _PLAIN[1]:
                values[name] = _line(frame, key, name, goal)
        sent = st.form_submit_button(
            frame.t("plan_page.save" if goal else "plan_page.add_this"),
            type="primary",
            icon=":material/check:",
        )
    return values if sent else None


def _label(frame: Frame, name: str) -> str:
    return frame.t(f"documents.field_{name}")


def _line(frame: Frame, key: str, name: str, goal: Goal | None) -> str:
    return st.text_input(_label(frame, name), value=getattr(goal, name, ""), key=f"{key}_{name}") or ""
