"""What an update has changed so far, written down before it is changed, so that a kill loses no account.

One line of JSON each, flushed to disk before the change itself is made. A line whose change was never
made, because the update died in between, is recognised when the account is written: an indicator's
lines must form a chain that ends with the figures that are stored.
"""

import json
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hvk_data.language import Texts
from hvk_data.store.bronze import Bronze
from hvk_data.sync.changes import AreaChange, IndicatorChange, RevisedCell
from hvk_data.sync.holding import Held, Holding


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator or an area by its id and title."""

    id: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Lists:
    """How the source's lists changed: indicators and areas that are ``new`` or gone."""

    new: tuple[Named, ...] = ()
    retired: tuple[Named, ...] = ()
    new_areas: tuple[Named, ...] = ()
    gone_areas: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.retired or self.new_areas or self.gone_areas)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Lists":
        """The inverse of :meth:`to_json`."""
        return cls(
            **{
                name: tuple(Named(one["id"], Texts(**one["title"])) for one in document[name])
                for name in ("new", "retired", "new_areas", "gone_areas")
            }
        )


@dataclass(frozen=True, slots=True)
class Entries:
    """What the journal holds: changes that were made, with their areas; lists; what was held back."""

    changes: tuple[tuple[IndicatorChange, tuple[AreaChange, ...]], ...]
    lists: Lists
    held: tuple[Held, ...]


class Journal:
    """The journal of a data folder; any thread of the update may write, no other process does."""

    def __init__(self, home: Path) -> None:
        self._path = home / "changes" / "pending.jsonl"
        self._lock = threading.Lock()

    def change(self, change: IndicatorChange, areas: Iterable[AreaChange]) -> None:
        """An indicator is about to be replaced."""
        self._add(change=change.to_json(), areas=[_packed(one) for one in areas])

    def lists(self, lists: Lists) -> None:
        """The source's lists are about to be replaced."""
        self._add(lists=lists.to_json())

    def held(self, held: Held) -> None:
        """An indicator's new figures are about to be put aside."""
        self._add(held=held.to_json())

    def entries(self, bronze: Bronze, holding: Holding) -> Entries:
        """What was written down and has come to pass."""
        changes: dict[str, list[tuple[IndicatorChange, tuple[AreaChange, ...]]]] = {}
        lists = Lists()
        held: dict[str, Held] = {}
        for line in self._lines():
            if "change" in line:
                change = IndicatorChange.from_json(line["change"])
                areas = tuple(_unpacked(one) for one in line["areas"])
                changes.setdefault(change.indicator, []).append((change, areas))
            elif "lists" in line:
                lists = _joined(lists, Lists.from_json(line["lists"]))
            elif "held" in line:
                one = Held.from_json(line["held"])
                held[one.indicator] = one
        return Entries(
            changes=tuple(entry for found in changes.values() for entry in _chain(found, bronze) if entry[0]),
            lists=_true_now(lists, bronze),
            held=tuple(one for one in held.values() if holding.get(one.indicator) is not None),
        )

    def clear(self) -> None:
        """Begin anew: what was written down is in an account."""
        self._path.unlink(missing_ok=True)

    def _add(self, **line: object) -> None:
        packed = json.dumps(line, ensure_ascii=False) + "\n"
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                if file.tell() and not self._ends_whole():
                    file.write("\n")
                file.write(packed)
                file.flush()
                os.fsync(file.fileno())

    def _ends_whole(self) -> bool:
        """Whether the last line has its end: a kill or a full disk can cut one short."""
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _lines(self) -> Iterator[dict[str, Any]]:
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as file:
            for written in file:
                try:
                    line = json.loads(written)
                except ValueError:
                    continue  # cut short, so that what it announced was never done
                yield line


def _chain(
    found: list[tuple[IndicatorChange, tuple[AreaChange, ...]]], bronze: Bronze
) -> list[tuple[IndicatorChange, tuple[AreaChange, ...]]]:
    """Those of one indicator's changes that were made, back from what is stored now."""
    stored = bronze.metadata(found[0][0].indicator)
    reached = stored.fetched_at if stored else None
    made = []
    for entry in reversed(found):
        if reached is not None and entry[0].after == reached:
            made.append(entry)
            reached = entry[0].before
    return made[::-1]


def _joined(one: Lists, other: Lists) -> Lists:
    def joined(name: str) -> tuple[Named, ...]:
        return tuple({each.id: each for each in (*getattr(one, name), *getattr(other, name))}.values())

    return Lists(joined("new"), joined("retired"), joined("new_areas"), joined("gone_areas"))


def _true_now(lists: Lists, bronze: Bronze) -> Lists:
    """Without what came and went, or was announced and then did not happen."""
    listed = {known.id for source in bronze.sources() for known in bronze.listing(source)}
    areas = {str(area.id) for area in bronze.areas()}
    return Lists(
        new=tuple(one for one in lists.new if one.id in listed),
        retired=tuple(one for one in lists.retired if one.id not in listed),
        new_areas=tuple(one for one in lists.new_areas if one.id in areas),
        gone_areas=tuple(one for one in lists.gone_areas if one.id not in areas),
    )


def _packed(area: AreaChange) -> list[Any]:
    one = area.largest
    return [
        area.region,
        area.revised,
        area.new,
        area.gone,
        [one.year, one.sex, one.before, one.after] if one else None,
    ]


def _unpacked(packed: list[Any]) -> AreaChange:
    region, revised, new, gone, largest = packed
    return AreaChange(region, revised, new, gone, RevisedCell(region, *largest) if largest else None)
