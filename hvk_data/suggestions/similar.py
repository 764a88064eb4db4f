"""Municipalities that resemble one's own, and why each does: by class, by nearness of figures, by border."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from hvk_data import areas
from hvk_data.areas import Municipality
from hvk_data.language import Language, UserError, format_number, text
from hvk_data.queries.index import index
from hvk_data.queries.screen import latest
from hvk_data.statistics.position import spread_scale
from hvk_data.store.reader import Reader

Way = Literal["nearest", "size", "grouping", "language", "neighbours"]
WAYS: tuple[Way, ...] = get_args(Way)

Variable = Literal[
    "population", "density", "under_15", "over_64", "tertiary", "primary_jobs", "urbanisation", "swedish"
]
VARIABLES: tuple[Variable, ...] = get_args(Variable)
"""What nearness may be measured by: the conditions of a municipality, never what it is judged by."""

DEFAULT_VARIABLES: tuple[Variable, ...] = ("population", "density", "under_15", "over_64", "urbanisation")

HOW_MANY = 10

_INDICATORS: dict[Variable, tuple[str, ...]] = {
    "population": ("tk:population", "127"),
    "density": ("tk:population", "127"),
    "under_15": ("tk:share_under_15",),
    "over_64": ("tk:share_over_64",),
    "tertiary": ("tk:tertiary_education",),
    "primary_jobs": ("tk:jobs_primary",),
    "urbanisation": ("tk:urbanisation",),
    "swedish": ("tk:swedish_speakers",),
}
_LOGARITHMIC: frozenset[Variable] = frozenset({"population", "density"})
_DECIMALS: dict[Variable, int] = {"population": 0}


class NoVariable(UserError):
    """Nearness is to be measured by something that is none of :data:`VARIABLES`."""

    key = "suggestions.no_variable"


@dataclass(frozen=True, slots=True)
class Condition:
    """The latest figure of a variable of one municipality, its year, and the indicator that it is from."""

    value: float
    year: int
    indicator: str

    def written(self, variable: Variable, language: Language) -> str:
        """The figure as ``language`` writes it."""
        return format_number(self.value, _DECIMALS.get(variable, 1), language)


@dataclass(frozen=True, slots=True)
class Shared:
    """One variable of nearness: of the other municipality and of one's own."""

    variable: Variable
    other: Condition
    own: Condition


@dataclass(frozen=True, slots=True)
class Similar:
    """One municipality of the list and why it is in it.

    ``distance`` is the root mean square of the differences of ``shared``, each in units of its spread
    over all municipalities; None of the ways that measure none.
    """

    municipality: Municipality
    way: Way
    distance: float | None
    shared: tuple[Shared, ...]

    def why(self, language: Language) -> str:
        """The reason as a sentence; empty of the *nearest*, whose reason is the figures in ``shared``."""
        if self.way == "nearest":
            return ""
        return text(language, f"suggestions.why_{self.way}", what=self._what(language))

    def _what(self, language: Language) -> str:
        match self.way:
            case "size":
                return areas.size_class_name(areas.size_class(self.shared[0].other.value), language)
            case "grouping":
                return areas.grouping_name(self.municipality, language)
            case "language":
                return areas.language_name(self.municipality, language)
            case _:
                return ""


_tables: WeakKeyDictionary[Reader, dict[Variable, dict[str, Condition]]] = WeakKeyDictionary()


def conditions(reader: Reader) -> dict[Variable, dict[str, Condition]]:
    """By variable and municipality code the latest figure; a variable without figures is empty."""
    if reader not in _tables:
        _tables[reader] = _read(reader)
    return _tables[reader]


def _read(reader: Reader) -> dict[Variable, dict[str, Condition]]:
    known = index(reader)
    codes = {own.own.id: code for code, own in known.municipalities.items()}
    found = latest(reader, list(codes))
    total = found.gender == 0
    table: dict[Variable, dict[str, Condition]] = {}
    for variable in VARIABLES:
        table[variable] = {}
        # The first indicator of the variable that the store has, for the later ones only fill its gaps.
        for id_ in reversed(_INDICATORS[variable]):
            if id_ in known.indicators:
                of = total & (found.indicator == known.indicators[id_].number)
                columns = (found.region[of].tolist(), found.value[of].tolist(), found.year[of].tolist())
                table[variable] |= {
                    codes[region]: Condition(value, year, id_)
                    for region, value, year in zip(*columns, strict=True)
                    if value == value
                }
    listed = areas.municipalities()
    table["density"] = {
        code: replace(people, value=people.value / listed[code].land_km2)
        for code, people in table["density"].items()
        if code in listed
    }
    return table


def similar(
    reader: Reader,
    municipality: str,
    way: Way = "nearest",
    variables: Sequence[str] = DEFAULT_VARIABLES,
    limit: int = HOW_MANY,
) -> list[Similar]:
    """The municipalities like ``municipality`` (a code), itself never among them.

    *nearest*: the ``limit`` nearest by standardised distance over ``variables`` that all have (log of
    population and density). *size*, *grouping*, *language*: all of the same class, the nearest in population
    first. *neighbours*: those with a common land border. Raises UnknownArea and NoVariable.
    """
    index(reader).municipality(municipality)
    unknown = [variable for variable in variables if variable not in VARIABLES]
    if unknown:
        raise NoVariable(variable=unknown[0], known=", ".join(VARIABLES))
    chosen = [variable for variable in VARIABLES if variable in variables]
    table, listed = conditions(reader), areas.municipalities()
    if way == "neighbours":
        return [
            Similar(one, way, None, ())
            for one in areas.neighbours(municipality)
            if one.code in _codes(reader)
        ]
    if way == "nearest":
        return _nearest(municipality, chosen, table, limit)
    people = table["population"]
    own = _class(municipality, way, people)
    codes = [code for code in _codes(reader) if code in listed and code != municipality]
    found = [code for code in codes if own is not None and _class(code, way, people) == own]
    found.sort(key=lambda code: (_apart(people, code, municipality), code))
    return [
        Similar(listed[code], way, None, (Shared("population", people[code], people[municipality]),))
        for code in found
        if code in people and municipality in people
    ]


def _codes(reader: Reader) -> list[str]:
    return list(index(reader).municipalities)


def _class(code: str, way: Way, people: dict[str, Condition]) -> str | None:
    one = areas.municipalities()[code]
    if way == "size":
        return areas.size_class(people[code].value) if code in people else None
    return one.grouping if way == "grouping" else one.language


def _apart(people: dict[str, Condition], code: str, other: str) -> float:
    if code not in people or other not in people:
        return float("inf")
    return abs(float(np.log(people[code].value) - np.log(people[other].value)))


def _nearest(
    municipality: str, variables: list[Variable], table: dict[Variable, dict[str, Condition]], limit: int
) -> list[Similar]:
    usable = [variable for variable in variables if municipality in table[variable]]
    if not usable:
        return []
    listed = areas.municipalities()
    codes = sorted(code for code in listed if all(code in table[variable] for variable in usable))
    away = _standardised([[table[v][code].value for code in codes] for v in usable], usable)
    own = codes.index(municipality)
    distance = np.sqrt(((away - away[:, [own]]) ** 2).mean(axis=0))
    order = [at for at in np.argsort(distance, kind="stable") if at != own][:limit]
    return [
        Similar(
            listed[codes[at]],
            "nearest",
            float(distance[at]),
            tuple(Shared(v, table[v][codes[at]], table[v][municipality]) for v in usable),
        )
        for at in order
    ]


def _standardised(values: list[list[float]], variables: list[Variable]) -> NDArray[np.float64]:
    """Rows by variable, in units of the variable's robust spread; a constant one tells none apart."""
    rows = []
    for variable, row in zip(variables, values, strict=True):
        raw = np.array(row)
        shown = np.log(np.maximum(raw, 1e-3)) if variable in _LOGARITHMIC else raw
        scale = spread_scale(shown)
        rows.append((shown - np.median(shown)) / scale if scale > 0 else np.zeros(len(row)))
    return np.array(rows)
