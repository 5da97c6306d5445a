"""Copies a whole database into an empty one, of either engine; may be interrupted and resumed.

Table by table in the order of keys, so that the rows already there tell where to resume. No program
opens a half-copied database.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from storage import own_facts
from storage.connecting import DatabaseError
from storage.database import Connection, Database, Row
from storage.rows import milliseconds

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "people": ("id",),
        "staff": ("person", "role", "department"),
        "invitations": ("code",),
        "registers": ("mailbox", "year"),
        "letters": ("id",),
        "events": ("letter", "revision"),
        "assignments": ("letter", "revision", "department"),
        "drafts": ("id",),
        "files": ("digest",),
        "parts": ("id",),
        "outbox": ("id",),
        "sent": ("chat", "message"),
        "conversations": ("chat", "person"),
        "gatherings": ("chat", "person", "letter"),
        "moved_chats": ("old_chat",),
        "heartbeats": ("sweep",),
        "office_events": ("id",),
        "ledger": ("id",),
        "editions": ("id",),
        "known": ("name",),
    }
)
"""Every table and its key; each refers only to tables before it."""
MARK = " copying"
"""Marks a database being copied into; the name sorts before all others."""
BATCH, BATCH_OF_FILES = 2_000, 8


def tables() -> Mapping[str, tuple[str, ...]]:
    """Returns all tables and their keys, those of procedures' own facts the last."""
    return {**TABLES, **own_facts.tables()}


async def rows_in(connection: Connection) -> dict[str, int]:
    """Returns how many rows each table has."""
    found = {}
    for table in tables():
        counted = await connection.fetch(f"SELECT count(*) AS rows FROM {table}")  # noqa: S608 — named above
        found[table] = int(counted[0]["rows"])
    return found


async def ensure_whole(database: Database) -> None:
    """Raises DatabaseError if a copy into this open database was begun and not finished."""
    async with database.reading() as connection:
        if await connection.one("known_get", name=MARK) is not None:
            raise DatabaseError("copy-not-ended", path=database.place)


async def copy(
    source: Database, target: Database, now: datetime, progress: Callable[[int], None]
) -> dict[str, int]:
    """Copies one open database into another, resuming an earlier copy that was interrupted.

    Tells `progress` the number of further rows; returns the rows of each table. Nothing else may
    write to either. Raises DatabaseError if the target has data of its own or row counts differ.
    """
    await _mark(source, target, now)
    async with source.snapshot() as reading:
        for table, key in tables().items():
            await _copy_table(reading, target, table, key, progress)
        wanted = await rows_in(reading)
    async with target.transaction() as writing:
        await writing.run("known_forget", name=MARK)
        found = await rows_in(writing)
        if found != wanted:
            raise DatabaseError("copy-differs", path=target.place)
        await writing.reset_sequences(tuple(t for t, key in tables().items() if key == ("id",)))
    return found


async def _mark(source: Database, target: Database, now: datetime) -> None:
    """Begins a copy, or resumes one of the same source."""
    async with target.transaction() as writing:
        begun = await writing.one("known_get", name=MARK)
        if begun is None:
            if any((await rows_in(writing)).values()):
                raise DatabaseError("copy-not-empty", path=target.place)
            await writing.run("known_put", name=MARK, value=source.place, now=milliseconds(now))
        elif begun["value"] != source.place:
            raise DatabaseError("copy-of-another", path=target.place, source=begun["value"])


async def _copy_table(
    reading: Connection,
    target: Database,
    table: str,
    key: Sequence[str],
    progress: Callable[[int], None],
) -> None:
    names, most = ", ".join(key), BATCH_OF_FILES if table == "files" else BATCH
    backwards = ", ".join(f"{name} DESC" for name in key)
    async with target.reading() as there:
        last = await there.fetch(f"SELECT {names} FROM {table} ORDER BY {backwards} LIMIT 1")  # noqa: S608 — named above
    while True:
        after = f"WHERE ({names}) > ({', '.join(f':{name}' for name in key)})" if last else ""
        rows = await reading.fetch(
            f"SELECT * FROM {table} {after} ORDER BY {names} LIMIT {most}",  # noqa: S608 — named above
            last[0] if last else None,
        )
        if not rows:
            break
        async with target.transaction() as writing:
            await writing.put_rows(table, [_unmerged(row) for row in rows])
        last = [{name: rows[-1][name] for name in key}]
        progress(len(rows))
    if table == "letters":  # some were merged into letters that came after them
        found = await reading.all("letters_merged_all")
        merged = [{"id": row["id"], "merged_into": row["merged_into"]} for row in found]
        async with target.transaction() as writing:
            await writing.run_many("letter_merged", merged)


def _unmerged(row: Row) -> Row:
    return {**row, "merged_into": None} if row.get("merged_into") is not None else row
