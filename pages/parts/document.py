"""What document the draft becomes: its kind, term or year, version and who handles it."""

from datetime import UTC, datetime

import streamlit as st

from hvk_data.findings import DOCUMENT_KINDS, STAGES, Draft, terms_around
from pages.parts import drafts
from pages.parts.act import act
from pages.parts.frame import Frame

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def show(frame: Frame, draft: Draft) -> None:
    """What it is in one line, and in a row what can be done of it."""
    st.markdown(f"**{name(frame, draft)}** · {_standing(frame, draft)}")
    # A popover of another key is another popover: what was just done in it closes it.
    state = f"{draft.code}_{draft.kind}_{draft.term}_{draft.year}_{draft.stage}_{draft.edition}"
    with st.container(horizontal=True, vertical_alignment="center"):
        _describe(frame, draft, state)
        _move_on(frame, draft)
        _yearly(frame, draft, state)
    if draft.previous:
        frame.link("raportti", frame.t("document.previous"), icon=":material/history:", draft=draft.previous)


def name(frame: Frame, draft: Draft) -> str:
    """The kind of document with the term or the year that it is of."""
    return frame.t(f"documents.kind_{draft.kind}", term=draft.term.replace("-", "–"), year=draft.year)


def _standing(frame: Frame, draft: Draft) -> str:
    edition = frame.t("documents.edition", n=draft.edition)
    return f"{edition} · {frame.t(f'documents.stage_{draft.stage}')}"


def _describe(frame: Frame, draft: Draft, state: str) -> None:
    popover = st.popover(
        frame.t("document.describe"), icon=":material/tune:", key=f"document_{state}", on_change="rerun"
    )
    if not popover.open:
        return
    with popover, st.form(f"document_form_{state}", border=False):
        kind = st.radio(
            frame.t("document.kind"),
            DOCUMENT_KINDS,
            index=DOCUMENT_KINDS.index(draft.kind),
            format_func=lambda one: frame.t(f"document.kind_{one}"),
        )
        terms = terms_around(datetime.now(UTC).date(), draft.term)
        term = st.selectbox(
            frame.t("document.term"),
            terms,
            index=terms.index(draft.term),
            format_func=lambda one: one.replace("-", "–"),
        )
        year = _year(frame, draft.year or datetime.now(UTC).year, f"document_year_{state}")
        stage = st.selectbox(
            frame.t("document.stage"),
            STAGES,
            index=STAGES.index(draft.stage),
            format_func=lambda one: frame.t(f"document.stage_{one}"),
        )
        edition = st.number_input(frame.t("document.edition"), min_value=1, value=draft.edition, step=1)
        if st.form_submit_button(frame.t("document.save"), type="primary"):
            of_year = year if kind == "yearly" else None
            act(
                frame,
                lambda: frame.findings.describe_draft(
                    draft.code, kind=kind, term=term, year=of_year, stage=stage, edition=edition
                ),
            )


def _move_on(frame: Frame, draft: Draft) -> None:
    place = STAGES.index(draft.stage) + 1
    if place < len(STAGES):
        said = frame.t(f"document.move_on_{STAGES[place]}")
        if st.button(said, icon=":material/arrow_forward:", key=f"document_on_{draft.code}", wrap=True):
            act(frame, lambda: frame.findings.move_on(draft.code))


def _yearly(frame: Frame, draft: Draft, state: str) -> None:
    """A yearly report that starts from this draft."""
    popover = st.popover(
        frame.t("document.yearly"), icon=":material/event_repeat:", key=f"yearly_{state}", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        st.markdown(frame.t("document.yearly_about"))
        now = datetime.now(UTC).year
        with st.form(f"yearly_form_{state}", border=False):
            year = _year(frame, (draft.year or now - 1) + 1, f"yearly_year_{state}")
            if st.form_submit_button(frame.t("document.yearly_begin"), type="primary"):
                act(frame, lambda: _begin(frame, draft, year))


def _begin(frame: Frame, draft: Draft, year: int) -> None:
    area = frame.own_name
    made = frame.findings.begin_yearly(
        draft.code, year, frame.t("document.yearly_name", area=area, year=year)
    )
    drafts.open_draft(made)


def _year(frame: Frame, value: int, key: str) -> int:
    return st.number_input(
        frame.t("document.year"),
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        value=value,
        step=1,
        format="%d",
        key=key,
    )
