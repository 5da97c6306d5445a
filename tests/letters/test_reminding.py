"""What is asked once more before sending: is it still wanted, does it go in a digest."""

from dataclasses import replace
from datetime import date

from letters import facts
from letters.letter import State
from letters.notices_to_citizen import Asked, Published
from letters.notices_to_staff import Reminder
from letters.office import Clock
from letters.reminding import MOST_SINGLE, fold, wanted
from tests.letters.test_clocks import assigned, at, reminded


def test_a_reminder_of_another_date_a_paused_or_an_answered_letter_is_not_wanted() -> None:
    letter = reminded(assigned(), at(6)).letter
    notice = Reminder(letter.number, Clock.REPLY, -1, date(2026, 3, 6), date(2026, 3, 9))
    assert wanted(notice, letter)
    assert not wanted(notice, replace(letter, reply_due_on=date(2026, 3, 10)))
    assert not wanted(notice, facts.paused(letter, date(2026, 3, 6)))
    assert not wanted(notice, replace(letter, state=State.ANSWERED))


def test_that_an_answer_is_public_is_wanted_while_it_is_and_anything_else_always() -> None:
    letter = assigned()
    published = replace(letter, published_on=date(2026, 3, 6))
    notice = Published(letter.number)
    assert (wanted(notice, published), wanted(notice, letter)) == (True, False)
    assert wanted(Asked(letter.number), replace(letter, state=State.ARCHIVED)) is True


def test_more_than_five_or_late_ones_fold_into_a_digest() -> None:
    one = Reminder("SZ-2026-000001", Clock.REPLY, -1, date(2026, 3, 6), date(2026, 3, 9))
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    assert [fold([one] * count, friday) for count in (1, 2, 5, 6)] == [False, False, False, True]
    assert [fold([one] * count, monday) for count in (1, 2)] == [False, True]
    assert MOST_SINGLE == 5
    of_today = replace(one, day=monday)
    assert fold([of_today, one], monday)
    assert not fold([of_today, of_today], monday)
