"""When a message may go, against an oracle that goes through all that was ever sent."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from mailroom.rate_limit import LocalLimiter, Rates
from mailroom.rate_limiter import RateLimiter
from tests.engine import archive_in

START = datetime(2026, 3, 2, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
RATES = (Rates(), Rates(6, 2, 4), Rates(12, 4, 5))
CHATS = (-2, -1, 1, 2, 3, 4, 5, 6, 7)

Sent = list[tuple[datetime, int]]
"""The messages sent, each with its chat."""


def may_go(
    rates: Rates, sent: Sent, until: dict[int, datetime], chat: int, now: datetime
) -> datetime:
    """The first moment at which no limit is against it, of those at which one may end.

    Sendings more than a minute ahead are not counted: a clock was set back.
    """
    counted = sorted((at, to) for at, to in sent if at <= now + MINUTE)
    most = rates.a_second - (rates.a_second // 6 if chat > 0 else 0)
    everything = [at for at, _ in counted]
    own = [at for at, to in counted if to == chat]
    moments = [now, until.get(chat, now)]
    if len(everything) >= most:
        moments.append(everything[-most] + SECOND)
    if own:
        moments.append(own[-1] + SECOND / rates.chat_a_second)
    if chat < 0 and len(own) >= rates.group_a_minute:
        moments.append(own[-rates.group_a_minute] + MINUTE)
    return max(moments)


@pytest.mark.parametrize("rates", RATES, ids=str)
def test_a_program_alone_lets_a_message_go_exactly_when_no_limit_is_against_it(
    rates: Rates,
) -> None:
    chance, limiter, now = Random(5), LocalLimiter(rates), START
    sent: Sent = []
    held: dict[int, datetime] = {}
    for _ in range(1500):
        now += timedelta(milliseconds=chance.choice((0, 0, 10, 100, 500, 1000)))
        chat = chance.choice(CHATS)
        at = limiter.ready_at(chat, now)
        assert at == may_go(rates, sent, held, chat, now)
        if at == now:
            messages = chance.choice((1, 1, 1, 3))
            limiter.note(chat, now, messages)
            sent += [(now, chat)] * messages
        if chance.random() < 0.02:  # the longer rest counts
            until = now + chance.choice((1, 3, 8)) * SECOND
            limiter.hold(chat, until)
            held[chat] = max(until, held.get(chat, until))


def test_five_of_thirty_places_in_a_second_are_kept_for_groups() -> None:
    limiter = LocalLimiter()
    for place in range(30):
        assert limiter.ready_at(100, START) == (START if place < 25 else START + SECOND)
        assert limiter.ready_at(-100, START) == START
        limiter.note(place + 1, START)
    assert limiter.ready_at(-100, START) == START + SECOND


def test_what_is_over_is_not_remembered() -> None:
    limiter, fresh = LocalLimiter(), LocalLimiter()
    for chat in (5, 6, -7):
        limiter.note(chat, START)
    limiter.hold(8, START + MINUTE)
    limiter.ready_at(5, START)
    for one in (limiter, fresh):
        assert one.ready_at(9, START + MINUTE) == START + MINUTE
    assert vars(limiter) == vars(fresh)


def test_no_more_is_remembered_than_is_asked_for() -> None:
    limiter = LocalLimiter()
    limiter.note(-1, START, 50)
    limiter.note(6, START + SECOND)
    limiter.ready_at(7, START + SECOND)
    kept = vars(limiter)
    assert list(kept["_all"]) == [START + SECOND]
    assert list(kept["_chats"][-1]) == [START] * Rates().group_a_minute


def test_the_chats_are_gone_through_once_a_second() -> None:
    limiter = LocalLimiter()
    limiter.ready_at(9, START)
    limiter.note(6, START - MINUTE)
    chats = vars(limiter)["_chats"]
    for at, remembered in ((0 * SECOND, [6]), (SECOND / 2, [6]), (SECOND, [])):
        limiter.ready_at(9, START + at)
        assert list(chats) == remembered


def test_a_clock_set_back_half_a_second_leaves_what_went_before() -> None:
    limiter = LocalLimiter()
    for chat in range(1, 30):
        limiter.note(chat, START)
    limiter.note(30, START + 0.9 * SECOND)
    assert limiter.ready_at(99, START + SECOND / 2) == START + SECOND


def test_a_clock_set_back_a_little_leaves_a_rest_that_telegram_asked_for() -> None:
    limiter = LocalLimiter()
    limiter.hold(5, START + SECOND)
    for back in (SECOND, MINUTE):
        limiter.ready_at(6, START)
        assert limiter.ready_at(5, START - back) == START + SECOND
    limiter.ready_at(6, START)
    assert limiter.ready_at(5, START - MINUTE - SECOND) == START - MINUTE - SECOND


def test_a_clock_set_back_by_more_than_a_minute_forgets_what_a_chat_was_sent() -> None:
    limiter = LocalLimiter()
    limiter.note(5, START)
    limiter.note(5, START + SECOND)
    minute_before = START + SECOND - MINUTE
    assert limiter.ready_at(5, minute_before) == START + 2 * SECOND
    assert limiter.ready_at(5, minute_before - SECOND / 2) == minute_before - SECOND / 2


async def test_a_place_is_taken_where_it_is_soon_enough_and_not_otherwise(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database:
        limiter = RateLimiter(database, Rates())
        assert await limiter.take(1, START) == START
        assert limiter.ready_at(2, START) == START
        assert await limiter.take(1, START) == START + SECOND
        assert await limiter.take(1, START) == START + SECOND  # no place was taken
        assert limiter.ready_at(1, START) == START + SECOND
        assert await limiter.take(1, START, within=SECOND) == START + SECOND
        assert await limiter.take(1, START, within=SECOND) == START + 2 * SECOND
        album = await limiter.take(-1, START, 20)
        assert (album, await limiter.take(-1, START + SECOND)) == (START, START + MINUTE)
        await limiter.hold(3, START + 30 * SECOND)
        await limiter.hold(3, START + 10 * SECOND)
        assert await limiter.take(3, START + SECOND) == START + 30 * SECOND


@pytest.mark.server
@pytest.mark.parametrize("rates", RATES, ids=str)
async def test_programs_on_one_database_let_a_message_go_exactly_when_no_limit_is_against_it(
    tmp_path: Path, rates: Rates
) -> None:
    chance, now = Random(5), START
    sent: Sent = []
    held: dict[int, datetime] = {}
    async with archive_in(tmp_path) as one, archive_in(tmp_path) as other:
        programs = [RateLimiter(database, rates) for database in (one, other)]
        for _ in range(400):
            back = chance.random() < 0.03
            now += timedelta(milliseconds=chance.choice((0, 0, 10, 100, 500, 1000)))
            now -= chance.choice((SECOND, MINUTE, MINUTE, 2 * MINUTE)) if back else SECOND * 0
            chat, messages = chance.choice(CHATS), chance.choice((1, 1, 1, 3))
            within = chance.choice((0, 0, 1)) * SECOND
            program = chance.choice(programs)
            at = await program.take(chat, now, messages, within=within)
            assert at == may_go(rates, sent, held, chat, now)
            if at <= now + within:
                sent += [(at, chat)] * messages
            if chance.random() < 0.03:
                until = now + chance.choice((1, 3, 8)) * SECOND
                await program.hold(chat, until)
                held[chat] = max(until, held.get(chat, until))


@pytest.mark.server
async def test_a_minute_later_nothing_is_kept_but_the_last_place(tmp_path: Path) -> None:
    async with archive_in(tmp_path) as database:
        limiter = RateLimiter(database, Rates())
        for chat in (1, 2, 3):
            await limiter.take(chat, START)
        later = START + MINUTE
        await limiter.hold(4, later + SECOND)
        await limiter.take(4, later)
        async with database.reading() as connection:
            rows = await connection.fetch("SELECT chat FROM paced")
        assert [row["chat"] for row in rows] == [3]


@pytest.mark.server
async def test_a_clock_set_back_by_a_minute_leaves_a_full_group_what_it_has_had(
    tmp_path: Path,
) -> None:
    async with archive_in(tmp_path) as database:
        limiter = RateLimiter(database, Rates())
        await limiter.take(-1, START, 20)
        assert await limiter.take(-1, START - MINUTE) == START + MINUTE
        further = START - MINUTE - SECOND
        assert await limiter.take(-1, further) == further
