"""The databases of tests: a SQLite file in the test's folder, or one of a PostgreSQL server's.

`pytest --engine postgresql` runs the same tests on a real server, which comes with the development
dependencies. Each folder has a database of its own, taken from a template that is migrated once.
"""

import asyncio
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from benchmarks import engines
from storage.connecting import opened
from storage.database import Database
from storage.engines import database_at
from storage.keys import KeyFile

SERVER = "MAILBOX_TEST_SERVER"
"""The environment's name for the server's address; the workers of the suite inherit it."""
TEMPLATE = "mailbox_template"
_made: dict[Path, str] = {}


def on_server() -> bool:
    """Whether the tests run on PostgreSQL."""
    return SERVER in os.environ


def url_in(folder: Path, name: str = "mailbox.db") -> str:
    """Returns the url of a folder's database; on a server it is there, with all its tables."""
    path = folder / name
    if not on_server():
        return f"sqlite:///{path}"
    if path not in _made:
        _made[path] = f"m{hashlib.sha256(str(path).encode()).hexdigest()[:24]}"
        _said(f"CREATE DATABASE {_made[path]} TEMPLATE {TEMPLATE}")
    return _url(_made[path])


def archive_in(folder: Path, name: str = "mailbox.db") -> Database:
    """Returns a folder's database, not yet opened."""
    return database_at(url_in(folder, name))


def drop_all() -> None:
    """Drops the databases this process made on the server."""
    while _made:
        _, name = _made.popitem()
        _said(f"DROP DATABASE {name} WITH (FORCE)")


def kept_as(text: str) -> str:
    """Returns a text as the archive keeps it: PostgreSQL cannot hold NUL."""
    return text.replace("\x00", "") if on_server() else text


@contextmanager
def busy(folder: Path) -> Iterator[None]:
    """Another program holds the database for writing."""
    if on_server():
        import psycopg  # noqa: PLC0415 — only for tests on a server

        from storage.postgres_connection import TAKE_WRITE_LOCK  # noqa: PLC0415 — likewise

        with psycopg.connect(url_in(folder)) as raw:
            raw.execute(TAKE_WRITE_LOCK)
            yield
            raw.rollback()
    else:
        file = sqlite.connect(folder / "mailbox.db", isolation_level=None)
        file.execute("BEGIN IMMEDIATE")
        yield
        file.execute("ROLLBACK")
        file.close()


def looked_up(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    """Returns what somebody else sees in the database."""
    if on_server():
        import psycopg  # noqa: PLC0415 — only for tests on a server

        with psycopg.connect(url_in(folder)) as raw:
            return raw.execute(statement.encode()).fetchall()
    keys = KeyFile(folder / "mailbox.key").keys()
    file = opened(folder / "mailbox.db", keys[0] if keys else None)
    try:
        return list(file.execute(statement).fetchall())
    finally:
        file.close()


@contextmanager
def intruder(folder: Path) -> Iterator[Any]:
    """Somebody with the database in their hands, who gets around triggers and foreign keys."""
    raw: Any
    if on_server():
        import psycopg  # noqa: PLC0415 — only for tests on a server

        raw = psycopg.connect(url_in(folder), autocommit=True)
        raw.execute("SET session_replication_role = replica")
    else:
        raw = sqlite.connect(folder / "mailbox.db", isolation_level=None)
        raw.execute("DROP TRIGGER events_unchanged")
        raw.execute("DROP TRIGGER events_not_taken_out")
    try:
        yield raw
    finally:
        raw.close()


def start_server() -> Any:
    """Starts a server for this run of the tests, and makes the template; returns its handle."""
    server = engines.start_server()
    os.environ[SERVER] = server.get_uri()
    _said("ALTER SYSTEM SET fsync = off")  # the machine does not lose its power in a test
    _said("ALTER SYSTEM SET full_page_writes = off")
    _said("SELECT pg_reload_conf()")
    _said(f"CREATE DATABASE {TEMPLATE}")

    async def migrate() -> None:
        async with database_at(_url(TEMPLATE)):
            pass

    asyncio.run(migrate())
    return server


def _url(name: str) -> str:
    return os.environ[SERVER].replace("/postgres?", f"/{name}?")


def _said(statement: str) -> None:
    import psycopg  # noqa: PLC0415 — only for tests on a server

    with psycopg.connect(os.environ[SERVER], autocommit=True) as raw:
        raw.execute(statement.encode())
