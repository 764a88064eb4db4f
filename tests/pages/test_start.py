"""*Alku*: the question which municipality, its cards, and what is missing and why."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.language import LANGUAGES, text

FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"
KUHMO, TAMPERE, KAUNIAINEN, KOKAR = "290", "837", "235", "318"
Open = Callable[..., AppTest]


@pytest.fixture
def opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page at an address, as from a link."""
    monkeypatch.setenv("HVK_HOME", str(home))

    def at_address(**parameters: str) -> AppTest:
        test = AppTest.from_file(FRAME, default_timeout=30)
        test.query_params.update(parameters)
        test.run()
        assert not test.exception
        return test

    return at_address


def said(test: AppTest) -> str:
    return "\n".join([m.value for m in test.markdown] + [c.value for c in test.caption])


def open_cards(test: AppTest) -> list[str]:
    """The texts of the cards that no closed heading hides: their heading of level three is the value."""
    return [m.value for m in test.markdown if "\n\n### " in m.value]


def test_without_a_municipality_it_asks_for_one_and_remembers_the_choice(opened: Open) -> None:
    test = opened()
    assert test.title[0].value == text("fi", "start.welcome")
    test.selectbox(key="start_municipality").select(KUHMO).run()
    assert test.title[0].value == "Kuhmo"
    assert test.query_params["kunta"] == KUHMO


@pytest.mark.parametrize(
    ("code", "name"), [(KUHMO, "Kuhmo"), (TAMPERE, "Tampere"), (KAUNIAINEN, "Kauniainen")]
)
def test_offline_there_are_eight_open_cards_with_a_comparison_each(
    opened: Open, code: str, name: str
) -> None:
    test = opened(kunta=code)
    assert test.title[0].value == name
    cards = open_cards(test)
    assert len(cards) >= 8
    beside = [m.value for m in test.markdown if ":small[:gray[" in m.value and "\n\n### " not in m.value]
    assert len([line for line in beside if line.split("\n\n")[0].strip()]) >= 8


def test_kokar_is_told_which_figures_are_lacking_and_why(opened: Open) -> None:
    test = opened(kunta=KOKAR)
    assert test.title[0].value == "Kökar"
    words = said(test)
    assert text("fi", "missing.withheld", area="Kökar") in words
    assert text("fi", "missing.region_not_covered", area="Kökar") in words
    for title in ("Lasten pienituloisuusaste (2023", "Sairastavuusindeksi, ikävakioitu (2023"):
        assert title in words


def test_every_card_says_its_year_and_its_source(opened: Open) -> None:
    test = opened(kunta=KUHMO)
    assert test.title[0].value == "Kuhmo"
    for card in open_cards(test):
        assert ":small[:gray[20" in card
    sources = [m.value for m in test.markdown if "mukana tuleva aineisto" in m.value]
    assert len(sources) >= len(open_cards(test))


def test_old_figures_stay_under_a_closed_heading(opened: Open) -> None:
    test = opened(kunta=KUHMO)
    assert test.title[0].value == "Kuhmo"
    assert all(":small[:gray[202" in card and ":gray[2021" not in card for card in open_cards(test))
    assert any(e.label.startswith("Vanhempaa tietoa (") for e in test.expander)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_shows_came_with_the_program_and_is_said_so(opened: Open, language: str) -> None:
    test = opened(kunta=TAMPERE, kieli=language)
    assert test.title[0].value == ("Tammerfors" if language == "sv" else "Tampere")
    assert any(c.value == text(language, "provenance.shipped", date=_newest(language)) for c in test.caption)


def _newest(language: str) -> str:
    return {"fi": "2.10.2026", "sv": "2.10.2026", "en": "2 Oct 2026"}[language]
