"""Drafts, the text of their chapters and their findings: making, reading, changing, removing."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import ColumnElement, Connection, Row, bindparam, case, insert, select, update

from hvk_data.figures import Comparison
from hvk_data.findings.database import close_database, open_database
from hvk_data.findings.errors import EditedElsewhere, UnknownDraft, UnknownFinding
from hvk_data.findings.meeting import refuse_another
from hvk_data.findings.records import CHAPTERS, KINDS, Draft, Finding, Kind
from hvk_data.findings.tables import chapter as chapter_table
from hvk_data.findings.tables import draft as draft_table
from hvk_data.findings.tables import finding as finding_table
from hvk_data.findings.typed import CHAPTER_LIMIT, SENTENCE_LIMIT, clean, clean_name
from hvk_data.language import Language, as_language

_CODE_BYTES = 16
_REPORT_ORDER = (
    case({name: place for place, name in enumerate(CHAPTERS)}, value=finding_table.c.chapter),
    finding_table.c.position,
    finding_table.c.id,
)


class Findings:
    """What people write, in one database; any number of threads and processes may use it at once.

    ``place`` is an SQLite file or a database's address; None is what ``HVK_DATABASE_URL`` names,
    else ``findings.sqlite`` in the data folder. Making a second one of the same place costs nothing.

    Every method may raise DatabaseLocked, DiskFull, DatabaseUnusable or NewerDatabase; a method that
    takes a draft's code UnknownDraft; one that takes a finding's id UnknownFinding where the finding
    is not of that draft; one that takes a text TooLong. Nothing is half done after an error. A
    chapter or kind that does not exist is a ValueError: a mistake of the caller.
    """

    def __init__(self, place: Path | str | None = None) -> None:
        self._database = open_database(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files. A later call opens them again."""
        close_database(self._database)

    # Drafts

    def create_draft(self, name: str, municipality: str, language: Language) -> Draft:
        """A new empty draft, with a code that cannot be guessed. NameMissing where ``name`` is blank."""
        # Hexadecimal: a code that begins with - would be taken for an option on the command line.
        code = secrets.token_hex(_CODE_BYTES)
        now = datetime.now(UTC)
        row = {
            "code": code,
            "name": clean_name(name),
            "municipality": municipality,
            "language": language,
            "created_at": now,
            "edited_at": now,
        }
        with self._database.writing() as connection:
            connection.execute(insert(draft_table).values(row))
            return _draft(connection, code)

    def draft(self, code: str) -> Draft:
        """The draft that has ``code``; UnknownDraft where there is none or it is removed."""
        with self._database.reading() as connection:
            return _draft(connection, code)

    def drafts(self, codes: Iterable[str]) -> list[Draft]:
        """The drafts named, in the order named; unknown and removed ones are left out."""
        asked = list(dict.fromkeys(codes))
        with self._database.reading() as connection:
            found = {draft.code: draft for draft in _drafts(connection, draft_table.c.code.in_(asked))}
        return [found[code] for code in asked if code in found]

    def all_drafts(self) -> list[Draft]:
        """Every draft, last edited first. Only for a person's own machine: it gives away every code."""
        with self._database.reading() as connection:
            return _drafts(connection)

    def rename_draft(self, code: str, name: str) -> Draft:
        """Give the draft another name. NameMissing where ``name`` is blank."""
        cleaned = clean_name(name)
        with self._database.writing() as connection:
            _hold(connection, code)
            _change_draft(connection, code, name=cleaned)
            return _draft(connection, code)

    def remove_draft(self, code: str) -> None:
        """Remove the draft with all that is in it. It can be restored for 30 days."""
        with self._database.writing() as connection:
            _hold(connection, code)
            _change_draft(connection, code, removed_at=datetime.now(UTC))

    def restore_draft(self, code: str) -> Draft:
        """Bring a removed draft back as it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            _hold(connection, code, removed_too=True)
            _change_draft(connection, code, removed_at=None)
            return _draft(connection, code)

    def write_chapter(self, code: str, chapter: str, text: str, expected_version: int | None = None) -> Draft:
        """Replace the text of one chapter.

        ``expected_version`` is the version (``Draft.versions``) that the writer began from:
        EditedElsewhere, with nothing overwritten, where the text has changed since. None overwrites
        whatever is there.
        """
        _check_chapter(chapter)
        cleaned = clean(text, CHAPTER_LIMIT)
        with self._database.writing() as connection:
            _hold(connection, code)
            before = _draft(connection, code)
            saved, version = before.chapters[chapter], before.versions[chapter]
            if cleaned == saved:
                return before
            _refuse_stale(saved, version, expected_version)
            values = {"text": cleaned, "version": version + 1, "edited_at": datetime.now(UTC)}
            key = {"draft_code": code, "chapter": chapter}
            if version:
                connection.execute(update(chapter_table).filter_by(**key).values(values))
            else:
                connection.execute(insert(chapter_table).values(key | values))
            _change_draft(connection, code)
            return _draft(connection, code)

    # Findings

    def pick(
        self, draft_code: str, comparison: Comparison, sentence: str, kind: Kind, chapter: str = "description"
    ) -> Finding:
        """Put ``comparison`` into the draft as it is now, as the last finding of ``chapter``."""
        _check_chapter(chapter)
        _check_kind(kind)
        cleaned = clean(sentence, SENTENCE_LIMIT)
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            _hold(connection, draft_code)
            row = {
                "draft_code": draft_code,
                "chapter": chapter,
                "position": len(_order(connection, draft_code, chapter)),
                "kind": kind,
                "sentence": cleaned,
                "version": 1,
                "comparison": comparison.to_json(),
                "picked_at": now,
                "edited_at": now,
            }
            key = connection.execute(insert(finding_table).values(row)).inserted_primary_key
            assert key is not None
            _change_draft(connection, draft_code)
            return _finding(connection, draft_code, key[0])

    def findings(self, draft_code: str) -> list[Finding]:
        """The draft's findings, chapter by chapter in the report's order."""
        with self._database.reading() as connection:
            _draft(connection, draft_code)
            return _findings(connection, draft_code, finding_table.c.removed_at.is_(None))

    def removed(self, draft_code: str) -> list[Finding]:
        """The draft's removed findings that can still be restored, last removed first."""
        with self._database.reading() as connection:
            _draft(connection, draft_code)
            gone = finding_table.c.removed_at
            return _findings(connection, draft_code, gone.is_not(None), order=[gone.desc()])

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
            _check_chapter(chapter)
        cleaned = None if sentence is None else clean(sentence, SENTENCE_LIMIT)
        with self._database.writing() as connection:
            _hold(connection, draft_code)
            before = _finding(connection, draft_code, finding_id)
            values: dict[str, Any] = {}
            if cleaned is not None and cleaned != before.sentence:
                _refuse_stale(before.sentence, before.version, expected_version)
                values = {"sentence": cleaned, "version": before.version + 1}
            if kind is not None and kind != before.kind:
                values["kind"] = kind
            if chapter is not None and chapter != before.chapter:
                values["chapter"] = chapter
                values["position"] = len(_order(connection, draft_code, chapter))
            if not values:
                return before
            _change_finding(connection, before, **values)
            if "chapter" in values:
                _renumber(connection, _order(connection, draft_code, before.chapter))
            return _finding(connection, draft_code, finding_id)

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
            _hold(connection, draft_code)
            before = _finding(connection, draft_code, finding_id)
            refuse_another(before.comparison, comparison)
            _refuse_stale(before.sentence, before.version, expected_version)
            if comparison != before.comparison:
                _change_finding(
                    connection, before, comparison=comparison.to_json(), version=before.version + 1
                )
            return _finding(connection, draft_code, finding_id)

    def move(self, finding_id: int, draft_code: str, to: Literal["up", "down"] | int) -> Finding:
        """Move within the chapter: one place up or down, or to a position from 0; at the ends it stays."""
        with self._database.writing() as connection:
            _hold(connection, draft_code)
            before = _finding(connection, draft_code, finding_id)
            order = _order(connection, draft_code, before.chapter)
            steps = {"up": before.position - 1, "down": before.position + 1}
            place = steps[to] if isinstance(to, str) else to
            place = min(max(place, 0), len(order) - 1)
            if place == before.position:
                return before
            order.remove(finding_id)
            order.insert(place, finding_id)
            _renumber(connection, order)
            _change_draft(connection, draft_code)
            return _finding(connection, draft_code, finding_id)

    def remove(self, finding_id: int, draft_code: str) -> None:
        """Remove the finding. It can be restored for 30 days."""
        with self._database.writing() as connection:
            _hold(connection, draft_code)
            before = _finding(connection, draft_code, finding_id)
            _change_finding(connection, before, removed_at=datetime.now(UTC))
            _renumber(connection, _order(connection, draft_code, before.chapter))

    def restore(self, finding_id: int, draft_code: str) -> Finding:
        """Bring a removed finding back to where it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            _hold(connection, draft_code)
            before = _finding(connection, draft_code, finding_id, removed_too=True)
            order = _order(connection, draft_code, before.chapter)
            if finding_id in order:
                return before
            order.insert(before.position, finding_id)
            _change_finding(connection, before, removed_at=None)
            _renumber(connection, order)
            return _finding(connection, draft_code, finding_id)


def _hold(connection: Connection, code: str, *, removed_too: bool = False) -> None:
    """Let no other writer at the draft until the transaction ends; UnknownDraft where there is none."""
    asked = select(draft_table.c.code).where(draft_table.c.code == code).with_for_update()
    if not removed_too:
        asked = asked.where(draft_table.c.removed_at.is_(None))
    if connection.execute(asked).first() is None:
        raise UnknownDraft


def _draft(connection: Connection, code: str) -> Draft:
    found = _drafts(connection, draft_table.c.code == code)
    if not found:
        raise UnknownDraft
    return found[0]


def _drafts(connection: Connection, *conditions: ColumnElement[bool]) -> list[Draft]:
    asked = draft_table.c.removed_at.is_(None), *conditions
    written: dict[str, list[Row[Any]]] = {}
    join = chapter_table.join(draft_table)
    for row in connection.execute(select(chapter_table).select_from(join).where(*asked)):
        written.setdefault(row.draft_code, []).append(row)
    newest_first = draft_table.c.edited_at.desc(), draft_table.c.code
    return [
        _draft_of(row, written.get(row.code, ()))
        for row in connection.execute(select(draft_table).where(*asked).order_by(*newest_first))
    ]


def _draft_of(row: Row[Any], written: Sequence[Row[Any]]) -> Draft:
    language = as_language(row.language)
    assert language is not None
    return Draft(
        code=row.code,
        name=row.name,
        municipality=row.municipality,
        language=language,
        created_at=row.created_at,
        edited_at=row.edited_at,
        chapters=dict.fromkeys(CHAPTERS, "") | {one.chapter: one.text for one in written},
        versions=dict.fromkeys(CHAPTERS, 0) | {one.chapter: one.version for one in written},
    )


def _change_draft(connection: Connection, code: str, **values: object) -> None:
    changed = {"edited_at": datetime.now(UTC)} | values
    connection.execute(update(draft_table).where(draft_table.c.code == code).values(changed))


def _finding(
    connection: Connection, draft_code: str, finding_id: int, *, removed_too: bool = False
) -> Finding:
    conditions = [finding_table.c.id == finding_id]
    if not removed_too:
        conditions.append(finding_table.c.removed_at.is_(None))
    found = _findings(connection, draft_code, *conditions)
    if not found:
        raise UnknownFinding
    return found[0]


def _findings(
    connection: Connection,
    draft_code: str,
    *conditions: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]] = _REPORT_ORDER,
) -> list[Finding]:
    asked = select(finding_table).where(finding_table.c.draft_code == draft_code, *conditions)
    return [_finding_of(row) for row in connection.execute(asked.order_by(*order))]


def _finding_of(row: Row[Any]) -> Finding:
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


def _change_finding(connection: Connection, before: Finding, **values: object) -> None:
    changed = {"edited_at": datetime.now(UTC)} | values
    connection.execute(update(finding_table).where(finding_table.c.id == before.id).values(changed))
    _change_draft(connection, before.draft)


def _order(connection: Connection, draft_code: str, chapter: str) -> list[int]:
    """The ids of the chapter's findings as they stand, without the removed ones."""
    asked = (
        select(finding_table.c.id)
        .where(
            finding_table.c.draft_code == draft_code,
            finding_table.c.chapter == chapter,
            finding_table.c.removed_at.is_(None),
        )
        .order_by(finding_table.c.position, finding_table.c.id)
    )
    return list(connection.scalars(asked))


def _renumber(connection: Connection, order: Sequence[int]) -> None:
    """Write the positions 0, 1, … of the findings in ``order``."""
    if order:
        one = update(finding_table).where(finding_table.c.id == bindparam("which"))
        rows = [{"which": finding_id, "to": place} for place, finding_id in enumerate(order)]
        connection.execute(one.values(position=bindparam("to")), rows)


def _refuse_stale(saved: str, version: int, expected: int | None) -> None:
    if expected is not None and expected != version:
        raise EditedElsewhere(theirs=saved, version=version)


def _check_chapter(chapter: str) -> None:
    if chapter not in CHAPTERS:
        raise ValueError(f"no chapter {chapter!r}; there are {', '.join(CHAPTERS)}")


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r}; there are {', '.join(KINDS)}")
