"""The table as Excel: numbers as numbers, missing empty, marks, sources, and no text a formula."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook

from hvk_data.language import LANGUAGES, Language, Texts, text
from hvk_data.queries.columns import columns
from hvk_data.queries.table import Row, table
from hvk_data.report.writers.excel.comparison import Listed, comparison_xlsx, file_name
from hvk_data.store import Reader

IDS = ["181", "127", "3195", "7"]
LISTED = Listed("Ydin", Texts("Kuhmo"), None, datetime(2026, 6, 12, 22, 0, tzinfo=UTC))


@pytest.fixture
def rows(reader: Reader) -> list[Row]:
    return table(reader, "290", IDS, ("region", "country", "median_region"))


def book(rows: list[Row], language: Language = "fi") -> Workbook:
    return openpyxl.load_workbook(BytesIO(comparison_xlsx(rows, LISTED, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_sheets_in_the_language(rows: list[Row], language: Language) -> None:
    words = ("comparison.sheet_table", "report.sheet_figures", "report.sheet_sources")
    assert book(rows, language).sheetnames == [text(language, word) for word in words]


def test_the_table_is_what_the_rows_say(rows: list[Row]) -> None:
    header, *lines = book(rows).worksheets[0].iter_rows(values_only=True)
    assert header[:2] == ("Indikaattori", "Kuhmo")
    for row, line in zip(rows, lines, strict=True):
        point = row.points[0]
        assert line[1] == (point.value if point else None)
        assert line[header.index("Vuosi")] == row.year
        assert line[header.index("Tunnus")] == row.comparison.indicator


def test_missing_is_an_empty_cell_and_computed_is_marked(rows: list[Row]) -> None:
    sheet = book(rows).worksheets[0]
    lines = sheet.iter_rows(min_row=2, min_col=2, max_col=1 + len(columns(rows)))
    cells = [cell for line in lines for cell in line]
    shown = [point for row in rows for point in row.points if point and point.value is not None]
    assert sum(cell.value is not None for cell in cells) == len(shown)
    marked = [cell for cell in cells if "*" in cell.number_format or "~" in cell.number_format]
    assert len(marked) == sum(point.certainty != "published" and point.n is None for point in shown) > 0


def test_every_figure_of_every_year_is_a_row(rows: list[Row]) -> None:
    lines = list(book(rows).worksheets[1].iter_rows(min_row=2, values_only=True))
    assert len(lines) == sum(len(series.points) for row in rows for series in row.comparison.series)
    assert {line[3] for line in lines if line[2] == "Kuhmo"} == {"290"}


def test_every_indicator_has_its_citation(rows: list[Row]) -> None:
    lines = list(book(rows).worksheets[2].iter_rows(min_row=2, values_only=True))
    assert [line[1] for line in lines] == IDS
    assert all(f"(ind. {line[1]})" in line[5] for line in lines)


def test_a_title_is_never_a_formula(rows: list[Row]) -> None:
    evil = '=HYPERLINK("http://127.0.0.1";"x")'
    changed = [replace(row, comparison=replace(row.comparison, title=Texts(evil))) for row in rows]
    for sheet in book(changed).worksheets:
        cell = sheet["A2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (evil, "s", True)


def test_the_file_is_named_for_the_municipality_and_finlands_day() -> None:
    assert file_name(LISTED, "fi") == "Kuhmo-vertailu-2026-06-13.xlsx"
    strange = replace(LISTED, municipality=Texts('A/b:"c"'))
    assert file_name(strange, "en") == "A b c-comparison-2026-06-13.xlsx"
