"""The Excel file, read by openpyxl and by its zip and XML."""

import os
import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from hvk_data.figures import Point
from hvk_data.language import LANGUAGES, Texts, text
from hvk_data.queries.compare import compare
from hvk_data.report.writers.excel import write_xlsx
from hvk_data.report.writers.excel.cells import LONGEST

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
SHEETS = ("about", "findings", "texts", "table", "figures", "comparison", "sources")


@pytest.fixture(scope="module")
def made(samples):
    def make(language="fi", findings=None, **more):
        document = samples.document(language, findings, **more)
        return document, write_xlsx(document)

    return make


def rows(content, sheet):
    """A sheet as dictionaries by its header row."""
    first, *others = load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in others]


def cells(content):
    for sheet in load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            yield from row


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_are_named_and_headed_in_the_language(made, language):
    document, content = made(language)
    workbook = load_workbook(BytesIO(content))
    assert workbook.sheetnames == [text(language, f"report.sheet_{name}") for name in SHEETS]
    assert workbook.properties.language == {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[language]
    assert workbook.properties.title == document.title
    findings = workbook[text(language, "report.sheet_findings")]
    assert findings["E1"].value == text(language, "report.column_sentence")


def test_findings_have_a_row_each_with_their_sentence(made, samples):
    document, content = made()
    read = rows(content, "Havainnot")
    assert [row["Havainto"] for row in read] == list(samples.sentences["fi"])
    assert [row["Laji"] for row in read] == ["Huolenaihe", "Huolenaihe", "Vahvuus"]
    assert [(row["Kunnan luku"], row["Vuosi"]) for row in read] == [(12.8, 2021), (1.7, 2021), (58.3, 2021)]
    assert [row["Laskettu?"] for row in read] == ["ei", "arvio", "ei"]
    assert [row["Lähdeviite"] for row in read] == [block.citation for block in document.findings]


def test_every_figure_is_there_with_its_area_code_year_and_source(made):
    document, content = made()
    read = rows(content, "Luvut")
    expected = [
        (number, block.comparison.indicator, series.code, point.year, point.value, point.count, point.n)
        for number, block in enumerate(document.findings, 1)
        for series in block.comparison.series
        for point in series.points
    ]
    columns = ("Nro", "Tunnus", "Koodi", "Vuosi", "Arvo", "Lukumäärä", "Kuntia (n)")
    got = [tuple(row[name] for name in columns) for row in read]
    assert [(*row[:2], row[2] or "", *row[3:]) for row in got] == expected
    assert {row["Laskettu?"] for row in read} == {"ei", "laskettu", "arvio", "mediaani", None}
    assert all(row["Lähde"] and row["Haettu tai tilanne"] for row in read)


def test_codes_are_texts_numbers_are_numbers_and_days_are_days(made):
    _, content = made()
    sheet = load_workbook(BytesIO(content))["Luvut"]
    header = {cell.value: cell.column for cell in sheet[1]}
    by_code = {row[header["Koodi"] - 1].value: row for row in sheet.iter_rows(min_row=2)}
    alajarvi = by_code["005"]
    assert alajarvi[header["Koodi"] - 1].data_type == "s"
    value = alajarvi[header["Arvo"] - 1]
    assert (value.data_type, value.number_format) == ("n", "#,##0.0")
    assert isinstance(alajarvi[header["Päivitetty"] - 1].value, datetime)
    assert alajarvi[header["Päivitetty"] - 1].number_format == "d.m.yyyy"
    placed = next(row for row in sheet.iter_rows(min_row=2) if row[header["Tunnus"] - 1].value == "191")
    assert placed[header["Tunnus"] - 1].data_type == "s"
    assert placed[header["Arvo"] - 1].number_format == "#,##0.00"
    assert placed[header["Lukumäärä"] - 1].value == 612


def test_tables_are_frozen_filtered_wide_enough_and_set_up_for_paper(made):
    _, content = made()
    for name in ("Havainnot", "Tekstit", "Vertailutaulukko", "Luvut", "Lähteet"):
        sheet = load_workbook(BytesIO(content))[name]
        assert sheet.freeze_panes
        (made_table,) = sheet.tables.values()
        assert made_table.ref == made_table.autoFilter.ref == sheet.dimensions
        assert [column.name for column in made_table.tableColumns] == [cell.value for cell in sheet[1]]
        assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.column_dimensions[cell.column_letter].width >= 6 for cell in sheet[1])
    for sheet in load_workbook(BytesIO(content)):
        setup = sheet.page_setup
        assert (setup.orientation, str(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == (
            "landscape",
            "9",
            1,
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.right.text == "Tampere"


def charts(content):
    with ZipFile(BytesIO(content)) as file:
        drawing = etree.fromstring(file.read("xl/drawings/drawing1.xml"))
        names = sorted(
            (name for name in file.namelist() if name.startswith("xl/charts/chart")),
            key=lambda name: int("".join(filter(str.isdigit, name))),
        )
        return drawing, [etree.fromstring(file.read(name)) for name in names]


def test_native_charts_draw_the_cells_that_hold_the_figures(made):
    document, content = made()
    workbook = load_workbook(BytesIO(content))
    _, spaces = charts(content)
    assert len(spaces) == 3
    for block, space in zip(document.findings, spaces, strict=True):
        drawn = space.findall(f".//{C}ser")
        assert len(drawn) == len(block.chart.series)
        for each, series in zip(drawn, block.chart.series, strict=True):
            assert referred(workbook, each.findtext(f"{C}tx//{C}f")) == [series.name]
            assert referred(workbook, each.findtext(f"{C}val//{C}f")) == list(series.values)
            categories = referred(workbook, each.findtext(f"{C}cat//{C}f"))
            assert [str(category) for category in categories] == list(block.chart.categories)
        assert space.find(f".//{C}dispBlanksAs").get("val") == "gap"
        assert all(axis.get("val") == "0" for axis in space.findall(f".//{C}delete"))
        assert len(space.findall(f".//{C}delete")) == 2


def referred(workbook, formula):
    sheet, _, area = formula.rpartition("!")
    found = workbook[sheet.strip("'")][area.replace("$", "")]
    return [found.value] if isinstance(found, Cell) else [cell.value for (cell,) in found]


def test_computed_figures_show_their_mark_and_stay_numbers(made):
    _, content = made()
    sheet = load_workbook(BytesIO(content))["Kaaviot"]
    formats = {cell.value: cell.number_format for row in sheet.iter_rows() for cell in row}
    assert formats[1.6123456] == '#,##0.00"*"'
    assert formats[1.7] == '#,##0.00"~"'
    _, spaces = charts(content)
    own = spaces[1].find(f".//{C}ser")
    assert [point.find(f"{C}marker/{C}symbol").get("val") for point in own.findall(f"{C}dPt")] == ["x", "x"]


def test_charts_tell_their_takeaway(made):
    document, content = made()
    drawing, _ = charts(content)
    alts = [frame.get("descr") for frame in drawing.findall(f".//{XDR}graphicFrame//{XDR}cNvPr")]
    assert alts == [block.chart.alt for block in document.findings]


def test_a_break_is_an_empty_row(made):
    _, content = made()
    sheet = load_workbook(BytesIO(content))["Kaaviot"]
    broken = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "katkos")
    assert set(broken[1:]) == {None}


def test_the_first_sheet_says_what_the_file_is(made):
    document, content = made()
    said = [cell.value for row in load_workbook(BytesIO(content))["Lue ensin"].iter_rows() for cell in row]
    assert document.title in said
    assert document.subtitle in said
    assert set(document.notes) <= set(said)
    assert {"Havainnot", "Tekstit", "Luvut", "Kaaviot", "Lähteet"} <= set(said)


def test_chapters_are_there(made):
    _, content = made(summary="Eka.\nToka.")
    assert rows(content, "Tekstit")[0] == {"Luku": "Tiivistelmä", "Teksti": "Eka.\nToka."}


STARTS = st.sampled_from(["=", "+", "-", "@", "\t=", "\r=", "=cmd|' /C calc'!A0", "_x003D_", "#REF!", ""])
HOSTILE = st.builds(str.__add__, STARTS, st.text(st.characters(exclude_categories=[]), max_size=30))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentence=HOSTILE, name=HOSTILE, area=HOSTILE, written=HOSTILE)
def test_what_people_write_is_never_a_formula(samples, made, sentence, name, area, written):
    comparison = samples.comparisons()[2]
    own = replace(comparison.own, name=Texts(area or "a"))
    finding = samples.finding(0, replace(comparison, series=(own, *comparison.series[1:])), sentence)
    _, content = made(findings=[finding], municipality=Texts(area), name=name, summary=written)
    for cell in cells(content):
        assert cell.data_type in ("s", "n", "d")
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
    with ZipFile(BytesIO(content)) as file:
        for part in file.namelist():
            if part.startswith("xl/worksheets/sheet"):
                assert etree.fromstring(file.read(part)).find(f".//{S}f") is None


def test_a_sentence_that_looks_like_a_formula_is_read_as_it_was_written(made, samples):
    sentence = '=HYPERLINK("http://example.org";"klikkaa")'
    _, content = made(findings=[samples.finding(0, samples.comparisons()[2], sentence)])
    cell = load_workbook(BytesIO(content))["Havainnot"]["E2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (sentence, "s", True)


def test_excels_escapes_are_not_taken_for_characters(made, samples):
    _, content = made(findings=[samples.finding(0, samples.comparisons()[2], "a_x0041_b")])
    assert load_workbook(BytesIO(content))["Havainnot"]["E2"].value == "a_x005F_x0041_b"


def test_a_text_longer_than_a_cell_is_cut_with_a_sign(made):
    _, content = made(summary="ä" * 40_000)
    said = rows(content, "Tekstit")[0]["Teksti"]
    assert len(said) == LONGEST
    assert said.endswith("ä…")


def test_a_value_of_zero_is_not_a_missing_one(made, samples):
    comparison = samples.comparisons()[2]
    own = replace(comparison.own, points=(Point(2020, 0.0, 0.0), Point(2021, None)))
    _, content = made(findings=[samples.finding(0, replace(comparison, series=(own,)), "")])
    read = [(row["Vuosi"], row["Arvo"], row["Lukumäärä"]) for row in rows(content, "Luvut")]
    assert read == [(2020, 0, 0), (2021, None, None)]


def test_many_findings_are_still_a_workbook(samples, made):
    count = 300 if os.environ.get("HVK_PROOFS") else 24
    findings = [samples.finding(n, samples.comparisons()[n % 4], f"Lause {n}.") for n in range(count)]
    document, content = made(findings=findings)
    assert [row["Havainto"] for row in rows(content, "Havainnot")] == [f"Lause {n}." for n in range(count)]
    figures = sum(len(series.points) for one in document.findings for series in one.comparison.series)
    assert len(rows(content, "Luvut")) == figures
    assert len(load_workbook(BytesIO(content))["Kaaviot"]._charts) == count * 3 // 4


def test_an_empty_draft_is_a_workbook(made):
    _, content = made(findings=[])
    assert rows(content, "Havainnot") == []
    assert rows(content, "Luvut") == []


def test_the_figures_sheet_read_back_is_what_was_shown(samples, reader):
    shown = compare(reader, "837", "181", ("region", "country", "median_region"))
    document = samples.document(findings=[samples.finding(0, shown, "Lause.")], reader=reader)
    read = rows(write_xlsx(document), "Luvut")
    words = {"ei": "published", "laskettu": "computed", "arvio": "estimate", "mediaani": "computed"}
    back = {}
    for row in read:
        key = row["Alue"], row["Koodi"] or ""
        certainty = words[row["Laskettu?"]] if row["Laskettu?"] else "published"
        point = Point(row["Vuosi"], row["Arvo"], row["Lukumäärä"], certainty, row["Kuntia (n)"])
        back.setdefault(key, []).append(point)
    assert {key: tuple(points) for key, points in back.items()} == {
        (series.name.fi, series.code): tuple(replace(point, thin=False) for point in series.points)
        for series in shown.series
    }
    assert {(row["Tunnus"], row["Sukupuoli"]) for row in read} == {("181", "yhteensä")}


def test_the_comparison_is_a_table_of_numbers_with_a_column_for_each_area(made):
    document, content = made()
    read = rows(content, "Vertailutaulukko")
    assert [row["Kunta"] for row in read] == [12.8, 1.7, 58.3]
    assert [row["Koko maa"] for row in read] == [11.4, 1.6, 55.1]
    assert read[0]["Vertailukunnat"] == "Alajärvi 9,0"
    assert [row["Vuosi"] for row in read] == [block.comparison.own.latest.year for block in document.findings]


def test_findings_carry_signs_reservation_and_experience(samples, reader):
    belongs = {"observations": [samples.observation(1, finding=0)]}
    document = samples.document(reader=reader, belongs=belongs)
    read = rows(write_xlsx(document), "Havainnot")
    for row, block in zip(read, document.findings, strict=True):
        assert (row["Mitä luvut sanovat"] or "") == block.judged
        assert (row["Tilastollinen varaus"] or "") == block.reservation
        assert {row["Taso"], row["Muutos"]} - {None} == {sign.text for sign in block.signs}
    assert "Nuoret kertovat toista." in read[0]["Kokemustieto"]


def test_goals_have_a_sheet_with_everything_that_was_written(samples):
    goals = [samples.goal(1, focus="Nuoret", goal="=1+1", owner="Sivistys", baseline_year=2024)]
    content = write_xlsx(samples.document(belongs={"goals": goals}))
    (row,) = rows(content, "Tavoitteet")
    assert (row["Painopiste"], row["Tavoite"], row["Vastuutaho"]) == ("Nuoret", "=1+1", "Sivistys")
    assert row["Lähtötason vuosi"] == 2024
    assert row["Tila"] == "käynnissä"


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_names_of_their_own_that_are_no_cells(made, samples, language):
    _, content = made(language, belongs={"goals": [samples.goal(1, goal="Tavoite")]})
    workbook = load_workbook(BytesIO(content))
    tables = [table for sheet in workbook for table in sheet.tables.values()]
    names = [table.displayName for table in tables]
    assert len(names) == len(set(names)) == 6
    assert not [name for name in names if re.fullmatch("[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*", name)]
    for table in tables:
        columns = [column.name.casefold() for column in table.tableColumns]
        assert len(columns) == len(set(columns))
