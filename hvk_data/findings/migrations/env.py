"""Run by Alembic on the connection, and within the transaction, that ``database.py`` hands over."""

from alembic import context

from hvk_data.findings.tables import metadata

# Batch mode, because SQLite can alter a table only by copying it.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
