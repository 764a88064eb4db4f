"""A chart over cells of the same sheet, native to Excel and in the same lines as Word's."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties
from openpyxl.worksheet.worksheet import Worksheet

from hvk_data.report.model import Chart, ChartSeries
from hvk_data.report.writers.style import COMPUTED_MARK, RULE, Mark, Stroke, number_format, strokes

_EMU_PER_POINT = 12700


def sheet_chart(sheet: Worksheet, chart: Chart, header: int, last: int) -> LineChart | BarChart:
    """``chart`` over the rows ``header``..``last``: years in the first column, a series in each next one."""
    drawn = LineChart() if chart.kind == "line" else BarChart()
    drawn.title = chart.title
    drawn.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=1200, b=False)  # type: ignore[union-attr]
    drawn.title.overlay = False  # type: ignore[union-attr]
    drawn.width, drawn.height = 22, 9.5
    drawn.legend.position = "b"  # type: ignore[union-attr]
    drawn.roundedCorners = False
    drawn.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    _axes(drawn, chart)
    categories = Reference(sheet, min_col=1, min_row=header + 1, max_row=last)
    chosen = strokes(tuple(series.role for series in chart.series))
    for column, (series, stroke) in enumerate(zip(chart.series, chosen, strict=True), 2):
        values = Reference(sheet, min_col=column, min_row=header, max_row=last)
        made = Series(values, title_from_data=True)
        made.cat = AxDataSource(strRef=StrRef(f=str(categories)))
        if chart.kind == "line":
            _paint_line(made, series, stroke)
        else:
            _paint_column(made, series, stroke)
        drawn.series.append(made)
    return drawn


def _axes(drawn: LineChart | BarChart, chart: Chart) -> None:
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.title = chart.unit
    drawn.y_axis.number_format = number_format(chart.decimals)
    drawn.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill="E3E3E3")))
    drawn.y_axis.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    drawn.x_axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=RULE))
    drawn.x_axis.number_format = "0"
    drawn.x_axis.tickLblPos = "low"
    if chart.kind == "column" and all(
        (value or 0) >= 0 for series in chart.series for value in series.values
    ):
        drawn.y_axis.scaling.min = 0


def _paint_line(made: Any, series: ChartSeries, stroke: Stroke) -> None:
    made.smooth = False
    made.graphicalProperties = _line(stroke)
    made.marker = _mark(stroke, stroke.mark)
    for place, (value, certainty) in enumerate(zip(series.values, series.certainties, strict=True)):
        if value is not None and certainty != "published":
            point = DataPoint(idx=place, marker=_mark(stroke, COMPUTED_MARK), spPr=_line(stroke))
            made.dPt.append(point)


def _line(stroke: Stroke) -> GraphicalProperties:
    width = round(stroke.width * _EMU_PER_POINT)
    return GraphicalProperties(ln=LineProperties(solidFill=stroke.colour, w=width, prstDash=stroke.dash))


def _mark(stroke: Stroke, symbol: Mark) -> Marker:
    look = GraphicalProperties(solidFill=stroke.colour, ln=LineProperties(solidFill=stroke.colour))
    return Marker(symbol=symbol, size=stroke.mark_size, spPr=look)


def _paint_column(made: Any, series: ChartSeries, stroke: Stroke) -> None:
    computed = any(certainty != "published" for certainty in series.certainties)
    made.graphicalProperties = GraphicalProperties(
        solidFill="FFFFFF" if computed else stroke.colour, ln=LineProperties(solidFill=stroke.colour)
    )
    made.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
