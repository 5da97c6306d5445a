"""The archive in one SQLite file: one writer behind a lock, readers of their own.

Sharing one connection between tasks without the lock would let one task's rollback take another's
insert along. WAL with synchronous=FULL: what is committed survives kill −9 and a power cut.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

import aiosqlite

from storage import database, file_lock, inspect, own_facts
from storage import sqlcipher as sqlite
from storage.connecting import DatabaseError, connect, fetch
from storage.database import (
    INTEGER_LIMIT,
    ArchiveTrouble,
    Connection,
    Database,
    Lock,
    Row,
    Seen,
)
from storage.group_commit import GroupCommit
from storage.history import chain_all
from storage.inline import InlineReader, InlineWriter
from storage.keys import ONLY_OWNER, KeyFile, key_for, key_of
from storage.local_locks import LocalLocks
from storage.migrate import migrate

READERS = 4
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",  # what is erased is overwritten, not left in a free page
)


@contextmanager
def _troubles() -> Iterator[None]:
    """Turns errors of the file into ArchiveTrouble; errors of a statement pass as they are."""
    try:
        yield
    except sqlite.DatabaseError as error:
        if isinstance(error, sqlite.OperationalError) or type(error) is sqlite.DatabaseError:
            raise ArchiveTrouble(str(error)) from error
        raise


def _fitting(values: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers that fit 64 bits; a larger one, which only a forger sends, becomes one no row has."""
    return {
        name: value
        if not isinstance(value, int) or -INTEGER_LIMIT <= value < INTEGER_LIMIT
        else INTEGER_LIMIT - 1
        for name, value in values.items()
    }


class SqliteConnection(Connection):
    """One connection to the file."""

    def __init__(self, raw: aiosqlite.Connection, queries: Mapping[str, str]) -> None:
        super().__init__(queries)
        self._raw = raw

    async def fetch(self, statement: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """Returns all rows of an SQL statement, with `:name` for its values."""
        return [dict(row) for row in await self._put(partial(fetch, self._raw), statement, values)]

    async def execute(self, statement: str, values: Mapping[str, Any] | None = None) -> int:
        """Executes an SQL statement; returns how many rows it changed."""
        return int((await self._put(self._raw.execute, statement, values)).rowcount)

    @staticmethod
    async def _put(
        how: Callable[..., Awaitable[Any]], statement: str, values: Mapping[str, Any] | None
    ) -> Any:
        try:
            return await how(statement, values or {})
        except OverflowError:
            return await how(statement, _fitting(values or {}))

    async def execute_many(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Executes an SQL statement for each row in one batch; returns how many rows changed."""
        cursor = await self._raw.executemany(statement, rows)
        return int(cursor.rowcount)

    async def reset_sequences(self, tables: Sequence[str]) -> None:
        """Does nothing: SQLite's next id is the highest one plus one."""

    async def begin(self) -> None:
        """Holds the state of this moment until `rollback`."""
        await self._raw.execute("BEGIN")
        await self._raw.execute_fetchall(
            self._queries["database_state"]
        )  # a snapshot begins with the first read

    async def rollback(self) -> None:
        """Releases the state held since `begin`."""
        if self._raw.in_transaction:
            await self._raw.execute("ROLLBACK")


class SqliteDatabase(Database):
    """One database file, encrypted where it has a key file."""

    is_shared = False

    def __init__(self, path: Path, key_file: KeyFile | None = None, readers: int = READERS) -> None:
        super().__init__(key_file)
        self.path = path
        self.place = str(path)
        self._writer: aiosqlite.Connection | None = None
        self._commits: GroupCommit | None = None
        self._pair = asyncio.Lock()  # two that each hold one and want another would deadlock
        self._idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        self._readers = readers
        self._locks = LocalLocks()

    async def __aenter__(self) -> Self:
        """Opens the file, migrating it. Raises DatabaseError if it cannot be opened."""
        try:
            async with file_lock.opening_lock(self.path):
                key = await key_for(self.path, self.key_file)
                self._writer = await self._connect(key, InlineWriter)
                await migrate(self._writer)
                await chain_all(self._writer, self.queries)
            self._commits = GroupCommit(self._writer)
            for _ in range(self._readers):
                reader = await self._connect(key, InlineReader)
                await reader.execute("PRAGMA query_only = ON")
                self._idle.put_nowait(reader)
            await own_facts.make_tables(self)
        except sqlite.OperationalError as error:
            await self.close()
            raise DatabaseError("database-unusable", path=self.place, detail=str(error)) from error
        except sqlite.DatabaseError as error:
            await self.close()
            raise DatabaseError("database-damaged", path=self.place) from error
        except BaseException:
            await self.close()
            raise
        return self

    async def close(self) -> None:
        """Closes every connection; may be called twice."""
        if self._commits is not None:
            await self._commits.drain()
            self._commits = None
        if self._writer is not None:
            await self._writer.close()
            self._writer = None
        while not self._idle.empty():
            await self._idle.get_nowait().close()

    async def close_into_one_file(self) -> None:
        """Closes every connection and leaves nothing beside the file."""
        await self.close()
        raw = await self._connect(await key_for(self.path, self.key_file), InlineWriter)
        await raw.execute("PRAGMA journal_mode = DELETE")
        await raw.close()

    async def _connect(self, key: str | None, kind: type[InlineWriter]) -> aiosqlite.Connection:
        raw = await connect(self.path, key, kind, timeout=database.BUSY_SECONDS)
        try:
            for pragma in PRAGMAS:
                await raw.execute(f"PRAGMA {pragma}")
        except BaseException:
            await raw.close()  # its thread would keep the program running
            raise
        return raw

    @property
    def disk(self) -> Path:
        """The file's folder."""
        return self.path.parent

    def instance_lock(self, now: datetime) -> AbstractContextManager[None]:
        """Holds the file for this program. Raises DatabaseError naming the one that has it."""
        return file_lock.instance_lock(self.path, now)

    async def look(self) -> Seen:
        """Returns what the file is. Raises DatabaseError or NewerDatabaseError if unusable."""
        return await inspect.look(self.path, self.key_file)

    async def ensure_current(self) -> None:
        """Raises DatabaseError if there is no such file, or it must be migrated first."""
        await inspect.ensure_current(self.path, self.key_file)

    async def copy_to(self, file: Path, now: datetime) -> None:
        """Writes the file as it is at one moment to another, while others go on writing."""
        key = await key_of(self.path, self.key_file)
        try:
            source = await connect(f"file:{self.path}?mode=ro", key, uri=True)
            try:
                target = await connect(file, key)
                try:
                    await source.backup(target)  # in one step: as of one moment
                    await target.execute("PRAGMA journal_mode = DELETE")
                finally:
                    await target.close()
            finally:
                await source.close()
        except sqlite.Error as error:
            raise DatabaseError("database-unusable", path=self.place, detail=str(error)) from error

    async def take_from(self, file: Path, now: datetime) -> str | None:
        """Replaces the file with another on the same disk; the old one is kept beside it."""
        try:
            return await asyncio.to_thread(_put_in_place, file, self.path, now)
        except OSError as error:
            detail = error.strerror or ""
            raise DatabaseError("database-unusable", path=self.place, detail=detail) from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Yields a connection on which everything is committed together, or nothing is."""
        if self._writer is None or self._commits is None:
            raise RuntimeError("the database is not open")
        with _troubles():
            async with self._commits.transaction():
                yield SqliteConnection(self._writer, self.queries)

    def unsynced(self) -> AbstractAsyncContextManager[Connection]:
        """Yields a transaction: a file has one writer."""
        return self.transaction()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqliteConnection]:
        """Yields a read-only connection; each query sees what is committed by then."""
        raw = await self._idle.get()
        try:
            with _troubles():
                yield SqliteConnection(raw, self.queries)
        finally:
            self._idle.put_nowait(raw)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        """Yields a read-only connection whose queries all see the same state."""
        async with self.reading() as connection:
            await connection.begin()
            try:
                yield connection
            finally:
                await connection.rollback()

    @asynccontextmanager
    async def snapshots(self) -> AsyncIterator[tuple[Connection, Connection]]:
        """Yields two read-only connections, for use side by side, that see the same state.

        Nobody can write while both begin; afterwards everybody can.
        """
        async with self._pair, self.reading() as one, self.reading() as other:
            try:
                async with self.transaction():
                    await one.begin()
                    await other.begin()
                yield one, other
            finally:
                await one.rollback()
                await other.rollback()

    @asynccontextmanager
    async def lock(self, name: str, *, wait: bool = True) -> AsyncIterator[Lock]:
        """Yields a lock by name once no other task of this program, the only one, holds it."""
        async with self._locks.acquire(name, wait=wait) as acquired:
            yield Lock(acquired, _always_held)


async def _always_held() -> bool:
    return True


def _put_in_place(file: Path, database: Path, now: datetime) -> str | None:
    kept = database.with_name(f"{database.name}.before-restore-{now:%Y%m%d-%H%M%S}")
    was_there = database.exists()
    file.chmod(database.stat().st_mode if was_there else ONLY_OWNER)
    with file.open("rb") as written:
        os.fsync(written.fileno())
    for ending in ("", "-wal", "-shm"):  # what is not yet in the database is in its -wal
        old = database.with_name(database.name + ending)
        if old.exists():
            os.replace(old, kept.with_name(kept.name + ending))
    os.replace(file, database)
    return str(kept) if was_there else None
