"""A card sent before, shown in its place as its letter now stands."""

from handlers.telegram.speaking import Speaker
from letters.letter import Letter
from mailroom import desk, hiding
from mailroom.room import Mailroom
from texts import Words
from views import cards


async def show_anew(
    room: Mailroom, speaker: Speaker, letter: Letter, chat: int, message: int, words: Words
) -> None:
    """Shows a card sent before as its letter now stands.

    What is a report about the card's readers by now goes from their sight (信访工作条例 Art. 30).
    """
    if await hiding.is_about_its_reader(room, letter, chat, message):
        await speaker.edit(chat, message, words.html("card-gone"))
        return
    parcel = await desk.parcel_of(room, letter.id, chat, message)
    anew = None if parcel is None else await cards.again(room, parcel, letter, words)
    if anew is None:
        await speaker.edit_buttons(chat, message)
    else:
        await speaker.edit(chat, message, anew.text, anew.keyboard)
