"""Figures inside a chapter's text: put in by a picker, shown as they are now, marked when they changed."""

import streamlit as st

from hvk_data.findings import AREA_WORDS, Draft, Finding, LiveFigure, ShownFigures, Token, parse, resolve
from hvk_data.language import UserError
from hvk_data.queries.compare import compare
from pages.parts import held as fields
from pages.parts import indicator_choice, messages, pickers
from pages.parts.frame import Frame
from pages.parts.held import Save

_LEVELS = ("region", "maakunta", "subregion", "country")


def show(frame: Frame, draft: Draft, chapter: str, key: str, save: Save, picked: list[Finding]) -> None:
    """Beneath the field: the picker, and the figures that the saved text has."""
    _picker(frame, draft, key, save, picked)
    tokens = [one.token for one in parse(draft.chapters[chapter])]
    if tokens and draft.municipality in frame.known.municipalities:
        _figures(frame, draft, chapter, list(resolve(frame.reader, draft.municipality, tokens).values()))


def _picker(frame: Frame, draft: Draft, key: str, save: Save, picked: list[Finding]) -> None:
    # An expander of another key is another one: putting a figure in closes it, saving the text does not.
    state = f"{key}_{fields.appended(key)}"
    expander = st.expander(
        frame.t("editor.figure"), icon=":material/add:", key=f"figure_{state}", on_change="rerun"
    )
    if not expander.open or draft.municipality not in frame.known.municipalities:
        return
    with expander:
        st.markdown(frame.t("editor.figure_about"))
        indicator = indicator_choice.box(
            frame, f"figure_indicator_{state}", frame.t("documents.field_indicator"), "", picked
        )
        if not indicator:
            return
        token = Token(indicator, _year(frame, draft, indicator, state), _area(frame, state))
        figure = resolve(frame.reader, draft.municipality, [token])[token]
        st.markdown(f"**{messages.plain(figure.words(frame.language))}** · {_what(frame, figure)}")
        st.button(
            frame.t("editor.figure_add"),
            type="primary",
            key=f"figure_add_{state}",
            on_click=fields.append,
            args=(key, save, str(token)),
            disabled=figure.trouble is not None,
        )
        st.caption(frame.t("editor.figure_copy"))
        st.code(str(token), language=None)


def _year(frame: Frame, draft: Draft, indicator: str, state: str) -> int | None:
    points = compare(frame.reader, draft.municipality, indicator, ()).own.points
    years = [point.year for point in reversed(points) if point.value is not None]
    year: int | None = st.selectbox(
        frame.t("editor.year"),
        [None, *years],
        key=f"figure_year_{state}_{indicator}",
        format_func=lambda one: str(one) if one else frame.t("editor.latest"),
    )
    return year


def _area(frame: Frame, state: str) -> str | None:
    area: str | None = st.selectbox(
        frame.t("editor.area"),
        [None, *(AREA_WORDS[level] for level in _LEVELS)],
        key=f"figure_area_{state}",
        format_func=lambda word: pickers.name(frame, _level(word)) if word else frame.own_name,
    )
    return area


def _level(word: str) -> str:
    return next(level for level, said in AREA_WORDS.items() if said == word)


def _figures(frame: Frame, draft: Draft, chapter: str, figures: list[LiveFigure]) -> None:
    """What each says now; those that have changed since they were last seen come first, to be accepted."""
    shown = ShownFigures().shown(draft.code, chapter)
    unseen = [figure for figure in figures if str(figure.token) not in shown]
    if unseen:
        _accept(frame, draft, chapter, unseen)
    changed = [figure for figure in figures if figure.changed_since(shown.get(str(figure.token)))]
    for figure in changed:
        before = figure.as_shown(shown[str(figure.token)])
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            said = frame.t(
                "editor.changed",
                token=str(figure.token),
                before=messages.plain(before.words(frame.language)),
                now=messages.plain(figure.words(frame.language)),
            )
            st.markdown(f":material/update: {said} {_what(frame, figure)}", width="stretch")
            if st.button(
                frame.t("editor.accept"),
                key=f"accept_{draft.code}_{chapter}_{figure.token}",
                icon=":material/check:",
            ):
                _accept(frame, draft, chapter, [figure])
                st.rerun()
    with st.expander(frame.t("editor.figures", n=len(figures))):
        for figure in figures:
            words = messages.plain(figure.words(frame.language))
            st.markdown(f"`{figure.token}` → **{words}** · {_what(frame, figure)}")


def _what(frame: Frame, figure: LiveFigure) -> str:
    """Of what the figure is, and where it is missing why."""
    parts = []
    if figure.comparison:
        parts.append(figure.comparison.title.in_(frame.language))
    if figure.series:
        parts.append(figure.series.name.in_(frame.language))
    said = messages.plain(", ".join(parts))
    if figure.trouble:
        said = f"{said} :material/warning: {frame.t(f'editor.{figure.trouble}')}"
    return said.strip()


def _accept(frame: Frame, draft: Draft, chapter: str, figures: list[LiveFigure]) -> None:
    try:
        ShownFigures().accept(draft.code, chapter, figures)
    except UserError as error:
        messages.failed(error, frame.language)
