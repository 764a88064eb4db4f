"""What axe-core finds, what the keyboard reaches, what a small window and a reader of screens are given.

A fixed sample of pages × languages × themes × widths in ``make test``, all of them in ``make proofs``.
"""

import itertools
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from hvk_data.findings import Findings, Goals, Observations
from hvk_data.language import LANGUAGES, text
from hvk_data.queries.compare import compare
from pages._pages import PAGES
from tests.browser.conftest import take

KUHMO = "290"
AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
# Every page there is, with all in the address that fills one; and what some of them are at first or beside.
PATHS = (
    *(f"/{page.path}?kunta={KUHMO}&ind=181&luonnos=CODE" for page in PAGES),
    "/",
    f"/indikaattori?kunta={KUHMO}",
    f"/esitys?kunta={KUHMO}&ind=181",
    f"/tuloste?sivu=indikaattori&kunta={KUHMO}&ind=181",
    "/tuloste?sivu=raportti&luonnos=CODE",
)
WORST = ("serious", "critical")


def cases() -> list[tuple[str, str, str, int]]:
    """Every page in every way; the sample takes each page in one way, and goes round all of them."""
    ways = list(itertools.product(LANGUAGES, ("light", "dark"), (360, 1280)))
    if os.environ.get("HVK_PROOFS"):
        return [(path, *way) for path in PATHS for way in ways]
    return [(path, *ways[n * 5 % len(ways)]) for n, path in enumerate(PATHS)]


@pytest.fixture(scope="module")
def code(own_machine, reader) -> str:
    """A draft with two findings."""
    with Findings(own_machine.home / "findings.sqlite") as findings:
        draft = findings.create_draft("Saavutettava luonnos", KUHMO, "fi")
        for indicator, kind in (("181", "concern"), ("127", "note")):
            findings.pick(draft.code, compare(reader, KUHMO, indicator), "Oma lause.", kind)
        findings.write_chapter(draft.code, "summary", "Kuhmossa on {{127}}.")
    place = own_machine.home / "findings.sqlite"
    Goals(place).add(draft.code, goal="Kukaan ei jää yksin", indicator="181")
    said_by = {"stance": "supports", "source": "resident", "collected_on": date(2026, 1, 2)}
    Observations(place).add(draft.code, text="Kyydit puuttuvat", people=3, **said_by)
    return draft.code


def ready(page: Page) -> None:
    """Wait until a page of the program has drawn all, or a page to print is there."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    if "/tuloste" not in page.url:
        expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
        expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)


def found(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core finds: impact, rule, the first element's HTML."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["impact"], one["id"], one["nodes"][0]["html"][:200]) for one in result["violations"]]


@pytest.mark.parametrize(("path", "language", "theme", "width"), cases())
def test_axe_finds_nothing_serious(
    own_machine, visitor, code, record_property, path, language, theme, width
) -> None:
    page = visitor(viewport={"width": width, "height": 900}, color_scheme=theme).new_page()
    joint = "&" if "?" in path else "?"
    page.goto(f"{own_machine.url}{path.replace('CODE', code)}{joint}kieli={language}")
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    findings = found(page)
    assert not [one for one in findings if one[0] in WORST]
    for rule, n in Counter(f"{impact}: {rule}" for impact, rule, _ in findings).items():
        record_property(f"axe {rule} on {path.split('?')[0]}", n)


def press(button: Locator, opens: Locator) -> None:
    """Click until what it opens is there: a page that still moves lets a click go by."""
    for _ in range(5):
        button.click()
        try:
            expect(opens).to_be_visible(timeout=5000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"{button} opens nothing")


def test_axe_finds_nothing_serious_in_what_opens(own_machine, visitor) -> None:
    """The map, the tables and the citation, which are drawn when they are opened."""
    page = visitor(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{own_machine.url}/indikaattori?kunta={KUHMO}&ind=181&kieli=fi")
    ready(page)
    choice = page.get_by_role("combobox", name=text("fi", "map.add"))
    for heading, opens in (("map.heading", choice), ("provenance.citation", page.get_by_test_id("stCode"))):
        press(page.get_by_text(text("fi", heading), exact=True), opens)
        ready(page)
    for closed in page.get_by_text(text("fi", "chart.as_table"), exact=True).all():
        closed.click()
        ready(page)
    expect(choice).to_be_visible()
    assert not [one for one in found(page) if one[0] in WORST]


def opened() -> list[tuple[str, str, int]]:
    """Every page with all of it opened, in each theme and width; the sample takes two of them."""
    if os.environ.get("HVK_PROOFS"):
        paths = [path for path in PATHS if "tuloste" not in path and "kunta" in path]
        return list(itertools.product(paths, ("light", "dark"), (360, 1280)))
    draft = f"?kunta={KUHMO}&luonnos=CODE"
    return [(f"/havainnot{draft}", "dark", 360), (f"/suunnitelma{draft}", "light", 1280)]


@pytest.mark.parametrize(("path", "theme", "width"), opened())
def test_axe_finds_nothing_serious_in_forms_and_help(own_machine, visitor, code, path, theme, width) -> None:
    """All that is closed at first is opened: first what stays open, then each help and menu in turn."""
    page = visitor(viewport={"width": width, "height": 900}, color_scheme=theme).new_page()
    page.goto(f"{own_machine.url}{path.replace('CODE', code)}&kieli=fi")
    ready(page)
    closed, already = page.locator("details:not([open]) > summary"), page.locator("details[open]")
    while closed.count():
        before = already.count()
        press(closed.first, already.nth(before))
        ready(page)
    assert not [one for one in found(page) if one[0] in WORST]
    menus = page.locator("[data-testid=stPopover] button")
    names = menus.all_inner_texts()
    for name in dict.fromkeys(names):
        press(menus.nth(names.index(name)), page.locator("[data-testid=stPopoverBody]"))
        ready(page)
        assert not [one for one in found(page) if one[0] in WORST], name
        page.keyboard.press("Escape")
        expect(page.locator("[data-testid=stPopoverBody]")).to_have_count(0)


def tab_to(page: Page, wanted: str, most: int = 60) -> None:
    """Press the tab key until what has the focus is named ``wanted``."""
    named = """(() => {
      const e = document.activeElement;
      if (!e.matches("a, button, input, textarea, summary")) return "";
      const labels = [...(e.labels || [])].map(label => label.innerText);
      return [e.getAttribute("aria-label"), ...labels, e.innerText].join(" ");
    })()"""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(named):
            return
    raise AssertionError(f"the keyboard does not reach {wanted!r}")


def test_the_main_path_with_the_keyboard_alone(own_machine, visitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{own_machine.url}/?kieli=fi")
    ready(page)
    tab_to(page, text("fi", "start.which_municipality"))
    take(page, page.locator("[role=combobox]:focus"), "Kuhmo", re.compile("kunta=290"))
    expect(page.get_by_role("heading", level=1, name="Kuhmo", exact=True)).to_be_visible()
    ready(page)
    tab_to(page, text("fi", "card.open"), most=120)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/indikaattori.*ind="))
    ready(page)
    tab_to(page, text("fi", "pick.button"), most=80)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=text("fi", "pick.to_report"))).to_be_visible()
    ready(page)
    tab_to(page, text("fi", "pick.to_report"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=text("fi", "report_page.title"))).to_be_visible()
    ready(page)
    # Wherever the focus is, it can be seen.
    tab_to(page, text("fi", "downloads.docx"), most=120)
    seen = page.evaluate("(s => s.outlineStyle + s.boxShadow)(getComputedStyle(document.activeElement))")
    assert seen != "nonenone"


def drawn_points(page: Page) -> Locator:
    """The municipalities on the open map."""
    opened = page.locator("[data-testid=stExpander]").filter(has_text=text("fi", "map.add"))
    return opened.locator("svg.marks .mark-symbol.layer_0_marks path")


def test_a_municipality_is_added_from_the_map_without_the_map(own_machine, visitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{own_machine.url}/indikaattori?kunta={KUHMO}&ind=181&kieli=fi")
    ready(page)
    tab_to(page, text("fi", "map.heading"), most=80)
    page.keyboard.press("Enter")
    # A list closes when the map beside it is drawn.
    expect(drawn_points(page)).to_have_count(8)
    box = page.get_by_role("combobox", name=text("fi", "map.add"))
    take(page, box, "Sotkamo", re.compile(r"vertailu=alue\.maa\.765"))
    expect(page.get_by_text(text("fi", "map.added", area="Sotkamo"))).to_be_visible()


def test_a_click_on_the_map_compares(own_machine, visitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{own_machine.url}/indikaattori?kunta={KUHMO}&ind=181&kieli=fi")
    ready(page)
    points = drawn_points(page)
    press(page.get_by_text(text("fi", "map.heading"), exact=True), points.first)
    ready(page)
    expect(points).to_have_count(8)
    points.first.click(force=True)
    page.wait_for_url(re.compile(r"vertailu=alue\.maa\.\d{3}"))


@pytest.mark.parametrize("path", [path for path in PATHS if "tuloste" not in path])
def test_at_320_pixels_nothing_is_beside_the_page(own_machine, visitor, code, path) -> None:
    page = visitor(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{own_machine.url}{path.replace('CODE', code)}")
    ready(page)
    outside = page.evaluate(
        """() => [...document.querySelectorAll("[data-testid=stMain] *")]
          .filter(e => e.checkVisibility() && e.getClientRects().length)
          .filter(e => {
            const box = e.getBoundingClientRect();
            if (box.width < 2 || box.right <= 322) return false;
            for (let p = e.parentElement; p; p = p.parentElement)
              if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(p).overflowX)
                  && p.dataset.testid !== "stMain") return false;
            return true;
          }).map(e => e.outerHTML.slice(0, 160))"""
    )
    assert not outside
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_nothing_moves_for_those_who_asked_for_it(own_machine, visitor) -> None:
    page = visitor(reduced_motion="reduce").new_page()
    page.goto(f"{own_machine.url}/?kunta={KUHMO}")
    ready(page)
    running = "document.getAnimations().filter(a => a.playState === 'running').length"
    assert page.evaluate(running) == 0


def test_what_changed_is_told_to_a_screen_reader(own_machine, visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/?kunta={KUHMO}&kieli=fi")
    ready(page)
    region = page.locator("#hvk-live[role=status]")
    expect(region).to_have_count(1)
    expect(region).to_contain_text("Kuhmo")
    region.evaluate("e => { window.told = e; }")
    page.get_by_role("radio", name="Svenska").focus()
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(region).to_contain_text(text("sv", "frame.page_start"))
    # The same node, or nothing would be read out.
    assert page.evaluate("window.told === document.getElementById('hvk-live')")


def test_the_statement_is_reached_from_every_page(own_machine, visitor, code) -> None:
    page = visitor().new_page()
    for path in PATHS:
        if "tuloste" in path or "saavutettavuus" in path:
            continue
        page.goto(f"{own_machine.url}{path.replace('CODE', code)}")
        ready(page)
        expect(page.get_by_role("link", name=text("fi", "accessibility.title"))).to_be_visible()
        assert page.get_by_label(re.compile("^Help for")).count() == 0
    page.get_by_role("link", name=text("fi", "accessibility.title")).click()
    page.wait_for_url(re.compile("/saavutettavuus"))
    heading = page.get_by_role("heading", level=1, name=text("fi", "accessibility.title"))
    expect(heading).to_be_visible()
