"""The year 2014 as one city published it: its letters, and every figure of its ledger."""

import csv
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.calendar import build_calendar
from letters import past
from letters.office import Office
from mailroom import importing, ledger_book
from mailroom.ledger_book import Table
from mailroom.room import Mailroom
from reports.disclosure import names
from tests.engine import archive_in
from tests.plain_office import OFFICE as PLAIN
from texts import LANGUAGES, Words

LEDGER = Path(__file__).parents[1] / "golden" / "ledger_2014.csv"
YEAR_END = date(2014, 12, 31)
NEW_YEAR = datetime(2015, 1, 5, 1, 0, tzinfo=UTC)
OFFICE: Office = replace(PLAIN, calendar=build_calendar("CN"))
SPOKEN = [Words(language) for language in LANGUAGES]
RECEIVED, REPLIED = 502, 378


def letters_of_2014() -> Iterator[dict[str, str]]:
    """502 letters in the course of the year, 378 of them answered within it."""
    for place in range(RECEIVED):
        on = date(2014, 1, 1) + timedelta(days=place * 340 // RECEIVED)
        answered = place < REPLIED
        yield {
            "number": f"SZ-2014-{place + 1:06d}",
            "mailbox": "mayor" if place % 3 else "书记信箱",
            "kind": ("咨询", "help", "complaint")[place % 3],
            "topic": "供水" if place % 5 == 0 else "",
            "department": ("roads", "水务局", "parks")[place % 3],
            "received_on": on.isoformat(),
            "assigned_on": on.isoformat(),
            "answered_on": (on + timedelta(days=place % 12)).isoformat() if answered else "",
            "outcome": "answered" if answered else "open",
            "rating": "satisfied" if answered and place % 4 == 0 else "",
        }


def numbered(rows: Iterator[dict[str, str]]) -> list[tuple[int, dict[str, str]]]:
    """Rows with their lines, as a file has them."""
    return [(line, {**row, "number": own_number(row)}) for line, row in enumerate(rows, start=2)]


def own_number(row: dict[str, str]) -> str:
    """The secretary's mailbox has numbers of its own."""
    return row["number"].replace("SZ", "SJ") if row["mailbox"] == "书记信箱" else row["number"]


def published_ledger() -> Table:
    """Every figure of the published report, as its table has them."""
    with LEDGER.open(encoding="utf-8") as file:
        rows = list(enumerate(csv.DictReader(file), start=2))
    return ledger_book.read_table(rows, names(SPOKEN))


@asynccontextmanager
async def office_of_2014(folder: Path, *, ledger: bool = True) -> AsyncIterator[Mailroom]:
    """Yields an office in January 2015 that holds the year's letters, and its ledger."""
    async with archive_in(folder) as database:
        room = Mailroom(database, OFFICE, lambda: NEW_YEAR, lambda: None)
        found = await importing.look(
            room, numbered(letters_of_2014()), past.vocabulary(OFFICE, SPOKEN)
        )
        assert found.faults == []
        await importing.enter(room, found.letters, lambda _count: None)
        if ledger:
            table = published_ledger()
            await ledger_book.enter(
                database, 2014, table.values, source="公报", who="王", at=NEW_YEAR
            )
        yield room
