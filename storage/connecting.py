"""Opens one connection to a database file, leaving nothing behind where that cannot be.

SQLCipher reads and writes encrypted files as SQLite does plain ones, and plain ones too: one
library for both (docs/adr/0017-encrypted-at-rest.md).
"""

import asyncio
from pathlib import Path
from typing import Any, cast

import aiosqlite

from storage import sqlcipher as sqlite

QUIET = "PRAGMA cipher_log_level = NONE"  # it would write to the terminal of its own accord


class DatabaseError(Exception):
    """The database cannot be used. `reason` is a message id, `facts` its variables."""

    def __init__(self, reason: str, **facts: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


async def connect(
    target: Path | str,
    key: str | None,
    kind: type[aiosqlite.Connection] = aiosqlite.Connection,
    **options: Any,
) -> aiosqlite.Connection:
    """Returns an open connection whose rows are read by name. Sqlite's exceptions pass.

    `key`: 64 hexadecimal digits (storage/keys.py), None for a plain file. `kind`: one of
    storage/inline.py where dialogs wait for the answer.

    aiosqlite does not wait for its thread when a connection fails: a program that ends at once
    would show the thread's own traceback.
    """

    def connector() -> Any:
        return opened(target, key, **options)

    raw = kind(connector, iter_chunk_size=64)
    try:
        await raw
    except BaseException:
        await asyncio.to_thread(raw._thread.join)
        raise
    raw.row_factory = sqlite.Row
    return raw


def opened(target: Path | str, key: str | None, **options: Any) -> Any:
    """Returns sqlite's own connection, told its key."""
    # aiosqlite calls it from its thread, storage/inline.py also from the event loop's
    raw = sqlite.connect(str(target), isolation_level=None, check_same_thread=False, **options)
    if key is not None:
        raw.execute(QUIET)
        raw.execute(f"PRAGMA key = {literal(key)}")
    return raw


def literal(key: str) -> str:
    """Returns a key as a statement takes it: raw bytes, not a password to be stretched."""
    return f"\"x'{bytes.fromhex(key).hex()}'\""


async def fetch(raw: aiosqlite.Connection, statement: str, *values: Any) -> list[Any]:
    """Returns all rows of a statement."""
    return list(cast(Any, await raw.execute_fetchall(statement, *values)))
