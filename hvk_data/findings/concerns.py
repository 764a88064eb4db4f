"""Joys and worries: what a group says of its municipality, a list that a workshop starts from.

They belong to a draft as findings do: whoever has its code may read and write them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, bindparam, case, insert, select, update

from hvk_data.findings.database import open_database
from hvk_data.findings.errors import ConcernMissing, EditedElsewhere, UnknownConcern, UnknownDraft
from hvk_data.findings.tables import concern as concern_table
from hvk_data.findings.tables import draft as draft_table
from hvk_data.findings.typed import CONCERN_LIMIT, clean

ConcernKind = Literal["joy", "worry"]
CONCERN_KINDS: tuple[ConcernKind, ...] = get_args(ConcernKind)

_ORDER = (
    case({name: place for place, name in enumerate(CONCERN_KINDS)}, value=concern_table.c.kind),
    concern_table.c.position,
    concern_table.c.id,
)


@dataclass(frozen=True, slots=True)
class Concern:
    """One joy or worry in somebody's own words.

    ``position`` counts from 0 within the kind. ``version`` grows with each change of the text. Times
    are UTC.
    """

    id: int
    draft: str
    kind: ConcernKind
    text: str
    position: int
    created_at: datetime
    edited_at: datetime
    version: int


class Concerns:
    """The joys and worries of drafts, in the database of :class:`hvk_data.findings.Findings`.

    ``place`` as there, and the same errors: every method may raise DatabaseLocked, DiskFull,
    DatabaseUnusable, NewerDatabase and UnknownDraft; one that takes an id UnknownConcern where it is
    not of that draft; one that takes a text TooLong, and ConcernMissing where it is blank. A kind
    that does not exist is a ValueError: a mistake of the caller.
    """

    def __init__(self, place: Path | str | None = None) -> None:
        self._database = open_database(place)

    def concerns(self, draft_code: str) -> list[Concern]:
        """The draft's joys, then its worries, each in their order."""
        with self._database.reading() as connection:
            _check_draft(connection, draft_code)
            return _concerns(connection, draft_code, concern_table.c.removed_at.is_(None))

    def removed(self, draft_code: str) -> list[Concern]:
        """What was removed and can still be restored, last removed first."""
        with self._database.reading() as connection:
            _check_draft(connection, draft_code)
            gone = concern_table.c.removed_at
            return _concerns(connection, draft_code, gone.is_not(None), order=[gone.desc()])

    def add(self, draft_code: str, kind: ConcernKind, text: str) -> Concern:
        """Put a joy or worry last among those of its kind."""
        _check_kind(kind)
        cleaned = _clean(text)
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            _check_draft(connection, draft_code, lock=True)
            row = {
                "draft_code": draft_code,
                "kind": kind,
                "text": cleaned,
                "position": len(_ids(connection, draft_code, kind)),
                "version": 1,
                "created_at": now,
                "edited_at": now,
            }
            key = connection.execute(insert(concern_table).values(row)).inserted_primary_key
            assert key is not None
            _touch(connection, draft_code)
            return _concern(connection, draft_code, key[0])

    def edit(
        self,
        concern_id: int,
        draft_code: str,
        *,
        text: str | None = None,
        kind: ConcernKind | None = None,
        expected_version: int | None = None,
    ) -> Concern:
        """Change what is given, leave the rest; of another kind it becomes the last of that kind.

        ``expected_version`` is the version that the writer of ``text`` began from: EditedElsewhere,
        with nothing changed, where the text has changed since.
        """
        if kind is not None:
            _check_kind(kind)
        cleaned = None if text is None else _clean(text)
        with self._database.writing() as connection:
            _check_draft(connection, draft_code, lock=True)
            before = _concern(connection, draft_code, concern_id)
            values: dict[str, Any] = {}
            if cleaned is not None and cleaned != before.text:
                if expected_version is not None and expected_version != before.version:
                    raise EditedElsewhere(theirs=before.text, version=before.version)
                values = {"text": cleaned, "version": before.version + 1}
            if kind is not None and kind != before.kind:
                values |= {"kind": kind, "position": len(_ids(connection, draft_code, kind))}
            if not values:
                return before
            _change(connection, before, **values)
            if "kind" in values:
                _renumber(connection, _ids(connection, draft_code, before.kind))
            return _concern(connection, draft_code, concern_id)

    def remove(self, concern_id: int, draft_code: str) -> None:
        """Remove it. It can be restored for 30 days."""
        with self._database.writing() as connection:
            _check_draft(connection, draft_code, lock=True)
            before = _concern(connection, draft_code, concern_id)
            _change(connection, before, removed_at=datetime.now(UTC))
            _renumber(connection, _ids(connection, draft_code, before.kind))

    def restore(self, concern_id: int, draft_code: str) -> Concern:
        """Bring it back to where it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            _check_draft(connection, draft_code, lock=True)
            before = _concern(connection, draft_code, concern_id, removed_too=True)
            order = _ids(connection, draft_code, before.kind)
            if concern_id in order:
                return before
            order.insert(before.position, concern_id)
            _change(connection, before, removed_at=None)
            _renumber(connection, order)
            return _concern(connection, draft_code, concern_id)


def _clean(typed: str) -> str:
    cleaned = clean(typed, CONCERN_LIMIT).strip()
    if not cleaned:
        raise ConcernMissing
    return cleaned


def _check_kind(kind: str) -> None:
    if kind not in CONCERN_KINDS:
        raise ValueError(f"no kind {kind!r}; there are {', '.join(CONCERN_KINDS)}")


def _check_draft(connection: Connection, code: str, *, lock: bool = False) -> None:
    """UnknownDraft where there is none; ``lock`` lets no other writer at it until the transaction ends."""
    asked = select(draft_table.c.code).where(draft_table.c.code == code, draft_table.c.removed_at.is_(None))
    if connection.execute(asked.with_for_update() if lock else asked).first() is None:
        raise UnknownDraft


def _touch(connection: Connection, code: str) -> None:
    """The draft has been edited now."""
    now = datetime.now(UTC)
    connection.execute(update(draft_table).where(draft_table.c.code == code).values(edited_at=now))


def _concern(
    connection: Connection, draft_code: str, concern_id: int, *, removed_too: bool = False
) -> Concern:
    conditions = [concern_table.c.id == concern_id]
    if not removed_too:
        conditions.append(concern_table.c.removed_at.is_(None))
    found = _concerns(connection, draft_code, *conditions)
    if not found:
        raise UnknownConcern
    return found[0]


def _concerns(
    connection: Connection,
    draft_code: str,
    *conditions: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]] = _ORDER,
) -> list[Concern]:
    asked = select(concern_table).where(concern_table.c.draft_code == draft_code, *conditions)
    return [
        Concern(
            id=row.id,
            draft=row.draft_code,
            kind=row.kind,
            text=row.text,
            position=row.position,
            created_at=row.created_at,
            edited_at=row.edited_at,
            version=row.version,
        )
        for row in connection.execute(asked.order_by(*order))
    ]


def _change(connection: Connection, before: Concern, **values: object) -> None:
    changed = {"edited_at": datetime.now(UTC)} | values
    connection.execute(update(concern_table).where(concern_table.c.id == before.id).values(changed))
    _touch(connection, before.draft)


def _ids(connection: Connection, draft_code: str, kind: ConcernKind) -> list[int]:
    """Those of a kind as they stand, without the removed ones."""
    asked = (
        select(concern_table.c.id)
        .where(
            concern_table.c.draft_code == draft_code,
            concern_table.c.kind == kind,
            concern_table.c.removed_at.is_(None),
        )
        .order_by(concern_table.c.position, concern_table.c.id)
    )
    return list(connection.scalars(asked))


def _renumber(connection: Connection, order: Sequence[int]) -> None:
    if order:
        one = update(concern_table).where(concern_table.c.id == bindparam("which"))
        rows = [{"which": concern_id, "to": place} for place, concern_id in enumerate(order)]
        connection.execute(one.values(position=bindparam("to")), rows)
