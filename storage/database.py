"""Connections and transactions over SQLite: one writer behind a lock, readers of their own.

Sharing one connection between tasks without the lock would let one task's rollback take another's
insert along. WAL with synchronous=FULL: what is committed survives kill −9 and a power cut.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiosqlite
from sqlcipher3 import dbapi2 as sqlite

from storage.at_once import Reader, Writer
from storage.connecting import DatabaseError, connect
from storage.history import chain_all
from storage.keys import KeyFile, key_for
from storage.migrate import migrate
from storage.queries import load_queries
from storage.together import Together

Row = Mapping[str, Any]
BUSY_SECONDS = 10
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",  # what is erased is overwritten, not left in a free page
)


class ArchiveTrouble(Exception):
    """The archive could not be read or written just now (busy, full, gone): nothing was kept."""


@contextmanager
def _troubles() -> Iterator[None]:
    try:
        yield
    except sqlite.OperationalError as error:
        raise ArchiveTrouble(str(error)) from error


class Connection:
    """Named queries over one connection. Inside `transaction()` all of them happen or none."""

    def __init__(self, raw: aiosqlite.Connection, queries: Mapping[str, str]) -> None:
        self._raw = raw
        self._queries = queries

    async def all(self, query: str, /, **values: Any) -> Sequence[Row]:
        """Returns all rows of a named query."""
        rows = await self._raw.execute_fetchall(self._queries[query], values)
        return [dict(row) for row in rows]

    async def one(self, query: str, /, **values: Any) -> Row | None:
        """Returns the first row of a named query, or None."""
        rows = await self.all(query, **values)
        return rows[0] if rows else None

    async def value(self, query: str, /, **values: Any) -> Any:
        """Returns the first column of the first row, or None."""
        row = await self.one(query, **values)
        return None if row is None else next(iter(row.values()))

    async def run(self, query: str, /, **values: Any) -> int:
        """Carries out a named statement; returns how many rows it changed."""
        cursor = await self._raw.execute(self._queries[query], values)
        return int(cursor.rowcount)

    async def run_many(self, query: str, rows: Sequence[Mapping[str, Any]], /) -> int:
        """Carries out a named statement for each row, at once; returns how many rows changed."""
        if not rows:
            return 0
        cursor = await self._raw.executemany(self._queries[query], rows)
        return int(cursor.rowcount)

    async def begin(self) -> None:
        """Holds on to the state of this moment until `rollback`."""
        await self._raw.execute("BEGIN")
        await self._raw.execute_fetchall(self._queries["database_state"])  # not before it reads

    async def rollback(self) -> None:
        """Lets go of the state held since `begin`."""
        if self._raw.in_transaction:
            await self._raw.execute("ROLLBACK")


class Database:
    """One database file, encrypted where it has a key file. `async with database: …`"""

    def __init__(self, path: Path, key_file: KeyFile | None = None, readers: int = 4) -> None:
        self.path = path
        self.key_file = key_file
        self.queries = load_queries()
        self._writer: aiosqlite.Connection | None = None
        self._together: Together | None = None
        self._pair = asyncio.Lock()  # two that each hold one and want another would wait for ever
        self._idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()
        self._readers = readers

    @classmethod
    def at(cls, url: str, key_file: str = "") -> Self:
        """Returns the database a `sqlite:///path` url names, not yet opened; "" for no key file."""
        prefix = "sqlite:///"
        if not url.startswith(prefix) or url == prefix:
            raise DatabaseError("database-url-unknown", url=url.partition(":")[0])
        return cls(Path(url.removeprefix(prefix)), KeyFile(Path(key_file)) if key_file else None)

    async def __aenter__(self) -> Self:
        """Opens the file, bringing its tables up to date. DatabaseError where that cannot be."""
        try:
            key = await key_for(self.path, self.key_file)
            self._writer = await self._connect(key, Writer)
            await migrate(self._writer)
            await chain_all(self._writer, self.queries)
            self._together = Together(self._writer)
            for _ in range(self._readers):
                reader = await self._connect(key, Reader)
                await reader.execute("PRAGMA query_only = ON")
                self._idle.put_nowait(reader)
        except sqlite.OperationalError as error:
            await self.close()
            raise DatabaseError(
                "database-unusable", path=str(self.path), detail=str(error)
            ) from error
        except sqlite.DatabaseError as error:
            await self.close()
            raise DatabaseError("database-damaged", path=str(self.path)) from error
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes every connection."""
        await self.close()

    async def close(self) -> None:
        """Closes every connection; may be called twice."""
        if self._together is not None:
            await self._together.settled()
            self._together = None
        if self._writer is not None:
            await self._writer.close()
            self._writer = None
        while not self._idle.empty():
            await self._idle.get_nowait().close()

    async def _connect(self, key: str | None, kind: type[Writer]) -> aiosqlite.Connection:
        raw = await connect(self.path, key, kind, timeout=BUSY_SECONDS)
        try:
            for pragma in PRAGMAS:
                await raw.execute(f"PRAGMA {pragma}")
        except BaseException:
            await raw.close()  # its thread would keep the program from ending
            raise
        return raw

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Yields a connection in which all that is done is kept together, or nothing is."""
        if self._writer is None or self._together is None:
            raise RuntimeError("the database is not open")
        with _troubles():
            async with self._together.transaction():
                yield Connection(self._writer, self.queries)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """Yields a connection that cannot change anything; each query sees what is kept by then."""
        raw = await self._idle.get()
        try:
            with _troubles():
                yield Connection(raw, self.queries)
        finally:
            self._idle.put_nowait(raw)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        """Yields a reading connection whose queries all see one and the same state."""
        async with self.reading() as connection:
            await connection.begin()
            try:
                yield connection
            finally:
                await connection.rollback()

    @asynccontextmanager
    async def snapshots(self) -> AsyncIterator[tuple[Connection, Connection]]:
        """Yields two reading connections, to be used side by side, that see one and the same state.

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
