"""A letter being written, and edits of what was sent: every message is kept as it arrives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from letters.letter import KeptPart, Kind, Letter, Part, PartRole, State
from letters.notices import TO_OFFICE, CitizenEdited, Sending, to_department
from mailroom.perform import queue
from mailroom.room import Mailroom
from storage import conversations, letters, outbox
from storage.conversations import Writing
from storage.database import Connection
from storage.outbox import PREVIEW, PROMPT
from storage.rows import milliseconds, part_from

ALBUM_GATHERS = timedelta(seconds=1)
MOST_PARTS = 50
"""So many messages one letter takes; more is refused aloud, not dropped."""


class TooMuchWritten(Exception):
    """The letter being written takes no more messages."""


@dataclass(frozen=True, slots=True)
class WritingNow:
    """A letter being written, with what it holds so far."""

    writing: Writing
    parts: tuple[KeptPart, ...]


async def write(room: Mailroom, chat: int, citizen: int, part: Part) -> WritingNow:
    """Adds a message to the letter being written in a chat, beginning one where there is none.

    The same message again changes nothing. Raises TooMuchWritten.
    """
    async with room.database.transaction() as transaction:
        writing = await conversations.start_writing(
            transaction, chat, citizen, room.office.mailboxes[0].code, Kind.INQUIRY, room.now()
        )
        kept = await conversations.writing_parts(transaction, writing.id)
        if len(kept) >= MOST_PARTS and all(k.part.message != part.message for k in kept):
            raise TooMuchWritten
        await letters.keep_part(
            transaction, part, PartRole.LETTER, citizen, room.now(), draft=writing.id
        )
        parts = await conversations.writing_parts(transaction, writing.id)
        await _queue_preview(transaction, room, writing, parts)
    room.ring()
    return WritingNow(writing, tuple(parts))


async def _queue_preview(
    transaction: Connection, room: Mailroom, writing: Writing, parts: Sequence[KeptPart]
) -> None:
    """Shows the letter as it now stands; only the preview of its last message is ever sent.

    An album comes as separate messages without an end mark: its preview waits for a second.
    """
    last = parts[-1]
    await outbox.put(
        transaction,
        key=f"{PREVIEW}:{writing.id}:{last.id}",
        chat=writing.chat,
        letter=None,
        revision=None,
        recipient=PROMPT,
        notice=PREVIEW,
        payload={"writing": writing.id, "last": last.id},
        at=room.now(),
        after=room.now() + ALBUM_GATHERS if last.part.album else None,
    )


async def begin(room: Mailroom, chat: int, citizen: int) -> WritingNow:
    """Returns the letter being written in a chat, begun now and still empty where there is none."""
    async with room.database.transaction() as transaction:
        writing = await conversations.start_writing(
            transaction, chat, citizen, room.office.mailboxes[0].code, Kind.INQUIRY, room.now()
        )
        parts = await conversations.writing_parts(transaction, writing.id)
    return WritingNow(writing, tuple(parts))


async def current(room: Mailroom, chat: int, citizen: int) -> WritingNow | None:
    """Returns the letter being written in a chat, or None."""
    async with room.database.reading() as connection:
        writing = await conversations.open_writing(connection, chat, citizen)
        if writing is None:
            return None
        return WritingNow(writing, tuple(await conversations.writing_parts(connection, writing.id)))


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


async def show_in(room: Mailroom, writing: Writing, preview: int | None) -> None:
    """Remembers which message shows the letter being written."""
    async with room.database.transaction() as transaction:
        await transaction.run("draft_preview", id=writing.id, preview=preview)


async def discard(room: Mailroom, writing: Writing) -> bool:
    """Discards a letter being written; False where it was sent or discarded before."""
    async with room.database.transaction() as transaction:
        return (
            await transaction.run(
                "draft_discard", id=writing.id, discarded_at=milliseconds(room.now())
            )
            == 1
        )


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit changed: a letter being written (`writing`), or one sent (`letter`)."""

    writing: WritingNow | None = None
    letter: Letter | None = None


async def edit(room: Mailroom, chat: int, message: int, text: str) -> Edited:
    """Takes a citizen's edit of a message: replaces before sending, adds a version afterwards.

    The first version stays for ever beside the new one; whoever handles the letter is told.
    Returns an empty Edited for a message that belongs to nothing, or whose text is unchanged.
    """
    async with room.database.transaction() as transaction:
        row = await transaction.one("part_by_message", chat=chat, message=message)
        if row is None or row["text"] == text:
            return Edited()
        kept = part_from(row)
        if row["letter"] is None:
            await transaction.run("part_edit_before_sending", chat=chat, message=message, text=text)
            writing = await conversations.writing_by_id(transaction, row["draft"])
            if writing is None or writing.discarded:
                return Edited()
            parts = await conversations.writing_parts(transaction, writing.id)
            return Edited(writing=WritingNow(writing, tuple(parts)))
        letter = await letters.by_id(transaction, row["letter"])
        if letter is None or kept.role not in {PartRole.LETTER, PartRole.ADDITION}:
            return Edited()
        await letters.keep_part(
            transaction,
            replace(kept.part, text=text),
            kept.role,
            kept.author,
            room.now(),
            letter=letter.id,
            revision=kept.revision,
            version=kept.version + 1,
        )
        handled = letter.lead is not None and letter.state in {State.ASSIGNED, State.IN_PROGRESS}
        to = to_department(letter.lead or "") if handled else TO_OFFICE
        if letter.is_open:
            key = f"edited:{chat}:{message}:{kept.version + 1}"
            notice = CitizenEdited(letter.number)
            await queue(transaction, room, letter, (Sending(to, notice, key=key),), room.now())
    room.ring()
    return Edited(letter=letter)
