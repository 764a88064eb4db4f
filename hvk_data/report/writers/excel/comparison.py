"""A table of many indicators as Excel: the table as it is on screen, its figures over time, and sources."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from hvk_data.citation import comparison_citation
from hvk_data.figures import Comparison, Point, Series
from hvk_data.language import Language, Texts, text
from hvk_data.language.dates import in_finland
from hvk_data.queries.columns import Column, by_column, columns
from hvk_data.queries.table import Row
from hvk_data.report.model import one_line
from hvk_data.report.writers.excel.cells import put_text
from hvk_data.report.writers.style import FONT, INK, TINT, number_format

_MARKS = {"published": "", "computed": '"\u202f*"', "estimate": '"\u202f~"'}
_HEADER = (Font(name=FONT, size=11, bold=True, color=INK), PatternFill("solid", fgColor=TINT))
_WRAP = Alignment(wrap_text=True, vertical="top")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')

Value = str | int | float | date | None | tuple[float | None, str]
"""A cell: a text, a year or number of something, a day, or a figure with its number format."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the table is of: the list's name, the municipality, the year (None: each one's latest)."""

    name: str
    municipality: Texts
    year: int | None
    written_at: datetime


def file_name(listed: Listed, language: Language) -> str:
    """A name that any system takes: "Kuhmo-vertailu-2026-06-12.xlsx"."""
    municipality = " ".join(_UNSAFE.sub(" ", listed.municipality.in_(language)).split()).strip(". -")
    day = in_finland(listed.written_at).strftime("%Y-%m-%d")
    return text(language, "comparison.file_name", municipality=municipality[:60], day=day)


def comparison_xlsx(rows: Sequence[Row], listed: Listed, language: Language) -> bytes:
    """The bytes of an .xlsx file with three sheets, each a plain table from its first row on.

    The table (a row an indicator, a column an area; missing is empty, computed and estimated values
    carry a mark), every figure of every year behind it (a row a figure), and where each indicator's
    figures come from, with its citation.
    """
    return _Writer(listed, language).content(rows)


class _Writer:
    """Writes one workbook, row after row: the figures of a long list are tens of thousands of cells."""

    def __init__(self, listed: Listed, language: Language) -> None:
        self.listed, self.language = listed, language
        self.workbook = Workbook(write_only=True)

    def words(self, key: str) -> str:
        return text(self.language, f"report.{key}")

    def own_words(self, key: str, **values: object) -> str:
        return text(self.language, f"comparison.{key}", **values)

    def content(self, rows: Sequence[Row]) -> bytes:
        municipality = self.listed.municipality.in_(self.language)
        self.workbook.properties.title = self.title()[:255]
        self.workbook.properties.creator = municipality[:255]
        areas = columns(rows)
        self.sheet(self.own_words("sheet_table"), self.table_columns(areas), self.table_rows(rows, areas))
        self.sheet(self.words("sheet_figures"), self.figure_columns(), self.figure_rows(rows))
        self.sheet(self.words("sheet_sources"), self.source_columns(), self.source_rows(rows))
        stream = BytesIO()
        self.workbook.save(stream)
        return stream.getvalue()

    def title(self) -> str:
        area = self.listed.municipality.in_(self.language)
        title = self.own_words("file_title", area=area, name=self.listed.name)
        return f"{title}, {self.listed.year}" if self.listed.year else title

    def sheet(self, name: str, columns: Sequence[tuple[str, float]], rows: Iterable[list[Value]]) -> None:
        sheet: Any = self.workbook.create_sheet(name)
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        # A lone ampersand starts a code of Excel's headers.
        sheet.oddHeader.left.text = self.title()[:120].replace("&", "&&")
        sheet.oddFooter.right.text = "&P / &N"
        for place, (_, width) in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append([self.heading(sheet, said) for said, _ in columns])
        count = 1
        for row in rows:
            sheet.append([self.cell(sheet, value) for value in row])
            count += 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"

    def heading(self, sheet: Any, said: str) -> Any:
        cell = WriteOnlyCell(sheet)
        put_text(cell, said)
        cell.font, cell.fill = _HEADER
        cell.alignment = _WRAP
        return cell

    def cell(self, sheet: Any, value: Value) -> Any:
        if value is None or value == "":
            return None
        if isinstance(value, tuple):
            number, form = value
            if number is None:
                return None
            cell = WriteOnlyCell(sheet, int(number) if float(number).is_integer() else number)
            cell.number_format = form
            return cell
        if isinstance(value, str):
            cell = WriteOnlyCell(sheet)
            put_text(cell, one_line(value))
            return cell
        if isinstance(value, date):
            cell = WriteOnlyCell(sheet)
            cell.value = value.date() if isinstance(value, datetime) else value
            cell.number_format = "d mmm yyyy" if self.language == "en" else "d.m.yyyy"
            return cell
        return value

    # --- the three tables ---

    def table_columns(self, areas: dict[Column, Series]) -> list[tuple[str, float]]:
        return [
            (self.words("column_indicator"), 46),
            *((series.name.in_(self.language), 16) for series in areas.values()),
            (self.words("column_year"), 8),
            (self.words("column_unit"), 24),
            (self.words("column_direction"), 22),
            (self.words("column_indicator_id"), 14),
        ]

    def table_rows(self, rows: Sequence[Row], areas: dict[Column, Series]) -> Iterable[list[Value]]:
        for row in rows:
            of = row.comparison
            points = by_column(row)
            yield [
                of.title.in_(self.language),
                *(self.figure(of, points.get(area)) for area in areas),
                row.year,
                of.unit.in_(self.language),
                self.words(f"direction_{of.direction}"),
                of.indicator,
            ]

    def figure(self, of: Comparison, point: Point | None) -> Value:
        if point is None:
            return None
        mark = "" if point.n is not None else _MARKS[point.certainty]
        return point.value, number_format(of.decimals) + mark

    def figure_columns(self) -> list[tuple[str, float]]:
        names = ("indicator", "indicator_id", "area", "code", "level", "year", "sex", "value", "count")
        widths = (46, 14, 30, 8, 24, 8, 11, 12, 12)
        more = (("unit", 24), ("computed", 12), ("n", 11))
        pairs = [*zip(names, widths, strict=True), *more]
        return [(self.words(f"column_{name}"), width) for name, width in pairs]

    def figure_rows(self, rows: Sequence[Row]) -> Iterable[list[Value]]:
        for of in (row.comparison for row in rows):
            for series in of.series:
                for point in series.points:
                    yield self.figure_row(of, series, point)

    def figure_row(self, of: Comparison, series: Series, point: Point) -> list[Value]:
        median = series.role.startswith("median_") and point.certainty != "estimate"
        return [
            of.title.in_(self.language),
            of.indicator,
            series.name.in_(self.language),
            series.code,
            self.words(f"level_{series.role}"),
            point.year,
            self.words(f"sex_word_{of.sex}"),
            (point.value, number_format(of.decimals)),
            (point.count, "#,##0"),
            of.unit.in_(self.language),
            self.words("certainty_median" if median else f"certainty_{point.certainty}"),
            point.n,
        ]

    def source_columns(self) -> list[tuple[str, float]]:
        columns = (
            *(("indicator", 46), ("indicator_id", 14), ("producer", 34), ("updated", 12), ("state", 14)),
            *(("citation", 90), ("generation", 12), ("address", 40)),
        )
        return [(self.words(f"column_{name}"), width) for name, width in columns]

    def source_rows(self, rows: Sequence[Row]) -> Iterable[list[Value]]:
        for of in (row.comparison for row in rows):
            yield [
                of.title.in_(self.language),
                of.indicator,
                of.origin.organization.in_(self.language),
                of.origin.updated,
                of.origin.fetched_at or of.origin.vintage,
                comparison_citation(of, self.language),
                of.generation,
                of.origin.address,
            ]
