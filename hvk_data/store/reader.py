"""Reading the published store: a generation is chosen once, and everything asked of it is of that one.

One in-memory connection per process attaches each generation under a name of its own, read-only; every
query runs on a cursor of its own. A shared cursor would mix the answers of threads, and a generation
that was detached under a running query would fail it: old ones stay attached until they are no longer
among the kept files.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from hvk_data.store.build import SCHEMA_VERSION
from hvk_data.store.errors import NewerStore, NoStore, UnreadableStore
from hvk_data.store.generations import Generations
from hvk_data.store.sql_files import read_sql

Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """One generation of the store; all that a page shows in one run comes from one reader."""

    generation: int
    _database: duckdb.DuckDBPyConnection

    def frame(self, folder: Path, name: str, parameters: Parameters | None = None) -> pd.DataFrame:
        """The answer to ``folder/name.sql`` as a frame; missing is NA/NaN as pandas has it."""
        with self._cursor() as cursor:
            return cursor.execute(read_sql(folder, name), parameters or {}).df()

    def rows(self, folder: Path, name: str, parameters: Parameters | None = None) -> list[dict[str, Any]]:
        """The answer to ``folder/name.sql`` as plain rows; missing is None."""
        with self._cursor() as cursor:
            answer = cursor.execute(read_sql(folder, name), parameters or {})
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._database.cursor()
        cursor.execute(f"USE {_alias(self.generation)}")
        return cursor


class Store:
    """The published generations in one data folder."""

    def __init__(self, home: Path) -> None:
        self._generations = Generations(home)
        self._lock = threading.Lock()
        self._attached: set[int] = set()
        # One thread a query: two would halve what two cores can serve to several people at once.
        self._database = duckdb.connect(config={"threads": 1, "memory_limit": "1GB"})

    def reader(self) -> Reader:
        """A reader of the generation that is in use now.

        Raises NoStore where there is none (or only one of an older form, which is to be built
        anew), NewerStore and UnreadableStore.
        """
        generation = self._generations.current()
        if generation is None:
            raise NoStore
        with self._lock:
            if generation not in self._attached:
                self._attach(generation)
        return Reader(generation, self._database)

    def close(self) -> None:
        """Let go of all files."""
        self._database.close()

    def _attach(self, generation: int) -> None:
        path = self._generations.path(generation)
        if not path.exists():
            raise NoStore
        quoted = str(path).replace("'", "''")
        try:
            self._database.execute(
                f"ATTACH OR REPLACE '{quoted}' AS {_alias(generation)} (READ_ONLY)"
            )
            ((found,),) = self._database.execute(
                f"SELECT schema_version FROM {_alias(generation)}.build_info"  # noqa: S608 - a number
            ).fetchall()
        except duckdb.Error as error:
            raise UnreadableStore(file=path.name) from error
        if found > SCHEMA_VERSION:
            raise NewerStore(found=found, known=SCHEMA_VERSION)
        if found < SCHEMA_VERSION:
            raise NoStore
        self._attached.add(generation)
        self._forget_removed()

    def _forget_removed(self) -> None:
        """Detach generations whose files are no longer kept, so that the system can free them."""
        for generation in self._attached - set(self._generations.all()):
            self._database.execute(f"DETACH DATABASE IF EXISTS {_alias(generation)}")
            self._attached.discard(generation)


@cache
def open_store(home: Path) -> Store:
    """The store of a data folder, one per process."""
    return Store(home)


def _alias(generation: int) -> str:
    return f"generation_{generation}"
