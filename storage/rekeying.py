"""Rewrites a database under another key, or none: a copy is checked, then replaces it.

Killed at any moment, the database opens with one of the keys in the file.
"""

import asyncio
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from storage import sqlcipher as sqlite
from storage.connecting import DatabaseError, literal, opened
from storage.keys import KeyFile, key_for, key_of

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


async def rekey(database: Path, key_file: KeyFile) -> None:
    """Encrypts a database under a new key, which is added first to the key file.

    No program may have it open (storage/file_lock.py). Raises DatabaseError if it cannot be read or
    rewritten.
    """
    old = await key_of(database, key_file)
    await asyncio.to_thread(_rewrite, database, old, key_file.add())


async def unlock(database: Path, key_file: KeyFile) -> None:
    """Rewrites a database without encryption. Raises DatabaseError as `rekey` does."""
    old = await key_for(database, key_file)
    await asyncio.to_thread(_rewrite, database, old, None)


def _rewrite(database: Path, old: str | None, new: str | None) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix=".rekey-", dir=database.parent) as beside:
            copy = Path(beside) / database.name
            counted = _export(database, old, copy, new)
            if _counted(copy, new) != counted:
                raise DatabaseError("database-damaged", path=str(database))
            shutil.copymode(database, copy)  # keeps the permissions of the old file
            os.replace(copy, database)
    except (OSError, sqlite.Error) as error:
        raise DatabaseError("database-unusable", path=str(database), detail=str(error)) from error


def _export(database: Path, old: str | None, copy: Path, new: str | None) -> dict[str, int]:
    raw = opened(database, old)
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("PRAGMA journal_mode = DELETE")  # nothing of it is left beside the file
        key = "''" if new is None else literal(new)
        raw.execute(f"ATTACH ? AS anew KEY {key}", (str(copy),))
        raw.execute("SELECT sqlcipher_export('anew')").fetchone()
        raw.execute("DETACH anew")
        return _rows_of(raw)
    finally:
        raw.close()


def _counted(copy: Path, key: str | None) -> dict[str, int]:
    raw = opened(copy, key)
    try:
        if raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return {}
        return _rows_of(raw)
    finally:
        raw.close()


def _rows_of(raw: Any) -> dict[str, int]:
    """How many rows each table has."""
    names = [name for (name,) in raw.execute(TABLES).fetchall()]
    counting = 'SELECT count(*) FROM "{}"'  # of names the database itself gave
    return {name: raw.execute(counting.format(name)).fetchone()[0] for name in names}
