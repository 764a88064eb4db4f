"""*Valtuutetulle*: a municipality in five sentences, three questions, and one link to share."""

import streamlit as st

from hvk_data.citation import source_line
from hvk_data.language import format_number
from hvk_data.queries import said
from hvk_data.queries.briefing import Question, Statement, briefing
from hvk_data.queries.cards import Card
from hvk_data.queries.judged import judged_many
from pages.parts import drafts, header, messages, share, signs
from pages.parts.core import core
from pages.parts.frame import Frame

_ASKED = ":material/help:"


def show(frame: Frame) -> None:
    """The page; nothing on it is to be operated."""
    if frame.place.municipality is None:
        st.title(frame.t("councillors.for"))
        header.municipality(frame, "councillors_municipality", frame.t("frame.choose_municipality"))
        return
    told = briefing(frame.reader, frame.place.municipality, core(frame))
    st.title(frame.t("councillors.title", area=messages.plain(frame.own_name)))
    st.markdown(frame.t("councillors.intro"))
    for number, statement in enumerate(told.statements, 1):
        _statement(frame, number, statement)
    if told.questions:
        st.header(frame.t("councillors.questions"), anchor=False)
    for question in told.questions:
        _question(frame, question)
    _share(frame)
    frame.link("", frame.t("councillors.all_figures"), icon=":material/home:")


def _statement(frame: Frame, number: int, statement: Statement) -> None:
    """What it is about, the sentence, its signs with their certainty, which way is better, and the source."""
    one, earlier = statement.card, statement.earlier
    if earlier is not None:
        sentence = frame.t(
            f"councillors.population_{statement.sign}",
            value=format_number(one.value, 0, frame.language),
            year=one.year,
            before=earlier.year,
            earlier=format_number(earlier.value, 0, frame.language),
        )
    else:
        sentence = frame.t(
            f"councillors.statement_{statement.sign}",
            value=said.value(one, one.value, frame.language),
            year=said.year(one, frame.language),
            beside=said.beside(one, frame.language, brief=True),
        )
    direction = frame.t(f"indicator.{one.indicator.direction}") if earlier is None else ""
    title = messages.plain(one.indicator.title.in_(frame.language))
    (judgement,) = judged_many(frame.reader, [one.comparison])
    read = signs.lines(frame, judgement, named=False)
    words = f"{messages.plain(sentence)} {direction}\n\n{read}"
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{number}. {title}**\n\n{words}\n\n{_source(frame, one)}")


def _question(frame: Frame, asked: Question) -> None:
    title, words, source = map(messages.plain, said.question(asked, frame.own_name, frame.language))
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{_ASKED} **{title}**\n\n{words}\n\n:small[:gray[{source}]]")


def _source(frame: Frame, one: Card) -> str:
    line = source_line(one.indicator.origin, one.indicator.id, frame.language)
    return f":small[:gray[{messages.plain(line)}]]"


def _share(frame: Frame) -> None:
    st.header(frame.t("councillors.share"), anchor=False)
    st.markdown(frame.t("councillors.share_own" if drafts.own_machine() else "councillors.share_how"))
    st.code(share.address(kunta=frame.areas.own.code, kieli=frame.language), language=None, wrap_lines=True)
