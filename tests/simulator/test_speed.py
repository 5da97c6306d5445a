"""A story of a year must play in seconds: calls do not get slower with all that was said before.

What one costs, `make bench` says: a fraction of a millisecond.
"""

import time

from aiogram import Bot as ApiBot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Person
from simulator.world import World

ROUNDS, PARTS = 250, 4


async def test_after_a_thousand_rounds_a_round_costs_not_much_more_than_at_first(
    api: ApiBot, world: World, anna: Person
) -> None:
    world.limits = None
    spent = [await _rounds(api, anna) for _ in range(PARTS)]
    assert spent[-1] < 3 * spent[0]  # people first have nothing to scroll back to


async def _rounds(api: ApiBot, anna: Person) -> float:
    """Returns the processor's seconds for some rounds: message, answer, press, updates, toast."""
    keys = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="✅ 提交", callback_data="send")]]
    )
    begun, offset = time.process_time(), 0
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
    await api.get_updates(offset=offset)  # confirms the last ones
    return time.process_time() - begun
