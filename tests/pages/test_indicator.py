"""*Indikaattori*: the comparison, why something is missing, and the search."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.findings import Findings
from hvk_data.language import LANGUAGES, text
from pages.parts import messages

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"
TAMPERE, KUHMO, KOKAR = "837", "290", "318"
Open = Callable[..., AppTest]


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page at an address, as from a link."""
    monkeypatch.setenv("HVK_HOME", str(home))

    def at_address(**parameters: str) -> AppTest:
        test = AppTest.from_file(FRAME, default_timeout=30).run()
        found = test._registered_pages.items()
        test._page_hash = next(one for one, info in found if info["url_pathname"] == "indikaattori")
        test.query_params.update(parameters)
        test.run()
        assert not test.exception
        return test

    return at_address


def said(test: AppTest) -> str:
    parts = [*test.markdown, *test.caption, *test.info, *test.warning, *test.success]
    return "\n".join(part.value for part in parts)


def test_the_title_of_the_chart_says_the_known_figures(opened: Open) -> None:
    test = opened(kunta=TAMPERE, ind="181", vertailu="maakunta.maa")
    assert test.title[0].value == "Työttömät, % työvoimasta"
    words = said(test).replace("\u00a0", " ")
    assert "Tampere 12,8 % (2021), Pirkanmaa 10,6 %, koko maa 11,4 %" in words


def test_a_median_is_never_called_the_figure_of_its_region(opened: Open) -> None:
    test = opened(kunta=KUHMO, ind="228")
    assert test.title[0].value == "Lasten pienituloisuusaste"
    headline = next(m.value for m in test.markdown if m.value.startswith("**Kuhmo"))
    assert "kuntien mediaani 14,0" in headline


def test_an_indicator_without_figures_says_so(opened: Open) -> None:
    test = opened(kunta=KUHMO, ind="74")
    assert test.title[0].value == "Yksinhuoltajaperheet, % lapsiperheistä"
    assert text("fi", "indicator.not_in_store") in [i.value for i in test.info]


def test_where_the_municipality_has_no_figure_the_page_says_why(opened: Open) -> None:
    test = opened(kunta=KOKAR, ind="5641")
    assert test.title[0].value == "Sairastavuusindeksi, ikävakioitu"
    assert text("fi", "missing.region_not_covered", area="Kökar") in said(test)


def test_figures_by_sex_can_be_chosen_and_stay_in_the_address(opened: Open) -> None:
    test = opened(kunta=TAMPERE, ind="191")
    assert test.title[0].value.startswith("Kodin ulkopuolelle sijoitetut")
    assert "sukupuoli" not in test.query_params


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_finds_over_the_whole_list_in_every_language(opened: Open, language: str) -> None:
    test = opened(kunta=KUHMO, kieli=language)
    assert test.title[0].value == text(language, "indicator.find")
    words = {"fi": "työttömien", "sv": "arbetslöshet", "en": "unemplyment"}[language]
    test.text_input(key="finder_words").set_value(words).run()
    labels = {button.key: button.label for button in test.button if (button.key or "").startswith("found_")}
    assert "found_181" in labels
    assert any(text(language, "finder.not_in_store") in label for label in labels.values())
    # Twins of two sources are told apart by their year and by who publishes them.
    whence = messages.plain(text(language, "citation.line_sotkanet", id="181"))
    assert f"(2021, {whence})" in labels["found_181"]
    test.button(key="found_181").click().run()
    assert test.query_params["ind"] == "181"


def test_nothing_found_says_what_to_do(opened: Open) -> None:
    test = opened(kunta=KUHMO)
    assert test.title[0].value == text("fi", "indicator.find")
    test.text_input(key="finder_words").set_value("qqqq xxxx").run()
    assert text("fi", "finder.nothing") in [c.value for c in test.caption]


def test_a_bad_address_gives_a_notice_and_a_usable_page(opened: Open) -> None:
    test = opened(kunta="999", ind="0", kieli="sv", sukupuoli="x", vuosi="y", vertailu="z", lista="../..")
    assert test.title[0].value == text("sv", "indicator.find")
    assert len(test.warning) == 6
    assert "999" in test.warning[0].value


def test_a_picked_finding_is_kept_with_its_figures(opened: Open, home: Path) -> None:
    test = opened(kunta=TAMPERE, ind="181")
    assert test.title[0].value == "Työttömät, % työvoimasta"
    sentence = "Työttömyys on *suurempi* kuin =maassa+ <b>"
    next(area for area in test.text_area if (area.key or "").startswith("pick_sentence")).set_value(sentence)
    next(b for b in test.button if b.label == text("fi", "pick.button")).click().run()
    assert not test.exception
    with Findings(home / "findings.sqlite") as findings:
        (draft,) = findings.all_drafts()
        (finding,) = findings.findings(draft.code)
    assert finding.sentence == sentence
    assert finding.comparison.own.at(2021).value == 12.8
    assert draft.municipality == TAMPERE
    assert test.query_params["luonnos"] == draft.code


def test_pressing_the_button_once_more_adds_nothing(opened: Open, home: Path) -> None:
    test = opened(kunta=TAMPERE, ind="181")
    assert test.title[0].value == "Työttömät, % työvoimasta"
    for _ in range(2):
        next(b for b in test.button if b.label == text("fi", "pick.button")).click().run()
        assert [message.value for message in test.success]
    with Findings(home / "findings.sqlite") as findings:
        (draft,) = findings.all_drafts()
        assert len(findings.findings(draft.code)) == 1


def test_without_words_the_core_indicators_are_browsed_by_theme(opened: Open) -> None:
    test = opened(kunta=KUHMO)
    assert test.title[0].value == text("fi", "indicator.find")
    test.button_group(key="finder_theme").set_value("children").run()
    next(one for one in test.button if one.key == "found_228").click().run()
    assert test.title[0].value == "Lasten pienituloisuusaste"
