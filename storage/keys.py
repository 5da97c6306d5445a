"""The key of an encrypted database: a file outside it, a line for each key, the newest first.

Older keys stay in the file for the backups that were made with them.
"""

import asyncio
import os
import re
import secrets
from pathlib import Path

from storage import sqlcipher as sqlite
from storage.connecting import DatabaseError, opened

KEY = re.compile(r"[0-9a-f]{64}")
PLAIN = b"SQLite format 3\x00"  # https://www.sqlite.org/fileformat.html, 1.3
ONLY_OWNER = 0o600


class KeyFile:
    """A file of keys. Its methods raise DatabaseError if it cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def keys(self) -> tuple[str, ...]:
        """Returns the keys, the newest first; empty if there is no file."""
        try:
            lines = self.path.read_text(encoding="ascii").splitlines()
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise DatabaseError("key-unreadable", file=str(self.path)) from error
        keys = tuple(line.strip() for line in lines if line.strip() and line[0] != "#")
        if not keys or not all(KEY.fullmatch(key) for key in keys):
            raise DatabaseError("key-unreadable", file=str(self.path))
        return keys

    def add(self) -> str:
        """Adds a new key before all others and returns it; only the owner may read the file."""
        key = secrets.token_hex(32)
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(beside, flags, ONLY_OWNER), "w", encoding="ascii") as file:
                file.write("".join(f"{line}\n" for line in (key, *self.keys())))
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self.path)
        except OSError as error:
            detail = error.strerror or ""
            raise DatabaseError("key-unwritable", file=str(self.path), detail=detail) from error
        return key

    def read_by_others(self) -> bool:
        """Returns whether anybody but the owner may read the file."""
        return self.path.exists() and bool(self.path.stat().st_mode & 0o077)


async def key_for(database: Path, key_file: KeyFile | None) -> str | None:
    """Returns the key that opens a database, None for one that is unencrypted on purpose.

    For a database that does not exist yet: the newest key, created if there is none. Raises
    DatabaseError if the file and the configuration do not agree, or no key opens it.
    """
    return await asyncio.to_thread(_key_for, database, key_file)


def _key_for(database: Path, key_file: KeyFile | None) -> str | None:
    start = _start(database)
    if not start:
        return None if key_file is None else (*key_file.keys(), None)[0] or key_file.add()
    if key_file is None:
        return None  # whether it is plain or damaged is for the first statement to tell
    if start == PLAIN:
        raise DatabaseError("database-plain", path=str(database))
    keys = key_file.keys()
    if not keys:
        raise DatabaseError("key-missing", path=str(database), file=str(key_file.path))
    for key in keys:
        if _opens(database, key):
            return key
    raise DatabaseError("key-wrong", path=str(database), file=str(key_file.path))


async def key_of(database: Path, key_file: KeyFile | None) -> str | None:
    """Returns what `key_for` does, None for any plain file: a backup may be older than the key."""
    plain = await asyncio.to_thread(_start, database) == PLAIN
    return None if plain else await key_for(database, key_file)


def _start(database: Path) -> bytes:
    try:
        with database.open("rb") as file:
            return file.read(len(PLAIN))
    except FileNotFoundError:
        return b""
    except OSError as error:
        detail = error.strerror or ""
        raise DatabaseError("database-unusable", path=str(database), detail=detail) from error


def _opens(database: Path, key: str) -> bool:
    raw = opened(f"file:{database}?mode=ro", key, uri=True)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.OperationalError as error:
        raise DatabaseError("database-unusable", path=str(database), detail=str(error)) from error
    except sqlite.DatabaseError:
        return False
    finally:
        raw.close()
    return True
