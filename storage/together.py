"""Many transactions, one COMMIT: whoever waits for the disk waits for it together.

A COMMIT costs a write to the disk that is waited for (synchronous=FULL), and SQLite has one writer.
So transactions that come while another is under way join it, one after the other, each in a
savepoint of its own; then all are committed at once. Nobody goes on before the COMMIT: what is
acknowledged is on the disk. What fails is undone alone; if the COMMIT fails, all have failed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiosqlite

from storage import sqlcipher as sqlite


@dataclass(slots=True, eq=False)
class _Group:
    """Those who share a COMMIT. `lost`: SQLite undid all they had done (a full disk)."""

    commit: asyncio.Task[None] | None = None
    lost: bool = False


class Together:
    """The turns of one writing connection."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw
        self._turn = asyncio.Lock()  # given in the order it was asked for
        self._group: _Group | None = None  # whom others may join

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """In it all is kept together or nothing is; it is kept once this ends. Sqlite's errors."""
        async with self._turn:
            group = self._group or await self._begun()
            await self._raw.execute("SAVEPOINT mine", {})
            try:
                yield
                await self._raw.execute("RELEASE mine", {})
            except BaseException:
                await self._undo(group)
                raise
        if group.commit is not None:
            # the others wait for it, too: it goes on although one of them is cancelled
            await asyncio.shield(group.commit)

    async def _begun(self) -> _Group:
        try:
            await self._raw.execute("BEGIN IMMEDIATE")
        except BaseException:
            # in its turn behind whatever is under way; nothing where nothing was begun
            await self._raw.rollback()
            raise
        self._group = group = _Group()
        group.commit = asyncio.create_task(self._committed(group))
        return group

    async def _undo(self, group: _Group) -> None:
        """Undoes what the one whose turn it is has done; the others' work stays."""
        if self._raw.in_transaction:
            await self._raw.execute("ROLLBACK TO mine", {})
            await self._raw.execute("RELEASE mine", {})
        else:
            group.lost, self._group = True, None

    async def _committed(self, group: _Group) -> None:
        """Takes its turn behind those who already wait, and commits what all of them did."""
        async with self._turn:
            if group.lost:
                raise sqlite.OperationalError("what was under way was undone")
            self._group = None
            try:
                await self._raw.execute("COMMIT")
            except BaseException:
                await self._raw.rollback()
                raise

    async def settled(self) -> None:
        """Returns once nothing is under way any more."""
        while self._group is not None and self._group.commit is not None:
            await asyncio.wait({self._group.commit})
