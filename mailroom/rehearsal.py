"""What a sweep would do at an instant, nothing being done: what would go to whom, and why."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from letters.letter import Letter
from letters.notices import Notice, OwnNotice, Recipient
from letters.notices_to_staff import Reminder
from letters.reminding import fold
from mailroom.addresses import chats_of
from mailroom.board import week_to_tell
from mailroom.room import Mailroom
from mailroom.sweeps import planned
from storage import letters
from storage.database import Connection
from storage.letters import Move
from storage.rows import milliseconds

ALL = 10_000_000


@dataclass(frozen=True, slots=True)
class Going:
    """A notice that would be queued: to whom, into which chats, to be sent from when (UTC)."""

    to: Recipient
    chats: tuple[int, ...]
    notice: Notice | OwnNotice
    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """What time would bring to one letter: the event, its date, and what would go for it."""

    letter: Letter
    event: str
    on: date
    going: tuple[Going, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All that a sweep would do, in its order; digests by chat; the week whose notice is due."""

    acts: tuple[Act, ...]
    digests: dict[int, int]
    week: date | None


async def rehearse(room: Mailroom) -> Rehearsal:
    """Returns what a sweep would do at the room's present instant; the database is only read."""
    now = room.now()
    acts: list[Act] = []
    async with room.database.snapshot() as connection:
        due: Sequence[Letter] = await letters.listed(
            connection, "letters_to_look_at", now=milliseconds(now), most=ALL
        )
        while due:
            moves = planned(due, now, room.office).moves
            for move in moves:
                acts.append(
                    Act(
                        move.before,
                        move.decision.event,
                        move.decision.on,
                        tuple([going async for going in _going(connection, room, move, now)]),
                    )
                )
            due = [m.decision.letter for m in moves if _again(m.decision.letter, now)]
    digests = _digests(acts, room.office.local_date(now))
    return Rehearsal(tuple(acts), digests, await week_to_tell(room))


def _again(letter: Letter, now: datetime) -> bool:
    return letter.next_look_at is not None and letter.next_look_at <= now


async def _going(
    connection: Connection, room: Mailroom, move: Move, now: datetime
) -> AsyncIterator[Going]:
    for sending in move.decision.sendings:
        chats = await chats_of(connection, sending.to, move.decision.letter, room.office)
        yield Going(sending.to, tuple(chats), sending.notice, max(now, sending.after or now))


def _digests(acts: Sequence[Act], today: date) -> dict[int, int]:
    """Returns how many reminders would go in one digest, by chat, where they would be folded."""
    waiting: dict[int, list[Reminder]] = defaultdict(list)
    for going in (going for act in acts for going in act.going):
        if isinstance(going.notice, Reminder):
            for chat in going.chats:
                waiting[chat].append(going.notice)
    return {chat: len(found) for chat, found in waiting.items() if fold(found, today)}
