"""Telegram's Reply to a letter's card: what staff say is gathered, then one press submits it."""

from typing import Any

from aiogram import Router
from aiogram.types import Message

from handlers.staff.pressing import permitted_to
from handlers.telegram.access import Visit
from handlers.telegram.intake import part_of
from letters.acts import By, offered
from letters.letter import Letter
from letters.workflow import NotAllowed
from mailroom import desk, gathering


def router() -> Router:
    """Returns the handlers of staff's replies and of their edits."""
    found = Router(name="replying")
    found.message.register(on_reply, replies)
    found.edited_message.register(on_edit, edits)
    return found


async def replies(message: Message, visit: Visit) -> bool | dict[str, Any]:
    """Whether this is a reply to a letter's message by somebody of the staff; with the letter."""
    if message.text and message.text.startswith("/"):
        return False
    letter = await _letter_of(message, visit)
    if letter is None or (visit.private and letter.citizen == visit.person):
        return False  # one's own letter: that is the citizen's side
    if not visit.actors:
        # in a group the bot is spoken to by name, so it answers; in private it is a citizen's word
        return False if visit.private else {"letter": letter}
    return {"letter": letter}


async def _letter_of(message: Message, visit: Visit) -> Letter | None:
    reply = message.reply_to_message
    if reply is not None and reply.from_user is not None and reply.from_user.is_bot:
        said = reply.text or reply.caption or ""
        return await desk.letter_of(visit.room, visit.chat, reply.message_id, said)
    if message.media_group_id is None or not visit.actors:
        return None
    album = message.media_group_id
    earlier = await gathering.of_album(visit.room, visit.chat, visit.person, album)
    return None if earlier is None else await desk.letter_by_id(visit.room, earlier.letter)


async def on_reply(message: Message, visit: Visit, letter: Letter) -> None:
    """Gathers what was said; the question what to make of it follows."""
    choices = _choices(visit, letter)
    if not choices:
        raise NotAllowed("not-in-this-state")
    part = part_of(message)
    if part is None:
        await visit.say("cannot-take")
        return
    await gathering.gather(visit.room, letter, visit.chat, visit.person, part, choices)


def _choices(visit: Visit, letter: Letter) -> tuple[str, ...]:
    """Returns what a reply may become, the likeliest first."""
    may = permitted_to(visit, letter)
    found = offered(letter, visit.room.office, By.STAFF, may)
    return tuple(act.name for act in found if act.reply)


async def edits(message: Message, visit: Visit) -> bool:
    """Whether this edits what was said and not yet submitted; it is taken over at once."""
    part = part_of(message)
    if part is None or not visit.actors:
        return False
    return await gathering.edit(visit.room, visit.chat, visit.person, message.message_id, part.text)


async def on_edit(message: Message, visit: Visit) -> None:
    """The question is shown anew by the pump; there is nothing more to say."""
