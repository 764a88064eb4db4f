"""Why a figure is missing, as far as can be known."""

from typing import Literal

from hvk_data.figures import Sex
from hvk_data.queries.compare import GENDERS
from hvk_data.queries.index import SQL, index
from hvk_data.store.reader import Reader

Reason = Literal[
    "not_in_store",
    "no_sex",
    "only_regions",
    "withheld",
    "region_not_covered",
    "partly_covered",
    "ended",
    "no_figures",
]
"""not_in_store: listed, but its figures have not been fetched. no_sex: not given by sex. only_regions:
no municipality has figures. withheld: most municipalities have a figure of that year and this one has
not, as when there are too few cases to publish. region_not_covered: no municipality of the own region
has one, as of Åland in mainland registers. partly_covered: only some municipalities take part or are
published that year. ended: the series ends before that year. no_figures: not known why."""


def why_missing(
    reader: Reader, municipality: str, indicator: str, year: int | None = None, sex: Sex = "total"
) -> Reason | None:
    """Why the municipality has no value of ``indicator`` (in ``year``, or at all); None where it has one."""
    known = index(reader)
    found = known.indicator(indicator)
    areas = known.municipality(municipality)
    own = areas.own
    if not found.in_store:
        return "not_in_store"
    chosen = {"indicator": found.number, "gender": GENDERS[sex]}
    one = {"indicators": [found.number], "gender": GENDERS[sex]}
    values = [
        row["year"]
        for row in reader.rows(SQL, "series", {**one, "regions": [own.id]})
        if row["value"] is not None
    ]
    if year in values or (year is None and values):
        return None
    coverage = {row["year"]: row for row in reader.rows(SQL, "coverage", chosen)}
    if not coverage:
        return "no_sex"
    if all(row["n"] == 0 for row in coverage.values()):
        return "only_regions"
    covered = [row_year for row_year, row in coverage.items() if row["n"]]
    asked = max(covered) if year is None else year
    if asked > max(covered):
        return "ended"
    row = coverage.get(asked)
    if row is None or row["n"] == 0:
        return "no_figures"
    around = reader.rows(SQL, "spread", {**chosen, "year": asked, "home": areas.home.id})
    return reason_of(row["n"], len(around), len(known.municipalities))


def reason_of(n: int, n_home: int, municipalities: int) -> Reason:
    """Why one of ``municipalities`` lacks what ``n`` of them have, ``n_home`` of these in its own region."""
    if 2 * n < municipalities:
        return "partly_covered"
    return "withheld" if n_home else "region_not_covered"
