"""What document a draft becomes, saved texts of chapters, goals, observations, reasons, live figures."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from hvk_data.findings.terms import council_term

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _documents()
    _texts()
    _shown_figures()
    _left_out()
    _goals()
    _observations()


def _documents() -> None:
    # Plain columns with a default: a copy of the table would, on SQLite, delete what belongs to a draft.
    op.add_column("draft", sa.Column("kind", sa.String(16), nullable=False, server_default="wide"))
    op.add_column("draft", sa.Column("term", sa.String(9), nullable=False, server_default=""))
    op.add_column("draft", sa.Column("year", sa.Integer))
    op.add_column("draft", sa.Column("edition", sa.Integer, nullable=False, server_default="1"))
    op.add_column("draft", sa.Column("stage", sa.String(16), nullable=False, server_default="group"))
    op.add_column("draft", sa.Column("previous", sa.String(64)))
    draft = sa.table("draft", sa.column("code"), sa.column("created_at", _MOMENT), sa.column("term"))
    connection = op.get_bind()
    rows: list[tuple[str, datetime]] = [
        (row.code, row.created_at) for row in connection.execute(sa.select(draft.c.code, draft.c.created_at))
    ]
    for code, created_at in rows:
        term = council_term(created_at.date())
        connection.execute(sa.update(draft).where(draft.c.code == code).values(term=term))


def _texts() -> None:
    op.create_table(
        "chapter_text",
        sa.Column("draft_code", sa.String(64), nullable=False),
        sa.Column("chapter", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("draft_code", "chapter", "version", name="pk_chapter_text"),
        _draft_key("chapter_text"),
    )
    names = ("draft_code", "chapter", "version", "text")
    now = sa.table("chapter", *(sa.column(name) for name in (*names, "edited_at")))
    kept = sa.table("chapter_text", *(sa.column(name) for name in (*names, "saved_at")))
    columns = [now.c[name] for name in (*names, "edited_at")]
    op.execute(sa.insert(kept).from_select([*names, "saved_at"], sa.select(*columns)))


def _shown_figures() -> None:
    op.create_table(
        "shown_figure",
        sa.Column("draft_code", sa.String(64), nullable=False),
        sa.Column("chapter", sa.String(32), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("value", sa.Double),
        sa.Column("certainty", sa.String(16), nullable=False),
        sa.Column("shown_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("draft_code", "chapter", "token", name="pk_shown_figure"),
        _draft_key("shown_figure"),
    )


def _left_out() -> None:
    op.create_table(
        "left_out",
        sa.Column("draft_code", sa.String(64), nullable=False),
        sa.Column("indicator", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("edited_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("draft_code", "indicator", name="pk_left_out"),
        _draft_key("left_out"),
    )


def _goals() -> None:
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft_code", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts_of("focus", "goal", "action", "owner", "partners", "resources", "schedule", "metric"),
        sa.Column("indicator", sa.String(32), nullable=False),
        *_texts_of("baseline"),
        sa.Column("baseline_year", sa.Integer),
        *_texts_of("target"),
        sa.Column("target_year", sa.Integer),
        *_texts_of("outcome"),
        sa.Column("status", sa.String(16), nullable=False),
        *_texts_of("budget_target", "strategy"),
        sa.Column("carried_from", sa.Integer),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
        _draft_key("goal"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_goal_draft_code", "goal", ["draft_code"])


def _observations() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft_code", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("finding_id", sa.Integer),
        sa.Column("stance", sa.String(16), nullable=False),
        *_texts_of("text", "theme", "population_group", "area"),
        sa.Column("source", sa.String(32), nullable=False),
        *_texts_of("method"),
        sa.Column("people", sa.Integer),
        sa.Column("collected_on", sa.Date, nullable=False),
        sa.Column("consent", sa.Boolean, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        _draft_key("observation"),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name="fk_observation_finding_id_finding", ondelete="SET NULL"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_observation_draft_code", "observation", ["draft_code"])
    op.create_index("ix_observation_finding_id", "observation", ["finding_id"])


def _texts_of(*names: str) -> "list[sa.Column[str]]":
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _kept() -> "list[sa.Column[Any]]":
    return [
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("edited_at", _MOMENT, nullable=False),
        sa.Column("removed_at", _MOMENT),
    ]


def _draft_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["draft_code"], ["draft.code"], name=f"fk_{table}_draft_code_draft", ondelete="CASCADE"
    )
