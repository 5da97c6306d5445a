"""What one letter counts for, by hand; tests/storage counts whole lives both ways."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letters.counting import (
    Cohort,
    Counted,
    Overdue,
    Scope,
    answer_of,
    count,
    is_signing_known,
    tally_of,
    was_open_before,
)
from letters.deadlines import Pause
from letters.figures import Answer, Tally
from letters.letter import Kind, Letter, Rating, State
from letters.period import Period
from tests.letters.test_clocks import received

CAME, NEXT, DUE, LATE = (date(2026, 3, day) for day in (2, 3, 9, 10))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
ANSWERED = {"state": State.ANSWERED, "answered_on": DUE, "answered_due_on": DUE,
            "answered_original_due_on": DUE}  # fmt: skip
COHORT = Cohort("mayor", Kind.INQUIRY, None, None, "2026-03")


def letter(**facts: Any) -> Letter:
    """A letter received on Monday the 2nd, due on Monday the 9th."""
    return replace(received(), **facts)


@pytest.mark.parametrize(
    ("facts", "as_of", "tally"),
    [
        ({}, DUE, {"open": 1}),
        ({}, LATE, {"open": 1, "overdue": 1, "overdue_original": 1}),
        ({"reply_due_on": LATE}, LATE, {"open": 1, "overdue_original": 1}),
        ({"original_due_on": LATE}, LATE, {"open": 1, "overdue": 1}),
        ({"pauses": (Pause(DUE, None),)}, LATE, {"open": 1}),
        ({"state": State.REFUSED}, LATE, {"refused": 1}),
        ({"state": State.MERGED}, LATE, {"merged": 1}),
        ({"state": State.WITHDRAWN}, LATE, {"withdrawn": 1}),
        (ANSWERED, LATE, {"replied": 1, "on_time": 1, "on_time_original": 1}),
        (ANSWERED | {"answered_on": LATE}, LATE, {"replied": 1}),
        (ANSWERED | {"answered_due_on": CAME}, LATE, {"replied": 1, "on_time_original": 1}),
        (ANSWERED | {"answered_due_on": None}, LATE, {"replied": 1, "on_time_original": 1}),
        (ANSWERED | {"answered_original_due_on": CAME}, LATE, {"replied": 1, "on_time": 1}),
        (ANSWERED | {"answered_original_due_on": None}, LATE, {"replied": 1, "on_time": 1}),
        ({"rating": Rating.SATISFIED}, DUE, {"open": 1, "rated": 1, "satisfied": 1}),
        ({"rating": Rating.FAIRLY}, DUE, {"open": 1, "rated": 1, "fairly": 1}),
        ({"rating": Rating.DISSATISFIED}, DUE, {"open": 1, "rated": 1}),
        ({"reopened_on": DUE}, DUE, {"open": 1, "reopened": 1}),
        ({"published_on": DUE}, DUE, {"open": 1, "published": 1}),
        ({"undeliverable_on": DUE}, DUE, {"open": 1, "undeliverable": 1}),
        ({"answered_on": DUE}, DUE, {"replied": 1, "waiting_again": 1}),
        ({"answered_on": DUE}, LATE,
         {"replied": 1, "waiting_again": 1, "waiting_again_overdue": 1}),
    ],
)  # fmt: skip
def test_what_a_letter_counts_for(facts: dict[str, Any], as_of: date, tally: Any) -> None:
    assert tally_of(letter(**facts), as_of) == Tally(received=1, **tally)


@pytest.mark.parametrize(
    ("facts", "first", "waited"),
    [
        ({}, CAME, False),
        ({}, NEXT, True),
        ({"answered_on": NEXT}, NEXT, True),
        ({"answered_on": CAME}, NEXT, False),
        ({"concluded_on": NEXT}, NEXT, True),
        ({"concluded_on": CAME}, NEXT, False),
        ({"answered_on": CAME, "concluded_on": DUE}, NEXT, False),
    ],
)
def test_a_letter_waited_when_a_day_began_if_it_had_come_and_not_ended(
    facts: dict[str, Any], first: date, waited: bool
) -> None:
    assert was_open_before(letter(**facts), first) is waited


def test_an_answer_has_the_dates_of_the_first_answer_and_none_without() -> None:
    assert answer_of(letter(**ANSWERED)) == Answer(CAME, DUE, DUE)
    for lacking in ("answered_on", "answered_due_on"):
        with pytest.raises(ValueError, match="letter SZ-2026-000001 has not been answered"):
            answer_of(letter(**ANSWERED | {lacking: None}))


def test_whether_it_was_signed_for_is_not_known_of_an_answer_nobody_signed_for() -> None:
    days = ((None, None), (CAME, None), (None, DUE), (CAME, DUE))
    assert [is_signing_known(*pair) for pair in days] == [True, True, False, True]


def test_all_that_is_counted_of_letters_received() -> None:
    waiting = letter(assigned_on=CAME)
    answered = letter(**ANSWERED, assigned_on=CAME, signed_on=NEXT)
    imported = letter(**ANSWERED, assigned_on=CAME)
    unassigned = letter(signed_on=NEXT)
    again = letter(answered_on=DUE, answered_due_on=DUE)
    found = count([waiting, answered, imported, unassigned, again], MARCH, LATE)
    assert found == Counted(
        cohorts={COHORT: Tally(received=5, replied=3, open=2, overdue=2, overdue_original=2,
                               on_time=3, on_time_original=2, waiting_again=1,
                               waiting_again_overdue=1)},
        answers=Counter({Answer(CAME, DUE, DUE): 3}),
        signings=Counter({(CAME, None): 1, (CAME, NEXT): 1}),
        overdue=[Overdue(DUE, "SZ-2026-000001", None)] * 2,
    )  # fmt: skip


def test_a_period_has_what_came_in_it_and_what_waited_when_it_began() -> None:
    one = Counted(cohorts={COHORT: Tally(received=1, open=1)})
    carried = Counted(opening=1, carried=Tally(open=1))
    for first, last, as_of, expected in (
        (CAME, CAME, CAME, one),
        (CAME, CAME, date(2026, 3, 1), Counted()),
        (NEXT, NEXT, NEXT, carried),
        (date(2026, 3, 1), date(2026, 3, 1), DUE, Counted()),
    ):
        assert count([letter()], Period(first, last), as_of) == expected
    twice = count([letter(), letter(), letter(concluded_on=CAME)], Period(NEXT, NEXT), NEXT)
    assert twice == Counted(opening=2, carried=Tally(open=2))


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        (Scope(), True),
        (Scope("mayor"), True),
        (Scope("secretary"), False),
        (Scope(department="roads"), True),
        (Scope(department="water"), False),
        (Scope("mayor", "roads"), True),
        (Scope("mayor", "water"), False),
        (Scope("secretary", "roads"), False),
    ],
)
def test_a_scope_covers_its_mailbox_and_its_lead(scope: Scope, covered: bool) -> None:
    assert scope.covers(letter(lead="roads")) is covered
    assert (count([letter(lead="roads")], MARCH, DUE, scope) != Counted()) is covered
