"""What becomes of a message that could not be sent: retried, set aside, or given up and reported.

A report that cannot be delivered in its turn is not reported.
"""

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta

from letters.commands import NoteUndeliverable
from letters.letter import Letter
from letters.notices import TO_CHIEF, TO_OFFICE, Audience, Sending
from letters.notices_to_citizen import Answered
from letters.notices_to_staff import (
    CouldNotReachChief,
    CouldNotReachDepartment,
    CouldNotReachOffice,
    Reminder,
    StillInSight,
)
from letters.people import SYSTEM
from letters.workflow import NotAllowed
from mailroom.perform import Cause, perform
from mailroom.post import NeverArrives, TryLater
from mailroom.queueing import queue
from mailroom.room import Mailroom
from storage import outbox
from storage.outbox import HIDE, Outcome, Parcel
from storage.rows import milliseconds

log = logging.getLogger(__name__)

BACKOFF, LONGEST_BACKOFF = timedelta(seconds=2), timedelta(seconds=30)
"""How long a message waits after trouble, doubled each time: its whole chat waits behind it."""
SET_ASIDE = timedelta(hours=1)
"""How long a message that cannot be made waits for a restart or a new program."""
GIVE_UP = timedelta(days=3)

OF_FAILURES = frozenset(
    cls.__name__
    for cls in (
        CouldNotReachDepartment,
        StillInSight,
        CouldNotReachOffice,
        CouldNotReachChief,
    )
)


async def retry_later(
    room: Mailroom, parcel: Parcel, letter: Letter | None, trouble: TryLater, now: datetime
) -> None:
    """Schedules a retry, after twice the last backoff or as long as Telegram asks.

    Its chat waits behind it. A message that met with trouble alone for GIVE_UP is given up.
    """
    if trouble.after is None and now - parcel.created_at > GIVE_UP:
        await give_up(room, parcel, letter, NeverArrives(str(trouble)), now)
        return
    doubled = min(BACKOFF * 2 ** min(parcel.attempts, 10), LONGEST_BACKOFF)
    wait = trouble.after or doubled
    async with room.database.transaction() as transaction:
        await outbox.retry_later(transaction, parcel, now + wait, str(trouble))
    if wait != LONGEST_BACKOFF:  # a long outage would fill the disk with its lines
        log.warning("message %s to chat %s waits %s: %s", parcel.id, parcel.chat, wait, trouble)


async def set_aside(room: Mailroom, parcel: Parcel, letter: Letter | None, now: datetime) -> None:
    """Lets what cannot be made wait by itself: the rest of its chat goes past it."""
    if now - parcel.created_at > GIVE_UP:
        await give_up(room, parcel, letter, NeverArrives("it cannot be made"), now)
        return
    aside = replace(parcel, attempts=0)  # a message with attempts keeps its place in the queue
    async with room.database.transaction() as transaction:
        await outbox.postpone(transaction, [aside], now + SET_ASIDE)


async def give_up(
    room: Mailroom, parcel: Parcel, letter: Letter | None, failure: NeverArrives, now: datetime
) -> None:
    """Records that it will never arrive, and tells whoever has to know, once."""
    async with room.database.transaction() as transaction:
        await outbox.settle(transaction, parcel, Outcome.FAILED, now, failure=str(failure))
        if failure.gone and parcel.chat.is_persons:
            await transaction.run("person_blocked", id=parcel.chat, blocked_at=milliseconds(now))
        if letter is not None:
            told = told_of_failure(parcel, letter, room.office.local_date(now))
            await queue(transaction, room, letter, told, now)
    room.ring()
    log.warning("message %s to chat %s will not arrive: %s", parcel.id, parcel.chat, failure)
    if letter is not None and parcel.notice == Answered.__name__:
        try:
            cause = Cause(key=f"undeliverable:{parcel.id}")
            await perform(room, letter.id, NoteUndeliverable(), SYSTEM, cause)
        except NotAllowed:
            log.info("letter %s moved on; its failed answer is in the outbox", letter.id)


def told_of_failure(parcel: Parcel, letter: Letter | None, today: date) -> tuple[Sending, ...]:
    """Returns who hears that a parcel will never arrive; of reminders once a day for each chat."""
    if letter is None or parcel.notice in OF_FAILURES:
        return ()
    if parcel.notice == HIDE:
        still = StillInSight(letter.number, letter.about or "")
        return (Sending(TO_OFFICE, still, key=f"in-sight:{letter.id}:{parcel.chat}"),)
    audience, _, department = parcel.recipient.partition(":")
    reminder = parcel.notice == Reminder.__name__
    key = f"undelivered:{parcel.chat}:{today}" if reminder else f"undelivered:{parcel.id}"
    if audience == Audience.DEPARTMENT:
        told = CouldNotReachDepartment(letter.number, department)
        return (Sending(TO_OFFICE, told, key=key),)
    if audience == Audience.OFFICE:
        return (Sending(TO_CHIEF, CouldNotReachOffice(letter.number), key=key),)
    if audience == Audience.CHIEF:
        return (Sending(TO_OFFICE, CouldNotReachChief(letter.number), key=key),)
    return ()
