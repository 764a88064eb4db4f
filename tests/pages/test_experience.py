"""*Kokemukset*: nothing about one person is saved, and nothing is shown elsewhere before it is approved."""

from datetime import date

import pytest

from hvk_data.findings import Observations
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare
from pages.parts.messages import plain

KUHMO = "290"
TOLD = {"stance": "supports", "source": "association", "collected_on": date(2026, 3, 4)}


@pytest.fixture
def draft(work):
    return work.create_draft("Kuhmon kertomus", KUHMO, "fi")


@pytest.fixture
def finding(work, draft, figures):
    return work.pick(draft.code, compare(figures, KUHMO, "127"), "Väki vähenee.", "concern")


def t(key, **values):
    return text("fi", key, **values)


def said(at):
    return [one.value for one in (*at.markdown, *at.caption, *at.warning, *at.error, *at.text)]


def press(at, label):
    return next(button for button in at.button if button.label == label).click().run()


def test_personal_data_is_refused_and_what_was_typed_stays(open_page, draft):
    at = open_page("kokemukset", luonnos=draft.code)
    assert at.title[0].value == t("experience.title")
    field = f"observation_new_form_{draft.code}_0_text"
    at.text_area(key=field).set_value("Soita 050 123 4567")
    press(at, t("experience.add_this"))
    (error,) = [one.value for one in at.error]
    assert error == plain(t("findings.personal_data", found=t("findings.phone_number", masked="050…")))
    assert at.text_area(key=field).value == "Soita 050 123 4567"
    assert Observations().observations(draft.code) == []
    at.text_area(key=field).set_value("Kyydit puuttuvat")
    press(at, t("experience.add_this"))
    (one,) = Observations().observations(draft.code)
    assert (one.text, one.status, one.finding) == ("Kyydit puuttuvat", "waiting", None)
    assert not at.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_group_and_a_missing_consent_are_warned_about(open_page, draft, language):
    Observations().add(draft.code, text="a", people=3, **TOLD)
    at = open_page("kokemukset", luonnos=draft.code, kieli=language)
    assert at.title[0].value == text(language, "experience.title")
    warnings = [text(language, f"experience.{key}") for key in ("few_people", "no_consent")]
    assert [one.value for one in at.warning] == warnings
    assert not at.exception


def test_what_is_approved_is_shown_beside_its_finding_and_in_the_draft(open_page, draft, finding):
    one = Observations().add(draft.code, text="<b>Kyydit</b>", finding=finding.id, consent=True, **TOLD)
    pages = ("havainnot", "raportti")
    for page in pages:
        assert "<b>Kyydit</b>" not in said(open_page(page, luonnos=draft.code)), "nobody has approved it"
    at = open_page("kokemukset", luonnos=draft.code)
    assert at.title[0].value == t("experience.title")
    at.button(key=f"observation_published_{one.id}").click().run()
    assert Observations().observations(draft.code)[0].public
    for page in pages:
        at = open_page(page, luonnos=draft.code)
        assert at.title and not at.exception
        assert {"<b>Kyydit</b>", f":material/thumb_up: **{t('documents.stance_supports')}**"} <= {*said(at)}


def test_a_removed_one_can_be_brought_back(open_page, draft):
    one = Observations().add(draft.code, text="a", **TOLD)
    at = open_page("kokemukset", luonnos=draft.code)
    assert at.title[0].value == t("experience.title")
    at.button(key=f"observation_remove_{one.id}").click().run()
    assert Observations().observations(draft.code) == []
    at.button(key=f"observation_back_here_{one.id}").click().run()
    assert [kept.id for kept in Observations().observations(draft.code)] == [one.id]
