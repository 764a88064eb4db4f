"""Drafts and the text of their chapters: making, reading, changing, removing; every saved text is kept."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from hvk_data.findings.database import close_database
from hvk_data.findings.errors import UnknownDraft
from hvk_data.findings.records import (
    CHAPTERS,
    DOCUMENT_KINDS,
    STAGES,
    ChapterText,
    DocumentKind,
    Draft,
    Stage,
)
from hvk_data.findings.rows import Opened, check_draft, refuse_stale, touch
from hvk_data.findings.tables import chapter as chapter_table
from hvk_data.findings.tables import chapter_text as text_table
from hvk_data.findings.tables import draft as draft_table
from hvk_data.findings.terms import council_term, is_term
from hvk_data.findings.typed import CHAPTER_LIMIT, clean, clean_name
from hvk_data.language import Language, as_language

_CODE_BYTES = 16


class Drafts(Opened):
    """The drafts of one database; see :class:`hvk_data.findings.Findings`, which has all of this."""

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

    def create_draft(
        self,
        name: str,
        municipality: str,
        language: Language,
        *,
        kind: DocumentKind = "wide",
        term: str | None = None,
        year: int | None = None,
    ) -> Draft:
        """A new empty draft, with a code that cannot be guessed. NameMissing where ``name`` is blank.

        ``term`` is today's unless told; a yearly report needs its ``year``.
        """
        with self._database.writing() as connection:
            return new_draft(connection, name, municipality, language, kind=kind, term=term, year=year)

    def draft(self, code: str) -> Draft:
        """The draft that has ``code``; UnknownDraft where there is none or it is removed."""
        with self._database.reading() as connection:
            return read_draft(connection, code)

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
        return self._changed(code, name=clean_name(name))

    def describe_draft(
        self,
        code: str,
        *,
        kind: DocumentKind,
        term: str,
        year: int | None,
        stage: Stage,
        edition: int,
    ) -> Draft:
        """Say what document it becomes and how far it has come."""
        _check_document(kind, term, year, stage, edition)
        return self._changed(code, kind=kind, term=term, year=year, stage=stage, edition=edition)

    def move_on(self, code: str) -> Draft:
        """Hand it to the next stage, as a new edition; at the council it stays as it is."""
        with self._database.writing() as connection:
            check_draft(connection, code, lock=True)
            before = read_draft(connection, code)
            place = STAGES.index(before.stage)
            if place + 1 < len(STAGES):
                touch(connection, code, stage=STAGES[place + 1], edition=before.edition + 1)
            return read_draft(connection, code)

    def remove_draft(self, code: str) -> None:
        """Remove the draft with all that is in it. It can be restored for 30 days."""
        with self._database.writing() as connection:
            check_draft(connection, code, lock=True)
            touch(connection, code, removed_at=datetime.now(UTC))

    def restore_draft(self, code: str) -> Draft:
        """Bring a removed draft back as it was; one that is not removed stays as it is."""
        with self._database.writing() as connection:
            check_draft(connection, code, lock=True, removed_too=True)
            touch(connection, code, removed_at=None)
            return read_draft(connection, code)

    def write_chapter(self, code: str, chapter: str, text: str, expected_version: int | None = None) -> Draft:
        """Replace the text of one chapter; the text before it stays among :meth:`chapter_texts`.

        ``expected_version`` is the version (``Draft.versions``) that the writer began from:
        EditedElsewhere, with nothing overwritten, where the text has changed since. None overwrites
        whatever is there.
        """
        check_chapter(chapter)
        cleaned = clean(text, CHAPTER_LIMIT)
        with self._database.writing() as connection:
            check_draft(connection, code, lock=True)
            before = read_draft(connection, code)
            saved, version = before.chapters[chapter], before.versions[chapter]
            if cleaned == saved:
                return before
            refuse_stale(saved, version, expected_version)
            now = datetime.now(UTC)
            values = {"text": cleaned, "version": version + 1}
            key = {"draft_code": code, "chapter": chapter}
            if version:
                changed = update(chapter_table).filter_by(**key)
                connection.execute(changed.values(values | {"edited_at": now}))
            else:
                connection.execute(insert(chapter_table).values(key | values | {"edited_at": now}))
            connection.execute(insert(text_table).values(key | values | {"saved_at": now}))
            touch(connection, code)
            return read_draft(connection, code)

    def chapter_texts(self, code: str, chapter: str) -> list[ChapterText]:
        """Every text that the chapter has been saved with, the one of now first."""
        check_chapter(chapter)
        with self._database.reading() as connection:
            check_draft(connection, code)
            asked = select(text_table).filter_by(draft_code=code, chapter=chapter)
            rows = connection.execute(asked.order_by(text_table.c.version.desc())).all()
        return [ChapterText(row.draft_code, row.chapter, row.version, row.text, row.saved_at) for row in rows]

    def _changed(self, code: str, **values: object) -> Draft:
        with self._database.writing() as connection:
            check_draft(connection, code, lock=True)
            touch(connection, code, **values)
            return read_draft(connection, code)


def new_draft(
    connection: Connection,
    name: str,
    municipality: str,
    language: Language,
    *,
    kind: DocumentKind,
    term: str | None,
    year: int | None,
    previous: str | None = None,
) -> Draft:
    """Within a transaction: as :meth:`Drafts.create_draft`, begun from the draft ``previous``."""
    # Hexadecimal: a code that begins with - would be taken for an option on the command line.
    code = secrets.token_hex(_CODE_BYTES)
    now = datetime.now(UTC)
    term = council_term(now.date()) if term is None else term
    _check_document(kind, term, year, STAGES[0], 1)
    row = {
        "code": code,
        "name": clean_name(name),
        "municipality": municipality,
        "language": language,
        "created_at": now,
        "edited_at": now,
        "kind": kind,
        "term": term,
        "year": year,
        "edition": 1,
        "stage": STAGES[0],
        "previous": previous,
    }
    connection.execute(insert(draft_table).values(row))
    return read_draft(connection, code)


def read_draft(connection: Connection, code: str) -> Draft:
    """Within a transaction: the draft; UnknownDraft where there is none or it is removed."""
    found = _drafts(connection, draft_table.c.code == code)
    if not found:
        raise UnknownDraft
    return found[0]


def check_chapter(chapter: str) -> None:
    """ValueError where there is no such chapter: a mistake of the caller."""
    if chapter not in CHAPTERS:
        raise ValueError(f"no chapter {chapter!r}; there are {', '.join(CHAPTERS)}")


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
        kind=row.kind,
        term=row.term,
        year=row.year,
        edition=row.edition,
        stage=row.stage,
        previous=row.previous,
    )


def _check_document(kind: str, term: str, year: int | None, stage: str, edition: int) -> None:
    if kind not in DOCUMENT_KINDS:
        raise ValueError(f"no kind {kind!r}; there are {', '.join(DOCUMENT_KINDS)}")
    if not is_term(term):
        raise ValueError(f"{term!r} is no council term")
    if (kind == "yearly") != (year is not None):
        raise ValueError("a yearly report has a year, and no other document has")
    if stage not in STAGES:
        raise ValueError(f"no stage {stage!r}; there are {', '.join(STAGES)}")
    if edition < 1:
        raise ValueError("editions count from 1")
