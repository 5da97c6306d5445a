"""A year of letters: every reminder exactly once, in office hours, whatever happens to the program.

`make torture` lives the whole year with a sweep every minute; here the sweeps are fewer.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.year import Lived, live


def now_and_then(chance: random.Random) -> Iterator[int]:
    """The opening's first minutes, and some of the day's."""
    yield from (1, 2, 3)
    yield from (chance.randrange(4, 510) for _ in range(4))


def told_exactly_once(lived: Lived) -> None:
    """What the oracle expects is what was kept, sent and seen, in office hours on working days.

    Seen twice is only what a killed program had sent and could not note any more: nobody can know
    whether it arrived, and silence would be worse (design, Outbox).
    """
    assert lived.kept == lived.expected
    expected = Counter((chat, number) for number, *_, chat in lived.expected.elements())
    assert expected - lived.seen == Counter()
    assert lived.seen - expected == lived.sent_and_not_noted
    assert {(9, 0) <= (at.hour, at.minute) < (17, 30) for at in lived.sent_at} == {True}


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
    lived = await live(tmp_path, date(2026, 9, 1), date(2026, 11, 30), now_and_then, killed=0.3)
    assert lived.kills > 50
    told_exactly_once(lived)


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
