"""The municipalities behind a region's figure, and their median."""

import statistics
from dataclasses import dataclass

from hvk_data.figures import Certainty, Sex
from hvk_data.language import Texts
from hvk_data.queries.compare import CERTAINTIES, GENDERS, LEAST_FOR_MEDIAN
from hvk_data.queries.index import SQL, Region, index
from hvk_data.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Member:
    """One municipality's value in the spread."""

    code: str
    name: Texts
    value: float
    count: float | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Spread:
    """The values of a region's municipalities in one year, ascending.

    ``median`` is None where fewer than three have a value or the year is not covered well enough to
    say what is usual; ``size`` is how many municipalities the region has in all.
    """

    region: Region
    year: int
    members: tuple[Member, ...]
    median: float | None
    size: int


def spread(reader: Reader, municipality: str, indicator: str, year: int, sex: Sex = "total") -> Spread:
    """The spread of the municipality's own region in ``year``."""
    known = index(reader)
    found = known.indicator(indicator)
    areas = known.municipality(municipality)
    chosen = {"indicator": found.number, "gender": GENDERS[sex]}
    rows = reader.rows(SQL, "spread", {**chosen, "year": year, "home": areas.home.id})
    usable = any(row["usable"] for row in reader.rows(SQL, "coverage", chosen) if row["year"] == year)
    members = tuple(
        Member(
            row["code"],
            Texts(row["title_fi"], row["title_sv"], row["title_en"]),
            row["value"],
            row["abs_value"],
            CERTAINTIES[row["certainty"]],
        )
        for row in rows
    )
    enough = usable and len(members) >= LEAST_FOR_MEDIAN
    return Spread(
        region=areas.home,
        year=year,
        members=members,
        median=statistics.median(member.value for member in members) if enough else None,
        size=sum(areas.home in (other.county, other.maakunta) for other in known.municipalities.values()),
    )
