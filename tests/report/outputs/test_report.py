"""The document before it is a file: order, captions, marks, tables, what a chart may join."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvk_data.figures import Break, Point, Series
from hvk_data.findings import CHAPTERS
from hvk_data.language import LANGUAGES, Texts, text
from hvk_data.report.model import (
    RECENT_YEARS,
    FindingBlock,
    Heading,
    ItemList,
    Paragraph,
    Table,
    axis_values,
    plain,
)


@pytest.fixture
def built(samples):
    def make(findings=None, language="fi", **chapters):
        return samples.document(language, findings, **chapters)

    return make


def tables(document):
    return [block for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_chapters_come_in_thl_order_with_findings_under_their_own(built, language):
    document = built(language=language)
    chapters = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [text(language, f"report.chapter_{chapter}") for chapter in CHAPTERS]
    third = document.blocks.index(Heading(1, chapters[2]))
    fourth = document.blocks.index(Heading(1, chapters[3]))
    assert [type(block) for block in document.blocks[third + 1 : fourth]] == [FindingBlock] * 3


def test_what_is_not_written_is_said_quietly(built):
    plan = built().blocks
    place = plan.index(Heading(1, "Hyvinvointisuunnitelma"))
    assert plan[place + 1] == Paragraph(plain("Tähän lukuun ei ole vielä kirjoitettu tekstiä."), quiet=True)
    assert plan[place + 2].quiet
    assert "Johtopäätökset" in plan[place + 2].text


def test_lines_of_a_chapter_are_paragraphs(built):
    document = built(summary="Ensimmäinen.\r\n\n  Toinen\tosa. \n")
    place = document.blocks.index(Heading(1, "Tiivistelmä"))
    assert [block.text for block in document.blocks[place + 1 : place + 3]] == ["Ensimmäinen.", "Toinen osa."]


def test_strengths_and_concerns_are_gathered_with_the_numbers_of_their_charts(built, samples):
    document = built()
    items = [block.items for block in document.blocks if isinstance(block, ItemList)]
    sentences = samples.sentences["fi"]
    assert [item.text for item in items[0]] == [f"{sentences[2]} (kuvio 3)"]
    assert [item.text for item in items[1]] == [f"{sentences[0]} (kuvio 1)", f"{sentences[1]} (kuvio 2)"]
    runs = items[0][0].runs
    assert [run.note for run in runs if run.note] == [document.findings[2].citation]
    assert [run.refers for run in runs if run.refers] == [document.findings[2].chart.caption]


def test_findings_are_numbered_in_the_order_in_which_they_are_read(built, samples):
    findings = samples.findings()
    moved = [replace(findings[0], chapter="plan"), *findings[1:]]
    document = built(moved)
    assert [block.comparison.indicator for block in document.findings] == ["191", "3126", "181"]
    assert [block.chart.caption.number for block in document.findings] == [1, 2, 3]
    numbers = [block.table.caption.number for block in document.findings]
    assert numbers == [1, 2, 3]
    assert [table.caption.number for table in tables(document)] == list(range(4, 4 + len(tables(document))))


def test_takeaway_sets_the_printed_figures_side_by_side(built):
    first = built().findings[0]
    assert first.takeaway == (
        "Tampere: 12,8 vuonna 2021. Luku on suurempi kuin: Pirkanmaan hyvinvointialue 10,6; Koko maa 11,4; "
        "Pirkanmaan kuntien mediaani (n\u00a022) 9,1; Alajärvi 9,0."
    )
    assert first.takeaway in first.chart.alt
    assert first.chart.alt.startswith("Viivakaavio: Työttömät, % työvoimasta, 2010–2021.")


def test_ends_of_a_series_are_set_side_by_side_only_where_they_are_comparable(built, samples):
    whole = replace(samples.findings()[0].comparison, breaks=())
    document = built([samples.finding(0, whole, "")])
    assert document.findings[0].takeaway.endswith("Vuonna 2010 luku oli 9,0.")


def test_equal_as_printed_is_equal(built, samples):
    comparison = samples.comparisons()[2]
    own = replace(comparison.own, points=(Point(2021, 55.12),))
    document = built([samples.finding(0, replace(comparison, series=(own, comparison.series[2])), "")])
    assert "Luku on sama kuin: Koko maa 55,1." in document.findings[0].takeaway


def test_computed_and_estimated_values_carry_their_marks_everywhere(built):
    block = built().findings[1]
    assert block.table.rows[0] == ("Tampere", "1,50", "1,61*", "1,70~")
    assert block.chart.caption.text.endswith("Mukana laskettuja arvoja (*). Mukana arvioita (~).")
    assert block.chart.series[0].certainties[1:] == ("computed", "published", "estimate")
    assert any(note.startswith("* Laskettu") for note in block.notes)
    assert any(note.startswith("~ Arvio") for note in block.notes)
    assert block.takeaway.startswith("Tampere: 1,70~")


def test_a_missing_year_is_a_dash_in_the_table_and_a_gap_in_the_chart(built):
    document = built()
    own = document.findings[1].chart
    assert own.years == (2018, 2019, 2020, 2021)
    assert own.series[0].values == (1.5, 1.6123456, None, 1.7)
    full = tables(document)[-1]
    assert full.rows[2] == ("2020", "–", "1,50")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_without_figures_is_named_under_the_table_not_dashed_through(built, samples, language):
    comparison = samples.findings()[1].comparison
    silent = replace(samples.comparisons()[0].series[1], points=(Point(2019, None), Point(2020, None)))
    of_zero = replace(comparison.series[1], code="005", role="peer", points=(Point(2019, 0.0),))
    whole = replace(comparison, series=(*comparison.series, silent, of_zero))
    block = built([samples.finding(0, whole, "")], language).findings[0]
    areas = [row[0] for row in block.table.rows]
    name = silent.name.in_(language)
    assert name not in areas
    assert text(language, "report.note_silent", years="2018–2021", areas=name) in block.notes
    # Nought is a figure.
    assert len(areas) == 3 and block.table.rows[2][2].startswith("0")
    # The municipality itself is always there, and that it has nothing is seen.
    alone = replace(whole, series=(replace(whole.own, points=()), *whole.series[1:]))
    assert set(built([samples.finding(0, alone, "")]).findings[0].table.rows[0][1:]) == {"–"}


def test_numbers_of_people_are_drawn_without_the_areas_that_dwarf_them(built, samples):
    comparison = replace(samples.comparisons()[2], indicator="127")
    years = (2020, 2021)
    series = tuple(
        replace(one, points=tuple(Point(year, size * 1000.0) for year in years))
        for one, size in zip(comparison.series, (1, 10, 700), strict=True)
    )
    counts = replace(comparison, series=series)
    block = built([samples.finding(0, counts, "")]).findings[0]
    note = text("fi", "own_scale.note")
    assert [one.name for one in block.chart.series] == ["Tampere"]
    assert len(block.table.rows) == 3
    assert note in block.notes and block.chart.alt.endswith(note)
    assert "vertailualueet" not in block.chart.caption.text
    # What is computed for an area that is not drawn has no mark in the chart.
    county = replace(
        series[1], points=tuple(replace(point, certainty="computed") for point in series[1].points)
    )
    computed = built([samples.finding(0, replace(counts, series=(series[0], county)), "")]).findings[0]
    assert text("fi", "report.note_computed") in computed.notes
    assert text("fi", "report.note_mark_line") not in computed.notes
    # Nothing is in the table of an area without figures, so nothing is said of it.
    silent = replace(counts, series=(series[0], replace(series[1], points=())))
    assert note not in built([samples.finding(0, silent, "")]).findings[0].notes
    # Rates are on one scale.
    rates = built([samples.finding(0, replace(counts, indicator="181"), "")]).findings[0]
    assert len(rates.chart.series) == 3 and note not in rates.notes


def test_the_annex_has_every_year_and_every_area(built, samples):
    comparison = samples.findings()[0].comparison
    full = tables(built())[1]
    assert [row[0] for row in full.rows] == [str(year) for year in range(2010, 2022)]
    assert len(full.header) == 1 + len(comparison.series)
    assert full.rows[3][1] == "–"
    assert full.rows[11][1:4] == ("12,8", "10,6", "11,4")


def test_many_areas_are_parted_into_tables_that_fit_the_page(built, samples):
    comparison = samples.findings()[0].comparison
    peer = comparison.series[1]
    peers = tuple(replace(peer, role="peer", code=f"{n:03}", name=Texts(f"Kunta {n}")) for n in range(12))
    document = built([samples.finding(0, replace(comparison, series=(comparison.own, *peers)), "")])
    panels = tables(document)[1:]
    assert [len(panel.header) for panel in panels] == [7, 7, 4]
    assert {name for panel in panels for name in panel.header[2:]} == {f"Kunta {n}" for n in range(12)}
    assert all(panel.header[1] == "Tampere" for panel in panels)


def test_the_table_among_the_text_has_the_latest_years_of_the_municipality(built):
    table = built().findings[0].table
    assert table.header == ("Alue", "2016", "2017", "2018", "2019", "2020", "2021")
    assert len(table.header) == 1 + RECENT_YEARS
    assert table.rows[-1] == ("Alajärvi", "–", "–", "–", "7,7", "–", "9,0")


def test_widths_never_exceed_the_page(built):
    document = built()
    for table in [*tables(document), *(block.table for block in document.findings)]:
        assert len(table.widths) == len(table.header) == len(table.numeric)
        assert sum(table.widths) <= 1.0001
        assert min(table.widths) > 0


def test_a_finding_without_figures_says_so(built, samples):
    document = built([samples.finding(0, samples.comparisons()[3], "Kysytty, ei tietoa.")])
    block = document.findings[0]
    assert (block.chart, block.table) == (None, None)
    assert block.notes == ("Tästä havainnosta ei ole lukuja.",)
    assert block.takeaway == "Kunnasta Tampere ei ole lukuja."
    assert block.source.startswith("Lähde: Tilasto- ja indikaattoripankki Sotkanet.")


def test_one_year_is_columns(built):
    assert [block.chart.kind for block in built().findings] == ["line", "line", "column"]


def test_shipped_figures_are_never_said_to_have_been_looked_up(built):
    shipped, fetched = built().findings[1], built().findings[0]
    assert "Viitattu" not in shipped.source
    assert "Mukana tuleva aineisto, tilanne 31.12.2023." in shipped.source
    assert "Viitattu 4.5.2026." in fetched.source
    assert "Tilastokeskus" in fetched.source


def test_a_unit_that_the_title_says_is_not_said_again(built):
    captions = [block.chart.caption.text for block in built().findings]
    assert captions[0].startswith("Työttömät, % työvoimasta: Tampere")
    assert captions[1].startswith(
        "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, naiset, % vastaavanikäisestä väestöstä: Tampere"
    )


def test_swedish_documents_use_swedish_names(built):
    document = built(language="sv")
    assert document.municipality == "Tammerfors"
    assert document.findings[0].table.rows[1][0] == "Birkalands välfärdsområde"
    assert document.findings[1].title == "0–17-åringar placerade utanför hemmet, kvinnor"
    assert document.findings[0].source.startswith("Källa: Statistik- och indikatorbanken Sotkanet.")


def test_a_draft_without_a_name_has_a_title(samples):
    document = samples.document("fi", [], name=" \n")
    assert document.title == "Laaja hyvinvointikertomus 2025–2029"
    assert document.subtitle.startswith("Tampere · Laaja hyvinvointikertomus 2025–2029 · versio 2")
    assert not document.findings


@given(
    st.dictionaries(st.integers(1990, 2025), st.one_of(st.none(), st.floats(0, 100)), min_size=1),
    st.sets(st.integers(1990, 2025)),
)
def test_no_line_can_be_drawn_across_a_gap_or_a_break(samples, values, broken):
    points = tuple(Point(year, value) for year, value in sorted(values.items()))
    comparison = replace(
        samples.comparisons()[0],
        series=(Series("own", "KUNTA", "837", samples.tampere, points),),
        breaks=tuple(Break(year, Texts("syy")) for year in sorted(broken)),
    )
    years = axis_values(comparison)
    known = [year for year in years if year is not None]
    assert known == (list(range(known[0], known[-1] + 1)) if known else [])
    for before, after in itertools.pairwise(years):
        if after in broken and before is not None:
            # Without a category between them at least one of the two has no value to be joined.
            assert values.get(before) is None or values.get(after) is None
    assert {year for year, value in values.items() if value is not None} <= set(years)
