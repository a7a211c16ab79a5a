"""One file a migration, numbered; alembic runs those that a ledger lacks."""
