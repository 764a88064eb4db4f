"""*Alku*: what the chosen municipality looks like, theme by theme."""

from itertools import groupby

import streamlit as st

from hvk_data import areas, catalogue
from hvk_data.language import format_number
from hvk_data.queries.cards import OLD_AFTER, Card, cards
from hvk_data.queries.judged import judged_many
from hvk_data.queries.lacking import Lack, lacking
from hvk_data.queries.population import POPULATION, children
from pages.parts import card, chart, header, messages, provenance, tour, ways
from pages.parts.core import core
from pages.parts.frame import Frame

_CARD_WIDTH = 300


def show(frame: Frame) -> None:
    """The municipality's page, or the question which one."""
    if frame.place.municipality is None:
        _welcome(frame)
        return
    listed = core(frame)
    ids = [indicator.id for indicator in listed]
    found = cards(frame.reader, frame.place.municipality, ids)
    lacks = {lack.indicator.id: lack for lack in lacking(frame.reader, frame.place.municipality, ids)}
    _heading(frame, found)
    ways.show(frame)
    provenance.banner(frame)
    tour.show(frame)
    empty = []
    for theme in catalogue.load().themes.values():
        members = [indicator.id for indicator in listed if indicator.theme.code == theme.code]
        if any(id_ in found for id_ in members):
            _theme(frame, theme, members, found, lacks)
        elif members:
            empty.append((theme, [lacks[id_] for id_ in members if id_ in lacks]))
    _children(frame)
    _empty_themes(frame, empty)


def _welcome(frame: Frame) -> None:
    st.title(frame.t("start.welcome"))
    st.markdown(frame.t("start.welcome_text"))
    header.municipality(frame, "start_municipality", frame.t("start.which_municipality"))
    with st.grid(3, min_column_width=260, gap="small"):
        for step in ("look", "compare", "report"):
            st.container(border=True, height="stretch").markdown(
                f"**{frame.t(f'start.step_{step}')}**\n\n{frame.t(f'start.step_{step}_text')}"
            )
    provenance.banner(frame)


def _heading(frame: Frame, found: dict[str, Card]) -> None:
    """Name, population and where in the country: the first line that anybody reads."""
    own = frame.areas
    st.title(messages.plain(frame.own_name))
    parts = []
    population = found.get(POPULATION)
    if population:
        number = format_number(population.value, 0, frame.language)
        n = int(population.value)
        parts.append(frame.t("start.population", n=n, number=number, year=population.year))
    parts.append(own.county.name.in_(frame.language))
    if not own.one_region:
        parts.append(frame.t("pickers.maakunta", area=own.maakunta.name.in_(frame.language)))
    grouping = areas.grouping_name(areas.municipalities()[own.own.code], frame.language)
    parts.append(frame.t("start.grouping", grouping=grouping))
    st.markdown(messages.plain(" · ".join(parts)))


def _theme(
    frame: Frame,
    theme: catalogue.Theme,
    ids: list[str],
    found: dict[str, Card],
    lacks: dict[str, Lack],
) -> None:
    """A theme's cards; which newest figures are missing and why; what is old under a closed heading."""
    st.header(messages.plain(theme.name.in_(frame.language)), anchor=theme.code)
    here = [found[id_] for id_ in ids if id_ in found]
    fresh = [one for one in here if not one.old]
    old = [one for one in here if one.old]
    if fresh:
        _cards(frame, fresh)
    _lacking(frame, [lacks[id_] for id_ in ids if id_ in lacks])
    if old:
        heading = frame.t("start.older", n=len(old))
        with st.expander(heading, key=f"older_{theme.code}", on_change="rerun") as expander:
            if expander.open:
                _cards(frame, old)


def _cards(frame: Frame, shown: list[Card]) -> None:
    judgements = judged_many(frame.reader, [one.comparison for one in shown])
    with st.grid(min_column_width=_CARD_WIDTH, gap="small"):
        for one, judgement in zip(shown, judgements, strict=True):
            card.show(frame, one, judgement)


def _lacking(frame: Frame, lacks: list[Lack]) -> None:
    """One line a reason; figures that nobody has fresh of are not missed here, they are simply old."""
    newest = frame.known.newest_year or 0
    told = [
        lack for lack in lacks if lack.year is None or newest - lack.year <= OLD_AFTER or lack.last is None
    ]
    for reason, group in groupby(sorted(told, key=lambda lack: lack.reason), key=lambda lack: lack.reason):
        members = list(group)
        if reason == "not_in_store":
            st.caption(frame.t("start.to_fetch", n=len(members)))
            continue
        names = "; ".join(_missing_name(frame, lack) for lack in members)
        st.caption(f"{frame.t(f'missing.{reason}', area=frame.own_name)} {messages.plain(names)}.")


def _missing_name(frame: Frame, lack: Lack) -> str:
    title = lack.indicator.title.in_(frame.language)
    if lack.year is None:
        return title
    if lack.last is None:
        return frame.t("start.missing_year", title=title, year=lack.year)
    return frame.t("start.missing_since", title=title, year=lack.year, last=lack.last)


def _children(frame: Frame) -> None:
    """The single-year ages as one picture."""
    ages = children(frame.reader, frame.areas.own.code)
    if ages:
        chart.population(frame, ages)


def _empty_themes(frame: Frame, empty: list[tuple[catalogue.Theme, list[Lack]]]) -> None:
    """The themes without any figure of the municipality, a line each, and the way to get them."""
    if not empty:
        return
    st.header(frame.t("start.empty_themes"))
    for theme, lacks in empty:
        to_fetch = sum(lack.reason == "not_in_store" for lack in lacks)
        others = [_missing_name(frame, lack) for lack in lacks if lack.reason != "not_in_store"]
        said = [frame.t("start.to_fetch", n=to_fetch)] if to_fetch else []
        said += (
            [frame.t("start.no_figure_of", names="; ".join(others), area=frame.own_name)] if others else []
        )
        st.markdown(
            f"**{messages.plain(theme.name.in_(frame.language))}** · {messages.plain(' '.join(said))}"
        )
    frame.link("aineisto", frame.t("start.fetch"), icon=":material/download:")
