"""Migrate: bring a ledger to this program's schema. Alembic is loaded only where work is to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
SCHEMA = 6
"""The number of the newest migration; a test compares it with the files."""


def upgrade(connection: Connection, target: int = SCHEMA) -> None:
    """Run the migrations that lie between the ledger's schema and ``target``.

    The caller holds a write transaction: a crash in the middle leaves the ledger as it was.
    """
    from alembic import command  # noqa: PLC0415 - a quarter of a second, needed once a ledger
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{target:04d}")
