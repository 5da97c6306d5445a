"""Turning away what is too much, too large, a repeat, or from somebody who was banned.

Said aloud, once an hour; what was kept before stays as it was.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from letters.attachments import ending_of
from letters.letter import KeptPart, Letter, Part
from letters.limits import is_file, is_refused, is_too_large
from letters.people import Actor
from mailroom.office_events import note_office_event
from mailroom.room import Mailroom
from storage import people
from storage.database import Connection
from storage.rows import milliseconds

HOUR = timedelta(hours=1)


class TurnedAway(Exception):
    """Not taken. `message_id` says why, with `facts`; None where that was said within the hour."""

    def __init__(self, message_id: str | None, **facts: str | int | date) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.facts = facts


async def before_keeping(
    room: Mailroom,
    part: Part,
    chat: int,
    citizen: Actor,
    *,
    edit: bool = False,
    sent: bool = False,
) -> None:
    """To be asked before a citizen's message, or an edit of one, is kept. Raises TurnedAway.

    An edit takes its message's place; of a letter already `sent`, it is kept beside it and counts.
    """
    limits = room.office.limits
    async with room.database.reading() as connection:
        sender = await people.sender_lately(connection, citizen.id, chat, room.now() - HOUR)
    person = None if sender is None else sender.person
    messages = sender.messages if sender else 0
    files = sender.files if sender and is_file(part) and not edit else 0
    if (ban := _ban_of(room, person)) is not None:
        raise await _once(room, person, "turned-away-banned", **ban)
    if is_refused(part, limits):
        raise TurnedAway("turned-away-type", ending=ending_of(part))
    if is_too_large(part, limits):
        raise TurnedAway("turned-away-file", most=limits.megabytes)
    if files >= limits.files_a_letter:
        raise TurnedAway("turned-away-files", most=limits.files_a_letter)
    if (sent or not edit) and messages >= limits.messages_an_hour:
        raise await _once(room, person, "turned-away-messages", most=limits.messages_an_hour)


def _ban_of(room: Mailroom, person: people.Person | None) -> dict[str, str | date] | None:
    """Until when somebody is turned away and why, as they are told; None for all others."""
    today = room.office.local_date(room.now())
    if person is None or person.banned_until is None or person.banned_until < today:
        return None
    return {"until": person.banned_until, "because": person.banned_because or ""}


async def _once(
    room: Mailroom, person: people.Person | None, message_id: str, **facts: str | int | date
) -> TurnedAway:
    """What to raise: with its reason once an hour, silently otherwise."""
    now = room.now()
    if person is None or (person.told_at is not None and now - person.told_at < HOUR):
        return TurnedAway(None)
    async with room.database.transaction() as transaction:
        await transaction.run("person_told", id=person.id, now=milliseconds(now))
    return TurnedAway(message_id, **facts)


async def before_sending(
    transaction: Connection, room: Mailroom, citizen: Actor, written: Sequence[KeptPart]
) -> None:
    """To be asked before a letter is sent. Raises TurnedAway; the letter stays as it is written."""
    today = room.office.local_date(room.now())
    person, sent_today = await people.sender_today(transaction, citizen.id, today)
    if (ban := _ban_of(room, person)) is not None:
        raise TurnedAway("turned-away-banned", **ban)
    if sent_today >= room.office.limits.letters_a_day:
        raise TurnedAway("turned-away-letters", most=room.office.limits.letters_a_day)
    own = [(k.part.kind.value, k.part.text.strip(), k.part.file) for k in written]
    since = room.now() - timedelta(hours=room.office.limits.same_letter_hours)
    for number, parts in await people.words_of_open_letters(transaction, citizen.id, since):
        if [(kind, text.strip(), file) for kind, text, file in parts] == own:
            raise TurnedAway("turned-away-repeat", number=number)


async def ban(room: Mailroom, letter: Letter, days: int, because: str, who: str) -> date:
    """Turns a letter's citizen away for some days, today included; returns the last of them.

    Their letters go on, answers reach them. Kept with who did it and why.
    """
    until = room.office.local_date(room.now()) + timedelta(days=days - 1)
    await _set_ban(room, letter, until, because, who)
    return until


async def lift_ban(room: Mailroom, letter: Letter, who: str) -> None:
    """Takes a letter's citizen back."""
    await _set_ban(room, letter, None, "", who)


async def _set_ban(
    room: Mailroom, letter: Letter, until: date | None, because: str, who: str
) -> None:
    facts = {"number": letter.number, "until": until and until.isoformat(), "because": because}
    async with room.database.transaction() as transaction:
        await transaction.run(
            "person_ban",
            id=letter.citizen,
            until=until and until.isoformat(),
            because=because or None,
        )
        name = "banned" if until else "ban_lifted"
        await note_office_event(transaction, room, name, who, facts)
