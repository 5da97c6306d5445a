"""Where a citizen's message belongs, and keeping it there before anything else happens.

One order of precedence, written once: what was kept before stays; an album stays together; a Reply
goes to the letter replied to; an answer to what was asked; then the letter being written.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from letters.acts import Act, By, acts_of, asked_for
from letters.commands import Add
from letters.inputs import Messages, Words
from letters.letter import Letter, Part, PartKind, State
from letters.people import Actor
from letters.workflow import NotAllowed
from mailroom import perform, turning_away, writing
from mailroom.perform import Cause
from mailroom.room import Mailroom
from storage import conversations, letters, parts
from storage.conversations import Conversation
from storage.database import Connection
from storage.rows import milliseconds

ADDING_LASTS = timedelta(minutes=10)
"""So long after the last word the "add" button holds; a new matter next week is a new letter."""


class Went(StrEnum):
    """Where a message went."""

    WRITING = "writing"  # to the letter being written
    ADDED = "added"  # to a letter sent before
    SAID = "said"  # it was what an act had asked for
    BEFORE = "before"  # it had been kept before: a repeat
    CLOSED = "closed"  # nowhere: its letter takes nothing more, and another is being written
    NOWHERE = "nowhere"  # a sticker alone makes no letter


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a message went, and the letter it spoke of, if any."""

    went: Went
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A citizen's message: its part, what it replies to, what its writer was asked before it."""

    part: Part
    chat: int
    citizen: Actor
    reply_to: int | None
    replied_text: str
    asked: Conversation | None
    cause: str


@dataclass(frozen=True, slots=True)
class _Place:
    """What a message is about: a letter, or (None) whatever is being written.

    `act`: the citizen was asked something for it.
    """

    letter: Letter | None = None
    act: Act | None = None


async def take(room: Mailroom, message: Message) -> Taken:
    """Keeps a message where it belongs and returns where that is. Raises as perform and write do.

    The same message again changes nothing.
    """
    part = message.part
    async with room.database.reading() as connection:
        if await parts.by_message(connection, part.chat, part.message):
            return Taken(Went.BEFORE)
        place = await _place(connection, room, message)
        open_writing = await conversations.open_writing(
            connection, message.chat, message.citizen.id
        )
    await turning_away.before_keeping(room, part, message.chat, message.citizen)
    letter = place.letter
    if letter is not None and place.act is not None and isinstance(place.act.needs, Words):
        return await _said(room, message, letter, place.act, place.act.needs)
    if letter is not None and letter.is_open:
        return await _add(room, message, letter, place.act)
    if open_writing is None and part.kind is PartKind.STICKER:
        return Taken(Went.NOWHERE, letter)
    undecided = message.asked is not None and message.asked.topic == writing.WHERE_TO
    if letter is not None and open_writing is not None and not undecided:
        return Taken(Went.CLOSED, letter)
    await writing.write(
        room, message.chat, message.citizen.id, part, about=letter.id if letter else None
    )
    return Taken(Went.WRITING, letter)


async def _place(connection: Connection, room: Mailroom, message: Message) -> _Place:
    part, asked = message.part, message.asked
    if part.album is not None:
        earlier = await parts.of_album(connection, part.chat, part.album)
        if earlier is not None and earlier.letter is not None:
            return _Place(await _own(connection, earlier.letter, message.citizen))
        if earlier is not None:
            return _Place()
    replied = None
    if message.reply_to is not None:
        found = await letters.spoken_of(
            connection, message.chat, message.reply_to, message.replied_text
        )
        replied = await _own(connection, found.id, message.citizen) if found else None
    if asked is not None and "letter" in asked.facts:
        wanted = await _own(connection, asked.facts["letter"], message.citizen)
        act = None if wanted is None else _asked_for(asked, wanted, room)
        if act is not None and wanted is not None and (replied is None or replied.id == wanted.id):
            return _Place(wanted, act)
    return _Place(replied)


def _asked_for(asked: Conversation, letter: Letter, room: Mailroom) -> Act | None:
    """Returns the citizen's act something was asked for, None for none or no longer."""
    act = asked_for(asked.topic, acts_of(letter))
    now = milliseconds(room.now())
    fresh = asked.facts.get("until", now) >= now
    return act if act is not None and act.by is By.CITIZEN and fresh else None


def act_of_adding(asked: Conversation | None, letter: Letter, room: Mailroom) -> Act | None:
    """Returns the act the citizen is in the midst of adding messages for, None for none."""
    if asked is None or asked.facts.get("letter") != letter.id:
        return None
    act = _asked_for(asked, letter, room)
    return act if act is not None and isinstance(act.needs, Messages) else None


async def _own(connection: Connection, letter_id: int, citizen: Actor) -> Letter | None:
    """Returns the citizen's own letter; for one merged into another of theirs, that other."""
    letter = await letters.by_id(connection, letter_id)
    if letter is None or letter.citizen != citizen.id:
        return None
    if letter.state is State.MERGED and letter.merged_into is not None:
        into = await letters.by_id(connection, letter.merged_into)
        if into is not None and into.citizen == citizen.id:
            return into
    return letter


async def _said(room: Mailroom, message: Message, letter: Letter, act: Act, needed: Words) -> Taken:
    if not needed.files and message.part.kind is not PartKind.TEXT:
        raise NotAllowed("only-words")
    cause = Cause(key=message.cause, ends=(message.chat, message.citizen.id))
    command = act.made(message.part)
    done = await perform.perform(room, letter.id, command, message.citizen, cause)
    return Taken(Went.SAID, done.letter)


async def _add(room: Mailroom, message: Message, letter: Letter, act: Act | None) -> Taken:
    cause = Cause(key=message.cause)
    parts = (message.part,)
    command = Add(parts) if act is None else act.made(parts)
    done = await perform.perform(room, letter.id, command, message.citizen, cause)
    if act is not None:
        await ask_for(room, message.chat, message.citizen, letter, act)
    return Taken(Went.ADDED, done.letter)


async def ask_for(room: Mailroom, chat: int, citizen: Actor, letter: Letter, act: Act) -> None:
    """What the citizen sends next is for this act: for messages, all they send for a while."""
    lasts = isinstance(act.needs, Messages)
    until = {"until": milliseconds(room.now() + ADDING_LASTS)} if lasts else {}
    await perform.ask(room, chat, citizen.id, act.topic, letter=letter.id, **until)


async def add_written(room: Mailroom, writing_id: int, citizen: Actor, to: int, cause: str) -> None:
    """What was being written becomes an addition to a letter: all of it, or nothing.

    NotAllowed where the letter takes no more, or the writing was sent or is gone.
    """
    async with room.database.reading() as connection:
        written = await conversations.writing_by_id(connection, writing_id)
    if written is None or written.citizen != citizen.id:
        raise NotAllowed("writing-gone")
    ends = (written.chat, citizen.id)
    await perform.perform(
        room, to, Add(()), citizen, Cause(key=cause, ends=ends, takes_in=writing_id)
    )
