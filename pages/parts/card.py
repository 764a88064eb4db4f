"""One indicator of one municipality on a card: value and year, a small line, and what stands beside it."""

import streamlit as st

from hvk_data.charts import sparkline
from hvk_data.language import format_with_unit
from hvk_data.queries.cards import Alongside, Card
from pages.parts import messages
from pages.parts.frame import Frame


def show(frame: Frame, card: Card) -> None:
    """The card; its title opens the indicator."""
    indicator = card.indicator
    with st.container(border=True, gap="xsmall", height="stretch"):
        frame.link("indikaattori", messages.plain(indicator.title.in_(frame.language)), indicator=indicator.id)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            value = format_with_unit(card.value, indicator.decimals, indicator.unit, frame.language)
            st.markdown(f"### {messages.plain(value)}", width="content")
            st.image(sparkline(card.comparison, frame.language, theme=frame.theme).svg, width=150)
        mark = "" if card.certainty == "published" else f" · {frame.t(f'card.{card.certainty}')}"
        st.caption(f"{card.year}{mark}")
        if card.alongside:
            st.markdown(messages.plain(_beside(frame, card, card.alongside)))


def _beside(frame: Frame, card: Card, beside: Alongside) -> str:
    value = format_with_unit(beside.value, card.indicator.decimals, card.indicator.unit, frame.language)
    name = beside.region.name.in_(frame.language)
    if beside.beside == "area":
        mark = "" if beside.certainty == "published" else f" ({frame.t(f'card.{beside.certainty}')})"
        return f"{name} {value}{mark}"
    return frame.t(f"card.{beside.beside}", area=name, value=value, n=beside.n)
