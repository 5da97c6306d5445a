"""What the archive offers: named queries, transactions, snapshots, locks.

The engines are storage/sqlite.py (one file) and storage/postgres.py (a server, for more programs
than one); storage/engines.py picks the one a url names. The queries are the same for both.
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from storage.keys import KeyFile
from storage.queries import load_queries

Row = Mapping[str, Any]
INTEGER_LIMIT = 2**63
"""One more than the largest number an archive holds."""
BUSY_SECONDS = 10
"""How long a transaction waits for the write lock."""


class ArchiveTrouble(Exception):
    """The archive cannot be read or written now (busy, full, damaged); nothing was kept."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A database's version, the newest this program knows, and what it holds.

    `outbox`: messages by how they ended ("waiting", "sent", …); `swept_at`: each sweep's last run.
    """

    version: int
    known: int
    letters: int = 0
    outbox: Mapping[str, int] = field(default_factory=dict)
    swept_at: Mapping[str, datetime] = field(default_factory=dict)


class Connection(ABC):
    """Named queries over one connection. Inside `transaction()` all of them happen or none."""

    def __init__(self, queries: Mapping[str, str]) -> None:
        self._queries = queries

    @abstractmethod
    async def fetch(self, statement: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """Returns all rows of an SQL statement, with `:name` for its values."""

    @abstractmethod
    async def execute(self, statement: str, values: Mapping[str, Any] | None = None) -> int:
        """Executes an SQL statement; returns how many rows it changed."""

    @abstractmethod
    async def execute_many(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Executes an SQL statement for each row in one batch; returns how many rows changed."""

    async def put_rows(self, table: str, rows: Sequence[Row]) -> None:
        """Inserts rows as they are, all with the same columns: for copies."""
        names = ", ".join(f'"{name}"' for name in rows[0])
        values = ", ".join(f":{name}" for name in rows[0])
        await self.execute_many(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)  # noqa: S608 — the archive's own names

    @abstractmethod
    async def reset_sequences(self, tables: Sequence[str]) -> None:
        """Makes the next id of each table follow the highest one there: for copies."""

    async def all(self, query: str, /, **values: Any) -> Sequence[Row]:
        """Returns all rows of a named query."""
        return await self.fetch(self._queries[query], values)

    async def one(self, query: str, /, **values: Any) -> Row | None:
        """Returns the first row of a named query, or None."""
        rows = await self.all(query, **values)
        return rows[0] if rows else None

    async def value(self, query: str, /, **values: Any) -> Any:
        """Returns the first column of the first row, or None."""
        row = await self.one(query, **values)
        return None if row is None else next(iter(row.values()))

    async def column(self, query: str, /, **values: Any) -> list[Any]:
        """Returns the first column of all rows of a named query."""
        return [next(iter(row.values())) for row in await self.all(query, **values)]

    async def run(self, query: str, /, **values: Any) -> int:
        """Executes a named statement; returns how many rows it changed."""
        return await self.execute(self._queries[query], values)

    async def run_many(self, query: str, rows: Sequence[Mapping[str, Any]], /) -> int:
        """Executes a named statement for each row in one batch; returns how many rows changed."""
        return await self.execute_many(self._queries[query], rows) if rows else 0


@dataclass(frozen=True, slots=True)
class Lock:
    """Whether a lock was acquired, and, asked later, whether it is still held."""

    acquired: bool
    held: Callable[[], Awaitable[bool]]


class Database(ABC):
    """The archive. `async with database: …` opens it, bringing its tables up to date."""

    place: str
    """The file, or the server and its database, as people are told of it."""
    is_shared: bool
    """Whether several programs may run on it at once."""

    def __init__(self, key_file: KeyFile | None) -> None:
        self.key_file = key_file
        self.queries = load_queries()

    @abstractmethod
    async def __aenter__(self) -> Self:
        """Opens the database. Raises DatabaseError or NewerDatabaseError if it cannot be opened."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes every connection."""
        await self.close()

    @abstractmethod
    async def close(self) -> None:
        """Closes every connection; may be called twice."""

    @property
    @abstractmethod
    def disk(self) -> Path | None:
        """The folder whose disk the database fills, None if it is on another machine."""

    @abstractmethod
    def instance_lock(self, now: datetime) -> AbstractContextManager[None]:
        """Holds the database for this program, where only one may run on it.

        Raises DatabaseError naming the program that has it. Does nothing where several may run.
        """

    @abstractmethod
    async def look(self) -> Seen:
        """Returns what is there, changing nothing: call it on a database that is not open.

        Raises DatabaseError if there is none or it is unusable, NewerDatabaseError.
        """

    @abstractmethod
    async def ensure_current(self) -> None:
        """Raises DatabaseError if there is no database, or if opening it would migrate it."""

    @abstractmethod
    async def copy_to(self, file: Path, now: datetime) -> None:
        """Writes the content as of one moment to a new database file, under the key file's key."""

    @abstractmethod
    async def take_from(self, file: Path, now: datetime) -> str | None:
        """Replaces this database, which is not open, with a database file's content.

        Returns where the old database was put, None if there was none. Raises DatabaseError.
        """

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Connection]:
        """Yields a connection on which everything is committed together, or nothing is.

        One at a time: nobody else changes what it has read until it ends.
        """

    @abstractmethod
    def unsynced(self) -> AbstractAsyncContextManager[Connection]:
        """Yields a connection for what may be lost in a power cut, and is read by nothing else.

        Each statement is committed by itself: a server takes no lock for it and does not wait for
        its disk.
        """

    @abstractmethod
    def reading(self) -> AbstractAsyncContextManager[Connection]:
        """Yields a read-only connection; each query sees what is committed by then."""

    @abstractmethod
    def snapshot(self) -> AbstractAsyncContextManager[Connection]:
        """Yields a read-only connection whose queries all see the same state."""

    @abstractmethod
    def snapshots(self) -> AbstractAsyncContextManager[tuple[Connection, Connection]]:
        """Yields two read-only connections, for use side by side, that see the same state."""

    @abstractmethod
    def lock(self, name: str, *, wait: bool = True) -> AbstractAsyncContextManager[Lock]:
        """Yields a lock by name once no other program or task on this database holds it.

        Without `wait` it yields at once, perhaps a lock that was not acquired. A program that dies
        releases its locks.
        """
