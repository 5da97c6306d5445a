"""Telegram's pace, kept over any order of sendings."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailroom.pace import Pace

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
    pace = Pace()
    now = START
    sent: list[tuple[datetime, int]] = []
    for chat, rest in wishes:
        now += timedelta(milliseconds=rest)
        now = max(now, pace.ready_at(chat, now))
        pace.note(chat, now)
        sent.append((now, chat))
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


def test_a_quiet_chat_may_be_written_to_at_once() -> None:
    assert Pace().ready_at(5, START) == START


def test_a_chat_telegram_asked_to_rest_rests_and_others_do_not() -> None:
    pace = Pace()
    pace.hold(5, START + timedelta(seconds=30))
    assert pace.ready_at(5, START) == START + timedelta(seconds=30)
    assert pace.ready_at(6, START) == START


def test_a_clock_set_back_does_not_silence_anybody() -> None:
    pace = Pace()
    for _ in range(30):
        pace.note(5, START)
    earlier = START - timedelta(days=1)
    assert pace.ready_at(5, earlier) == earlier
