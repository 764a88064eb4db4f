"""One picture of the single years of age, in place of a chart for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hvk_data.charts.chart import Chart, framed, value_axis_title
from hvk_data.charts.palette import PALETTES, Theme
from hvk_data.language import Language, format_with_unit, text

HEIGHT = 240


@dataclass(frozen=True, slots=True)
class AgeShares:
    """An area's shares of each single year of age, per cent of its whole population, by age."""

    name: str
    shares: dict[int, float | None]


def population_picture(
    own: AgeShares, compared: AgeShares, year: int, language: Language, *, theme: Theme = "light"
) -> Chart:
    """The own shares as bars, those of ``compared`` as a line of steps with marks, of the same ``year``."""
    ages = sorted(own.shares)
    rows = [
        {
            "kind": kind,
            "name": area.name,
            "age": age,
            "value": share,
            "written": format_with_unit(share, 2, "%", language),
        }
        for kind, area in (("own", own), ("compared", compared))
        for age in ages
        if (share := area.shares.get(age)) is not None
    ]
    title = _title(own, compared, ages, year, language)
    alt = title
    published = {age: share for age, share in own.shares.items() if share is not None}
    if published:
        largest = max(published, key=lambda age: published[age])
        level = format_with_unit(published[largest], 2, "%", language)
        alt = text(language, "charts.population_alt", title=title, age=largest, share=level)
    return Chart(_spec(own.name, compared.name, language, theme), rows, title, alt)


def _title(own: AgeShares, compared: AgeShares, ages: Sequence[int], year: int, language: Language) -> str:
    """The share of all these ages together; a sum is told only where no age is missing."""
    if not ages:
        return text(language, "charts.no_figures", area=own.name)
    together = [_sum(area, ages) for area in (own, compared)]
    span = {"first": ages[0], "last": ages[-1], "own": own.name, "year": year}
    if None in together:
        return text(language, "charts.population_incomplete", **span)
    shares = [format_with_unit(value, 1, "%", language) for value in together]
    return text(
        language,
        "charts.population_title",
        **span,
        share=shares[0],
        other=compared.name,
        other_share=shares[1],
    )


def _sum(area: AgeShares, ages: Sequence[int]) -> float | None:
    shares = [area.shares.get(age) for age in ages]
    there = [share for share in shares if share is not None]
    return sum(there) if len(there) == len(shares) else None


def _spec(own: str, compared: str, language: Language, theme: Theme) -> dict[str, Any]:
    styles = PALETTES[theme].styles
    age = {
        "field": "age",
        "type": "ordinal",
        "axis": {"title": text(language, "charts.age"), "labelAngle": 0, "labelOverlap": "greedy"},
    }
    share = {
        "field": "value",
        "type": "quantitative",
        "axis": {"tickCount": 5, **value_axis_title(text(language, "charts.share")), "titleY": -8},
    }
    tooltip = [
        {"field": "name", "title": text(language, "charts.area")},
        {"field": "age", "title": text(language, "charts.age")},
        {"field": "written", "title": text(language, "charts.value")},
    ]
    colour = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": [own, compared], "range": [styles["own"], styles["county"]]},
        "legend": {"orient": "top", "columns": 1, "symbolType": "square", "offset": 32},
    }
    bars = {
        "transform": [{"filter": "datum.kind == 'own'"}],
        "mark": {"type": "bar", "opacity": 0.8},
        "encoding": {"x": age, "y": share, "color": colour, "tooltip": tooltip},
    }
    ticks = {
        "transform": [{"filter": "datum.kind == 'compared'"}],
        "mark": {"type": "tick", "thickness": 4, "bandSize": 18, "opacity": 1},
        "encoding": {"x": age, "y": share, "color": colour, "tooltip": tooltip},
    }
    return framed([bars, ticks], HEIGHT, language, theme)
