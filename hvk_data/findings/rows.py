"""What all tables of a draft have in common: order, versions, removing and restoring, touching the draft."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, insert, select, update

from hvk_data.findings.database import open_database
from hvk_data.findings.errors import EditedElsewhere, UnknownDraft
from hvk_data.findings.tables import draft as draft_table
from hvk_data.language import UserError

Record = TypeVar("Record")
Place = Literal["up", "down"] | int


class Opened:
    """The database of ``place``: an SQLite file or a database's address; None is the usual one."""

    def __init__(self, place: Path | str | None = None) -> None:
        self._database = open_database(place)


class Rows(Generic[Record]):
    """The rows of one table that belong to drafts, kept in order within a group.

    ``make`` reads a row into its record; ``missing`` is raised for an id that is not of the draft (or
    is removed); ``group`` is the column within which positions count from 0 (None: the whole draft);
    ``order`` is how all rows of a draft are listed; ``born`` the column with the time of adding.
    """

    def __init__(
        self,
        table: Table,
        make: Callable[[Row[Any]], Record],
        missing: type[UserError],
        *,
        group: str | None = None,
        order: Sequence[ColumnElement[Any]] = (),
        born: str = "created_at",
    ) -> None:
        self._table, self._make, self._missing = table, make, missing
        self._group, self._born = group, born
        self._order = tuple(order) or (table.c.position, table.c.id)

    def there(self, connection: Connection, draft_code: str) -> list[Record]:
        """Those that are not removed; UnknownDraft as in all that follow."""
        check_draft(connection, draft_code)
        rows = self._rows(connection, draft_code, self._table.c.removed_at.is_(None))
        return [self._make(row) for row in rows]

    def removed(self, connection: Connection, draft_code: str) -> list[Record]:
        """Those that can be restored, last removed first."""
        check_draft(connection, draft_code)
        gone = self._table.c.removed_at
        rows = self._rows(connection, draft_code, gone.is_not(None), order=[gone.desc()])
        return [self._make(row) for row in rows]

    def one(self, connection: Connection, draft_code: str, id_: int) -> Record:
        """One that is not removed."""
        return self._make(self._row(connection, draft_code, id_))

    def add(self, connection: Connection, draft_code: str, **values: object) -> Record:
        """A new one, last in its group."""
        now = datetime.now(UTC)
        row = {
            "draft_code": draft_code,
            "position": len(self._ids(connection, draft_code, self._group_of(values))),
            "version": 1,
            self._born: now,
            "edited_at": now,
        }
        key = connection.execute(insert(self._table).values(row | values)).inserted_primary_key
        assert key is not None
        touch(connection, draft_code)
        return self.one(connection, draft_code, key[0])

    def change(self, connection: Connection, draft_code: str, id_: int, **values: object) -> Record:
        """Write ``values``, which are not what is there; in a new group it becomes the last."""
        before = self._row(connection, draft_code, id_)
        from_ = self._group_of(before._mapping)
        to = self._group_of(values) if self._group in values else from_
        if to != from_:
            values["position"] = len(self._ids(connection, draft_code, to))
        self._write(connection, draft_code, id_, **values)
        if to != from_:
            self._renumber(connection, self._ids(connection, draft_code, from_))
        return self.one(connection, draft_code, id_)

    def move(self, connection: Connection, draft_code: str, id_: int, to: Place) -> Record:
        """Within the group one place up or down, or to a position from 0; at the ends it stays."""
        before = self._row(connection, draft_code, id_)
        order = self._ids(connection, draft_code, self._group_of(before._mapping))
        steps = {"up": before.position - 1, "down": before.position + 1}
        place = min(max(steps[to] if isinstance(to, str) else to, 0), len(order) - 1)
        if place != before.position:
            order.remove(id_)
            order.insert(place, id_)
            self._renumber(connection, order)
            touch(connection, draft_code)
        return self.one(connection, draft_code, id_)

    def remove(self, connection: Connection, draft_code: str, id_: int) -> None:
        """Take it away; the others of its group close up."""
        before = self._row(connection, draft_code, id_)
        self._write(connection, draft_code, id_, removed_at=datetime.now(UTC))
        self._renumber(connection, self._ids(connection, draft_code, self._group_of(before._mapping)))

    def restore(self, connection: Connection, draft_code: str, id_: int) -> Record:
        """Bring it back to where it was; one that is not removed stays as it is."""
        before = self._row(connection, draft_code, id_, removed_too=True)
        order = self._ids(connection, draft_code, self._group_of(before._mapping))
        if id_ not in order:
            order.insert(before.position, id_)
            self._write(connection, draft_code, id_, removed_at=None)
            self._renumber(connection, order)
        return self.one(connection, draft_code, id_)

    def _group_of(self, values: Any) -> object:
        return values[self._group] if self._group else None

    def _row(
        self, connection: Connection, draft_code: str, id_: int, *, removed_too: bool = False
    ) -> Row[Any]:
        conditions = [self._table.c.id == id_]
        if not removed_too:
            conditions.append(self._table.c.removed_at.is_(None))
        found = self._rows(connection, draft_code, *conditions)
        if not found:
            raise self._missing
        return found[0]

    def _rows(
        self,
        connection: Connection,
        draft_code: str,
        *conditions: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = (),
    ) -> Sequence[Row[Any]]:
        asked = select(self._table).where(self._table.c.draft_code == draft_code, *conditions)
        return connection.execute(asked.order_by(*(order or self._order))).all()

    def _ids(self, connection: Connection, draft_code: str, group: object) -> list[int]:
        """The ids of a group as they stand, without the removed ones."""
        table = self._table
        asked = select(table.c.id).where(table.c.draft_code == draft_code, table.c.removed_at.is_(None))
        if self._group:
            asked = asked.where(table.c[self._group] == group)
        return list(connection.scalars(asked.order_by(table.c.position, table.c.id)))

    def _write(self, connection: Connection, draft_code: str, id_: int, **values: object) -> None:
        changed = {"edited_at": datetime.now(UTC)} | values
        connection.execute(update(self._table).where(self._table.c.id == id_).values(changed))
        touch(connection, draft_code)

    def _renumber(self, connection: Connection, order: Sequence[int]) -> None:
        """Write the positions 0, 1, … of those in ``order``."""
        if order:
            one = update(self._table).where(self._table.c.id == bindparam("which"))
            rows = [{"which": id_, "to": place} for place, id_ in enumerate(order)]
            connection.execute(one.values(position=bindparam("to")), rows)


def check_draft(connection: Connection, code: str, *, lock: bool = False, removed_too: bool = False) -> None:
    """UnknownDraft where there is none; ``lock`` lets no other writer at it until the transaction ends."""
    asked = select(draft_table.c.code).where(draft_table.c.code == code)
    if not removed_too:
        asked = asked.where(draft_table.c.removed_at.is_(None))
    if connection.execute(asked.with_for_update() if lock else asked).first() is None:
        raise UnknownDraft


def touch(connection: Connection, code: str, **values: object) -> None:
    """The draft has been edited now; ``values`` are what else is new of it."""
    changed = {"edited_at": datetime.now(UTC)} | values
    connection.execute(update(draft_table).where(draft_table.c.code == code).values(changed))


def refuse_stale(theirs: str, version: int, expected: int | None) -> None:
    """EditedElsewhere where the writer began from another version than is saved now."""
    if expected is not None and expected != version:
        raise EditedElsewhere(theirs=theirs, version=version)
