"""Alembic's entry: run the migrations over the connection that ``store.migrate`` opened."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="schema_version",
    transactional_ddl=False,
)
context.run_migrations()
