"""The PDF file, read by pypdf: its words, and the structure that a screen reader reads."""

import itertools
import os
import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from hvk_data.language import LANGUAGES, Texts
from hvk_data.report.writers.pdf import heading_pages, write_pdf

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def tree(reader):
    """Every element of the structure tree in reading order: its name, its alternative text, its children."""

    def walk(node):
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            for child in node:
                yield from walk(child)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            yield str(node["/S"]).lstrip("/"), str(node.get("/Alt", "")), node
            yield from walk(node.get("/K", ArrayObject()))

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def words(reader):
    """All of the pages' words, without what differs by where a line ends: white space and hyphens."""
    said = "".join("".join(page.extract_text().split()) for page in reader.pages)
    return re.sub("[-\u00ad\u2010]", "", said)


def squeezed(said):
    return re.sub("[-\u00ad\u2010]", "", "".join(said.split()))


@pytest.fixture(scope="module")
def made(samples):
    def make(language="fi", findings=None, **more):
        document = samples.document(language, findings, **more)
        return document, PdfReader(BytesIO(write_pdf(document)))

    return make


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_structure_tells_what_the_pages_show(made, language):
    document, reader = made(language, summary="Yksi **kaksi**.\n\n- a\n- b")
    root = reader.trailer["/Root"]
    assert root["/Lang"] == TAGS[language]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    found = tree(reader)
    names = [name for name, _, _ in found]
    levels = [int(name[1]) for name in names if re.fullmatch("H[1-6]", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    # The contents have a heading of their own before the six chapters.
    assert levels.count(1) == 1 + 6
    alts = [alt for name, alt, _ in found if name == "Figure"]
    assert alts == [block.chart.alt for block in document.findings]
    assert names.count("TH") >= sum(len(block.table.header) for block in document.findings)
    assert {"Table", "TR", "TD", "Caption", "L", "LI", "P", "TOC", "TOCI"} <= set(names)
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_sign_figure_and_source_is_on_the_pages(made, language):
    document, reader = made(language)
    said = words(reader)
    for block in document.findings:
        for line in (*block.sentence, *block.notes, block.source, block.judged):
            assert squeezed(line) in said
        for row in block.table.rows:
            assert all(squeezed(cell) in said for cell in row[1:])
    assert reader.metadata.title == document.title
    assert squeezed(f"{document.kind_name} · {document.edition}") in said


@pytest.mark.parametrize("output", ["brief", "agenda", "slides", "card"])
def test_the_others_are_tagged_too(made, output):
    document, reader = made(output=output)
    names = [name for name, _, _ in tree(reader)]
    assert "H1" in names
    assert reader.metadata.title == document.title
    if output == "brief":
        assert len(reader.pages) == 1


HOSTILE = '#panic("x") $x$ `y` @label <tag> *b* _i_ \\ = "q" // 漢字 🎉 ﷽'


def test_what_people_write_is_text_whatever_it_is(samples, made):
    finding = samples.finding(0, samples.comparisons()[0], HOSTILE)
    document, reader = made(findings=[finding], municipality=Texts(HOSTILE), name=HOSTILE, background=HOSTILE)
    said = words(reader)
    assert squeezed('#panic("x")$x$`y`') in said
    assert len(document.findings) == 1


def test_figures_are_drawn_in_the_documents_language(made):
    _, reader = made("sv")
    assert "Hela landet" in " ".join(page.extract_text() for page in reader.pages)


def test_the_pages_of_headings_are_those_of_the_file(made):
    document, reader = made(summary="Yksi.")
    pages = heading_pages(document)
    assert pages == sorted(pages)
    assert pages[0] == 2
    assert pages[-1] <= len(reader.pages)


def test_many_findings_are_still_a_document(samples, made):
    count = 300 if os.environ.get("HVK_PROOFS") else 40
    findings = [samples.finding(n, samples.comparisons()[n % 4], f"Lause {n}.") for n in range(count)]
    _, reader = made(findings=findings)
    drawn = [alt for name, alt, _ in tree(reader) if name == "Figure"]
    assert len(drawn) == count * 3 // 4
