"""Migrates a database: numbered .sql files, each in a transaction of its own.

A database newer than this program is refused: writing to it could lose what it does not know.
"""

import asyncio
from pathlib import Path

import aiosqlite

FOLDER = Path(__file__).parent / "migrations"


class NewerDatabaseError(Exception):
    """The database was made by a newer program. `reason` is a message id, `facts` its variables."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__("database-newer")
        self.reason = "database-newer"
        self.facts: dict[str, str | int] = {"found": found, "known": known}


def migrations() -> list[tuple[int, Path]]:
    """Returns the numbered migrations in order, in SQLite's dialect."""
    return sorted(
        (int(file.name[:4]), file) for file in FOLDER.glob("*.sql") if file.suffixes == [".sql"]
    )


async def version(raw: aiosqlite.Connection) -> int:
    """Returns the number of the last migration that was run; 0 for an empty database."""
    async with raw.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"
    ) as cursor:
        row = await cursor.fetchone()
    if row is None or row[0] == 0:
        return 0
    async with raw.execute("SELECT max(version) FROM schema_version") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row is not None and row[0] is not None else 0


async def migrate(raw: aiosqlite.Connection) -> int:
    """Runs the missing migrations, keeping a copy of the old database; returns the version.

    Raises NewerDatabaseError. The scripts carry their own BEGIN and COMMIT: executescript would
    commit a transaction begun before it.
    """
    found = await version(raw)
    steps = migrations()
    known = steps[-1][0]
    if found > known:
        raise NewerDatabaseError(found, known)
    if 0 < found < known:
        await _keep_old(raw, known)
    for number, file in steps:
        if number > found:
            try:
                await raw.executescript(file.read_text(encoding="utf-8"))
            except BaseException:
                if raw.in_transaction:
                    await raw.execute("ROLLBACK")
                raise
    return known


async def _keep_old(raw: aiosqlite.Connection, known: int) -> None:
    """Copies the old database beside itself, once: mailbox.db.before-version-4."""
    rows = await raw.execute_fetchall("PRAGMA database_list")
    file = next(row[2] for row in rows if row[1] == "main")
    kept = Path(f"{file}.before-version-{known}")
    if file and not await asyncio.to_thread(kept.exists):
        await raw.execute("VACUUM INTO ?", (str(kept),))
