"""Connections that run short statements inline, in the event loop's own thread.

Handing a query to another thread and back costs several times what most of our queries cost, and
contends for the interpreter's lock. Whatever may wait for the disk or for another program (BEGIN,
COMMIT, many rows, files) still goes to the connection's thread.
"""

from typing import Any

import aiosqlite

FEW_ROWS = 10
STEPS = 20_000
"""The most steps of SQLite's virtual machine a query may take inline: about a millisecond."""


class InlineWriter(aiosqlite.Connection):
    """The connection of transactions: runs short statements with named values inline."""

    _sent = 0
    _done = 0

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        if self._is_short(args) and self._sent == self._done:
            return fn(*args)
        return await self._in_thread(fn, *args, **kwargs)

    async def _in_thread(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        handed_over: Any = super()._execute  # has no types
        return await handed_over(self._counted(fn), *args, **kwargs)

    def _counted(self, fn: Any) -> Any:
        """Counts what the thread has been given and has done; equal counts mean it is idle.

        Only then may a statement run inline, so that statements stay in order.
        """
        self._sent += 1

        def counted(*args: Any, **kwargs: Any) -> Any:
            try:
                return fn(*args, **kwargs)
            finally:
                self._done += 1

        return counted

    @staticmethod
    def _is_short(args: tuple[Any, ...]) -> bool:
        """Returns whether it is a statement with named values for few rows, and no file."""
        values = args[1] if len(args) == 2 else None
        rows = [values] if isinstance(values, dict) else values
        return (
            isinstance(rows, list)
            and 0 < len(rows) <= FEW_ROWS
            and all(isinstance(row, dict) for row in rows)
            and not any(isinstance(value, bytes) for row in rows for value in row.values())
        )


class InlineReader(InlineWriter):
    """A read-only connection: a query that turns out to be long is interrupted, and run again in
    the thread. Interrupting it changes nothing, and an open snapshot stays open.
    """

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        if not (self._is_short(args) and self._sent == self._done):
            return await self._in_thread(fn, *args, **kwargs)
        stopped: list[bool] = []

        def stop() -> bool:
            stopped.append(True)
            return True

        self._conn.set_progress_handler(stop, STEPS)
        try:
            return fn(*args)
        except Exception:
            if not stopped:
                raise
        finally:
            self._conn.set_progress_handler(None, 0)
        return await self._in_thread(fn, *args, **kwargs)
