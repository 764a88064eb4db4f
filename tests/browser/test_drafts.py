"""Drafts in real browsers: who sees them, what several writers do to each other, what hostile text does."""

import re
import zipfile

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from hvk_data.findings import Findings
from hvk_data.language import text
from hvk_data.queries.compare import compare

KUHMO = "290"
HOSTILE = (
    "https://evil.example/a www.evil.example b@evil.example "
    '=HYPERLINK("http://evil.example/","klikkaa") <script>document.title="murrettu"</script> '
    "[linkki](http://evil.example/) ![kuva](http://evil.example/x.png) :smile: :red[punainen] $x^2$ "
    "<img src=x onerror=\"document.title='murrettu'\">"
)


def t(key, **values):
    return text("fi", key, **values)


def field(page, label):
    return page.get_by_role("textbox", name=label, exact=True)


def chapter(page, name):
    return field(page, t("report_page.text", chapter=t(f"report.chapter_{name}")))


def write(area, words):
    area.fill(words)
    area.blur()


def saved(page):
    expect(page.get_by_text(re.compile(t("written.saved", moment=r"\d"))).first).to_be_visible()


def code_of(page):
    page.wait_for_url(re.compile("luonnos="))
    return re.search(r"luonnos=(\w+)", page.url)[1]


@pytest.fixture
def make_draft(own_machine, reader):
    """A draft about Kuhmo with findings, written straight into the server's data folder."""

    def make(*sentences, name="Luonnos", server=own_machine):
        with Findings(server.home / "findings.sqlite") as findings:
            draft = findings.create_draft(name, KUHMO, "fi")
            for indicator, sentence in zip(("181", "127", "683"), sentences, strict=False):
                findings.pick(draft.code, compare(reader, KUHMO, indicator), sentence, "note")
            return draft

    return make


def test_nobody_sees_a_draft_without_its_code(shared, visitor, at):
    writer, other = visitor().new_page(), visitor().new_page()
    writer.goto(f"{shared.url}/raportti?kunta={KUHMO}&kieli=fi")
    at(writer, t("report_page.title"))
    writer.get_by_role("button", name=t("drafts.new")).click()
    field(writer, t("drafts.name")).fill("Salainen luonnos")
    writer.get_by_role("button", name=t("drafts.create", area="Kuhmo")).click()
    code = code_of(writer)
    at(writer, t("report_page.title"))
    write(chapter(writer, "summary"), "Tämä on vielä keskeneräinen.")
    saved(writer)

    for path in ("raportti", "havainnot"):
        other.goto(f"{shared.url}/{path}?kunta={KUHMO}&kieli=fi")
        at(other, t(f"{'report' if path == 'raportti' else 'findings'}_page.title"))
        expect(other.get_by_text(t("drafts.none", area="Kuhmo"))).to_be_visible()
        assert "Salainen" not in other.content()
        assert code not in other.content()

    other.goto(f"{shared.url}/raportti?luonnos={code}&kieli=fi")
    at(other, t("report_page.title"))
    expect(chapter(other, "summary")).to_have_value("Tämä on vielä keskeneräinen.")

    # The first writer's browser remembers it without the address.
    again = writer.context.new_page()
    again.goto(f"{shared.url}/raportti")
    at(again, t("report_page.title"))
    expect(chapter(again, "summary")).to_have_value("Tämä on vielä keskeneräinen.")


def test_a_tab_does_not_make_the_browser_forget_what_another_opened(shared, visitor, at):
    person = visitor()
    early, writer = person.new_page(), person.new_page()
    early.goto(f"{shared.url}/?kunta={KUHMO}&kieli=fi")
    at(early, "Kuhmo")
    writer.goto(f"{shared.url}/havainnot?kunta={KUHMO}&kieli=fi")
    at(writer, t("findings_page.title"))
    writer.get_by_role("button", name=t("drafts.new")).click()
    writer.get_by_role("button", name=t("drafts.create", area="Kuhmo")).click()
    code = code_of(writer)
    at(writer, t("findings_page.title"))
    early.get_by_role("radiogroup").get_by_text(t("frame.language_en"), exact=True).click()
    expect(early.locator("html")).to_have_attribute("lang", "en")
    late = person.new_page()
    late.goto(f"{shared.url}/raportti")
    assert code_of(late) == code


def test_on_an_own_machine_every_browser_lists_every_draft(own_machine, visitor, at, make_draft):
    draft = make_draft("Lause", name="Koneen ainoan käyttäjän luonnos")
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/raportti?kunta=837&kieli=fi")
    at(page, t("report_page.title"))
    page.get_by_role("combobox", name=t("drafts.choose")).click()
    page.get_by_role("option", name=draft.name).click()
    expect(page.get_by_text("Lause", exact=True)).to_be_visible()
    assert code_of(page) == draft.code
    assert f"kunta={KUHMO}" in page.url


def test_an_unknown_draft_gives_a_notice_and_a_usable_page(own_machine, visitor, at):
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/raportti?kunta={KUHMO}&luonnos={'0' * 32}&kieli=fi")
    at(page, t("report_page.title"))
    expect(page.get_by_role("alert").filter(has_text=t("findings.unknown_draft"))).to_be_visible()
    page.get_by_role("button", name=t("drafts.new")).click()
    page.get_by_role("button", name=t("drafts.create", area="Kuhmo")).click()
    at(page, t("report_page.title"))
    expect(chapter(page, "summary")).to_be_visible()


def test_what_is_typed_is_saved_though_the_field_is_never_left(own_machine, visitor, at, make_draft):
    draft = make_draft()
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/raportti?luonnos={draft.code}&kieli=fi")
    at(page, t("report_page.title"))
    summary = chapter(page, "summary")
    summary.press_sequentially("Kesken")
    saved(page)
    expect(summary).to_be_focused()
    page.close()
    with Findings(own_machine.home / "findings.sqlite") as findings:
        assert findings.draft(draft.code).chapters["summary"] == "Kesken"


def test_a_finding_is_edited_where_it_stands(own_machine, visitor, at, make_draft):
    draft = make_draft("Ensimmäinen", "Toinen", "Kolmas")
    page = visitor(viewport={"width": 1280, "height": 700}).new_page()
    page.goto(f"{own_machine.url}/raportti?luonnos={draft.code}&kieli=fi")
    at(page, t("report_page.title"))
    page.get_by_role("link", name=t("report_page.edit", number=3)).click()
    at(page, t("findings_page.title"))
    third = field(page, t("pick.sentence")).nth(2)
    expect(third).to_have_value("Kolmas")
    expect(third).to_be_focused()
    expect(third).to_be_in_viewport()
    page.wait_for_url(lambda url: "havainto=" not in url)


def test_two_writers_lose_neither_text(own_machine, visitor, at, make_draft):
    draft = make_draft("Alkuperäinen lause")
    first, second = (visitor().new_page() for _ in range(2))
    for page in (first, second):
        page.goto(f"{own_machine.url}/havainnot?luonnos={draft.code}&kieli=fi")
        at(page, t("findings_page.title"))
    write(field(first, t("pick.sentence")), "Ensimmäisen lause")
    saved(first)
    write(field(second, t("pick.sentence")), "Toisen lause")
    expect(second.get_by_text(t("written.two_texts"))).to_be_visible()
    expect(second.get_by_text("Ensimmäisen lause", exact=True)).to_be_visible()
    expect(field(second, t("pick.sentence"))).to_have_value("Toisen lause")
    with Findings(own_machine.home / "findings.sqlite") as findings:
        assert findings.findings(draft.code)[0].sentence == "Ensimmäisen lause"
        second.get_by_role("button", name=t("written.both")).click()
        expect(field(second, t("pick.sentence"))).to_have_value("Ensimmäisen lause\n\nToisen lause")
        expect(second.get_by_text(t("written.two_texts"))).to_be_hidden()
        assert findings.findings(draft.code)[0].sentence == "Ensimmäisen lause\n\nToisen lause"


def test_findings_are_ordered_by_keyboard_and_removed_with_a_way_back(own_machine, visitor, at, make_draft):
    draft = make_draft("Ensin", "Sitten", "Lopuksi")
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/havainnot?luonnos={draft.code}&kieli=fi")
    at(page, t("findings_page.title"))

    def order(*expected):
        fields = field(page, t("pick.sentence"))
        expect(fields).to_have_count(len(expected))
        for place, sentence in enumerate(expected):
            expect(fields.nth(place)).to_have_value(sentence)

    order("Ensin", "Sitten", "Lopuksi")
    page.get_by_role("button", name=t("findings_page.down")).first.focus()
    page.keyboard.press("Enter")
    order("Sitten", "Ensin", "Lopuksi")
    page.get_by_role("button", name=t("findings_page.remove"), exact=True).nth(1).click()
    order("Sitten", "Lopuksi")
    page.reload()
    at(page, t("findings_page.title"))
    page.get_by_text(t("findings_page.removed", n=1)).click()
    page.get_by_role("button", name=t("findings_page.restore")).click()
    order("Sitten", "Ensin", "Lopuksi")


def test_a_removed_draft_comes_back(own_machine, visitor, at, make_draft):
    draft = make_draft("Lause", name="Turhaan poistettu")
    page = visitor().new_page()
    page.goto(f"{own_machine.url}/raportti?luonnos={draft.code}&kieli=fi")
    at(page, t("report_page.title"))
    page.get_by_role("button", name=t("drafts.settings")).click()
    page.get_by_role("button", name=t("drafts.remove")).click()
    expect(page.get_by_text(t("drafts.removed", name="Turhaan poistettu"))).to_be_visible()
    page.get_by_role("button", name=t("drafts.undo")).click()
    expect(page.get_by_text("Lause", exact=True)).to_be_visible()
    assert code_of(page) == draft.code


def test_hostile_text_is_text_on_screen_and_in_files(own_machine, visitor, at, make_draft, tmp_path):
    draft = make_draft(HOSTILE, name=HOSTILE[:200])
    page = visitor().new_page()
    for path, title in (("havainnot", "findings_page"), ("raportti", "report_page")):
        page.goto(f"{own_machine.url}/{path}?luonnos={draft.code}&kieli=fi")
        at(page, t(f"{title}.title"))
        if path == "raportti":
            expect(page.get_by_text(HOSTILE, exact=True)).to_be_visible()
            write(chapter(page, "summary"), HOSTILE)
            saved(page)
        else:
            expect(field(page, t("pick.sentence"))).to_have_value(HOSTILE)
        harmless(page)

    for kind in ("docx", "xlsx"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=t(f"downloads.{kind}")).click()
        waiting.value.save_as(tmp_path / f"raportti.{kind}")
    check_files(tmp_path)

    # Removed and told of: the name and the sentence go through Markdown's own words.
    page.goto(f"{own_machine.url}/havainnot?luonnos={draft.code}&kieli=fi")
    at(page, t("findings_page.title"))
    page.get_by_role("button", name=t("findings_page.remove"), exact=True).click()
    expect(page.get_by_text(HOSTILE, exact=True).first).to_be_visible()
    page.get_by_role("button", name=t("drafts.settings")).click()
    page.get_by_role("button", name=t("drafts.remove")).click()
    expect(page.get_by_role("button", name=t("drafts.undo"))).to_be_visible()
    expect(page.get_by_text("<script>").first).to_be_visible()
    harmless(page)


def harmless(page):
    """Nothing of it became a link, a picture or a script."""
    assert page.title() != "murrettu"
    assert page.locator('a[href*="evil.example"], img[src*="evil.example"], img[src="x"]').count() == 0


def check_files(folder):
    words = [paragraph.text for paragraph in docx.Document(str(folder / "raportti.docx")).paragraphs]
    # A sentence stays to the letter; a chapter's text is Markdown, of which a link keeps its words.
    assert any(HOSTILE in said for said in words)
    assert sum(HOSTILE.partition("[")[0] in said for said in words) >= 2
    with zipfile.ZipFile(folder / "raportti.docx") as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode("utf-8")
    assert "evil.example" not in relations
    book = openpyxl.load_workbook(folder / "raportti.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    told = [cell.value for cell in cells if isinstance(cell.value, str) and "=HYPERLINK" in cell.value]
    assert any(HOSTILE in said for said in told)
    assert len(told) >= 2
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and "evil" in (cell.hyperlink.target or "")]
