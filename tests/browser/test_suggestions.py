"""*Nostot* in a real browser: why a thing stands out is a click away, and so is the draft."""

import re

from playwright.sync_api import expect

from hvk_data.findings import Findings
from hvk_data.language import text

KUHMO = "290"


def t(key, **values):
    return text("fi", key, **values)


def test_what_stands_out_is_explained_and_picked_by_one_click(own_machine, visitor, at):
    with Findings(own_machine.home / "findings.sqlite") as findings:
        draft = findings.create_draft("Nostoista poimittu", KUHMO, "fi")
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/nostot?kunta={KUHMO}&luonnos={draft.code}")
    at(page, t("suggestions_page.title", area="Kuhmo"))

    page.get_by_role("button", name=t("signs.explain")).first.click()
    expect(page.get_by_text(t("signs.how_to_read"))).to_be_visible()
    page.keyboard.press("Escape")

    picked = page.get_by_role("link", name=t("suggestions_page.picked"))
    expect(picked).to_have_count(0)
    page.get_by_role("button", name=t("suggestions_page.pick")).first.click()
    expect(picked).to_have_count(1)

    picked.click()
    at(page, t("findings_page.title"))
    sentence = page.get_by_role("textbox", name=t("pick.sentence"), exact=True)
    expect(sentence).to_have_value(re.compile(r"Kuhmo.* \(\d{4}\).*Varmuus: ", re.DOTALL))


def test_a_limit_is_in_the_address(own_machine, visitor, at):
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/nostot?kunta={KUHMO}")
    at(page, t("suggestions_page.title", area="Kuhmo"))
    page.get_by_role("button", name=t("suggestions_page.kind_strength")).click()
    page.wait_for_url("**laji=vahvuus**")
    at(page, t("suggestions_page.title", area="Kuhmo"))
    expect(page.get_by_text(t("suggestions.kind_concern"), exact=True)).to_have_count(0)
