"""Findings picked into drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft_code", sa.String(64), nullable=False),
        sa.Column("chapter", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("comparison", sa.JSON, nullable=False),
        sa.Column("picked_at", moment, nullable=False),
        sa.Column("edited_at", moment, nullable=False),
        sa.Column("removed_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.ForeignKeyConstraint(
            ["draft_code"], ["draft.code"], name="fk_finding_draft_code_draft", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_finding_draft_code", "finding", ["draft_code"])
