"""Looks at a database without changing it: is it one of ours, whole, and how old."""

from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from storage.database import DatabaseError
from storage.migrate import NewerDatabaseError, migrations, version


@dataclass(frozen=True, slots=True)
class Seen:
    """A database's version, the newest this program knows, and how many letters it holds."""

    version: int
    known: int
    letters: int


async def look(path: Path) -> Seen:
    """Returns what a database file is. DatabaseError or NewerDatabaseError where it is no use."""
    known = migrations()[-1][0]
    try:
        async with aiosqlite.connect(f"file:{path}?mode=ro", uri=True) as raw:
            async with raw.execute("PRAGMA quick_check") as cursor:
                row = await cursor.fetchone()
            if row is None or row[0] != "ok":
                raise DatabaseError("database-damaged", path=str(path))
            found = await version(raw)
            if found > known:
                raise NewerDatabaseError(found, known)
            letters = 0
            if found:
                async with raw.execute("SELECT count(*) FROM letters") as cursor:
                    row = await cursor.fetchone()
                letters = int(row[0]) if row is not None else 0
    except aiosqlite.OperationalError as error:
        raise DatabaseError("database-unusable", path=str(path), detail=str(error)) from error
    except aiosqlite.DatabaseError as error:
        raise DatabaseError("database-damaged", path=str(path)) from error
    return Seen(found, known, letters)
