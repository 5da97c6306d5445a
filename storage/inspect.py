"""Looks at a database file without changing it: is it one of ours, whole, and how old."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from storage import sqlcipher as sqlite
from storage.connecting import DatabaseError, connect
from storage.database import Seen
from storage.keys import KeyFile, key_for
from storage.migrate import NewerDatabaseError, migrations, version
from storage.queries import load_queries
from storage.rows import instant


@asynccontextmanager
async def _reading(path: Path, key_file: KeyFile | None) -> AsyncIterator[aiosqlite.Connection]:
    if not await asyncio.to_thread(path.exists):
        raise DatabaseError("check-database-none", path=str(path))
    key = await key_for(path, key_file)
    raw = await connect(f"file:{path}?mode=ro", key, uri=True)
    try:
        yield raw
    finally:
        await raw.close()


async def ensure_current(path: Path, key_file: KeyFile | None = None) -> None:
    """Raises DatabaseError if there is none, it must be migrated first, or cannot be read."""
    try:
        async with _reading(path, key_file) as raw:
            found = await version(raw)
    except sqlite.OperationalError as error:
        raise DatabaseError("database-unusable", path=str(path), detail=str(error)) from error
    except sqlite.DatabaseError as error:
        raise DatabaseError("database-damaged", path=str(path)) from error
    if found < migrations()[-1][0]:
        raise DatabaseError("check-database-old", path=str(path))


async def look(path: Path, key_file: KeyFile | None = None) -> Seen:
    """Returns what a database file is. Raises DatabaseError or NewerDatabaseError if unusable."""
    known = migrations()[-1][0]
    try:
        async with _reading(path, key_file) as raw:
            async with raw.execute("PRAGMA quick_check") as cursor:
                row = await cursor.fetchone()
            if row is None or row[0] != "ok":
                raise DatabaseError("database-damaged", path=str(path))
            found = await version(raw)
            if found > known:
                raise NewerDatabaseError(found, known)
            if found < known:
                return Seen(found, known)
            counts = await raw.execute_fetchall("SELECT count(*) FROM letters")
            letters = sum(int(row[0]) for row in counts)
            queries = load_queries()
            outbox = await raw.execute_fetchall(queries["outbox_counts"])
            swept = await raw.execute_fetchall(queries["heartbeats_all"])
    except sqlite.OperationalError as error:
        raise DatabaseError("database-unusable", path=str(path), detail=str(error)) from error
    except sqlite.DatabaseError as error:
        raise DatabaseError("database-damaged", path=str(path)) from error
    return Seen(
        found,
        known,
        letters,
        dict(tuple(row) for row in outbox),
        {sweep: instant(at) for sweep, at, _note in swept},
    )
