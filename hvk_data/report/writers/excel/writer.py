"""The document as Excel: findings, the figures behind them, native charts, sources."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from hvk_data.figures import Point, Series
from hvk_data.language import Language, format_number, text
from hvk_data.report.model import Chart, Document, FindingBlock, Grid, one_line
from hvk_data.report.writers.excel.cells import AnyCell, put_bare_text, put_text, text_look
from hvk_data.report.writers.excel.chart import sheet_chart
from hvk_data.report.writers.style import FONT, INK, QUIET_INK, RULE, STROKES, TINT, number_format

_TAGS: dict[Language, str] = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_DATES: dict[Language, str] = {"fi": "d.m.yyyy", "sv": "d.m.yyyy", "en": "d mmm yyyy"}

_TITLE = Font(name=FONT, size=16, bold=True, color=STROKES["own"].colour)
_STRONG = Font(name=FONT, size=11, bold=True, color=INK)
_PLAIN = Font(name=FONT, size=11, color=INK)
_QUIET = Font(name=FONT, size=9, color=QUIET_INK)
_HEADER_FILL = PatternFill("solid", fgColor=TINT)
_UNDER = Border(bottom=Side(style="thin", color=RULE))
# Set in a little: a text beside a right-aligned figure would otherwise touch it ("98 %" of a count).
_WRAP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_FIGURE = Alignment(vertical="top", horizontal="right")
_MIDDLE = Alignment(vertical="top", horizontal="center")

_AREA_WIDTH = 15

_CHART_ROWS = 19
"""How many rows of a sheet a chart covers."""

_LINE_HEIGHT = 15
_TALLEST_ROW = 409
"""Excel's limit of a row's height in points."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"

Value = str | int | float | datetime | date | None


def write_xlsx(document: Document) -> bytes:
    """``document`` as the bytes of an .xlsx file."""
    return _Writer(document).content()


class _Writer:
    """Writes one workbook."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.workbook = Workbook()
        self.charts: list[Chart] = []
        self.tables = 0
        self.looks: dict[object, Any] = {}

    def words(self, key: str, **values: object) -> str:
        return text(self.language, f"report.{key}", **values)

    def content(self) -> bytes:
        self.workbook.remove(self.workbook.worksheets[0])
        self.set_properties()
        for name in self.sheets():
            sheet = self.workbook.create_sheet(self.words(f"sheet_{name}"))
            fill: Callable[[Worksheet], None] = getattr(self, f"write_{name}")
            fill(sheet)
            self.set_print(sheet)
        stream = BytesIO()
        self.workbook.save(stream)
        return _with_alt_texts(stream.getvalue(), [chart.alt for chart in self.charts])

    def sheets(self) -> list[str]:
        """The workbook's sheets; the goals have one where there are any."""
        goals = ["goals"] if self.document.goals else []
        return ["about", "findings", *goals, "texts", "table", "figures", "comparison", "sources"]

    def set_properties(self) -> None:
        properties, document = self.workbook.properties, self.document
        properties.title = document.title[:255]
        properties.subject = document.subtitle[:255]
        properties.creator = document.municipality[:255]
        properties.language = _TAGS[self.language]
        properties.created = document.created_at.replace(tzinfo=None)
        properties.modified = document.written_at.replace(tzinfo=None)

    def set_print(self, sheet: Worksheet) -> None:
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.gridLines = False
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        header: Any = sheet.oddHeader
        footer: Any = sheet.oddFooter
        header.left.text = _in_header(self.document.title)
        header.right.text = _in_header(self.document.municipality)
        document = self.document
        footer.left.text = _in_header(f"{document.kind_name} · {document.edition} · {document.stage}")
        footer.right.text = f"{self.words('page')} &P / &N"

    # --- cells ---

    def put(
        self, cell: AnyCell, value: Value, form: str | None = None, alignment: Alignment | None = None
    ) -> None:
        """A text as text, a number as a number, a day as a day; None leaves the cell empty."""
        look = (text_look(value) if isinstance(value, str) else type(value), form, id(alignment))
        known = self.looks.get(look)
        if known is None:
            cell.font = _PLAIN
            if alignment is not None:
                cell.alignment = alignment
            self._fill(cell, value, form)
            self.looks[look] = copy(cell._style)  # type: ignore[union-attr]
            return
        # openpyxl looks every style up again for every cell that is told one: most of a large sheet's time.
        cell._style = copy(known)  # type: ignore[union-attr]
        if isinstance(value, str):
            if value:
                put_bare_text(cell, value)
        elif value is not None:
            cell.value = _plain_value(value)

    def _fill(self, cell: AnyCell, value: Value, form: str | None) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            put_text(cell, value)
            return
        cell.value = _plain_value(value)
        cell.number_format = _DATES[self.language] if isinstance(value, date) else form or "0"

    def table(self, sheet: Worksheet, columns: Sequence[tuple[str, float]], rows: list[list[Any]]) -> None:
        """A table from the first row on with a frozen header, widths and a filter.

        A value is itself, or a pair of it and its number format.
        """
        for column, (name, width) in enumerate(columns, 1):
            self.header(sheet.cell(1, column), self.words(f"column_{name}"))
            sheet.column_dimensions[get_column_letter(column)].width = width
        for place, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                said, form = value if isinstance(value, tuple) else (value, None)
                self.put(sheet.cell(place, column), said, form, self.alignment(value))
            self.fit_row(sheet, place, row, [width for _, width in columns])
        self.fit_row(
            sheet, 1, [self.words(f"column_{name}") for name, _ in columns], [w - 3 for _, w in columns]
        )
        self.as_table(sheet, len(columns), len(rows))

    def as_table(self, sheet: Worksheet, columns: int, rows: int) -> None:
        """Excel's own table over what was written: filters, a name for formulas, a header that stays.

        A table must have a row; where there are none only the header stays in sight.
        """
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        if not rows:
            return
        self.tables += 1
        # A name that could be a cell's, as T1 is, makes Excel repair the file.
        made = Table(displayName=f"hvk_table_{self.tables}", ref=f"A1:{get_column_letter(columns)}{rows + 1}")
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(made)

    @staticmethod
    def alignment(value: object) -> Alignment:
        """Texts left and wrapped, figures right; ordinals, years and days between them in the middle."""
        if isinstance(value, str):
            return _WRAP
        return _FIGURE if isinstance(value, tuple) else _MIDDLE

    def fit_row(self, sheet: Worksheet, row: int, values: Sequence[object], widths: Sequence[float]) -> None:
        """A height that shows the row's wrapped texts: not every program works it out on opening."""
        lines = max(
            sum(-(-max(len(part), 1) // max(int(width * 1.05), 1)) for part in value.split("\n"))
            if isinstance(value, str)
            else 1
            for value, width in zip(values, widths, strict=True)
        )
        if lines > 1:
            sheet.row_dimensions[row].height = min(lines * _LINE_HEIGHT, _TALLEST_ROW)

    def header(self, cell: AnyCell, said: str) -> None:
        put_text(cell, said)
        cell.font, cell.fill, cell.border, cell.alignment = _STRONG, _HEADER_FILL, _UNDER, _WRAP

    def line(self, sheet: Worksheet, row: int, said: str, font: Font, column: int = 1) -> None:
        cell = sheet.cell(row, column)
        put_text(cell, said)
        cell.font = font

    # --- sheets ---

    def write_about(self, sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].width = 24
        sheet.column_dimensions["B"].width = 96
        document = self.document
        self.line(sheet, 1, document.title, _TITLE)
        self.line(sheet, 2, document.subtitle, _QUIET)
        rows: list[tuple[str, Value]] = [
            (self.words("about_municipality"), document.municipality),
            (self.words("about_kind"), document.kind_name),
            (self.words("about_edition"), f"{document.edition} · {document.stage}"),
            (self.words("about_written"), document.written_at),
            ("", None),
            (self.words("about_sheets"), None),
        ]
        for name in self.sheets()[1:]:
            rows.append((self.words(f"sheet_{name}"), self.words(f"about_{name}")))
        rows += [("", None), (self.words("annex_notes"), None)]
        rows += [("", note) for note in document.notes]
        for place, (name, value) in enumerate(rows, 4):
            self.line(sheet, place, name, _STRONG if value is None else _PLAIN)
            cell = sheet.cell(place, 2)
            self.put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
            self.fit_row(sheet, place, [value], [96])
        sheet.sheet_view.showGridLines = False

    def write_findings(self, sheet: Worksheet) -> None:
        columns = [
            ("number", 6),
            ("chart", 8),
            ("kind", 13),
            ("indicator", 30),
            ("sentence", 50),
            ("latest", 11),
            ("year", 8),
            ("unit", 20),
            ("level_sign", 26),
            ("change_sign", 26),
            ("judged", 60),
            ("reservation", 40),
            ("takeaway", 46),
            ("remarks", 50),
            ("chapter", 26),
            ("indicator_id", 12),
            ("computed", 13),
            ("picked", 12),
            ("citation", 60),
        ]
        titles = {chapter.code: chapter.title for chapter in self.document.chapters}
        self.table(
            sheet,
            columns,
            [self.finding_row(block, titles[block.chapter]) for block in self.document.findings],
        )
        sheet.freeze_panes = "E2"
        self.print_columns(sheet, "J")

    def finding_row(self, block: FindingBlock, chapter: str) -> list[Any]:
        comparison = block.comparison
        latest = comparison.own.latest
        return [
            block.number,
            block.chart.caption.number if block.chart else None,
            block.kind_name,
            block.title,
            "\n".join(block.sentence),
            (latest.value if latest else None, number_format(comparison.decimals)),
            latest.year if latest else None,
            one_line(comparison.unit.in_(self.language)),
            *self.signs(block),
            block.judged,
            block.reservation,
            block.takeaway,
            "\n".join(f"{one.stance}: {one.text} ({one.about})" for one in block.remarks),
            chapter,
            comparison.indicator,
            self.computed(latest, comparison.own) if latest else None,
            block.picked_at,
            block.citation,
        ]

    @staticmethod
    def signs(block: FindingBlock) -> tuple[str, str]:
        """The level's sign and the change's; empty where there is none."""
        if not block.signs:
            return "", ""
        *level, change = block.signs
        return (level[0].text if level else ""), change.text

    def print_columns(self, sheet: Worksheet, last: str) -> None:
        """Prints the columns to ``last``; the rest would make the letters too small to read."""
        sheet.print_area = f"A1:{last}{sheet.max_row}"

    def computed(self, point: Point, series: Series) -> str:
        """Whether the value is the source's own; a median never is."""
        if series.role.startswith("median_") and point.certainty != "estimate":
            return self.words("certainty_median")
        return self.words(f"certainty_{point.certainty}")

    def write_texts(self, sheet: Worksheet) -> None:
        rows = [
            [chapter.title, chapter.text or self.words("chapter_empty")] for chapter in self.document.chapters
        ]
        self.table(sheet, [("chapter", 40), ("text", 110)], rows)

    def write_goals(self, sheet: Worksheet) -> None:
        grid = self.document.goals
        assert grid is not None, "the sheet is made only where there are goals"
        self.grid(sheet, grid, [24 if width > 12 else 12 for width in map(len, grid.columns)])

    def grid(self, sheet: Worksheet, grid: Grid, widths: Sequence[float]) -> None:
        """Records as a table, in columns that the grid names."""
        for column, (name, width) in enumerate(zip(grid.columns, widths, strict=True), 1):
            self.header(sheet.cell(1, column), name)
            sheet.column_dimensions[get_column_letter(column)].width = width
        for place, row in enumerate(grid.rows, 2):
            for column, value in enumerate(row, 1):
                self.put(sheet.cell(place, column), value, None, self.alignment(value))
            self.fit_row(sheet, place, row, widths)
        self.as_table(sheet, len(grid.columns), len(grid.rows))

    def write_table(self, sheet: Worksheet) -> None:
        """The comparison: a row a finding, a column an area's role, all of the municipality's latest year."""
        roles = ("own", "county", "maakunta", "subregion", "country", "median_region", "median_country")
        columns: list[tuple[str, float]] = [
            ("number", 6),
            ("indicator_id", 12),
            ("indicator", 40),
            ("year", 8),
        ]
        columns += [(f"role_{role}", 16) for role in roles]
        columns += [("peers", 40), ("unit", 20), ("direction", 22), ("computed", 13)]
        self.table(sheet, columns, [self.table_row(block, roles) for block in self.document.findings])
        sheet.freeze_panes = "D2"
        self.print_columns(sheet, "K")

    def table_row(self, block: FindingBlock, roles: Sequence[str]) -> list[Any]:
        comparison = block.comparison
        latest = comparison.own.latest
        year = latest.year if latest else 0
        by_role = {series.role: series.at(year) for series in comparison.series if series.role != "peer"}
        form = number_format(comparison.decimals)
        peers = [
            f"{one_line(series.name.in_(self.language))} "
            f"{format_number(point.value, comparison.decimals, self.language)}"
            for series in comparison.series
            if series.role == "peer" and (point := series.at(year)) is not None and point.value is not None
        ]
        return [
            block.number,
            comparison.indicator,
            block.title,
            latest.year if latest else None,
            *((point.value if (point := by_role.get(role)) else None, form) for role in roles),  # type: ignore[call-overload]
            "; ".join(peers),
            one_line(comparison.unit.in_(self.language)),
            self.words(f"direction_{comparison.direction}"),
            self.computed(latest, comparison.own) if latest else None,
        ]

    def write_figures(self, sheet: Worksheet) -> None:
        columns = [
            ("number", 6),
            ("indicator_id", 12),
            ("indicator", 36),
            ("area", 28),
            ("code", 8),
            ("level", 24),
            ("year", 8),
            ("sex", 11),
            ("value", 10),
            ("count", 12),
            ("unit", 20),
            ("computed", 12),
            ("n", 11),
            ("source", 26),
            ("updated", 12),
            ("state", 14),
        ]
        rows = [
            self.figure_row(block, series, point)
            for block in self.document.findings
            for series in block.comparison.series
            for point in series.points
        ]
        self.table(sheet, columns, rows)
        sheet.freeze_panes = "E2"

    def figure_row(self, block: FindingBlock, series: Series, point: Point) -> list[Any]:
        comparison, origin = block.comparison, block.comparison.origin
        known = point.value is not None or point.count is not None
        return [
            block.number,
            comparison.indicator,
            block.title,
            one_line(series.name.in_(self.language)),
            series.code,
            self.words(f"level_{series.role}"),
            point.year,
            self.words(f"sex_word_{comparison.sex}"),
            (point.value, number_format(comparison.decimals)),
            (point.count, "#,##0"),
            one_line(comparison.unit.in_(self.language)),
            self.computed(point, series) if known else None,
            point.n,
            one_line(origin.organization.in_(self.language)),
            origin.updated,
            origin.fetched_at or origin.vintage,
        ]

    def write_comparison(self, sheet: Worksheet) -> None:
        """One block a finding, each printed on a page of its own: its table, and the chart beside it."""
        drawn = [block for block in self.document.findings if block.chart]
        across = max((len(block.chart.series) for block in drawn if block.chart), default=0) + 1
        sheet.column_dimensions["A"].width = 10
        for column in range(2, across + 1):
            sheet.column_dimensions[get_column_letter(column)].width = _AREA_WIDTH
        row = 1
        for block in drawn:
            row = self.comparison_block(sheet, block, row, across + 2)
        sheet.sheet_view.showGridLines = False

    def comparison_block(self, sheet: Worksheet, block: FindingBlock, row: int, chart_column: int) -> int:
        """Writes one block from ``row`` on; returns the row after it."""
        chart = block.chart
        assert chart is not None
        if row > 1:
            sheet.row_breaks.append(Break(id=row - 1))
        self.line(sheet, row, f"{block.number}. {block.title}", _STRONG)
        self.line(sheet, row + 1, chart.caption.text, _QUIET)
        self.line(sheet, row + 2, block.source, _QUIET)
        first = row + 4
        self.header(sheet.cell(first, 1), self.words("column_year"))
        for column, series in enumerate(chart.series, 2):
            heading = sheet.cell(first, column)
            self.header(heading, series.name)
            heading.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right")
        self.fit_row(
            sheet, first, [series.name for series in chart.series], [_AREA_WIDTH - 2] * len(chart.series)
        )
        for place, (year, category) in enumerate(zip(chart.years, chart.categories, strict=True), first + 1):
            self.put(sheet.cell(place, 1), category if year is None else year)
            sheet.cell(place, 1).alignment = Alignment(horizontal="left")
            for column, series in enumerate(chart.series, 2):
                index = place - first - 1
                mark = {"published": "", "computed": '"*"', "estimate": '"~"'}[series.certainties[index]]
                self.put(
                    sheet.cell(place, column), series.values[index], number_format(chart.decimals) + mark
                )
        last = first + len(chart.years)
        for place, note in enumerate(block.notes, last + 2):
            self.line(sheet, place, note, _QUIET)
        drawing = sheet_chart(sheet, chart, first, last)
        drawing.anchor = f"{get_column_letter(chart_column)}{first}"
        sheet.add_chart(drawing)
        self.charts.append(chart)
        return max(last + len(block.notes) + 3, first + _CHART_ROWS + 2)

    def write_sources(self, sheet: Worksheet) -> None:
        columns = [
            ("number", 6),
            ("indicator_id", 12),
            ("indicator", 34),
            ("unit", 20),
            ("sex", 11),
            ("producer", 26),
            ("updated", 12),
            ("state", 13),
            ("citation", 60),
            ("direction", 24),
            ("breaks", 40),
            ("generation", 12),
            ("address", 34),
        ]
        self.table(sheet, columns, [self.source_row(block) for block in self.document.findings])
        self.print_columns(sheet, "I")

    def source_row(self, block: FindingBlock) -> list[Any]:
        comparison, origin = block.comparison, block.comparison.origin
        return [
            block.number,
            comparison.indicator,
            block.title,
            one_line(comparison.unit.in_(self.language)),
            self.words(f"sex_word_{comparison.sex}"),
            one_line(origin.organization.in_(self.language)),
            origin.updated,
            origin.fetched_at or origin.vintage,
            block.citation,
            self.words(f"direction_{comparison.direction}"),
            "\n".join(block.breaks),
            comparison.generation,
            one_line(origin.address),
        ]


def _plain_value(value: float | date) -> float | date:
    """A day without a time of day; a whole number without decimals."""
    if isinstance(value, datetime):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _in_header(said: str) -> str:
    """``said`` for a page's header, of which Excel takes 255 characters: a lone ampersand starts a code."""
    return said[:80].replace("&", "&&")


def _with_alt_texts(workbook: bytes, alts: list[str]) -> bytes:
    """The same workbook with ``alts`` on its charts, in their order; openpyxl has no word for them."""
    if not alts:
        return workbook
    stream = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "xl/drawings/drawing1.xml":
                drawing = etree.fromstring(content)
                frames = drawing.findall(f".//{_DRAWING}graphicFrame//{_DRAWING}cNvPr")
                for frame, alt in zip(frames, alts, strict=True):
                    frame.set("descr", alt)
                content = etree.tostring(drawing, xml_declaration=True, encoding="UTF-8", standalone=True)
            after.writestr(entry, content)
    return stream.getvalue()
