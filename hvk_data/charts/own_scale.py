"""Numbers of people or cases: which areas can share a picture with the municipality's own line."""

from dataclasses import replace

from hvk_data import catalogue
from hvk_data.figures import Comparison, Role

_WHOLE_AREAS: tuple[Role, ...] = ("county", "maakunta", "subregion", "country")


def on_own_scale(comparison: Comparison) -> Comparison:
    """``comparison`` without the areas beside whose numbers the municipality's own would lie flat.

    A county's number of people is ten times a municipality's and says nothing of it: in one picture the
    municipality's course could not be seen. Rates and shares are on one scale and stay all.
    """
    curated = catalogue.load().indicators.get(comparison.indicator)
    if curated is None or curated.unit.kind != "count" or comparison.own.latest is None:
        return comparison
    kept = tuple(series for series in comparison.series if series.role not in _WHOLE_AREAS)
    return comparison if len(kept) == len(comparison.series) else replace(comparison, series=kept)
