"""What a fetch changed in one indicator: found by comparing what was stored with what has come.

A figure is *revised* where there was one before and its value or its count is another now. Only what
was fetched from the same address is compared with: what ships, and what another service gave, is
simply replaced.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hvk_data.language import Texts
from hvk_data.store.bronze import Metadata

_SEXES = ("total", "male", "female")
_MEANINGS = ("title", "organization", "description", "interpretation", "limits", "legislation", "notices")
_HINTS = ("decimals", "value_type")

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A member of the metadata (``title``, ``description``, ``organization``, ``decimals`` …) that is
    another now. What is not a text stands in ``fi`` alone, as written; empty is missing."""

    field: str
    before: Texts
    after: Texts


@dataclass(frozen=True, slots=True)
class RevisedCell:
    """One revised figure, in the indicator's unit; its count where it has no value."""

    region: int
    year: int
    sex: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Revision:
    """Revised figures of an indicator: ``figures`` of ``areas`` areas, of years ``first``-``last``.

    ``median_change`` is the middle of \\|new - old\\| / \\|old\\| over the revised figures, None where no
    old one is other than zero; ``largest`` the one that moved the most in the indicator's unit.
    """

    figures: int
    areas: int
    first_year: int
    last_year: int
    median_change: float | None
    largest: RevisedCell


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows that were kept out, and why: an area (``regions``) or a sex that is not known, no number
    in it, there twice."""

    unknown_region: int = 0
    unknown_sex: int = 0
    without_number: int = 0
    duplicates: int = 0
    regions: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unknown_region or self.unknown_sex or self.without_number or self.duplicates)


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One area's share: how many of its figures were ``revised``, are ``new`` and are ``gone``, and
    the revised one that moved the most."""

    region: int
    revised: int
    new: int
    gone: int
    largest: RevisedCell | None = None


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """What a fetch changed in one indicator.

    ``before`` and ``after`` are when the replaced and the new figures were fetched (UTC); ``before``
    is None where there was nothing to compare with, and then nothing counts as new or revised.
    ``new_years`` had no figures before. ``accepted`` after having been held back.
    """

    indicator: str
    title: Texts
    after: datetime
    rows: int
    before: datetime | None = None
    new_years: tuple[int, ...] = ()
    gone_years: tuple[int, ...] = ()
    new_figures: int = 0
    gone_figures: int = 0
    revision: Revision | None = None
    metadata: tuple[FieldChange, ...] = ()
    dropped: Dropped = field(default_factory=Dropped)
    accepted: bool = False

    @property
    def is_first(self) -> bool:
        """Whether there was nothing to compare with."""
        return self.before is None

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(
            self.is_first
            or self.new_figures
            or self.gone_figures
            or self.revision
            or self.metadata
            or self.dropped
            or self.accepted
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types; moments as ISO 8601."""
        document = asdict(self)
        document["after"] = self.after.isoformat()
        document["before"] = self.before.isoformat() if self.before else None
        return document

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "IndicatorChange":
        """The inverse of :meth:`to_json`."""
        revision = document["revision"]
        dropped = document["dropped"]
        return cls(
            **{
                **document,
                "title": Texts(**document["title"]),
                "after": datetime.fromisoformat(document["after"]),
                "before": datetime.fromisoformat(document["before"]) if document["before"] else None,
                "new_years": tuple(document["new_years"]),
                "gone_years": tuple(document["gone_years"]),
                "revision": Revision(**{**revision, "largest": RevisedCell(**revision["largest"])})
                if revision
                else None,
                "metadata": tuple(
                    FieldChange(one["field"], Texts(**one["before"]), Texts(**one["after"]))
                    for one in document["metadata"]
                ),
                "dropped": Dropped(**{**dropped, "regions": tuple(dropped["regions"])}),
            }
        )


class Pairing:
    """Two states of one indicator's figures, cell by cell; a cell is an area, a year and a sex.

    ``old`` and ``new`` have the columns region, year, gender, value and abs_value.
    """

    def __init__(self, old: pa.Table, new: pa.Table) -> None:
        self._old = _Cells(old)
        self._new = _Cells(new)
        self.shared, self._in_old, self._in_new = np.intersect1d(
            self._old.keys, self._new.keys, assume_unique=True, return_indices=True
        )
        self.gone = np.setdiff1d(self._old.keys, self.shared, assume_unique=True)
        self.came = np.setdiff1d(self._new.keys, self.shared, assume_unique=True)

    @property
    def figures(self) -> tuple[Floats, Floats]:
        """The shared cells' figures, before and after: values, or counts where either has no value."""
        old, new = self._old.values[self._in_old], self._new.values[self._in_new]
        lacking = np.isnan(old) | np.isnan(new)
        return (
            np.where(lacking, self._old.counts[self._in_old], old),
            np.where(lacking, self._new.counts[self._in_new], new),
        )

    @property
    def revised(self) -> Truths:
        """Which of the shared cells have another value or another count."""
        values = _differ(self._old.values[self._in_old], self._new.values[self._in_new])
        return values | _differ(self._old.counts[self._in_old], self._new.counts[self._in_new])

    @property
    def years(self) -> tuple[set[int], set[int]]:
        """The years with figures, before and after."""
        return self._old.years, self._new.years


class _Cells:
    def __init__(self, table: pa.Table) -> None:
        sexes = table["gender"].to_pandas().map({sex: n for n, sex in enumerate(_SEXES)})
        self.keys = (
            _integers(table, "region") << 17 | _integers(table, "year") << 2 | sexes.to_numpy(np.int64)
        )
        self.values = _floats(table, "value")
        self.counts = _floats(table, "abs_value")
        self.years = set(_years(self.keys).tolist())


def _integers(table: pa.Table, name: str) -> Integers:
    made: Integers = table[name].to_numpy().astype(np.int64)
    return made


def _floats(table: pa.Table, name: str) -> Floats:
    made: Floats = table[name].to_numpy().astype(np.float64)
    return made


def _regions(keys: Integers) -> Integers:
    return keys >> 17


def _years(keys: Integers) -> Integers:
    return keys >> 2 & 0x7FFF


def _differ(old: Floats, new: Floats) -> Truths:
    differ: Truths = (old != new) & ~(np.isnan(old) & np.isnan(new))
    return differ


def compare(
    before: Metadata | None, old: pa.Table | None, after: Metadata, new: pa.Table, dropped: Dropped
) -> tuple[IndicatorChange, list[AreaChange]]:
    """What changed from ``old`` to ``new``, as a whole and by area.

    ``before`` and ``old`` are None where there is nothing to compare with.
    """
    assert after.fetched_at is not None
    if before is None or old is None:
        return (
            IndicatorChange(after.id, after.title, after.fetched_at, new.num_rows, dropped=dropped),
            [],
        )
    pairing = Pairing(old, new)
    was, now = pairing.figures
    revised = pairing.revised
    cells = _RevisedCells(pairing.shared[revised], was[revised], now[revised])
    years_before, years_after = pairing.years
    change = IndicatorChange(
        indicator=after.id,
        title=after.title,
        after=after.fetched_at,
        rows=new.num_rows,
        before=before.fetched_at,
        new_years=tuple(sorted(years_after - years_before)),
        gone_years=tuple(sorted(years_before - years_after)),
        new_figures=len(pairing.came),
        gone_figures=len(pairing.gone),
        revision=cells.revision(),
        metadata=field_changes(before, after),
        dropped=dropped,
    )
    return change, _by_area(pairing, cells)


class _RevisedCells:
    """The revised ones among the shared cells."""

    def __init__(self, keys: Integers, was: Floats, now: Floats) -> None:
        self.keys = keys
        self.was = was
        self.now = now
        # A figure that lost or gained its value beside an equal count has moved by nothing.
        self.moved = np.nan_to_num(np.abs(now - was))

    def revision(self) -> Revision | None:
        """The summary; None where nothing was revised."""
        if not len(self.keys):
            return None
        counted = (self.was != 0) & np.isfinite(self.was) & np.isfinite(self.now)
        relative = self.moved[counted] / np.abs(self.was[counted])
        years = _years(self.keys)
        return Revision(
            figures=len(self.keys),
            areas=len(np.unique(_regions(self.keys))),
            first_year=int(years.min()),
            last_year=int(years.max()),
            median_change=float(np.median(relative)) if len(relative) else None,
            largest=self.cell(int(np.argmax(self.moved))),
        )

    def cell(self, place: int) -> RevisedCell:
        """One of them."""
        key = int(self.keys[place])
        return RevisedCell(
            region=key >> 17,
            year=key >> 2 & 0x7FFF,
            sex=_SEXES[key & 3],
            before=float(np.nan_to_num(self.was[place])),
            after=float(np.nan_to_num(self.now[place])),
        )


def _by_area(pairing: Pairing, cells: _RevisedCells) -> list[AreaChange]:
    counts: dict[int, list[int]] = {}
    for place, keys in enumerate((cells.keys, pairing.came, pairing.gone)):
        regions, numbers = np.unique(_regions(keys), return_counts=True)
        for region, n in zip(regions.tolist(), numbers.tolist(), strict=True):
            counts.setdefault(region, [0, 0, 0])[place] = n
    largest: dict[int, int] = {}
    for place in np.argsort(cells.moved, kind="stable").tolist():
        largest[int(cells.keys[place]) >> 17] = place
    return [
        AreaChange(region, revised, new, gone, cells.cell(largest[region]) if region in largest else None)
        for region, (revised, new, gone) in sorted(counts.items())
    ]


def field_changes(before: Metadata, after: Metadata) -> tuple[FieldChange, ...]:
    """What the source says otherwise now; its date of update and range of years are no such change."""
    found = [
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in _MEANINGS
        if getattr(before, name) != getattr(after, name)
    ]
    for name in _HINTS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append(FieldChange(name, _written(old), _written(new)))
    return tuple(found)


def _written(value: int | str | None) -> Texts:
    return Texts(fi="" if value is None else str(value))
