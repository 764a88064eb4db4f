"""One observation: what was told and by whom, what a moderator decides, and where it may be seen."""

import streamlit as st

from hvk_data.findings import Finding, Moderation, Observation, Observations, Stance, small_group
from hvk_data.language import format_date
from hvk_data.queries.compare import compare
from pages.parts import begun, finding_card, messages, observation_form
from pages.parts.act import act
from pages.parts.frame import Frame

_GONE = "observation_gone"
_POPULATION = "127"
_STANCES: dict[Stance, str] = {
    "supports": ":material/thumb_up:",
    "challenges": ":material/swap_horiz:",
    "completes": ":material/add_comment:",
}
_DECISIONS: dict[Moderation, tuple[tuple[Moderation, str], ...]] = {
    "waiting": (("published", ":material/check:"), ("rejected", ":material/block:")),
    "published": (("waiting", ":material/undo:"),),
    "rejected": (("waiting", ":material/undo:"),),
}


def show(frame: Frame, one: Observation, picked: list[Finding]) -> None:
    """The card of a moderator."""
    with st.container(border=True, gap="small", key=f"observation_{one.id}"):
        told(frame, one)
        about = next((finding for finding in picked if finding.id == one.finding), None)
        if about:
            title = finding_card.title(frame, about.comparison)
            st.markdown(frame.t("experience.about", title=title))
        _warnings(frame, one)
        expander = _edit(frame, one, picked)
        if not expander:
            _controls(frame, one)


def told(frame: Frame, one: Observation) -> None:
    """What was told, with its stance, its source and its date: never as markup."""
    if one.finding is None:
        st.markdown(f":material/groups: **{frame.t('documents.stance_alone')}**")
    else:
        st.markdown(f"{_STANCES[one.stance]} **{frame.t(f'documents.stance_{one.stance}')}**")
    st.text(one.text)
    parts = [frame.t(f"documents.source_{one.source}"), one.theme, one.group, one.area, one.method]
    if one.people is not None:
        parts.append(frame.t("documents.people", n=one.people))
    parts.append(format_date(one.collected_on, frame.language))
    st.caption(messages.plain(" · ".join(part for part in parts if part)))


def beside(frame: Frame, finding: Finding, observations: list[Observation]) -> None:
    """Beneath a finding: what is known of it by experience, as far as it may be seen."""
    for one in observations:
        if one.finding == finding.id and one.public:
            with st.container(border=True, gap="xsmall"):
                told(frame, one)


def just_removed(removed: list[Observation]) -> Observation | None:
    """The one that was removed last in this session, while it can still be brought back."""
    return next((one for one in removed if one.id == st.session_state.get(_GONE)), None)


def undo(frame: Frame, one: Observation, place: str) -> None:
    """A removed one in a row, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container(width="stretch"):
            st.text(one.text)
        said = frame.t("findings_page.restore")
        if st.button(said, key=f"observation_back_{place}_{one.id}", icon=":material/undo:"):
            act(frame, lambda: Observations().restore(one.id, one.draft))


def _warnings(frame: Frame, one: Observation) -> None:
    """Whether somebody might be recognised, and whether it may be used at all."""
    why = small_group(one.people, _inhabitants(frame), narrowed=bool(one.group or one.area))
    if why:
        st.warning(frame.t(f"experience.{why}"), icon=":material/visibility:")
    if not one.consent:
        st.warning(frame.t("experience.no_consent"), icon=":material/lock:")


def _inhabitants(frame: Frame) -> float | None:
    """How many live in the municipality, where the store knows."""
    if _POPULATION not in frame.known.indicators or frame.place.municipality is None:
        return None
    latest = compare(frame.reader, frame.place.municipality, _POPULATION, ()).own.latest
    return latest.value if latest else None


def _edit(frame: Frame, one: Observation, picked: list[Finding]) -> bool:
    """Whether the form to change it is open."""
    key = f"observation_began_{one.id}"
    expander = st.expander(
        frame.t("experience.edit"),
        icon=":material/edit:",
        key=f"observation_edit_{one.id}_{one.version}",
        on_change="rerun",
    )
    if not expander.open:
        st.session_state.pop(key, None)
        return False
    with expander:
        begun.version(key, one.version)
        values = observation_form.show(frame, f"observation_form_{one.id}", one, picked)
        if values is not None:
            begun.submit(
                frame,
                key,
                lambda version: Observations().edit(one.id, one.draft, expected_version=version, **values),
            )
    return True


def _controls(frame: Frame, one: Observation) -> None:
    with st.container(horizontal=True):
        for to, icon in _DECISIONS[one.status]:
            first = to == "published"
            if st.button(
                frame.t(f"experience.to_{to}"),
                key=f"observation_{to}_{one.id}",
                icon=icon,
                type="primary" if first else "secondary",
            ):
                act(frame, lambda to=to: Observations().moderate(one.id, one.draft, to, one.version))
        if st.button(
            frame.t("findings_page.remove"), key=f"observation_remove_{one.id}", icon=":material/delete:"
        ):
            st.session_state[_GONE] = one.id
            act(frame, lambda: Observations().remove(one.id, one.draft))
