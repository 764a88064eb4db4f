"""**Poimi havainto**: the comparison on screen, with a sentence of one's own, into the draft."""

import streamlit as st

from hvk_data import charts
from hvk_data.figures import Comparison
from hvk_data.findings import KINDS, Findings, Kind
from hvk_data.language import UserError
from pages.parts import drafts, messages
from pages.parts.frame import Frame

_SENTENCE = "pick_sentence"
_KIND = "pick_kind"


def form(frame: Frame, comparison: Comparison) -> None:
    """A sentence and a kind; picking keeps the figures as they are now."""
    key = f"{comparison.indicator}_{frame.areas.own.code}_{comparison.sex}"
    with st.form(f"pick_{key}", border=True, enter_to_submit=False):
        st.markdown(f"**{frame.t('pick.heading')}**")
        kind: Kind = st.radio(
            frame.t("pick.kind"),
            KINDS,
            key=f"{_KIND}_{key}",
            index=KINDS.index("note"),
            format_func=lambda kind: frame.t(f"report.kind_{kind}"),
            horizontal=True,
        )
        sentence = st.text_area(
            frame.t("pick.sentence"),
            value=charts.takeaway(comparison, frame.language),
            key=f"{_SENTENCE}_{key}_{frame.language}",
            height="content",
        )
        st.caption(frame.t("pick.sentence_help"))
        picked = st.form_submit_button(frame.t("pick.button"), type="primary", icon=":material/add_circle:")
    if picked:
        _pick(frame, comparison, sentence or "", kind)


def _pick(frame: Frame, comparison: Comparison, sentence: str, kind: Kind) -> None:
    """Save it; what could not be saved stays in the form."""
    try:
        draft = drafts.current_or_new(frame)
        again = any(
            (found.sentence, found.kind, found.comparison) == (sentence, kind, comparison)
            for found in Findings().findings(draft.code)
        )
        if not again:  # the button stays on the page, and people press it once more to be sure
            Findings().pick(draft.code, comparison, sentence, kind)
    except UserError as error:
        messages.failed(error, frame.language)
        return
    done = frame.t("pick.done", draft=messages.plain(draft.name))
    # Told where everybody sees it: what stands below the button may be below the edge of the window.
    st.toast(done, icon=":material/check:")
    st.success(done, icon=":material/check:")
    with st.container(horizontal=True):
        frame.link("havainnot", frame.t("pick.to_findings"), icon=":material/list:", draft=draft.code)
        frame.link("raportti", frame.t("pick.to_report"), icon=":material/description:", draft=draft.code)
