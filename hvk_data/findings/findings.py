"""The findings of drafts: picking, changing, moving, removing; and a yearly report begun from one."""

from typing import Any

from sqlalchemy import Row, case

from hvk_data.figures import Comparison
from hvk_data.findings import goals
from hvk_data.findings.drafts import Drafts, check_chapter, new_draft, read_draft
from hvk_data.findings.errors import UnknownFinding
from hvk_data.findings.meeting import refuse_another
from hvk_data.findings.records import CHAPTERS, KINDS, Draft, Finding, Kind
from hvk_data.findings.rows import Place, Rows, check_draft, refuse_stale
from hvk_data.findings.tables import finding as finding_table
from hvk_data.findings.typed import SENTENCE_LIMIT, clean


def _read(row: Row[Any]) -> Finding:
    return Finding(
        id=row.id,
        draft=row.draft_code,
        chapter=row.chapter,
        position=row.position,
        kind=row.kind,
        sentence=row.sentence,
        comparison=Comparison.from_json(row.comparison),
        picked_at=row.picked_at,
        edited_at=row.edited_at,
        version=row.version,
    )


_ROWS = Rows(
    finding_table,
    _read,
    UnknownFinding,
    group="chapter",
    order=(
        case({name: place for place, name in enumerate(CHAPTERS)}, value=finding_table.c.chapter),
        finding_table.c.position,
        finding_table.c.id,
    ),
    born="picked_at",
)


class Findings(Drafts):
    """What people write, in one database; any number of threads and processes may use it at once.

    ``place`` is an SQLite file or a database's address; None is what ``HVK_DATABASE_URL`` names,
    else ``findings.sqlite`` in the data folder. Making a second one of the same place costs nothing.

    Every method may raise DatabaseLocked, DiskFull, DatabaseUnusable or NewerDatabase; a method that
    takes a draft's code UnknownDraft; one that takes a finding's id UnknownFinding where the finding
    is not of that draft; one that takes a text TooLong. Nothing is half done after an error. A
    chapter or kind that does not exist is a ValueError: a mistake of the caller.
    """

    def pick(
        self, draft_code: str, comparison: Comparison, sentence: str, kind: Kind, chapter: str = "description"
    ) -> Finding:
        """Put ``comparison`` into the draft as it is now, as the last finding of ``chapter``."""
        check_chapter(chapter)
        _check_kind(kind)
        cleaned = clean(sentence, SENTENCE_LIMIT)
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.add(
                connection,
                draft_code,
                chapter=chapter,
                kind=kind,
                sentence=cleaned,
                comparison=comparison.to_json(),
            )

    def findings(self, draft_code: str) -> list[Finding]:
        """The draft's findings, chapter by chapter in the report's order."""
        with self._database.reading() as connection:
            return _ROWS.there(connection, draft_code)

    def removed(self, draft_code: str) -> list[Finding]:
        """The draft's removed findings that can still be restored, last removed first."""
        with self._database.reading() as connection:
            return _ROWS.removed(connection, draft_code)

    def edit(
        self,
        finding_id: int,
        draft_code: str,
        *,
        sentence: str | None = None,
        kind: Kind | None = None,
        chapter: str | None = None,
        expected_version: int | None = None,
    ) -> Finding:
        """Change what is given, leave the rest; in a new chapter the finding becomes the last.

        ``expected_version`` is the version (``Finding.version``) that the writer of ``sentence`` began
        from: EditedElsewhere, with nothing changed, where the sentence has changed since. None
        overwrites whatever is there.
        """
        if kind is not None:
            _check_kind(kind)
        if chapter is not None:
            check_chapter(chapter)
        cleaned = None if sentence is None else clean(sentence, SENTENCE_LIMIT)
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            before = _ROWS.one(connection, draft_code, finding_id)
            values: dict[str, Any] = {}
            if cleaned is not None and cleaned != before.sentence:
                refuse_stale(before.sentence, before.version, expected_version)
                values = {"sentence": cleaned, "version": before.version + 1}
            if kind is not None and kind != before.kind:
                values["kind"] = kind
            if chapter is not None and chapter != before.chapter:
                values["chapter"] = chapter
            if not values:
                return before
            return _ROWS.change(connection, draft_code, finding_id, **values)

    def accept_figures(
        self,
        finding_id: int,
        draft_code: str,
        comparison: Comparison,
        expected_version: int | None = None,
    ) -> Finding:
        """Replace the finding's figures with ``comparison``, the same one asked for now; the sentence stays.

        The version grows, so that whoever is writing a sentence about the old figures is told.
        EditedElsewhere as in :meth:`edit`; ValueError where ``comparison`` is of another indicator,
        sex or municipality.
        """
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            before = _ROWS.one(connection, draft_code, finding_id)
            refuse_another(before.comparison, comparison)
            refuse_stale(before.sentence, before.version, expected_version)
            if comparison == before.comparison:
                return before
            values = {"comparison": comparison.to_json(), "version": before.version + 1}
            return _ROWS.change(connection, draft_code, finding_id, **values)

    def move(self, finding_id: int, draft_code: str, to: Place) -> Finding:
        """Move within the chapter: one place up or down, or to a position from 0; at the ends it stays."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.move(connection, draft_code, finding_id, to)

    def remove(self, finding_id: int, draft_code: str) -> None:
        """Remove the finding. It can be restored for 30 days."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            _ROWS.remove(connection, draft_code, finding_id)

    def restore(self, finding_id: int, draft_code: str) -> Finding:
        """Bring a removed finding back to where it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            return _ROWS.restore(connection, draft_code, finding_id)

    def begin_yearly(self, previous_code: str, year: int, name: str) -> Draft:
        """A yearly report of ``year`` that starts from an earlier draft, which stays as it is.

        It has the earlier one's findings with the figures that they were kept with, and its goals, each
        knowing the one that it continues (``carried_from``), what happened still to be written. The
        chapters are empty. NameMissing where ``name`` is blank.
        """
        with self._database.writing() as connection:
            before = read_draft(connection, previous_code)
            draft = new_draft(
                connection,
                name,
                before.municipality,
                before.language,
                kind="yearly",
                term=before.term,
                year=year,
                previous=before.code,
            )
            for finding in _ROWS.there(connection, before.code):
                _ROWS.add(
                    connection,
                    draft.code,
                    chapter=finding.chapter,
                    kind=finding.kind,
                    sentence=finding.sentence,
                    comparison=finding.comparison.to_json(),
                    picked_at=finding.picked_at,
                )
            goals.carry(connection, before.code, draft.code)
            return read_draft(connection, draft.code)


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r}; there are {', '.join(KINDS)}")
