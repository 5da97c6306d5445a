"""Locks on a database file: one program may run on it, and one at a time may open it.

A second program is told who the first one is. Opening is exclusive because two programs that both
created the tables, or the first key, would wait for each other. The locks are the operating
system's: they go with the process that holds them, however it ends.
"""

import asyncio
import fcntl
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from storage.connecting import DatabaseError
from storage.keys import ONLY_OWNER

RETRY_SECONDS = 0.05  # before a program that waits to open the database tries again


@contextmanager
def instance_lock(database: Path, now: datetime) -> Iterator[None]:
    """Holds the database for this program. Raises DatabaseError naming the one that has it."""
    path = database.with_name(f"{database.name}.running")
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        detail = error.strerror or ""
        raise DatabaseError("database-unusable", path=str(path), detail=detail) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise DatabaseError(
                "database-in-use", path=str(database), who=file.read().strip() or "?"
            ) from error
        file.truncate(0)
        file.write(f"{socket.gethostname()} (process {os.getpid()}), {now:%Y-%m-%d %H:%M} UTC\n")
        file.flush()
        yield
        file.truncate(0)


@asynccontextmanager
async def opening_lock(database: Path) -> AsyncIterator[None]:
    """Waits until no other program opens a database in this folder.

    A new file is readable by its owner alone. Raises DatabaseError where there is no such folder,
    or a new file cannot be created in it.
    """
    folder = -1
    try:
        folder = os.open(database.parent, os.O_RDONLY)
        await _lock(folder)
        os.close(os.open(database, os.O_RDONLY | os.O_CREAT, ONLY_OWNER))
        yield
    except OSError as error:
        detail = error.strerror or ""
        raise DatabaseError("database-unusable", path=str(database), detail=detail) from error
    finally:
        if folder >= 0:
            os.close(folder)


async def _lock(folder: int) -> None:
    """Polls instead of blocking: a blocked thread could be one the lock's holder needs."""
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return
