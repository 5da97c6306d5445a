"""Which updates a handler is asked about, as plain coroutines.

aiogram runs its magic filters (`F.chat.type == …`) in a thread each, which costs an update more
than all our work on it; a coroutine costs nothing.
"""

import re

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message

COMMAND = re.compile(r"/[A-Za-z0-9_]+(@|\s|$)")


async def in_private(event: Message | ChatMemberUpdated) -> bool:
    """Whether this happened in somebody's private chat with the bot."""
    return event.chat.type == ChatType.PRIVATE


async def in_group(event: Message | ChatMemberUpdated) -> bool:
    """Whether this happened in a group."""
    return event.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}


async def is_command(message: Message) -> bool:
    """Whether this looks like a command."""
    return bool(message.text and COMMAND.match(message.text))


async def blocked(event: ChatMemberUpdated) -> bool:
    """Whether the bot was blocked or thrown out."""
    return event.new_chat_member.status == ChatMemberStatus.KICKED


async def moved_away(message: Message) -> bool:
    """Whether this group says it is a supergroup from now on."""
    return message.migrate_to_chat_id is not None


async def moved_here(message: Message) -> bool:
    """Whether this supergroup says which group it was."""
    return message.migrate_from_chat_id is not None
