"""A year of letters: every reminder exactly once, in office hours, whatever happens to the program.

`make torture` lives the whole year with a sweep every minute; here the sweeps are fewer.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from tests.year import live
from tests.year_life import Lived


def now_and_then(chance: random.Random) -> Iterator[int]:
    """The opening's first minutes, and some of the day's."""
    yield from (1, 2, 3)
    yield from (chance.randrange(4, 510) for _ in range(4))


def told_exactly_once(lived: Lived, opens: time = time(9, 0), closes: time = time(17, 30)) -> None:
    """What the oracle expects is what was kept, sent and seen, in office hours on working days.

    Seen twice is only what a killed program had sent and could not note any more: nobody can know
    whether it arrived, and silence would be worse (design, Outbox).
    """
    assert lived.kept == lived.expected
    expected = Counter((chat, number) for number, *_, chat in lived.expected.elements())
    assert expected - lived.seen == Counter()
    assert lived.seen - expected <= lived.sent_and_not_noted
    assert {opens <= at.time() < closes for at in lived.sent_at} == {True}


@pytest.mark.parametrize("side_by_side", [False, True], ids=["one program", "two side by side"])
async def test_every_reminder_of_some_months_comes_exactly_once(
    tmp_path: Path, side_by_side: bool
) -> None:
    lived = await live(
        tmp_path, date(2026, 1, 5), date(2026, 3, 31), now_and_then, side_by_side=side_by_side
    )
    assert len(lived.expected) > 80
    told_exactly_once(lived)


async def test_every_reminder_comes_exactly_once_though_the_program_is_killed_again_and_again(
    tmp_path: Path,
) -> None:
    lived = await live(tmp_path, date(2026, 9, 14), date(2026, 10, 31), now_and_then, killed=0.4)
    assert lived.kills > 40
    told_exactly_once(lived)


@pytest.mark.parametrize(
    ("zone", "country", "first", "last"),
    [
        # on Thursday 29 October 2026, a working day, the hour from 23:00 comes twice
        ("Africa/Cairo", "EG", date(2026, 10, 11), date(2026, 11, 12)),
        # on Thursday 23 April 2026 midnight becomes 01:00
        ("Africa/Cairo", "EG", date(2026, 4, 12), date(2026, 5, 7)),
    ],
)
async def test_clocks_that_jump_in_office_hours_send_nothing_twice_and_lose_nothing(
    tmp_path: Path, zone: str, country: str, first: date, last: date
) -> None:
    opens, closes = time(23, 15), time(23, 55)
    lived = await live(
        tmp_path,
        first,
        last,
        lambda _chance: range(0, 150, 3),
        timezone=zone,
        country=country,
        opens=opens.isoformat(),
        closes=closes.isoformat(),
    )
    assert len(lived.expected) > 20
    told_exactly_once(lived, opens, closes)


def every_minute(_chance: random.Random) -> range:
    """All of an office's day, from nine to half past five."""
    return range(510)


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    ("killed", "side_by_side"),
    [(0.0, False), (0.0, True), (0.002, False)],
    ids=["in peace", "two side by side", "killed at random"],
)
async def test_every_reminder_of_a_whole_year_swept_every_minute_comes_exactly_once(
    tmp_path: Path, killed: float, side_by_side: bool
) -> None:
    lived = await live(
        tmp_path,
        date(2026, 1, 1),
        date(2026, 12, 31),
        every_minute,
        seed=3,
        killed=killed,
        side_by_side=side_by_side,
    )
    assert len(lived.expected) > 400
    told_exactly_once(lived)
