"""Which updates a handler is asked about, as plain coroutines.

aiogram runs its magic filters (`F.chat.type == …`) in a thread each, which costs an update more
than all our work on it; a coroutine costs nothing.
"""

import re
from typing import Any

from aiogram import Bot
from aiogram import filters as aiograms
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


class Command(aiograms.Command):
    """aiogram's filter for commands by their names; it first looks whether it may be one of them.

    aiogram raises and catches an exception for each command that it is not: 5 us, thirty times for
    every message.
    """

    __slots__ = ("_beginnings",)

    def __init__(self, *names: str) -> None:
        super().__init__(*names)
        self._beginnings = tuple(f"/{name}" for name in names)

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        """Returns the command, False for anything else."""
        if not (message.text or message.caption or "").startswith(self._beginnings):
            return False
        return await super().__call__(message, bot)
