"""Years that can be played: everybody in them writes, presses and answers as people do.

2014 is the year of the published report: 502 letters, 378 answered by the year's end, 124 not.
Every step goes through the same handlers as in earnest; the story only says who does what when.
"""

import heapq
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType

from simulator.lives import ZONE, Fate, Life, plan
from simulator.offices import Desk
from simulator.town import Town, town, town_config, without_limits

SWEEPS = (time(9, 0), time(14, 0))
Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Year:
    """A year to be played, and what becomes of its letters by its end."""

    number: int
    fates: Mapping[Fate, int]


# 378 answered, 124 not: more the published report does not say; how the 124 divide is the story's.
STORIES: Mapping[str, Year] = MappingProxyType(
    {
        "2014": Year(
            2014,
            MappingProxyType(
                {
                    Fate.ANSWERED: 378,
                    Fate.REFUSED: 41,
                    Fate.MERGED: 14,
                    Fate.WITHDRAWN: 11,
                    Fate.OPEN: 58,
                }
            ),
        )
    }
)


@asynccontextmanager
async def play(
    folder: Path, year: Year, progress: Callable[[int, int], None]
) -> AsyncIterator[Town]:
    """Yields the town as it stands when the year is over; `progress` hears how many letters of all.

    The clock stands at the first instant of the next year, local time.
    """
    start = datetime.combine(date(year.number, 1, 1), time(0), ZONE).astimezone(UTC)
    async with town(folder, without_limits(town_config(folder)), start=start) as found:
        lives = plan(year.number, year.fates, found.app.room.office.calendar, seed=year.number)
        desk = Desk(found)
        agenda: list[tuple[datetime, int, Act]] = []
        for place, (instant, act) in enumerate(_acts(found, desk, year.number, lives)):
            heapq.heappush(agenda, (instant, place, act))
        while agenda:
            instant, _, act = heapq.heappop(agenda)
            found.world.set_clock(max(instant, found.world.clock.now()))
            await act()
            progress(desk.letters, len(lives))
        end = datetime.combine(date(year.number + 1, 1, 1), time(0), ZONE)
        found.world.set_clock(max(end, found.world.clock.now()))
        yield found


def _acts(found: Town, desk: Desk, year: int, lives: list[Life]) -> Iterator[tuple[datetime, Act]]:
    """Everything that happens in the year, each with its instant."""
    day = date(year, 1, 1)
    while day.year == year:
        for clock in SWEEPS:
            yield datetime.combine(day, clock, ZONE), found.sweep
        day += timedelta(days=1)
    for life in lives:
        yield from desk.acts_of(life)
