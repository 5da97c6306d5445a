"""What is asked once more before sending: does it still matter, does it go in a digest?"""

from collections.abc import Sequence
from datetime import date

from letters.clocks import due_on
from letters.letter import Letter
from letters.notices import Notice
from letters.notices_to_citizen import Published
from letters.notices_to_staff import Reminder


def wanted(notice: Notice, letter: Letter) -> bool:
    """Returns whether the notice still makes sense to whoever would read it now.

    A reminder is dropped once its letter is answered, paused or has another date; that an answer
    is public, once it no longer is.
    """
    if isinstance(notice, Published):
        return letter.published_on is not None
    if isinstance(notice, Reminder):
        return letter.paused_on is None and notice.due == due_on(letter, notice.clock)
    return True


MOST_SINGLE = 5
"""More reminders than these for one reader at one time become one digest (domain §4)."""


def fold(reminders: Sequence[Reminder], today: date) -> bool:
    """Returns whether reminders that wait for one reader become one digest: many, or any late.

    Late is what fell due on an earlier day: the program, or Telegram, was away.
    """
    late = any(one.day < today for one in reminders)
    return len(reminders) > MOST_SINGLE or (late and len(reminders) > 1)
