"""The yardsticks: the least an aiogram bot can be.

`python -m benchmarks.echo ADDRESS TOKEN OFFICE`. It echoes a command: the echo bot. Of anything
else it makes a letter that it forgets at once: preview, toast, edit, receipt and card, as many
calls as the mailbox makes, with nothing kept.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

SUBMIT = "w:send:1:"  # by which the crowd knows the button (benchmarks/crowd.py)
SAID = "<b>{head}</b>\n编号：SZ-2026-000001\n最迟 2026-03-24 答复您。\n\n{text}"


def buttons(*labels: str) -> InlineKeyboardMarkup:
    """Returns a button for each label, the first of which sends a letter."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=SUBMIT if place == 0 else f"x:{place}")]
            for place, label in enumerate(labels)
        ]
    )


async def echo(message: Message) -> None:
    """Says the same."""
    await message.answer(message.text or "")


async def preview(message: Message) -> None:
    """Shows a letter before it is sent."""
    text = SAID.format(head="您的来信", text=message.text)
    markup = buttons("✉️ 提交", "类型：咨询", "不公开", "放弃")
    await message.answer(text, reply_markup=markup, parse_mode=ParseMode.HTML)


class Office:
    """Where letters go."""

    def __init__(self, chat: int) -> None:
        self.chat = chat

    async def send(self, query: CallbackQuery, bot: Bot) -> None:
        """Takes a letter, to forget it: toast, edit, receipt, the office's card."""
        text = SAID.format(head="新来信", text="楼下的路灯坏了三天，晚上很黑，老人出门不便。谢谢！")
        await query.answer("已提交")
        if isinstance(query.message, Message):
            await query.message.edit_text("✅ 已提交，编号 SZ-2026-000001。")
        await bot.send_message(query.from_user.id, text, parse_mode=ParseMode.HTML)
        markup = buttons("受理转办", "不受理", "紧急", "问市民", "合并", "类型", "附注", "更多")
        await bot.send_message(self.chat, text, reply_markup=markup, parse_mode=ParseMode.HTML)


async def main(address: str, token: str, office: str) -> None:
    """Polls as aiogram does by itself, for ever."""
    dispatcher = Dispatcher()
    dispatcher.message.register(echo, F.text.startswith("/"))
    dispatcher.message.register(preview)
    dispatcher.callback_query.register(Office(int(office)).send)
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    await dispatcher.start_polling(Bot(token, session=session))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
