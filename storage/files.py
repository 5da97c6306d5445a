"""Files of letters, kept in the database under the SHA-256 of their content (ADR 18)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from letters.letter import KeptPart
from storage.database import Connection
from storage.rows import milliseconds

TOO_LARGE, GONE = "too_large", "gone"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part whose file only Telegram has so far. `size` in bytes, None if unknown."""

    part: int
    file: str
    size: int | None
    attempts: int


async def wanted(connection: Connection, now: datetime, most: int) -> Sequence[Wanted]:
    """Returns files to be fetched now, those that wait longest first."""
    rows = await connection.all("files_to_fetch", now=milliseconds(now), most=most)
    return [Wanted(r["id"], r["file"], r["file_size"], r["fetch_attempts"]) for r in rows]


async def keep(transaction: Connection, one: Wanted, content: bytes) -> None:
    """Keeps a file's content, unless its letter was erased meanwhile."""
    digest = hashlib.sha256(content).hexdigest()
    await transaction.run("file_put", digest=digest, size=len(content), content=content)
    if not await transaction.run("part_kept", id=one.part, file=one.file, digest=digest):
        await transaction.run("file_drop", digest=digest)


async def not_kept(transaction: Connection, one: Wanted, why: str) -> None:
    """Leaves a file with Telegram for good: TOO_LARGE or GONE."""
    await transaction.run("part_not_kept", id=one.part, why=why)


async def retry_later(transaction: Connection, one: Wanted, at: datetime) -> None:
    """Schedules the next attempt to fetch a file."""
    await transaction.run("part_fetch_later", id=one.part, at=milliseconds(at))


async def content(connection: Connection, kept: KeptPart) -> bytes | None:
    """Returns the content of a part's file, None if it is not kept."""
    if kept.digest is None:
        return None
    found = await connection.value("file_content", digest=kept.digest)
    return None if found is None else bytes(found)


async def by_telegram(connection: Connection, file: str) -> bytes | None:
    """Returns a file's content by its Telegram id, None if it is not kept."""
    found = await connection.value("file_by_telegram", file=file)
    return None if found is None else bytes(found)


async def drop(transaction: Connection, digests: Sequence[str]) -> None:
    """Erases files, except those another letter has too."""
    for digest in digests:
        await transaction.run("file_drop", digest=digest)
