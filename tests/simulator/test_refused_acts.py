"""What is refused of deletions, replies, presses, files, albums, commands and copies."""

from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot as ApiBot
from aiogram.exceptions import (
    TelegramBadRequest,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyParameters,
)

from simulator.chats import Bot
from simulator.people import Person
from simulator.world import World
from tests.simulator.updates import keyboard


async def test_only_fresh_messages_are_deleted_for_everyone(
    api: ApiBot, world: World, anna: Person
) -> None:
    await anna.starts()
    sent = await api.send_message(anna.user_id, "甲")
    world.move(timedelta(hours=49))
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await api.delete_message(anna.user_id, sent.message_id)


async def test_a_reply_to_nothing_is_refused_unless_allowed(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    with pytest.raises(TelegramBadRequest, match="Bad Request: message to be replied not found"):
        await api.send_message(anna.user_id, "甲", reply_parameters=ReplyParameters(message_id=999))
    lenient = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    sent = await api.send_message(anna.user_id, "甲", reply_parameters=lenient)
    assert sent.reply_to_message is None


async def test_a_press_is_answered_once_and_soon(api: ApiBot, world: World, anna: Person) -> None:
    await anna.starts()
    sent = await api.send_message(anna.user_id, "按", reply_markup=keyboard(callback_data="1"))
    message = anna.last
    assert message.message_id == sent.message_id
    press = await anna.forges("1", message)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await api.answer_callback_query(press.id, "字" * 201)
    await api.answer_callback_query(press.id, "好")
    late = await anna.forges("1", message)
    world.move(timedelta(minutes=1))
    for query_id in (press.id, late.id, "nothing"):
        with pytest.raises(TelegramBadRequest) as refused:
            await api.answer_callback_query(query_id)
        assert refused.value.message == (
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )


async def test_files_are_refused_that_are_empty_false_or_too_large(
    api: ApiBot, anna: Person
) -> None:
    await anna.starts()
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await api.send_photo(anna.user_id, BufferedInputFile(b"no picture", "a.png"))
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await api.send_document(anna.user_id, BufferedInputFile(b"", "a.txt"))
    with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
        await api.send_photo(anna.user_id, "AgACnothing")
    photo = (await anna.sends_photo()).content["photo"][-1]["file_id"]
    with pytest.raises(TelegramBadRequest, match="can't use file of type Photo as Document"):
        await api.send_document(anna.user_id, photo)
    large = await anna.sends_document("film.mkv", claimed_size=21 * 1024 * 1024)
    with pytest.raises(TelegramBadRequest, match="Bad Request: file is too big"):
        await api.get_file(large.content["document"]["file_id"])
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await api.get_file("nothing")


async def test_an_album_has_two_to_ten_fitting_items(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    photo = (await anna.sends_photo()).content["photo"][-1]["file_id"]
    paper = (await anna.sends_document()).content["document"]["file_id"]
    pictures: list[Any] = [InputMediaPhoto(media=photo)] * 11
    for items, words in (
        (pictures[:1], "media group must include 2-10 items"),
        (pictures, "too many messages to send as an album"),
        (
            [*pictures[:1], InputMediaDocument(media=paper)],
            "can't use the media of the specified type in the album",
        ),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await api.send_media_group(anna.user_id, items)
    sent = await api.send_media_group(anna.user_id, pictures[:10])
    assert len({m.media_group_id for m in sent}) == 1


async def test_wrong_commands_are_refused(api: ApiBot) -> None:
    for command, words in (
        (BotCommand(command="Start", description="开始"), "BOT_COMMAND_INVALID"),
        (BotCommand(command="start", description=""), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await api.set_my_commands([command])


async def test_what_cannot_be_found_cannot_be_copied_or_forwarded(
    api: ApiBot, world: World, bot: Bot, anna: Person
) -> None:
    await anna.starts()
    with pytest.raises(TelegramBadRequest, match="message to copy not found"):
        await api.copy_message(anna.user_id, anna.user_id, 999)
    with pytest.raises(TelegramBadRequest, match="message to forward not found"):
        await api.forward_message(anna.user_id, anna.user_id, 999)
    group = world.group("办公室")
    await group.add(anna)
    await group.add(bot)
    hidden = await anna.in_(group).says("悄悄话")  # privacy mode: the bot never saw it
    with pytest.raises(TelegramBadRequest, match="message to copy not found"):
        await api.copy_message(anna.user_id, group.id, hidden.message_id)
