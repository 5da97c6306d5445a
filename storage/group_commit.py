"""Group commit: transactions that arrive while one is under way share its COMMIT.

A COMMIT waits for the disk (synchronous=FULL), and SQLite has one writer. So a transaction that
comes while another is under way joins it, one after the other, each in a savepoint of its own, and
then all are committed at once. None returns before the COMMIT: what is acknowledged is on the disk.
A transaction that fails is rolled back alone; if the COMMIT fails, all have failed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiosqlite

from storage import sqlcipher as sqlite


@dataclass(slots=True, eq=False)
class _Group:
    """The transactions of one COMMIT. `lost`: SQLite rolled all of them back (a full disk)."""

    commit: asyncio.Task[None] | None = None
    lost: bool = False


class GroupCommit:
    """The transactions of one writing connection."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw
        self._lock = asyncio.Lock()  # granted in the order it was asked for
        self._group: _Group | None = None  # the one that others may join

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Keeps all that is done inside, or nothing; it is on the disk once this returns.

        Raises sqlite's errors.
        """
        async with self._lock:
            group = self._group or await self._begin()
            await self._raw.execute("SAVEPOINT mine", {})
            try:
                yield
                await self._raw.execute("RELEASE mine", {})
            except BaseException:
                await self._roll_back(group)
                raise
        if group.commit is not None:
            # shielded: it is the others' commit too, should this task be cancelled
            await asyncio.shield(group.commit)

    async def _begin(self) -> _Group:
        try:
            await self._raw.execute("BEGIN IMMEDIATE")
        except BaseException:
            # queued behind whatever the connection is doing; harmless where nothing was begun
            await self._raw.rollback()
            raise
        self._group = group = _Group()
        group.commit = asyncio.create_task(self._commit(group))
        return group

    async def _roll_back(self, group: _Group) -> None:
        """Undoes what this transaction has done; the work of the others stays."""
        if self._raw.in_transaction:
            await self._raw.execute("ROLLBACK TO mine", {})
            await self._raw.execute("RELEASE mine", {})
        else:
            group.lost, self._group = True, None

    async def _commit(self, group: _Group) -> None:
        """Queues behind the transactions that already wait, and commits them all."""
        async with self._lock:
            if group.lost:
                raise sqlite.OperationalError("the transaction was rolled back")
            self._group = None
            try:
                await self._raw.execute("COMMIT")
            except BaseException:
                await self._raw.rollback()
                raise

    async def drain(self) -> None:
        """Returns once no transaction is under way."""
        while self._group is not None and self._group.commit is not None:
            await asyncio.wait({self._group.commit})
