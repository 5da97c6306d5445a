"""A citizen blocks the bot, or comes back: remembered, and on return what they missed is sent."""

from aiogram import Router
from aiogram.types import ChatMemberUpdated

from handlers.telegram.access import Visit
from handlers.telegram.filters import blocked, in_private
from mailroom import my_letters
from storage import people


def router() -> Router:
    """Returns the handlers of the bot's own membership in private chats."""
    found = Router(name="blocking")
    found.my_chat_member.filter(in_private)
    found.my_chat_member.register(on_blocked, blocked)
    found.my_chat_member.register(on_return)
    return found


async def on_blocked(_update: ChatMemberUpdated, visit: Visit) -> None:
    """The bot can no longer write to this person."""
    async with visit.room.database.transaction() as transaction:
        await people.blocked(transaction, visit.person, visit.room.now())


async def on_return(_update: ChatMemberUpdated, visit: Visit) -> None:
    """They are back: what could not reach them is on its way."""
    await my_letters.welcome_back(visit.room, visit.chat)
