"""Telegram's rate limits, kept in whatever order messages are sent."""

import asyncio
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rate_limit import LocalLimiter, Rates
from mailroom.rate_limiter import RateLimiter
from tests.engine import archive_in

START = datetime(2026, 3, 2, tzinfo=UTC)


@given(
    st.lists(
        st.tuples(st.integers(-3, 40).filter(bool), st.integers(0, 3000)),
        min_size=1,
        max_size=200,
    )
)
def test_no_second_and_no_minute_has_more_than_telegram_takes(
    wishes: list[tuple[int, int]],
) -> None:
    limiter = LocalLimiter()
    now = START
    sent: list[tuple[datetime, int]] = []
    for chat, rest in wishes:
        now += timedelta(milliseconds=rest)
        now = max(now, limiter.ready_at(chat, now))
        limiter.note(chat, now)
        sent.append((now, chat))
    _is_what_telegram_takes(sent)


def _is_what_telegram_takes(sent: list[tuple[datetime, int]]) -> None:
    by_chat = defaultdict(list)
    for at, chat in sent:
        by_chat[chat].append(at)
    everything = [at for at, _ in sent]
    assert _most_within(everything, timedelta(seconds=1)) <= 30
    for chat, instants in by_chat.items():
        assert _most_within(instants, timedelta(seconds=1)) <= 1
        if chat < 0:
            assert _most_within(instants, timedelta(minutes=1)) <= 20


def _most_within(instants: list[datetime], length: timedelta) -> int:
    return max(sum(1 for other in instants if at <= other < at + length) for at in instants)


@pytest.mark.server
async def test_programs_on_one_database_keep_the_rate_limit_together_as_one_alone_would(
    tmp_path: Path,
) -> None:
    chance = Random(7)
    async with archive_in(tmp_path) as one, archive_in(tmp_path) as other:
        programs = [RateLimiter(database, Rates()) for database in (one, other)]
        alone = LocalLimiter()
        now = START
        sent: list[tuple[datetime, int]] = []
        for _ in range(300):
            now += timedelta(milliseconds=chance.randrange(120))
            chat = chance.randrange(-2, 12) or 12
            at = await chance.choice(programs).take(chat, now)
            assert at == alone.ready_at(chat, now)
            if at == now:
                alone.note(chat, now)
                sent.append((now, chat))
        assert len(sent) > 60
        _is_what_telegram_takes(sent)
        await programs[0].hold(99, now + timedelta(seconds=30))
        assert await programs[1].take(99, now) == now + timedelta(seconds=30)
        # a file that somebody waits for has its place a little later
        held = await programs[1].take(1, now, within=timedelta(seconds=4))
        assert await programs[0].take(1, held) == held + timedelta(seconds=1)


@pytest.mark.server
async def test_programs_that_ask_for_a_place_at_the_same_time_get_no_more_than_there_are(
    tmp_path: Path,
) -> None:
    async with archive_in(tmp_path) as one, archive_in(tmp_path) as other:
        programs = [RateLimiter(database, Rates()) for database in (one, other)]
        items = {-chat: 1 + chat % 3 for chat in range(1, 61)}  # albums among them
        for second in range(3):
            now = START + timedelta(seconds=2 * second)
            asked = (programs[chat % 2].take(chat, now, items[chat]) for chat in items)
            taken = await asyncio.gather(*asked)
            sent = sum(items[chat] for chat, at in zip(items, taken, strict=True) if at == now)
            assert 30 <= sent <= 32  # the last one to go may be an album


def test_a_quiet_chat_may_be_written_to_at_once() -> None:
    assert LocalLimiter().ready_at(5, START) == START


def test_a_chat_telegram_asked_to_rest_rests_and_others_do_not() -> None:
    limiter = LocalLimiter()
    limiter.hold(5, START + timedelta(seconds=30))
    assert limiter.ready_at(5, START) == START + timedelta(seconds=30)
    assert limiter.ready_at(6, START) == START


def test_a_clock_set_back_does_not_silence_anybody() -> None:
    limiter = LocalLimiter()
    for _ in range(30):
        limiter.note(5, START)
    limiter.hold(6, START + timedelta(seconds=1))
    assert limiter.ready_at(6, START) > START
    earlier = START - timedelta(days=1)
    assert [limiter.ready_at(chat, earlier) for chat in (5, 6)] == [earlier, earlier]
