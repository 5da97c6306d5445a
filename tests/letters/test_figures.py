"""What each figure is, by numbers one can check by hand."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import figures
from letters.figures import NOTHING, RATES, Answer, Identity, Rate, Rounding, Spread, Tally, spread
from letters.period import BadPeriodError, Period, Shape, read_period
from tests.plain_office import PLAIN_WEEK

GOLDEN = Path(__file__).parent.parent / "golden" / "published_figures.csv"
ROUNDING = {  # as each office rounded: the first two cut, the other two half up
    "二连浩特市 市长信箱等": Rounding.DOWN,
    "二连浩特市 政务服务中心": Rounding.DOWN,
    "某市 政府信箱": Rounding.HALF_UP,
    "长沙县 领导信箱": Rounding.HALF_UP,
}

with GOLDEN.open(encoding="utf-8", newline="") as file:
    PUBLISHED = list(csv.DictReader(file))

rates = st.integers(1, 10**9).flatmap(
    lambda whole: st.builds(
        Rate,
        st.integers(0, whole) | st.integers(max(0, whole - 3), whole),  # most just below the whole
        st.just(whole),
    )
)


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: f"{row['part']} of {row['whole']}")
def test_published_figures_print_as_published(row: dict[str, str]) -> None:
    rate = Rate(int(row["part"]), int(row["whole"]))
    decimals = len(row["printed"].partition(".")[2])
    assert rate.printed(ROUNDING[row["office"]], decimals) == row["printed"]


@given(rates, st.sampled_from(list(Rounding)), st.integers(0, 4))
def test_less_than_the_whole_never_prints_100_and_the_whole_always(
    rate: Rate, rounding: Rounding, decimals: int
) -> None:
    hundred = Rate(7, 7).printed(rounding, decimals)
    assert (rate.printed(rounding, decimals) == hundred) == (rate.part == rate.whole)


@given(rates, st.integers(0, 4))
def test_a_cut_percentage_is_at_most_the_true_one_and_less_than_a_step_below(
    rate: Rate, decimals: int
) -> None:
    shown = int(rate.printed(Rounding.DOWN, decimals).replace(".", ""))
    assert shown * rate.whole <= 100 * 10**decimals * rate.part < (shown + 1) * rate.whole


@pytest.mark.parametrize("rounding", Rounding)
def test_an_empty_whole_prints_a_dash(rounding: Rounding) -> None:
    assert Rate(0, 0).printed(rounding) == NOTHING


def test_a_percentage_is_cut_to_one_decimal_unless_something_else_is_asked_for() -> None:
    rate = Rate(378, 502)  # 75.298…
    asked = [rate.printed(), rate.printed(Rounding.HALF_UP), rate.printed(decimals=0)]
    assert asked == ["75.2", "75.3", "75"]


def test_a_part_is_never_larger_than_its_whole() -> None:
    for part in (2, -1):
        with pytest.raises(ValueError, match="no part"):
            Rate(part, 1)


def test_rates_divide_what_their_definitions_say() -> None:
    tally = Tally(
        received=20,
        replied=10,
        refused=2,
        merged=1,
        withdrawn=1,
        open=6,
        overdue=3,
        overdue_original=4,
        on_time=8,
        on_time_original=7,
        rated=5,
        satisfied=2,
        fairly=1,
        reopened=1,
        published=4,
    )
    assert {name: figure(tally) for name, figure in RATES.items()} == {
        "reply": Rate(10, 20),
        "valid_reply": Rate(10, 16),
        "conclusion": Rate(14, 20),
        "on_time": Rate(8, 13),
        "on_time_original": Rate(7, 14),
        "satisfaction": Rate(3, 5),
        "response": Rate(5, 10),
        "reopened": Rate(1, 10),
        "published": Rate(4, 10),
    }


def test_the_identity_holds_over_letters_received_and_carried_over() -> None:
    received = Tally(received=5, replied=2, refused=1, open=2)
    carried = Tally(replied=1, withdrawn=1, open=1)
    assert Identity(3, carried, received).holds
    assert not Identity(4, carried, received).holds
    assert not Identity(3, carried, received + Tally(open=1)).holds


def test_two_errors_that_cancel_out_do_not_make_the_identity_hold() -> None:
    assert not Identity(1, Tally(), Tally(received=1, replied=2)).holds


def test_days_count_working_days_and_calendar_days_apart() -> None:
    friday, monday, due = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 13)
    on_the_day, late = Answer(friday, due, due), Answer(friday, due, monday)
    answers = Counter({Answer(friday, monday, due): 3, on_the_day: 2, late: 1})
    assert figures.handling_calendar_days(answers) == {3: 3, 7: 3}
    assert figures.handling_working_days(answers, PLAIN_WEEK) == {1: 3, 5: 3}
    early = figures.days_early(answers, PLAIN_WEEK)
    assert early == {4: 3, 0: 2}
    assert figures.early_rate(early) == Rate(3, 5)


def test_letters_signed_for_by_the_next_working_day_are_in_time() -> None:
    friday = date(2026, 3, 6)
    signings = Counter(
        {(friday, date(2026, 3, 9)): 2, (friday, date(2026, 3, 10)): 1, (friday, None): 1}
    )
    assert figures.sign_for_rate(signings, PLAIN_WEEK) == Rate(2, 4)


@given(st.lists(st.integers(0, 400), max_size=30))
def test_a_spread_has_the_mean_half_up_and_the_exact_median(days: list[int]) -> None:
    found = spread(Counter(days))
    if not days:
        assert found == Spread(0, 0, 0)
        assert (found.mean(), found.median()) == (NOTHING, NOTHING)
        return
    ordered, n = sorted(days), len(days)
    middle = ordered[(n - 1) // 2] + ordered[n // 2]
    assert found.median() == f"{middle // 2}.{middle % 2 * 5}"
    tenths = int(found.mean().replace(".", ""))
    assert found.mean() == f"{tenths // 10}.{tenths % 10}"
    assert 2 * n * tenths - n <= 20 * sum(days) < 2 * n * tenths + n


@pytest.mark.parametrize(
    ("typed", "first", "last", "shape"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31), Shape.YEAR),
        ("1900", date(1900, 1, 1), date(1900, 12, 31), Shape.YEAR),
        ("2999", date(2999, 1, 1), date(2999, 12, 31), Shape.YEAR),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31), Shape.QUARTER),
        (" 2026q4 ", date(2026, 10, 1), date(2026, 12, 31), Shape.QUARTER),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), Shape.MONTH),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Shape.MONTH),
        ("2026-01-05..2026-03-31", date(2026, 1, 5), date(2026, 3, 31), Shape.RANGE),
        ("2026-01-05 2026-01-05", date(2026, 1, 5), date(2026, 1, 5), Shape.RANGE),
        ("2026-01-01..2026-12-31", date(2026, 1, 1), date(2026, 12, 31), Shape.YEAR),
    ],
)
def test_periods_are_read_as_typed(typed: str, first: date, last: date, shape: Shape) -> None:
    period = read_period(typed)
    assert (period, period.shape) == (Period(first, last), shape)
    assert read_period(str(period)) == period


@pytest.mark.parametrize(
    "typed",
    ["", "14", "2014年", "2026Q5", "2026-13", "2026-1", "2026-02-30..2026-03-01", "0000", "9999",
     "2026-03-31..2026-01-01", "2026-01-01", "２０１４", "2014; DROP", "1899", "3000"],
)  # fmt: skip
def test_what_names_no_period_is_refused(typed: str) -> None:
    with pytest.raises(BadPeriodError, match="is not a period") as refused:
        read_period(typed)
    assert refused.value.facts == {"value": typed.strip()}


def test_a_range_knows_its_months() -> None:
    assert read_period("2025-12-31..2026-02-01").months() == ("2025-12", "2026-01", "2026-02")
