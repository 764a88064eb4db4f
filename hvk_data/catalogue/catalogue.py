"""What is known of the indicators beyond what their sources say: themes, directions, units, lists.

The knowledge lives in CSV files that a municipality can edit in Excel: ours in ``data/curated``, a
municipality's own, of the same names, in ``curated`` of its data folder. Own rows go over ours.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from hvk_data.catalogue.errors import BadIdError, NoReasonError
from hvk_data.catalogue.matching import Matching, match_titles
from hvk_data.catalogue.tables import Row, Table, read_rows
from hvk_data.figures import Break, Direction
from hvk_data.language import Texts
from hvk_data.paths import SHIPPED, home

Tier = Literal["core", "extended", "optional"]
"""How near the front an indicator stands; every tier is a list too."""

UnitKind = Literal["percent", "rate", "ratio", "index", "euro", "count", "other"]
"""What kind of number it is; a *count* is the only one whose value is a number of cases."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One subject under which indicators are shown, ``order`` from 1."""

    code: str
    order: int
    name: Texts


@dataclass(frozen=True, slots=True)
class Unit:
    """``name`` is what stands after a number. ``per``: 100, 1 000 … for shares and rates, else None."""

    code: str
    name: Texts
    kind: UnitKind
    per: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """The part of the population that an indicator is about."""

    code: str
    name: Texts


@dataclass(frozen=True, slots=True)
class CuratedIndicator:
    """What we know of one indicator. ``title_fi`` and ``other_titles_fi`` are the titles it is known by.

    ``twin`` is the id of an indicator of another source or edition that answers the same question:
    only one of the two is worth showing at a time, and they are never one series. ``overridden`` is
    True where the municipality's own file chose the direction.
    """

    id: str
    title_fi: str
    other_titles_fi: tuple[str, ...]
    theme: Theme
    tier: Tier
    twin: str | None
    direction: Direction
    direction_reason: Texts
    overridden: bool
    unit: Unit
    decimals: int
    group: Group


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """A named list of indicators, members in their order."""

    code: str
    name: Texts
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denominator:
    """A candidate: ``indicator`` = ``per`` · its count / the sum of the counts of ``parts``.

    The count of a part is its absolute value, or its value where its unit is a count. Whether the
    pair is accepted is decided where figures are: it must reproduce the published values, except in
    ``unlike_areas`` (municipality codes), whose value and count are not of the same division.
    """

    indicator: str
    parts: tuple[str, ...]
    per: int
    unlike_areas: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All curated knowledge; dictionaries are by code or id, in the order in which to show them."""

    themes: dict[str, Theme]
    units: dict[str, Unit]
    groups: dict[str, Group]
    indicators: dict[str, CuratedIndicator]
    lists: dict[str, IndicatorList]
    denominators: dict[str, Denominator]
    all_breaks: dict[str, tuple[Break, ...]]

    def breaks(self, indicator: str) -> tuple[Break, ...]:
        """The known breaks of ``indicator``, years ascending; empty where none is known."""
        return self.all_breaks.get(indicator, ())

    def match(self, listed: Mapping[str, str]) -> Matching:
        """Which curated ids may be used, given the Finnish titles ``listed`` by the sources (id → title)."""
        known = {i.id: (i.title_fi, *i.other_titles_fi) for i in self.indicators.values()}
        return match_titles(known, listed)

    def current_core(self, latest: Mapping[str, int]) -> list[CuratedIndicator]:
        """The core list for figures whose latest years are ``latest`` (id → year).

        A core indicator gives its place to a twin that is not core itself and has newer figures:
        what ships is newest from Statistics Finland, after a sync from Sotkanet.
        """
        twins = {i.twin: i for i in self.indicators.values() if i.twin and i.tier != "core"}
        chosen = []
        for id_ in self.lists["core"].members:
            twin = twins.get(id_)
            newer = twin is not None and latest.get(twin.id, 0) > latest.get(id_, 0)
            chosen.append(twin if twin is not None and newer else self.indicators[id_])
        return chosen


_TEXTS = ("fi", "sv", "en")
_THEMES = Table("themes.csv", ("code", "order", *_TEXTS), ("code",))
_UNITS = Table("units.csv", ("code", *_TEXTS, "kind", "per"), ("code",), frozenset({"per"}))
_GROUPS = Table("groups.csv", ("code", *_TEXTS), ("code",))
_LISTS = Table("lists.csv", ("code", *_TEXTS), ("code",))
_MEMBERS = Table("list_members.csv", ("list", "indicator", "order"), ("list", "indicator"))
_BREAKS = Table(
    "breaks.csv", ("indicator", "year", "reason_fi", "reason_sv", "reason_en"), ("indicator", "year")
)
_DENOMINATORS = Table(
    "denominators.csv",
    ("indicator", "denominator", "per", "unlike_areas", "note"),
    ("indicator",),
    frozenset({"unlike_areas", "note"}),
)
_REASONS = ("direction_reason_fi", "direction_reason_sv", "direction_reason_en")
_INDICATORS = Table(
    "indicators.csv",
    (
        *("id", "title_fi", "other_titles_fi", "theme", "tier", "twin", "direction", *_REASONS),
        *("unit", "decimals", "group"),
    ),
    ("id",),
    frozenset({"other_titles_fi", "twin"}),
)
_TABLES = (_THEMES, _UNITS, _GROUPS, _LISTS, _MEMBERS, _BREAKS, _DENOMINATORS, _INDICATORS)

_ID = r"(?:[1-9]\d*|tk:[a-z0-9_]+)"
_PER = ("100", "1000", "10000", "100000")


def load(shipped: Path = SHIPPED / "curated", own: Path | None = None) -> Catalogue:
    """The curated knowledge of the folder ``shipped`` with the municipality's ``own`` over it.

    ``own`` is by default ``curated`` of the data folder; files it lacks are ours alone. The result is
    kept until a file changes. Errors: :class:`~hvk_data.catalogue.errors.CatalogueError`, naming the
    file, the row and what to do.
    """
    own = home() / "curated" if own is None else own
    return _load(shipped, own, (_state(shipped), _state(own)))


def _state(folder: Path) -> tuple[tuple[int, int] | None, ...]:
    """What tells whether a file has changed. Asked for with every question, so in plain strings: a Path
    made for each would take longer than the question itself."""
    root = os.fspath(folder)
    return tuple(_stamp(os.path.join(root, table.file)) for table in _TABLES)  # noqa: PTH118


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _load(shipped: Path, own: Path, _states: object) -> Catalogue:
    themes = {t.code: t for t in sorted(map(_theme, read_rows(_THEMES, shipped, own)), key=lambda t: t.order)}
    units = {unit.code: unit for unit in map(_unit, read_rows(_UNITS, shipped, own))}
    groups = {row["code"]: Group(row["code"], row.texts()) for row in read_rows(_GROUPS, shipped, own)}
    rows = read_rows(_INDICATORS, shipped, own)
    indicators = sorted((_indicator(row, themes, units, groups) for row in rows), key=lambda i: i.theme.order)
    by_id = {indicator.id: indicator for indicator in indicators}
    return Catalogue(
        themes=themes,
        units=units,
        groups=groups,
        indicators=by_id,
        lists=_lists(read_rows(_LISTS, shipped, own), read_rows(_MEMBERS, shipped, own), by_id),
        denominators={d.indicator: d for d in map(_denominator, read_rows(_DENOMINATORS, shipped, own))},
        all_breaks=_breaks(read_rows(_BREAKS, shipped, own)),
    )


def _theme(row: Row) -> Theme:
    return Theme(row["code"], row.number("order"), row.texts())


def _unit(row: Row) -> Unit:
    kind: UnitKind = row.one_of("kind", get_args(UnitKind))
    per = int(row.one_of("per", _PER)) if row["per"] else None
    return Unit(row["code"], row.texts(), kind, per)


def _indicator(
    row: Row, themes: dict[str, Theme], units: dict[str, Unit], groups: dict[str, Group]
) -> CuratedIndicator:
    direction: Direction = row.one_of("direction", get_args(Direction))
    tier: Tier = row.one_of("tier", get_args(Tier))
    overridden = "direction" in row.own
    if overridden and not row.own & set(_REASONS):
        raise NoReasonError(file=row.file, line=row.line, value=row["id"])
    return CuratedIndicator(
        id=_id(row, "id"),
        title_fi=row.required("title_fi"),
        other_titles_fi=tuple(title.strip() for title in row["other_titles_fi"].split("|") if title.strip()),
        theme=themes[row.one_of("theme", themes)],
        tier=tier,
        twin=_id(row, "twin") if row["twin"] else None,
        direction=direction,
        direction_reason=_reason(row),
        overridden=overridden,
        unit=units[row.one_of("unit", units)],
        decimals=row.number("decimals"),
        group=groups[row.one_of("group", groups)],
    )


def _reason(row: Row) -> Texts:
    """The reason; an own reason replaces ours in every language, for ours may argue the opposite."""
    if not row.own & set(_REASONS):
        return row.texts("direction_reason")
    return Texts(*(row[column] if column in row.own else "" for column in _REASONS))


def _lists(
    rows: list[Row], members: list[Row], indicators: dict[str, CuratedIndicator]
) -> dict[str, IndicatorList]:
    known = [row["code"] for row in rows]
    ordered: dict[str, list[tuple[int, str]]] = {code: [] for code in known}
    for row in members:
        ordered[row.one_of("list", known)].append((row.number("order"), _id(row, "indicator")))
    lists = {}
    for row in rows:
        code = row["code"]
        named = [id_ for _, id_ in sorted(ordered[code], key=lambda item: item[0])]
        tier = [i.id for i in indicators.values() if i.tier == code]
        lists[code] = IndicatorList(code, row.texts(), (*tier, *named))
    return lists


def _denominator(row: Row) -> Denominator:
    expression = row["denominator"].replace(" ", "")
    if not re.fullmatch(rf"{_ID}(\+{_ID})*", expression):
        raise BadIdError(file=row.file, line=row.line, column="denominator", value=row["denominator"])
    return Denominator(
        indicator=_id(row, "indicator"),
        parts=tuple(expression.split("+")),
        per=int(row.one_of("per", _PER)),
        # Excel drops the leading zeros of "005".
        unlike_areas=tuple(code.strip().zfill(3) for code in row["unlike_areas"].split("|") if code.strip()),
        note=row["note"],
    )


def _breaks(rows: list[Row]) -> dict[str, tuple[Break, ...]]:
    found: dict[str, list[Break]] = {}
    for row in rows:
        found.setdefault(_id(row, "indicator"), []).append(Break(row.number("year"), row.texts("reason")))
    return {id_: tuple(sorted(breaks, key=lambda item: item.year)) for id_, breaks in found.items()}


def _id(row: Row, column: str) -> str:
    value = row.required(column)
    if not re.fullmatch(_ID, value):
        raise BadIdError(file=row.file, line=row.line, column=column, value=value)
    return value
