"""How a figure stands, which way it goes and how sure that is: three signs, never blended into one."""

from dataclasses import dataclass
from typing import Literal

from hvk_data.figures import Direction, Series, Sex
from hvk_data.statistics.certainty import Certainty
from hvk_data.statistics.position import Position

Sign = Literal["higher", "lower", "usual", "unclear"]
"""Of a level. usual: among most municipalities, where nothing can be tested. unclear: cannot be told."""

Movement = Literal["rising", "falling", "unclear"]
"""Of a change. unclear: cannot be told; never that nothing has changed."""

Good = Literal["better", "worse"]


@dataclass(frozen=True, slots=True)
class Interval:
    """95 % limits, in the indicator's unit (of a slope: in units a year)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Counts:
    """The municipality's published cases and the people they are of; of three years together if so marked."""

    cases: float
    people: float
    three_years: bool


@dataclass(frozen=True, slots=True)
class Gauge:
    """What a count would have to become before anyone could tell: ``rise`` or more, ``fall`` or fewer.

    ``fall`` is None where even no case at all could be chance.
    """

    count: int
    rise: int
    fall: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """How the municipality stands beside ``against``; ``difference`` is own − other in the unit.

    ``interval`` is that of the municipality's own figure. ``position`` is its place among municipalities.
    """

    sign: Sign
    certainty: Certainty
    against: Series | None
    own: float | None
    other: float | None
    interval: Interval | None
    counts: Counts | None
    position: Position | None
    p: float | None

    @property
    def difference(self) -> float | None:
        """Own less other, in the indicator's unit; None where either is missing."""
        return None if self.own is None or self.other is None else self.own - self.other


@dataclass(frozen=True, slots=True)
class Change:
    """Which way the figure goes from ``first`` to ``last`` (years); ``slope`` in units a year."""

    sign: Movement
    certainty: Certainty
    first: int | None
    last: int | None
    slope: float | None
    interval: Interval | None
    p: float | None
    gauge: Gauge | None

    @property
    def effect(self) -> float | None:
        """How much the figure has changed along its slope from ``first`` to ``last``, in the unit."""
        if self.slope is None or self.first is None or self.last is None:
            return None
        return self.slope * (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One indicator's level and change, each with its own certainty; colour only by :meth:`good_level`."""

    indicator: str
    sex: Sex
    direction: Direction
    year: int | None
    level: Level
    change: Change

    @property
    def good_level(self) -> Good | None:
        """Whether the level is better or worse; None of neutral ones and where it cannot be told."""
        return goodness(self.direction, {"higher": 1, "lower": -1}.get(self.level.sign, 0))

    @property
    def good_change(self) -> Good | None:
        """Whether it goes the better or the worse way; None as of the level."""
        return goodness(self.direction, {"rising": 1, "falling": -1}.get(self.change.sign, 0))


def goodness(direction: Direction, sign: int) -> Good | None:
    """What up (1) or down (−1) means of an indicator; None of a neutral one and of 0."""
    if direction == "neutral" or not sign:
        return None
    return "better" if (sign > 0) == (direction == "higher_better") else "worse"
