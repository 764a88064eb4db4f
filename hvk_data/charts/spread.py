"""The municipalities behind an average: one dot each, the own one marked, their median as a rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hvk_data.charts.chart import NARROW, Chart, framed
from hvk_data.charts.palette import PALETTES, Theme
from hvk_data.language import Language, Texts, format_with_unit, text

_BINS = 40
_DOT = 11
_LABEL_ROOM = 44


@dataclass(frozen=True, slots=True)
class Spot:
    """One municipality's value of the year; None where it has none."""

    code: str
    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: the indicator's title and unit, decimals, and the year of the figures."""

    title: Texts
    unit: Texts
    decimals: int
    year: int

    def written(self, value: float | None, language: Language) -> str:
        """``value`` with its unit, as the language writes it."""
        return format_with_unit(value, self.decimals, self.unit, language)


def spread(
    spots: Sequence[Spot],
    own: Spot,
    median: float | None,
    measure: Measure,
    language: Language,
    *,
    theme: Theme = "light",
) -> Chart:
    """Where ``own`` (one of ``spots``, known by its code) stands among the municipalities of its region.

    Dots that would lie over each other are piled up, so that the shape of the pile is the
    distribution. ``median`` is of these municipalities; None draws no rule.
    """
    there = [spot for spot in spots if spot.value is not None]
    piles = _piles([spot.value for spot in there if spot.value is not None])
    reach = max((abs(pile) for pile in piles), default=0)
    plot = _LABEL_ROOM + max(40, 2 * (reach + 1) * _DOT)
    middle = (plot + _LABEL_ROOM) / 2
    median_words = text(language, "charts.spread_median", value=measure.written(median, language))
    rows: list[dict[str, Any]] = [
        {
            "kind": "own" if spot.code == own.code else "other",
            "name": spot.name,
            "value": spot.value,
            "place": middle + pile * _DOT,
            "written": measure.written(spot.value, language),
        }
        for spot, pile in zip(there, piles, strict=True)
    ]
    rows += _labels(there, own, median, median_words, measure, language)
    title = _title(there, own, median_words if median is not None else "", measure, language)
    missing = len(spots) - len(there)
    notes = (text(language, "charts.spread_missing", n=missing),) if missing else ()
    alt = _alt(there, title, measure, language)
    return Chart(_spec(measure.unit, plot, language, theme), rows, title, alt, notes)


def _piles(values: Sequence[float]) -> list[int]:
    """How many dots above (−) or below (+) the middle each value's dot is put: 0, −1, 1, −2, 2 …"""
    if not values:
        return []
    low, width = min(values), (max(values) - min(values)) / _BINS or 1.0
    piled: Counter[int] = Counter()
    places = []
    for value in values:
        pile = int((value - low) / width)
        step = (piled[pile] + 1) // 2
        places.append(-step if piled[pile] % 2 else step)
        piled[pile] += 1
    return places


def _labels(
    there: Sequence[Spot],
    own: Spot,
    median: float | None,
    median_words: str,
    measure: Measure,
    language: Language,
) -> list[dict[str, Any]]:
    """The two labels, each running towards the wider side so that neither leaves the plot."""
    values = [spot.value for spot in there if spot.value is not None]
    if not values:
        return []
    centre = (min(values) + max(values)) / 2
    rows = []
    if median is not None:
        label = median_words[:1].upper() + median_words[1:]
        rows.append({"kind": "median", "value": median, "label": label, "left": median <= centre})
    mine = next((spot.value for spot in there if spot.code == own.code), None)
    if mine is not None:
        label = f"{own.name} {measure.written(mine, language)}"
        rows.append({"kind": "own_label", "value": mine, "label": label, "left": mine <= centre})
    return rows


def _title(there: Sequence[Spot], own: Spot, median_words: str, measure: Measure, language: Language) -> str:
    if not there:
        return text(language, "charts.spread_empty", year=measure.year)
    mine = next((spot.value for spot in there if spot.code == own.code), None)
    if mine is None:
        return text(language, "charts.spread_without_own", n=len(there), year=measure.year, own=own.name)
    if not median_words:
        return f"{own.name} {measure.written(mine, language)} ({measure.year})"
    return text(
        language,
        "charts.spread_title",
        own=own.name,
        value=measure.written(mine, language),
        median=median_words,
        year=measure.year,
    )


def _alt(there: Sequence[Spot], title: str, measure: Measure, language: Language) -> str:
    if not there:
        return title
    ranked = sorted(there, key=lambda spot: spot.value or 0.0)
    lowest, highest = (f"{s.name} {measure.written(s.value, language)}" for s in (ranked[0], ranked[-1]))
    return text(
        language,
        "charts.spread_alt",
        title=measure.title.in_(language),
        takeaway=title,
        n=len(there),
        lowest=lowest,
        highest=highest,
    )


def _spec(unit: Texts, height: int, language: Language, theme: Theme) -> dict[str, Any]:
    colours = PALETTES[theme]
    value = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": False, "nice": True, "padding": 10},
        "axis": {"title": unit.in_(language), "tickCount": {"expr": f"{NARROW} ? 5 : 10"}},
    }
    place = {"field": "place", "type": "quantitative", "scale": None, "axis": None}
    tooltip = [
        {"field": "name", "title": text(language, "charts.area")},
        {"field": "written", "title": text(language, "charts.value")},
    ]
    dots = {
        "transform": [{"filter": "datum.kind == 'other'"}],
        "mark": {"type": "circle", "size": 64, "opacity": 0.8, "color": colours.styles["peer"]},
        "encoding": {"x": value, "y": place, "tooltip": tooltip},
    }
    own = {
        "transform": [{"filter": "datum.kind == 'own'"}],
        "mark": {
            "type": "point",
            "shape": "diamond",
            "filled": True,
            "opacity": 1,
            "size": 220,
            "color": colours.styles["own"],
            "stroke": colours.background,
            "strokeWidth": 1.5,
        },
        "encoding": {"x": value, "y": place, "tooltip": tooltip},
    }
    rule = {
        "transform": [{"filter": "datum.kind == 'median'"}],
        "mark": {"type": "rule", "strokeDash": [2, 3], "strokeWidth": 2},
        "encoding": {
            "x": value,
            "y": {"value": 39},
            "y2": {"value": height},
            "color": {"value": colours.styles["median_region"]},
        },
    }
    labels = [
        _label("median", value, 30, colours.styles["median_region"], "normal", left=left)
        for left in (True, False)
    ] + [_label("own_label", value, 9, colours.styles["own"], "bold", left=left) for left in (True, False)]
    return framed([rule, dots, own, *labels], height, language, theme)


def _label(
    kind: str, value: dict[str, Any], place: int, colour: str, weight: str, *, left: bool
) -> dict[str, Any]:
    return {
        "transform": [{"filter": f"datum.kind == '{kind}' && {'' if left else '!'}datum.left"}],
        "mark": {
            "type": "text",
            "align": "left" if left else "right",
            "dx": -6 if left else 6,
            "baseline": "middle",
            "fontWeight": weight,
            "color": colour,
        },
        "encoding": {"x": value, "y": {"value": place}, "text": {"field": "label"}},
    }
