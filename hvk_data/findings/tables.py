"""The tables as they are today. ``migrations/`` leads every older database here, and says so in tests."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

REVISIONS: Final = ("0001", "0002", "0003", "0004")
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
    # Added to a table that was there: SQLite asks for a default, and could only be rid of it by copying.
    Column("kind", String(16), nullable=False, server_default="wide"),
    Column("term", String(9), nullable=False, server_default=""),
    Column("year", Integer),
    Column("edition", Integer, nullable=False, server_default="1"),
    Column("stage", String(16), nullable=False, server_default="group"),
    # No foreign key: the earlier draft may be cleared, and this one stands without it.
    Column("previous", String(64)),
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

chapter_text = Table(
    "chapter_text",
    metadata,
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), primary_key=True),
    Column("chapter", String(32), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

shown_figure = Table(
    "shown_figure",
    metadata,
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), primary_key=True),
    Column("chapter", String(32), primary_key=True),
    Column("token", String(64), primary_key=True),
    Column("year", Integer),
    Column("value", Double),
    Column("certainty", String(16), nullable=False),
    Column("shown_at", UtcDateTime, nullable=False),
)

left_out = Table(
    "left_out",
    metadata,
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), primary_key=True),
    Column("indicator", String(32), primary_key=True),
    Column("reason", Text, nullable=False),
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

goal = Table(
    "goal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("focus", Text, nullable=False),
    Column("goal", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("partners", Text, nullable=False),
    Column("resources", Text, nullable=False),
    Column("schedule", Text, nullable=False),
    Column("metric", Text, nullable=False),
    Column("indicator", String(32), nullable=False),
    Column("baseline", Text, nullable=False),
    Column("baseline_year", Integer),
    Column("target", Text, nullable=False),
    Column("target_year", Integer),
    Column("outcome", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("budget_target", Text, nullable=False),
    Column("strategy", Text, nullable=False),
    Column("carried_from", Integer),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    sqlite_autoincrement=True,
)

observation = Table(
    "observation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_code", ForeignKey(draft.c.code, ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    # A finding cleared for good leaves what people said of it.
    Column("finding_id", ForeignKey(finding.c.id, ondelete="SET NULL"), index=True),
    Column("stance", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("population_group", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("source", String(32), nullable=False),
    Column("method", Text, nullable=False),
    Column("people", Integer),
    Column("collected_on", Date, nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("status", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    sqlite_autoincrement=True,
)
