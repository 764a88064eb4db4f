"""How far the draft is from whole, in a few lines; what is lacking opens beneath with a way to mend it."""

import streamlit as st

from hvk_data import catalogue
from hvk_data.findings import (
    CHAPTERS,
    Completeness,
    Draft,
    Finding,
    Goal,
    LeftOut,
    LeftOutReasons,
    Observation,
    chapter_title,
    completeness,
)
from pages.parts import messages
from pages.parts.act import act
from pages.parts.frame import Frame

_MINIMUM = "minimum"
_DONE, _OPEN = ":material/check_circle:", ":material/radio_button_unchecked:"


def show(
    frame: Frame,
    draft: Draft,
    picked: list[Finding],
    goals: list[Goal],
    observations: list[Observation],
    reasons: list[LeftOut],
) -> None:
    """A line for each kind of thing, marked by sign and number; the minimum list to be gone through."""
    listed = catalogue.load().lists[_MINIMUM].members
    state = completeness(draft, picked, goals, observations, reasons, listed)
    with st.container(border=True, gap="small"):
        st.markdown("  \n".join(_lines(frame, draft, state, goals)))
        with st.container(horizontal=True):
            if state.without_owner or state.without_metric:
                frame.link("suunnitelma", frame.t("completeness.to_plan"), icon=":material/flag:")
            if state.waiting:
                frame.link("kokemukset", frame.t("completeness.to_waiting"), icon=":material/groups:")
        _minimum(frame, draft, state, reasons)


def _lines(frame: Frame, draft: Draft, state: Completeness, goals: list[Goal]) -> list[str]:
    chapters = frame.t("completeness.chapters", n=len(state.written), all=len(CHAPTERS))
    if state.unwritten:
        names = ", ".join(chapter_title(draft.kind, one, frame.language) for one in state.unwritten)
        chapters = f"{chapters} {frame.t('completeness.unwritten', names=names)}"
    lines = [_line(chapters, done=not state.unwritten)]
    said = frame.t("completeness.minimum", n=len(state.picked), told=len(state.told), all=state.minimum)
    lines.append(_line(said, done=not state.open))
    if goals:
        said = frame.t(
            "completeness.goals",
            n=len(goals),
            owner=len(state.without_owner),
            metric=len(state.without_metric),
        )
        lines.append(_line(said, done=not (state.without_owner or state.without_metric)))
    else:
        lines.append(_line(frame.t("completeness.no_goals"), done=False))
    if state.waiting:
        lines.append(_line(frame.t("completeness.waiting", n=state.waiting), done=False))
    return lines


def _line(said: str, *, done: bool) -> str:
    return f"{_DONE if done else _OPEN} {said}"


def _minimum(frame: Frame, draft: Draft, state: Completeness, reasons: list[LeftOut]) -> None:
    """What of the minimum list is open: to be picked, or left out with a reason."""
    title = frame.t("completeness.open", n=len(state.open))
    with st.expander(title, key=f"minimum_{draft.code}", on_change="rerun") as expander:
        if not expander.open:
            return
        st.caption(frame.t("completeness.about_minimum"))
        if state.open:
            _leave_out(frame, draft, state)
        for one in reasons:
            if one.indicator in state.told:
                _reason(frame, one)


def _leave_out(frame: Frame, draft: Draft, state: Completeness) -> None:
    indicator = st.selectbox(
        frame.t("documents.field_indicator"),
        state.open,
        key=f"left_out_{draft.code}_{len(state.open)}",
        format_func=lambda id_: _title(frame, id_),
    )
    frame.link(
        "indikaattori", frame.t("completeness.look"), icon=":material/show_chart:", indicator=indicator
    )
    with st.form(f"left_out_form_{draft.code}_{indicator}", border=False):
        reason = st.text_input(frame.t("completeness.reason"))
        if st.form_submit_button(frame.t("completeness.leave_out")):
            act(frame, lambda: LeftOutReasons().write(draft.code, indicator, reason or "", 0))


def _reason(frame: Frame, one: LeftOut) -> None:
    """A reason that was given, and the way to take it back."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        said = frame.t(
            "completeness.left_out",
            title=messages.plain(_title(frame, one.indicator)),
            reason=messages.plain(one.reason),
        )
        st.markdown(said, width="stretch")
        if st.button(
            frame.t("completeness.take_back"),
            key=f"left_out_back_{one.draft}_{one.indicator}",
            icon=":material/undo:",
        ):
            act(frame, lambda: LeftOutReasons().write(one.draft, one.indicator, "", one.version))


def _title(frame: Frame, id_: str) -> str:
    known = frame.known.indicators.get(id_)
    return known.title.in_(frame.language) if known else id_
