"""Which of a letter's dates follow from which fact, where the rules have changed meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from letters import clocks
from letters import commands as c
from letters.deadlines import Pause
from letters.letter import Card, Kind, Letter, Rating, State
from letters.office import Start
from letters.people import SYSTEM, Actor
from letters.settle import NO_DATE, settle, undated
from letters.workdays import OfficeDay
from letters.workflow import decide
from tests.letters.moves import ASSIGNED, CHIEF, CLERK, LEAD, WORDS
from tests.letters.oracle import CITIZEN, OFFICE
from tests.letters.test_clocks import assigned, at, office_with, received

NEW_RULES = office_with(
    triage_limit=2,
    return_limit=4,
    department_margin=2,
    limits=dict.fromkeys(Kind, 10),
    urgent_limits=dict.fromkeys(Kind, 3),
    reopen_limit=6,
    pause_limit=1,
    start=Start.ACCEPTED,
)
DATES = (
    "limit_days", "clock_start_on", "reply_due_on", "original_due_on", "triage_due_on",
    "return_due_on", "department_due_on",
)  # fmt: skip


def march(day: int) -> date:
    """A day of that month."""
    return date(2026, 3, day)


WAITING = replace(ASSIGNED, co_handlers=(), extension_asked=2, supervised_on=None)
OVER = replace(
    WAITING, state=State.ANSWERED, answered_on=march(3), answered_due_on=march(9),
    last_answered_on=march(3), rating=Rating.DISSATISFIED,
)  # fmt: skip
SECOND = replace(OVER, state=State.IN_PROGRESS, round=2, reopened_on=march(3), return_due_on=None)


@pytest.mark.parametrize(
    ("letter", "command", "actor", "moved"),
    [
        (WAITING, c.WriteNote(WORDS), CLERK, {}),
        (WAITING, c.AskCitizen(WORDS), LEAD, {}),
        (WAITING, c.Supervise(), CHIEF, {}),
        (WAITING, c.SignFor(), LEAD, {}),
        (WAITING, c.RefuseExtension(), CLERK, {}),
        (WAITING, c.Draft((WORDS,)), LEAD, {}),
        (
            WAITING,
            c.Reassign("water"),
            CLERK,
            {"return_due_on": march(9), "department_due_on": march(5)},
        ),
        (
            WAITING,
            c.TakeBack(),
            CLERK,
            {"triage_due_on": march(5), "return_due_on": None, "department_due_on": None},
        ),
        (
            WAITING,
            c.ChangeKind(Kind.HELP),
            CLERK,
            {
                "limit_days": 10,
                "reply_due_on": march(16),
                "original_due_on": march(16),
                "department_due_on": march(12),
            },
        ),
        (
            WAITING,
            c.ChangeKind(Kind.INQUIRY, urgent=True),
            CLERK,
            {
                "limit_days": 3,
                "reply_due_on": march(5),
                "original_due_on": march(5),
                "department_due_on": march(3),
            },
        ),
        (
            WAITING,
            c.GrantExtension(),
            CLERK,
            {"reply_due_on": march(11), "department_due_on": march(9)},
        ),
        (
            OVER,
            c.Reopen(WORDS),
            CITIZEN,
            {
                "limit_days": 6,
                "clock_start_on": march(3),
                "reply_due_on": march(11),
                "original_due_on": march(11),
                "department_due_on": march(9),
                "return_due_on": None,
            },
        ),
        (
            SECOND,
            c.ChangeKind(Kind.HELP),
            CLERK,
            {
                "limit_days": 6,
                "reply_due_on": march(10),
                "original_due_on": march(10),
            },
        ),
        (
            WAITING,
            c.Recalculate(),
            SYSTEM,
            {
                "limit_days": 10,
                "reply_due_on": march(16),
                "original_due_on": march(16),
                "triage_due_on": march(4),
                "return_due_on": march(6),
                "department_due_on": march(12),
            },
        ),
    ],
)
def test_a_move_moves_the_dates_that_follow_from_what_it_changed_and_no_others(
    letter: Letter, command: c.Command, actor: Actor, moved: dict[str, object]
) -> None:
    after = decide(letter, command, actor, at(3, 12), NEW_RULES).letter
    assert {
        name: getattr(after, name)
        for name in DATES
        if getattr(after, name) != getattr(letter, name)
    } == moved


def test_a_second_handling_is_nobodys_to_return_also_when_its_dates_are_derived_anew() -> None:
    again = decide(OVER, c.Reopen(WORDS), CITIZEN, at(3, 12), OFFICE).letter
    anew = decide(again, c.Recalculate(), SYSTEM, at(4), NEW_RULES).letter
    assert (again.return_due_on, anew.return_due_on) == (None, None)
    given = decide(again, c.Reassign("water"), CLERK, at(4), OFFICE).letter
    assert given.return_due_on == march(6)
    noted = decide(given, c.WriteNote(WORDS), CLERK, at(5), NEW_RULES).letter
    assert noted.return_due_on == march(6)


def test_where_the_clock_runs_from_acceptance_it_is_the_day_of_the_first_acceptance() -> None:
    office = office_with(start=Start.ACCEPTED)
    waiting = received(office)
    accepted = decide(waiting, c.Assign("roads"), CLERK, at(4, 12), office).letter
    assert [waiting.clock_start_on, accepted.clock_start_on] == [march(3), march(4)]
    assert accepted.reply_due_on == march(11)
    reopened = replace(accepted, reopened_on=march(20), round=2)
    assert settle(reopened, at(20), office).clock_start_on == march(20)
    assert settle(replace(accepted, triage_start_on=None), at(20), office) == replace(
        accepted, triage_start_on=None, reminded=settle(accepted, at(20), office).reminded
    )


def test_a_pause_that_ended_is_over_whatever_the_rules_say_now() -> None:
    earlier = (Pause(march(2), march(5)),)
    letter = replace(WAITING, pauses=(*earlier, Pause(march(9), None)))
    after = decide(letter, c.Add((WORDS,)), CITIZEN, at(12, 12), NEW_RULES).letter
    assert after.pauses == (*earlier, Pause(march(9), march(10)))


def test_a_question_moves_no_date_also_where_the_calendar_has_changed() -> None:
    friday = {march(6): OfficeDay(False, "那达慕")}
    office = replace(OFFICE, calendar=replace(OFFICE.calendar, extra=friday))
    asked = decide(WAITING, c.AskCitizen(WORDS), LEAD, at(3, 12), office).letter
    assert (asked.paused_on, asked.reply_due_on) == (march(3), march(9))


def test_while_the_citizen_is_asked_no_step_has_come() -> None:
    asked = replace(WAITING, pauses=(Pause(march(4), None),))
    assert clocks.due_steps(asked, at(20), OFFICE) == ()
    assert len(clocks.due_steps(WAITING, at(20), OFFICE)) == 6


def test_what_ends_without_an_answer_keeps_its_dates_and_marks() -> None:
    office = replace(
        NEW_RULES,
        calendar=replace(OFFICE.calendar, extra={march(6): OfficeDay(False, "那达慕")}),
    )
    letter = replace(received(), passed_on=march(10))
    after = decide(letter, c.Withdraw(), CITIZEN, at(11), office).letter
    assert [getattr(after, name) for name in DATES] == [getattr(letter, name) for name in DATES]
    assert (after.passed_on, after.reminded, after.next_look_at) == (march(10), (), None)


def test_a_letter_without_dates_gets_all_of_them_again() -> None:
    letter = assigned()
    bare = undated(letter)
    assert {bare.reply_due_on, bare.triage_due_on} == {NO_DATE}
    assert (bare.return_due_on, bare.department_due_on) == (None, None)
    assert (
        replace(
            bare,
            reply_due_on=letter.reply_due_on,
            triage_due_on=letter.triage_due_on,
            return_due_on=letter.return_due_on,
            department_due_on=letter.department_due_on,
        )
        == letter
    )
    anew = settle(bare, at(2, 10), OFFICE)
    assert replace(anew, return_due_on=letter.return_due_on) == letter


def test_a_second_handling_begins_without_a_card_however_near_its_date_is() -> None:
    """The yellow card's morning is past already: it is of a date nobody was reminded of."""
    warned = replace(OVER, card=Card.RED, passed_on=march(10))
    again = decide(warned, c.Reopen(WORDS), CITIZEN, at(3, 12), office_with(reopen_limit=1)).letter
    assert (again.reply_due_on, again.card, again.passed_on) == (march(4), None, None)
