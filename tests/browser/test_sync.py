"""Updating from the page *Aineisto*, against a Sotkanet that answers and against ones that do not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server
from tests.sotkanet_server import Row, SnapshotCorpus, row, running

KUHMO, UNEMPLOYED = "290", 181
NEW_YEAR, NEW_VALUE = 2024, 33.3
ADDRESS = f"/aineisto?kunta={KUHMO}&ind={UNEMPLOYED}"
AT_SOTKANET = "Hae luvut Sotkanetista"
TRACEBACK = "Traceback"


class NewerCorpus(SnapshotCorpus):
    """What ships, and of one indicator a year more in every municipality."""

    def detail(self, indicator: int) -> Row | None:
        found = super().detail(indicator)
        if found and indicator == UNEMPLOYED:
            found["range"]["end"] = NEW_YEAR
            found["data-updated"] = "2026-11-01"
        return found

    def rows(self, indicator: int, years: set[int], sexes: set[str]) -> list[Row]:
        found = super().rows(indicator, years, sexes)
        if indicator == UNEMPLOYED and NEW_YEAR in years and "total" in sexes:
            towns = [region["id"] for region in self.regions if region["category"] == "KUNTA"]
            found += [row(indicator, town, NEW_YEAR, "total", NEW_VALUE) for town in towns]
        return found


def start(page: Page) -> None:
    page.get_by_text("Vain tämä: Työttömät").click()
    page.get_by_role("button", name=AT_SOTKANET).click()


def test_new_figures_are_fetched_followed_and_shown_without_a_restart(
    serve: Callable[..., Server],
    visitor: Callable[..., BrowserContext],
    at: Callable[[Page, str], None],
) -> None:
    with running(NewerCorpus(), delay=0.7) as sotkanet:
        server = serve(HVK_SOTKANET_URL=sotkanet.base_url, NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        page = visitor().new_page()
        page.goto(server.url + ADDRESS)
        at(page, "Aineisto")
        expect(page.get_by_text("Näytetään ohjelman mukana tullut aineisto")).to_be_visible()
        start(page)
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_role("button", name="Pysäytä")).to_be_visible()
        expect(page.get_by_text("Viimeisin haku")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Sotkanetista on haettu 1 indikaattorin luvut")).to_be_visible()
    expect(page.get_by_text("Uusia tai muuttuneita indikaattoreita 1")).to_be_visible()
    page.get_by_role("link", name="Indikaattori", exact=True).click()
    at(page, "Työttömät, % työvoimasta")
    expect(page.get_by_text(f"Vuonna {NEW_YEAR}").first).to_be_visible()
    expect(page.get_by_text("33,3").first).to_be_visible()
    assert TRACEBACK not in page.content()


@pytest.mark.parametrize(
    ("fault", "said"),
    [("403", "ei päästänyt ohjelmaa sisään"), ("500", "Sotkanetissa on häiriö"), ("html", "tuli verkkosivu")],
)
def test_a_sotkanet_that_fails_is_told_of_and_the_old_figures_stay(
    serve: Callable[..., Server],
    visitor: Callable[..., BrowserContext],
    at: Callable[[Page, str], None],
    fault: str,
    said: str,
) -> None:
    with running(SnapshotCorpus()) as sotkanet:
        sotkanet.play(f"json/{UNEMPLOYED}", fault)
        server = serve(HVK_SOTKANET_URL=sotkanet.base_url, NO_PROXY="127.0.0.1", no_proxy="127.0.0.1")
        page = visitor().new_page()
        page.goto(server.url + ADDRESS)
        at(page, "Aineisto")
        start(page)
        expect(page.get_by_text("Viimeisin haku")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Mitään ei saatu haettua")).to_be_visible()
    expect(page.get_by_text(said).first).to_be_visible()
    expect(page.get_by_text("Näytetään ohjelman mukana tullut aineisto")).to_be_visible()
    page.get_by_role("link", name="Vertailu", exact=True).click()
    at(page, "Vertailu")
    expect(page.get_by_text("Kuhmo: ")).to_be_visible()
    assert TRACEBACK not in page.content()
