"""What people do and what the bot gets to know of it: read as aiogram's own update objects."""

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
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    MessageOriginUser,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)

from simulator.chats import Bot
from simulator.looking import NotPossible
from simulator.menus import commands_shown
from simulator.people import Person
from simulator.pictures import sample_picture
from simulator.registers import Event
from simulator.world import Group, World


async def news(api: ApiBot) -> list[Update]:
    """Return all waiting updates, confirming them."""
    updates = await api.get_updates()
    if updates:
        await api.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def messages(api: ApiBot) -> list[Message]:
    return [update.message for update in await news(api) if update.message]


@pytest.fixture
async def office(world: World, bot: Bot, anna: Person, api: ApiBot) -> Group:
    group = world.group("办公室")
    await group.add(anna)
    await group.add(bot)
    await news(api)
    return group


async def test_updates_stay_until_confirmed_and_a_day_at_most(
    api: ApiBot, world: World, bot: Bot, anna: Person
) -> None:
    for text in ("甲", "乙", "丙"):
        await anna.says(text)
    first = await api.get_updates(limit=2)
    assert [u.message.text for u in first if u.message] == ["甲", "乙"]
    assert await api.get_updates(limit=2) == first
    rest = await api.get_updates(offset=first[1].update_id)
    assert [u.message.text for u in rest if u.message] == ["乙", "丙"]
    assert world.pending(bot) == 2
    last = await api.get_updates(offset=-1)
    assert [u.message.text for u in last if u.message] == ["丙"]
    assert world.pending(bot) == 1
    world.move(timedelta(hours=25))
    assert await api.get_updates() == []


async def test_numbers_start_anew_after_a_silent_week(
    api: ApiBot, world: World, anna: Person
) -> None:
    await anna.says("甲")
    before = await api.get_updates()
    world.move(timedelta(days=8))
    await anna.says("乙")
    after = await api.get_updates(offset=before[0].update_id + 1)
    assert [u.message.text for u in after if u.message] == ["乙"]
    assert after[0].update_id not in range(before[0].update_id, before[0].update_id + 100)


async def test_every_kind_of_message_is_one_aiogram_can_read(api: ApiBot, anna: Person) -> None:
    await anna.starts("from-poster_1")
    await anna.sends_photo("灯坏了")
    await anna.sends_document("证明.pdf", caption="附件")
    await anna.sends_video()
    await anna.sends_voice()
    await anna.sends_audio()
    await anna.sends_video_note()
    await anna.sends_animation()
    await anna.sends_sticker()
    await anna.sends_location()
    await anna.sends_contact()
    await anna.sends_poll("哪天？", ["周一", "周二"])
    await anna.forwards(anna.last)
    got = await messages(api)
    kinds = ["text", "photo", "document", "video", "voice", "audio", "video_note", "animation"]
    kinds += ["sticker", "location", "contact", "poll", "poll"]
    assert [m.content_type for m in got] == kinds
    assert (got[0].text, got[1].caption, got[2].caption) == (
        "/start from-poster_1",
        "灯坏了",
        "附件",
    )
    assert got[-1].forward_origin is not None


async def test_an_album_arrives_in_parts_that_share_a_number(api: ApiBot, anna: Person) -> None:
    await anna.sends_album(3, caption="三张")
    got = await messages(api)
    assert [m.caption for m in got] == ["三张", None, None]
    assert len({m.media_group_id for m in got}) == 1
    assert len({m.photo[-1].file_unique_id for m in got if m.photo}) == 3


async def test_edits_arrive_and_deletions_do_not(api: ApiBot, anna: Person) -> None:
    said = await anna.says("路灯")
    photo = await anna.sends_photo("灯")
    await news(api)
    await anna.edits(said, "路灯不亮")
    await anna.edits(photo, "灯不亮")
    await anna.deletes(said)
    edited = [update.edited_message for update in await news(api)]
    assert [(m.text, m.caption) for m in edited if m] == [("路灯不亮", None), (None, "灯不亮")]
    assert anna.sees() == ["灯不亮"]


async def test_blocking_and_unblocking_are_told(api: ApiBot, anna: Person) -> None:
    await anna.starts()
    await news(api)
    await anna.blocks()
    with pytest.raises(NotPossible):
        await anna.says("？")
    await anna.starts()
    changes = [u.my_chat_member for u in await news(api) if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == [
        ChatMemberStatus.KICKED,
        ChatMemberStatus.MEMBER,
    ]


async def test_in_privacy_mode_a_group_is_heard_only_where_the_bot_is_meant(
    api: ApiBot, world: World, office: Group, anna: Person
) -> None:
    here = anna.in_(office)
    sent = await api.send_message(office.id, "新信")
    card = office.messages[-1]
    assert card.message_id == sent.message_id
    await here.says("午饭？")
    await here.says("/list")
    await here.says("/list@mailbox_bot")
    await here.says("/list@other_bot")
    await here.says("问 @mailbox_bot 吧")
    await here.says("问 @mailbox_bottle 吧")
    await here.says("收到", reply_to=card)
    await here.sends_photo("@mailbox_bot 看")
    assert [m.text or m.caption for m in await messages(api)] == [
        "/list",
        "/list@mailbox_bot",
        "问 @mailbox_bot 吧",
        "收到",
        "@mailbox_bot 看",
    ]


@pytest.mark.parametrize("how", ["administrator", "privacy off"])
async def test_an_administrator_or_a_bot_without_privacy_mode_hears_all(
    api: ApiBot, bot: Bot, office: Group, anna: Person, how: str
) -> None:
    if how == "administrator":
        await office.promote(bot)
    else:
        bot.reads_all = True
    await news(api)
    await anna.in_(office).says("午饭？")
    assert [m.text for m in await messages(api)] == ["午饭？"]


async def test_who_comes_and_goes_is_told_if_asked_for(
    api: ApiBot, world: World, bot: Bot, office: Group
) -> None:
    await office.promote(bot)
    await office.add(world.person("Ben"))
    assert [u.event_type for u in await news(api)] == ["my_chat_member"]
    await api.get_updates(allowed_updates=["chat_member", "my_chat_member"])
    await office.add(world.person("Cai"))
    await office.kick(bot)
    assert [u.event_type for u in await news(api)] == ["chat_member", "my_chat_member"]


async def test_a_group_becomes_a_supergroup_with_another_number(
    api: ApiBot, office: Group, anna: Person
) -> None:
    old_id = office.id
    here = anna.in_(office)
    new_id = await office.migrate()
    got = await messages(api)
    assert [(m.chat.id, m.migrate_to_chat_id, m.migrate_from_chat_id) for m in got] == [
        (old_id, new_id, None),
        (new_id, None, old_id),
    ]
    await here.says("/list")
    assert [m.chat.id for m in await messages(api)] == [new_id]


async def test_topics_carry_their_number(api: ApiBot, world: World, bot: Bot, anna: Person) -> None:
    group = world.group("办公室", forum=True)
    await group.add(anna)
    await group.add(bot, admin=True)
    made = await api.create_forum_topic(group.id, "2026-001")
    topic = group.topic("2026-001")
    assert made.message_thread_id == topic.id
    there = anna.in_(group, topic)
    await there.says("已转交")
    got = (await messages(api))[-1]
    assert (got.message_thread_id, got.is_topic_message) == (topic.id, True)
    assert got.reply_to_message is not None
    assert got.reply_to_message.forum_topic_created is not None
    answer = await got.reply("好")
    assert answer.message_thread_id == topic.id
    await api.close_forum_topic(group.id, topic.id)
    ben = world.person("Ben")
    await group.add(ben)
    with pytest.raises(NotPossible):
        await ben.in_(group, topic).says("还有")
    await api.reopen_forum_topic(group.id, topic.id)
    await ben.in_(group, topic).says("还有")
    assert there.sees()[-1] == "还有"


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
