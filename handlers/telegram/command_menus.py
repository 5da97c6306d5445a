"""The command menus: per scope and language, as Telegram shows them beside the writing field.

A menu is a reminder, not a right: every command checks who sent it.
"""

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

from mailroom.addresses import current_chat
from mailroom.room import Mailroom
from texts import LANGUAGES, Words
from views.help import CITIZEN, DEPARTMENT, OFFICE


async def set_all(bot: Bot, room: Mailroom) -> None:
    """Sets every menu. Aiogram's exceptions pass where Telegram cannot be asked."""
    scope = BotCommandScopeAllPrivateChats()
    for language in LANGUAGES:
        # Chinese is also what clients of any other language see
        code = None if language == LANGUAGES[0] else language
        await bot.set_my_commands(_menu(CITIZEN, language), scope=scope, language_code=code)
    words = room.office.language
    await bot.set_my_commands(_menu(DEPARTMENT, words), scope=BotCommandScopeAllGroupChats())
    async with room.database.reading() as connection:
        if room.office.chat is None:
            return
        office = await current_chat(connection, room.office.chat)
    await bot.set_my_commands(_menu(OFFICE, words), scope=BotCommandScopeChat(chat_id=office))


def _menu(commands: tuple[str, ...], language: str) -> list[BotCommand]:
    words = Words(language)
    return [BotCommand(command=c, description=words(f"command-{c}")) for c in commands]
