"""The goals of a welfare plan: the rows of its table, in order."""

from dataclasses import fields
from typing import Any, Final

from sqlalchemy import Connection, Row

from hvk_data.findings.errors import GoalMissing, UnknownGoal
from hvk_data.findings.records import GOAL_STATUSES, Goal
from hvk_data.findings.rows import Opened, Place, Rows, check_draft, refuse_stale
from hvk_data.findings.tables import goal as goal_table
from hvk_data.findings.typed import GOAL_LIMIT, clean

GOAL_TEXTS: Final = (
    *("focus", "goal", "action", "owner", "partners", "resources", "schedule", "metric"),
    *("baseline", "target", "outcome", "budget_target", "strategy"),
)
"""The fields of a goal that people write, in the order of the table."""

_YEARS: Final = ("baseline_year", "target_year")
_PROMISED: Final = (*(name for name in GOAL_TEXTS if name != "outcome"), *_YEARS, "indicator", "status")
_EMPTY: Final = dict.fromkeys((*GOAL_TEXTS, "indicator"), "") | {
    "baseline_year": None,
    "target_year": None,
    "status": "not_started",
    "carried_from": None,
}


def _read(row: Row[Any]) -> Goal:
    values = {field.name: getattr(row, field.name) for field in fields(Goal) if field.name != "draft"}
    return Goal(draft=row.draft_code, **values)


_ROWS = Rows(goal_table, _read, UnknownGoal)


class Goals(Opened):
    """The goals of drafts, in the database of :class:`hvk_data.findings.Findings`, with its errors.

    One that takes an id raises UnknownGoal where it is not of that draft. The fields are those of
    :class:`Goal` that people choose or write (any of ``GOAL_TEXTS``, ``indicator``, the two years,
    ``status``); TooLong where a text is, GoalMissing where ``goal`` itself is blank. A field or status
    that does not exist is a ValueError: a mistake of the caller.
    """

    def goals(self, draft_code: str) -> list[Goal]:
        """The draft's goals in their order."""
        with self._database.reading() as connection:
            return _ROWS.there(connection, draft_code)

    def removed(self, draft_code: str) -> list[Goal]:
        """What was removed and can still be restored, last removed first."""
        with self._database.reading() as connection:
            return _ROWS.removed(connection, draft_code)

    def add(self, draft_code: str, **values: Any) -> Goal:
        """A new goal, the last of the table; what is not given is empty."""
        cleaned = _EMPTY | _clean(values)
        if not cleaned["goal"]:
            raise GoalMissing
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.add(connection, draft_code, **cleaned)

    def edit(
        self, goal_id: int, draft_code: str, *, expected_version: int | None = None, **values: Any
    ) -> Goal:
        """Change what is given, leave the rest.

        ``expected_version`` is the version that the writer began from: EditedElsewhere, with nothing
        changed and their texts of the same fields told, where somebody has changed the goal since. The
        status alone hinders nobody who writes.
        """
        cleaned = _clean(values)
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            before = _ROWS.one(connection, draft_code, goal_id)
            changed = {name: value for name, value in cleaned.items() if value != getattr(before, name)}
            if not changed:
                return before
            if not changed.get("goal", before.goal):
                raise GoalMissing
            if changed.keys() != {"status"}:
                theirs = "\n".join(str(getattr(before, name)) for name in changed if getattr(before, name))
                refuse_stale(theirs, before.version, expected_version)
                changed["version"] = before.version + 1
            return _ROWS.change(connection, draft_code, goal_id, **changed)

    def move(self, goal_id: int, draft_code: str, to: Place) -> Goal:
        """One place up or down, or to a position from 0; at the ends it stays."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.move(connection, draft_code, goal_id, to)

    def remove(self, goal_id: int, draft_code: str) -> None:
        """Remove it. It can be restored for 30 days."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            _ROWS.remove(connection, draft_code, goal_id)

    def restore(self, goal_id: int, draft_code: str) -> Goal:
        """Bring it back to where it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.restore(connection, draft_code, goal_id)


def carry(connection: Connection, from_code: str, to_code: str) -> None:
    """Within a transaction: copy what was promised; what happened is not yet known of the copies."""
    for goal in _ROWS.there(connection, from_code):
        promised = {name: getattr(goal, name) for name in _PROMISED}
        _ROWS.add(connection, to_code, **(_EMPTY | promised | {"carried_from": goal.id}))


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - {*GOAL_TEXTS, *_YEARS, "indicator", "status"}
    if unknown:
        raise ValueError(f"a goal has no {', '.join(sorted(unknown))}")
    if values.get("status", GOAL_STATUSES[0]) not in GOAL_STATUSES:
        raise ValueError(f"no status {values['status']!r}; there are {', '.join(GOAL_STATUSES)}")
    return {
        name: clean(value, GOAL_LIMIT).strip() if name in GOAL_TEXTS else value
        for name, value in values.items()
    }
