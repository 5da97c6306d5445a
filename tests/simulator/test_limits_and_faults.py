"""Sending too fast, and a Telegram that fails: what the bot sees and what is in the chat after."""

from datetime import timedelta

import pytest
from aiogram import Bot as ApiBot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import InputMediaPhoto

from simulator.chats import Bot
from simulator.faults import Trouble
from simulator.limits import Limits
from simulator.people import Person
from simulator.world import World


async def test_a_chat_takes_a_burst_of_three_and_then_one_a_second(
    api: ApiBot, world: World, anna: Person
) -> None:
    await anna.starts()
    for number in range(3):
        await api.send_message(anna.user_id, str(number))
    with pytest.raises(TelegramRetryAfter) as refused:
        await api.send_message(anna.user_id, "3")
    assert refused.value.retry_after == 1
    assert "Too Many Requests: retry after 1" in str(refused.value)
    world.move(timedelta(seconds=1))
    sent = await api.send_message(anna.user_id, "3")
    await api.edit_message_text("4", chat_id=anna.user_id, message_id=sent.message_id)
    assert anna.sees() == ["/start", "0", "1", "2", "4"]


async def test_a_group_takes_twenty_a_minute_and_an_album_counts_its_items(
    api: ApiBot, world: World, bot: Bot, anna: Person
) -> None:
    await anna.starts()
    photo = (await anna.sends_photo()).content["photo"][-1]["file_id"]
    group = world.group("办公室")
    await group.add(anna)
    await group.add(bot)
    await api.send_media_group(group.id, [InputMediaPhoto(media=photo)] * 10)
    for number in range(10):
        world.move(timedelta(seconds=1))
        await api.send_message(group.id, str(number))
    with pytest.raises(TelegramRetryAfter) as refused:
        await api.send_message(group.id, "11")
    assert refused.value.retry_after == 50
    world.move(timedelta(seconds=50))
    await api.send_message(group.id, "11")


async def test_thirty_a_second_pass_in_all(api: ApiBot, world: World, bot: Bot) -> None:
    people = [world.person(f"Citizen {number}") for number in range(31)]
    for person in people:
        await person.starts()
    for person in people[:30]:
        await api.send_message(person.user_id, "您好")
    with pytest.raises(TelegramRetryAfter):
        await api.send_message(people[30].user_id, "您好")
    world.limits = Limits(per_second=31)
    await api.send_message(people[30].user_id, "您好")
    world.limits = None
    for _ in range(50):
        await api.send_message(people[30].user_id, "您好")


async def test_telegram_fails_as_often_as_asked_and_only_where_asked(
    api: ApiBot, world: World, anna: Person
) -> None:
    await anna.starts()
    world.faults.next(Trouble.SERVER_ERROR, 2, method="send*")
    await api.get_me()
    for _ in range(2):
        with pytest.raises(TelegramServerError, match="Bad Gateway"):
            await api.send_message(anna.user_id, "甲")
    world.faults.next(Trouble.TOO_MANY_REQUESTS, retry_after=7, chat_id=anna.user_id)
    with pytest.raises(TelegramRetryAfter) as refused:
        await api.send_message(anna.user_id, "甲")
    assert refused.value.retry_after == 7
    world.faults.next(Trouble.SILENCE)
    with pytest.raises(TelegramNetworkError, match="Request timeout error"):
        await api.send_message(anna.user_id, "甲")
    assert anna.sees() == ["/start"]


async def test_a_cut_before_leaves_nothing_and_a_cut_after_leaves_the_message(
    api: ApiBot, world: World, anna: Person
) -> None:
    await anna.starts()
    world.faults.next(Trouble.CUT_BEFORE)
    with pytest.raises(TelegramNetworkError):
        await api.send_message(anna.user_id, "甲")
    assert anna.sees() == ["/start"]
    world.faults.next(Trouble.CUT_AFTER)
    with pytest.raises(TelegramNetworkError):
        await api.send_message(anna.user_id, "乙")
    assert anna.sees() == ["/start", "乙"]


async def test_trouble_for_a_minute_ends_after_a_minute(
    api: ApiBot, world: World, anna: Person
) -> None:
    await anna.starts()
    world.faults.next(Trouble.TOO_MANY_REQUESTS, None, lasting=timedelta(minutes=1))
    for _ in range(5):
        with pytest.raises(TelegramRetryAfter):
            await api.send_message(anna.user_id, "甲")
    world.move(timedelta(minutes=1))
    await api.send_message(anna.user_id, "甲")
    assert world.faults.waiting() == []
