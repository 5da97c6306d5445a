"""The archive: tables brought up to date, all or nothing, troubles named."""

import asyncio
import re
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from storage.connecting import DatabaseError
from storage.copying import TABLES
from storage.database import ArchiveTrouble
from storage.keys import KeyFile
from storage.migrate import NewerDatabaseError, migrations
from storage.queries import load_queries
from storage.rows import DERIVED_COLUMNS, LETTER_COLUMNS
from storage.sqlite import SqliteDatabase
from tests.engine import archive_in


@pytest.mark.sqlite_file
async def test_a_new_file_gets_all_tables_and_a_second_start_changes_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.db"
    for _ in range(2):
        async with SqliteDatabase(path):
            pass
    seen = await SqliteDatabase(path).look()
    assert (seen.version, seen.known, seen.letters) == (len(migrations()), len(migrations()), 0)


@pytest.mark.sqlite_file
async def test_several_programs_that_open_a_new_file_at_once_make_it_once_with_one_key(
    tmp_path: Path,
) -> None:
    path, key_file = tmp_path / "a.db", KeyFile(tmp_path / "a.key")

    async def opens() -> None:
        async with SqliteDatabase(path, key_file):
            pass

    await asyncio.gather(*(opens() for _ in range(12)))
    seen = await SqliteDatabase(path, key_file).look()
    assert (seen.version, len(key_file.keys())) == (len(migrations()), 1)
    assert path.stat().st_mode & 0o077 == 0, "nobody else may read it"


@pytest.mark.sqlite_file
async def test_a_database_newer_than_the_program_is_refused_and_left_as_it_is(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.db"
    async with SqliteDatabase(path):
        pass
    raw = sqlite.connect(path)
    raw.execute("INSERT INTO schema_version (version) VALUES (99)")
    raw.commit()
    raw.close()
    with pytest.raises(NewerDatabaseError) as refused:
        async with SqliteDatabase(path):
            pass
    assert refused.value.facts == {"found": 99, "known": len(migrations())}


@pytest.mark.sqlite_file
async def test_a_file_that_is_no_database_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"a letter to the mayor, but no database" * 100)
    with pytest.raises(DatabaseError) as refused:
        async with SqliteDatabase(path):
            pass
    assert refused.value.reason == "database-damaged"


@pytest.mark.sqlite_file
async def test_a_folder_that_is_not_there_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError) as refused:
        async with SqliteDatabase(tmp_path / "nowhere" / "a.db"):
            pass
    assert refused.value.reason == "database-unusable"


async def test_one_tasks_rollback_does_not_take_anothers_insert_along(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database:

        async def seen(sweep: str, *, fails: bool) -> None:
            async with database.transaction() as transaction:
                await transaction.run("heartbeat", sweep=sweep, now=1, note="")
                await asyncio.sleep(0)
                if fails:
                    raise LookupError(sweep)

        names = [f"sweep{n}" for n in range(20)]
        results = await asyncio.gather(
            *(seen(name, fails=place % 2 == 0) for place, name in enumerate(names)),
            return_exceptions=True,
        )
        assert [isinstance(r, LookupError) for r in results] == [True, False] * 10
        async with database.reading() as connection:
            kept = {row["sweep"] for row in await connection.all("heartbeats_all")}
    assert kept == set(names[1::2])


@pytest.mark.sqlite_file
async def test_a_database_locked_by_another_program_is_trouble_that_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.05)
    path = tmp_path / "a.db"
    async with SqliteDatabase(path) as database:
        other = sqlite.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveTrouble):
            async with database.transaction() as transaction:
                await transaction.run("heartbeat", sweep="letters", now=1, note="")
        other.execute("ROLLBACK")
        other.close()
        async with database.transaction() as transaction:
            await transaction.run("heartbeat", sweep="letters", now=2, note="")
        async with database.reading() as connection:
            assert await connection.value("heartbeats_all") == "letters"


@pytest.mark.sqlite_file
async def test_readers_cannot_write(tmp_path: Path) -> None:
    async with SqliteDatabase(tmp_path / "a.db") as database, database.reading() as connection:
        with pytest.raises(sqlite.OperationalError, match="readonly"):
            await connection.run("heartbeat", sweep="letters", now=1, note="")


async def test_every_query_is_understood_by_the_database(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database, database.transaction() as transaction:
        for name, query in load_queries().items():
            values = dict.fromkeys(re.findall(r":([a-z_0-9]+)", query))
            assert await transaction.fetch(f"EXPLAIN {query}", values), name


TRANSIENT = {"paced", "paced_holds", "schema_version"}
"""Tables that a copy leaves out: what was sent in the last minute, and the tables' own version."""


async def test_a_copy_knows_every_table_there_is_and_its_key(tmp_path: Path) -> None:
    script = "\n".join(file.read_text(encoding="utf-8") for _, file in migrations())
    tables = re.findall(r"^CREATE TABLE (\w+)", script, re.M)
    assert set(tables) == {*TABLES, *TRANSIENT}
    async with archive_in(tmp_path) as database, database.reading() as connection:
        for table, key in TABLES.items():
            await connection.fetch(f"SELECT {', '.join(key)} FROM {table} LIMIT 1")  # noqa: S608


def test_every_query_keeps_to_the_sql_that_both_engines_speak() -> None:
    foreign = re.compile(
        r"\b(PRAGMA|strftime|julianday|INSERT OR|rowid|json_\w+|GLOB|ifnull|date\('now)\b|->", re.I
    )
    assert {n: m for n, q in load_queries().items() if (m := foreign.search(q))} == {}


def test_the_letters_table_has_a_column_for_every_fact_of_a_letter() -> None:
    raw = sqlite.connect(":memory:")
    for _, file in migrations():
        raw.executescript(file.read_text(encoding="utf-8"))
    columns = [row[1] for row in raw.execute("PRAGMA table_info(letters)")]
    raw.close()
    assert sorted(columns) == sorted([*LETTER_COLUMNS, *DERIVED_COLUMNS, "erased_on"])


async def test_a_number_beyond_what_an_archive_holds_is_in_no_row(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database:
        async with database.reading() as connection:
            assert await connection.one("part_by_message", chat=2**63, message=-(2**70)) is None
        async with database.transaction() as transaction:
            assert await transaction.run("person_told", id=2**63, now=0) == 0
