"""Each thing Telegram refuses, in Telegram's own words."""

from typing import Any

import pytest
from aiogram import Bot as ApiBot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
)

from simulator.chats import Bot
from simulator.people import Person
from simulator.pictures import sample_picture
from simulator.session import InProcess
from simulator.world import World
from tests.simulator.updates import keyboard


def picture() -> BufferedInputFile:
    return BufferedInputFile(sample_picture(), "a.png")


async def test_an_unknown_token_is_unauthorized(world: World) -> None:
    with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
        await ApiBot("1:nobody", session=InProcess(world)).get_me()


async def test_an_unknown_method_is_not_found(api: ApiBot) -> None:
    class SendGoldfish(TelegramMethod[bool]):
        __returning__ = bool
        __api_method__ = "sendGoldfish"

    with pytest.raises(TelegramNotFound, match="Not Found"):
        await api(SendGoldfish())


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("", False, "message text is empty"),
        (" \n ", False, "text must be non-empty"),
        ("<b> </b>", True, "text must be non-empty"),
        ("字" * 4097, False, "message is too long"),
        ("🏮" * 2049, False, "message is too long"),
        ("a < b", True, 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("路<x>", True, 'can\'t parse entities: Unsupported start tag "x" at byte offset 3'),
        (
            "<b>路",
            True,
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ("路</b>", True, "can't parse entities: Unexpected end tag at byte offset 3"),
        (
            "<b>路</i>",
            True,
            "can't parse entities: Unmatched end tag at byte offset 6, "
            'expected "</b>", found "</i>"',
        ),
        ("1 <b", True, "can't parse entities: Unclosed start tag at byte offset 2"),
        ("<b>1</b", True, "can't parse entities: Unclosed end tag at byte offset 4"),
        (
            "<span>1</span>",
            True,
            'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
        ),
    ],
)
async def test_a_text_that_cannot_be_sent_is_refused(
    api: ApiBot, anna: Person, text: str, html: bool, words: str
) -> None:
    await anna.starts()
    with pytest.raises(TelegramBadRequest) as refused:
        await api.send_message(anna.user_id, text, parse_mode="HTML" if html else None)
    assert refused.value.message == f"Bad Request: {words}"


async def test_4096_units_are_counted_after_the_tags_are_gone(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    sent = await api.send_message(anna.user_id, f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    assert sent.text == "字" * 4096
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await api.send_photo(anna.user_id, picture(), caption="字" * 1025)
    await api.send_photo(anna.user_id, picture(), caption="字" * 1024)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "字" * 22}, "BUTTON_DATA_INVALID"),
        (
            {},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"url": "nowhere"}, "BUTTON_URL_INVALID"),
    ],
)
async def test_a_wrong_button_is_refused(
    api: ApiBot, anna: Person, action: dict[str, str], words: str
) -> None:
    await anna.starts()
    with pytest.raises(TelegramBadRequest) as refused:
        await api.send_message(anna.user_id, "按", reply_markup=keyboard(**action))
    assert refused.value.message == f"Bad Request: {words}"
    await api.send_message(anna.user_id, "按", reply_markup=keyboard(callback_data="x" * 64))


async def test_a_bot_cannot_write_first(api: ApiBot, world: World, bot: Bot, anna: Person) -> None:
    with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
        await api.send_message(12345, "您好")
    group = world.group("办公室")
    await group.add(anna)
    await group.add(bot)
    with pytest.raises(TelegramForbiddenError) as refused:
        await api.send_message(anna.user_id, "您好")
    assert "Forbidden: bot can't initiate conversation with a user" in str(refused.value)
    await anna.says("您好")
    await api.send_message(anna.user_id, "您好")


async def test_one_who_blocks_the_bot_or_leaves_telegram_cannot_be_written_to(
    api: ApiBot, anna: Person
) -> None:
    await anna.starts()
    await anna.blocks()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await api.send_message(anna.user_id, "您好")
    await anna.starts()
    await api.send_message(anna.user_id, "您好")
    await anna.deletes_account()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: user is deactivated"):
        await api.send_message(anna.user_id, "您好")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_put_out_of_a_group_is_told_of_which_kind(
    api: ApiBot, world: World, bot: Bot, anna: Person, kind: str
) -> None:
    group = world.group("办公室", supergroup=kind == "supergroup")
    await group.add(anna)
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await api.send_message(group.id, "早")
    await group.add(bot)
    await group.kick(bot)
    with pytest.raises(TelegramForbiddenError, match=f"bot was kicked from the {kind} chat"):
        await api.send_message(group.id, "早")
    await group.add(bot)
    await group.restrict(bot)
    with pytest.raises(TelegramBadRequest, match="not enough rights to send text messages"):
        await api.send_message(group.id, "早")
    await group.add(bot)
    await api.leave_chat(group.id)
    with pytest.raises(TelegramForbiddenError, match=f"bot is not a member of the {kind} chat"):
        await api.send_message(group.id, "早")


async def test_an_upgraded_group_names_its_new_id(
    api: ApiBot, world: World, bot: Bot, anna: Person
) -> None:
    group = world.group("办公室")
    await group.add(anna)
    await group.add(bot)
    old_id = group.id
    new_id = await group.migrate()
    with pytest.raises(TelegramMigrateToChat) as refused:
        await api.send_message(old_id, "早")
    assert refused.value.migrate_to_chat_id == new_id
    assert "group chat was upgraded to a supergroup chat" in str(refused.value)
    await api.send_message(new_id, "早")
    assert group.texts() == ["[migrate_from_chat_id]", "早"]


async def test_a_missing_or_deleted_topic_is_not_written_to(
    api: ApiBot, world: World, bot: Bot, anna: Person
) -> None:
    group = world.group("办公室", forum=True)
    await group.add(anna)
    await group.add(bot)
    with pytest.raises(TelegramBadRequest, match="not enough rights to create a topic"):
        await api.create_forum_topic(group.id, "第一件")
    await group.promote(bot)
    topic = await api.create_forum_topic(group.id, "第一件")
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await api.edit_forum_topic(group.id, topic.message_thread_id, name="第一件")
    await api.send_message(group.id, "甲", message_thread_id=topic.message_thread_id)
    await group.delete_topic(topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="Bad Request: message thread not found"):
        await api.send_message(group.id, "乙", message_thread_id=topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="TOPIC_ID_INVALID"):
        await api.delete_forum_topic(group.id, topic.message_thread_id)
    assert group.texts() == []


async def test_edits_are_refused_for_what_is_gone_the_same_or_not_the_bots(
    api: ApiBot, anna: Person
) -> None:
    said = await anna.starts()
    sent = await api.send_message(anna.user_id, "甲", reply_markup=keyboard(callback_data="1"))
    where: dict[str, Any] = {"chat_id": anna.user_id, "message_id": sent.message_id}
    with pytest.raises(TelegramBadRequest) as refused:
        await api.edit_message_text("甲", reply_markup=keyboard(callback_data="1"), **where)
    assert refused.value.message == (
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )
    await api.edit_message_text("乙", **where)
    assert (anna.last.text, anna.buttons()) == ("乙", [])
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await api.edit_message_caption(caption="丙", **where)
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await api.edit_message_text("丙", chat_id=anna.user_id, message_id=said.message_id)
    asked = await api.send_message(anna.user_id, "姓名？", reply_markup=ForceReply())
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await api.edit_message_text("丙", chat_id=anna.user_id, message_id=asked.message_id)
    await api.delete_message(anna.user_id, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="Bad Request: message to edit not found"):
        await api.edit_message_text("丙", **where)
    with pytest.raises(TelegramBadRequest, match="Bad Request: message to delete not found"):
        await api.delete_message(anna.user_id, sent.message_id)
