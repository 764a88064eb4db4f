"""*Alku*: what the chosen municipality looks like, theme by theme."""

import streamlit as st

from hvk_data import areas, catalogue
from hvk_data.language import format_number
from hvk_data.queries.cards import Card, cards
from hvk_data.queries.missing import why_missing
from hvk_data.queries.population import children
from pages.parts import card, chart, header, messages, provenance
from pages.parts.frame import Frame

_MUNICIPALITY = "start_municipality"


def show(frame: Frame) -> None:
    """The municipality's page, or the question which one."""
    if frame.place.municipality is None:
        _welcome(frame)
        return
    core = _core(frame)
    found = cards(frame.reader, frame.place.municipality, [indicator.id for indicator in core])
    _heading(frame, found)
    provenance.banner(frame)
    for theme in catalogue.load().themes.values():
        members = [indicator for indicator in core if indicator.theme.code == theme.code]
        if members:
            _theme(frame, theme, members, found)
    _children(frame)


def _welcome(frame: Frame) -> None:
    st.title(frame.t("start.welcome"))
    st.markdown(frame.t("start.welcome_text"))
    header.municipality(frame, _MUNICIPALITY, frame.t("start.which_municipality"))
    provenance.banner(frame)


def _core(frame: Frame) -> list[catalogue.CuratedIndicator]:
    """The core list; of twins that two sources publish, the one with the newer figures."""
    latest = {id_: indicator.last_year or 0 for id_, indicator in frame.known.indicators.items()}
    return catalogue.load().current_core(latest)


def _heading(frame: Frame, found: dict[str, Card]) -> None:
    """Name, population and where in the country: the first line that anybody reads."""
    own = frame.areas
    st.title(frame.own_name)
    parts = []
    population = found.get("127")
    if population:
        parts.append(
            frame.t(
                "start.population",
                n=int(population.value),
                number=format_number(population.value, 0, frame.language),
                year=population.year,
            )
        )
    parts.append(own.county.name.in_(frame.language))
    if not own.one_region:
        parts.append(own.maakunta.name.in_(frame.language))
    parts.append(areas.grouping_name(areas.municipalities()[own.own.code], frame.language))
    st.markdown(messages.plain(" · ".join(parts)))


def _theme(
    frame: Frame,
    theme: catalogue.Theme,
    members: list[catalogue.CuratedIndicator],
    found: dict[str, Card],
) -> None:
    """A theme's cards; what is old under a closed heading; what is missing, and why, in a line."""
    st.subheader(messages.plain(theme.name.in_(frame.language)), anchor=theme.code)
    here = [found[member.id] for member in members if member.id in found]
    fresh = [one for one in here if not one.old]
    old = [one for one in here if one.old]
    if fresh:
        with st.grid(min_column_width=300, gap="small"):
            for one in fresh:
                card.show(frame, one)
    _lacking(frame, [member.id for member in members if member.id not in found], nothing=not here)
    if old:
        heading = frame.t("start.older", n=len(old))
        with st.expander(heading, key=f"older_{theme.code}", on_change="rerun") as expander:
            if expander.open:
                with st.grid(min_column_width=300, gap="small"):
                    for one in old:
                        card.show(frame, one)
                _newer_elsewhere(frame, old)


def _lacking(frame: Frame, ids: list[str], *, nothing: bool) -> None:
    """Which of the theme's indicators have no figure of the municipality: those to fetch, and the others why."""
    known = [frame.known.indicators[id_] for id_ in ids if id_ in frame.known.indicators]
    to_fetch = [indicator for indicator in known if not indicator.in_store]
    if to_fetch:
        key = "start.theme_empty" if nothing and len(to_fetch) == len(known) else "start.to_fetch"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(frame.t(key, n=len(to_fetch)))
            frame.link("aineisto", frame.t("start.fetch"), icon=":material/download:")
    for indicator in known:
        if indicator.in_store:
            reason = why_missing(frame.reader, frame.areas.own.code, indicator.id) or "no_figures"
            title = messages.plain(indicator.title.in_(frame.language))
            st.caption(f"{title}: {frame.t(f'missing.{reason}', area=frame.own_name)}")


def _newer_elsewhere(frame: Frame, old: list[Card]) -> None:
    """Where an old figure is the municipality's last although others have newer ones, say why."""
    for one in old:
        last = one.indicator.last_year
        reason = why_missing(frame.reader, frame.areas.own.code, one.indicator.id, last) if last else None
        if reason == "withheld":
            title = messages.plain(one.indicator.title.in_(frame.language))
            st.caption(f"{title} {last}: {frame.t('missing.withheld', area=frame.own_name)}")


def _children(frame: Frame) -> None:
    """The single-year ages as one picture."""
    ages = children(frame.reader, frame.areas.own.code)
    if ages:
        chart.population(frame, ages)
