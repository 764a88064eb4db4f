"""What is made of a draft for a meeting: the brief, the agenda text, the slides, the card."""

from dataclasses import replace

import pytest

from hvk_data.language import LANGUAGES, text
from hvk_data.report.model import ChartBlock, Heading, ItemList, Paragraph, Slide, Table
from hvk_data.report.outputs.words import clipped


def said(document):
    """All of the document's words, a line each."""
    lines = []

    def add(blocks):
        for block in blocks:
            match block:
                case Heading(_, words):
                    lines.append(words)
                case Paragraph():
                    lines.append(block.text)
                case ItemList(items):
                    lines.extend(item.text for item in items)
                case Table():
                    lines.extend(" | ".join(row) for row in (block.header, *block.rows))
                case Slide():
                    lines.append(block.title)
                    add(block.blocks)
                    lines.extend(block.notes)

    add(document.blocks)
    return lines


@pytest.fixture
def full(samples, reader):
    def make(output, language="fi", **draft):
        goals = [
            samples.goal(n, goal=f"Tavoite {n}", owner="Sivistys", focus="Nuoret", action="Toimi")
            for n in range(8)
        ]
        belongs = {"goals": goals, "observations": [samples.observation(1)]}
        return samples.document(language, output=output, reader=reader, belongs=belongs, **draft)

    return make


def test_the_brief_has_strengths_concerns_questions_and_the_proposal(full, samples):
    document = full("brief")
    lines = said(document)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "Vahvuudet",
        "Huolenaiheet",
        "Kolme kysymystä, jotka kannattaa esittää",
        "Mitä esitetään",
    ]
    for sentence in samples.sentences["fi"]:
        assert any(line.startswith(sentence) for line in lines)
    questions = next(
        block for block in document.blocks if isinstance(block, ItemList) and block.items[0].number
    )
    assert [item.number for item in questions.items] == [1, 2, 3]
    assert all("?" in item.text for item in questions.items)
    proposed = "Esitetään, että valtuusto hyväksyy laajan hyvinvointikertomuksen valtuustokaudelle 2025–2029."
    assert proposed in lines
    assert not document.contents


def test_a_brief_takes_three_of_each_and_never_more(full, samples):
    findings = [
        samples.finding(n, samples.comparisons()[n % 3], "Sana " * 80, ("strength", "concern")[n % 2])
        for n in range(20)
    ]
    lists = [block for block in full("brief", findings=findings).blocks if isinstance(block, ItemList)]
    assert [len(block.items) for block in lists] == [3, 3, 3]


@pytest.mark.parametrize(
    ("kind", "stage", "proposal"),
    [
        ("wide", "council", "Valtuusto hyväksyy laajan hyvinvointikertomuksen valtuustokaudelle 2025–2029."),
        (
            "plan",
            "board",
            "Kunnanhallitus esittää valtuustolle, että valtuusto hyväksyy hyvinvointi",
        ),
        ("yearly", "council", "Valtuusto merkitsee tiedoksi hyvinvointiraportin vuodelta 2026."),
        ("wide", "committee", "Lautakunta esittää kunnanhallitukselle ja edelleen valtuustolle"),
    ],
)
def test_the_agenda_proposes_what_the_kind_and_the_stage_ask_for(full, kind, stage, proposal):
    document = full("agenda", kind=kind, stage=stage, year=2026 if kind == "yearly" else None)
    lines = said(document)
    at = lines.index("Päätösehdotus")
    assert lines[at + 1].startswith(proposal)
    assert lines[0] == "Esittelyteksti"
    assert "612/2021" in lines[1]
    items = [item for block in document.blocks if isinstance(block, ItemList) for item in block.items]
    notes = {run.note for item in items for run in item.runs} - {""}
    assert notes == {block.citation for block in document.findings}


def test_the_slides_are_five_with_a_chart_notes_and_sources(full):
    slides = full("slides").blocks
    assert len(slides) == 5
    assert all(isinstance(slide, Slide) and slide.notes for slide in slides)
    charts = [block for slide in slides for block in slide.blocks if isinstance(block, ChartBlock)]
    assert len(charts) == 2
    assert all(chart.source.startswith("Lähde: ") for chart in charts)
    assert any(isinstance(block, Table) and len(block.rows) == 5 for block in slides[3].blocks)


def test_the_card_has_the_core_figures_with_their_signs(full, reader):
    document = full("card")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    rows = [row for table in tables for row in table.rows]
    assert len(rows) > 20
    assert all("(" in row[1] for row in rows)
    signs = [row[3][0] for row in rows] + [row[4][0] for row in rows]
    assert set(signs) <= set("▲▼●?↑↓–")
    assert {"▲", "▼", "↑", "↓"} <= set(signs)


def test_the_first_slide_has_the_summarys_list_as_a_list(full):
    first = full("slides", summary="**Väki** vähenee.\n\n- kylät\n- metsät\n- tiet\n- kaupat").blocks[0]
    (shown,) = [block for block in first.blocks if isinstance(block, ItemList)]
    assert [item.text for item in shown.items] == ["kylät", "metsät", "tiet"]
    assert "Väki vähenee." in [block.text for block in first.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("output", ["brief", "agenda", "slides", "card"])
def test_without_a_store_and_without_anything_picked_each_is_a_document(samples, output):
    document = samples.document(findings=[], output=output)
    assert said(document)
    assert document.findings == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("output", ["report", "brief", "agenda", "slides", "card"])
def test_no_place_of_a_text_is_left_unfilled_in_any_language(full, language, output):
    for kind in ("wide", "plan", "yearly"):
        document = full(output, language, kind=kind, year=2026 if kind == "yearly" else None)
        lines = [document.title, document.subtitle, *said(document)]
        assert not [line for line in lines if "{" in line or "}" in line]
        foreign = {
            "fi": ("Källa", "Source:", "Figure", "säker"),
            "sv": ("Lähde", "Kuvio", "Taulukko", "ei voi sanoa", "varma", "Tavoitteet", "vuonna"),
            "en": ("Lähde", "Kuvio", "Källa", "Tabell", "ei voi sanoa", "säker", "vuonna"),
        }[language]
        people = (document.draft.name, "Tavoite ", "Työttömyys", "Kodin ulko", "Äänest")
        own = [line for line in lines if not any(words in line for words in people)]
        assert not [line for line in own for word in foreign if word in line]


def test_what_is_too_long_is_cut_after_a_word():
    assert clipped("yksi kaksi kolme", 12) == "yksi kaksi…"
    assert clipped("yksi", 12) == "yksi"
    assert clipped("ä" * 30, 10) == "ä" * 10 + "…"


def test_a_person_calls_it_a_strength_and_the_test_cannot_tell(samples, reader):
    comparison = samples.comparisons()[2]
    finding = samples.finding(0, replace(comparison, indicator="181"), "Hienoa.", "strength")
    document = samples.document(findings=[finding], reader=reader)
    (block,) = document.findings
    assert block.signs
    assert block.reservation.startswith("Tilastollinen varaus: havainto on nimetty vahvuudeksi")
    for output in ("brief", "agenda", "card"):
        made = samples.document(findings=[finding], reader=reader, output=output)
        assert any(block.reservation in line for line in said(made))
    slides = samples.document(findings=[finding], reader=reader, output="slides")
    assert any(block.reservation in line for line in said(slides))
    note = samples.document(findings=[replace(finding, kind="note")], reader=reader)
    assert note.findings[0].reservation == ""


def test_an_indicator_that_is_gone_is_said_to_be_unjudged(samples, reader):
    finding = samples.finding(0, replace(samples.comparisons()[0], indicator="999999"), "Lause.", "concern")
    (block,) = samples.document(findings=[finding], reader=reader).findings
    assert block.signs == ()
    assert block.judged == text("fi", "documents.not_judged")
    assert block.chart is not None
