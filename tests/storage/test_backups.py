"""Backups: made in the midst of writing, read again, put back; what is none is refused."""

import asyncio
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from letters import commands as c
from letters.letter import text_part
from mailroom.perform import perform
from simulator.town import Town, town
from storage import backups
from storage.backups import BadBackupError
from storage.connecting import DatabaseError
from storage.file_lock import instance_lock
from storage.migrate import FOLDER
from storage.sqlite import SqliteDatabase
from storage.verify import verify
from tests.engine import archive_in, intruder
from tests.handlers.talk import CLERK_ACTS, answered, letter, sends

NIGHT = datetime(2026, 3, 3, 18, 30, tzinfo=UTC)


async def burst(office: Town, notes: int) -> None:
    """The office writes one note after the other."""
    found = await letter(office)
    for number in range(notes):
        note = c.WriteNote(text_part(f"备注{number}"))
        await perform(office.app.room, found.id, note, CLERK_ACTS)
        await asyncio.sleep(0)


async def test_a_backup_taken_during_a_burst_is_whole_and_restores(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        database = office.app.room.database
        writing = asyncio.create_task(burst(office, 60))
        taken = [
            await backups.write(database, tmp_path / "kept", NIGHT + timedelta(seconds=n))
            for n in range(3)
        ]
        await writing
        await answered(office)
    events = [backup.manifest.events for backup in taken]
    assert events == sorted(events)
    for backup in taken:
        manifest = await backups.check(backup.path)
        assert manifest == backup.manifest
    beside = archive_in(tmp_path, "restored.db")
    restored, kept = await backups.restore(taken[1].path, beside, NIGHT)
    assert kept is None
    if beside.disk is not None:
        assert (tmp_path / "restored.db").stat().st_mode & 0o077 == 0, "nobody else may read it"
    async with archive_in(tmp_path, "restored.db") as again, again.snapshot() as connection:
        found = await verify(connection, lambda _count: None)
    assert (found.faults, found.events, found.end) == ({}, events[1], restored.end)


@pytest.mark.sqlite_file
async def test_the_old_database_comes_back_from_where_it_was_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        database = office.app.room.database
        early = await backups.write(database, tmp_path / "kept", NIGHT)
        await sends(office.citizen("Ben"))
    _, kept = await backups.restore(early.path, database, NIGHT)
    assert kept == f"{tmp_path}/mailbox.db.before-restore-20260303-183000"
    with sqlite.connect(kept) as raw:
        assert raw.execute("SELECT count(*) FROM letters").fetchone() == (2,)
    raw.close()
    with sqlite.connect(tmp_path / "mailbox.db") as raw:
        assert raw.execute("SELECT count(*) FROM letters").fetchone() == (1,)
    raw.close()


@pytest.mark.sqlite_file
async def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        database = office.app.room.database
        good = await backups.write(database, tmp_path / "kept", NIGHT)
    before = (tmp_path / "mailbox.db").read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(good.path.read_bytes()[:-3000])
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(good.path) as packed, zipfile.ZipFile(other, "w") as changed:
        changed.writestr("manifest.json", packed.read("manifest.json"))
        content = bytearray(packed.read("mailbox.db"))
        content[len(content) // 2] ^= 1
        changed.writestr("mailbox.db", bytes(content))
    for file, reason in (
        (cut, "backup-unreadable"),
        (other, "backup-altered"),
        (tmp_path / "none.zip", "backup-unreadable"),
    ):
        with pytest.raises(BadBackupError, match=reason):
            await backups.restore(file, database, NIGHT)
    assert (tmp_path / "mailbox.db").read_bytes() == before


async def test_a_broken_register_is_not_backed_up_as_if_it_were_sound(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        database = office.app.room.database
        with intruder(tmp_path) as raw:
            raw.execute("UPDATE letters SET reply_due_on = '2030-01-01'")
        with pytest.raises(BadBackupError, match="backup-broken"):
            await backups.write(database, tmp_path / "kept", NIGHT)
    assert backups.there(tmp_path / "kept") == []


async def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        database = office.app.room.database
        left = tmp_path / "kept" / ".backup-killed"
        left.mkdir(parents=True)
        (left / "mailbox.db").write_bytes(b"half a copy")
        os.utime(left, (NIGHT.timestamp(), NIGHT.timestamp()))
        for night in range(4):
            assert left.exists() == (night < 2)
            await backups.write(database, tmp_path / "kept", NIGHT + timedelta(days=night, hours=1))
    assert backups.rotate(tmp_path / "kept", 3) == 1
    assert [file.name for file in backups.there(tmp_path / "kept")] == [
        "mailbox-20260304-193000.zip",
        "mailbox-20260305-193000.zip",
        "mailbox-20260306-193000.zip",
    ]


async def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        (tmp_path / "file").write_text("no folder")
        with pytest.raises(BadBackupError, match="backup-unwritable"):
            await backups.write(office.app.room.database, tmp_path / "file" / "x", NIGHT)


@pytest.mark.sqlite_file
def test_a_second_program_on_a_database_is_told_who_the_first_is(tmp_path: Path) -> None:
    path = tmp_path / "mailbox.db"
    with instance_lock(path, NIGHT):
        with (
            pytest.raises(DatabaseError, match="database-in-use") as refused,
            instance_lock(path, NIGHT),
        ):
            pass
        assert f"(process {os.getpid()}), 2026-03-03 18:30 UTC" in str(refused.value.facts["who"])
    with instance_lock(path, NIGHT):
        pass


@pytest.mark.sqlite_file
async def test_the_old_database_is_kept_before_its_tables_change(tmp_path: Path) -> None:
    path = tmp_path / "mailbox.db"
    with sqlite.connect(path, isolation_level=None) as raw:
        raw.executescript((FOLDER / "0001_first.sql").read_text(encoding="utf-8"))
    raw.close()
    async with SqliteDatabase(path):
        pass
    newest = int(sorted(FOLDER.glob("*.sql"))[-1].name[:4])
    with sqlite.connect(f"{path}.before-version-{newest}") as raw:
        assert raw.execute("SELECT max(version) FROM schema_version").fetchone() == (1,)
    raw.close()
