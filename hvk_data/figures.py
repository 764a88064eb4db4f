"""The shape in which figures travel: from a query to a chart, a saved finding and a document.

A :class:`Comparison` is one indicator over time for a municipality and what it is compared with,
with all that must be printed beside it. It knows nothing of the store, and survives JSON unchanged:
a saved finding is one of these as it was when it was picked.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from hvk_data.language import Texts

Certainty = Literal["published", "computed", "estimate"]
"""How a value came to be: the source's own; computed by us from the source's counts, by a method
that reproduces the source's published values; or computed by a method that could not be checked."""

Role = Literal["own", "county", "maakunta", "subregion", "country", "peer", "median_region", "median_country"]
"""What a series is in the comparison; charts and documents choose colour and order by it."""

Direction = Literal["higher_better", "higher_worse", "neutral"]
Sex = Literal["total", "male", "female"]


@dataclass(frozen=True, slots=True)
class Point:
    """One area's figure of one year. ``value`` in the indicator's unit, ``count`` the absolute value.

    None is missing, never zero. ``n`` is the number of municipalities behind a median. A ``thin``
    year is one that under half of the usual municipalities have figures of: nobody's latest year.
    """

    year: int
    value: float | None
    count: float | None = None
    certainty: Certainty = "published"
    n: int | None = None
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One area (or median) over time, years ascending; years without a figure are absent."""

    role: Role
    level: str
    code: str
    name: Texts
    points: tuple[Point, ...]

    def at(self, year: int) -> Point | None:
        """The point of ``year``, or None where there is none."""
        return next((point for point in self.points if point.year == year), None)

    def valued_in(self, years: Iterable[int]) -> bool:
        """Whether there is a value in any of ``years``."""
        chosen = set(years)
        return any(point.year in chosen and point.value is not None for point in self.points)

    @property
    def latest(self) -> Point | None:
        """The last point that has a value and is not of a thin year, or None."""
        valued = (point for point in reversed(self.points) if point.value is not None and not point.thin)
        return next(valued, None)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an indicator's figures come from and of what date they are.

    ``fetched_at`` is None for what shipped with the program: such figures carry ``vintage``, the
    state that they are known to be of, instead.
    """

    source: str
    organization: Texts
    address: str
    updated: date | None = None
    fetched_at: datetime | None = None
    vintage: date | None = None

    @property
    def shipped(self) -> bool:
        """Whether these figures came with the program instead of being fetched."""
        return self.fetched_at is None


@dataclass(frozen=True, slots=True)
class Break:
    """From ``year`` on figures are not comparable with those before it, because of ``reason``.

    ``detected``: nobody has told of it; it was found in the figures themselves.
    """

    year: int
    reason: Texts
    detected: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator, one sex: the own municipality's series first, then what it is compared with."""

    indicator: str
    title: Texts
    unit: Texts
    decimals: int
    direction: Direction
    sex: Sex
    origin: Origin
    generation: int
    series: tuple[Series, ...]
    breaks: tuple[Break, ...] = field(default=())

    @property
    def own(self) -> Series:
        """The municipality's own series."""
        return self.series[0]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types; dates as ISO 8601."""
        document = asdict(self)
        origin = document["origin"]
        for name in ("updated", "fetched_at", "vintage"):
            moment = getattr(self.origin, name)
            origin[name] = moment.isoformat() if moment else None
        return document

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Comparison":
        """The inverse of :meth:`to_json`."""
        origin = document["origin"]
        return cls(
            indicator=document["indicator"],
            title=Texts(**document["title"]),
            unit=Texts(**document["unit"]),
            decimals=document["decimals"],
            direction=document["direction"],
            sex=document["sex"],
            origin=Origin(
                source=origin["source"],
                organization=Texts(**origin["organization"]),
                address=origin["address"],
                updated=date.fromisoformat(origin["updated"]) if origin["updated"] else None,
                fetched_at=datetime.fromisoformat(origin["fetched_at"]) if origin["fetched_at"] else None,
                vintage=date.fromisoformat(origin["vintage"]) if origin["vintage"] else None,
            ),
            generation=document["generation"],
            series=tuple(
                Series(
                    role=series["role"],
                    level=series["level"],
                    code=series["code"],
                    name=Texts(**series["name"]),
                    points=tuple(Point(**point) for point in series["points"]),
                )
                for series in document["series"]
            ),
            breaks=tuple(
                # What was saved before breaks were detected has known ones only.
                Break(item["year"], Texts(**item["reason"]), item.get("detected", False))
                for item in document["breaks"]
            ),
        )
