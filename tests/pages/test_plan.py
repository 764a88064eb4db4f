"""*Suunnitelma*: goals as cards, and what a second writer is told."""

import pytest

from hvk_data.findings import Goals
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare

KUHMO = "290"


@pytest.fixture
def draft(work):
    return work.create_draft("Kuhmon suunnitelma", KUHMO, "fi", kind="plan")


def t(key, **values):
    return text("fi", key, **values)


def said(at):
    return [one.value for one in (*at.markdown, *at.caption, *at.info, *at.warning, *at.error, *at.text)]


def press(at, label):
    return next(button for button in at.button if button.label == label).click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_goal_tells_its_status_owner_and_figure_in_words(open_page, work, draft, figures, language):
    Goals().add(draft.code, goal="Työtä *kaikille*", owner="Kunta", indicator="181", status="under_way")
    Goals().add(draft.code, goal="Toinen")
    at = open_page("suunnitelma", luonnos=draft.code, kieli=language)
    assert at.title[0].value == text(language, "plan_page.title")
    assert [one.value for one in at.subheader] == ["1. Työtä \\*kaikille\\*", "2. Toinen"]
    words = "\n".join(said(at))
    assert f"**{text(language, 'documents.status_under_way')}**" in words
    latest = compare(figures, KUHMO, "181").own.latest
    assert f"({latest.year})" in words
    assert text(language, "plan_page.no_owner") in words
    assert text(language, "plan_page.no_metric") in words
    assert not at.exception


def test_a_goal_is_added_edited_moved_removed_and_brought_back(open_page, draft):
    at = open_page("suunnitelma", luonnos=draft.code)
    assert at.title[0].value == t("plan_page.title")
    form = f"goal_new_form_{draft.code}_0"
    press(at, t("plan_page.add_this"))
    assert [error.value for error in at.error] == [t("findings.goal_missing")]
    at.text_area(key=f"{form}_goal").set_value("Kukaan ei jää yksin")
    at.text_input(key=f"{form}_owner").set_value("Sivistys")
    press(at, t("plan_page.add_this"))
    Goals().add(draft.code, goal="Toinen")
    (first, second) = Goals().goals(draft.code)
    assert (first.goal, first.owner) == ("Kukaan ei jää yksin", "Sivistys")

    at.run()
    at.button(key=f"goal_up_{second.id}").click().run()
    assert [goal.goal for goal in Goals().goals(draft.code)] == ["Toinen", "Kukaan ei jää yksin"]
    at.selectbox(key=f"goal_status_{first.id}_not_started").set_value("done").run()
    assert Goals().goals(draft.code)[1].status == "done"
    at.button(key=f"goal_remove_{first.id}").click().run()
    assert [goal.goal for goal in Goals().goals(draft.code)] == ["Toinen"]
    at.button(key=f"goal_back_here_{first.id}").click().run()
    assert [goal.goal for goal in Goals().goals(draft.code)] == ["Toinen", "Kukaan ei jää yksin"]
    assert not at.exception


def test_what_happened_is_written_into_a_yearly_report_beside_what_was_promised(open_page, work, draft):
    promised = Goals().add(draft.code, goal="Ennen")
    yearly = work.begin_yearly(draft.code, 2026, "Vuosi 2026")
    (goal,) = Goals().goals(yearly.code)
    Goals().edit(goal.id, yearly.code, goal="Nyt")
    at = open_page("suunnitelma", luonnos=yearly.code)
    assert at.title[0].value == t("plan_page.title")
    assert t("plan_page.promised", goal="Ennen") in said(at)
    at.text_area(key=f"goal_outcome_{yearly.code}_{goal.id}").set_value("Ryhmä aloitti").run()
    assert Goals().goals(yearly.code)[0].outcome == "Ryhmä aloitti"
    work.remove_draft(draft.code)
    at.run()
    assert not at.exception and t("plan_page.promised", goal="Ennen") not in said(at)
    assert promised.outcome == ""


def test_a_page_without_a_draft_says_how_to_have_one(open_page):
    at = open_page("suunnitelma", kunta=KUHMO)
    assert at.title[0].value == t("plan_page.title")
    assert t("drafts.none", area="Kuhmo") in said(at)
