"""The council terms: four years, named for the years in which they begin and end ("2025-2029")."""

from datetime import date
from typing import Final

_MONTH: Final = 6
_YEARS: Final = 4
_AN_ELECTION_YEAR: Final = 2025
# The elections of spring 2021 were put off: the old councils sat until the end of July.
_PUT_OFF: Final = {2021: date(2021, 8, 1)}


def council_term(day: date) -> str:
    """The term of the council that is in office on ``day``.

    A term begins on 1 June of the election year (Municipal Elections; Local Government Act 410/2015,
    15 §). For days before 2017, whose terms began in January, it gives the term by today's rule.
    """
    first = day.year - (day.year - _AN_ELECTION_YEAR) % _YEARS
    if day < _PUT_OFF.get(first, date(first, _MONTH, 1)):
        first -= _YEARS
    return _named(first)


def terms_around(day: date, chosen: str) -> list[str]:
    """The terms to choose from: the last, this and the next, and ``chosen`` where it is another."""
    first = int(council_term(day)[:4])
    near = [_named(first + _YEARS * step) for step in (-1, 0, 1)]
    return sorted({*near, chosen})


def is_term(said: str) -> bool:
    """Whether ``said`` names a term: "2021-2025"."""
    first, dash, last = said.partition("-")
    return dash == "-" and first.isdecimal() and len(first) == 4 and said == _named(int(first)) and bool(last)


def _named(first: int) -> str:
    return f"{first}-{first + _YEARS}"
