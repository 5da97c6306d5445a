"""One program at a time may run on a database: the second is told who the first is.

And one at a time opens it: two that would both make its tables, or its first key, wait for each
other. The locks are the operating system's: they go with the process that holds them, whatever
ends that.
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

LOOKS_AGAIN = 0.05  # seconds after which one that waits to open tries again


@contextmanager
def held(database: Path, now: datetime) -> Iterator[None]:
    """Holds the database for this program. DatabaseError names the one that has it already."""
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
async def opening(database: Path) -> AsyncIterator[None]:
    """Waits until no other opens a database of this folder; a new one is its owner's alone.

    DatabaseError where there is no such folder, or a new one may not be written into it.
    """
    folder = -1
    try:
        folder = os.open(database.parent, os.O_RDONLY)
        await _alone_in(folder)
        os.close(os.open(database, os.O_RDONLY | os.O_CREAT, ONLY_OWNER))
        yield
    except OSError as error:
        detail = error.strerror or ""
        raise DatabaseError("database-unusable", path=str(database), detail=detail) from error
    finally:
        if folder >= 0:
            os.close(folder)


async def _alone_in(folder: int) -> None:
    """Asks again and again: a waiting thread would keep one from who has the lock and needs it."""
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(LOOKS_AGAIN)
        else:
            return
