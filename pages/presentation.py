"""*Esitys*: the draft's findings or the municipality's figures one at a time, large enough for a room."""

import streamlit as st

from hvk_data import charts
from hvk_data.citation import source_line
from hvk_data.figures import Comparison
from hvk_data.findings import Draft, UnknownDraft
from pages import _place
from pages.parts import chart, concerns, drafts, header, large, messages, pick_shown, slides
from pages.parts.frame import Frame
from pages.parts.slides import Slide

_FINDINGS, _FIGURES, _CONCERNS = "findings", "figures", "concerns"
_DECK = "presentation_deck"
_AT = "presentation_at"


def show(frame: Frame) -> None:
    """The slide that is on, with the way to the next one above it."""
    if frame.place.municipality is None:
        st.title(frame.t("frame.page_presentation"))
        header.municipality(frame, "presentation_municipality", frame.t("frame.choose_municipality"))
        return
    try:
        draft = drafts.current(frame)
    except UnknownDraft as error:
        messages.failed(error, frame.language)
        draft = None
    decks = {_FINDINGS: slides.of_findings(frame, draft), _FIGURES: slides.of_figures(frame)}
    deck = _chosen(frame, decks)
    if deck == _CONCERNS:
        _controls(frame, decks, deck)
        concerns.show(frame, draft)
        return
    if not decks[deck]:
        _controls(frame, decks, deck)
        large.heading(frame.own_name)
        st.info(frame.t("presentation.nothing"), icon=":material/download:")
        frame.link("aineisto", frame.t("start.fetch"), icon=":material/download:")
        return
    at = _at(frame, decks[deck])
    slide = decks[deck][at]
    comparison = slide.comparison()
    _controls(frame, decks, deck, at, comparison if deck == _FIGURES else None, draft)
    _slide(frame, slide, comparison)
    _keys(frame, picks=deck == _FIGURES)


def _chosen(frame: Frame, decks: dict[str, list[Slide]]) -> str:
    """The deck that somebody chose; else the findings, unless the address names a figure not among them."""
    if f"{_DECK}_choice" not in st.session_state:  # come from another page: chosen by the link
        st.session_state.pop(_DECK, None)
    deck: str | None = st.session_state.get(_DECK)
    if deck is None or (deck == _FINDINGS and not decks[_FINDINGS]):
        asked = frame.place.indicator
        named = [slide.indicator for slide in decks[_FINDINGS]]
        deck = _FINDINGS if named and (asked is None or asked in named) else _FIGURES
    return deck


def _at(frame: Frame, deck: list[Slide]) -> int:
    """The slide that was moved to; else the first about the indicator of the address, else the first."""
    key = st.session_state.get(_AT)
    asked = frame.place.indicator
    for at, slide in enumerate(deck):
        if slide.key == key and slide.indicator == asked:
            return at
    return next((at for at, slide in enumerate(deck) if slide.indicator == asked), 0)


def _controls(
    frame: Frame,
    decks: dict[str, list[Slide]],
    deck: str,
    at: int = 0,
    comparison: Comparison | None = None,
    draft: Draft | None = None,
) -> None:
    """Backwards, forwards, picking; which slides; the way out. Always in the same place."""
    shown = decks.get(deck, [])
    with st.container(horizontal=True, vertical_alignment="center"):
        if shown:
            _move(frame, "previous", shown[at - 1] if at else None)
            st.markdown(f"**{frame.t('presentation.position', at=at + 1, n=len(shown))}**", width="content")
            _move(frame, "next", shown[at + 1] if at + 1 < len(shown) else None)
        if comparison is not None:
            # With its first finding the draft would have slides of its own: these stay on.
            st.session_state[_DECK] = deck
            pick_shown.button(frame, comparison, draft)
        choices = [name for name in (_FINDINGS, _FIGURES, _CONCERNS) if name == _CONCERNS or decks[name]]
        st.session_state[f"{_DECK}_choice"] = deck
        st.radio(
            frame.t("presentation.choose"),
            choices,
            key=f"{_DECK}_choice",
            format_func=lambda name: frame.t(f"presentation.deck_{name}"),
            on_change=_deck_chosen,
            horizontal=True,
            label_visibility="collapsed",
            width="content",
        )
        back = "havainnot" if deck == _FINDINGS else ""
        frame.link(back, frame.t("presentation.end"), icon=":material/close:")


def _move(frame: Frame, name: str, to: Slide | None) -> None:
    st.button(
        frame.t(f"presentation.{name}"),
        key=f"presentation_{name}",
        shortcut="right" if name == "next" else "left",
        disabled=to is None,
        on_click=_go,
        args=(to,),
    )


def _go(to: Slide | None) -> None:
    if to is not None:
        st.session_state[_AT] = to.key
        _place.go(indicator=to.indicator)


def _deck_chosen() -> None:
    st.session_state[_DECK] = st.session_state[f"{_DECK}_choice"]


def _slide(frame: Frame, slide: Slide, comparison: Comparison) -> None:
    """What it says, the chart, the source."""
    title = comparison.title.in_(frame.language)
    large.heading(f"{comparison.own.name.in_(frame.language)}: {title}")
    large.paragraph(slides.sentence(frame, slide, comparison))
    if comparison.own.latest:
        drawn = charts.time_series(comparison, frame.language, theme=frame.theme)
        chart.draw(charts.enlarged(drawn), heading=False)
    st.markdown(messages.plain(source_line(comparison.origin, comparison.indicator, frame.language)))


def _keys(frame: Frame, *, picks: bool) -> None:
    """What the keys do; the one of a single letter can be switched off."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(frame.t("presentation.keys_help"), width="content")
        if picks:
            pick_shown.switch(frame)
