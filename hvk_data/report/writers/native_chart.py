"""A chart that Word opens as its own: chart XML with the workbook that it can be edited by."""

from copy import deepcopy
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import Workbook
from pptx.chart.chart import Chart as ChartXml
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from hvk_data.report.model import Chart
from hvk_data.report.writers.excel.cells import put_text
from hvk_data.report.writers.style import (
    COMPUTED_MARK,
    FONT,
    INK,
    QUIET_INK,
    RULE,
    Stroke,
    number_format,
    strokes,
)

# python-pptx tells no types.
_category_data: Any = CategoryChartData
_chart_over: Any = ChartXml
_colour: Any = RGBColor.from_string


def chart_data(chart: Chart) -> Any:
    """The figures of ``chart`` as python-pptx takes them; its text is text, whatever it begins with."""
    data = _category_data(number_format=number_format(chart.decimals))
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def chart_kind(chart: Chart) -> Any:
    """What Office calls this kind of chart."""
    return XL_CHART_TYPE.LINE_MARKERS if chart.kind == "line" else XL_CHART_TYPE.COLUMN_CLUSTERED


def paint_chart(drawn: Any, chart: Chart, *, points: float = 9) -> None:
    """Axes, legend and lines of a chart that Office draws, its letters ``points`` high."""
    _frame(drawn, chart, points)
    for index, stroke in enumerate(strokes(tuple(series.role for series in chart.series))):
        paint = _paint_line if chart.kind == "line" else _paint_column
        paint(drawn.plots[0].series[index], chart, index, stroke)
    _without_border(drawn._chartSpace)


def chart_xml(chart: Chart, language_tag: str, workbook_relationship: str) -> bytes:
    """The chart part of ``chart``; its workbook part is related by ``workbook_relationship``."""
    space = parse_xml(chart_data(chart).xml_bytes(chart_kind(chart)))
    paint_chart(_chart_over(space, None), chart)
    for end in space.iter(qn("a:endParaRPr"), qn("a:rPr")):
        end.set("lang", language_tag)
    external = etree.SubElement(space, qn("c:externalData"))
    external.set(qn("r:id"), workbook_relationship)
    etree.SubElement(external, qn("c:autoUpdate")).set("val", "0")
    blob: bytes = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return blob


def chart_workbook(chart: Chart) -> bytes:
    """The workbook behind ``chart``, laid out as its XML refers to it: years down, areas across."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row, category in enumerate(chart.categories, 2):
        put_text(sheet.cell(row, 1), category)
    for column, series in enumerate(chart.series, 2):
        put_text(sheet.cell(1, column), series.name)
        for row, value in enumerate(series.values, 2):
            cell = sheet.cell(row, column, value)
            cell.number_format = number_format(chart.decimals)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _without_border(space: Any) -> None:
    date_system = space.find(qn("c:date1904"))
    corners = etree.Element(qn("c:roundedCorners"))
    corners.set("val", "0")
    date_system.addnext(corners)
    look = etree.Element(qn("c:spPr"))
    etree.SubElement(look, qn("a:noFill"))
    etree.SubElement(etree.SubElement(look, qn("a:ln")), qn("a:noFill"))
    space.find(qn("c:chart")).addnext(look)


def _frame(drawn: Any, chart: Chart, points: float) -> None:
    """Axes, legend and letters: quiet, so that the lines are what is seen."""
    drawn.has_title = False
    drawn.font.size = Pt(points)
    drawn.font.name = FONT
    drawn.font.color.rgb = _colour(INK)
    drawn.has_legend = True
    drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
    drawn.legend.include_in_layout = False
    value_axis, category_axis = drawn.value_axis, drawn.category_axis
    value_axis.tick_labels.number_format = number_format(chart.decimals)
    value_axis.tick_labels.number_format_is_linked = False
    value_axis.major_gridlines.format.line.color.rgb = _colour("E3E3E3")
    value_axis.major_gridlines.format.line.width = Pt(0.5)
    value_axis.format.line.fill.background()
    value_axis.major_tick_mark = XL_TICK_MARK.NONE
    value_axis.has_title = True
    frame = value_axis.axis_title.text_frame
    frame.text = chart.unit
    frame._txBody.bodyPr.set("rot", "-5400000")
    frame._txBody.bodyPr.set("vert", "horz")
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(points), False
    font.color.rgb = _colour(QUIET_INK)
    category_axis.format.line.color.rgb = _colour(RULE)
    category_axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    values = [value for series in chart.series for value in series.values if value is not None]
    if chart.kind == "column" and min(values) >= 0:
        # A column's length is its value: an axis that starts elsewhere would say something else.
        value_axis.minimum_scale = 0
    if chart.kind == "column":
        drawn.plots[0].gap_width, drawn.plots[0].overlap = 180, -20
    if min(values) < 0:
        category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _paint_line(line: Any, chart: Chart, index: int, stroke: Stroke) -> None:
    colour = _colour(stroke.colour)
    line.smooth = False
    line.format.line.color.rgb = colour
    line.format.line.width = Pt(stroke.width)
    line.format.line.dash_style = MSO_LINE_DASH_STYLE.from_xml(stroke.dash)
    _paint_mark(line.marker, stroke, stroke.mark)
    series = chart.series[index]
    places = [
        place
        for place, (value, certainty) in enumerate(zip(series.values, series.certainties, strict=True))
        if value is not None and certainty != "published"
    ]
    if not places:
        return
    point = line.points[places[0]]
    _paint_mark(point.marker, stroke, COMPUTED_MARK)
    # A point with a format of its own loses the series' line unless it is said again.
    point.format.line.color.rgb = colour
    point.format.line.width = Pt(stroke.width)
    point.format.line.dash_style = MSO_LINE_DASH_STYLE.from_xml(stroke.dash)
    # The others look the same: copied, for painting each takes most of a document's time.
    painted = line._element.find(qn("c:dPt"))
    for place in reversed(places[1:]):
        another = deepcopy(painted)
        another.find(qn("c:idx")).set("val", str(place))
        painted.addnext(another)


def _paint_mark(marker: Any, stroke: Stroke, symbol: str) -> None:
    colour = _colour(stroke.colour)
    marker.style = XL_MARKER_STYLE.from_xml(symbol)
    marker.size = stroke.mark_size + (symbol == COMPUTED_MARK)
    marker.format.line.color.rgb = colour
    if symbol == COMPUTED_MARK:
        marker.format.fill.background()
        marker.format.line.width = Pt(1.5)
    else:
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = colour


def _paint_column(column: Any, chart: Chart, index: int, stroke: Stroke) -> None:
    column.format.fill.solid()
    certainties = chart.series[index].certainties
    hollow = any(certainty != "published" for certainty in certainties)
    column.format.fill.fore_color.rgb = _colour("FFFFFF" if hollow else stroke.colour)
    column.format.line.color.rgb = _colour(stroke.colour)
    labels = column.data_labels
    labels.show_value = True
    labels.number_format = number_format(chart.decimals)
    labels.number_format_is_linked = False
