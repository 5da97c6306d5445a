"""What a bot reads of Telegram in these tests, and a keyboard of one button."""

from typing import Any

from aiogram import Bot as ApiBot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update


async def news(api: ApiBot) -> list[Update]:
    """Return all waiting updates, confirming them."""
    updates = await api.get_updates()
    if updates:
        await api.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def messages(api: ApiBot) -> list[Message]:
    return [update.message for update in await news(api) if update.message]


def keyboard(**action: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="按", **action)]])
