"""What associations, residents and others know by experience: kept beside the findings of a draft.

Nothing that names a person is saved, and nothing is shown outside the page before somebody has passed it.
"""

from dataclasses import fields
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row

from hvk_data.findings.errors import ObservationMissing, PersonalData, UnknownFinding, UnknownObservation
from hvk_data.findings.personal import personal_data
from hvk_data.findings.records import MODERATIONS, OBSERVATION_SOURCES, STANCES, Moderation, Observation
from hvk_data.findings.rows import Opened, Rows, check_draft, refuse_stale
from hvk_data.findings.tables import finding as finding_table
from hvk_data.findings.tables import observation as observation_table
from hvk_data.findings.typed import OBSERVATION_LIMIT, clean

OBSERVATION_TEXTS: Final = ("text", "theme", "group", "area", "method")
_OTHERS: Final = ("finding", "stance", "source", "people", "collected_on", "consent")
_COLUMNS: Final = {"finding": "finding_id", "group": "population_group"}
_EMPTY: Final = dict.fromkeys(OBSERVATION_TEXTS, "") | {"finding": None, "people": None, "consent": False}


def _read(row: Row[Any]) -> Observation:
    names = (field.name for field in fields(Observation) if field.name != "draft")
    return Observation(
        draft=row.draft_code, **{name: getattr(row, _COLUMNS.get(name, name)) for name in names}
    )


_ROWS = Rows(observation_table, _read, UnknownObservation)


class Observations(Opened):
    """The observations of drafts, in the database of :class:`hvk_data.findings.Findings`, with its errors.

    One that takes an id raises UnknownObservation where it is not of that draft. The fields are those of
    :class:`Observation` that people choose or write; ObservationMissing where ``text`` is blank,
    PersonalData where any text holds an identity code, a phone number or an e-mail address: then
    nothing is saved. A choice that does not exist is a ValueError: a mistake of the caller.
    """

    def observations(self, draft_code: str) -> list[Observation]:
        """The draft's observations in the order in which they were added, whatever their moderation."""
        with self._database.reading() as connection:
            return _ROWS.there(connection, draft_code)

    def removed(self, draft_code: str) -> list[Observation]:
        """What was removed and can still be restored, last removed first."""
        with self._database.reading() as connection:
            return _ROWS.removed(connection, draft_code)

    def add(self, draft_code: str, *, collected_on: date, **values: Any) -> Observation:
        """A new one, waiting for moderation. ``stance`` and ``source`` must be given, and ``text``."""
        cleaned = _EMPTY | _clean(values | {"collected_on": collected_on})
        if not cleaned["text"]:
            raise ObservationMissing
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            self._check_finding(connection, draft_code, cleaned["finding"])
            return _ROWS.add(connection, draft_code, status="waiting", **_columns(cleaned))

    def edit(
        self, observation_id: int, draft_code: str, *, expected_version: int | None = None, **values: Any
    ) -> Observation:
        """Change what is given, leave the rest; it waits for moderation again.

        ``expected_version`` is the version that the writer began from: EditedElsewhere, with nothing
        changed, where somebody has changed the observation since.
        """
        cleaned = _clean(values)
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            before = _ROWS.one(connection, draft_code, observation_id)
            changed = {name: value for name, value in cleaned.items() if value != getattr(before, name)}
            if not changed:
                return before
            refuse_stale(before.text, before.version, expected_version)
            if not changed.get("text", before.text):
                raise ObservationMissing
            self._check_finding(connection, draft_code, changed.get("finding"))
            return _ROWS.change(
                connection,
                draft_code,
                observation_id,
                **_columns(changed),
                status="waiting",
                version=before.version + 1,
            )

    def moderate(
        self, observation_id: int, draft_code: str, status: Moderation, expected_version: int | None = None
    ) -> Observation:
        """Publish it, reject it, or let it wait; EditedElsewhere where it is not what the moderator read."""
        if status not in MODERATIONS:
            raise ValueError(f"no status {status!r}; there are {', '.join(MODERATIONS)}")
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            before = _ROWS.one(connection, draft_code, observation_id)
            refuse_stale(before.text, before.version, expected_version)
            if status == before.status:
                return before
            return _ROWS.change(connection, draft_code, observation_id, status=status)

    def remove(self, observation_id: int, draft_code: str) -> None:
        """Remove it. It can be restored for 30 days."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            _ROWS.remove(connection, draft_code, observation_id)

    def restore(self, observation_id: int, draft_code: str) -> Observation:
        """Bring it back to where it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.restore(connection, draft_code, observation_id)

    @staticmethod
    def _check_finding(connection: Connection, draft_code: str, finding_id: int | None) -> None:
        if finding_id is None:
            return
        asked = finding_table.select().where(
            finding_table.c.id == finding_id, finding_table.c.draft_code == draft_code
        )
        if connection.execute(asked).first() is None:
            raise UnknownFinding


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - {*OBSERVATION_TEXTS, *_OTHERS}
    if unknown:
        raise ValueError(f"an observation has no {', '.join(sorted(unknown))}")
    for name, there in (("stance", STANCES), ("source", OBSERVATION_SOURCES)):
        if name in values and values[name] not in there:
            raise ValueError(f"no {name} {values[name]!r}; there are {', '.join(there)}")
    cleaned = {
        name: clean(value, OBSERVATION_LIMIT).strip() if name in OBSERVATION_TEXTS else value
        for name, value in values.items()
    }
    found = [one for name in OBSERVATION_TEXTS if name in cleaned for one in personal_data(cleaned[name])]
    if found:
        raise PersonalData(found)
    return cleaned


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    return {_COLUMNS.get(name, name): value for name, value in values.items()}
