"""How long a letter's personal data are kept: texts, files, names. Figures and events stay.

个人信息保护法 Art. 19 (no longer than needed) and Art. 47 (erasing on request, unless a law asks
for longer keeping); how long is each mailbox's configuration.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from letters.letter import Letter, State
from letters.office import Mailbox


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter whose data stay for now: until a day, or (None) until it is concluded.

    `by_itself`: they go then without being asked for again.
    """

    number: str
    until: date | None
    by_itself: bool = True


def expires_on(letter: Letter, mailbox: Mailbox) -> date | None:
    """Returns the day on which a letter's data are to be erased by themselves; None for never."""
    if letter.concluded_on is None or mailbox.retention is None:
        return None
    return letter.concluded_on + timedelta(days=mailbox.retention)


def kept(letter: Letter, mailbox: Mailbox, today: date) -> Kept | None:
    """Returns why a letter cannot be erased although its citizen asks; None if it can.

    A letter under way is needed for its answer, an answered one until it can no longer be rated
    or reopened; a concluded one is kept as long as it must be.
    """
    if letter.state is State.ANSWERED and letter.last_answered_on is not None:
        last = letter.last_answered_on + timedelta(days=mailbox.rating_days)
        kept_for = timedelta(days=mailbox.retention or 0)
        return Kept(letter.number, last + kept_for, by_itself=mailbox.retention is not None)
    if letter.concluded_on is None:
        return Kept(letter.number, None)
    expires = expires_on(letter, mailbox)
    return Kept(letter.number, expires) if expires is not None and expires > today else None
