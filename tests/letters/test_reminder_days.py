"""Which day a reminder is of, and which moment an office's hour is."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import build_calendar
from letters.deadlines import (
    Pause,
    Step,
    due,
    instant,
    is_late,
    late_from,
    local_date,
    reminder_on,
    reply_due,
)
from letters.workdays import DayKind, Source

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = timedelta(days=1)
CHINA = build_calendar("CN", language="zh")
DAYS = st.dates(date(2004, 1, 1), date(2028, 12, 31))
PAUSES = st.lists(st.tuples(st.integers(-10, 60), st.none() | st.integers(0, 30)), max_size=5)


def test_a_letter_is_late_only_from_the_day_after_its_date() -> None:
    on = date(2026, 2, 27)
    assert [is_late(on, on + n * DAY) for n in (-1, 0, 1)] == [False, False, True]
    assert late_from(on) == date(2026, 2, 28)


def test_reminders_go_so_many_working_days_before_and_after_the_date() -> None:
    on = date(2026, 2, 27)
    ladder = {offset: reminder_on(CHINA, on, offset).isoformat() for offset in (-2, -1, 0, 1, 3, 5)}
    assert ladder == {
        -2: "2026-02-25",
        -1: "2026-02-26",
        0: "2026-02-27",
        1: "2026-02-28",
        3: "2026-03-03",
        5: "2026-03-05",
    }


def test_reminders_of_a_date_that_became_a_holiday_come_before_it() -> None:
    on = date(2026, 2, 17)  # the Spring Festival
    ladder = {offset: reminder_on(CHINA, on, offset).isoformat() for offset in (-1, 0, 1)}
    assert ladder == {-1: "2026-02-13", 0: "2026-02-14", 1: "2026-02-24"}


@given(DAYS)
def test_every_step_of_the_ladder_has_a_working_day_of_its_own(on: date) -> None:
    days = [reminder_on(CHINA, on, offset) for offset in range(-2, 6)]
    assert days == sorted(set(days))
    assert all(CHINA.is_working(day) for day in days)
    assert [day > on for day in days] == [offset > 0 for offset in range(-2, 6)]


@pytest.mark.parametrize(
    ("zone", "on", "at", "expected"),
    [
        ("Asia/Shanghai", "2026-02-14", "09:00", "2026-02-14T01:00+00:00"),
        ("Europe/Berlin", "2026-03-28", "09:00", "2026-03-28T08:00+00:00"),
        ("Europe/Berlin", "2026-03-29", "09:00", "2026-03-29T07:00+00:00"),
        ("Europe/Berlin", "2026-10-24", "09:00", "2026-10-24T07:00+00:00"),
        ("Europe/Berlin", "2026-10-25", "09:00", "2026-10-25T08:00+00:00"),
        # skipped: clocks show 03:30 at that moment
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30+00:00"),
        # twice: its first coming
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30+00:00"),
        # China had daylight saving once: midnight of this day was skipped
        ("Asia/Shanghai", "1986-05-04", "02:30", "1986-05-03T18:30+00:00"),
        # Egypt skips midnight itself
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00+00:00"),
    ],
)
def test_the_offices_hour_is_one_moment_also_when_clocks_jump(
    zone: str, on: str, at: str, expected: str
) -> None:
    for fold in (0, 1):  # whichever of two the time of day was meant for
        hour = time.fromisoformat(at).replace(fold=fold)
        moment = instant(date.fromisoformat(on), hour, ZoneInfo(zone))
        assert moment.isoformat(timespec="minutes") == expected


@given(DAYS, st.sampled_from(["Europe/Berlin", "America/New_York", "Africa/Cairo"]))
def test_nine_oclock_comes_once_each_day_and_belongs_to_that_day(on: date, name: str) -> None:
    zone = ZoneInfo(name)
    moments = [instant(on + n * DAY, time(9), zone) for n in range(3)]
    assert [local_date(moment, zone) for moment in moments] == [on + n * DAY for n in range(3)]
    gaps = {later - earlier for earlier, later in pairwise(moments)}
    assert gaps <= {timedelta(hours=hours) for hours in (23, 24, 25)}


def test_a_moment_or_time_that_bears_the_wrong_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        local_date(datetime(2026, 3, 2), UTC)  # noqa: DTZ001 - the naive moment is the point
    with pytest.raises(ValueError, match="zone of its own"):
        instant(date(2026, 3, 2), time(9, tzinfo=UTC), UTC)


def test_a_step_tells_its_message_what_it_is() -> None:
    (step,) = due(CHINA, date(2026, 2, 13), 1).trace
    assert step == Step(CHINA.day(date(2026, 2, 14)), 1)
    assert step.variables() == {
        "on": "2026-02-14",
        "weekday": 6,
        "kind": DayKind.MAKE_UP.value,
        "source": Source.COUNTRY.value,
        "name": "",
        "number": 1,
        "paused": "no",
        "certain": "yes",
        "makes_up_for": "2026-02-20",
    }


def test_the_steps_of_a_pause_over_a_weekend_tell_which_days_stood_and_which_rest() -> None:
    pause = Pause(date(2026, 3, 5), date(2026, 3, 9))  # from Thursday to Monday
    steps = reply_due(CHINA, date(2026, 3, 4), 1, 0, [pause]).trace
    facts = ("on", "weekday", "kind", "number", "paused", "makes_up_for")
    assert [tuple(step.variables()[fact] for fact in facts) for step in steps] == [
        ("2026-03-05", 4, "workday", 1, "no", "none"),
        ("2026-03-06", 5, "workday", 2, "yes", "none"),
        ("2026-03-07", 6, "weekend", 0, "no", "none"),
        ("2026-03-08", 7, "weekend", 0, "no", "none"),
        ("2026-03-09", 1, "workday", 3, "yes", "none"),
    ]


def test_a_step_beyond_what_is_announced_says_so() -> None:
    day = CHINA.add(CHINA.certain_until, 1)
    assert Step(CHINA.day(day), 1).variables()["certain"] == "no"
