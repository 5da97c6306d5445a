"""What became a report about its readers goes from their sight (信访工作条例 Art. 30)."""

from datetime import datetime

from letters.chats import Chat
from letters.letter import Letter
from letters.people import is_about, may_see
from mailroom import desk
from mailroom.addresses import actors_of, place_of
from mailroom.readers import reader_of
from mailroom.room import Mailroom
from storage import letters
from storage.database import Connection
from storage.outbox import PROMPT, Parcel
from storage.rows import milliseconds


async def hide(transaction: Connection, letter: Letter, at: datetime) -> None:
    """Where it was shown to whom the report is about by now, it is to go from their sight."""
    await transaction.run(
        "outbox_hide",
        letter=letter.id,
        revision=letter.revision,
        own=letter.chat,
        now=milliseconds(at),
    )


async def hide_what_came_late(
    transaction: Connection, parcel: Parcel, packed: Letter, at: datetime
) -> None:
    """Likewise what was on its way, or made before, while its letter became such a report.

    `packed`: the letter as it was when the parcel's message was made.
    """
    if parcel.chat == packed.chat:
        return
    letter = await letters.by_id(transaction, packed.id)
    if letter is None or letter.about is None:
        return
    if letter.revision > packed.revision or parcel.notice == PROMPT:
        await hide(transaction, letter, at)


async def is_about_its_reader(room: Mailroom, letter: Letter, chat: int, message: int) -> bool:
    """Returns whether a message showed a letter to those it is a report about by now.

    Its readers are those it was sent to; of a dialog's message, whoever is in the chat. Where
    nobody of the office is any more, such a report is not left either; its citizen keeps it.
    """
    if letter.about is None or chat == letter.chat:
        return False
    parcel = await desk.parcel_of(room, letter.id, chat, message)
    if parcel is not None:
        return is_about(letter, (await reader_of(room, parcel)).department)
    async with room.database.reading() as connection:
        place = await place_of(connection, chat, room.office)
        actors = await actors_of(connection, chat, room.office) if Chat(chat).is_persons else []
    if place is not None:
        return is_about(letter, place.department)
    if not actors:
        return is_about(letter, letter.about)
    return any(is_about(letter, a.department) for a in actors) and not any(
        may_see(a, letter) for a in actors
    )
