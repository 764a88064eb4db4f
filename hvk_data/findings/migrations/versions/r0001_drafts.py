"""Drafts and the text of their chapters."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "draft",
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("municipality", sa.String(8), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("edited_at", moment, nullable=False),
        sa.Column("removed_at", moment),
        sa.PrimaryKeyConstraint("code", name="pk_draft"),
    )
    op.create_table(
        "chapter",
        sa.Column("draft_code", sa.String(64), nullable=False),
        sa.Column("chapter", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("edited_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("draft_code", "chapter", name="pk_chapter"),
        sa.ForeignKeyConstraint(
            ["draft_code"], ["draft.code"], name="fk_chapter_draft_code_draft", ondelete="CASCADE"
        ),
    )
