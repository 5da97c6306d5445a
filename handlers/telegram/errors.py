"""The one place where what went wrong becomes an answer: a clear sentence, and a line logged."""

import logging
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import CallbackQuery, ErrorEvent, Message, Update

from handlers.telegram.access import Access
from letters.workflow import NotAllowed
from mailroom.languages import words_in
from mailroom.perform import AlreadyDone, NothingWritten
from mailroom.turning_away import TurnedAway
from mailroom.writing import TooMuchWritten
from storage import people
from storage.database import ArchiveTrouble
from texts import Words

log = logging.getLogger(__name__)


def router(access: Access) -> Router:
    """Returns the router whose error handler answers for all others."""
    found = Router(name="errors")

    async def on_error(error: ErrorEvent) -> Any:
        if isinstance(error.exception, ArchiveTrouble):
            return UNHANDLED  # raised again: what was not kept is not confirmed to Telegram
        return await answer(access, error.update, error.exception)

    found.errors.register(on_error)
    return found


async def answer(access: Access, update: Update, exception: Exception) -> bool:
    """Tells the person in one sentence what was not possible; logs what was unforeseen.

    Returns whether the update is dealt with: what is foreseen, and what will not mend by itself,
    is; Telegram keeps no update for us that we would stumble over for ever.
    """
    event = update.event
    if not isinstance(event, Message | CallbackQuery) or event.from_user is None:
        log.error("update %s failed", update.update_id, exc_info=exception)
        return True
    person = event.from_user.id
    async with access.room.database.reading() as connection:
        known = await people.by_id(connection, person)
    message = event if isinstance(event, Message) else event.message
    chat = message.chat.id if message else person
    words = words_in(chat, known, access.room.office, event.from_user.language_code)
    match exception:
        case NotAllowed():
            text = words(f"refused-{exception.reason}")
        case AlreadyDone():
            text = await _already_done(access, words, exception)
        case NothingWritten():
            text = words("refused-nothing-written")
        case TooMuchWritten():
            text = words("refused-too-much-written")
        case TurnedAway(message_id=None):
            return True  # told within the hour
        case TurnedAway():
            text = words(exception.message_id or "", **exception.facts)
        case _:
            there = event.message if isinstance(event, CallbackQuery) else event
            where = there.chat.id if there is not None else None
            log.error("update %s failed in chat %s", update.update_id, where, exc_info=exception)
            text = words("went-wrong")
    if isinstance(event, CallbackQuery):
        await access.speaker.toast(event.id, text, alert=True)
    else:
        await access.speaker.say(event.chat.id, words.html("as-said", text=text))
    return True


async def _already_done(access: Access, words: Words, done: AlreadyDone) -> str:
    event = done.event
    async with access.room.database.reading() as connection:
        person = await people.by_id(connection, event.actor) if event.actor else None
    local = event.at.astimezone(access.room.office.timezone)
    return words(
        "already-done",
        number=done.letter.number,
        what=words(f"event-{event.name}"),
        who=person.name if person else words("time-itself"),
        at=f"{local:%m-%d %H:%M}",
    )
