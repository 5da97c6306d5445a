"""A whole database into another: nothing is left out, and an interrupted copy goes on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import opened
from bot.config import office_of
from bot.config_tables import DatabaseTable
from letters import commands as c
from letters.letter import Kind
from simulator.town import town, town_config
from storage.connecting import DatabaseError
from storage.conversations import start_writing
from storage.copying import copy, rows_in
from storage.database import Connection, Database
from storage.sqlite import SqliteDatabase
from storage.verify import verify
from tests.bot.typed import example, mailbox
from tests.engine import archive_in, url_in
from tests.handlers.talk import SECOND, acts, answered, letter, sends

NIGHT = datetime(2026, 3, 20, 18, tzinfo=UTC)


async def content(database: Database) -> dict[str, list[dict[str, object]]]:
    """Every row of every table."""
    found = {}
    async with database, database.snapshot() as connection:
        for table in await rows_in(connection):
            rows = await connection.fetch(f"SELECT * FROM {table}")  # noqa: S608 — named above
            found[table] = sorted((dict(row) for row in rows), key=repr)
    return found


@pytest.fixture
async def filled(tmp_path: Path) -> Database:
    """The town's database, not open: letters, files, a merged letter, one being written."""
    async with town(tmp_path) as office:
        for person in (office.citizen("Anna"), office.citizen("Ben")):
            await person.sends_document("证明.pdf")
            await sends(person)
        await office.app.collect_files()
        into = await letter(office, SECOND)
        await acts(office, c.Merge(into.id))
        await answered(office, number=SECOND)
        await office.citizen("Carl").says("还没写完")
        await office.passes(timedelta(days=3))
    return archive_in(tmp_path)


async def test_a_copy_holds_every_row_of_every_table_and_goes_on_numbering(
    filled: Database, tmp_path: Path
) -> None:
    told: list[int] = []
    async with filled, archive_in(tmp_path, "copy.db") as target:
        rows = await copy(filled, target, NIGHT, told.append)
    before = await content(filled)
    assert {table: len(found) for table, found in before.items()} == rows
    assert sum(told) == sum(rows.values())
    assert before["files"] != []
    assert await content(archive_in(tmp_path, "copy.db")) == before
    async with archive_in(tmp_path, "copy.db") as target, target.transaction() as transaction:
        citizen = int(str(before["drafts"][0]["citizen"]))
        begun, _ = await start_writing(transaction, -1, citizen, "mayor", Kind.INQUIRY, NIGHT)
        assert begun.id == 1 + max(int(str(row["id"])) for row in before["drafts"])


async def test_a_file_on_the_way_holds_the_same_too(filled: Database, tmp_path: Path) -> None:
    await filled.copy_to(tmp_path / "file.db", NIGHT)
    again = archive_in(tmp_path, "again.db")
    assert await again.take_from(tmp_path / "file.db", NIGHT) is None
    assert await content(archive_in(tmp_path, "again.db")) == await content(filled)


class CutError(Exception):
    """The power goes."""


async def test_a_copy_that_was_cut_off_goes_on_where_it_was_and_is_not_used_before(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.copying.BATCH", 2)
    table = DatabaseTable(url=url_in(tmp_path, "copy.db"), key_file="")
    config = town_config(tmp_path).model_copy(update={"database": table})
    cuts = 0
    while True:
        try:
            async with filled, archive_in(tmp_path, "copy.db") as target:
                await copy(filled, target, NIGHT, _cut)
                break
        except CutError:
            cuts += 1
        if cuts % 10 == 1:
            with pytest.raises(DatabaseError, match="copy-not-ended"):
                async with opened(config, office_of(config), lambda: NIGHT):
                    pass
    assert cuts > 20
    async with archive_in(tmp_path, "copy.db") as target, target.snapshot() as connection:
        assert (await verify(connection, lambda _count: None)).faults == {}
    assert await content(archive_in(tmp_path, "copy.db")) == await content(filled)


async def test_a_database_with_anything_in_it_is_not_copied_into(
    filled: Database, tmp_path: Path
) -> None:
    async with filled, archive_in(tmp_path, "copy.db") as target:
        async with target.transaction() as transaction:
            await _one_person(transaction)
        with pytest.raises(DatabaseError, match="copy-not-empty"):
            await copy(filled, target, NIGHT, lambda _rows: None)


async def _one_person(transaction: Connection) -> None:
    await transaction.execute("INSERT INTO people (id, name, first_seen_at) VALUES (1, 'A', 0)")


async def test_a_copy_of_one_database_is_not_ended_with_another(
    filled: Database, tmp_path: Path
) -> None:
    other = SqliteDatabase(tmp_path / "other.db")
    async with filled, other, archive_in(tmp_path, "copy.db") as target:
        with pytest.raises(CutError):
            await copy(filled, target, NIGHT, _cut)
        with pytest.raises(DatabaseError, match="copy-of-another"):
            await copy(other, target, NIGHT, lambda _rows: None)


def _cut(_rows: int) -> None:
    raise CutError


def test_the_command_copies_verifies_and_compares_the_years_reports(
    filled: Database, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(example(tmp_path), encoding="utf-8")
    urls = (url_in(tmp_path), url_in(tmp_path, "copy.db"))
    done = mailbox("database", "copy", *urls, "--config", str(config))
    assert "Copied: 2 letters" in done.stdout
    assert "The yearly reports of both are the same: 2026" in done.stdout
    again = mailbox("database", "copy", *urls, "--config", str(config))
    assert (again.exit_code, "is not empty" in again.stderr) == (2, True)
    same = mailbox("database", "copy", urls[0], urls[0], "--config", str(config))
    assert (same.exit_code, "the same database" in same.stderr) == (2, True)
