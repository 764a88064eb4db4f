"""Sotkanet's JSON as typed records.

What is an open set at the source (categories, value types, sexes) stays open here, and members may be
missing or null. A member of a wrong type is an error that names the place: nothing is guessed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hvk_data.language import LANGUAGES, Texts
from hvk_data.sotkanet.errors import BadNumber, ConflictingRows, UnexpectedShape, WrongIndicator
from hvk_data.sotkanet.plain import plain_line, plain_text

FIGURES = pa.schema(
    [
        pa.field("region", pa.int32(), nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("gender", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("abs_value", pa.float64()),
    ]
)
"""One row a figure: Sotkanet's id of the region, total/male/female, the value in the indicator's unit
and the absolute value behind it. What is missing is null."""

_MOST_DECIMALS = 10
_NUMBERS = ("value", "absValue")
_USUAL_SEXES = ("male", "female", "total")

_LARGEST = 2.0**53
"""Beyond it a double no longer holds every whole number; nothing that is counted in Finland comes near."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""JSON can escape half of a surrogate pair, which no file can hold."""


@dataclass(frozen=True, slots=True)
class Region:
    """An area. ``id`` is what figures carry; ``code`` is unique only within its ``category``."""

    id: int
    code: str
    category: str
    title: Texts
    member_of: tuple[int, ...]
    uri: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """An indicator as the list of all indicators tells of it."""

    id: int
    title: Texts
    organization: Texts


@dataclass(frozen=True, slots=True)
class Indicator:
    """All that Sotkanet tells of one indicator; texts plain, with line breaks.

    ``updated`` is the day of the last change of its figures. ``first_year`` and ``last_year`` bound
    the figures, there need not be one for each year between. ``decimals`` is a hint for display.
    """

    id: int
    title: Texts
    organization: Texts
    updated: date | None
    first_year: int | None
    last_year: int | None
    decimals: int | None
    value_type: str | None
    description: Texts
    interpretation: Texts
    limits: Texts
    legislation: Texts
    notices: Texts
    sexes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One indicator's figures: ``table`` (columns of :data:`FIGURES`) and where they came from.

    ``duplicates`` repeated rows and ``empty_rows`` rows without either number were left out.
    """

    table: pa.Table
    address: str
    duplicates: int
    empty_rows: int


class _Reader:
    """Takes members out of one JSON answer; says where a wrong one was found."""

    def __init__(self, address: str, indicator: int | None) -> None:
        self.address = address
        self.indicator = indicator

    def wrong(self, place: str) -> UnexpectedShape:
        return UnexpectedShape(address=self.address, indicator=self.indicator, place=place)

    def record(self, value: object, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(place)
        return value

    def records(self, value: object, place: str) -> list[Any]:
        if not isinstance(value, list):
            raise self.wrong(place)
        return value

    def part(self, owner: dict[str, Any], name: str, place: str) -> dict[str, Any]:
        """A member that is itself an object; empty where it is missing or null."""
        value = owner.get(name)
        return {} if value is None else self.record(value, f"{place}.{name}")

    def integer(self, owner: dict[str, Any], name: str, place: str) -> int:
        value = owner.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(f"{place}.{name}")
        return value

    def integer_or_none(self, owner: dict[str, Any], name: str, place: str) -> int | None:
        return None if owner.get(name) is None else self.integer(owner, name, place)

    def string(self, owner: dict[str, Any], name: str, place: str) -> str:
        value = owner.get(name)
        if not isinstance(value, str) or _HALF_CHARACTER.search(value):
            raise self.wrong(f"{place}.{name}")
        return value

    def string_or_none(self, owner: dict[str, Any], name: str, place: str) -> str | None:
        return None if owner.get(name) is None else self.string(owner, name, place)

    def texts(self, owner: dict[str, Any], name: str, place: str, clean: Callable[[str], str]) -> Texts:
        """A text in up to three languages; a missing language is an empty string."""
        value = self.part(owner, name, place)
        found = {language: value.get(language) for language in LANGUAGES}
        if not all(one is None or isinstance(one, str) for one in found.values()):
            raise self.wrong(f"{place}.{name}")
        return Texts(**{language: clean(one or "") for language, one in found.items()})

    def organization(self, owner: dict[str, Any], place: str) -> Texts:
        body = self.part(owner, "organization", place)
        return self.texts(body, "title", f"{place}.organization", plain_line)


def parse_regions(document: object, address: str) -> list[Region]:
    """The regions in the answer of ``/regions``; UnexpectedShape where it is something else."""
    reader = _Reader(address, None)
    return [_region(reader, item, f"[{n}]") for n, item in enumerate(reader.records(document, "$"))]


def _region(reader: _Reader, item: object, place: str) -> Region:
    record = reader.record(item, place)
    parents = record.get("memberOf")
    parents = [] if parents is None else reader.records(parents, f"{place}.memberOf")
    if not all(isinstance(parent, int) and not isinstance(parent, bool) for parent in parents):
        raise reader.wrong(f"{place}.memberOf")
    return Region(
        id=reader.integer(record, "id", place),
        code=reader.string(record, "code", place),
        category=reader.string(record, "category", place),
        title=reader.texts(record, "title", place, plain_line),
        member_of=tuple(parents),
        uri=reader.string_or_none(record, "uri", place),
    )


def parse_listing(document: object, address: str) -> list[Listing]:
    """The indicators in the answer of ``/indicators``, each id once."""
    reader = _Reader(address, None)
    found: dict[int, Listing] = {}
    for n, item in enumerate(reader.records(document, "$")):
        place = f"[{n}]"
        record = reader.record(item, place)
        listing = Listing(
            id=reader.integer(record, "id", place),
            title=reader.texts(record, "title", place, plain_line),
            organization=reader.organization(record, place),
        )
        found.setdefault(listing.id, listing)
    return list(found.values())


def parse_indicator(document: object, indicator: int, address: str) -> Indicator:
    """The record in the answer of ``/indicators/{id}``; WrongIndicator where it is another's."""
    reader = _Reader(address, indicator)
    record = reader.record(document, "$")
    id_ = reader.integer(record, "id", "$")
    if id_ != indicator:
        raise WrongIndicator(address=address, indicator=indicator, found=id_)
    years = reader.part(record, "range", "$")
    decimals = reader.integer_or_none(record, "decimals", "$")
    return Indicator(
        id=id_,
        title=reader.texts(record, "title", "$", plain_line),
        organization=reader.organization(record, "$"),
        updated=_updated(reader, record),
        first_year=reader.integer_or_none(years, "start", "$.range"),
        last_year=reader.integer_or_none(years, "end", "$.range"),
        decimals=decimals if decimals is not None and 0 <= decimals <= _MOST_DECIMALS else None,
        value_type=reader.string_or_none(
            reader.part(record, "primaryValueType", "$"), "code", "$.primaryValueType"
        ),
        description=reader.texts(record, "description", "$", plain_text),
        interpretation=reader.texts(record, "interpretation", "$", plain_text),
        limits=reader.texts(record, "limits", "$", plain_text),
        legislation=reader.texts(record, "legislation", "$", plain_text),
        notices=reader.texts(record, "notices", "$", plain_text),
        sexes=_sexes(reader, record),
    )


def _updated(reader: _Reader, record: dict[str, Any]) -> date | None:
    written = reader.string_or_none(record, "data-updated", "$")
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise reader.wrong("$.data-updated") from error


def _sexes(reader: _Reader, record: dict[str, Any]) -> tuple[str, ...]:
    classifications = reader.part(record, "classifications", "$")
    values = reader.part(classifications, "sex", "$.classifications").get("values")
    place = "$.classifications.sex.values"
    values = [] if values is None else reader.records(values, place)
    if not all(isinstance(value, str) for value in values):
        raise reader.wrong(place)
    return tuple(values)


def parse_figures(document: object, indicator: int, address: str) -> Answer:
    """The figures in the answer of ``/json``.

    Raises WrongIndicator, BadNumber (text, NaN, infinity or 2^53 and more for a number), ConflictingRows (two
    different figures for one region, year and sex) and UnexpectedShape; never a part of the answer.
    """
    reader = _Reader(address, indicator)
    rows = reader.records(document, "$")
    return _regular_figures(rows, indicator, address) or _odd_figures(reader, rows)


def _regular_figures(rows: list[Any], indicator: int, address: str) -> Answer | None:
    """Figures of which every row is as it should be, column by column; None where one is not.

    Nearly every answer is regular, and this takes a quarter of the time of looking at row after row.
    """
    if not rows or {*map(type, rows)} != {dict}:
        return None
    columns = {
        name: [row.get(name) for row in rows] for name in ("indicator", "region", "year", "gender", *_NUMBERS)
    }
    types = {name: {*map(type, column)} for name, column in columns.items()}
    if any(types[name] != {int} for name in ("indicator", "region", "year")) or types["gender"] != {str}:
        return None
    if {*columns["indicator"]} != {indicator} or not {*columns["gender"]} <= set(_USUAL_SEXES):
        return None
    if any(not types[name] <= {int, float, type(None)} for name in _NUMBERS):
        return None
    try:
        region, year = (np.array(columns[name], np.int64) for name in ("region", "year"))
        numbers = {name: np.array(columns[name], np.float64) for name in _NUMBERS}
    except OverflowError:
        return None
    if not (_within(region, 0, 2**31) and _within(year, 1, 2**15) and _are_numbers(columns, numbers)):
        return None
    sex = pc.index_in(pa.array(columns["gender"]), pa.array(_USUAL_SEXES)).to_numpy()
    if len(np.unique(region << 17 | year << 2 | sex)) != len(rows):
        return None
    known = ~(np.isnan(numbers["value"]) & np.isnan(numbers["absValue"]))
    found = (region, year, columns["gender"], numbers["value"], numbers["absValue"])
    arrays = [pa.array(one, field.type, from_pandas=True) for one, field in zip(found, FIGURES, strict=True)]
    table = pa.table(arrays, schema=FIGURES).filter(pa.array(known))
    return Answer(table, address, duplicates=0, empty_rows=int((~known).sum()))


def _within(numbers: npt.NDArray[np.int64], least: int, under: int) -> bool:
    return bool(((numbers >= least) & (numbers < under)).all())


def _are_numbers(columns: dict[str, list[Any]], numbers: dict[str, npt.NDArray[np.float64]]) -> bool:
    """Whether all are of a size that can be, and NaN only where there was none."""
    for name, column in numbers.items():
        missing = np.isnan(column)
        if missing.sum() != columns[name].count(None) or (np.abs(column[~missing]) >= _LARGEST).any():
            return False
    return True


def _odd_figures(reader: _Reader, rows: list[Any]) -> Answer:
    """Figures row by row: says what is wrong and where, and counts what may be left out."""
    figures: dict[tuple[int, int, str], tuple[float | None, float | None]] = {}
    duplicates = empty_rows = 0
    for n, item in enumerate(rows):
        place = f"[{n}]"
        row = reader.record(item, place)
        owner = reader.integer(row, "indicator", place)
        if owner != reader.indicator:
            raise WrongIndicator(address=reader.address, indicator=reader.indicator, found=owner)
        key = _key(reader, row, place)
        values = (_number(reader, row, "value"), _number(reader, row, "absValue"))
        if values == (None, None):
            empty_rows += 1
        elif key not in figures:
            figures[key] = values
        elif figures[key] == values:
            duplicates += 1
        else:
            region, year, sex = key
            raise ConflictingRows(
                address=reader.address, indicator=reader.indicator, region=region, year=year, sex=sex
            )
    return Answer(_table(figures), reader.address, duplicates, empty_rows)


def _key(reader: _Reader, row: dict[str, Any], place: str) -> tuple[int, int, str]:
    region = reader.integer(row, "region", place)
    year = reader.integer(row, "year", place)
    if not 0 <= region < 2**31:
        raise reader.wrong(f"{place}.region")
    if not 0 < year < 2**15:
        raise reader.wrong(f"{place}.year")
    return region, year, reader.string(row, "gender", place)


def _number(reader: _Reader, row: dict[str, Any], name: str) -> float | None:
    value = row.get(name)
    if value is None:
        return None
    number = _finite(value)
    if number is None:
        raise BadNumber(address=reader.address, indicator=reader.indicator, found=repr(value)[:40])
    return number


def _finite(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if abs(number) < _LARGEST else None  # false for NaN too


def _table(figures: dict[tuple[int, int, str], tuple[float | None, float | None]]) -> pa.Table:
    keys = list(figures)
    numbers = list(figures.values())
    columns = [
        [region for region, _, _ in keys],
        [year for _, year, _ in keys],
        [gender for _, _, gender in keys],
        [value for value, _ in numbers],
        [count for _, count in numbers],
    ]
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, FIGURES, strict=True)], schema=FIGURES
    )
