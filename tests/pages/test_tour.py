"""The tour of a first visit, and municipalities asked for by an old name."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from hvk_data.language import LANGUAGES, Language, text
from pages.parts.browser import _FORM
from pages.parts.tour import STEPS

Open = Callable[..., AppTest]


def step(test: AppTest) -> str | None:
    """Which step is shown, by its text."""
    words = "\n".join(m.value for m in test.markdown)
    return next((name for name in STEPS if text("fi", f"tour.{name}_text") in words), None)


def test_three_steps_there_and_back_and_closed_for_good(open_page: Open) -> None:
    test = open_page(kunta="290")
    assert test.title[0].value == "Kuhmo"
    assert step(test) == "read"
    test.button(key="tour_next").click().run()
    test.button(key="tour_next").click().run()
    assert step(test) == "report"
    test.button(key="tour_back").click().run()
    assert step(test) == "pick"
    test.button(key="tour_close").click().run()
    assert step(test) is None
    test.selectbox(key="header_municipality").select("837").run()
    assert test.title[0].value == "Tampere"
    assert step(test) is None
    test.button(key="tour_again").click().run()
    assert step(test) == "read"


@pytest.mark.parametrize(
    ("cookie", "toured", "drafts"),
    [
        ("fi.290.t.abc~def", "t", "abc~def"),
        ("sv...abc", "", "abc"),
        ("en.290.abc", None, "abc"),
        ("fi...", "", ""),
    ],
)
def test_the_cookie_of_an_earlier_visit_is_understood(cookie: str, toured: str | None, drafts: str) -> None:
    found = _FORM.fullmatch(cookie)
    assert found is not None
    assert (found[3], found[4]) == (toured, drafts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_name_in_the_address_leads_to_the_municipality_of_today(
    open_page: Open, language: Language
) -> None:
    test = open_page(kunta="Pertunmaa", kieli=language)
    assert test.title[0].value == "Mäntyharju"
    assert test.query_params["kunta"] == "507"
    told = text(language, "frame.joined", former="Pertunmaa", now="Mäntyharju")
    assert [info.value for info in test.info if "Pertunmaa" in info.value] == [told]
    test.run()
    assert not [info for info in test.info if "Pertunmaa" in info.value], "it is told once"


def test_a_name_in_the_address_is_as_good_as_a_code(open_page: Open) -> None:
    test = open_page(kunta="kuhmo")
    assert test.title[0].value == "Kuhmo"
    assert test.query_params["kunta"] == "290"
    assert not test.warning


def test_an_old_name_in_the_field_leads_to_the_municipality_of_today(open_page: Open) -> None:
    test = open_page()
    assert test.title[0].value == text("fi", "start.welcome")
    field = test.selectbox(key="start_municipality")
    assert "Pertunmaa → nyt Mäntyharju" in field.options
    field.select("Pertunmaa").run()
    assert test.title[0].value == "Mäntyharju"
    assert any("Pertunmaa" in info.value for info in test.info)
    assert test.selectbox(key="header_municipality").value == "507"
