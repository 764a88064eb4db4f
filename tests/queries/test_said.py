"""Questions and a card's figures in words, as a screen and a document print them."""

import re
from dataclasses import replace

import pytest

from hvk_data import catalogue
from hvk_data.catalogue import CuratedIndicator
from hvk_data.language import LANGUAGES, Language, Texts
from hvk_data.queries.briefing import Missing, briefing
from hvk_data.queries.cards import Card, cards
from hvk_data.queries.index import index
from hvk_data.queries.said import beside, question, value, year
from hvk_data.store import Reader


def core(reader: Reader) -> tuple[CuratedIndicator, ...]:
    latest = {id_: one.last_year or 0 for id_, one in index(reader).indicators.items()}
    return tuple(catalogue.load().current_core(latest))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("municipality", ["290", "837", "318"])
def test_a_question_asks_with_a_year_and_its_figures(
    reader: Reader, municipality: str, language: Language
) -> None:
    asked = briefing(reader, municipality, core(reader)).questions
    assert asked
    for one in asked:
        about, words, source = question(one, "Kunta", language)
        assert about and source
        assert "?" in words and re.search(r"\b20\d\d\b", words)
        if not isinstance(one, Missing):
            assert value(one.card, one.card.value, language) in words


@pytest.fixture
def card(reader: Reader) -> Card:
    found = cards(reader, "290", [one.id for one in core(reader)])
    return next(one for one in found.values() if one.certainty == "published" and one.alongside)


def test_a_scale_is_not_read_out_within_a_sentence(card: Card) -> None:
    of_scale = replace(card.indicator, unit=Texts("(asteikko 0–100)"))
    assert "asteikko" not in value(replace(card, indicator=of_scale), 50.0, "fi")
    assert value(replace(card, indicator=replace(card.indicator, unit=Texts("kpl"))), 50.0, "fi").endswith(
        "kpl"
    )


def test_what_is_computed_is_said_to_be_so(card: Card) -> None:
    assert year(card, "fi") == str(card.year)
    assert year(replace(card, certainty="estimate"), "fi") == f"{card.year}, arvio"


def test_beside_it_stands_whose_figure_and_how_much(card: Card) -> None:
    assert card.alongside is not None
    assert value(card, card.alongside.value, "sv") in beside(card, "sv")
    assert card.alongside.region.name.sv in beside(card, "sv")
    assert beside(replace(card, alongside=None), "sv") == ""
