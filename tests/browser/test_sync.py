"""Updating from the page *Aineisto*, against a Sotkanet that answers and against ones that do not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hvk_data.findings import Findings
from hvk_data.queries.compare import compare
from hvk_data.sotkanet import Client
from hvk_data.store import Store
from hvk_data.sync.run import sync
from hvk_data.sync.selection import Selection
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


def test_what_is_held_back_is_looked_at_accepted_and_returned_from(
    serve: Callable[..., Server],
    visitor: Callable[..., BrowserContext],
    at: Callable[[Page, str], None],
) -> None:
    server = serve()
    with running(NewerCorpus()) as sotkanet:
        client, which = Client(sotkanet.base_url, rate=1000), Selection(ids=(str(UNEMPLOYED),))
        assert sync(server.home, client, which).stored == 1
        sotkanet.play(f"json/{UNEMPLOYED}", "rebased")
        assert [held.indicator for held in sync(server.home, client, which, force=True).held] == ["181"]
    with Findings(server.home / "findings.sqlite") as findings:
        draft = findings.create_draft("Kertomus", KUHMO, "fi")
        store = Store(server.home)
        findings.pick(draft.code, compare(store.reader(), KUHMO, "181"), "Työttömiä 33,3 %.", "concern")
        store.close()
    page = visitor().new_page()
    page.goto(server.url + ADDRESS)
    at(page, "Aineisto")
    expect(page.get_by_role("heading", name="1 indikaattori odottaa hyväksymistä")).to_be_visible()
    expect(page.get_by_role("cell", name="Kuhmo 2024")).to_be_visible()
    page.get_by_role("button", name="Hyväksy uudet luvut").click()
    expect(page.get_by_text("Hyväksytyt luvut ovat käytössä tietoversiossa")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name="odottaa hyväksymistä")).not_to_be_visible()
    expect(page.get_by_text("Kuhmo: muutoksia 1 indikaattorissa")).to_be_visible()

    page.goto(f"{server.url}/havainnot?kunta={KUHMO}&luonnos={draft.code}")
    at(page, "Havainnot")
    expect(page.get_by_text("Lauseesi luku 33,3 ei enää pidä paikkaansa")).to_be_visible()
    page.get_by_role("button", name="Ota uudet luvut ja korjattu lause").click()
    expect(page.get_by_label("Oma lauseesi")).to_have_value("Työttömiä 35,6 %.")
    expect(page.get_by_text("ei enää pidä paikkaansa")).not_to_be_visible()

    page.goto(server.url + ADDRESS)
    at(page, "Aineisto")
    page.get_by_text("Tietoversiot: paluu aiempiin lukuihin").click()
    page.get_by_role("button", name="Ota käyttöön versio 2").click()
    expect(page.get_by_text("Käytössä on aiempi tietoversio 2; uusin on 3.")).to_be_visible()
    assert TRACEBACK not in page.content()
