"""The archive on a PostgreSQL server, for when one machine is outgrown: many programs, one truth.

Writing goes one transaction at a time, as in a file: an advisory lock stands for the file's write
lock. Reading is never held up.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow
from psycopg_pool import AsyncConnectionPool

from storage import database, own_facts
from storage.connecting import DatabaseError
from storage.copying import copy
from storage.database import Connection, Database, Lock, Seen
from storage.keys import KeyFile
from storage.local_locks import LocalLocks
from storage.migrate import NewerDatabaseError, migrations
from storage.postgres_connection import (
    TAKE_WRITE_LOCK,
    PostgresConnection,
    Raw,
    configure,
    connecting,
    migrate,
    troubles,
    version,
)
from storage.postgres_locks import AdvisoryLocks, never_held
from storage.rows import instant
from storage.sqlite import SqliteDatabase

WRITERS, READERS = 4, 8


class PostgresDatabase(Database):
    """One database of a server; encryption at rest is left to the server's disk (ADR 17)."""

    is_shared = True

    def __init__(self, url: str, key_file: KeyFile | None = None) -> None:
        super().__init__(key_file)
        self.url = url
        self.place = _without_password(url)
        self._pools()
        self._pair = asyncio.Lock()  # two that each hold one and want another would deadlock
        self._local_locks = LocalLocks()
        self._locks = AdvisoryLocks(url)

    def _pools(self) -> None:
        self._writers = self._pool(WRITERS)
        self._readers = self._pool(READERS, " -c default_transaction_read_only=on")

    def _pool(self, most: int, options: str = "") -> AsyncConnectionPool[Raw]:
        return AsyncConnectionPool(
            self.url,
            connection_class=AsyncConnection[DictRow],
            kwargs=connecting(options),
            configure=configure,
            min_size=1,
            max_size=most,
            timeout=database.BUSY_SECONDS,
            open=False,
        )

    async def __aenter__(self) -> Self:
        """Opens the database, bringing its tables up to date. DatabaseError."""
        with self._unusable():
            async with await self._connected() as raw:
                await migrate(raw)
            self._pools()  # a closed pool cannot be reopened
            await self._writers.open()
            await self._readers.open()
            await own_facts.make_tables(self)
        return self

    async def close(self) -> None:
        """Closes every connection; may be called twice."""
        await self._locks.close()
        await self._writers.close()
        await self._readers.close()

    async def _connected(self) -> Raw:
        raw = await AsyncConnection[DictRow].connect(self.url, **connecting())
        await configure(raw)
        return raw

    @contextmanager
    def _unusable(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            detail = str(error).partition("\n")[0]
            raise DatabaseError("database-unusable", path=self.place, detail=detail) from error

    @property
    def disk(self) -> None:
        """Returns None: the server's disk cannot be seen from here."""
        return

    def instance_lock(self, now: datetime) -> AbstractContextManager[None]:
        """Does nothing: any number of programs may run on it."""
        return nullcontext()

    async def look(self) -> Seen:
        """Returns what is there. Raises DatabaseError or NewerDatabaseError if unusable."""
        known = migrations()[-1][0]
        with self._unusable():
            async with await self._connected() as raw:
                found = await version(raw)
                if found == 0:
                    raise DatabaseError("check-database-none", path=self.place)
                if found > known:
                    raise NewerDatabaseError(found, known)
                if found < known:
                    return Seen(found, known)
                there = PostgresConnection(raw, self.queries)
                outbox = await there.all("outbox_counts")
                swept = await there.all("heartbeats_all")
                letters = (await there.fetch("SELECT count(*) AS letters FROM letters"))[0]
        return Seen(
            found,
            known,
            letters["letters"],
            {row["outcome"]: row["messages"] for row in outbox},
            {row["sweep"]: instant(row["last_run_at"]) for row in swept},
        )

    async def ensure_current(self) -> None:
        """Raises DatabaseError if there are no tables, or they must be migrated first."""
        with self._unusable():
            async with await self._connected() as raw:
                found = await version(raw)
        if found == 0:
            raise DatabaseError("check-database-none", path=self.place)
        if found < migrations()[-1][0]:
            raise DatabaseError("check-database-old", path=self.place)

    async def copy_to(self, file: Path, now: datetime) -> None:
        """Writes the content as of one moment to a new SQLite file."""
        async with (
            PostgresDatabase(self.url) as source,
            SqliteDatabase(file, self.key_file) as made,
        ):
            await copy(source, made, now, lambda _rows: None)
        await made.close_into_one_file()

    async def take_from(self, file: Path, now: datetime) -> str | None:
        """Fills the database, which must be empty, with what a SQLite file holds."""
        async with (
            SqliteDatabase(file, self.key_file) as source,
            PostgresDatabase(self.url) as empty,
        ):
            await copy(source, empty, now, lambda _rows: None)
        return None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Yields a connection on which everything is committed together, or nothing is."""
        with troubles():
            async with self._writers.connection() as raw:  # commits or rolls back
                await raw.execute(f"BEGIN; {TAKE_WRITE_LOCK}".encode(), prepare=False)
                yield PostgresConnection(raw, self.queries)

    @asynccontextmanager
    async def unsynced(self) -> AsyncIterator[Connection]:
        """Yields the connection of the locks: it waits for no write lock and for no disk."""
        with troubles():
            yield PostgresConnection(await self._locks.connection(), self.queries)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """Yields a read-only connection; each query sees what is committed by then."""
        with troubles():
            async with self._readers.connection() as raw:
                yield PostgresConnection(raw, self.queries)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        """Yields a read-only connection whose queries all see the same state."""
        with troubles():
            async with self._readers.connection() as raw, _repeatable_read(raw):
                yield PostgresConnection(raw, self.queries)

    @asynccontextmanager
    async def snapshots(self) -> AsyncIterator[tuple[Connection, Connection]]:
        """Yields two read-only connections, for use side by side, that see the same state."""
        with troubles():
            async with (
                self._pair,
                self._readers.connection() as one,
                self._readers.connection() as other,
                _repeatable_read(one),
            ):
                cursor = await one.execute("SELECT pg_export_snapshot() AS name")
                (row,) = await cursor.fetchall()
                async with _repeatable_read(other, row["name"]):
                    yield (
                        PostgresConnection(one, self.queries),
                        PostgresConnection(other, self.queries),
                    )

    @asynccontextmanager
    async def lock(self, name: str, *, wait: bool = True) -> AsyncIterator[Lock]:
        """Yields a lock by name once nobody else holds it, in any program on this database."""
        async with self._local_locks.acquire(name, wait=wait) as acquired:
            if not acquired:
                yield Lock(False, never_held)
                return
            async with self._locks.acquire(name, wait=wait) as lock:
                yield lock


@asynccontextmanager
async def _repeatable_read(raw: Raw, snapshot: str | None = None) -> AsyncIterator[None]:
    """All queries see the state of this moment, or of a snapshot another transaction exported."""
    await raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    try:
        if snapshot is not None:
            quoted = snapshot.replace("'", "''")
            await raw.execute(f"SET TRANSACTION SNAPSHOT '{quoted}'".encode())
        yield
    finally:
        await raw.rollback()


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    user = f"{parts.username}@" if parts.username else ""
    port = f":{parts.port}" if parts.port else ""
    return f"postgresql://{user}{parts.hostname or ''}{port}{parts.path}"
