"""When things are due: golden dates, an oracle that walks the days, and clocks that jump."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import build_calendar
from letters.deadlines import (
    Due,
    NegativeLimitError,
    Pause,
    department_due,
    due,
    original_due,
    pause_ends,
    reply_due,
    return_due,
    triage_due,
)
from letters.workdays import Calendar, OfficeDay

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = timedelta(days=1)
CHINA = build_calendar("CN", language="zh")
DAYS = st.dates(date(2004, 1, 1), date(2028, 12, 31))
PAUSES = st.lists(st.tuples(st.integers(-10, 60), st.none() | st.integers(0, 30)), max_size=5)


def golden_dates() -> list[tuple[date, int, date]]:
    with (GOLDEN / "deadlines_cn.csv").open(encoding="utf-8") as table:
        rows = [row.strip().split(",") for row in table][1:]
    return [(date.fromisoformat(a), int(n), date.fromisoformat(b)) for a, n, b in rows]


def told(result: Due) -> list[tuple[str, int | None, str]]:
    return [
        (step.day.on.isoformat(), step.number, step.day.name or step.day.kind)
        for step in result.trace
    ]


def oracle(start: date, allowance: int, pauses: list[Pause]) -> date:
    """Walks every day: first gathers the paused working days one by one, then counts them all."""
    paused: set[date] = set()
    for pause in pauses:
        day = pause.from_on
        while pause.until_on is not None and day < pause.until_on:
            day += DAY
            if day > start and CHINA.is_working(day):
                paused.add(day)
    left, day = allowance + len(paused), start
    while left:
        day += DAY
        left -= CHINA.is_working(day)
    return day


@pytest.mark.parametrize(("start", "working_days", "expected"), golden_dates())
def test_golden_dates_hold(start: date, working_days: int, expected: date) -> None:
    result = due(CHINA, start, working_days)
    assert (result.on, result.provisional) == (expected, False)


@given(DAYS, st.integers(0, 60))
def test_a_date_is_the_one_an_oracle_finds_walking_day_by_day(start: date, limit: int) -> None:
    assert due(CHINA, start, limit).on == oracle(start, limit, [])


@given(DAYS, st.integers(0, 60))
def test_the_trace_tells_every_day_and_numbers_the_working_ones(start: date, limit: int) -> None:
    result = due(CHINA, start, limit)
    days = [step.day.on for step in result.trace]
    assert days == [start + n * DAY for n in range(1, (result.on - start).days + 1)]
    assert [step.number for step in result.trace if step.day.working] == list(range(1, limit + 1))
    assert {step.number for step in result.trace if not step.day.working} <= {None}
    assert result.provisional == (not CHINA.is_certain(result.on))


@given(DAYS, st.integers(1, 15), st.integers(0, 15), PAUSES, st.randoms())
def test_pauses_and_extensions_in_any_order_give_the_oracles_date(
    start: date, limit: int, extension: int, spans: list[tuple[int, int | None]], order: Random
) -> None:
    pauses = [
        Pause(start + after * DAY, None if length is None else start + after * DAY + length * DAY)
        for after, length in spans
    ]
    expected = oracle(start, limit + extension, pauses)
    order.shuffle(pauses)
    assert reply_due(CHINA, start, limit, extension, pauses).on == expected
    assert original_due(CHINA, start, limit, pauses).on == oracle(start, limit, pauses)


def test_the_trace_names_holidays_weekends_and_make_up_days() -> None:
    assert told(due(CHINA, date(2026, 2, 13), 2)) == [
        ("2026-02-14", 1, "make-up"),
        ("2026-02-15", None, "weekend"),
        ("2026-02-16", None, "农历除夕"),
        ("2026-02-17", None, "春节"),
        ("2026-02-18", None, "春节"),
        ("2026-02-19", None, "春节"),
        ("2026-02-20", None, "休息日（由 2026-02-14 调休）"),
        ("2026-02-21", None, "weekend"),
        ("2026-02-22", None, "weekend"),
        ("2026-02-23", None, "休息日（由 2026-02-28 调休）"),
        ("2026-02-24", 2, "workday"),
    ]


def test_a_limit_of_no_days_ends_on_its_start() -> None:
    assert due(CHINA, date(2026, 3, 2), 0) == Due(date(2026, 3, 2), False, ())


def test_fewer_than_no_working_days_are_refused() -> None:
    for limit, extension in ((-1, 5), (5, -1)):
        with pytest.raises(NegativeLimitError):
            reply_due(CHINA, date(2026, 3, 2), limit, extension, [])
    with pytest.raises(NegativeLimitError):
        due(CHINA, date(2026, 3, 2), -1)
    with pytest.raises(NegativeLimitError, match="-1 is not a number of working days") as refused:
        department_due(CHINA, date(2026, 3, 16), date(2026, 3, 3), -1)
    assert refused.value.working_days == -1


def test_a_date_that_rests_on_an_unannounced_day_is_provisional() -> None:
    announced = CHINA.certain_until
    last = CHINA.add(announced + DAY, -1)
    start = CHINA.add(last, -3)
    assert [due(CHINA, start, limit).provisional for limit in (3, 4)] == [False, True]
    assert due(CHINA, announced + DAY, 0).provisional is True


def test_a_date_counted_over_days_of_the_offices_own_file_alone_is_certain() -> None:
    last = CHINA.certain_until
    extra = {
        last + DAY: OfficeDay(False, "元旦"),
        last + 2 * DAY: OfficeDay(True, "上班"),
    }
    calendar = Calendar(CHINA.source, last, CHINA.first_year, CHINA.last_year, extra)
    assert due(calendar, last, 1).on == last + 2 * DAY
    assert due(calendar, last, 1).provisional is False
    assert due(calendar, last, 2).provisional is True


def test_a_date_that_is_certain_itself_is_provisional_if_a_day_before_it_is_not() -> None:
    last = CHINA.certain_until
    end = last + 5 * DAY
    extra = {end: OfficeDay(True, "上班")}
    calendar = Calendar(CHINA.source, last, CHINA.first_year, CHINA.last_year, extra)
    found = due(calendar, last, calendar.between(last, end))
    assert (found.on, calendar.is_certain(end), found.provisional) == (end, True, True)


def test_a_pause_adds_its_working_days_from_the_day_after_the_question() -> None:
    # asked on Tuesday, answered on Friday: Wednesday to Friday do not run
    result = reply_due(CHINA, date(2026, 3, 2), 5, 0, [Pause(date(2026, 3, 3), date(2026, 3, 6))])
    assert result.on == date(2026, 3, 12)
    assert [step.day.on.day for step in result.trace if step.paused] == [4, 5, 6]


def test_a_question_answered_on_the_same_day_or_over_a_holiday_adds_nothing() -> None:
    start = date(2026, 2, 13)
    same_day = Pause(date(2026, 2, 14), date(2026, 2, 14))
    holiday = Pause(date(2026, 2, 14), date(2026, 2, 23))
    assert reply_due(CHINA, start, 5, 0, [same_day, holiday]).on == due(CHINA, start, 5).on


def test_days_in_several_pauses_count_once_and_days_before_the_start_not_at_all() -> None:
    start = date(2026, 3, 9)
    pauses = [
        Pause(date(2026, 3, 2), date(2026, 3, 10)),  # of this only the 10th
        Pause(date(2026, 3, 9), date(2026, 3, 11)),  # and the 11th
        Pause(date(2026, 3, 11), date(2026, 3, 12)),  # and the 12th
        Pause(date(2026, 3, 9), date(2026, 3, 10)),
    ]
    assert reply_due(CHINA, start, 5, 0, pauses).on == CHINA.add(start, 5 + 3)


def test_a_pause_still_open_adds_nothing_yet() -> None:
    start = date(2026, 3, 2)
    open_pause = [Pause(date(2026, 3, 3), None)]
    assert reply_due(CHINA, start, 5, 0, open_pause).on == due(CHINA, start, 5).on


def test_an_extension_moves_the_date_and_the_original_one_stays() -> None:
    start = date(2026, 9, 18)
    assert reply_due(CHINA, start, 7, 5, []).on == date(2026, 10, 12)
    assert original_due(CHINA, start, 7, []).on == date(2026, 9, 29)


def test_triage_return_and_silence_have_their_own_limits() -> None:
    friday = date(2026, 3, 6)
    assert triage_due(CHINA, friday).on == date(2026, 3, 9)
    assert return_due(CHINA, friday).on == date(2026, 3, 10)
    assert pause_ends(CHINA, friday) == date(2026, 3, 27)


def test_the_department_drafts_a_working_day_before_the_reply() -> None:
    assert department_due(CHINA, date(2026, 3, 16), date(2026, 3, 3)) == date(2026, 3, 13)


def test_a_department_without_a_margin_has_until_the_reply_itself() -> None:
    assert department_due(CHINA, date(2026, 3, 16), date(2026, 3, 3), 0) == date(2026, 3, 16)


def test_a_departments_date_never_lies_before_it_had_the_letter() -> None:
    saturday, monday = date(2026, 3, 7), date(2026, 3, 9)
    assert department_due(CHINA, monday, saturday) == monday
    assert department_due(CHINA, date(2026, 3, 10), monday) == monday
    # assigned when the reply was already late
    assert department_due(CHINA, monday, date(2026, 3, 20)) == monday
