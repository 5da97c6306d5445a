"""Sweeps killed with SIGKILL, as processes of their own: nothing is queued twice, nothing is lost.

What the year in test_a_year kills is a task; this kills the whole process, over a month of office
days, and starts it again where the database says it was.
"""

import asyncio
import random
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import office_of
from letters.letter import Letter, State
from letters.registration import query_code
from letters.settle import settle
from mailroom.room import Mailroom
from mailroom.sweeps import look_at_letters
from simulator.town import town_config
from storage import people
from storage.rows import row_columns
from tests.letters.test_clocks import received
from tests.year_life import LADDER, ONE_DAY

LETTERS = 120
FIRST, LAST = date(2026, 3, 3), date(2026, 4, 3)
CITIZEN = 300001


def letters_due_on_many_days() -> list[Letter]:
    """Open letters of the roads department, with limits from 3 to 12 working days."""
    office = office_of(town_config(Path()))
    found = []
    for serial in range(1, LETTERS + 1):
        start = received(office)
        letter = replace(
            start,
            number=f"SZ-2026-{serial:06d}",
            query_code=query_code(serial),
            citizen=CITIZEN,
            state=State.ASSIGNED,
            lead="roads",
            accepted_on=start.received_on,
            assigned_on=start.received_on,
            limit_days=3 + serial % 10,
        )
        found.append(settle(letter, start.received_at, office, start))
    return found


async def fill(folder: Path) -> None:
    """Enters the letters in the register."""
    database = town_config(folder).database.archive()
    async with database, database.transaction() as transaction:
        await people.seen(transaction, CITIZEN, "王某", None, "zh", datetime.now(UTC))
        for letter in letters_due_on_many_days():
            columns = row_columns(letter)
            del columns["id"]
            await transaction.value("letter_insert", **columns)


async def sweep_on(folder: Path) -> None:
    """Sweeps every ten minutes of the office's days, on from the last sweep's heartbeat."""
    config = town_config(folder)
    office = office_of(config)
    async with config.database.archive() as database:
        async with database.reading() as connection:
            beats = await connection.all("heartbeats_all")
        begun = datetime(2026, 3, 3, tzinfo=UTC).timestamp() * 1000
        at = datetime.fromtimestamp((beats[0]["last_run_at"] if beats else begun) / 1000, UTC)
        while office.local_date(at) <= LAST:
            now = at
            await look_at_letters(Mailroom(database, office, lambda: now, lambda: None))  # noqa: B023 — used at once
            at += timedelta(minutes=10)


def expected() -> Counter[tuple[str, int, str]]:
    """Number, step and recipient of every reminder, found by walking the days."""
    office = office_of(town_config(Path()))
    who = {"handler": "department:roads", "office": "office", "chief": "chief"}
    found: Counter[tuple[str, int, str]] = Counter()
    for letter in letters_due_on_many_days():
        working = [FIRST + n * ONE_DAY for n in range((LAST - FIRST).days + 1)]
        working = [day for day in working if office.calendar.is_working(day)]
        due = working.index(letter.reply_due_on)
        for step, told in LADDER.items():
            if 0 <= due + step < len(working):
                found.update((letter.number, step, who[one]) for one in told)
    return found


async def queued(folder: Path) -> Counter[tuple[str, int, str]]:
    """What stands in the outbox."""
    found: Counter[tuple[str, int, str]] = Counter()
    async with town_config(folder).database.archive() as database:
        async with database.reading() as connection:
            rows = await connection.fetch(
                "SELECT o.key, o.recipient, l.number FROM outbox o"
                " JOIN letters l ON l.id = o.letter WHERE o.notice = 'Reminder'"
            )
        for row in rows:
            found[(row["number"], int(row["key"].split(":")[4]), row["recipient"])] += 1
    return found


@pytest.mark.sqlite_file  # its sweeps run in a program that knows the folder alone
@pytest.mark.parametrize("most", [3, pytest.param(12, marks=pytest.mark.torture)])
def test_sweeps_killed_again_and_again_queue_every_reminder_exactly_once(
    tmp_path: Path, most: int
) -> None:
    asyncio.run(fill(tmp_path))
    chance = random.Random(7)
    command = [sys.executable, "-m", "tests.test_killed_sweeps", str(tmp_path)]
    kills = 0
    while True:
        process = subprocess.Popen(command)
        patience = 1.0 + chance.random() if kills < most else None
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            continue
        assert process.returncode == 0
        break
    assert kills >= 3
    assert asyncio.run(queued(tmp_path)) == expected()


if __name__ == "__main__":
    asyncio.run(sweep_on(Path(sys.argv[1])))
