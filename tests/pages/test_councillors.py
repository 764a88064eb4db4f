"""*Valtuutetulle*: five sentences and three questions with their sources, and nothing to operate."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.language import LANGUAGES, Language, text

Open = Callable[..., AppTest]
NUMBERED = re.compile(r"\*\*(\d)\. ")


def titled(test: AppTest, said: str) -> None:
    assert not test.exception
    assert test.title[0].value == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_sentences_and_three_questions_each_with_year_and_source(
    open_page: Open, language: Language
) -> None:
    test = open_page("valtuutetulle", kunta="837", kieli=language)
    area = "Tammerfors" if language == "sv" else "Tampere"
    titled(test, text(language, "councillors.title", area=area))
    sentences = [m.value for m in test.markdown if NUMBERED.match(m.value)]
    questions = [m.value for m in test.markdown if m.value.startswith(":material/help:")]
    assert [NUMBERED.match(said)[1] for said in sentences] == list("12345")  # type: ignore[index]
    assert len(questions) == 3
    for said in (*sentences, *questions):
        assert re.search(r"\b20\d\d\b", said)
        assert "Sotkanet (ind" in said or "Statist" in said or "Tilastokeskus" in said
    assert all(question.rstrip("]").count("?") >= 1 for question in questions)


def test_there_is_nothing_to_operate_but_the_language(open_page: Open) -> None:
    test = open_page("valtuutetulle", kunta="290")
    titled(test, text("fi", "councillors.title", area="Kuhmo"))
    assert [one.key for one in test.radio] == ["header_language"]
    assert not (test.selectbox or test.button or test.text_input or test.expander)


def test_the_link_to_share_holds_the_municipality_and_the_language_alone(open_page: Open) -> None:
    test = open_page("valtuutetulle", kunta="290", kieli="sv", ind="181", luonnos="0" * 32)
    titled(test, text("sv", "councillors.title", area="Kuhmo"))
    (link,) = [code.value for code in test.code]
    assert link.endswith("?kunta=290&kieli=sv")


def test_no_sentence_says_more_than_which_is_larger(open_page: Open) -> None:
    """No test stands behind a difference here, so nothing is called good or bad but the direction."""
    test = open_page("valtuutetulle", kunta="290", kieli="en")
    titled(test, text("en", "councillors.title", area="Kuhmo"))
    allowed = {text("en", f"indicator.{word}") for word in ("higher_better", "higher_worse", "neutral")}
    for said in [m.value for m in test.markdown if NUMBERED.match(m.value)]:
        for sentence in allowed:
            said = said.replace(sentence, "")
        assert not re.search(r"\b(?:better|worse|significant|good|bad)\b", said)


def test_without_a_municipality_it_asks_for_one(open_page: Open) -> None:
    test = open_page("valtuutetulle")
    titled(test, text("fi", "councillors.for"))
    test.selectbox(key="councillors_municipality").select("290").run()
    titled(test, text("fi", "councillors.title", area="Kuhmo"))
