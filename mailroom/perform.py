"""The only doorway to a letter: load, decide, record, in one transaction.

Whoever wants something of a letter (a button, a message, a sweep, the command line, a story)
comes through here. What the letter, its event and its outgoing messages become is kept together
or not at all; a cause that has acted once never acts again.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from letters import registration
from letters.commands import Approve, ChangeKind, Command, Draft, Merge, Submit
from letters.letter import Event, Letter
from letters.people import SYSTEM, Actor, may_see
from letters.procedure import procedure_of
from letters.routing import topic_of
from letters.workflow import Decision, NotAllowed, decide, objection, overlooked
from mailroom.hiding import hide
from mailroom.queueing import queue, queue_many, refresh_cards
from mailroom.room import Mailroom
from mailroom.turning_away import before_sending
from storage import conversations, letters
from storage.conversations import Conversation
from storage.database import Connection
from storage.letters import Move


@dataclass(frozen=True, slots=True)
class Cause:
    """What asks for an act: a key that never acts twice, and what the asker last saw.

    `key`: "update:123" for a Telegram update; None where repeating is meant. `seen`: the revision
    the pressed button bore. `ends`: the conversation (chat, person) this act concludes.
    `takes_in`: the letter being written whose messages become an addition to the one acted on.
    `shown_in`: the chat in which the asker shows the letter's card anew by itself.
    """

    key: str | None = None
    seen: int | None = None
    ends: tuple[int, int] | None = None
    takes_in: int | None = None
    shown_in: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A move made: the letter as it now is, and whether this very cause had made it before.

    `shown_in`: the message that showed the letter while it was being written.
    """

    letter: Letter
    repeated: bool = False
    shown_in: int | None = None


class AlreadyDone(Exception):
    """The button was pressed late or twice; `event` is what had happened in between."""

    def __init__(self, event: Event, letter: Letter) -> None:
        super().__init__(event.name)
        self.event = event
        self.letter = letter


async def perform(
    room: Mailroom,
    letter_id: int,
    command: Command,
    actor: Actor,
    cause: Cause | None = None,
) -> Done:
    """Carries out a command on a letter; returns the letter as it now is.

    Raises NotAllowed (a move the table does not have, or no such letter for this actor) and
    AlreadyDone (somebody was faster). Nothing changes then.
    """
    cause = cause or Cause()
    at = room.now()
    async with room.database.transaction() as transaction:
        before = await letters.by_id(transaction, letter_id)
        if before is None or not may_see(actor, before):
            raise NotAllowed("no-such-letter")
        if cause.key is not None and await letters.event_by_cause(transaction, cause.key):
            return Done(before, repeated=True)
        await _refuse_late(transaction, before, type(command), cause.seen)
        related = await _related(transaction, before, command)
        first = tuple(overlooked(before, at, room.office))
        standing = first[-1].letter if first else before
        try:
            decision = decide(standing, command, actor, at, room.office, related)
        except NotAllowed:
            await _explain_late(transaction, before, cause.seen)
            raise
        await record_overlooked(transaction, room, before, first, at)
        await letters.record(transaction, standing, command, decision, actor, at, cause.key)
        if cause.takes_in is not None:
            await _take_in(transaction, cause.takes_in, decision.letter, actor)
        await queue(transaction, room, decision.letter, decision.sendings, at)
        await refresh_cards(transaction, [decision.letter], at, cause.shown_in)
        if isinstance(command, ChangeKind) and decision.letter.about is not None:
            await hide(transaction, decision.letter, at)
        if cause.ends is not None:
            await conversations.end(transaction, *cause.ends)
    room.ring()
    return Done(decision.letter)


async def consider(
    room: Mailroom, letter_id: int, command: type, actor: Actor, seen: int | None
) -> Letter:
    """Returns the letter if the actor may give it this command now; nothing changes.

    For what is asked before an act (a menu, a written reason). Raises as `perform` would.
    """
    async with room.database.reading() as connection:
        letter = await letters.by_id(connection, letter_id)
        if letter is None or not may_see(actor, letter):
            raise NotAllowed("no-such-letter")
        await _refuse_late(connection, letter, command, seen)
        at = room.now()
        first = tuple(overlooked(letter, at, room.office))
        standing = first[-1].letter if first else letter
        reason = objection(standing, command, actor, room.office.local_date(at), room.office)
        if reason is not None:
            await _explain_late(connection, letter, seen)
            raise NotAllowed(reason)
    return letter


async def _take_in(transaction: Connection, writing_id: int, letter: Letter, actor: Actor) -> None:
    """What was being written becomes part of a letter. NotAllowed where it was sent or is gone."""
    writing = await conversations.writing_by_id(transaction, writing_id)
    if writing is None or writing.citizen != actor.id:
        raise NotAllowed("writing-gone")
    if await transaction.run("draft_submitted", id=writing.id, letter=letter.id) != 1:
        raise NotAllowed("writing-gone")
    await transaction.run(
        "draft_parts_to_addition", draft=writing.id, letter=letter.id, revision=letter.revision
    )


async def _refuse_late(
    transaction: Connection, letter: Letter, command: type, seen: int | None
) -> None:
    """A second press of the same button finds the same event already there."""
    if seen is None or seen >= letter.revision:
        return
    move = procedure_of(letter).moves.get(command)
    for event in await letters.events(transaction, letter.id, since=seen):
        if move is not None and event.name == move.event:
            raise AlreadyDone(event, letter)


async def refuse_late(room: Mailroom, letter: Letter, command: type, seen: int | None) -> None:
    """Raises AlreadyDone where the command was given since the letter was seen at a revision."""
    async with room.database.reading() as connection:
        await _refuse_late(connection, letter, command, seen)


async def _explain_late(transaction: Connection, letter: Letter, seen: int | None) -> None:
    """What was possible at the revision seen is not now: say what came in between."""
    if seen is not None and seen < letter.revision:
        since = await letters.events(transaction, letter.id, since=seen)
        if since:
            raise AlreadyDone(since[-1], letter)


async def _related(transaction: Connection, letter: Letter, command: Command) -> Sequence[Letter]:
    match command:
        case Merge():
            into = await letters.by_id(transaction, command.into)
            return () if into is None else (into,)
        case Approve() | Draft():
            return await letters.listed(transaction, "letters_merged_into", id=letter.id)
        case _:
            return ()


async def record_overlooked(
    transaction: Connection,
    room: Mailroom,
    letter: Letter,
    decisions: Sequence[Decision],
    at: datetime,
) -> None:
    """Keeps what no sweep had noted of a letter in time, one after another: each has its event."""
    for decision in decisions:
        move = Move(letter, decision, time_cause(letter))
        await record_moves(transaction, room, [move], SYSTEM, at)
        letter = decision.letter


def time_cause(letter: Letter) -> str:
    """Returns what time acts on a letter as: at one revision it acts once."""
    return f"time:{letter.id}:{letter.revision}"


async def record_moves(
    transaction: Connection, room: Mailroom, moves: Sequence[Move], actor: Actor, at: datetime
) -> None:
    """Keeps many decided moves at once, with all that is sent for them: a sweep's way in.

    StaleLetterError where a letter is no longer as it was when its move was decided.
    """
    await letters.record_many(transaction, moves, actor, at)
    told = [(move.decision.letter, move.decision.sendings) for move in moves]
    await queue_many(transaction, room, told, at)
    await refresh_cards(transaction, [letter for letter, _ in told], at)


class NothingWritten(Exception):
    """A letter without a single part cannot be sent."""


async def submit(room: Mailroom, writing_id: int, citizen: Actor, cause: Cause) -> Done:
    """Sends a letter that was being written; returns it, numbered and dated.

    Pressed twice, or repeated after a crash, it returns the same letter. Raises NotAllowed where
    it was discarded or is not this citizen's, NothingWritten where it is empty.
    """
    at = room.now()
    async with room.database.transaction() as transaction:
        writing = await conversations.writing_by_id(transaction, writing_id)
        if writing is None or writing.citizen != citizen.id or writing.discarded:
            raise NotAllowed("writing-gone")
        if writing.letter is not None:
            sent = await letters.by_id(transaction, writing.letter)
            assert sent is not None  # noqa: S101 — a foreign key holds it
            return Done(sent, repeated=True, shown_in=writing.preview)
        written = await conversations.writing_parts(transaction, writing.id)
        if not written:
            raise NothingWritten
        await before_sending(transaction, room, citizen, written)
        command = Submit(writing.mailbox, writing.kind, writing.may_publish, writing.chat)
        year = room.office.local_date(at).year
        serial = await letters.next_serial(transaction, writing.mailbox, year)
        code = registration.query_code(secrets.randbits(45))
        topic = topic_of("\n".join(kept.part.text for kept in written), room.office.topics)
        decision = registration.submit(command, citizen, at, room.office, serial, code, topic)
        letter = await letters.enter(transaction, decision, citizen, at, cause.key)
        await transaction.run("draft_submitted", id=writing.id, letter=letter.id)
        await transaction.run("draft_parts_to_letter", draft=writing.id, letter=letter.id)
        await queue(transaction, room, letter, decision.sendings, at)
    room.ring()
    return Done(letter, shown_in=writing.preview)


async def ask(
    room: Mailroom, chat: int, person: int, topic: str, **facts: str | int | None
) -> None:
    """Remembers that a person was asked something in a chat; their next reply answers it."""
    async with room.database.transaction() as transaction:
        await conversations.begin(transaction, chat, person, room.now(), Conversation(topic, facts))


async def forget(room: Mailroom, chat: int, person: int) -> bool:
    """Forgets what a person was asked; returns whether there was anything to forget."""
    async with room.database.transaction() as transaction:
        return await transaction.run("conversation_end", chat=chat, person=person) > 0
