"""Joys and worries: what a group says of its municipality, a list that a workshop starts from.

They belong to a draft as findings do: whoever has its code may read and write them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Row, case

from hvk_data.findings.errors import ConcernMissing, UnknownConcern
from hvk_data.findings.rows import Opened, Rows, check_draft, refuse_stale
from hvk_data.findings.tables import concern as concern_table
from hvk_data.findings.typed import CONCERN_LIMIT, clean

ConcernKind = Literal["joy", "worry"]
CONCERN_KINDS: tuple[ConcernKind, ...] = get_args(ConcernKind)


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


def _read(row: Row[Any]) -> Concern:
    return Concern(
        id=row.id,
        draft=row.draft_code,
        kind=row.kind,
        text=row.text,
        position=row.position,
        created_at=row.created_at,
        edited_at=row.edited_at,
        version=row.version,
    )


_ROWS = Rows(
    concern_table,
    _read,
    UnknownConcern,
    group="kind",
    order=(
        case({name: place for place, name in enumerate(CONCERN_KINDS)}, value=concern_table.c.kind),
        concern_table.c.position,
        concern_table.c.id,
    ),
)


class Concerns(Opened):
    """The joys and worries of drafts, in the database of :class:`hvk_data.findings.Findings`.

    ``place`` as there, and the same errors: every method may raise DatabaseLocked, DiskFull,
    DatabaseUnusable, NewerDatabase and UnknownDraft; one that takes an id UnknownConcern where it is
    not of that draft; one that takes a text TooLong, and ConcernMissing where it is blank. A kind
    that does not exist is a ValueError: a mistake of the caller.
    """

    def concerns(self, draft_code: str) -> list[Concern]:
        """The draft's joys, then its worries, each in their order."""
        with self._database.reading() as connection:
            return _ROWS.there(connection, draft_code)

    def removed(self, draft_code: str) -> list[Concern]:
        """What was removed and can still be restored, last removed first."""
        with self._database.reading() as connection:
            return _ROWS.removed(connection, draft_code)

    def add(self, draft_code: str, kind: ConcernKind, text: str) -> Concern:
        """Put a joy or worry last among those of its kind."""
        _check_kind(kind)
        cleaned = _clean(text)
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.add(connection, draft_code, kind=kind, text=cleaned)

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
            check_draft(connection, draft_code, lock=True)
            before = _ROWS.one(connection, draft_code, concern_id)
            values: dict[str, Any] = {}
            if cleaned is not None and cleaned != before.text:
                refuse_stale(before.text, before.version, expected_version)
                values = {"text": cleaned, "version": before.version + 1}
            if kind is not None and kind != before.kind:
                values["kind"] = kind
            if not values:
                return before
            return _ROWS.change(connection, draft_code, concern_id, **values)

    def remove(self, concern_id: int, draft_code: str) -> None:
        """Remove it. It can be restored for 30 days."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            _ROWS.remove(connection, draft_code, concern_id)

    def restore(self, concern_id: int, draft_code: str) -> Concern:
        """Bring it back to where it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.restore(connection, draft_code, concern_id)


def _clean(typed: str) -> str:
    cleaned = clean(typed, CONCERN_LIMIT).strip()
    if not cleaned:
        raise ConcernMissing
    return cleaned


def _check_kind(kind: str) -> None:
    if kind not in CONCERN_KINDS:
        raise ValueError(f"no kind {kind!r}; there are {', '.join(CONCERN_KINDS)}")
