"""The clocks of a letter, and the ladder of reminders over their dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from letters import clocks
from letters import commands as c
from letters.letter import Card, Kind, Letter, State, text_part
from letters.notices import TO_CHIEF, TO_OFFICE, to_department
from letters.notices_to_staff import Reminder
from letters.office import Clock, Office, Start, Step, Told
from letters.people import SYSTEM, Actor, Role
from letters.registration import submit
from letters.workflow import Decision, NotAllowed, decide, what_time_brings
from tests.letters.oracle import CITIZEN, MONDAY, OFFICE

WORDS = text_part("说明")
CLERK, CHIEF = Actor(Role.CLERK, 2), Actor(Role.CHIEF, 1)
ROADS = Actor(Role.OFFICER, 3, "roads")


def at(day: int, hour: int = 9, minute: int = 0, month: int = 3) -> datetime:
    """An instant of 2026 on the office's clock in Shanghai."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def office_with(**changed: Any) -> Office:
    """The office, its first mailbox with other rules."""
    first, *others = OFFICE.mailboxes
    return replace(OFFICE, mailboxes=(replace(first, **changed), *others))


def received(office: Office = OFFICE, when: datetime = MONDAY) -> Letter:
    """A letter received on Monday the 2nd: an inquiry, due on Monday the 9th."""
    decision = submit(c.Submit("mayor", Kind.INQUIRY, True, 7), CITIZEN, when, office, 1, "0" * 10)
    return replace(decision.letter, id=1)


def assigned(office: Office = OFFICE) -> Letter:
    """The same, given to the roads department on that Monday."""
    return decide(received(office), c.Assign("roads"), CLERK, MONDAY, office).letter


def told(decision: Decision) -> list[tuple[str, int]]:
    """Whom a decision tells, and of which step of the ladder."""
    return [
        (str(s.to), s.notice.offset) for s in decision.sendings if isinstance(s.notice, Reminder)
    ]


def reminded(letter: Letter, when: datetime, office: Office = OFFICE) -> Decision:
    """What a sweep decides that finds steps of the ladder due."""
    return decide(letter, c.Remind(), SYSTEM, when, office)


def test_each_step_tells_whom_the_ladder_names() -> None:
    letter = assigned()
    found = []
    for day in (5, 6, 9, 10, 12, 16):
        decision = reminded(letter, at(day))
        letter = decision.letter
        found.append((day, told(decision), letter.card))
    assert found == [
        (5, [("department:roads", -2)], None),
        (6, [("department:roads", -1)], Card.YELLOW),
        (9, [("department:roads", 0)], Card.YELLOW),
        (10, [("department:roads", 1), ("office", 1)], Card.RED),
        (12, [("office", 3), ("chief", 3)], Card.RED),
        (16, [("chief", 5)], Card.RED),
    ]


def test_of_steps_that_fell_due_together_each_reader_is_told_of_their_last() -> None:
    decision = reminded(assigned(), at(16))
    assert told(decision) == [("department:roads", 1), ("office", 3), ("chief", 5)]
    assert len(decision.letter.reminded) == 6


def test_the_office_hears_once_of_a_letter_it_has_itself() -> None:
    assert told(reminded(received(), at(10))) == [("office", 1)]


def test_a_date_set_anew_is_reminded_of_anew_and_an_old_one_never_again() -> None:
    letter = reminded(assigned(), at(6)).letter
    asked = decide(letter, c.RequestExtension(3, WORDS), ROADS, at(6, 10), OFFICE).letter
    granted = decide(asked, c.GrantExtension(), CLERK, at(6, 11), OFFICE).letter
    assert (granted.reply_due_on, granted.card) == (date(2026, 3, 12), None)
    assert told(reminded(granted, at(10))) == [("department:roads", -2)]
    assert what_time_brings(granted, at(9, 12), OFFICE) is None


def test_a_date_that_moved_nearer_brings_no_reminders_of_mornings_already_past() -> None:
    urgent = c.ChangeKind(Kind.INQUIRY, urgent=True)
    letter = decide(assigned(), urgent, CLERK, at(2, 11), OFFICE).letter
    assert letter.reply_due_on == date(2026, 3, 3)
    assert what_time_brings(letter, at(2, 17), OFFICE) is None
    assert told(reminded(letter, at(3))) == [("department:roads", 0)]


@pytest.mark.parametrize(
    ("limit", "when", "card"),
    [
        (3, at(6, 9), Card.RED),  # due on Thursday: of Friday morning, and it has just come
        (3, at(6, 8, 59), Card.YELLOW),
        (4, at(6, 10), Card.YELLOW),  # due on Friday, yellow on Thursday
        (6, at(6, 10), None),  # due on Tuesday: nothing is deserved yet
    ],
)
def test_a_letter_whose_date_moves_keeps_the_card_its_new_date_deserves(
    limit: int, when: datetime, card: Card | None
) -> None:
    other_clock = Step(-3, (Told.OFFICE,), Card.RED, Clock.DEPARTMENT)
    ladder = (other_clock, *OFFICE.mailboxes[0].ladder)
    office = office_with(limits={Kind.INQUIRY: 5, Kind.HELP: limit}, ladder=ladder)
    yellow = replace(assigned(office), card=Card.YELLOW)
    for before, after in ((yellow, card), (replace(yellow, card=None), None)):
        moved = decide(before, c.ChangeKind(Kind.HELP), CLERK, when, office).letter
        assert moved.reply_due_on != before.reply_due_on
        assert moved.card == after


def test_of_a_date_newly_set_this_very_morning_is_past_and_what_other_clocks_owe_is_not() -> None:
    triage = Step(+1, (Told.OFFICE,), clock=Clock.TRIAGE)
    ladder = (*OFFICE.mailboxes[0].ladder, triage)
    office = office_with(limits={Kind.INQUIRY: 5, Kind.HELP: 4}, ladder=ladder)
    letter = decide(received(office), c.ChangeKind(Kind.HELP), CLERK, at(6, 9), office).letter
    assert letter.reply_due_on == date(2026, 3, 6)
    assert told(reminded(letter, at(6, 9), office)) == [("office", 1)]
    assert {key.rpartition(":")[2] for key in letter.reminded} == {"-2", "-1", "0"}


def test_a_paused_letter_goes_on_the_morning_after_the_question_lapsed() -> None:
    letter = decide(assigned(), c.AskCitizen(WORDS), ROADS, at(4, 10), OFFICE).letter
    assert letter.next_look_at == at(26)  # 15 working days, and the next


def test_while_the_citizen_is_asked_nobody_is_reminded() -> None:
    letter = decide(assigned(), c.AskCitizen(WORDS), ROADS, at(4, 10), OFFICE).letter
    assert what_time_brings(letter, at(10), OFFICE) is None
    with pytest.raises(NotAllowed):
        reminded(letter, at(10))


def test_that_the_date_passed_is_recorded_once_under_the_day_after() -> None:
    letter = assigned()
    assert not isinstance(what_time_brings(letter, at(9, 23, 59), OFFICE), c.NotePassed)
    assert isinstance(what_time_brings(letter, at(10, 0, 0), OFFICE), c.NotePassed)
    noted = decide(letter, c.NotePassed(), SYSTEM, at(20), OFFICE)
    assert (noted.on, noted.letter.passed_on) == (date(2026, 3, 10), date(2026, 3, 10))
    with pytest.raises(NotAllowed):
        decide(noted.letter, c.NotePassed(), SYSTEM, at(21), OFFICE)


def test_other_clocks_have_ladders_of_their_own_where_they_are_configured() -> None:
    ladder = (
        Step(1, (Told.OFFICE,), clock=Clock.TRIAGE),
        Step(0, (Told.HANDLER,), clock=Clock.DEPARTMENT),
        Step(0, (Told.CHIEF,), clock=Clock.REPLY),
    )
    office = office_with(ladder=ladder)
    waiting = reminded(received(office), at(4), office)
    assert [(s.to, s.notice) for s in waiting.sendings] == [
        (
            TO_OFFICE,
            Reminder("SZ-2026-000001", Clock.TRIAGE, 1, date(2026, 3, 4), date(2026, 3, 3)),
        )
    ]
    handled = reminded(assigned(office), at(6), office)
    assert [s.to for s in handled.sendings] == [to_department("roads")]
    assert [s.to for s in reminded(handled.letter, at(9), office).sendings] == [TO_CHIEF]


def test_a_step_comes_at_the_opening_of_its_day_also_where_clocks_jump() -> None:
    letter = assigned()
    for instant, due in clocks.steps_ahead(letter, OFFICE):
        local = instant.astimezone(OFFICE.timezone)
        assert (local.date(), local.time()) == (due.day, OFFICE.opens)
        assert OFFICE.calendar.is_working(due.day)


@pytest.mark.parametrize(
    ("when", "opening"),
    [
        (at(6, 8, 59), at(6)),
        (at(6, 9), at(6, 9)),
        (at(6, 17, 29), at(6, 17, 29)),
        (at(6, 17, 30), at(9)),
        (at(7, 12), at(9)),
        (at(30, 18, 0, month=9), at(8, month=10)),
    ],
)
def test_the_next_opening_skips_nights_weekends_and_holidays(
    when: datetime, opening: datetime
) -> None:
    assert clocks.next_opening(when, OFFICE) == opening


def test_where_the_clock_runs_from_acceptance_the_receipt_promises_what_can_be_kept() -> None:
    office = office_with(start=Start.ACCEPTED)
    letter = received(office)
    assert (letter.clock_start_on, letter.reply_due_on) == (date(2026, 3, 3), date(2026, 3, 10))
    same_day = decide(letter, c.Assign("roads"), CLERK, MONDAY, office).letter
    assert (same_day.clock_start_on, same_day.reply_due_on) == (
        date(2026, 3, 2),
        date(2026, 3, 9),
    )
    returned = decide(same_day, c.Return(WORDS), ROADS, at(4), office).letter
    again = decide(returned, c.Assign("water"), CLERK, at(5), office).letter
    assert again.reply_due_on == date(2026, 3, 9)  # accepted once


def test_a_returned_letter_gives_the_office_its_triage_time_again() -> None:
    letter = decide(assigned(), c.Return(WORDS), ROADS, at(4), OFFICE).letter
    assert (letter.state, letter.triage_due_on) == (State.RECEIVED, date(2026, 3, 5))


def test_a_late_return_is_asked_for_and_the_office_decides() -> None:
    letter = assigned()
    with pytest.raises(NotAllowed, match="return-by-yourself"):
        decide(letter, c.AskToReturn(WORDS), ROADS, at(4), OFFICE)
    asked = decide(letter, c.AskToReturn(WORDS), ROADS, at(5), OFFICE).letter
    with pytest.raises(NotAllowed, match="return-already-asked"):
        decide(asked, c.AskToReturn(WORDS), ROADS, at(5), OFFICE)
    kept = decide(asked, c.RefuseReturn(), CLERK, at(5), OFFICE).letter
    assert (kept.lead, kept.return_asked_on, kept.transfers) == ("roads", None, 0)
    taken = decide(asked, c.TakeBack(), CLERK, at(5), OFFICE).letter
    assert (taken.lead, taken.state, taken.transfers) == (None, State.RECEIVED, 1)


def test_an_extension_is_granted_only_before_the_date_has_passed() -> None:
    asked = decide(assigned(), c.RequestExtension(3, WORDS), ROADS, at(9, 16), OFFICE).letter
    assert decide(asked, c.GrantExtension(), CLERK, at(9, 17), OFFICE).letter.extension_days == 3
    with pytest.raises(NotAllowed, match="limit-passed"):
        decide(asked, c.GrantExtension(), CLERK, at(10), OFFICE)


def test_each_clerk_urges_once_a_day_with_a_note() -> None:
    letter = assigned()
    urged = decide(letter, c.Urge(text_part("请抓紧")), CLERK, at(4), OFFICE)
    assert [(role.value, part.text) for role, part in urged.parts] == [("urging", "请抓紧")]
    with pytest.raises(NotAllowed, match="already-urged-today"):
        decide(urged.letter, c.Urge(), CLERK, at(4, 16), OFFICE)
    other = decide(urged.letter, c.Urge(), CHIEF, at(4, 16), OFFICE).letter
    assert other.urged_by == (2, 1)
    assert decide(other, c.Urge(), CLERK, at(5), OFFICE).letter.urged_by == (2,)


def test_supervision_lasts_until_the_answer() -> None:
    letter = decide(assigned(), c.Supervise(), CHIEF, at(4), OFFICE).letter
    drafted = decide(letter, c.Draft((WORDS,)), ROADS, at(4), OFFICE).letter
    assert drafted.supervised_on == date(2026, 3, 4)
    assert decide(drafted, c.Approve(), CLERK, at(4), OFFICE).letter.supervised_on is None


def test_a_reminder_is_seen_once_and_the_next_one_again() -> None:
    letter = assigned()
    with pytest.raises(NotAllowed, match="already-seen"):
        decide(letter, c.SeeReminder(), ROADS, at(5), OFFICE)
    first = reminded(letter, at(5)).letter
    seen = decide(first, c.SeeReminder(), ROADS, at(5, 10), OFFICE).letter
    with pytest.raises(NotAllowed, match="already-seen"):
        decide(seen, c.SeeReminder(), CLERK, at(5, 11), OFFICE)
    assert decide(reminded(seen, at(6)).letter, c.SeeReminder(), ROADS, at(6), OFFICE)
