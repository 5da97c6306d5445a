"""Databases of earlier versions: what they hold is carried on."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from bot.report_cli import Asked, make_report
from letters.period import month, year
from simulator.town import ROADS, town
from storage.copying import TABLES
from storage.database import Database
from storage.figures import counted
from storage.migrate import migrations
from storage.verify import verify
from tests.engine import archive_in
from tests.handlers.talk import answered, assigned, letter, sends
from tests.reports.published import NEW_YEAR, OFFICE, office_of_2014
from texts import Words

pytestmark = pytest.mark.sqlite_file


async def as_version_1(folder: Path) -> None:
    """A database as version 1 left it: a letter assigned, and reminded of the day before."""
    async with town(folder) as office:
        await sends(office.citizen("Anna"))
        await assigned(office)
        rows: Rows = {}
        async with office.app.room.database.reading() as connection:
            for table in ("people", "letters", "events", "parts", "assignments", "sent", "staff"):
                found = await connection.fetch(f"SELECT * FROM {table}")  # noqa: S608 — names above
                rows[table] = [dict(row) for row in found]
    _write_version_1(folder, rows)


Rows = dict[str, list[dict[str, object]]]


def _write_version(folder: Path, number: int, rows: Rows) -> None:
    """Puts a database of that version, with these rows, in the place of the folder's."""
    for file in folder.glob("mailbox.db*"):
        file.unlink()
    with sqlite.connect(folder / "mailbox.db", isolation_level=None) as old:
        for _, script in [step for step in migrations() if step[0] <= number]:
            old.executescript(script.read_text(encoding="utf-8"))
        for table, entries in rows.items():
            known = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
            for entry in entries:
                facts = {name: value for name, value in entry.items() if name in known}
                names = ", ".join(f'"{name}"' for name in facts)
                marks = ", ".join(f":{name}" for name in facts)
                old.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", facts)  # noqa: S608


def _write_version_1(folder: Path, rows: Rows) -> None:
    for letter_row in rows["letters"]:
        letter_row["reminded"] = '["reply:1:-1"]'
    _write_version(folder, 1, rows)
    with sqlite.connect(folder / "mailbox.db", isolation_level=None) as old:
        old.execute(
            "INSERT INTO outbox (key, chat, letter, revision, recipient, notice, payload,"
            " created_at, next_at) VALUES ('reminder:1:reply:1:-1:department:roads', ?, 1, 2,"
            " 'department:roads', 'Reminder', ?, 0, 0)",
            (ROADS, '{"days": 1, "due": "2026-03-09", "number": "SZ-2026-000001"}'),
        )


async def test_letters_of_version_1_keep_their_dates_and_are_not_reminded_again(
    tmp_path: Path,
) -> None:
    await as_version_1(tmp_path)
    friday = datetime(2026, 3, 6, 9, 0, tzinfo=UTC) - timedelta(hours=8)
    async with town(tmp_path, start=friday) as office:
        found = await letter(office)
        assert (found.accepted_on, found.reply_due_on) == (date(2026, 3, 2), date(2026, 3, 9))
        assert found.reminded == ("reply:1@2026-03-09:-1",)
        await office.passes(timedelta(0))
        # the step of two days before is new and past: it is told once; that of today was told
        assert (await letter(office)).reminded == (
            "reply:1@2026-03-09:-1",
            "reply:1@2026-03-09:-2",
        )
        # and what waited to be sent is sent as the new program says it
        headlines = [text.split("\n")[0] for text in office.roads.texts()]
        left = "⏰ SZ-2026-000001 还剩 1 个工作日，期限 2026年3月9日（周一）"
        assert headlines == [left, left]
        before = len(office.roads.texts())
        await office.passes(timedelta(hours=3))
        assert len(office.roads.texts()) == before
        await office.passes(timedelta(days=3))
        assert office.roads.texts()[-1].startswith("⏰ SZ-2026-000001 今天到期")


async def test_events_of_version_1_are_marked_where_they_hide_how_a_letter_stood(
    tmp_path: Path,
) -> None:
    await as_version_1(tmp_path)
    friday = datetime(2026, 3, 6, 9, 0, tzinfo=UTC) - timedelta(hours=8)
    async with town(tmp_path, start=friday) as office:
        await answered(office)
        room = office.app.room
        async with room.database.reading() as connection:
            rows = await connection.fetch("SELECT name, shifts FROM events")
        marks = {row["name"]: row["shifts"] for row in rows}
        counts = await counted(room.database, year(2026), date(2026, 3, 5))
        months = await counted(room.database, month(2026, 3), date(2026, 3, 6))
    assert (marks["submitted"], marks["assigned"], marks["answered"]) == (0, 1, 0)
    assert [(c.lead, t.open) for c, t in counts.cohorts.items()] == [("roads", 1)]
    assert [(c.month, t.replied) for c, t in months.cohorts.items()] == [("2026-03", 1)]


async def printed(database: Database) -> list[bytes]:
    """Every report of 2014, as of its end and of days in it, and the end of all chains."""
    found = []
    for report, output in product(("yearly", "bulletin", "website"), ("text", "json")):
        for day in ("2014-06-30", "2015-01-02") if output == "json" else ("2014-12-31",):
            asked = Asked("2014", day, report=report, output=output)
            made = await make_report(database, OFFICE, asked, Words("zh"), NEW_YEAR.date())
            found.append(made.content)
    async with database.snapshot() as connection:
        whole = await verify(connection, lambda _count: None)
    assert whole.faults == {}
    return [*found, whole.end.encode()]


async def test_every_report_of_a_database_of_the_version_before_comes_out_the_same(
    tmp_path: Path,
) -> None:
    async with office_of_2014(tmp_path) as room:
        before = await printed(room.database)
        async with room.database.reading() as connection:
            rows: Rows = {}
            for table in TABLES:
                found = await connection.fetch(f"SELECT * FROM {table}")  # noqa: S608 — named there
                rows[table] = [dict(row) for row in found]
    assert "回复率75.2%" in before[0].decode()
    _write_version(tmp_path, 12, rows)
    async with archive_in(tmp_path) as database:
        assert await printed(database) == before
