"""What can be done to a goal: its form, its status, its place, removing and bringing back."""

import streamlit as st

from hvk_data.findings import GOAL_STATUSES, Goal, Goals
from pages.parts import begun, goal_form, messages
from pages.parts.act import act
from pages.parts.frame import Frame

_GONE = "goal_gone"


def show(frame: Frame, goal: Goal, *, first: bool, last: bool) -> None:
    """Beneath the card; ``first`` and ``last`` are of the plan."""
    _edit(frame, goal)
    _controls(frame, goal, first=first, last=last)


def just_removed(removed: list[Goal]) -> Goal | None:
    """The goal that was removed last in this session, while it can still be brought back."""
    return next((goal for goal in removed if goal.id == st.session_state.get(_GONE)), None)


def undo(frame: Frame, goal: Goal, place: str) -> None:
    """A removed goal in a row, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        name = messages.plain(goal.goal)
        st.markdown(frame.t("findings_page.was_removed", title=name), width="stretch")
        if st.button(
            frame.t("findings_page.restore"), key=f"goal_back_{place}_{goal.id}", icon=":material/undo:"
        ):
            act(frame, lambda: Goals().restore(goal.id, goal.draft))


def _edit(frame: Frame, goal: Goal) -> None:
    key = f"goal_began_{goal.id}"
    expander = st.expander(
        frame.t("plan_page.edit"),
        icon=":material/edit:",
        key=f"goal_edit_{goal.id}_{goal.version}",
        on_change="rerun",
        expanded=key in st.session_state,
    )
    if not expander.open:
        st.session_state.pop(key, None)
        return
    with expander:
        begun.version(key, goal.version)
        values = goal_form.show(frame, f"goal_form_{goal.id}", goal)
        if values is not None:
            begun.submit(
                frame,
                key,
                lambda version: Goals().edit(goal.id, goal.draft, expected_version=version, **values),
            )


def _controls(frame: Frame, goal: Goal, *, first: bool, last: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        status = st.selectbox(
            frame.t("documents.field_status"),
            GOAL_STATUSES,
            index=GOAL_STATUSES.index(goal.status),
            key=f"goal_status_{goal.id}_{goal.status}",
            format_func=lambda one: frame.t(f"documents.status_{one}"),
            width=220,
        )
        if status != goal.status:
            act(frame, lambda: Goals().edit(goal.id, goal.draft, status=status))
        up = st.button(
            frame.t("findings_page.up"),
            key=f"goal_up_{goal.id}",
            icon=":material/arrow_upward:",
            disabled=first,
        )
        down = st.button(
            frame.t("findings_page.down"),
            key=f"goal_down_{goal.id}",
            icon=":material/arrow_downward:",
            disabled=last,
        )
        if up or down:
            act(frame, lambda: Goals().move(goal.id, goal.draft, "up" if up else "down"))
        if st.button(frame.t("findings_page.remove"), key=f"goal_remove_{goal.id}", icon=":material/delete:"):
            st.session_state[_GONE] = goal.id
            act(frame, lambda: Goals().remove(goal.id, goal.draft))
