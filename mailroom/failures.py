"""Who is told when something can never be delivered; nobody is told of that failing in its turn."""

from datetime import date

from letters import notices
from letters.letter import Letter
from letters.notices import TO_CHIEF, TO_OFFICE, Audience, Sending
from storage.outbox import HIDE, Parcel

OF_FAILURES = frozenset(
    cls.__name__
    for cls in (
        notices.CouldNotReachDepartment,
        notices.StillInSight,
        notices.CouldNotReachOffice,
        notices.CouldNotReachChief,
    )
)


def told_of_failure(parcel: Parcel, letter: Letter | None, today: date) -> tuple[Sending, ...]:
    """Returns who hears that a parcel will never arrive; of reminders once a day for each chat."""
    if letter is None or parcel.notice in OF_FAILURES:
        return ()
    if parcel.notice == HIDE:
        still = notices.StillInSight(letter.number, letter.about or "")
        return (Sending(TO_OFFICE, still, key=f"in-sight:{letter.id}:{parcel.chat}"),)
    audience, _, department = parcel.recipient.partition(":")
    reminder = parcel.notice == notices.Reminder.__name__
    key = f"undelivered:{parcel.chat}:{today}" if reminder else f"undelivered:{parcel.id}"
    if audience == Audience.DEPARTMENT:
        told = notices.CouldNotReachDepartment(letter.number, department)
        return (Sending(TO_OFFICE, told, key=key),)
    if audience == Audience.OFFICE:
        return (Sending(TO_CHIEF, notices.CouldNotReachOffice(letter.number), key=key),)
    if audience == Audience.CHIEF:
        return (Sending(TO_OFFICE, notices.CouldNotReachChief(letter.number), key=key),)
    return ()
