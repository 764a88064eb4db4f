"""The small line of a card: a picture of a few hundred bytes instead of a chart program at work.

A page of cards would otherwise start a Vega view for each; this is plain SVG, which also prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from hvk_data.charts.own_scale import on_own_scale
from hvk_data.charts.palette import PALETTES, Theme
from hvk_data.charts.scales import Extent
from hvk_data.charts.segments import segments
from hvk_data.charts.takeaway import takeaway
from hvk_data.figures import Break, Comparison, Point, Series
from hvk_data.language import Language

WIDTH, HEIGHT = 160, 40
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG image as text, and what it says in words: ``st.image(picture.svg, alt=picture.alt)``."""

    svg: str
    alt: str


def sparkline(comparison: Comparison, language: Language, *, theme: Theme = "light") -> Picture:
    """The own series, and behind it the first compared one that has figures; lines end at gaps and breaks.

    Heights are scaled to the figures, not from zero: it shows the way things have gone, the card
    beside it the level.
    """
    beside = [series for series in on_own_scale(comparison).series[1:] if series.latest]
    shown = [comparison.own, *beside][:2]
    points = [point for series in shown for point in series.points if point.value is not None]
    alt = takeaway(comparison, language)
    colours = PALETTES[theme].styles
    parts = []
    if points:
        place = _Place(points)
        for series, width in reversed(list(zip(shown, (2.4, 1.4), strict=False))):
            colour = colours[series.role]
            parts += _drawn(series, comparison.breaks, place, colour, width)
        if comparison.own.latest:
            x, y = place(comparison.own.latest)
            parts.append(f'<circle cx="{x}" cy="{y}" r="3.4" fill="{colours["own"]}"/>')
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-label="{escape(alt)}">{"".join(parts)}</svg>'
    )
    return Picture(svg, alt)


class _Place:
    """Where a figure lies in the picture, in pixels from its upper left corner."""

    def __init__(self, points: Sequence[Point]) -> None:
        years = [point.year for point in points]
        values = [point.value for point in points if point.value is not None]
        self._years = (min(years), max(years) - min(years) or 1)
        self._extent = Extent(min(values), max(values))

    def __call__(self, point: Point) -> tuple[float, float]:
        assert point.value is not None
        first, span = self._years
        apart = self._extent.high - self._extent.low
        up = (point.value - self._extent.low) / apart if apart else 0.5
        x = _MARGIN + (point.year - first) / span * (WIDTH - 2 * _MARGIN)
        y = HEIGHT - _MARGIN - up * (HEIGHT - 2 * _MARGIN)
        return round(x, 1), round(y, 1)


def _drawn(series: Series, breaks: Sequence[Break], place: _Place, colour: str, width: float) -> list[str]:
    parts = []
    for run in segments(series.points, breaks):
        ends = [place(point) for point in run]
        if len(ends) == 1:
            parts.append(
                f'<circle cx="{ends[0][0]}" cy="{ends[0][1]}" r="{width * 0.8:.1f}" fill="{colour}"/>'
            )
            continue
        path = " ".join(f"{x},{y}" for x, y in ends)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )
    return parts
