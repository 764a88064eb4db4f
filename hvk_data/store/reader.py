"""Reading the published store: a generation is chosen once, and everything asked of it is of that one.

One in-memory connection per process attaches each generation under a name of its own, read-only; every
query runs on a cursor of its own. A shared cursor would mix the answers of threads, and a generation
that was detached under a running query would fail it: an old one stays attached while somebody reads it.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import duckdb
import pandas as pd

from hvk_data.store.build import SCHEMA_VERSION
from hvk_data.store.errors import NewerStore, NoStore, UnreadableStore
from hvk_data.store.generations import Generations
from hvk_data.store.sql_files import read_sql

Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Reader:
    """One generation of the store; all that a page shows in one run comes from one reader.

    A generation has one reader at a time, so what is kept of it can be kept by its reader.
    """

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
        self._readers: WeakValueDictionary[int, Reader] = WeakValueDictionary()
        # Between two runs of a page nobody else holds the reader, nor what is kept by it.
        self._newest: Reader | None = None
        # One thread a query: two would halve what two cores can serve to several people at once.
        self._database = duckdb.connect(config={"threads": 1, "memory_limit": "1GB"})

    def reader(self) -> Reader:
        """A reader of the generation that is in use now.

        Raises NoStore where there is none (or only one of an older form, which is to be built
        anew), NewerStore and UnreadableStore.
        """
        with self._lock:
            generation = self._generations.current()
            while generation is not None:
                reader = self._readers.get(generation) or self._open(generation)
                if reader is not None:
                    self._newest = reader
                    self._forget_removed()
                    return reader
                # The file is gone: it was removed as too old since the pointer was read, or lost.
                asked, generation = generation, self._generations.current()
                if generation == asked:
                    break
        raise NoStore

    def close(self) -> None:
        """Let go of all files."""
        self._database.close()

    def _open(self, generation: int) -> Reader | None:
        """A reader of ``generation``; None where its file is missing."""
        path = self._generations.path(generation)
        if generation not in self._attached:
            if not path.exists():
                return None
            try:
                self._attach(generation, path)
            except duckdb.Error as error:
                self._detach(generation)
                raise UnreadableStore(file=path.name) from error
        reader = Reader(generation, self._database)
        self._readers[generation] = reader
        return reader

    def _attach(self, generation: int, path: Path) -> None:
        quoted = str(path).replace("'", "''")
        self._database.execute(f"ATTACH OR REPLACE '{quoted}' AS {_alias(generation)} (READ_ONLY)")
        ((found,),) = self._database.execute(
            f"SELECT schema_version FROM {_alias(generation)}.build_info"  # noqa: S608 - a number
        ).fetchall()
        if found != SCHEMA_VERSION:
            self._detach(generation)
            raise NewerStore(found=found, known=SCHEMA_VERSION) if found > SCHEMA_VERSION else NoStore
        self._attached.add(generation)

    def _detach(self, generation: int) -> None:
        self._database.execute(f"DETACH DATABASE IF EXISTS {_alias(generation)}")
        self._attached.discard(generation)

    def _forget_removed(self) -> None:
        """Detach what is neither kept nor being read, so that the system can free the files."""
        for generation in self._attached - set(self._generations.all()) - set(self._readers):
            self._detach(generation)


@cache
def open_store(home: Path) -> Store:
    """The store of a data folder, one per process."""
    return Store(home)


def _alias(generation: int) -> str:
    return f"generation_{generation}"
