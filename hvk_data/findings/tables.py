"""The tables as they are today. ``migrations/`` leads every older database here, and says so in tests."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

REVISIONS: Final = ("0001", "0002", "0003")
"""The migrations, oldest first. Named here so that a start with nothing to migrate, which is nearly
every start, need not load Alembic (a third of a second)."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, PostgreSQL answers in the server's own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

draft = Table(
    "draft",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("municipality", String(8), nullable=False),
    Column("language", String(2), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
)

chapter = Table(
    "chapter",
    metadata,
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), primary_key=True),
    Column("chapter", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("edited_at", UtcDateTime, nullable=False),
)

finding = Table(
    "finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), nullable=False, index=True),
    Column("chapter", String(32), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("comparison", JSON, nullable=False),
    Column("picked_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    # The id of a finding cleared for good must never come to mean another one to an open page.
    sqlite_autoincrement=True,
)

concern = Table(
    "concern",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    sqlite_autoincrement=True,
)
