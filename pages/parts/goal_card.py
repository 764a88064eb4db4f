"""One goal of the plan: what is aimed at and by whom, where it stands, and the way to change it."""

import streamlit as st

from hvk_data.findings import Draft, Goal, Goals, GoalStatus, LiveFigure, Token, UnknownDraft, resolve
from pages.parts import goal_controls, messages, written
from pages.parts.frame import Frame

_ICONS: dict[GoalStatus, str] = {
    "not_started": ":material/radio_button_unchecked:",
    "under_way": ":material/pending:",
    "done": ":material/check_circle:",
    "partly_done": ":material/incomplete_circle:",
    "not_done": ":material/cancel:",
    "moved": ":material/redo:",
}
_SHOWN = ("action", "owner", "partners", "resources", "schedule", "strategy", "budget_target")


def of_draft(code: str | None) -> list[Goal]:
    """The goals of another draft; none where it is not there any more."""
    try:
        return Goals().goals(code) if code else []
    except UnknownDraft:
        return []


def show(frame: Frame, draft: Draft, goal: Goal, number: int, before: Goal | None, *, last: bool) -> None:
    """The card; ``before`` is the goal of the earlier draft that this one continues."""
    with st.container(border=True, gap="small", key=f"goal_{goal.id}"):
        st.subheader(f"{number}. {messages.plain(goal.goal)}", anchor=False)
        st.markdown(standing(frame, goal))
        st.markdown(_told(frame, goal))
        _metric(frame, goal)
        if draft.kind == "yearly" or goal.outcome:
            _happened(frame, goal, before)
        goal_controls.show(frame, goal, first=number == 1, last=last)


def standing(frame: Frame, goal: Goal) -> str:
    """The status by sign and word, and the focus that it belongs to."""
    status = f"{_ICONS[goal.status]} **{frame.t(f'documents.status_{goal.status}')}**"
    return f"{status} · {messages.plain(goal.focus)}" if goal.focus else status


def _told(frame: Frame, goal: Goal) -> str:
    """What is written, each under its name; an owner that is missing is told."""
    lines = [
        f"**{frame.t(f'documents.field_{name}')}:** {messages.plain(getattr(goal, name))}"
        for name in _SHOWN
        if getattr(goal, name)
    ]
    if not goal.owner:
        lines.append(f":material/person_alert: {frame.t('plan_page.no_owner')}")
    return "  \n".join(line.replace("\n", "  \n") for line in lines)


def _metric(frame: Frame, goal: Goal) -> None:
    """By what it is followed, from where to where, and what the figure is now."""
    if not goal.has_metric:
        st.markdown(f":material/straighten: {frame.t('plan_page.no_metric')}")
        return
    parts = [messages.plain(goal.metric)] if goal.metric else []
    now = _now(frame, goal)
    if now is not None:
        parts.append(messages.plain(now))
    levels = [
        f"{frame.t(f'documents.field_{name}')} {_dated(getattr(goal, name), getattr(goal, f'{name}_year'))}"
        for name in ("baseline", "target")
        if getattr(goal, name)
    ]
    said = " · ".join([*parts, *levels])
    st.markdown(f"**{frame.t('documents.field_metric')}:** {said}")


def _now(frame: Frame, goal: Goal) -> str | None:
    """The indicator's title and its figure of now; its id alone where the store does not know it."""
    if not goal.indicator:
        return None
    known = frame.known.indicators.get(goal.indicator)
    if known is None or frame.place.municipality is None:
        return goal.indicator
    token = Token(goal.indicator)
    figure: LiveFigure = resolve(frame.reader, frame.place.municipality, [token])[token]
    title = known.title.in_(frame.language)
    return frame.t("plan_page.now", title=title, figure=figure.words(frame.language))


def _dated(level: str, year: int | None) -> str:
    return messages.plain(f"{level} ({year})" if year else level)


def _happened(frame: Frame, goal: Goal, before: Goal | None) -> None:
    """What was promised in the earlier draft where it was said otherwise, and what happened."""
    if before and before.goal != goal.goal:
        st.caption(frame.t("plan_page.promised", goal=messages.plain(before.goal)))
    written.field(
        frame,
        f"goal_outcome_{goal.draft}_{goal.id}",
        frame.t("plan_page.happened"),
        goal.outcome,
        goal.version,
        lambda words, version: (
            Goals().edit(goal.id, goal.draft, outcome=words, expected_version=version).version
        ),
        height=80,
    )
