"""A coordinator's whole work on a report, by a real browser: from a new draft to next year's report."""

import re

from playwright.sync_api import expect

from hvk_data.findings import Findings, Goals, Observations
from hvk_data.language import text
from tests.browser.conftest import choose, settled

KUHMO = "290"
SENTENCE = "Kylillä **ei jäädä** yksin."


def t(key, **values):
    return text("fi", key, **values)


def field(page, label):
    return page.get_by_role("textbox", name=label, exact=True)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def way(page, name):
    """The first chapter's text in another way."""
    page.get_by_role("radio", name=name).first.click()


def test_from_a_wide_report_to_the_yearly_report_that_starts_from_it(own_machine, visitor, at):
    place = own_machine.home / "findings.sqlite"
    page = visitor().new_page()

    # A new draft: a wide report unless told otherwise.
    page.goto(f"{own_machine.url}/raportti?kunta={KUHMO}&kieli=fi")
    at(page, t("report_page.title"))
    press(page, t("drafts.new"))
    field(page, t("drafts.name")).fill("Koko polku")
    press(page, t("drafts.create", area="Kuhmo"))
    # Another draft of the municipality may have been open until now.
    chosen = page.get_by_role("combobox", name=t("drafts.choose"), exact=True)
    expect(chosen).to_have_value("Koko polku · Kuhmo")
    at(page, t("report_page.title"))
    code = re.search(r"luonnos=(\w+)", page.url)[1]
    expect(page.get_by_text(t("documents.kind_wide", term="2025–2029")[:28])).to_be_visible()

    # A chapter with formatting and a live figure, previewed.
    summary = field(page, t("report_page.text", chapter=t("report.chapter_summary")))
    summary.fill(SENTENCE)
    summary.blur()
    expect(page.get_by_text(re.compile(t("written.saved", moment=r"\d"))).first).to_be_visible()
    page.get_by_text(t("editor.figure"), exact=True).first.click()
    chosen = page.get_by_role("combobox", name=t("documents.field_indicator"))
    expect(chosen).to_be_visible()
    settled(page)
    choose(page, chosen, "Väestö 31", "Väestö 31.12.")
    press(page, t("editor.figure_add"))
    expect(summary).to_have_value(f"{SENTENCE} {{{{127}}}}")
    expect(page.get_by_text(t("editor.figures", n=1), exact=True)).to_be_visible()
    way(page, t("editor.preview"))
    expect(page.locator("strong", has_text="ei jäädä")).to_be_visible()
    expect(page.get_by_text(re.compile(r"yksin\. \d\s\d{3}\shenkilöä \(20\d\d\)"))).to_be_visible()

    # A goal.
    page.get_by_role("link", name=t("plan_page.title"), exact=True).click()
    at(page, t("plan_page.title"))
    field(page, t("documents.field_goal")).fill("Kukaan ei jää yksin")
    field(page, t("documents.field_owner")).fill("Hyvinvointilautakunta")
    press(page, t("plan_page.add_this"))
    expect(page.get_by_role("heading", name="1. Kukaan ei jää yksin")).to_be_visible()

    # An observation; a phone number is caught, and what is left waits until it is approved.
    page.get_by_role("link", name=t("experience.title"), exact=True).click()
    at(page, t("experience.title"))
    told = field(page, t("experience.text"))
    told.fill("Kyydit puuttuvat, soita 050 123 4567")
    page.get_by_text(t("experience.consent")).click()
    press(page, t("experience.add_this"))
    expect(page.get_by_text("050…")).to_be_visible()
    told.fill("Kyydit puuttuvat")
    press(page, t("experience.add_this"))
    expect(page.get_by_role("heading", name=t("experience.section_waiting", n=1))).to_be_visible()
    press(page, t("experience.to_published"))
    expect(page.get_by_role("heading", name=t("experience.section_published", n=1))).to_be_visible()

    # In the draft; and next year's report begins with what was promised.
    page.get_by_role("link", name=t("report_page.title"), exact=True).first.click()
    at(page, t("report_page.title"))
    expect(page.get_by_text("Kyydit puuttuvat", exact=True)).to_be_visible()
    press(page, t("document.yearly"))
    press(page, t("document.yearly_begin"))
    page.wait_for_url(re.compile(rf"luonnos=(?!{code})"))
    at(page, t("report_page.title"))
    expect(page.get_by_role("heading", name=t("chapters.yearly_plan"))).to_be_visible()
    expect(page.get_by_text("Kukaan ei jää yksin")).to_be_visible()

    yearly = re.search(r"luonnos=(\w+)", page.url)[1]
    with Findings(place) as findings:
        draft = findings.draft(code)
        assert (draft.kind, draft.chapters["summary"]) == ("wide", f"{SENTENCE} {{{{127}}}}")
        assert findings.draft(yearly).previous == code
    (promised,), (carried,) = Goals(place).goals(code), Goals(place).goals(yearly)
    assert (carried.carried_from, carried.owner) == (promised.id, "Hyvinvointilautakunta")
    (observation,) = Observations(place).observations(code)
    assert observation.public and "050" not in observation.text
