"""What decision-makers are told of a municipality: read off its cards, and of different indicators."""

import pytest

from hvk_data import catalogue
from hvk_data.figures import Comparison
from hvk_data.language import format_number
from hvk_data.queries.briefing import (
    LEAST_CASES,
    LONG,
    QUESTIONS,
    STATEMENTS,
    Briefing,
    Course,
    Gap,
    Missing,
    briefing,
)
from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.queries.population import POPULATION
from hvk_data.store import Reader

KUHMO, TAMPERE, KOKAR = "290", "837", "318"
EVERY_KIND = [KUHMO, TAMPERE, "091", "092", "005", KOKAR, "235", "478"]


def told(reader: Reader, municipality: str) -> Briefing:
    latest = {id_: one.last_year or 0 for id_, one in index(reader).indicators.items()}
    return briefing(reader, municipality, catalogue.load().current_core(latest))


def written(comparison: Comparison, value: float) -> float:
    return float(format_number(value, comparison.decimals, "en").replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("municipality", EVERY_KIND)
def test_every_sign_is_what_the_written_figures_show(reader: Reader, municipality: str) -> None:
    found = told(reader, municipality)
    assert len(found.statements) == STATEMENTS
    for statement in found.statements:
        card = statement.card
        other = statement.earlier.value if statement.earlier else card.alongside and card.alongside.value
        assert other is not None
        own, beside = written(card.comparison, card.value), written(card.comparison, other)
        assert statement.sign == ("same" if own == beside else "higher" if own > beside else "lower")


@pytest.mark.parametrize("municipality", EVERY_KIND)
def test_each_sentence_and_each_question_is_about_an_indicator_of_its_own(
    reader: Reader, municipality: str
) -> None:
    found = told(reader, municipality)
    statements = [statement.card.indicator.id for statement in found.statements]
    questions = [
        one.lack.indicator.id if isinstance(one, Missing) else one.card.indicator.id
        for one in found.questions
    ]
    assert statements[0] == POPULATION
    assert len(set(statements)) == len(statements)
    assert len(set(questions)) == len(questions) == QUESTIONS


def test_the_population_is_set_against_its_own_past(reader: Reader) -> None:
    first = told(reader, KUHMO).statements[0]
    own = compare(reader, KUHMO, POPULATION).own
    assert first.earlier == own.at(first.card.year - 5)
    assert first.sign == "lower"


def test_of_each_theme_in_turn_and_never_a_number_of_cases(reader: Reader) -> None:
    rest = told(reader, KUHMO).statements[1:]
    themes = [statement.card.indicator.theme for statement in rest]
    assert len(set(themes[:3])) == 3
    assert all(statement.card.indicator.unit_kind != "count" for statement in rest)


@pytest.mark.parametrize("municipality", EVERY_KIND)
def test_a_long_course_is_one_in_every_year(reader: Reader, municipality: str) -> None:
    for question in told(reader, municipality).questions:
        if not isinstance(question, Course):
            continue
        comparison = question.card.comparison
        years = range(question.first.year, question.card.year + 1)
        points = [comparison.own.at(year) for year in years]
        values = [written(comparison, one.value) for one in points if one and one.value is not None]
        assert len(values) == len(years) > LONG
        assert values == sorted(set(values), reverse=question.sign == "lower")


@pytest.mark.parametrize("municipality", EVERY_KIND)
def test_a_gap_rests_on_more_than_a_few_cases(reader: Reader, municipality: str) -> None:
    for question in told(reader, municipality).questions:
        if isinstance(question, Gap):
            assert question.sign != "same"
            assert question.card.count is None or question.card.count >= LEAST_CASES


def test_a_missing_figure_is_one_that_others_have(reader: Reader) -> None:
    (missing,) = [one for one in told(reader, KOKAR).questions if isinstance(one, Missing)][:1]
    lack = missing.lack
    assert lack.year is not None and (lack.last is None or lack.last < lack.year)
    assert compare(reader, KOKAR, lack.indicator.id).own.at(lack.year) is None
