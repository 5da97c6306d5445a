"""What a year's report costs, beside SQLite's own bare count(*) over the same letters.

Prints seconds for the figures and for every format, with so many letters over five years.
`python -m benchmarks.figures [LETTERS]`.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.config import office_of
from letters.letter import Kind
from letters.office import Office
from letters.period import Period, year
from reports import formats
from reports.formats import Format
from reports.order import Order, Report, make
from simulator.town import town_config
from storage import people, rekeying
from storage.database import Database
from storage.keys import KeyFile
from storage.rows import LETTER_COLUMNS, derived_columns, letter_from
from storage.sqlite import SqliteDatabase
from texts import Words

LETTERS = 1_000_000
FIRST, DAYS = date(2021, 1, 1), 5 * 365
YEAR = year(2024)
ROUNDS = 3
BATCH = 20_000
SKIPPED = {Format.XLSX, Format.DOCX, Format.PNG}
LIMITS = (7, 9, 21)  # days: 5, 7 and 15 working days
Columns = dict[str, object]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds: of SQLite's bare count of the year's letters, and of each format of its report.

    `encrypted`: of both, the report as text, in the same database encrypted.
    """

    count: float
    formats: dict[str, float]
    encrypted: tuple[float, float]


def letters_of(office: Office, count: int) -> Iterator[tuple[Columns, list[Columns]]]:
    """Yields letters as they would be after five years, each with its events."""
    chance = random.Random(count)  # noqa: S311 — nothing secret
    departments = [department.code for department in office.departments]
    kinds = [kind.value for kind in Kind]
    for serial in range(1, count + 1):
        on = FIRST + timedelta(days=serial * DAYS // (count + 1))
        answered_on = on + timedelta(days=chance.randint(1, 20))
        facts = _came(serial, on, chance.choice(kinds), chance.choice(LIMITS))
        events = [_event(serial, 1, "submitted", on, facts)]
        assigned: Columns = {"state": "assigned", "lead": chance.choice(departments)}
        assigned |= {"assigned_on": on.isoformat(), "accepted_on": on.isoformat()}
        events.append(_event(serial, 2, "assigned", on, assigned))
        facts |= assigned | {"revision": 2}
        if answered_on < FIRST + timedelta(days=DAYS - 20):
            given = answered_on.isoformat()
            answered: Columns = dict.fromkeys(
                ("answered_on", "last_answered_on", "drafted_on", "signed_on"), given
            )
            answered |= {"answered_due_on": facts["reply_due_on"], "state": "archived"}
            answered |= {"answered_original_due_on": facts["reply_due_on"]}
            closed = (answered_on + timedelta(days=8)).isoformat()
            events.append(_event(serial, 3, "answered", answered_on, answered))
            facts |= answered | {"concluded_on": closed, "revision": 3}
        yield facts, events


def _came(serial: int, on: date, kind: str, days: int) -> Columns:
    day, due = on.isoformat(), (on + timedelta(days=days)).isoformat()
    facts: Columns = dict.fromkeys(LETTER_COLUMNS)
    facts |= {
        "id": serial,
        "number": f"SZ-{on.year}-{serial:08d}",
        "query_code": f"{serial:010d}",
        "mailbox": "mayor",
        "procedure": "letters",
        "kind": kind,
        "state": "received",
        "revision": 1,
        "received_on": day,
        "clock_start_on": day,
        "limit_days": days,
        "reply_due_on": due,
        "original_due_on": due,
        "triage_due_on": day,
        "round": 1,
    }
    zeros = ("citizen", "chat", "may_publish", "received_at", "provisional", "extension_days")
    empty = ("pauses", "co_handlers", "reminded", "urged_by")
    return facts | dict.fromkeys((*zeros, "urgent", "transfers"), 0) | dict.fromkeys(empty, "[]")


def _event(serial: int, revision: int, name: str, on: date, changed: Columns) -> Columns:
    return {
        "letter": serial,
        "revision": revision,
        "name": name,
        "role": "system",
        "actor": 0,
        "at": 0,
        "on_date": on.isoformat(),
        "changed": json.dumps(changed),
        "shifts": int(name == "assigned"),
        "cause": None,
        "hash": "-",
    }


async def fill(database: Database, office: Office, count: int) -> None:
    """Enters the letters and their events, many at once."""
    async with database.transaction() as transaction:
        await people.seen(transaction, 0, "—", None, None, datetime(2021, 1, 1, tzinfo=UTC))
    # events name their letter by its id, so it is given here
    insert = database.queries["letter_insert"].replace("    number,", "    id, number,", 1)
    insert = insert.replace("    :number,", "    :id, :number,", 1)
    letters: list[Columns] = []
    events: list[Columns] = []
    for place, (facts, happened) in enumerate(letters_of(office, count), start=1):
        letters.append(facts | derived_columns(letter_from(facts)))
        events += happened
        if len(letters) == BATCH or place == count:
            async with database.transaction() as transaction:
                await transaction.execute_many(insert, letters)
                await transaction.run_many("event_insert", events)
            letters.clear()
            events.clear()
            sys.stderr.write(f"\r{place:,} of {count:,} letters entered")
            sys.stderr.flush()
    sys.stderr.write("\n")


async def cost(count: int, period: Period = YEAR) -> Cost:
    """Returns what a year's report costs with that many letters: medians of some rounds."""
    with tempfile.TemporaryDirectory(prefix="mailbox-bench-") as folder:
        config = town_config(Path(folder))
        office = office_of(config)
        async with config.database.archive() as database:
            await fill(database, office, count)
            counted = [await _bare(database, period) for _ in range(ROUNDS)]
            found = {
                output.value: statistics.median(
                    [await _report(database, office, period, output) for _ in range(ROUNDS)]
                )
                for output in Format
                if output not in SKIPPED
            }
        await rekeying.rekey(Path(database.place), KeyFile(Path(folder) / "mailbox.key"))
        async with SqliteDatabase(
            Path(database.place), KeyFile(Path(folder) / "mailbox.key")
        ) as database:
            sealed = [await _bare(database, period) for _ in range(ROUNDS)]
            made = [await _report(database, office, period, Format.TEXT) for _ in range(ROUNDS)]
    return Cost(
        statistics.median(counted), found, (statistics.median(sealed), statistics.median(made))
    )


async def _bare(database: Database, period: Period) -> float:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    sql = "SELECT count(*) FROM letters WHERE received_on BETWEEN :first AND :last"
    async with database.reading() as connection:
        began = time.perf_counter()
        await connection.fetch(sql, days)
        return time.perf_counter() - began


async def _report(database: Database, office: Office, period: Period, output: Format) -> float:
    words = Words(office.language)
    began = time.perf_counter()
    made = await make(database, office, Order(Report.YEARLY, period, period.last), words)
    formats.written(made, output, words)
    return time.perf_counter() - began


def table(count: int, found: Cost) -> str:
    """Returns the costs as lines."""
    lines = [f"{count:,} letters; the report of {YEAR} as of its last day, seconds"]
    lines.append(f"SQLite's bare count(*) of that year  {found.count:8.3f}")
    lines += [
        f"yearly report, {name:<22}{seconds:8.3f}   ratio {seconds / found.count:.1f}"
        for name, seconds in found.formats.items()
    ]
    for name, seconds, plain in zip(
        ("bare count(*), encrypted", "yearly report, text, encrypted"),
        found.encrypted,
        (found.count, found.formats[Format.TEXT]),
        strict=True,
    ):
        lines.append(f"{name:<37}{seconds:8.3f}   ratio {seconds / plain:.1f} to plain")
    return "\n".join(lines)


def main(arguments: list[str], show: Callable[[str], None] = print) -> None:
    """Fills a database of its own in the temporary folder, and prints what a report costs."""
    count = int(arguments[0]) if arguments else LETTERS
    show(table(count, asyncio.run(cost(count))))


if __name__ == "__main__":
    main(sys.argv[1:])
