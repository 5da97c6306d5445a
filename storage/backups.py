"""Backups of the whole archive: made while it is in use, checked after writing, put back.

A backup is one zip file: the database as of one moment, and a manifest with its SHA-256, what it
holds, and the end of all chains (storage/verify.py).
"""

import asyncio
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite

from storage import sqlcipher as sqlite
from storage.connecting import DatabaseError, connect
from storage.database import Database
from storage.keys import KeyFile, key_of
from storage.migrate import NewerDatabaseError, migrations, version
from storage.queries import load_queries
from storage.sqlite import SqliteConnection
from storage.verify import Verified, verify

DATABASE, MANIFEST = "mailbox.db", "manifest.json"
PATTERN = "mailbox-????????-??????.zip"
LEFT_AFTER = 24 * 3600  # seconds
PIECE = 1024 * 1024


class BadBackupError(Exception):
    """Not a backup, or altered since it was written. `message_id` says why, with `facts`."""

    def __init__(self, message_id: str, **facts: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: its moment (ISO, UTC), the tables' version, how much, which chains."""

    made_at: str
    version: int
    letters: int
    events: int
    end: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and verified."""

    path: Path
    manifest: Manifest


async def write(database: Database, folder: Path, now: datetime) -> Backup:
    """Writes a backup of the database as it is at one moment, and reads it again.

    Other programs may go on writing meanwhile. Raises BadBackupError if it cannot be written, if
    what was written is not the same, or if the register is broken.
    """
    name = f"mailbox-{now:%Y%m%d-%H%M%S}.zip"
    try:
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        await asyncio.to_thread(_clear, folder, now)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as beside:
            copy, packed = Path(beside) / DATABASE, Path(beside) / name
            await database.copy_to(copy, now)
            found, tables = await _verified(copy, database.key_file)
            manifest = Manifest(
                now.isoformat(timespec="seconds"),
                tables,
                found.letters,
                found.events,
                found.end,
                await asyncio.to_thread(_sha256, copy),
            )
            await asyncio.to_thread(_pack, copy, manifest, packed)
            await check(packed, database.key_file)
            os.replace(packed, folder / name)
    except OSError as error:
        raise BadBackupError(
            "backup-unwritable", path=str(folder), detail=error.strerror or ""
        ) from error
    return Backup(folder / name, manifest)


def _clear(folder: Path, now: datetime) -> None:
    """Deletes what was left, a day ago or more, by a program killed during a backup."""
    for left in (*folder.glob(".backup-*"), *folder.glob(".check-*")):
        if now.timestamp() - left.stat().st_mtime > LEFT_AFTER:
            shutil.rmtree(left, ignore_errors=True)


async def _verified(copy: Path, key_file: KeyFile | None) -> tuple[Verified, int]:
    """What a copy holds, and its schema version. Raises BadBackupError if it is broken."""
    async with _opened(copy, key_file) as raw:
        tables, known = await version(raw), migrations()[-1][0]
        if tables > known:
            raise NewerDatabaseError(tables, known)
        if tables < known:
            raise BadBackupError("backup-older", version=str(tables))
        found = await verify(SqliteConnection(raw, load_queries()), lambda _count: None)
    if found.faults:
        raise BadBackupError("backup-broken", path=str(copy.name))
    return found, tables


@asynccontextmanager
async def _opened(copy: Path, key_file: KeyFile | None) -> AsyncIterator[aiosqlite.Connection]:
    key = await key_of(copy, key_file)
    raw = await connect(f"file:{copy}?mode=ro", key, uri=True)
    try:
        yield raw
    finally:
        await raw.close()


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _pack(copy: Path, manifest: Manifest, packed: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")
        archive.write(copy, DATABASE)
    with packed.open("rb") as written:
        os.fsync(written.fileno())


async def check(packed: Path, key_file: KeyFile | None = None) -> Manifest:
    """Returns what a backup holds, having read all of it. Raises BadBackupError if unusable."""
    with tempfile.TemporaryDirectory(prefix=".check-", dir=packed.parent) as beside:
        return await _unpacked(packed, Path(beside) / DATABASE, key_file)


async def _unpacked(packed: Path, copy: Path, key_file: KeyFile | None) -> Manifest:
    try:
        with zipfile.ZipFile(packed) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            await asyncio.to_thread(archive.extract, DATABASE, copy.parent)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise BadBackupError("backup-unreadable", path=str(packed)) from error
    if await asyncio.to_thread(_sha256, copy) != manifest.sha256:
        raise BadBackupError("backup-altered", path=str(packed))
    try:
        found, _ = await _verified(copy, key_file)
    except DatabaseError as error:  # it is about the key: name the backup, not our copy of it
        raise DatabaseError(error.reason, **{**error.facts, "path": str(packed)}) from error
    except sqlite.Error as error:
        raise BadBackupError("backup-unreadable", path=str(packed)) from error
    if found.end != manifest.end:
        raise BadBackupError("backup-altered", path=str(packed))
    return manifest


async def restore(packed: Path, database: Database, now: datetime) -> tuple[Manifest, str | None]:
    """Puts a backup in the database's place; returns what it holds, and where the old one went.

    Nothing changes if the backup is unusable (BadBackupError) or the database cannot be replaced
    (DatabaseError).
    """
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=database.disk) as beside:
        copy = Path(beside) / DATABASE
        manifest = await _unpacked(packed, copy, database.key_file)
        kept = await database.take_from(copy, now)
    return manifest, kept


def there(folder: Path) -> Sequence[Path]:
    """Returns the backups in a folder, the oldest first."""
    return sorted(folder.glob(PATTERN)) if folder.is_dir() else []


def taken_at(packed: Path) -> datetime:
    """Returns the instant a backup was taken (UTC), by its name."""
    return datetime.strptime(packed.stem, "mailbox-%Y%m%d-%H%M%S").replace(tzinfo=UTC)


def rotate(folder: Path, keep: int) -> int:
    """Deletes all backups but the newest `keep`; returns how many it deleted."""
    old = there(folder)[:-keep]
    for file in old:
        file.unlink()
    return len(old)
