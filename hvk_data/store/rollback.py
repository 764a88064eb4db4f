"""The generations that are kept, and the return to one of them.

A return changes which generation is in use and nothing else: what has been fetched stays, and the
next generation that is built holds it. It gets a number of its own, so that no number ever comes to
mean other figures than it did.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from hvk_data.store.build import SCHEMA_VERSION
from hvk_data.store.errors import NothingEarlier, UnknownGeneration
from hvk_data.store.generations import Generations, saying_disk_full
from hvk_data.store.sql_files import read_sql

_SQL = Path(__file__).parent / "sql"
_LOCK_SECONDS = 120
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A generation that can be returned to: when it was built (UTC) and what it holds.

    ``fetched_at`` (UTC) is the latest fetch in it, None where it holds only what ships.
    """

    generation: int
    built_at: datetime
    fetched_at: datetime | None
    indicators: int
    rows: int
    in_use: bool


def kept_generations(home: Path) -> list[Kept]:
    """The kept generations that this program can read, oldest first."""
    generations = Generations(home)
    current = generations.current()
    found = (_kept(generations.path(one), one, in_use=one == current) for one in generations.all())
    return [one for one in found if one is not None]


def roll_back(home: Path, to: int | None = None) -> Kept:
    """Make generation ``to`` (default: the one before the one in use) the one in use, and return it.

    Raises UnknownGeneration where there is none of that number that can be read, NothingEarlier,
    StoreBusy while a generation is being built, and UnwritableFolder.
    """
    generations = Generations(home)
    with saying_disk_full(home), generations.locked(timeout=_LOCK_SECONDS):
        kept = kept_generations(home)
        target = _target(kept, generations.current(), to)
        generations.point_at(target.generation)
    return target


def _target(kept: list[Kept], current: int | None, to: int | None) -> Kept:
    if to is None:
        earlier = [one for one in kept if current is not None and one.generation < current]
        if not earlier:
            raise NothingEarlier
        return earlier[-1]
    for one in kept:
        if one.generation == to:
            return one
    known = ", ".join(str(one.generation) for one in kept) or "–"
    raise UnknownGeneration(generation=to, known=known)


def _kept(path: Path, generation: int, *, in_use: bool) -> Kept | None:
    """What a generation's file says of itself; None where it is damaged or of another form."""
    try:
        with duckdb.connect(config={"threads": 1}) as database:
            quoted = str(path).replace("'", "''")
            database.execute(f"ATTACH '{quoted}' AS kept (READ_ONLY)")
            rows = database.execute(read_sql(_SQL, "kept"), {"schema_version": SCHEMA_VERSION}).fetchall()
    except duckdb.Error as error:
        _LOG.warning("%s cannot be returned to: %s", path, error)
        return None
    if not rows:
        return None
    ((built_at, fetched_at, indicators, n_rows),) = rows
    return Kept(
        generation=generation,
        built_at=built_at.replace(tzinfo=UTC),
        fetched_at=fetched_at.replace(tzinfo=UTC) if fetched_at else None,
        indicators=indicators,
        rows=n_rows,
        in_use=in_use,
    )
