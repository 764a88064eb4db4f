"""*Suunnitelma*: the goals of the draft, as cards that open into forms."""

import streamlit as st

from hvk_data.findings import GOAL_STATUSES, Draft, Goal, Goals
from pages.parts import adding, draft_picker, goal_card, goal_controls, goal_form, messages, ways
from pages.parts.frame import Frame


def show(frame: Frame) -> None:
    """The goals of the current draft in their order, and a form for one more."""
    st.title(frame.t("plan_page.title"))
    ways.writing(frame, "suunnitelma")
    draft = draft_picker.show(frame)
    if draft is None:
        draft_picker.nothing(frame, ":material/flag:")
        return
    there, removed = Goals().goals(draft.code), Goals().removed(draft.code)
    st.markdown(frame.t("plan_page.yearly_intro" if draft.kind == "yearly" else "plan_page.intro"))
    if there:
        st.header(frame.t("documents.goals"), anchor=False)
        st.markdown(_counts(frame, there))
    _cards(frame, draft, there, goal_controls.just_removed(removed))
    adding.show(
        frame,
        frame.t("plan_page.add"),
        "goal",
        draft,
        lambda key: goal_form.show(frame, key, None),
        Goals().add,
        opened=not there,
    )
    if removed:
        with st.expander(frame.t("plan_page.removed", n=len(removed))):
            for goal in removed:
                goal_controls.undo(frame, goal, "list")


def _counts(frame: Frame, there: list[Goal]) -> str:
    """How many goals there are, and how many of them stand where."""
    counts = {status: sum(1 for goal in there if goal.status == status) for status in GOAL_STATUSES}
    told = ", ".join(f"{frame.t(f'documents.status_{one}')} {n}" for one, n in counts.items() if n)
    return f"{frame.t('plan_page.count', n=len(there))} {messages.plain(told)}."


def _cards(frame: Frame, draft: Draft, there: list[Goal], gone: Goal | None) -> None:
    """The goals, and where one was just removed the way back."""
    before = {goal.id: goal for goal in goal_card.of_draft(draft.previous)}
    for number, goal in enumerate(there, 1):
        if gone and gone.position == goal.position:
            goal_controls.undo(frame, gone, "here")
        promised = before.get(goal.carried_from or 0)
        goal_card.show(frame, draft, goal, number, promised, last=number == len(there))
    if gone and gone.position >= len(there):
        goal_controls.undo(frame, gone, "here")
