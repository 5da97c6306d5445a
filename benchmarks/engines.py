"""The databases of the benches: an engine is an url and nothing else to them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.programs import Mailbox
from storage.database import Database
from storage.engines import database_at

SQLITE = "sqlite"


@asynccontextmanager
async def fresh(engine: str, folder: Path) -> AsyncIterator[str]:
    """Yields the url of an empty database: a new file for "sqlite", else the url given."""
    yield f"sqlite:///{folder / 'mailbox.db'}" if engine == SQLITE else engine


def archive(mailbox: Mailbox, queries: Mapping[str, str]) -> Database:
    """Returns a mailbox's database, not yet opened, that knows a bench's own queries, too."""
    key_file = str(mailbox.folder / "mailbox.key") if mailbox.encrypted else ""
    database = database_at(mailbox.url, key_file)
    database.queries = {**database.queries, **queries}
    return database
