"""The database of what people write: found, opened, led to today's form, read and written.

SQLite in the data folder, or another database that ``HVK_DATABASE_URL`` names (PostgreSQL, where
several servers share one). All that is particular to either stands in this file.
"""

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

from filelock import FileLock
from filelock import Timeout as LockTimeout
from sqlalchemy import URL, Connection, Engine, column, create_engine, event, func, inspect, make_url, select
from sqlalchemy import delete as sql_delete
from sqlalchemy import table as sql_table
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from hvk_data.findings.errors import DatabaseLocked, DatabaseUnusable, DiskFull, NewerDatabase
from hvk_data.findings.tables import REVISIONS, concern, draft, finding, goal, observation
from hvk_data.language import UserError
from hvk_data.paths import home

FILE_NAME: Final = "findings.sqlite"
KEPT_AFTER_REMOVAL: Final = timedelta(days=30)

_BUSY_SECONDS: Final = 5
_MIGRATION_SECONDS: Final = 60
_NO_ROOM_BELOW: Final = 1 << 20
_ADVISORY_LOCK: Final = 4_848_532_001
_ALEMBIC = sql_table("alembic_version", column("version_num"))

_OUR_MISTAKES = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
_POSTGRES_FULL: Final = {"53100"}
_POSTGRES_LOCKED: Final = {"55P03", "40P01"}


class Database:
    """One database and its pool of connections, for any number of threads."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        self._engine = _engine(url)
        self._writer = self._engine.execution_options(writing=True)
        self._turn = Lock()

    def prepare(self) -> None:
        """Lead the tables to today's form and clear what was removed over 30 days ago.

        NewerDatabase, with nothing changed, where a newer program has been here.
        """
        with self._faults_told():
            if self._path:
                # The wait of SQLite itself is too short for a migration, and does not cover the
                # switch of a new file to WAL.
                with FileLock(f"{self._path}.lock", timeout=_MIGRATION_SECONDS):
                    self._migrate()
            else:
                self._migrate()
            self._clear_removed()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state throughout and hinders nobody."""
        with self._faults_told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed whole at the end, or on any error not at all."""
        with self._faults_told(), self._one_writer(), self._writer.begin() as connection:
            # A newer program may have come to the same folder while this one was running.
            if _revision(connection) not in REVISIONS:
                raise NewerDatabase
            yield connection

    def close(self) -> None:
        """Close every connection, so that Windows lets the file be moved. The next use reopens it."""
        self._engine.dispose()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """SQLite has one writer at a time. Between processes it looks again every now and then, and may
        always look in vain; the threads of this one take turns."""
        if self._path is None:
            yield
            return
        if not self._turn.acquire(timeout=_BUSY_SECONDS):
            raise DatabaseLocked
        try:
            yield
        finally:
            self._turn.release()

    def _migrate(self) -> None:
        with self._engine.begin() as connection:
            if _needs_no_migration(connection):
                return
        with self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
            # Looked at again: another server may have been faster.
            if not _needs_no_migration(connection):
                upgrade(connection)

    def _clear_removed(self) -> None:
        cutoff = datetime.now(UTC) - KEPT_AFTER_REMOVAL
        # Looked at first, so that a start with nothing to clear waits for no writer.
        with self._engine.begin() as connection:
            due = [
                table
                for table in (draft, finding, concern, goal, observation)
                if connection.scalar(select(func.count()).where(table.c.removed_at < cutoff))
            ]
        if due:
            with self._writer.begin() as connection:
                for table in due:
                    connection.execute(sql_delete(table).where(table.c.removed_at < cutoff))

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        try:
            yield
        except (LockTimeout, PoolTimeout) as fault:
            raise DatabaseLocked from fault
        except OSError as fault:
            raise _told_of_system(fault) from fault
        except _OUR_MISTAKES:
            raise
        except DBAPIError as fault:
            raise self._told(fault) from fault

    def _told(self, fault: DBAPIError) -> UserError:
        reason = fault.orig
        if isinstance(reason, sqlite3.Error):
            # The driver's own complaints, such as a closed connection, carry no code.
            code = getattr(reason, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                return DatabaseLocked()
            if code == sqlite3.SQLITE_FULL or self._no_room():
                return DiskFull()
        else:
            state = getattr(reason, "sqlstate", None) or getattr(reason, "pgcode", None)
            if state in _POSTGRES_LOCKED:
                return DatabaseLocked()
            if state in _POSTGRES_FULL:
                return DiskFull()
        return DatabaseUnusable(reason=str(reason).strip())

    def _no_room(self) -> bool:
        """A full disk often meets SQLite as a failed read or write of its side files."""
        if self._path is None or not self._path.parent.is_dir():
            return False
        return shutil.disk_usage(self._path.parent).free < _NO_ROOM_BELOW


def _told_of_system(fault: OSError) -> UserError:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    return DatabaseUnusable(reason=str(fault))


def _engine(url: URL) -> Engine:
    serializer = partial(json.dumps, ensure_ascii=False, allow_nan=False)
    sqlite = url.get_backend_name() == "sqlite"
    options: dict[str, Any] = (
        {"timeout": _BUSY_SECONDS} if sqlite else {"options": f"-c lock_timeout={_BUSY_SECONDS * 1000}"}
    )
    try:
        engine = create_engine(
            url, json_serializer=serializer, connect_args=options, pool_pre_ping=not sqlite
        )
    except (ArgumentError, ImportError) as fault:
        raise DatabaseUnusable(reason=str(fault)) from fault
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions on its own, too late and without IMMEDIATE.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    # A sentence said to be saved survives a power cut too; WAL's usual NORMAL would not promise that.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that only took its lock at its first change could be refused in the middle, and
    # SQLite does not wait then.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _revision(connection: Connection) -> str | None:
    return connection.scalar(select(_ALEMBIC.c.version_num))


def _needs_no_migration(connection: Connection) -> bool:
    current = _revision(connection) if inspect(connection).has_table(_ALEMBIC.name) else None
    if current is not None and current not in REVISIONS:
        raise NewerDatabase
    return current == REVISIONS[-1]


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` within the connection's transaction."""
    # Loaded here, since nearly no start needs it; see ``REVISIONS``.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "hvk_data.findings:migrations")
    command.upgrade(config, revision)


_opened: dict[URL, Database] = {}
_opening = Lock()


def open_database(place: Path | str | None = None) -> Database:
    """The process's one :class:`Database` of ``place``: a file, or a database's address (str).

    None is what ``HVK_DATABASE_URL`` names, else ``findings.sqlite`` in the data folder. Opened and
    prepared at the first call; later calls only hand it out.
    """
    url = _address(place)
    with _opening:
        if url not in _opened:
            database = Database(url)
            try:
                database.prepare()
            except BaseException:
                database.close()
                raise
            _opened[url] = database
        return _opened[url]


def close_database(database: Database) -> None:
    """Close ``database`` and forget it: the next :func:`open_database` prepares it anew."""
    with _opening:
        if _opened.get(database.url) is database:
            del _opened[database.url]
    database.close()


def _address(place: Path | str | None) -> URL:
    named = place or os.environ.get("HVK_DATABASE_URL")
    if isinstance(named, str):
        try:
            return make_url(named)
        except ArgumentError as fault:
            raise DatabaseUnusable(reason=str(fault)) from fault
    try:
        path = (named or home() / FILE_NAME).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _told_of_system(fault) from fault
    return URL.create("sqlite", database=str(path))
