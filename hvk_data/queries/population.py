"""The population picture: children by single years of age, from indicators that each count one age."""

from dataclasses import dataclass

from hvk_data.queries.index import SQL, Region, index
from hvk_data.store.reader import Reader

SINGLE_YEARS: dict[str, int] = {str(552 + age): age for age in range(19)}
"""Sotkanet's indicators of the population of one age, 0 to 18."""

POPULATION = "127"


@dataclass(frozen=True, slots=True)
class Ages:
    """Of one year, by age 0–18: persons, and their share (%) of the area's whole population.

    Both for the municipality and for ``beside``; the shares are computed.
    """

    year: int
    counts: dict[int, float]
    shares: dict[int, float]
    beside: Region
    beside_shares: dict[int, float]


def children(reader: Reader, municipality: str) -> Ages | None:
    """The latest year in which every age and the whole population are known of both, beside the country.

    None where there is no such year.
    """
    known = index(reader)
    areas = known.municipality(municipality)
    wanted = [known.indicators[id_] for id_ in (*SINGLE_YEARS, POPULATION) if id_ in known.indicators]
    rows = reader.rows(
        SQL,
        "children",
        {
            "indicators": [indicator.number for indicator in wanted],
            "own": areas.own.id,
            "beside": areas.country.id,
        },
    )
    persons: dict[tuple[int, int], dict[str, float]] = {}
    for row in rows:
        persons.setdefault((row["year"], row["region"]), {})[row["id"]] = row["n"]
    complete = {key for key, of in persons.items() if len(of) == len(SINGLE_YEARS) + 1 and of[POPULATION] > 0}
    years = [
        year for year, region in complete if region == areas.own.id and (year, areas.country.id) in complete
    ]
    if not years:
        return None
    own, beside = persons[max(years), areas.own.id], persons[max(years), areas.country.id]
    return Ages(
        year=max(years),
        counts={age: own[id_] for id_, age in SINGLE_YEARS.items()},
        shares=_shares(own),
        beside=areas.country,
        beside_shares=_shares(beside),
    )


def _shares(persons: dict[str, float]) -> dict[int, float]:
    return {age: 100 * persons[id_] / persons[POPULATION] for id_, age in SINGLE_YEARS.items()}
