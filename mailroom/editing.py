"""Edits of what a citizen wrote: of a letter being written they replace, of a sent one they add."""

from dataclasses import dataclass, replace

from letters.letter import Letter, Part, PartRole
from letters.notices import TO_CITIZEN, Sending
from letters.notices_to_citizen import EditKept
from letters.notices_to_staff import CitizenEdited
from letters.people import Actor
from letters.scene import to_handler
from mailroom.queueing import queue
from mailroom.room import Mailroom
from mailroom.turning_away import before_keeping
from mailroom.writing import WritingNow
from storage import conversations, letters
from storage.database import Connection
from storage.parts import Belonging, by_message
from storage.rows import part_columns

OWN_WORDS = frozenset({PartRole.LETTER, PartRole.ADDITION, PartRole.REASON})


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit changed: a letter being written (`writing`), or one sent (`letter`)."""

    writing: WritingNow | None = None
    letter: Letter | None = None


async def edit(room: Mailroom, part: Part, chat: int, citizen: Actor) -> Edited:
    """Takes a citizen's edit of a message: replaces before sending, adds a version afterwards.

    The first version stays for ever beside the new one; citizen and handler are told. A letter no
    longer open stays as it was. Returns an empty Edited for a message that belongs to nothing, or
    that is unchanged. TurnedAway as for a message.
    """
    async with room.database.reading() as connection:
        found = await _changed_by(connection, part)
    if found is None:
        return Edited()
    sent = found.letter is not None
    await before_keeping(room, part, chat, citizen, edit=True, sent=sent)
    async with room.database.transaction() as transaction:
        found = await _changed_by(transaction, part)
        if found is None:
            return Edited()
        kept = found.kept
        if found.letter is None:
            return await _edit_before_sending(transaction, found.draft or 0, part)
        letter = await letters.by_id(transaction, found.letter)
        if letter is None or letter.citizen != kept.author or kept.role not in OWN_WORDS:
            return Edited()
        if not letter.is_open:
            return Edited(letter=letter)
        await letters.keep_part(
            transaction,
            replace(part, album=kept.part.album),
            kept.role,
            kept.author,
            room.now(),
            letter=letter.id,
            revision=kept.revision,
            version=kept.version + 1,
        )
        key = f"edited:{part.chat}:{part.message}:{kept.version + 1}"
        told = (
            Sending(to_handler(letter), CitizenEdited(letter.number), key=key),
            Sending(TO_CITIZEN, EditKept(letter.number), key=f"{key}:citizen"),
        )
        await queue(transaction, room, letter, told, room.now())
    room.ring()
    return Edited(letter=letter)


async def _changed_by(connection: Connection, part: Part) -> Belonging | None:
    """Returns what was kept of an edited message; None where there is nothing, or it is equal."""
    found = await by_message(connection, part.chat, part.message)
    if found is None or (found.kept.part.text, found.kept.part.file) == (part.text, part.file):
        return None
    return found


async def _edit_before_sending(transaction: Connection, writing_id: int, part: Part) -> Edited:
    columns = part_columns(part)
    del columns["album"]  # an edit takes nothing out of its album
    await transaction.run("part_edit_before_sending", **columns)
    writing = await conversations.writing_by_id(transaction, writing_id)
    if writing is None or writing.discarded:
        return Edited()
    parts = await conversations.writing_parts(transaction, writing.id)
    return Edited(writing=WritingNow(writing, tuple(parts)))
