"""The whole job in a real browser: from an empty machine without network to Word and Excel files."""

import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

from hvk_data.charts import headline
from hvk_data.findings import Findings
from hvk_data.language import format_number, text
from hvk_data.queries.compare import compare
from tests.browser.conftest import choose

KUHMO = "290"
DIABETES = "683"
SENTENCE = "Kuhmossa on iäkkäämpää väkeä; =1+1 ei ole kaava, eikä <b>tämä</b> ole lihavoitu."
SUMMARY = "Tiivistelmä: väki vähenee ja vanhenee."


def t(key, **values):
    return text("fi", key, **values)


def field(page: Page, label: str):
    return page.get_by_role("textbox", name=label, exact=True)


def saved(page: Page) -> None:
    """Wait for the sign that the text just written is saved; it says when."""
    expect(page.get_by_text(re.compile(t("written.saved", moment=r"\d")))).to_be_visible()


def download(page: Page, kind: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=t(f"downloads.{kind}")).click()
    got: Download = waiting.value
    path = folder / got.suggested_filename
    got.save_as(path)
    made = t(f"downloads.made_{kind}", moment="|").partition("|")[0]
    expect(page.get_by_role("status").filter(has_text=made)).to_be_visible()
    return path


@pytest.fixture(scope="module")
def diabetes(reader):
    return compare(reader, KUHMO, DIABETES)


def test_from_an_empty_machine_to_word_and_excel(serve, visitor, at, diabetes, tmp_path):
    server = serve(empty=True)
    page = visitor().new_page()
    page.goto(server.url)

    # Choose Kuhmo by typing.
    at(page, t("start.welcome"))
    choose(page, page.get_by_role("combobox", name=t("start.which_municipality")), "kuhm", "Kuhmo")
    at(page, "Kuhmo")

    # A card: its value and year; it opens the indicator.
    title = diabetes.title.fi
    card = page.get_by_test_id("stVerticalBlock").filter(has_text=title).last
    latest = diabetes.own.latest
    expect(card).to_contain_text(format_number(latest.value, diabetes.decimals, "fi"))
    expect(card).to_contain_text(str(latest.year))
    card.get_by_role("link").last.click()
    at(page, title)
    assert f"ind={DIABETES}" in page.url

    # Against the region and the whole country.
    expect(page.get_by_text(headline(diabetes, "fi"), exact=True)).to_be_visible()
    assert {series.role for series in diabetes.series} == {"own", "county", "country"}
    expect(
        page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first
    ).to_be_visible()

    # Pick, with a sentence of one's own.
    page.get_by_role("radiogroup").get_by_text(t("report.kind_concern"), exact=True).click()
    field(page, t("pick.sentence")).fill(SENTENCE)
    page.get_by_role("button", name=t("pick.button")).click()
    page.get_by_role("link", name=t("pick.to_findings")).click()
    at(page, t("findings_page.title"))
    expect(field(page, t("pick.sentence"))).to_have_value(SENTENCE)
    expect(page.get_by_role("heading", name=title)).to_be_visible()

    # In the draft, under its chapter; and a text of the chapter.
    page.get_by_role("link", name=t("findings_page.to_report")).click()
    at(page, t("report_page.title"))
    expect(page.get_by_text(SENTENCE, exact=True)).to_be_visible()
    summary = field(page, t("report_page.text", chapter=t("report.chapter_summary")))
    summary.fill(SUMMARY)
    summary.blur()
    saved(page)

    word, excel = download(page, "docx", tmp_path), download(page, "xlsx", tmp_path)
    assert word.name.startswith("Kuhmo-") and excel.name.startswith("Kuhmo-")
    check_word(word, diabetes)
    check_excel(excel, diabetes)

    nothing_is_lost(server, page, at)


def nothing_is_lost(server, page, at):
    address = page.url
    page.reload()
    check_report(page, at)
    second = page.context.new_page()
    second.goto(address)
    check_report(second, at)
    server.kill()
    server.start()
    page.goto(address)
    check_report(page, at)
    # The tab that was open all the while comes back by itself, and what is written in it is saved.
    note = field(second, t("report_page.text", chapter=t("report.chapter_plan")))
    note.fill("Tavoitteet")
    note.blur()
    saved(second)
    page.reload()
    at(page, t("report_page.title"))
    expect(field(page, t("report_page.text", chapter=t("report.chapter_plan")))).to_have_value("Tavoitteet")


def check_report(page, at):
    at(page, t("report_page.title"))
    expect(page.get_by_text(SENTENCE, exact=True)).to_be_visible()
    expect(field(page, t("report_page.text", chapter=t("report.chapter_summary")))).to_have_value(SUMMARY)


def check_word(path, comparison):
    document = docx.Document(str(path))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert [paragraph for paragraph in paragraphs if SENTENCE in paragraph]
    assert SUMMARY in paragraphs
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for series in comparison.series:
        shown = format_number(series.latest.value, comparison.decimals, "fi")
        assert any(cell.startswith(shown) for cell in cells)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert "word/charts/chart1.xml" in names
    assert [name for name in names if name.startswith("word/embeddings/") and name.endswith(".xlsx")]


def check_excel(path, comparison):
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert SENTENCE in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]
    numbers = [cell.value for cell in cells if isinstance(cell.value, int | float)]
    for series in comparison.series:
        assert any(number == pytest.approx(series.latest.value) for number in numbers)
    with zipfile.ZipFile(path) as archive:
        assert "xl/charts/chart1.xml" in archive.namelist()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "Kuhmo"),
        ("/indikaattori?ind=683", None),
        ("/indikaattori", t("indicator.find")),
        ("/vertailu", t("frame.page_comparison")),
        ("/havainnot", t("findings_page.title")),
        ("/raportti", t("report_page.title")),
        ("/aineisto", t("frame.page_data")),
    ],
)
def test_a_cold_deep_link_opens_its_page(own_machine, visitor, at, diabetes, path, name):
    page = visitor().new_page()
    page.goto(f"{own_machine.url}{path}{'&' if '?' in path else '?'}kunta={KUHMO}&kieli=fi")
    at(page, name or diabetes.title.fi)


def test_a_removed_draft_cannot_be_downloaded_and_the_page_says_so(own_machine, visitor, at):
    with Findings(own_machine.home / "findings.sqlite") as findings:
        draft = findings.create_draft("Pian poistettava", KUHMO, "fi")
        page = visitor().new_page()
        page.goto(f"{own_machine.url}/raportti?luonnos={draft.code}")
        at(page, t("report_page.title"))
        findings.remove_draft(draft.code)
    page.get_by_role("button", name=t("downloads.docx")).click()
    expect(page.get_by_role("alert").filter(has_text=t("findings.unknown_draft")).first).to_be_visible()


def test_a_document_that_cannot_be_made_says_what_to_do(own_machine, visitor, at, diabetes):
    place = own_machine.home / "findings.sqlite"
    with Findings(place) as findings:
        draft = findings.create_draft("Vioittunut", KUHMO, "fi")
        findings.pick(draft.code, diabetes, SENTENCE, "note")
    with closing(sqlite3.connect(place)) as damaged, damaged:
        damaged.execute("UPDATE finding SET chapter = 'rikki' WHERE draft_code = ?", [draft.code])
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/raportti?luonnos={draft.code}&kieli=fi")
    at(page, t("report_page.title"))
    page.get_by_role("button", name=t("downloads.xlsx")).click()
    expect(page.get_by_role("alert").filter(has_text=t("report.could_not_make"))).to_be_visible()
    with Findings(place) as findings:  # no other test shall come upon it
        findings.remove_draft(draft.code)


def test_another_page_is_seen_from_its_top(own_machine, visitor, at):
    """Where motion is not reduced, what scrolls by itself may stop half-way; 800 pixels show the heading."""
    page = visitor(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{own_machine.url}/nostot?kunta={KUHMO}&kieli=fi")
    at(page, text("fi", "suggestions_page.title", area="Kuhmo"))
    opens = page.get_by_role("link", name=t("suggestions_page.open"))
    for place in (0, 2):
        opens.nth(place).click()
        page.wait_for_url(re.compile("/indikaattori"))
        expect(page.get_by_role("heading", name=t("indicator.about"))).to_be_attached()
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        page.go_back()
        at(page, text("fi", "suggestions_page.title", area="Kuhmo"))
