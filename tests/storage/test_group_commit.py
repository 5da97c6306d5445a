"""Many transactions, one COMMIT; short queries at once, long ones in their thread."""

import asyncio
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from storage.database import ArchiveTrouble, Database
from storage.sqlite import SqliteConnection, SqliteDatabase

LONG = """
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 300000)
SELECT sum(n) AS sum, (SELECT count(*) FROM heartbeats) AS rows FROM numbers
"""
pytestmark = pytest.mark.sqlite_file
NAMES = [f"sweep{n:02d}" for n in range(20)]


def with_long_query(path: Path) -> SqliteDatabase:
    """A database not yet opened whose queries hold one that takes a while."""
    database = SqliteDatabase(path)
    database.queries = {**database.queries, "long": LONG}
    return database


async def beat(database: Database, name: str) -> None:
    """One transaction."""
    async with database.transaction() as transaction:
        await transaction.run("heartbeat", sweep=name, now=1, note="")


async def names_in(database: Database) -> list[str]:
    """The names whose transactions were kept."""
    async with database.reading() as connection:
        return [row["sweep"] for row in await connection.all("heartbeats_all")]


async def test_transactions_that_come_together_are_kept_by_one_commit_before_any_goes_on(
    tmp_path: Path,
) -> None:
    async with SqliteDatabase(tmp_path / "a.db") as database:
        statements: list[str] = []
        assert database._writer is not None
        database._writer._conn.set_trace_callback(statements.append)

        async def beat_and_look(name: str) -> list[str]:
            await beat(database, name)
            return await names_in(database)

        seen = await asyncio.gather(*(beat_and_look(name) for name in NAMES))
    assert seen == [NAMES] * len(NAMES)
    assert [s for s in statements if s in {"BEGIN IMMEDIATE", "COMMIT"}] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]


async def test_where_the_database_undoes_all_that_is_under_way_all_are_told_and_it_goes_on(
    tmp_path: Path,
) -> None:
    async with SqliteDatabase(tmp_path / "a.db") as database:

        async def fails_for_all() -> None:
            async with database.transaction() as transaction:
                assert isinstance(transaction, SqliteConnection)
                await transaction._raw.execute("ROLLBACK")  # as SQLite does on a full disk
                raise LookupError

        results = await asyncio.gather(
            beat(database, "first"),
            fails_for_all(),
            beat(database, "after"),
            return_exceptions=True,
        )
        assert [type(result) for result in results] == [ArchiveTrouble, LookupError, type(None)]
        assert await names_in(database) == ["after"]


async def test_who_is_cancelled_while_the_commit_is_under_way_takes_nobody_along(
    tmp_path: Path,
) -> None:
    async with SqliteDatabase(tmp_path / "a.db") as database:
        tasks = [asyncio.create_task(beat(database, name)) for name in NAMES[:3]]
        await asyncio.sleep(0)
        tasks[0].cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(result) for result in results] == [
            asyncio.CancelledError,
            type(None),
            type(None),
        ]
        assert (await names_in(database))[-2:] == NAMES[1:3]


async def test_a_long_query_is_answered_while_others_go_on(tmp_path: Path) -> None:
    async with with_long_query(tmp_path / "a.db") as database, database.reading() as connection:
        asked = asyncio.create_task(connection.one("long"))
        went_on = 0
        while not asked.done():
            await asyncio.sleep(0)
            went_on += 1
        assert asked.result() == {"sum": 45000150000, "rows": 0}
        assert went_on > 2  # at once, it would be done after one


async def test_a_state_held_on_to_stays_although_a_long_query_was_stopped_and_asked_again(
    tmp_path: Path,
) -> None:
    async with with_long_query(tmp_path / "a.db") as database:
        await beat(database, "before")
        async with database.snapshot() as connection:
            await beat(database, "since")
            assert await connection.one("long") == {"sum": 45000150000, "rows": 1}
        assert await names_in(database) == ["before", "since"]


async def test_a_query_that_cannot_be_is_trouble_at_once(tmp_path: Path) -> None:
    database = with_long_query(tmp_path / "a.db")
    database.queries = {**database.queries, "long": "SELECT words FROM nowhere"}
    async with database, database.reading() as connection:
        with pytest.raises(sqlite.OperationalError, match="no such table: nowhere"):
            await connection.one("long")
