"""A letter being written: every message is kept as it arrives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from letters.letter import KeptPart, Kind, Letter, Part, PartRole
from letters.moves_of_citizen import ALBUM_GATHERS
from letters.workflow import NotAllowed
from mailroom.room import Mailroom
from storage import conversations, letters, outbox
from storage.conversations import Conversation, Writing
from storage.database import Connection
from storage.outbox import PREVIEW, PROMPT
from storage.rows import milliseconds

MOST_PARTS = 50
"""Maximum messages per letter; more are refused with a sentence, never dropped."""

MOST_OFFERED = 5
"""Maximum earlier letters that a message is offered to be added to."""

WHERE_TO = "where-to"
"""The topic of the question whether what is being written is a new letter or an addition."""


class TooMuchWritten(Exception):
    """The letter being written takes no more messages."""


@dataclass(frozen=True, slots=True)
class WritingNow:
    """A letter being written, with what it holds so far."""

    writing: Writing
    parts: tuple[KeptPart, ...]


async def write(
    room: Mailroom, chat: int, citizen: int, part: Part, about: int | None = None
) -> WritingNow:
    """Adds a message to the letter being written in a chat, beginning one where there is none.

    One begun by a message that may belong to an earlier letter (`about`, or any the citizen is in
    touch about) is undecided: the citizen is asked where it belongs. The same message again
    changes nothing. Raises TooMuchWritten.
    """
    async with room.database.transaction() as transaction:
        writing, begun = await _start(transaction, room, chat, citizen)
        kept = [] if begun else await conversations.writing_parts(transaction, writing.id)
        if len(kept) >= MOST_PARTS and all(k.part.message != part.message for k in kept):
            raise TooMuchWritten
        await letters.keep_part(
            transaction, part, PartRole.LETTER, citizen, room.now(), draft=writing.id
        )
        if begun and (about is not None or await in_touch(transaction, citizen)):
            undecided = Conversation(WHERE_TO, {"writing": writing.id, "about": about})
            await conversations.begin(transaction, chat, citizen, room.now(), undecided)
        parts = await conversations.writing_parts(transaction, writing.id)
        await _queue_preview(transaction, room, writing, parts)
    room.ring()
    return WritingNow(writing, tuple(parts))


async def _start(
    transaction: Connection, room: Mailroom, chat: int, citizen: int
) -> tuple[Writing, bool]:
    first = room.office.mailboxes[0].code
    return await conversations.start_writing(
        transaction, chat, citizen, first, Kind.INQUIRY, room.now()
    )


async def in_touch(connection: Connection, citizen: int) -> list[Letter]:
    """Returns the letters a citizen's new message may speak of, newest first: open or answered."""
    return await letters.listed(connection, "letters_in_touch", citizen=citizen, most=MOST_OFFERED)


async def _queue_preview(
    transaction: Connection,
    room: Mailroom,
    writing: Writing,
    parts: Sequence[KeptPart],
    *,
    again: bool = False,
) -> None:
    """Shows the letter as it now stands; only the preview of its last message is ever sent.

    An album comes as separate messages without an end mark: its preview waits for a second.
    """
    last = parts[-1]
    once = f":{uuid4().hex}" if again else ""
    await outbox.put(
        transaction,
        key=f"{PREVIEW}:{writing.id}:{last.id}{once}",
        chat=writing.chat,
        letter=None,
        revision=None,
        recipient=PROMPT,
        notice=PREVIEW,
        payload={"writing": writing.id, "last": last.id},
        at=room.now(),
        after=room.now() + ALBUM_GATHERS if last.part.album and not again else None,
    )


async def begin(room: Mailroom, chat: int, citizen: int) -> WritingNow:
    """Returns the letter being written in a chat, decided to be a new one; begun where none is.

    What has been written so far is shown again.
    """
    async with room.database.transaction() as transaction:
        writing, _ = await _start(transaction, room, chat, citizen)
        await conversations.end(transaction, chat, citizen)
        parts = await conversations.writing_parts(transaction, writing.id)
        if parts:
            await _queue_preview(transaction, room, writing, parts, again=True)
    room.ring()
    return WritingNow(writing, tuple(parts))


async def show_again(room: Mailroom, writing: Writing) -> None:
    """Shows a letter being written once more, below everything else in the chat."""
    async with room.database.transaction() as transaction:
        parts = await conversations.writing_parts(transaction, writing.id)
        if parts:
            await _queue_preview(transaction, room, writing, parts, again=True)
    room.ring()


async def current(room: Mailroom, chat: int, citizen: int) -> WritingNow | None:
    """Returns the letter being written in a chat, or None."""
    async with room.database.reading() as connection:
        writing = await conversations.open_writing(connection, chat, citizen)
        if writing is None:
            return None
        return WritingNow(writing, tuple(await conversations.writing_parts(connection, writing.id)))


async def mine(room: Mailroom, writing_id: int, citizen: int) -> WritingNow:
    """Returns a letter this citizen writes or sent. NotAllowed: not theirs, or discarded."""
    async with room.database.reading() as connection:
        writing = await conversations.writing_by_id(connection, writing_id)
        if writing is None or writing.citizen != citizen or writing.discarded:
            raise NotAllowed("writing-gone")
        return WritingNow(writing, tuple(await conversations.writing_parts(connection, writing.id)))


async def number_of(room: Mailroom, letter_id: int) -> str:
    """Returns the register number of the letter that became of a writing."""
    async with room.database.reading() as connection:
        letter = await letters.by_id(connection, letter_id)
    return letter.number if letter else ""


async def choose(
    room: Mailroom,
    writing: Writing,
    *,
    mailbox: str | None = None,
    kind: Kind | None = None,
    may_publish: bool | None = None,
) -> WritingNow | None:
    """Changes mailbox, kind or consent of a letter being written; None once it is sent or gone."""
    chosen = replace(
        writing,
        mailbox=mailbox or writing.mailbox,
        kind=kind or writing.kind,
        may_publish=writing.may_publish if may_publish is None else may_publish,
    )
    async with room.database.transaction() as transaction:
        changed = await transaction.run(
            "draft_choose",
            id=writing.id,
            mailbox=chosen.mailbox,
            kind=chosen.kind.value,
            may_publish=int(chosen.may_publish),
        )
        parts = await conversations.writing_parts(transaction, writing.id)
    return WritingNow(chosen, tuple(parts)) if changed else None


async def shown(transaction: Connection, writing_id: int, message: int) -> int | None:
    """Remembers which message shows the letter being written; returns the one before, if any."""
    writing = await conversations.writing_by_id(transaction, writing_id)
    await transaction.run("draft_preview", id=writing_id, preview=message)
    return writing.preview if writing else None


async def discard(room: Mailroom, writing: Writing) -> bool:
    """Discards a letter being written; False where it was sent or discarded before.

    Where the citizen was being asked where it belongs, that question is settled too.
    """
    async with room.database.transaction() as transaction:
        asked = await conversations.conversation(transaction, writing.chat, writing.citizen)
        if asked is not None and asked.topic == WHERE_TO:
            await conversations.end(transaction, writing.chat, writing.citizen)
        at = milliseconds(room.now())
        return await transaction.run("draft_discard", id=writing.id, discarded_at=at) == 1


async def restore(room: Mailroom, writing_id: int, citizen: int) -> bool:
    """Takes up a discarded letter again; False where another was begun since, or it is not theirs.

    What it holds is shown again.
    """
    async with room.database.transaction() as transaction:
        writing = await conversations.writing_by_id(transaction, writing_id)
        if writing is None or writing.citizen != citizen:
            return False
        if await transaction.run("draft_restore", id=writing.id) != 1:
            return False
        parts = await conversations.writing_parts(transaction, writing.id)
        if parts:
            await _queue_preview(transaction, room, writing, parts, again=True)
    room.ring()
    return True
