"""The PowerPoint file, read by python-pptx and by its zip and XML."""

import os
from collections import Counter
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from hvk_data.figures import Point
from hvk_data.language import LANGUAGES, Texts
from hvk_data.report.writers.powerpoint import write_pptx
from hvk_data.report.writers.powerpoint.paging import pages

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


@pytest.fixture(scope="module")
def made(samples):
    def make(language="fi", findings=None, **more):
        document = samples.document(language, findings, **more)
        return document, Presentation(BytesIO(write_pptx(document)))

    return make


def texts(slide):
    said = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            said += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        if shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
    if slide.has_notes_slide:
        said += slide.notes_slide.notes_text_frame.text.split("\n")
    return said


def charts(shown):
    return [shape for slide in shown.slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_document_says_is_on_its_slides_or_in_their_notes(made, language):
    document, shown = made(language, summary="Yksi **kaksi**.\n\n- a")
    said = [line for slide in shown.slides for line in texts(slide)]
    for block in document.findings:
        assert f"{block.kind_name}: {block.sentence[0]}" in said
        for line in (*block.notes, block.source, block.judged):
            assert line in said
        for row in block.table.rows:
            assert set(row) <= set(said)
    assert "Yksi kaksi." in said
    assert all(
        slide.shapes.title is not None and slide.shapes.title.text_frame.text for slide in shown.slides
    )
    for slide in shown.slides:
        runs = slide._element.iter(qn("a:rPr"))
        assert {run.get("lang") for run in runs} <= {TAGS[language]}


def test_charts_are_native_have_the_figures_and_tell_their_takeaway(made):
    document, shown = made()
    drawn = charts(shown)
    assert [frame._element.find(".//" + qn("p:cNvPr")).get("descr") for frame in drawn] == [
        block.chart.alt for block in document.findings
    ]
    for block, frame in zip(document.findings, drawn, strict=True):
        chart = frame.chart
        assert [series.name for series in chart.plots[0].series] == [one.name for one in block.chart.series]
        for series, one in zip(chart.plots[0].series, block.chart.series, strict=True):
            assert tuple(series.values) == one.values
        assert tuple(chart.plots[0].categories) == block.chart.categories
        sheet = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        read = [[cell.value for cell in column[1:]] for column in list(sheet.columns)[1:]]
        assert read == [list(one.values) for one in block.chart.series]


def test_tables_mark_their_header_rows(made):
    _, shown = made()
    tables = [shape for slide in shown.slides for shape in slide.shapes if shape.has_table]
    assert tables
    for shape in tables:
        assert shape.table.first_row
        assert shape._element.find(".//" + qn("p:cNvPr")).get("descr")


def test_five_slides_with_notes(made, samples):
    document, shown = made(output="slides", belongs={"goals": [samples.goal(1, goal="Tavoite")]})
    assert len(shown.slides) == len(document.blocks) == 5
    assert len(charts(shown)) == 2
    for slide, block in zip(shown.slides, document.blocks, strict=True):
        assert slide.shapes.title.text_frame.text == block.title
        notes = slide.notes_slide.notes_text_frame.text
        assert all(line in notes for line in block.notes)


def test_nothing_leaves_the_slide(made, samples):
    goals = [samples.goal(n, goal="Pitkä tavoite " * 12, action="Toimi " * 30) for n in range(15)]
    _, shown = made(summary="Sana. " * 900, belongs={"goals": goals})
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height


def test_what_does_not_fit_goes_on_under_the_same_title(samples):
    document = samples.document(summary="\n".join(f"Kappale {n}. " + "Sana " * 60 for n in range(30)))
    made = [page for page in pages(document) if page.title.startswith("Tiivistelmä")]
    assert len(made) > 2
    assert made[1].title == "Tiivistelmä (jatkuu)"
    said = [block.text for page in made for block in page.texts]
    assert [line.split(".")[0] for line in said] == [f"Kappale {n}" for n in range(30)]
    assert all(page.size(beside_chart=False) for page in made)


def test_what_people_write_is_text_whatever_it_is(samples, made):
    hostile = '=cmd|calc <a:t>&amp; "x" \x0b\ud800 _x0041_'
    finding = samples.finding(0, samples.comparisons()[0], hostile)
    _, shown = made(findings=[finding], name=hostile, summary=hostile)
    said = "\n".join(line for slide in shown.slides for line in texts(slide))
    assert '=cmd|calc <a:t>&amp; "x"' in said


def test_a_formula_in_an_area_name_stays_text_in_the_charts_workbook(samples, made):
    comparison = samples.comparisons()[0]
    evil = replace(comparison.own, name=Texts('=HYPERLINK("http://a")'))
    finding = samples.finding(0, replace(comparison, series=(evil, *comparison.series[1:])), "")
    _, shown = made(findings=[finding])
    workbook = load_workbook(BytesIO(charts(shown)[0].chart.part.chart_workbook.xlsx_part.blob))
    cell = workbook.worksheets[0]["B1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://a")', "s", True)


def test_no_two_things_on_a_slide_have_one_identity(made):
    _, shown = made()
    for slide in shown.slides:
        found = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(found) == len(set(found))


def test_every_part_has_its_type_and_nothing_leads_out(samples):
    content = write_pptx(samples.document())
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        types = etree.fromstring(package.read("[Content_Types].xml"))
        named = {one.get("PartName") for one in types} | {one.get("Extension") for one in types}
        for name in names:
            assert name == "[Content_Types].xml" or f"/{name}" in named or name.rsplit(".", 1)[1] in named
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in package.read(name)


def test_a_long_table_ends_above_its_caption(samples, made):
    comparison = samples.comparisons()[0]
    points = tuple(Point(year, year / 100) for year in range(1980, 2022))
    own = replace(comparison.own, points=points)
    finding = samples.finding(0, replace(comparison, series=(own, *comparison.series[1:])), "")
    _, shown = made(findings=[finding])
    long = 0
    for slide in shown.slides:
        for table in (shape for shape in slide.shapes if shape.has_table):
            caption = next(shape for shape in slide.shapes if shape.name.startswith("TextBox"))
            assert table.top + sum(row.height for row in table.table.rows) <= caption.top
            long += len(table.table.rows) > 15
    assert long


def test_many_findings_are_still_a_presentation(samples):
    count = 300 if os.environ.get("HVK_PROOFS") else 24
    findings = [samples.finding(n, samples.comparisons()[n % 4], f"Lause {n}.") for n in range(count)]
    content = write_pptx(samples.document(findings=findings))
    with ZipFile(BytesIO(content)) as zipped:
        assert max(Counter(zipped.namelist()).values()) == 1
    shown = Presentation(BytesIO(content))
    assert len(charts(shown)) == count * 3 // 4
    said = {line for slide in shown.slides for line in texts(slide)}
    assert {f"Huomio: Lause {n}." for n in range(count)} <= said
