"""A line chart for a printed page: plain SVG of a few kilobytes, labelled directly, without a program.

The same lines, colours, dashes, gaps and marks as on screen, in the print palette.
"""

from collections.abc import Sequence
from html import escape
from typing import Literal

from hvk_data.charts.lines import time_series
from hvk_data.charts.own_scale import on_own_scale
from hvk_data.charts.palette import DASHES, PALETTES
from hvk_data.charts.scales import Extent, dodge, honest_extent
from hvk_data.charts.segments import segments
from hvk_data.charts.sparkline import Picture
from hvk_data.figures import Comparison, Point, Series
from hvk_data.language import Language, format_number, text

WIDTH, HEIGHT = 680, 290
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 218, 26, 30
_TICKS = 5
_MOST_YEARS = 10
_LABEL_GAP = 15
_LETTERS = 26
_LABEL_LETTERS = 37
"""What there is room for to the right of the lines: a name, and a name with its figure and year."""

_COLOURS = PALETTES["print"]
_MEDIANS = ("median_region", "median_country")

Unpublished = Literal["hollow", "cross"]


def paper_lines(
    comparison: Comparison, language: Language, *, unpublished: Unpublished = "hollow"
) -> Picture | None:
    """The comparison over time; None where no area has a figure.

    ``unpublished`` is the mark of what the source did not publish: hollow as on screen, or a cross as
    in the other documents of a draft, where a median is told by its name alone.
    """
    shown = [series for series in on_own_scale(comparison).series if series.latest]
    points = [point for series in shown for point in series.points if point.value is not None]
    if not points:
        return None
    years = sorted({point.year for point in points})
    values = [point.value for point in points if point.value is not None]
    place = _Place(years, honest_extent(values if len(years) > 1 else [*values, 0.0]))
    parts = [*_axes(comparison, place, language), *_breaks(comparison, place)]
    for series in reversed(shown):
        parts += _line(series, comparison, place, unpublished)
    parts += _labels(shown, comparison, place, language)
    alt = time_series(comparison, language, theme="print").alt
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-label="{escape(alt)}" font-size="12">{"".join(parts)}</svg>'
    )
    return Picture(svg, alt)


class _Place:
    """Pixels from the upper left corner for a year and a value."""

    def __init__(self, years: Sequence[int], extent: Extent) -> None:
        self.years = years
        self.extent = extent
        self._span = years[-1] - years[0] or 1

    def x(self, year: float) -> float:
        if len(self.years) == 1:
            return _LEFT + (WIDTH - _LEFT - _RIGHT) / 2
        return round(_LEFT + 6 + (year - self.years[0]) / self._span * (WIDTH - _LEFT - _RIGHT - 12), 1)

    def y(self, value: float) -> float:
        apart = self.extent.high - self.extent.low
        up = (value - self.extent.low) / apart
        return round(HEIGHT - _BOTTOM - up * (HEIGHT - _TOP - _BOTTOM), 1)


def _text(x: float, y: float, words: str, colour: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'


def _axes(comparison: Comparison, place: _Place, language: Language) -> list[str]:
    parts = []
    low, high = place.extent.low, place.extent.high
    step = (high - low) / _TICKS
    # As few decimals as the ticks need to be told apart, whatever the figures have.
    decimals = next(n for n in range(7) if n == 6 or abs(step - round(step, n)) < step * 1e-6)
    for tick in range(_TICKS + 1):
        value = low + tick * step
        y = place.y(value)
        end = WIDTH - _RIGHT
        parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{end}" y2="{y}" stroke="{_COLOURS.grid}"/>')
        label = format_number(value, decimals, language)
        parts.append(_text(_LEFT - 6, y + 4, label, _COLOURS.muted, anchor="end"))
    unit = comparison.unit.in_(language)
    parts.append(_text(4, 14, unit, _COLOURS.muted))
    first, last = place.years[0], place.years[-1]
    apart = -(-(last - first + 1) // _MOST_YEARS)
    for year in range(last, first - 1, -apart):
        parts.append(_text(place.x(year), HEIGHT - 10, str(year), _COLOURS.muted, anchor="middle"))
    return parts


def _breaks(comparison: Comparison, place: _Place) -> list[str]:
    return [
        f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{HEIGHT - _BOTTOM}" stroke="{_COLOURS.muted}" '
        f'stroke-dasharray="{"1 4" if item.detected else "4 4"}"/>'
        for item in comparison.breaks
        if place.years[0] < item.year <= place.years[-1]
        for x in [round(place.x(item.year - 0.5), 1)]
    ]


def _line(series: Series, comparison: Comparison, place: _Place, unpublished: Unpublished) -> list[str]:
    colour = _COLOURS.styles[series.role]
    strong = series.role == "own"
    width = 3 if strong else 1.6
    dash = DASHES[series.role]
    dashes = "" if dash == [1, 0] else f' stroke-dasharray="{" ".join(map(str, dash))}"'
    parts = []
    for run in segments(series.points, comparison.breaks):
        ends = " ".join(f"{place.x(point.year)},{place.y(_value(point))}" for point in run)
        if len(run) > 1:
            parts.append(
                f'<polyline points="{ends}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'
            )
        for point in run:
            own_word = unpublished == "cross" and series.role in _MEDIANS and point.certainty == "computed"
            doubtful = point.certainty != "published" and not own_word
            if strong or len(run) == 1 or doubtful:
                x, y, r = place.x(point.year), place.y(_value(point)), 3.4 if strong else 2.6
                parts.append(_mark(x, y, r, colour, unpublished if doubtful else None))
    return parts


def _mark(x: float, y: float, r: float, colour: str, unpublished: Unpublished | None) -> str:
    if unpublished == "cross":
        arms = f"M{x - r:.1f},{y - r:.1f}l{2 * r:.1f},{2 * r:.1f}m0,{-2 * r:.1f}l{-2 * r:.1f},{2 * r:.1f}"
        return f'<path d="{arms}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    fill = _COLOURS.background if unpublished else colour
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" stroke="{colour}" stroke-width="1.4"/>'


def _value(point: Point) -> float:
    assert point.value is not None
    return point.value


def _labels(shown: Sequence[Series], comparison: Comparison, place: _Place, language: Language) -> list[str]:
    """A label at each line's end, at the height of its last figure or as near as there is room for."""
    last = [[point for point in series.points if point.value is not None][-1] for series in shown]
    heights = [HEIGHT - _BOTTOM - place.y(_value(point)) for point in last]
    room = dodge(heights, _LABEL_GAP, HEIGHT - _TOP - _BOTTOM)
    parts = []
    for series, point, height in zip(shown, last, room, strict=True):
        year = "" if point.year == place.years[-1] else f" ({point.year})"
        number = format_number(point.value, comparison.decimals, language)
        name = series.name.in_(language)
        whole = f"{name} {number}{year}"
        long = len(name) > _LETTERS or len(whole) > _LABEL_LETTERS
        if long and series.role not in ("own", "peer"):
            name = text(language, f"charts.short_{series.role}")
        parts.append(
            _text(
                WIDTH - _RIGHT + 8,
                round(HEIGHT - _BOTTOM - height + 4, 1),
                f"{name} {number}{year}",
                _COLOURS.styles[series.role],
                bold=series.role == "own",
            )
        )
    return parts
