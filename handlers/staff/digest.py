"""已阅 under a digest of reminders (views/digest.py): kept with each of its letters."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.staff.pressing import message_of
from handlers.telegram.access import Visit
from handlers.telegram.markup import keyboard_of
from handlers.telegram.presses import pressed
from letters import commands as c
from letters.workflow import NotAllowed
from mailroom import desk
from mailroom.perform import Cause, perform
from views.page import Keyboard, keyboard
from views.presses import OnDigest


def router() -> Router:
    """Returns the handler of a digest's button."""
    found = Router(name="digest")
    found.callback_query.register(on_seen, pressed(OnDigest, "seen"))
    return found


async def on_seen(query: CallbackQuery, callback_data: OnDigest, visit: Visit) -> None:
    """已阅: kept with every letter of the digest that the presser may see and nobody saw yet."""
    message = message_of(query)
    if message is None or not visit.actors:
        raise NotAllowed("stranger")
    await visit.speaker.toast(query.id, visit.words(f"event-{'reminder_seen'}"))
    for letter in await desk.letters_in_digest(visit.room, visit.chat, message):
        try:
            actor = visit.acting_on(letter, c.SeeReminder)
            cause = Cause(key=f"{visit.cause}:{letter.id}")
            await perform(visit.room, letter.id, c.SeeReminder(), actor, cause)
        except NotAllowed:
            continue  # answered, handed on or seen meanwhile
    await visit.speaker.edit_buttons(visit.chat, message, _without_seen(query))


def _without_seen(query: CallbackQuery) -> Keyboard | None:
    """The letters stay to be opened; what was pressed goes."""
    found = query.message.reply_markup if isinstance(query.message, Message) else None
    shown = keyboard_of(found)
    if shown is None:
        return None
    left = [[button for button in row if button.press != query.data] for row in shown.rows]
    return keyboard(*left)
