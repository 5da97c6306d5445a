"""Picks the engine a url names: sqlite:///file, or postgresql://server/database."""

from pathlib import Path

from storage.connecting import DatabaseError
from storage.database import Database
from storage.keys import KeyFile
from storage.sqlite import SqliteDatabase

FILE, SERVER = "sqlite:///", "postgresql://"


def is_known(url: str) -> bool:
    """Returns whether this is the url of a database."""
    return any(url.startswith(scheme) and url != scheme for scheme in (FILE, SERVER))


def database_at(url: str, key_file: str = "") -> Database:
    """Returns the database of a url, not yet opened; "" for no key file. Raises DatabaseError."""
    keys = KeyFile(Path(key_file)) if key_file else None
    if not is_known(url):
        raise DatabaseError("database-url-unknown", url=url.partition(":")[0])
    if url.startswith(FILE):
        return SqliteDatabase(Path(url.removeprefix(FILE)), keys)
    try:
        from storage.postgres import PostgresDatabase  # noqa: PLC0415 — an optional dependency
    except ImportError as error:
        raise DatabaseError("database-no-driver") from error
    return PostgresDatabase(url, keys)
