"""The three signs wherever figures are judged: apart, in words, and none without its certainty."""

import re
from dataclasses import replace

import pytest

from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare
from hvk_data.statistics.certainty import TIERS

KUHMO, TAMPERE, KAUNIAINEN, KOKAR = "290", "837", "235", "318"
ARROW = re.compile(
    r":\w+-badge\[:material/(?:arrow_\w+ward|trending_\w+|radio_button_unchecked):[^\]]*\](.*)"
)


def said(at):
    return "\n".join(one.value for one in (*at.markdown, *at.caption))


def signs(at):
    """Each sign with what follows it on its line."""
    return [after.rstrip() for after in ARROW.findall(said(at))]


def tiers(language):
    return [text(language, f"statistics.tier_{tier}") + "]" for tier in TIERS if tier != "none"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("municipality", [KUHMO, TAMPERE, KAUNIAINEN, KOKAR])
def test_no_sign_on_the_cards_without_its_certainty(open_page, municipality, language):
    at = open_page("", kunta=municipality, kieli=language)
    assert at.title[0].value
    found = signs(at)
    assert found
    for after in found:
        assert after.endswith(tuple(tiers(language)))


@pytest.mark.parametrize("municipality", [KUHMO, TAMPERE, KOKAR])
def test_nor_in_what_councillors_read(open_page, municipality):
    at = open_page("valtuutetulle", kunta=municipality)
    assert at.title[0].value
    found = signs(at)
    assert found
    assert all(after.endswith(tuple(tiers("fi"))) for after in found)
    assert said(at).count(":material/arrow") == sum(
        "-badge[:material/arrow" in line for line in said(at).split("\n")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_indicator_tells_level_and_change_apart_and_why(open_page, language):
    at = open_page("indikaattori", kunta=KUHMO, ind="181", kieli=language)
    assert not at.exception
    words = said(at)
    better = text(language, "signs.change_better", word=text(language, "signs.falling"))
    assert f"green-badge[:material/trending_down: {better}]" in words
    assert text(language, "signs.usual") in words
    assert text(language, "statistics.tier_moderate") in words
    assert text(language, "statistics.reason_value_alone") in words
    assert text(language, "statistics.reason_steady_series") in words
    assert text(language, "signs.how_to_read") in words


def test_what_is_neither_good_nor_bad_has_no_colour(open_page):
    at = open_page("indikaattori", kunta=KUHMO, ind="127")
    assert at.title[0].value == "Väestö 31.12."
    badges = re.findall(r":(\w+)-badge", said(at))
    assert badges
    assert set(badges) == {"gray"}


def test_a_number_of_cases_has_no_level(open_page):
    at = open_page("indikaattori", kunta=KUHMO, ind="127")
    assert at.title[0].value == "Väestö 31.12."
    assert text("fi", "signs.level", year=2022) not in said(at)
    assert text("fi", "statistics.reason_number_of_cases") in said(at)


def test_a_saved_finding_carries_its_signs(open_page, work, figures):
    draft = work.create_draft("Kuhmo", KUHMO, "fi")
    work.pick(draft.code, compare(figures, KUHMO, "181"), "Lause", "note")
    at = open_page("havainnot", luonnos=draft.code)
    assert at.title[0].value == text("fi", "findings_page.title")
    assert text("fi", "signs.falling") in said(at)
    assert all(after.endswith(tuple(tiers("fi"))) for after in signs(at))


def test_a_saved_finding_of_an_indicator_that_is_gone_has_no_signs(open_page, work, figures):
    draft = work.create_draft("Kuhmo", KUHMO, "fi")
    work.pick(draft.code, replace(compare(figures, KUHMO, "181"), indicator="99999"), "Lause", "note")
    at = open_page("havainnot", luonnos=draft.code)
    assert at.title[0].value == text("fi", "findings_page.title")
    assert not at.exception
    assert len(at.subheader) == 1
    assert not signs(at)
