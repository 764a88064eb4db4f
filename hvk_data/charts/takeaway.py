"""What a comparison says, in one plain sentence: levels and the way it has gone, no verdicts.

Whether a difference is more than chance is another question, and not answered here.
"""

from collections.abc import Iterator

from hvk_data.charts.segments import segments
from hvk_data.figures import Comparison, Point, Role, Series
from hvk_data.language import Language, format_with_unit, genitive, in_place, text

_REGION: tuple[Role, ...] = ("county", "maakunta", "median_region", "subregion")
_COUNTRY: tuple[Role, ...] = ("country", "median_country")
_YEARS_BACK = 5


def takeaway(comparison: Comparison, language: Language) -> str:
    """One sentence: "Vuonna 2021 Tampere 12,8 % (2016: 11,9 %), Pirkanmaa 10,6 %, koko maa 11,4 %."

    The year is the municipality's latest; what has no figure of that year is not mentioned. The
    earlier figure is of five years before, or the first of the unbroken run that the latest belongs to.
    """
    latest = comparison.own.latest
    own = comparison.own.name.in_(language)
    if latest is None:
        return text(language, "charts.no_figures", area=own)
    parts = [f"{own} {written(comparison, latest, language, earlier=_earlier(comparison))}"]
    parts += [
        f"{series_name(series, language)} {written(comparison, point, language)}"
        for series, point in _compared(comparison, latest.year)
    ]
    # A unit may end in a full stop of its own ("€/as.").
    return text(language, "charts.takeaway", year=latest.year, levels=", ".join(parts).removesuffix("."))


def headline(comparison: Comparison, language: Language) -> str:
    """The takeaway as a chart's title: "Kuhmo 9,3 % (2021), Kainuun hyvinvointialue 10,6 %"."""
    latest = comparison.own.latest
    own = comparison.own.name.in_(language)
    if latest is None:
        return text(language, "charts.no_figures", area=own)
    number = format_with_unit(latest.value, comparison.decimals, comparison.unit, language)
    parts = [f"{own} {number} ({latest.year})"]
    for series, point in _compared(comparison, latest.year):
        level = format_with_unit(point.value, comparison.decimals, comparison.unit, language)
        parts.append(f"{series_name(series, language)} {level}")
    return ", ".join(parts)


def series_name(series: Series, language: Language) -> str:
    """The name of a series within a sentence: of the whole country, or of a median, not as a label has it."""
    if series.role == "country":
        return text(language, "charts.country")
    if series.role == "median_region":
        return median_name(series, language)
    return series.name.in_(language)


def median_name(series: Series, language: Language) -> str:
    """Whose median it is: "Kainuun hyvinvointialueen kuntien mediaani"; its label where no form is known."""
    if language == "fi":
        area = genitive(series.code, series.level)
    else:
        area = in_place(series.code, series.level, language)
    return text(language, "sentences.median", area=area) if area else series.name.in_(language)


def written(comparison: Comparison, point: Point, language: Language, *, earlier: Point | None = None) -> str:
    """A figure with its unit and all that must be said of it: how it came to be, n, an earlier year's."""
    number = format_with_unit(point.value, comparison.decimals, comparison.unit, language)
    remarks = list(_remarks(point, language))
    if earlier is not None:
        before = format_with_unit(earlier.value, comparison.decimals, comparison.unit, language)
        remarks.append(f"{earlier.year}: {before}")
    return f"{number} ({'; '.join(remarks)})" if remarks else number


def _remarks(point: Point, language: Language) -> Iterator[str]:
    if point.certainty == "computed":
        yield text(language, "charts.computed")
    if point.certainty == "estimate":
        yield text(language, "charts.estimate")
    if point.n is not None:
        yield text(language, "charts.municipalities", n=point.n)


def _earlier(comparison: Comparison) -> Point | None:
    """The own figure that the latest one is set against: five years before, or the run's first."""
    runs = segments(comparison.own.points, comparison.breaks)
    run = runs[-1] if runs else []
    if len(run) < 2:
        return None
    return next((point for point in run if point.year >= run[-1].year - _YEARS_BACK), None)


def _compared(comparison: Comparison, year: int) -> list[tuple[Series, Point]]:
    """The region and the country, or else the chosen peers, where they have a figure of ``year``."""
    there = [
        (series, point)
        for series in comparison.series[1:]
        if (point := series.at(year)) is not None and point.value is not None
    ]
    chosen = [
        next(((series, point) for role in roles for series, point in there if series.role == role), None)
        for roles in (_REGION, _COUNTRY)
    ]
    return [pair for pair in chosen if pair is not None] or there[:2]
