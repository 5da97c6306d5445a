"""The archive at rest: nothing of it can be read without the key, with it all works as before."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from bot.config import Config
from simulator.town import town, town_config
from storage import backups, keys, rekeying
from storage.connecting import DatabaseError, opened
from storage.database import Database
from storage.keys import KeyFile
from storage.migrate import migrations
from storage.verify import verify
from tests.bot.typed import example, mailbox
from tests.handlers.talk import answered, sends

pytestmark = pytest.mark.sqlite_file

NIGHT = datetime(2026, 3, 3, 18, 30, tzinfo=UTC)
SECRETS = ("建设路十二号", "王小明", "不给别人看的答复", "SZ-2026-000001", "CREATE TABLE")


@pytest.fixture
def sealed(tmp_path: Path) -> Config:
    plain = town_config(tmp_path)
    table = plain.database.model_copy(update={"key_file": str(tmp_path / "mailbox.key")})
    return plain.model_copy(update={"database": table})


async def story(folder: Path, config: Config) -> None:
    """A letter is written and answered."""
    async with town(folder, config) as office:
        await sends(office.citizen("王小明"), "建设路十二号的路灯坏了")
        await answered(office, "不给别人看的答复")


def bytes_of(folder: Path) -> Iterator[bytes]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.read_bytes()


def can_read(folder: Path) -> list[str]:
    """What of the secrets stands readable in any file of a folder."""
    contents = list(bytes_of(folder))
    assert contents
    return [s for s in SECRETS if any(s.encode() in content for content in contents)]


async def whole(database: Database) -> int:
    """How many events a database that verifies holds."""
    async with database, database.snapshot() as connection:
        found = await verify(connection, lambda _count: None)
    assert found.faults == {}
    return found.events


def archive(config: Config) -> Database:
    return config.database.archive()


def at(database: Database) -> Path:
    """The database's file."""
    return Path(database.place)


async def test_no_file_shows_a_word_of_a_letter_and_find_still_finds_it(
    tmp_path: Path, sealed: Config
) -> None:
    async with town(tmp_path, sealed) as office:
        await sends(office.citizen("王小明"), "建设路十二号的路灯坏了")
        await answered(office, "不给别人看的答复")
        await office.clerk.says("/find 建设路十二号")
        assert "SZ-2026-000001" in office.clerk.last.text
        assert (tmp_path / "mailbox.db-wal").stat().st_size > 0
        database = office.app.room.database
        kept = await backups.write(database, tmp_path / "kept", NIGHT)
        assert can_read(tmp_path) == []
    assert can_read(tmp_path) == []
    assert (tmp_path / "mailbox.key").stat().st_mode & 0o777 == 0o600
    assert (await backups.check(kept.path, database.key_file)).letters == 1
    await story(tmp_path / "plain", town_config(_folder(tmp_path / "plain")))
    assert can_read(tmp_path / "plain") == list(SECRETS)  # the search does find


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


async def test_a_new_key_opens_the_database_and_the_old_one_only_old_backups(
    tmp_path: Path, sealed: Config
) -> None:
    await story(tmp_path, sealed)
    database = archive(sealed)
    assert database.key_file is not None
    events = await whole(database)
    early = await backups.write(database, tmp_path / "kept", NIGHT)
    (old,) = database.key_file.keys()
    await rekeying.rekey(at(database), database.key_file)
    assert database.key_file.keys()[1:] == (old,)
    assert await whole(archive(sealed)) == events
    with pytest.raises(sqlite.DatabaseError, match="not a database"):
        opened(at(database), old).execute("SELECT * FROM letters")
    assert can_read(tmp_path) == []
    assert at(database).stat().st_mode & 0o077 == 0, "nobody else may read it"
    await backups.restore(early.path, database, NIGHT)
    assert await whole(archive(sealed)) == events
    assert at(database).stat().st_mode & 0o077 == 0, "nor what came back"


@pytest.mark.parametrize("done", ["key written", "nothing written"])
async def test_a_rekeying_that_was_killed_leaves_a_database_that_opens(
    tmp_path: Path, sealed: Config, done: str
) -> None:
    await story(tmp_path, sealed)
    database = archive(sealed)
    assert database.key_file is not None
    if done == "key written":
        database.key_file.add()  # and killed before the database was put in place
    assert await whole(database) > 0
    await rekeying.rekey(at(database), database.key_file)
    assert await whole(archive(sealed)) > 0


async def test_a_plain_database_is_refused_until_it_is_encrypted_and_back(
    tmp_path: Path, sealed: Config
) -> None:
    await story(tmp_path, town_config(tmp_path))
    assert can_read(tmp_path) == list(SECRETS)
    with pytest.raises(DatabaseError, match="database-plain"):
        await whole(archive(sealed))
    assert not (tmp_path / "mailbox.key").exists()
    database = archive(sealed)
    assert database.key_file is not None
    await rekeying.rekey(at(database), database.key_file)
    assert can_read(tmp_path) == []
    events = await whole(archive(sealed))
    with pytest.raises(DatabaseError, match="database-damaged"):
        await whole(archive(town_config(tmp_path)))
    await rekeying.unlock(at(database), database.key_file)
    assert await whole(archive(town_config(tmp_path))) == events


async def test_a_lost_or_another_key_is_named_and_changes_nothing(
    tmp_path: Path, sealed: Config
) -> None:
    await story(tmp_path, sealed)
    key = tmp_path / "mailbox.key"
    right, before = key.read_text(), (tmp_path / "mailbox.db").read_bytes()
    key.unlink()
    with pytest.raises(DatabaseError, match="key-missing"):
        await whole(archive(sealed))
    assert not key.exists()  # a new key would be of no use, and hide what happened
    for wrong, reason in (("ab" * 32, "key-wrong"), ("secret", "key-unreadable")):
        key.write_text(f"{wrong}\n")
        with pytest.raises(DatabaseError, match=reason):
            await whole(archive(sealed))
    assert (tmp_path / "mailbox.db").read_bytes() == before
    key.write_text(right)
    assert await whole(archive(sealed)) > 0


async def test_the_copy_kept_before_a_migration_is_encrypted_too(
    tmp_path: Path, sealed: Config
) -> None:
    await story(tmp_path, sealed)
    database = archive(sealed)
    key = await keys.key_for(at(database), database.key_file)
    newest = migrations()[-1][0]
    raw = opened(at(database), key)
    raw.execute("INSERT INTO schema_version VALUES (?)", (newest - 1,))
    raw.execute("DELETE FROM schema_version WHERE version = ?", (newest,))
    raw.close()
    with suppress(DatabaseError):  # the newest one's second time may fail: its copy comes first
        await whole(archive(sealed))
    kept = tmp_path / f"mailbox.db.before-version-{newest}"
    assert kept.exists()
    assert can_read(tmp_path) == []
    assert opened(kept, key).execute("SELECT count(*) FROM letters").fetchone() == (1,)


def test_the_commands_say_what_they_did_and_what_is_open_to_others(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(example(tmp_path, f"{tmp_path}/mailbox.key"), encoding="utf-8")
    assert mailbox("rekey", "--config", str(file)).exit_code == 2
    assert mailbox("migrate", "--config", str(file)).exit_code == 0
    done = mailbox("rekey", "--config", str(file))
    assert (done.exit_code, "is now encrypted under a new key" in done.output) == (0, True)
    assert len(KeyFile(tmp_path / "mailbox.key").keys()) == 2
    assert "ok  The database is encrypted" in mailbox("check", "--config", str(file)).output
    os.chmod(tmp_path / "mailbox.key", 0o644)
    assert "!!  Others on this machine" in mailbox("check", "--config", str(file)).output
    off = mailbox("rekey", "--off", "--config", str(file))
    assert (off.exit_code, "is no longer encrypted" in off.output) == (0, True)
    file.write_text(example(tmp_path), encoding="utf-8")
    assert "not encrypted, on purpose" in mailbox("check", "--config", str(file)).output
