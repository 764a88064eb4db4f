"""In a real browser: a presentation led by keys, a tour closed for good, a page for a phone."""

from playwright.sync_api import expect

from hvk_data.findings import Findings
from hvk_data.language import text
from tests.browser.conftest import choose, settled

KUHMO = "290"


def t(key: str, **values: object) -> str:
    return text("fi", key, **values)


def test_a_presentation_is_led_and_a_finding_picked_by_keys(serve, visitor):
    server = serve()
    page = visitor().new_page()
    page.goto(f"{server.url}/esitys?kunta={KUHMO}&ind=228")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kuhmo: Lasten pienituloisuusaste")
    settled(page)
    # Nothing but the slide is around it.
    expect(page.get_by_role("link", name=t("frame.page_data"), exact=True)).to_have_count(0)
    first = page.get_by_role("heading", level=1).inner_text()

    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    settled(page)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    settled(page)
    page.keyboard.press("p")
    expect(page.get_by_text(t("presentation.picked", draft="")[:-1]).first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    with Findings(server.home / "findings.sqlite") as kept:
        (draft,) = kept.all_drafts()
        assert [one.comparison.indicator for one in kept.findings(draft.code)] == ["228"]

    # What is typed into the list of joys and worries steers nothing, letters and arrows alike.
    page.get_by_text(t("presentation.deck_concerns"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(t("presentation.deck_concerns"))
    settled(page)
    field = page.get_by_role("textbox", name=t("presentation.words"), exact=True)
    field.click()
    page.keyboard.type("Kylän puolukat ja pyörätiet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("paragraph").filter(has_text="Kylän puolukat ja pyörätiet")).to_be_visible()
    # The field is empty for the next one, which is typed on at once.
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    page.keyboard.type("Talvitiet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("paragraph").filter(has_text="Talvitiet")).to_be_visible()
    with Findings(server.home / "findings.sqlite") as kept:
        (draft,) = kept.all_drafts()
        assert len(kept.findings(draft.code)) == 1


def test_a_closed_tour_stays_closed_in_this_browser(own_machine, visitor, at):
    person = visitor()
    page = person.new_page()
    page.goto(f"{own_machine.url}/?kunta={KUHMO}")
    at(page, "Kuhmo")
    expect(page.get_by_text(t("tour.read_text"))).to_be_visible()
    page.get_by_role("button", name=t("tour.close")).click()
    expect(page.get_by_text(t("tour.read_text"))).to_have_count(0)
    settled(page)
    again = person.new_page()
    again.goto(f"{own_machine.url}/?kunta={KUHMO}")
    at(again, "Kuhmo")
    expect(again.get_by_role("button", name=t("tour.again"))).to_be_visible()
    expect(again.get_by_text(t("tour.read_text"))).to_have_count(0)
    other = visitor().new_page()
    other.goto(f"{own_machine.url}/?kunta={KUHMO}")
    at(other, "Kuhmo")
    expect(other.get_by_text(t("tour.read_text"))).to_be_visible()


def test_an_old_name_is_found_while_it_is_typed(own_machine, visitor, at):
    page = visitor().new_page()
    page.goto(own_machine.url)
    at(page, t("start.welcome"))
    box = page.get_by_role("combobox", name=t("start.which_municipality"))
    choose(page, box, "pertunm", "Pertunmaa → nyt Mäntyharju")
    at(page, "Mäntyharju")
    expect(page.get_by_text(t("frame.joined", former="Pertunmaa", now="Mäntyharju"))).to_be_visible()


def test_a_councillors_phone_shows_all_of_it(own_machine, visitor, at):
    page = visitor(viewport={"width": 320, "height": 700}).new_page()
    page.goto(f"{own_machine.url}/valtuutetulle?kunta={KUHMO}")
    at(page, t("councillors.title", area="Kuhmo"))
    expect(page.get_by_role("heading", name=t("councillors.questions"))).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
