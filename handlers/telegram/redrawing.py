"""A card sent before, shown in its place as its letter now stands."""

from handlers.telegram.speaking import Speaker
from letters.letter import Letter
from mailroom import desk, hiding
from mailroom.room import Mailroom
from storage import outbox
from texts import Words
from views import cards


async def show_anew(
    room: Mailroom,
    speaker: Speaker,
    letter: Letter,
    chat: int,
    message: int,
    words: Words,
    *,
    quietly: bool = False,
) -> None:
    """Shows a card sent before as its letter now stands.

    What is a report about the card's readers by now goes from their sight (信访工作条例 Art. 30).
    Where the card cannot be changed any more, it bears no buttons from then on, and is sent once
    more unless `quietly`.
    """
    if await hiding.is_about_its_reader(room, letter, chat, message):
        await speaker.edit_quietly(chat, message, words.html("card-gone"))
        return
    parcel = await desk.parcel_of(room, letter.id, chat, message)
    anew = None if parcel is None else await cards.again(room, parcel, letter, words)
    if parcel is None or anew is None:
        await speaker.edit_buttons(chat, message)
        return
    if await speaker.edit_quietly(chat, message, anew.text, anew.keyboard):
        return
    async with room.database.transaction() as transaction:
        await transaction.run("sent_dead", chat=chat, message=message)
        if not quietly:
            await outbox.put(
                transaction,
                key=f"{outbox.CARD}:{letter.id}:in-place-of:{chat}:{message}",
                chat=chat,
                letter=letter.id,
                revision=letter.revision,
                recipient=parcel.recipient,
                notice=outbox.CARD,
                payload={},
                at=room.now(),
            )
    room.ring()
