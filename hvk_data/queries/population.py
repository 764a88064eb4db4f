"""The population picture: children by single years of age, from indicators that each count one age."""

from dataclasses import dataclass

from hvk_data.queries.compare import compare
from hvk_data.queries.index import index
from hvk_data.store.reader import Reader

SINGLE_YEARS: dict[str, int] = {str(552 + age): age for age in range(19)}
"""Sotkanet's indicators of the population of one age, 0 to 18."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Of one year: persons of each age 0–18 and their share (%) of all those ages, own and compared."""

    year: int
    counts: tuple[float, ...]
    shares: tuple[float, ...]
    beside: str
    beside_shares: tuple[float, ...]


def children(reader: Reader, municipality: str, against: str = "country") -> Ages | None:
    """The latest year in which every age has a figure for both areas, or None where there is none."""
    known = index(reader)
    if not all(id_ in known.indicators and known.indicators[id_].in_store for id_ in SINGLE_YEARS):
        return None
    comparisons = [compare(reader, municipality, id_, (against,)) for id_ in SINGLE_YEARS]
    if any(len(comparison.series) < 2 for comparison in comparisons):
        return None
    by_area = [
        [{p.year: p.value for p in c.series[area].points if p.value is not None} for c in comparisons]
        for area in (0, 1)
    ]
    years = set.intersection(*(set(values) for area in by_area for values in area))
    if not years:
        return None
    year = max(years)
    own, beside = ([values[year] for values in area] for area in by_area)
    if not sum(own) or not sum(beside):
        return None
    return Ages(
        year=year,
        counts=tuple(own),
        shares=tuple(100 * n / sum(own) for n in own),
        beside=comparisons[0].series[1].code,
        beside_shares=tuple(100 * n / sum(beside) for n in beside),
    )
