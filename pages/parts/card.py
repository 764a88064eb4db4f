"""One indicator of one municipality on a card: value and year, a small line, and what stands beside it."""

import streamlit as st

from hvk_data.charts import sparkline
from hvk_data.citation import source_line
from hvk_data.language import short_unit
from hvk_data.queries import said
from hvk_data.queries.cards import Card
from hvk_data.statistics import Judgement
from pages.parts import messages, signs
from pages.parts.frame import Frame


def show(frame: Frame, card: Card, judgement: Judgement) -> None:
    """The card: what, how much and when, beside what; how it stands, which way it goes and how surely."""
    indicator = card.indicator
    title = messages.plain(indicator.title.in_(frame.language))
    unit = indicator.unit.in_(frame.language)
    small = [str(card.year)]
    small += [] if short_unit(unit) == unit else [unit.removeprefix("(").removesuffix(")")]
    small += [] if card.certainty == "published" else [frame.t(f"card.{card.certainty}")]
    value = messages.plain(said.value(card, card.value, frame.language, brief=True))
    beside = messages.plain(said.beside(card, frame.language, brief=True))
    # Few elements a card: there may be dozens on the page, and each is drawn on its own.
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.markdown(f"**{title}**\n\n### {value} :small[:gray[{messages.plain(' · '.join(small))}]]")
        picture = sparkline(card.comparison, frame.language, theme=frame.theme)
        st.image(picture.svg, width=160, alt=picture.alt)
        source = messages.plain(source_line(indicator.origin, indicator.id, frame.language))
        read = signs.lines(frame, judgement, named=False)
        st.markdown(f"{beside}\n\n{read}\n\n:small[:gray[{source}]]")
        frame.link("indikaattori", frame.t("card.open"), icon=":material/show_chart:", indicator=indicator.id)
