"""One indicator of one municipality on a card: value and year, a small line, and what stands beside it."""

import streamlit as st

from hvk_data.charts import sparkline
from hvk_data.citation import source_line
from hvk_data.language import format_with_unit
from hvk_data.queries.cards import Card
from hvk_data.statistics import Judgement
from pages.parts import messages, signs
from pages.parts.frame import Frame

_SHORT_UNIT = 6


def show(frame: Frame, card: Card, judgement: Judgement) -> None:
    """The card: what, how much and when, beside what; how it stands, which way it goes and how surely."""
    indicator = card.indicator
    title = messages.plain(indicator.title.in_(frame.language))
    unit = indicator.unit.in_(frame.language)
    said = [str(card.year)]
    said += [unit.removeprefix("(").removesuffix(")")] if len(unit) > _SHORT_UNIT else []
    said += [] if card.certainty == "published" else [frame.t(f"card.{card.certainty}")]
    value = messages.plain(_value(frame, card, card.value))
    # Few elements a card: there may be dozens on the page, and each is drawn on its own.
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.markdown(f"**{title}**\n\n### {value} :small[:gray[{messages.plain(' · '.join(said))}]]")
        picture = sparkline(card.comparison, frame.language, theme=frame.theme)
        st.image(picture.svg, width=160, alt=picture.alt)
        source = messages.plain(source_line(indicator.origin, indicator.id, frame.language))
        read = signs.lines(frame, judgement, named=False)
        st.markdown(f"{messages.plain(beside(frame, card))}\n\n{read}\n\n:small[:gray[{source}]]")
        frame.link("indikaattori", frame.t("card.open"), icon=":material/show_chart:", indicator=indicator.id)


def _value(frame: Frame, card: Card, value: float) -> str:
    """The number, with its unit where that is short; a long one stands beside the year."""
    unit = card.indicator.unit.in_(frame.language)
    decimals = card.indicator.decimals
    return format_with_unit(value, decimals, unit if len(unit) <= _SHORT_UNIT else "", frame.language)


def beside(frame: Frame, card: Card) -> str:
    """What stands beside the figure, of the same year: whose it is and how much; empty where nothing does."""
    other = card.alongside
    if other is None:
        return ""
    value = _value(frame, card, other.value)
    name = other.region.name.in_(frame.language)
    if other.beside == "area":
        mark = "" if other.certainty == "published" else f" ({frame.t(f'card.{other.certainty}')})"
        return f"{name} {value}{mark}"
    return frame.t(f"card.{other.beside}", area=name, value=value, n=other.n)
