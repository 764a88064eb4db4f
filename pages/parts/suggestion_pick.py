"""Picking what stands out into the draft: its figures, with a sentence that says no more than its test."""

import streamlit as st

from hvk_data.figures import Comparison, Series, Sex
from hvk_data.findings import Draft, Kind
from hvk_data.queries.judged import judged
from hvk_data.queries.shown import shown
from hvk_data.suggestions import Kind as Standing
from hvk_data.suggestions import Suggestion
from hvk_data.suggestions.sentences import sentence
from pages.parts import drafts, suggestion_words
from pages.parts.act import act
from pages.parts.frame import Frame

_KINDS: dict[Standing, Kind] = {
    "strength": "strength",
    "improving": "strength",
    "concern": "concern",
    "worsening": "concern",
    "gap": "note",
}
_ROLES = {"region": ("county", "maakunta", "median_region"), "country": ("country", "median_country")}


def button(frame: Frame, item: Suggestion, draft: Draft | None) -> None:
    """The button, or that the draft has it already."""
    if draft and any(
        one.comparison.indicator == item.indicator.id and one.kind == _KINDS[item.kind]
        for one in frame.findings.findings(draft.code)
    ):
        frame.link("havainnot", frame.t("suggestions_page.picked"), icon=":material/check:", draft=draft.code)
    elif st.button(
        frame.t("suggestions_page.pick"), key=f"suggestion_pick_{item.id}", icon=":material/add_circle:"
    ):
        act(frame, lambda: _pick(frame, item))


def _pick(frame: Frame, item: Suggestion) -> None:
    code = frame.areas.own.code
    sex: Sex = "female" if item.kind == "gap" else "total"
    comparison = shown(frame.reader, code, item.indicator.id, frame.place.against, sex)
    said = _sentence(frame, item, comparison)
    frame.findings.pick(drafts.current_or_new(frame).code, comparison, said, _KINDS[item.kind])


def _sentence(frame: Frame, item: Suggestion, comparison: Comparison) -> str:
    """The judgement's own sentence; of what it does not judge, similar municipalities and gaps, the claim."""
    against = _against(item, comparison)
    if item.first is not None or against is not None:
        judgement = judged(frame.reader, comparison, item.year, against)
        return sentence(judgement, comparison, frame.language)
    title = item.indicator.title.in_(frame.language)
    sure = frame.t("suggestions_page.sure", tier=item.certainty.name(frame.language))
    return f"{title}: {suggestion_words.claim(frame, item)} {sure}"


def _against(item: Suggestion, comparison: Comparison) -> Series | None:
    """The series of the comparison that the suggestion stands beside, where it has a value of the year."""
    roles = _ROLES.get(item.against or "", ())
    for series in comparison.series[1:]:
        point = series.at(item.year)
        if series.role in roles and point is not None and point.value is not None:
            return series
    return None
