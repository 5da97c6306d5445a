"""What time does to a letter: reminders, dates that pass, questions that lapse, dates anew."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from letters import commands as c
from letters import notices_to_citizen as citizen
from letters.deadlines import Pause
from letters.letter import Card, Kind, Letter, Rating, State
from letters.notices import TO_CHIEF, TO_CITIZEN, TO_OFFICE, Recipient, Sending
from letters.notices_to_staff import Reminder
from letters.office import Clock, Office, Step, Told
from letters.people import SYSTEM
from letters.settle import settle
from letters.workdays import OfficeDay
from letters.workflow import NotAllowed, decide, overlooked, what_time_brings
from tests.letters.moves import CLERK, LEAD, NUMBER, ROADS, WORDS, changed
from tests.letters.oracle import CITIZEN, OFFICE
from tests.letters.test_clocks import assigned, at, office_with, received

DUE = date(2026, 3, 9)
STEP = "reply:1@2026-03-09:"
FIRST_STEPS = tuple(STEP + step for step in ("-2", "-1", "0", "+1", "+3"))


def reminder(letter: Letter, step: str, day: int, to: Recipient, after: datetime) -> Sending:
    """A reminder of the reply date, as it is sent."""
    notice = Reminder(NUMBER, Clock.REPLY, int(step), date(2026, 3, day), DUE)
    return Sending(to, notice, f"reminder:{letter.id}:{STEP}{step}:{to}", after)


def test_steps_that_fell_due_together_are_all_remembered_and_each_reader_told_of_their_last() -> (
    None
):
    letter = replace(assigned(), passed_on=date(2026, 3, 10))
    decision = decide(letter, c.Remind(), SYSTEM, at(14, 12), OFFICE)  # a Saturday
    assert changed(letter, decision.letter) == {"card": Card.RED, "unseen_step": f"{STEP}+3"}
    assert decision.letter.reminded == FIRST_STEPS
    assert decision.letter.next_look_at == at(16)
    opening = at(16)  # which days the reminder has waited for is said: since the first
    assert decision.sendings == (
        reminder(letter, "+1", 5, ROADS, opening),
        reminder(letter, "+3", 10, TO_OFFICE, opening),
        reminder(letter, "+3", 12, TO_CHIEF, opening),
    )


def test_a_step_without_a_card_leaves_the_card_there_was() -> None:
    letter = replace(assigned(), reminded=FIRST_STEPS[:2], card=Card.YELLOW)
    decision = decide(letter, c.Remind(), SYSTEM, at(9), OFFICE)
    assert changed(letter, decision.letter) == {"unseen_step": f"{STEP}0"}
    assert decision.letter.reminded == FIRST_STEPS[:3]
    assert decision.sendings == (reminder(letter, "0", 9, ROADS, at(9)),)


def test_the_steps_of_two_clocks_are_told_apart_also_to_one_reader() -> None:
    ladder = (Step(-1, (Told.HANDLER,), clock=Clock.DEPARTMENT), Step(-1, (Told.HANDLER,)))
    decision = decide(assigned(), c.Remind(), SYSTEM, at(6), office_with(ladder=ladder))
    step = "department:1.0@2026-03-06:-1"
    drafting = Reminder(NUMBER, Clock.DEPARTMENT, -1, date(2026, 3, 5), date(2026, 3, 6))
    assert decision.sendings == (
        Sending(ROADS, drafting, f"reminder:1:{step}:department:roads", at(6)),
        reminder(assigned(), "-1", 6, ROADS, at(6)),
    )
    assert decision.letter.reminded == (step, f"{STEP}-1")


def test_nothing_is_reminded_of_before_its_hour() -> None:
    with pytest.raises(NotAllowed, match="not-in-this-state"):
        decide(assigned(), c.Remind(), SYSTEM, at(5, 8, 59), OFFICE)


def test_a_passed_date_is_a_fact_of_the_day_after_and_nobody_is_told_of_it_apart() -> None:
    letter = assigned()
    decision = decide(letter, c.NotePassed(), SYSTEM, at(20), OFFICE)
    assert changed(letter, decision.letter) == {"passed_on": date(2026, 3, 10)}
    assert (decision.event, decision.on, decision.sendings) == (
        "date_passed",
        date(2026, 3, 10),
        (),
    )


def with_a_holiday_on_friday() -> Office:
    """The office, with Friday the 6th of March a day of rest after all."""
    friday = {date(2026, 3, 6): OfficeDay(False, "那达慕")}
    return replace(OFFICE, calendar=replace(OFFICE.calendar, extra=friday))


def test_where_the_calendar_changed_whoever_was_told_the_old_date_is_told_the_new_one() -> None:
    office = with_a_holiday_on_friday()
    for letter, reader in ((received(), TO_OFFICE), (assigned(), ROADS)):
        decision = decide(letter, c.Recalculate(), SYSTEM, at(3, 20), office)
        moved = citizen.DateMoved(NUMBER, date(2026, 3, 10))
        assert decision.letter.reply_due_on == date(2026, 3, 10)
        assert decision.event == "recalculated"
        assert decision.sendings == (
            Sending(TO_CITIZEN, moved, after=at(4)),
            Sending(reader, moved, after=at(4)),
        )


def test_where_only_other_dates_than_the_promised_one_change_nobody_is_told() -> None:
    office = office_with(return_limit=4)
    letter = assigned()
    decision = decide(letter, c.Recalculate(), SYSTEM, at(3, 12), office)
    assert changed(letter, decision.letter) == {"return_due_on": date(2026, 3, 6)}
    assert decision.sendings == ()


def test_a_clock_that_goes_on_is_told_to_both_when_the_office_opens() -> None:
    asked = decide(assigned(), c.AskCitizen(WORDS), LEAD, at(4, 10), OFFICE).letter
    decision = decide(asked, c.Resume(), SYSTEM, at(28, 12), OFFICE)  # a Saturday
    due = date(2026, 3, 30)
    assert changed(asked, decision.letter) == {
        "pauses": (Pause(date(2026, 3, 4), date(2026, 3, 25)),),
        "reply_due_on": due,
        "original_due_on": due,
        "department_due_on": date(2026, 3, 27),
    }
    # what fell due between the lapse and now is to be reminded of still
    assert decision.letter.reminded == ("reply:1@2026-03-30:-2",)
    assert decision.sendings == tuple(
        Sending(to, citizen.ClockGoesOn(NUMBER, due), after=at(30)) for to in (TO_CITIZEN, ROADS)
    )


def test_a_clock_made_to_go_on_before_the_question_lapsed_goes_on_now() -> None:
    asked = decide(assigned(), c.AskCitizen(WORDS), LEAD, at(4, 10), OFFICE).letter
    after = decide(asked, c.Resume(), SYSTEM, at(6, 12), OFFICE).letter
    assert after.pauses == (Pause(date(2026, 3, 4), date(2026, 3, 6)),)
    assert after.reply_due_on == date(2026, 3, 11)
    assert what_time_brings(after, at(6, 12), OFFICE) is None


def test_time_asks_one_thing_at_a_time_of_a_letter_and_each_at_its_instant() -> None:
    second = timedelta(seconds=1)
    letter = assigned()
    asked = decide(letter, c.AskCitizen(WORDS), LEAD, at(4, 10), OFFICE).letter
    reminded = replace(letter, reminded=FIRST_STEPS[:3])
    passed = replace(reminded, passed_on=date(2026, 3, 10))
    answered = replace(letter, state=State.ANSWERED, last_answered_on=date(2026, 3, 3))
    for standing, when, what in (
        (letter, at(5), c.Remind()),
        (asked, at(26), c.Resume()),
        (reminded, at(10, 0), c.NotePassed()),
        (passed, at(10), c.Remind()),
        (answered, at(11), c.Archive()),
    ):
        settled = settle(standing, at(3), OFFICE, standing)
        assert settled.next_look_at == when
        assert what_time_brings(settled, when - second, OFFICE) is None
        assert what_time_brings(settled, when, OFFICE) == what
    over = replace(passed, reminded=(*FIRST_STEPS, f"{STEP}+5"))
    over = settle(over, at(20), OFFICE, over)
    assert (over.next_look_at, what_time_brings(over, at(20), OFFICE)) == (None, None)
    for state in set(State) - {State.ANSWERED} - OFFICE.mailboxes[0].procedure.open:
        ended = replace(letter, state=state)
        assert settle(ended, at(20), OFFICE, ended).next_look_at is None


def test_a_step_that_the_ladder_has_no_more_brings_nothing() -> None:
    assert what_time_brings(assigned(), at(5), OFFICE) == c.Remind()
    assert what_time_brings(assigned(), at(5), office_with(ladder=())) is None


def test_what_time_did_unnoticed_is_made_up_for_in_its_order_and_reminders_are_not() -> None:
    asked = decide(assigned(), c.AskCitizen(WORDS), LEAD, at(4, 10), OFFICE).letter
    found = list(overlooked(asked, at(1, 12, month=4), OFFICE))
    assert [(d.event, d.on.isoformat()) for d in found] == [
        ("clock_resumed", "2026-04-01"),
        ("date_passed", "2026-03-31"),
    ]
    assert [d.letter.revision for d in found] == [asked.revision + 1, asked.revision + 2]
    assert list(overlooked(assigned(), at(9, 12), OFFICE)) == []


def test_a_date_newly_set_that_is_past_already_keeps_the_mark_and_one_to_come_loses_it() -> None:
    office = office_with(limits={Kind.INQUIRY: 5, Kind.HELP: 6, Kind.THANKS: 7})
    passed = replace(assigned(office), passed_on=date(2026, 3, 10))
    for kind, when, mark in (
        (Kind.HELP, at(11, 12), date(2026, 3, 10)),  # due on the 10th
        (Kind.HELP, at(10, 12), None),
        (Kind.THANKS, at(11, 12), None),
    ):
        assert decide(passed, c.ChangeKind(kind), CLERK, when, office).letter.passed_on == mark


def test_a_second_handling_bears_no_mark_of_the_first() -> None:
    answered = replace(assigned(), state=State.ANSWERED, last_answered_on=date(2026, 3, 11))
    marked = replace(answered, card=Card.RED, passed_on=date(2026, 3, 10))
    letter = replace(marked, rating=Rating.DISSATISFIED)
    after = decide(letter, c.Reopen(WORDS), CITIZEN, at(12, 12), OFFICE).letter
    assert (after.card, after.passed_on) == (None, None)
    assert after.reply_due_on == date(2026, 3, 19)
