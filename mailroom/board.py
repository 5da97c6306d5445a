"""How the departments stand: the board, the week's notice, and what the overdue letters are.

Counts what is open now; the yearly figures are letters/figures' and reports' matter.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from letters.clocks import next_opening, opening
from letters.letter import Letter
from letters.notices_to_staff import Weekly
from mailroom.queueing import queue_to_office
from mailroom.room import Mailroom
from storage import lists
from storage.rows import milliseconds

MOST_OVERDUE = 20
"""Maximum overdue letters named in the week's notice; /overdue lists them all."""

WEEK = "weekly"


@dataclass(frozen=True, slots=True)
class Standing:
    """One department's open letters; `department` is "" for those the office has itself.

    `due`: to be answered from today to the week's end; `untriaged`: past the triage date.
    """

    department: str
    open: int
    due: int
    overdue: int
    paused: int
    yellow: int
    red: int
    supervised: int
    untriaged: int
    transfers: int


@dataclass(frozen=True, slots=True)
class Board:
    """All standings on a day, and the overdue letters, the oldest first (at most so many).

    `total_overdue`: how many letters are overdue in all, those left out included.
    """

    on: date
    week_end: date
    standings: tuple[Standing, ...]
    overdue: tuple[Letter, ...]
    total_overdue: int


async def board(room: Mailroom, department: str = "") -> Board:
    """Returns how departments stand now; one of them, or all with the office's own letters."""
    today = room.office.local_date(room.now())
    week_end = monday(today) + timedelta(days=6)
    async with room.database.snapshot() as connection:
        rows = await connection.all(
            "board",
            department=department,
            today=today.isoformat(),
            week_end=week_end.isoformat(),
        )
        only = [department] if department else []
        overdue = await lists.overdue(connection, only, MOST_OVERDUE, 0, today=today)
    found = {standing.department: standing for standing in (Standing(**row) for row in rows)}
    codes = [department] if department else ["", *(d.code for d in room.office.departments)]
    nothing = (0,) * 9
    standings = [found.get(code) or Standing(code, *nothing) for code in codes]
    return Board(today, week_end, tuple(standings), overdue.letters, overdue.total)


def monday(day: date) -> date:
    """Returns the first day of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


async def week_to_tell(room: Mailroom) -> date | None:
    """Returns the week (its Monday) whose notice is due and not told yet, or None.

    Due from the opening of the week's first working day on; a week without one has no notice.
    """
    now, office = room.now(), room.office
    week = monday(office.local_date(now))
    first = office.calendar.next_working(week)
    if first >= week + timedelta(days=7) or opening(first, office) > now:
        return None
    async with room.database.reading() as connection:
        told = await connection.value("known_get", name=WEEK)
    return None if told is not None and told >= week.isoformat() else week


async def tell_the_week(room: Mailroom) -> bool:
    """Queues the week's notice to the office on its first working day; returns whether it did.

    Once a week, ever; a week whose first working day the program slept through is told of when it
    wakes. A program that is new begins with the week after.
    """
    week = await week_to_tell(room)
    if week is None:
        return False
    now = room.now()
    async with room.database.transaction() as transaction:
        told = await transaction.value("known_get", name=WEEK)
        await transaction.run("known_put", name=WEEK, value=week.isoformat(), now=milliseconds(now))
        if told is None:
            return False
        opening = next_opening(now, room.office)
        await queue_to_office(transaction, room, Weekly(week), f"{WEEK}:{week}", opening)
    room.ring()
    return True
