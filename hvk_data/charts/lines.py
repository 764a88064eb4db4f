"""Line charts over years: a comparison of areas, and women and men of one area."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hvk_data.charts.chart import NARROW, Chart, framed, value_axis_title
from hvk_data.charts.own_scale import on_own_scale
from hvk_data.charts.palette import DASHES, PALETTES, Style, Theme
from hvk_data.charts.scales import Extent, dodge, honest_extent
from hvk_data.charts.segments import segments
from hvk_data.charts.takeaway import headline, takeaway, written
from hvk_data.figures import Break, Comparison, Point, Series
from hvk_data.language import Language, Texts, format_number, format_year_range, text

HEIGHT = 300
_LABEL_GAP = 17
_LETTERS = 42
"""So many letters have room beside the lines; a longer name is said shortly."""
_STRONG: tuple[Style, ...] = ("own", "female", "male")
"""Lines that the chart is about; the others are there to be compared with."""


@dataclass(frozen=True, slots=True)
class _Line:
    style: Style
    code: str
    name: str
    short: str
    points: tuple[Point, ...]


def time_series(comparison: Comparison, language: Language, *, theme: Theme = "light") -> Chart:
    """The municipality over time, its line strong, against what it is compared with.

    A row is a point, a label at a line's end, a break or an end of the axes (``kind``). Lines join
    rows of one ``segment`` only, so nothing is drawn over a missing year or a break. Without any
    figure there are no rows. Numbers of people are drawn without larger areas (:func:`on_own_scale`).
    """
    shown = on_own_scale(comparison)
    lines = [_of_series(series, language) for series in shown.series]
    said = takeaway(comparison, language)
    chart = _line_chart(comparison, lines, language, theme, headline(comparison, language), said)
    if shown is comparison:
        return chart
    note = text(language, "own_scale.note")
    return replace(chart, alt=f"{chart.alt} {note}", notes=(*chart.notes, note))


def by_sex(female: Comparison, male: Comparison, language: Language, *, theme: Theme = "light") -> Chart:
    """Women and men of the own municipality over time; both comparisons are of the same indicator."""
    lines = [
        _Line("female", "female", text(language, "charts.female"), "", female.own.points),
        _Line("male", "male", text(language, "charts.male"), "", male.own.points),
    ]
    area = female.own.name.in_(language)
    title = _title_by_sex(female, male, area, language)
    return _line_chart(female, lines, language, theme, title, title, area)


def _title_by_sex(female: Comparison, male: Comparison, area: str, language: Language) -> str:
    """Both sexes' figures of the latest year in which both have one; without such a year, so it says."""
    shared = {p.year for p in male.own.points if p.value is not None} & {
        p.year for p in female.own.points if p.value is not None
    }
    if not shared:
        return text(language, "charts.no_figures", area=area)
    year = max(shared)

    def level(of: Comparison) -> str:
        point = of.own.at(year)
        assert point is not None
        return written(of, point, language)

    return text(language, "charts.title_by_sex", area=area, year=year, female=level(female), male=level(male))


def _of_series(series: Series, language: Language) -> _Line:
    name = series.name.in_(language)
    is_named = series.role in ("own", "peer")
    short = name if is_named else text(language, f"charts.short_{series.role}")
    return _Line(series.role, series.code, name, short, series.points)


def _line_chart(
    comparison: Comparison,
    lines: Sequence[_Line],
    language: Language,
    theme: Theme,
    title: str,
    said: str,
    area: str = "",
) -> Chart:
    drawn = [point for line in lines for point in line.points if point.value is not None]
    years = sorted({point.year for point in drawn})
    values = [point.value for point in drawn if point.value is not None]
    # Levels of a single year have no course that an axis from zero could flatten.
    extent = honest_extent(values if len(years) > 1 else [*values, 0.0])
    breaks = [item for item in comparison.breaks if years and years[0] < item.year <= years[-1]]
    rows = _points(comparison, lines, language)
    rows += _labels(lines, extent, comparison.decimals, language)
    rows += [_break_row(item, language) for item in breaks]
    rows += _corners(years, extent)
    notes = _notes(drawn, breaks, extent, language)
    span = format_year_range(years[0], years[-1]) if years else "–"
    alt = text(
        language,
        "charts.alt_by_sex" if area else "charts.alt_time_series",
        title=comparison.title.in_(language),
        area=area,
        years=span,
        takeaway=said if said.endswith(".") else f"{said}.",
        notes=" ".join(notes),
    ).strip()
    spec = _spec(comparison.unit, extent.from_zero, language, theme)
    return Chart(spec, rows, title, alt, notes)


def _points(comparison: Comparison, lines: Sequence[_Line], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "kind": "point",
            "style": line.style,
            "name": line.name,
            "segment": f"{line.style} {line.code} {number}",
            "lone": len(run) == 1,
            "hollow": point.certainty != "published",
            "year": point.year,
            "value": point.value,
            "written": written(comparison, point, language),
        }
        for line in lines
        for number, run in enumerate(segments(line.points, comparison.breaks))
        for point in run
    ]


def _labels(
    lines: Sequence[_Line], extent: Extent, decimals: int, language: Language
) -> list[dict[str, Any]]:
    """A label for each line, at the height of its last figure or as near as there is room for."""
    last: dict[tuple[Style, str], Point] = {}
    for line in lines:
        there = [point for point in line.points if point.value is not None]
        if there:
            last[line.style, line.code] = there[-1]
    newest = max((point.year for point in last.values()), default=0)
    pixels = HEIGHT / (extent.high - extent.low)
    ends = [(line, last[line.style, line.code]) for line in lines if (line.style, line.code) in last]
    places = dodge([_height(point, extent) * pixels for _, point in ends], _LABEL_GAP, HEIGHT)
    rows = []
    for (line, point), place in zip(ends, places, strict=True):
        number = format_number(point.value, decimals, language)
        year = "" if point.year == newest else f" ({point.year})"
        label = f"{number} {line.name}{year}"
        short = f"{number}{year} {line.short or line.name}"
        rows.append(
            {
                "kind": "label",
                "style": line.style,
                "value": extent.low + place / pixels,
                "label": label if len(label) <= _LETTERS else short,
                "short": short,
            }
        )
    return rows


def _height(point: Point, extent: Extent) -> float:
    assert point.value is not None
    return point.value - extent.low


def _break_row(item: Break, language: Language) -> dict[str, Any]:
    """A rule half-way before the first year that is not comparable with those before it."""
    return {
        "kind": "break",
        "year": item.year - 0.5,
        "label": text(language, "charts.break_detected" if item.detected else "charts.break", year=item.year),
        "detected": item.detected,
        "written": item.reason.in_(language),
    }


def _corners(years: Sequence[int], extent: Extent) -> list[dict[str, Any]]:
    """Two unseen points that hold the axes where they were meant to be, so that the spec need not know."""
    if not years:
        return []
    first, last = years[0], years[-1]
    if first == last:
        first, last = first - 1, last + 1
    return [
        {"kind": "corner", "year": first, "value": extent.low},
        {"kind": "corner", "year": last, "value": extent.high},
    ]


def _notes(
    drawn: Sequence[Point],
    breaks: Sequence[Break],
    extent: Extent,
    language: Language,
) -> tuple[str, ...]:
    notes = [
        text(language, _note(item), year=item.year, reason=_sentence(item.reason.in_(language)))
        for item in breaks
    ]
    if any(point.certainty != "published" for point in drawn):
        notes.append(text(language, "charts.hollow_note"))
    if not extent.from_zero:
        notes.append(text(language, "charts.not_from_zero_note"))
    return tuple(notes)


def _note(item: Break) -> str:
    return "charts.break_detected_note" if item.detected else "charts.break_note"


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def _spec(unit: Texts, from_zero: bool, language: Language, theme: Theme) -> dict[str, Any]:
    title = unit.in_(language)
    if not from_zero:
        title = text(language, "charts.not_from_zero", unit=title)
    layers = [
        _break_layer(language, theme),
        _break_labels(theme),
        _lines(theme, strong=False),
        _lines(theme, strong=True),
        _marks(theme),
        _line_labels(theme),
        _targets(language),
        _corner_layer(title),
    ]
    return framed(layers, HEIGHT, language, theme)


def _only(kind: str, *conditions: str) -> list[dict[str, Any]]:
    return [{"filter": " && ".join([f"datum.kind == '{kind}'", *conditions])}]


_YEAR = {
    "field": "year",
    "type": "quantitative",
    "scale": {"zero": False, "nice": False, "padding": 6},
    "axis": {"format": "d", "tickMinStep": 1, "title": None, "labelOverlap": True, "labelSeparation": 8},
}


def _value(title: str | None = None) -> dict[str, Any]:
    axis: dict[str, Any] = {"tickCount": 5}
    if title is not None:
        axis |= value_axis_title(title)
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False},
        "axis": axis,
    }


def _colour(theme: Theme) -> dict[str, Any]:
    styles = PALETTES[theme].styles
    scale = {"domain": list(styles), "range": list(styles.values())}
    return {"field": "style", "type": "nominal", "scale": scale, "legend": None}


def _is_strong(strong: bool) -> str:
    """The Vega expression that tells the lines that the chart is about from those to compare with."""
    names = ", ".join(f"'{style}'" for style in _STRONG)
    return f"indexof([{names}], datum.style) {'>=' if strong else '<'} 0"


def _lines(theme: Theme, *, strong: bool) -> dict[str, Any]:
    return {
        "transform": _only("point", _is_strong(strong)),
        "mark": {"type": "line", "strokeWidth": 3.2 if strong else 1.7, "strokeCap": "butt"},
        "encoding": {
            "x": _YEAR,
            "y": _value(),
            "detail": {"field": "segment", "type": "nominal"},
            "color": _colour(theme),
            "strokeDash": {
                "field": "style",
                "type": "nominal",
                "scale": {"domain": list(DASHES), "range": list(DASHES.values())},
                "legend": None,
            },
        },
    }


def _marks(theme: Theme) -> dict[str, Any]:
    """Marks on strong lines, and where a line cannot show a figure: alone, or not published."""
    return {
        "transform": _only("point", f"(datum.lone || datum.hollow || {_is_strong(True)})"),
        "mark": {"type": "point", "opacity": 1, "strokeWidth": 1.8},
        "encoding": {
            "x": _YEAR,
            "y": _value(),
            "stroke": _colour(theme),
            "fill": {
                "condition": {"test": "datum.hollow", "value": PALETTES[theme].background},
                **_colour(theme),
            },
            "size": {"condition": {"test": _is_strong(True), "value": 48}, "value": 26},
        },
    }


def _line_labels(theme: Theme) -> dict[str, Any]:
    return {
        "transform": _only("label"),
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "dx": 8,
            "limit": {"expr": f"{NARROW} ? 114 : 250"},
            "fontWeight": {"expr": f"{_is_strong(True)} ? 700 : 400"},
        },
        "encoding": {
            "x": {"value": "width"},
            "y": _value(),
            "text": {
                "condition": {"test": NARROW, "value": {"expr": "datum.short"}},
                "field": "label",
            },
            "color": _colour(theme),
        },
    }


def _targets(language: Language) -> dict[str, Any]:
    """Unseen marks large enough to be pointed at, with what a figure is in words."""
    return {
        "transform": _only("point"),
        "mark": {"type": "point", "filled": True, "opacity": 0, "size": 220},
        "encoding": {
            "x": _YEAR,
            "y": _value(),
            "tooltip": [
                {"field": "name", "title": text(language, "charts.area")},
                {"field": "year", "title": text(language, "charts.year")},
                {"field": "written", "title": text(language, "charts.value")},
            ],
        },
    }


def _break_layer(language: Language, theme: Theme) -> dict[str, Any]:
    return {
        "transform": _only("break"),
        "mark": {
            "type": "rule",
            # What nobody has told of is dotted, what is known is dashed.
            "strokeDash": {"expr": "datum.detected ? [1, 4] : [4, 4]"},
            "strokeCap": "round",
            "color": PALETTES[theme].muted,
        },
        "encoding": {
            "x": _YEAR,
            "tooltip": [
                {"field": "written", "title": text(language, "charts.why")},
            ],
        },
    }


def _break_labels(theme: Theme) -> dict[str, Any]:
    return {
        "transform": _only("break"),
        "mark": {
            "type": "text",
            "align": "center",
            "baseline": "bottom",
            "fontSize": 12,
            "y": -4,
            "color": PALETTES[theme].muted,
        },
        "encoding": {"x": _YEAR, "text": {"field": "label"}},
    }


def _corner_layer(title: str) -> dict[str, Any]:
    return {
        "transform": _only("corner"),
        "mark": {"type": "point", "opacity": 0},
        "encoding": {"x": _YEAR, "y": _value(title)},
    }
