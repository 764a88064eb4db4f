"""The Word file, read by others than its writer: python-docx, the zip and its XML, openpyxl."""

import itertools
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from hvk_data.language import LANGUAGES, Texts
from hvk_data.report.model import one_line
from hvk_data.report.writers.word import write_docx

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


@pytest.fixture(scope="module")
def made(samples):
    def make(language="fi", findings=None, **more):
        document = samples.document(language, findings, **more)
        return document, write_docx(document)

    return make


def parts(content):
    with ZipFile(BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def xml(content, name):
    return etree.fromstring(parts(content)[name])


def charts(content):
    """Each chart's XML with the workbook that its relationship names."""
    files = parts(content)
    found = []
    for number in range(1, 1 + sum(name.startswith("word/charts/chart") for name in files)):
        space = etree.fromstring(files[f"word/charts/chart{number}.xml"])
        relationships = etree.fromstring(files[f"word/charts/_rels/chart{number}.xml.rels"])
        identity = space.find(f"{C}externalData").get(qn("r:id"))
        target = next(each.get("Target") for each in relationships if each.get("Id") == identity)
        workbook = load_workbook(BytesIO(files["word/" + target.removeprefix("../")]))
        found.append((space, workbook["Sheet1"]))
    return found


def text_of(word):
    return "\n".join(node.text or "" for node in word.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_and_source_is_there_and_the_headings_are_in_order(made, language):
    document, content = made(language, summary="Yksi & toinen <b>.")
    word = docx.Document(BytesIO(content))
    said = [paragraph.text for paragraph in word.paragraphs]
    for block in document.findings:
        assert f"{block.kind_name}: {block.sentence[0]}" in said
        assert block.source in said
    assert "Yksi & toinen <b>." in said
    for line in block.notes:
        assert line in said
    levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading ")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert word.paragraphs[0].style.name == "Title"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_names_its_language(made, language):
    _, content = made(language)
    files = parts(content)
    styles = etree.fromstring(files["word/styles.xml"])
    assert {lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))} == {TAGS[language]}
    theme = etree.fromstring(files["word/settings.xml"]).find(qn("w:themeFontLang"))
    assert theme.get(qn("w:val")) == TAGS[language]
    assert docx.Document(BytesIO(content)).core_properties.language == TAGS[language]
    for name, space in files.items():
        if name.startswith("word/charts/chart"):
            assert set(re.findall(rb'lang="([^"]+)"', space)) == {TAGS[language].encode()}


def test_properties_say_what_the_file_is_and_not_what_made_it(made):
    _, content = made()
    properties = docx.Document(BytesIO(content)).core_properties
    assert properties.title == "Tampereen hyvinvointikertomus 2025–2029"
    assert properties.subject == (
        "Tampere · Laaja hyvinvointikertomus 2025–2029 · versio 2 · hyvinvointiryhmässä · 12.6.2026"
    )
    assert (properties.author, properties.comments) == ("Tampere", "")
    assert (properties.created.isoformat(), properties.modified.isoformat()) == (
        "2026-05-20T08:00:00+00:00",
        "2026-06-12T09:30:00+00:00",
    )


def test_tables_say_the_figures_and_mark_their_header_rows(made):
    document, content = made()
    word = docx.Document(BytesIO(content))
    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    for block in document.findings:
        assert [list(block.table.header), *map(list, block.table.rows)] in read
    assert any(["2021", "12,8", "10,6", "11,4", "9,1", "9,0"] in rows for rows in read)
    for table in word.element.body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:trPr")).find(qn("w:tblHeader")) is None for row in rows[1:])
        widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        assert sum(widths) <= 9300
        assert table.find(qn("w:tblPr")).find(qn("w:tblDescription")).get(qn("w:val"))


def test_charts_have_the_figures_in_their_xml_and_in_their_workbooks(made):
    document, content = made()
    found = charts(content)
    assert len(found) == 3
    for block, (space, sheet) in zip(document.findings, found, strict=True):
        drawn = space.findall(f".//{C}ser")
        assert [each.findtext(f".//{C}tx//{C}v") for each in drawn] == [s.name for s in block.chart.series]
        for column, (each, series) in enumerate(zip(drawn, block.chart.series, strict=True), 2):
            cache = each.find(f"{C}val//{C}numCache")
            size = int(cache.find(f"{C}ptCount").get("val"))
            values = {int(point.get("idx")): float(point.findtext(f"{C}v")) for point in cache.iter(f"{C}pt")}
            assert [values.get(place) for place in range(size)] == list(series.values)
            names = [point.findtext(f"{C}v") for point in each.find(f"{C}cat").iter(f"{C}pt")]
            assert names == list(block.chart.categories)
            reference = each.find(f"{C}val//{C}f").text.removeprefix("Sheet1!").replace("$", "")
            cells = (
                [cell.value for (cell,) in sheet[reference]] if size > 1 else [sheet.cell(2, column).value]
            )
            assert cells == list(series.values)
            assert sheet.cell(1, column).value == series.name
        assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == names
        assert space.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_computed_points_have_a_mark_of_their_own(made):
    _, content = made()
    own = charts(content)[1][0].find(f".//{C}ser")
    marked = {
        int(point.find(f"{C}idx").get("val")): point.find(f"{C}marker/{C}symbol").get("val")
        for point in own.findall(f"{C}dPt")
    }
    assert marked == {1: "x", 3: "x"}
    assert own.find(f"{C}marker/{C}symbol").get("val") == "circle"


def test_the_own_line_is_the_strongest_and_each_role_keeps_its_own(made):
    _, content = made()
    space = charts(content)[0][0]
    looks = []
    for each in space.findall(f".//{C}ser"):
        line = each.find(f"{C}spPr/" + qn("a:ln"))
        looks.append(
            (
                int(line.get("w")),
                line.find(".//" + qn("a:srgbClr")).get("val"),
                line.find(qn("a:prstDash")).get("val"),
            )
        )
    assert looks[0][:2] == (max(width for width, _, _ in looks), "1B5E8C")
    assert looks[1][1:] == ("B3541E", "solid")
    assert looks[2][1:] == ("4D4D4D", "dash")
    assert looks[3][1:] == ("7A7A7A", "sysDot")


def test_every_chart_tells_its_takeaway_to_those_who_do_not_see_it(made):
    document, content = made()
    drawings = list(xml(content, "word/document.xml").iter(f"{WP}docPr"))
    assert [drawing.get("descr") for drawing in drawings] == [block.chart.alt for block in document.findings]
    assert len({drawing.get("id") for drawing in drawings}) == 3
    assert "12,8 vuonna 2021" in drawings[0].get("descr")


def fields(body):
    """Instruction and shown result of each field that begins and ends in one paragraph."""
    found = []
    for paragraph in body.iter(qn("w:p")):
        instruction, shown, state = "", "", ""
        for run in paragraph.iter(qn("w:r")):
            mark = run.find(qn("w:fldChar"))
            if mark is not None:
                state = mark.get(qn("w:fldCharType"))
                if state == "end":
                    found.append((instruction.strip(), shown))
                    instruction, shown = "", ""
            elif state == "begin":
                instruction += run.findtext(qn("w:instrText")) or ""
            elif state == "separate":
                shown += run.findtext(qn("w:t")) or ""
    return found


def test_captions_are_numbered_by_filled_fields(made):
    _, content = made()
    found = [field for field in fields(xml(content, "word/document.xml")) if field[0].startswith("SEQ")]
    assert [shown for name, shown in found if name == "SEQ Kuvio \\* ARABIC"] == ["1", "2", "3"]
    tables = [shown for name, shown in found if name == "SEQ Taulukko \\* ARABIC"]
    assert tables == [str(number) for number in range(1, len(tables) + 1)]


def test_pages_are_numbered_in_the_footer(made):
    _, content = made()
    footers = [etree.fromstring(part) for name, part in parts(content).items() if "word/footer" in name]
    assert [[name for name, _ in fields(footer)] for footer in footers] == [["PAGE", "NUMPAGES"]] * 2
    header = docx.Document(BytesIO(content)).sections[0].header.paragraphs[0].text
    assert header == "Tampereen hyvinvointikertomus 2025–2029\tTampere"


def test_the_contents_are_filled_and_word_has_nothing_to_ask(made):
    _, content = made()
    word = docx.Document(BytesIO(content))
    entries = [p for p in word.paragraphs if p.style.name.startswith("toc ")]
    headings = [p for p in word.paragraphs if p.style.name.startswith("Heading ")]
    assert [entry.text.split("\t")[1] for entry in entries] == [heading.text for heading in headings]
    assert [entry.text.split("\t")[0] for entry in entries][:6] == ["1", "2", "3", "3.1", "3.2", "3.3"]
    anchors = [entry._p.find(qn("w:hyperlink")).get(qn("w:anchor")) for entry in entries]
    marks = [heading._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for heading in headings]
    assert anchors == marks
    marks_of_fields = [mark.get(qn("w:fldCharType")) for mark in word.element.body.iter(qn("w:fldChar"))]
    assert marks_of_fields.count("begin") == marks_of_fields.count("end") == marks_of_fields.count("separate")
    assert all(entry.style.builtin for entry in entries)
    settings_xml = parts(content)["word/settings.xml"]
    assert b"updateFields" not in settings_xml
    assert b"w:dirty" not in parts(content)["word/document.xml"]


def test_the_heading_over_the_contents_is_not_in_them(made):
    _, content = made()
    style = docx.Document(BytesIO(content)).styles["TOC Heading"].element
    assert style.pPr.numPr.numId.val == 0
    assert style.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "9"


def test_nothing_of_the_file_is_fetched_or_of_another_making(made):
    files = parts(made()[1])
    assert not [name for name in files if "thumbnail" in name or "customXml/" in name]
    for name, part in files.items():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in part


def test_every_relationship_has_its_part_and_every_part_its_content_type(made):
    files = parts(made()[1])
    types = etree.fromstring(files["[Content_Types].xml"])
    named = {each.get("PartName") for each in types} | {each.get("Extension") for each in types}
    for name in files:
        if name != "[Content_Types].xml":
            assert f"/{name}" in named or name.rsplit(".", 1)[1] in named
    for number in (1, 2, 3):
        assert f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx" in files


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=[]),
        st.sampled_from(list("=+-@<>&\"'{}\\\t\n\r\x00\x0b\x0c\x1f\ufffe\ud800")),
    ),
    max_size=60,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=HOSTILE, written=HOSTILE, sentence=HOSTILE, area=HOSTILE)
def test_what_people_write_is_text_whatever_it_is(samples, name, written, sentence, area):
    finding = samples.finding(0, samples.comparisons()[2], sentence)
    document = samples.document("fi", [finding], municipality=Texts(area), name=name, summary=written)
    content = write_docx(document)
    word = docx.Document(BytesIO(content))
    said = {paragraph.text for paragraph in word.paragraphs}
    assert document.title in said
    assert document.title == (one_line(name) or "Laaja hyvinvointikertomus 2025–2029")
    for line in document.findings[0].sentence:
        assert any(line in each for each in said)
    instructions = {name for name, _ in fields(word.element.body)}
    known = re.compile(r"(SEQ (Kuvio|Taulukko)|REF _Ref_|PAGEREF _Toc|TOC|$)")
    assert all(known.match(each) for each in instructions)
    for _, sheet in charts(content):
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_formula_in_an_area_name_stays_text_in_the_charts_workbook(samples, made):
    comparison = samples.comparisons()[2]
    evil = replace(comparison.own, name=Texts('=HYPERLINK("http://a")'))
    finding = samples.finding(0, replace(comparison, series=(evil, *comparison.series[1:])), "")
    _, content = made(findings=[finding])
    cell = charts(content)[0][1]["B1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://a")', "s", True)


def test_three_hundred_findings_are_still_a_document(samples, made):
    findings = [samples.finding(n, samples.comparisons()[n % 4], f"Lause {n}.") for n in range(300)]
    _, content = made(findings=findings)
    word = docx.Document(BytesIO(content))
    assert sum("Lause" in p.text and p.style.name == "Intense Quote" for p in word.paragraphs) == 300
    assert len(charts(content)) == 225


def test_an_empty_draft_is_a_document(made):
    _, content = made(findings=[])
    word = docx.Document(BytesIO(content))
    assert sum(p.style.name == "Heading 1" for p in word.paragraphs) == 6
    assert not word.tables
    assert "Tähän lukuun ei ole vielä kirjoitettu tekstiä." in text_of(word)


def test_citations_are_footnotes_in_thls_form(made):
    document, content = made()
    notes = xml(content, "word/footnotes.xml")
    said = ["".join(note.itertext()).strip() for note in notes if note.get(qn("w:type")) is None]
    assert said == [document.findings[at].citation for at in (2, 0, 1)]
    body = xml(content, "word/document.xml")
    references = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    assert references == [note.get(qn("w:id")) for note in notes if note.get(qn("w:type")) is None]
    settings_xml = parts(content)["word/settings.xml"]
    assert settings_xml.index(b"<w:footnotePr>") < settings_xml.index(b"<w:compat")


def test_cross_references_lead_to_the_captions_they_name(made):
    _, content = made()
    body = xml(content, "word/document.xml")
    marks = {}
    for paragraph in body.iter(qn("w:p")):
        for start in paragraph.findall(qn("w:bookmarkStart")):
            if start.get(qn("w:name")).startswith("_Ref_"):
                inside = []
                for sibling in start.itersiblings():
                    if sibling.tag == qn("w:bookmarkEnd"):
                        break
                    inside += [node.text for node in sibling.iter(qn("w:t"))]
                marks[start.get(qn("w:name"))] = "".join(inside)
    references = [(name.split()[1], shown) for name, shown in fields(body) if name.startswith("REF ")]
    assert [shown for _, shown in references] == ["kuvio 3", "kuvio 1", "kuvio 2"]
    for name, shown in references:
        assert marks[name].lower() == shown


def test_the_contents_tell_pages_that_word_can_update(made):
    _, content = made()
    found = [field for field in fields(xml(content, "word/document.xml")) if field[0].startswith("PAGEREF")]
    assert len(found) > 6
    pages = [int(shown) for _, shown in found]
    assert pages == sorted(pages)
    assert pages[0] == 2


def test_formatting_and_lists_of_a_chapter_are_words_own(made):
    _, content = made(
        summary="## Väliotsikko\n\nYksi **kaksi** *kolme*.\n\n- a\n  - b\n\n1. x\n2. y\n\nVäli.\n\n1. z"
    )
    word = docx.Document(BytesIO(content))
    (paragraph,) = [one for one in word.paragraphs if one.text == "Yksi kaksi kolme."]
    assert [
        (run.text, bool(run.bold), bool(run.italic)) for run in paragraph.runs if run.bold or run.italic
    ] == [
        ("kaksi", True, False),
        ("kolme", False, True),
    ]
    assert "Väliotsikko" in [one.text for one in word.paragraphs if one.style.name == "Heading 2"]
    items = {one.text: one._p.pPr.numPr for one in word.paragraphs if one.text in ("a", "b", "x", "y", "z")}
    assert [items[name].ilvl.val for name in "abxyz"] == [0, 1, 0, 0, 0]
    numbers = [items[name].numId.val for name in "abxyz"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3] != numbers[4]


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
}


def test_elements_stand_in_the_order_of_the_schema(made):
    """Word repairs a file whose elements are in another order (ECMA-376 part 1, annex A)."""
    _, content = made(summary="- a\n\n1. b")
    for name, part in parts(content).items():
        if not name.startswith("word/") or not name.endswith(".xml") or name.startswith("word/charts"):
            continue
        for parent, order in ORDER.items():
            places = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
            for found in etree.fromstring(part).iter(qn(f"w:{parent}")):
                stands = [places[child.tag] for child in found if child.tag in places]
                assert stands == sorted(stands), (name, parent, [child.tag for child in found])


def test_bookmarks_and_identities_are_each_used_once(made):
    _, content = made(summary="Yksi.")
    body = xml(content, "word/document.xml")
    for tag, attribute in (("w:bookmarkStart", "w:id"), ("w:bookmarkStart", "w:name")):
        found = [one.get(qn(attribute)) for one in body.iter(qn(tag))]
        assert len(found) == len(set(found)) > 0
    assert {one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd"))} == {
        one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))
    }


def test_signs_and_reservations_stand_by_word_and_shape(samples, reader):
    document = samples.document(reader=reader)
    said = text_of(docx.Document(BytesIO(write_docx(document))))
    blocks = [block for block in document.findings if block.signs]
    assert blocks
    for block in blocks:
        for sign in block.signs:
            assert f"{sign.shape} {sign.word}" in said
            assert sign.sure in said
        assert block.judged in said
        assert block.reservation in said
