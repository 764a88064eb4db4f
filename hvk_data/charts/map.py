"""A map of municipalities coloured by value class: points, or areas where boundaries are known.

No tiles and no background map: the places come with the program, the boundaries from the data folder.
Colour goes from little to much and says neither good nor bad; points grow with it, so that the classes
are told apart without colour too.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hvk_data.charts.chart import Chart, framed
from hvk_data.charts.palette import PALETTES, Theme
from hvk_data.charts.spread import Measure, Spot
from hvk_data.language import Language, format_number, text

SELECTION = "picked"
"""The name of the selection: the codes of the municipalities that were clicked."""

_MOST = 5
_LEAST_IN_CLASS = 3
_WORDS = ("lowest", "low", "middle", "high", "highest")
_OF: dict[int, tuple[int, ...]] = {
    0: (),
    1: (2,),
    2: (0, 4),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
}
_COLOURS: dict[Theme, tuple[str, ...]] = {
    "light": ("#d3e8e4", "#96cbc3", "#52a59d", "#207973", "#074e4d"),
    "dark": ("#245a57", "#2f8079", "#4bada5", "#8fd3cb", "#dcf6f1"),
    "print": ("#d3e8e4", "#96cbc3", "#52a59d", "#207973", "#074e4d"),
}
# The official maps of Finland are of this kind: one middle meridian, north up (ETRS-TM35FIN).
_PROJECTION = {"type": "transverseMercator", "rotate": [-27, 0, 0]}
_SIZES = (50, 80, 110, 145, 185)
_MANY = 60
_MISSING = "missing"
# A label's room on a phone: the map is about this wide there, a letter about this.
_NARROW, _LETTER, _LINE = 300, 7.5, 15

Shapes = Mapping[str, Sequence[Any]]
"""Polygons by municipality code: rings of [lon, lat], outer ones clockwise."""


@dataclass(frozen=True, slots=True)
class Dot(Spot):
    """One municipality where it lies, degrees."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values from ``low`` to ``high`` (both are values that somebody has), ``n`` municipalities.

    ``rank`` is its place on the five-step scale, 0 the lowest.
    """

    rank: int
    low: float
    high: float
    n: int


def value_classes(values: Sequence[float]) -> tuple[ValueClass, ...]:
    """Up to five classes of about as many municipalities each, the lowest first.

    Quantile classes; equal values are never parted, so there are fewer classes where many are equal.
    Fewer than three municipalities a class would be a list, not a class: small groups have fewer.
    """
    ordered = sorted(values)
    wanted = max(1, min(_MOST, len(ordered) // _LEAST_IN_CLASS))
    # The last value of each class; a tie over the border belongs whole to the lower class.
    ends = sorted(
        {ordered[math.ceil(len(ordered) * k / wanted) - 1] for k in range(1, wanted + 1)} if ordered else ()
    )
    classes = []
    for place, end in enumerate(ends):
        members = [v for v in ordered if v <= end and (place == 0 or v > ends[place - 1])]
        classes.append(ValueClass(_OF[len(ends)][place], members[0], members[-1], len(members)))
    return tuple(classes)


def class_words(one: ValueClass, measure: Measure, language: Language) -> str:
    """A class as the legend has it: "pienimmät: 3,2–7,8 (62)"."""
    low, high = (format_number(value, measure.decimals, language) for value in (one.low, one.high))
    span = low if low == high else f"{low}–{high}"
    return text(language, f"map.{_WORDS[one.rank]}", span=span, n=one.n)


def class_of(value: float | None, classes: Sequence[ValueClass]) -> ValueClass | None:
    """The class of a value; None for a missing one."""
    return None if value is None else next(one for one in classes if one.low <= value <= one.high)


def map_chart(
    dots: Sequence[Dot],
    own: str,
    area: str,
    measure: Measure,
    language: Language,
    *,
    compared: Collection[str] = (),
    shapes: Shapes | None = None,
    theme: Theme = "light",
) -> Chart:
    """Municipalities of ``area``, ``own`` and those ``compared`` with (codes) named and marked.

    With ``shapes`` of all of them they are areas, otherwise points. A click is given as the selection
    :data:`SELECTION`, a list of ``{"code": …}``. Without any figure all are hollow.
    """
    there = [dot.value for dot in dots if dot.value is not None]
    classes = value_classes(there)
    words = {one.rank: class_words(one, measure, language) for one in classes}
    missing = len(dots) - len(there)
    gone = text(language, "map.missing", n=missing)
    labelled = _labelled(dots, own, compared)
    rows = []
    for dot in dots:
        one = class_of(dot.value, classes)
        rows.append(
            {
                "code": dot.code,
                "name": dot.name,
                "lon": dot.lon,
                "lat": dot.lat,
                "class": gone if one is None else words[one.rank],
                "written": measure.written(dot.value, language) if one else text(language, "map.no_figure"),
                "kind": "own" if dot.code == own else "compared" if dot.code in compared else "other",
                "label": dot.name if dot.code in labelled else "",
            }
        )
    legend = [(words[one.rank], one.rank) for one in classes]
    title = text(
        language, "map.title", title=measure.title.in_(language), area=area, n=len(there), year=measure.year
    )
    said = "; ".join([word for word, _ in legend] + ([gone] if missing else []))
    alt = text(language, "map.alt", title=title, classes=said or gone)
    whole = shapes if shapes and all(dot.code in shapes for dot in dots) else None
    spec = _spec(rows, legend, gone if missing else None, measure, language, theme, whole)
    return Chart(spec, rows, title, alt)


def _labelled(dots: Sequence[Dot], own: str, compared: Collection[str]) -> set[str]:
    """Who is named on the map: the own one, those compared with, and others that have room."""
    first = [dot for dot in dots if dot.code == own] + [dot for dot in dots if dot.code in compared]
    others = [] if len(dots) > _MANY else [dot for dot in dots if dot not in first]
    west, east = min(d.lon for d in dots), max(d.lon for d in dots)
    middle = math.cos(math.radians(sum(d.lat for d in dots) / len(dots)))
    scale = _NARROW / ((east - west) * middle or 1.0)
    boxes: list[tuple[float, float, float]] = []
    named = set()
    for dot in [*first, *others]:
        x, y, half = (dot.lon - west) * middle * scale, dot.lat * scale, len(dot.name) * _LETTER / 2
        free = all(abs(x - bx) > half + bhalf or abs(y - by) > _LINE for bx, by, bhalf in boxes)
        if free or dot in first:
            boxes.append((x, y, half))
            named.add(dot.code)
    return named


def _spec(
    rows: list[dict[str, Any]],
    legend: list[tuple[str, int]],
    missing: str | None,
    measure: Measure,
    language: Language,
    theme: Theme,
    shapes: Shapes | None,
) -> dict[str, Any]:
    colours = PALETTES[theme]
    steps = _COLOURS[theme]
    domain = [word for word, _ in legend] + ([missing] if missing else [])
    fills = [steps[rank] for _, rank in legend] + ([colours.background] if missing else [])
    sizes = [_SIZES[rank] for _, rank in legend] + ([_SIZES[0]] if missing else [])
    many = len(rows) > _MANY
    class_: dict[str, Any] = {"field": "class", "type": "nominal"}
    fill: dict[str, Any] = {
        **class_,
        "scale": {"domain": domain, "range": fills},
        "legend": {
            "orient": "bottom",
            "direction": "vertical",
            "title": measure.unit.in_(language) or None,
            "titleColor": colours.muted,
            "titleFontWeight": "normal",
            "symbolStrokeColor": colours.text,
            "symbolStrokeWidth": 1,
            "labelLimit": 320,
        },
    }
    size = {
        **class_,
        "sort": domain,
        "scale": {"domain": domain, "range": [one * (0.6 if many else 1) for one in sizes]},
        "legend": None if shapes else fill["legend"],
    }
    tooltip = [
        {"field": "name", "title": text(language, "charts.area")},
        {"field": "written", "title": f"{text(language, 'charts.value')} {measure.year}"},
        {"field": "class", "title": text(language, "map.class")},
    ]
    where = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    pick = {"params": [{"name": SELECTION, "select": {"type": "point", "fields": ["code"]}}]}
    outline = {
        "condition": [
            {"test": "datum.kind == 'own'", "value": colours.styles["own"]},
            {"test": "datum.kind == 'compared'", "value": colours.text},
        ],
        "value": colours.muted,
    }
    thick = {"condition": {"test": "datum.kind != 'other'", "value": 3}, "value": 1}
    base: dict[str, Any]
    if shapes:
        base = {
            **pick,
            "data": {"values": [_feature(row, shapes) for row in rows]},
            "mark": {"type": "geoshape", "cursor": "pointer"},
            "encoding": {"fill": fill, "stroke": outline, "strokeWidth": thick, "tooltip": tooltip},
        }
    else:
        base = {
            **pick,
            "mark": {"type": "point", "filled": False, "opacity": 1, "cursor": "pointer"},
            "encoding": {
                **where,
                "fill": fill,
                "size": size,
                "stroke": outline,
                "strokeWidth": thick,
                # The own municipality is told by its shape too.
                "shape": {
                    "condition": {"test": "datum.kind == 'own'", "value": "diamond"},
                    "value": "circle",
                },
                "tooltip": tooltip,
            },
        }
    own = {
        "transform": [{"filter": "datum.kind == 'own'"}],
        "mark": {
            "type": "point",
            "shape": "diamond",
            "filled": False,
            "opacity": 1,
            "size": 330 if not many else 240,
            "strokeWidth": 3,
            "stroke": colours.styles["own"],
        },
        "encoding": where,
    }
    labels: dict[str, Any] = {
        "transform": [{"filter": "datum.label != ''"}],
        "mark": {
            "type": "text",
            "dy": {"expr": "datum.kind == 'own' ? -16 : 0"} if shapes else -15,
            "fontSize": 12,
            "fontWeight": {"expr": "datum.kind == 'own' ? 700 : datum.kind == 'compared' ? 600 : 400"},
            "color": {"expr": f"datum.kind == 'own' ? '{colours.styles['own']}' : '{colours.text}'"},
            "stroke": colours.background,
            "strokeWidth": 3,
        },
        "encoding": {**where, "text": {"field": "label"}},
    }
    halo, ink = labels, {**labels, "mark": {**labels["mark"], "strokeWidth": 0}}
    framed_spec = framed([base, own, halo, ink], 600 if many else 440, language, theme)
    framed_spec["projection"] = _PROJECTION
    framed_spec["padding"] = {"left": 24, "right": 24, "top": 20, "bottom": 4}
    return framed_spec


def _feature(row: dict[str, Any], shapes: Shapes) -> dict[str, Any]:
    """A GeoJSON feature with what the row says beside its geometry."""
    geometry = {"type": "MultiPolygon", "coordinates": shapes[row["code"]]}
    return {"type": "Feature", "geometry": geometry, **row}
