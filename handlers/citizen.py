"""The citizen's side of the conversation: writing a letter and sending it."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message

from handlers.access import Visit
from handlers.callbacks import OnWriting
from handlers.intake import part_of
from mailroom import perform, writing


def router() -> Router:
    """Returns the citizen's handlers, for private chats."""
    found = Router(name="citizen")
    found.message.filter(F.chat.type == ChatType.PRIVATE)
    found.message.register(on_message)
    found.callback_query.register(on_send, OnWriting.filter(F.do == "send"))
    return found


async def on_message(message: Message, visit: Visit) -> None:
    """Whatever a citizen sends becomes part of the letter they are writing."""
    part = part_of(message)
    if part is not None:
        await writing.write(visit.room, visit.chat, visit.person, part)


async def on_send(query: CallbackQuery, callback_data: OnWriting, visit: Visit) -> None:
    """提交."""
    cause = perform.Cause(key=visit.cause)
    await perform.submit(visit.room, callback_data.writing, visit.citizen, cause)
    await visit.speaker.toast(query.id)
