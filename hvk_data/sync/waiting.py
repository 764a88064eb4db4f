"""What is held back beside what is in use: what a person looks at before accepting it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from hvk_data.store.bronze import Bronze
from hvk_data.sync.changes import AreaChange, Dropped, IndicatorChange, compare
from hvk_data.sync.holding import Holding

_Cells = dict[tuple[int, str, int], tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure as it is in use and as it would be: values, or counts where neither has a value;
    None is missing. ``sex`` is total, male or female."""

    region: int
    sex: str
    year: int
    before: float | None
    after: float | None


def would_change(home: Path, indicator: str) -> tuple[IndicatorChange, list[AreaChange]]:
    """What accepting ``indicator`` would change, as a whole and by area; it must be held back."""
    bronze, held = Bronze(home / "bronze"), Holding(home).bronze
    before, after = bronze.metadata(indicator), held.metadata(indicator)
    assert after is not None
    old = bronze.figures(indicator) if before else None
    return compare(before, old, after, held.figures(indicator), Dropped())


def beside(home: Path, indicator: str, regions: Collection[int], most: int = 3) -> list[Beside]:
    """Figures in use and held back of ``regions``, in their order, newest first.

    Of each at most ``most`` that would change, or its newest one where none would; of the total where
    it has one, else of women or men.
    """
    old = _cells(Bronze(home / "bronze"), indicator, regions)
    new = _cells(Holding(home).bronze, indicator, regions)
    found: list[Beside] = []
    for region in regions:
        there = sorted((cell for cell in old.keys() | new.keys() if cell[0] == region), reverse=True)
        sex = max((cell[1] for cell in there), default="")
        pairs = [_pair(cell, old, new) for cell in there if cell[1] == sex]
        found += [one for one in pairs if one.before != one.after][:most] or pairs[:1]
    return found


def _cells(bronze: Bronze, indicator: str, regions: Collection[int]) -> _Cells:
    table = bronze.figures(indicator)
    rows = table.filter(pc.is_in(table["region"], pa.array(regions, pa.int32()))).to_pylist()
    return {(row["region"], row["gender"], row["year"]): (row["value"], row["abs_value"]) for row in rows}


def _pair(cell: tuple[int, str, int], old: _Cells, new: _Cells) -> Beside:
    was, now = old.get(cell, (None, None)), new.get(cell, (None, None))
    which = 0 if was[0] is not None or now[0] is not None else 1
    return Beside(*cell, was[which], now[which])
