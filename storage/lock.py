"""One program at a time may run on a database: the second is told who the first is.

The lock is the operating system's, on a file beside the database: it goes with the process that
holds it, whatever ends that.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from storage.connecting import DatabaseError


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
