"""What messages hold and buttons do: presses, entities, files, copies, commands, members."""

from datetime import timedelta

import pytest
from aiogram import Bot as ApiBot
from aiogram.enums import ChatMemberStatus, MessageEntityType
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MessageOriginUser,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from simulator.chats import Bot
from simulator.looking import NotPossible
from simulator.menus import commands_shown
from simulator.people import Person
from simulator.pictures import sample_picture
from simulator.registers import Event
from simulator.screens import screen_json
from simulator.world import Group, World
from tests.simulator.updates import news


async def test_a_press_shows_the_answer_and_a_stranger_can_forge_one(
    api: ApiBot, world: World, anna: Person
) -> None:
    async def answers() -> None:
        for update in await news(api):
            query = update.callback_query
            if query is not None:
                await query.answer(f"收到 {query.data}", show_alert=True)

    await anna.starts()
    rows = [
        [
            InlineKeyboardButton(text="✅ 提交", callback_data="send"),
            InlineKeyboardButton(text="官网", url="https://example.org/"),
        ]
    ]
    await api.send_message(
        anna.user_id, "确认？", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows)
    )
    assert await anna.presses("提交") is None
    world.on_act = answers
    assert await anna.presses("提交") == "收到 send"
    assert await anna.presses("官网") == "https://example.org/"
    press = await anna.forges("fake", anna.last)
    assert press.answer is not None
    assert (press.answer.text, press.answer.show_alert) == ("收到 fake", True)
    with pytest.raises(NotPossible, match="✅ 提交"):
        await anna.presses("撤回")


async def test_a_reply_keyboard_writes_its_own_text(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    keys = ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text="写信"), KeyboardButton(text="查询")]]
    )
    await api.send_message(anna.user_id, "请选", reply_markup=keys)
    assert anna.keyboard() == ["写信", "查询"]
    await anna.presses("写信")
    assert anna.sees()[-1] == "写信"
    await api.send_message(anna.user_id, "好", reply_markup=ReplyKeyboardRemove())
    assert anna.keyboard() == []


async def test_html_becomes_text_and_entities_counted_in_utf16(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    sent = await api.send_message(
        anna.user_id,
        "🏮<b>编号 <i>7</i></b> &lt;&amp;&#39; <a href='https://example.org'>网</a> "
        '<span class="tg-spoiler">密</span><pre><code class="language-py">x</code></pre>'
        "<blockquote expandable>引</blockquote><code>y</code> /help #路灯",
        parse_mode="HTML",
    )
    assert sent.text == "🏮编号 7 <&' 网 密x引y /help #路灯"
    assert [(e.type, e.extract_from(sent.text)) for e in sent.entities or ()] == [
        (MessageEntityType.BOLD, "编号 7"),
        (MessageEntityType.ITALIC, "7"),
        (MessageEntityType.TEXT_LINK, "网"),
        (MessageEntityType.SPOILER, "密"),
        (MessageEntityType.PRE, "x"),
        (MessageEntityType.EXPANDABLE_BLOCKQUOTE, "引"),
        (MessageEntityType.CODE, "y"),
        (MessageEntityType.BOT_COMMAND, "/help"),
        (MessageEntityType.HASHTAG, "#路灯"),
    ]
    assert [e.language for e in sent.entities or () if e.type == "pre"] == ["py"]


async def test_files_are_sent_fetched_and_sent_again_by_their_id(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    data = b"%PDF " + bytes(range(256))
    sent = await api.send_document(
        anna.user_id, BufferedInputFile(data, "答复.pdf"), caption="<b>答</b>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("答复.pdf", len(data))
    fetched = await api.download(sent.document)
    assert fetched is not None
    assert fetched.read() == data
    again = await api.send_document(anna.user_id, sent.document.file_id)
    assert again.document == sent.document
    photo = await api.send_photo(anna.user_id, BufferedInputFile(sample_picture(), "a.png"))
    assert photo.photo is not None
    assert (photo.photo[-1].width, photo.photo[-1].height) == (320, 240)


async def test_copies_hide_and_forwards_show_whose_words_they_are(
    api: ApiBot, world: World, anna: Person
) -> None:
    world.limits = None
    said = await anna.sends_photo("灯")
    ids = [m.message_id for m in await anna.sends_album(2)]
    await api.copy_message(anna.user_id, anna.user_id, said.message_id, caption="新灯")
    copied = anna.last
    assert (copied.text, copied.forward_origin) == ("新灯", None)
    forwarded = await api.forward_message(anna.user_id, anna.user_id, said.message_id)
    assert isinstance(forwarded.forward_origin, MessageOriginUser)
    assert forwarded.forward_origin.sender_user.id == anna.user_id
    await api.copy_messages(anna.user_id, anna.user_id, [*ids, 9999])
    copies = anna.screen()[-2:]
    assert copies[0].album == copies[1].album != said.album


async def test_the_narrowest_list_of_commands_in_the_persons_language_is_shown(
    api: ApiBot, bot: Bot, office: Group, anna: Person
) -> None:
    def shown(person: Person) -> list[str]:
        return [c["description"] for c in commands_shown(bot, person.chat, person.user)]

    for text, scope, language in (
        ("help", None, None),
        ("write", BotCommandScopeAllPrivateChats(), None),
        ("写信", BotCommandScopeAllPrivateChats(), "zh"),
        ("list", BotCommandScopeAllGroupChats(), None),
        ("office", BotCommandScopeChat(chat_id=office.id), None),
    ):
        await api.set_my_commands(
            [BotCommand(command="a", description=text)], scope, language_code=language
        )
    assert (shown(anna), shown(anna.in_(office))) == (["写信"], ["office"])
    anna.speaks("en")
    await api.delete_my_commands(BotCommandScopeChat(chat_id=office.id))
    assert (shown(anna), shown(anna.in_(office))) == (["write"], ["list"])
    assert [c.description for c in await api.get_my_commands()] == ["help"]


async def test_the_bot_can_ask_who_is_in_a_chat(
    api: ApiBot, world: World, bot: Bot, office: Group, anna: Person
) -> None:
    assert (await api.get_chat(office.id)).title == "办公室"
    assert (await api.get_chat_member(office.id, anna.user_id)).status == ChatMemberStatus.CREATOR
    assert (await api.get_chat_member(office.id, bot.user.id)).status == ChatMemberStatus.MEMBER
    ben = world.person("Ben")
    assert (await api.get_chat_member(office.id, ben.user_id)).status == ChatMemberStatus.LEFT
    assert [m.user.id for m in await api.get_chat_administrators(office.id)] == [anna.user_id]
    assert await api.get_chat_member_count(office.id) == 2
    assert (await api.me()).username == "mailbox_bot"


async def test_watchers_hear_of_every_visible_change(
    api: ApiBot, world: World, anna: Person
) -> None:
    heard: list[Event] = []
    end = world.subscribe(heard.append)
    said = await anna.starts()
    await api.send_chat_action(anna.user_id, "typing")
    await anna.edits(said, "/help")
    await anna.deletes(said)
    world.move(timedelta(hours=1))
    end()
    await anna.says("？")
    assert [e.seen.value for e in heard] == ["message", "action", "edited", "deleted", "clock"]


async def test_a_selective_question_waits_for_the_answer_of_whom_it_mentions_alone(
    api: ApiBot, world: World, office: Group, anna: Person
) -> None:
    bert = world.person("Bert")
    await office.add(bert)
    mention = f'<a href="tg://user?id={anna.user_id}">Anna</a> 请回复'
    asked = await api.send_message(
        office.id, mention, parse_mode="HTML", reply_markup=ForceReply(selective=True)
    )
    waits = [screen_json(one.in_(office))["force_reply"] for one in (anna, bert)]
    assert waits == [asked.message_id, None]
