"""A story of a year must play in seconds: calls in the process cost far less than a millisecond."""

import time

from aiogram import Bot as ApiBot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Person
from simulator.world import World

ROUNDS = 1000
SLOWEST = 0.001  # seconds a call or act may take on average


async def test_a_thousand_rounds_take_less_than_a_millisecond_a_call(
    api: ApiBot, world: World, anna: Person
) -> None:
    world.limits = None
    keys = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="✅ 提交", callback_data="send")]]
    )
    begun, offset = time.perf_counter(), 0
    for number in range(ROUNDS):
        await anna.says(f"来信 {number}")
        await api.send_message(
            anna.user_id, "<b>您好</b> 已记下", parse_mode="HTML", reply_markup=keys
        )
        await anna.presses("提交")
        for update in await api.get_updates(offset=offset):
            offset = update.update_id + 1
            if update.callback_query:
                await update.callback_query.answer("好")
    assert (time.perf_counter() - begun) / (ROUNDS * 5) < SLOWEST
