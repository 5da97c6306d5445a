"""What people do and what the bot gets to know of it: read as aiogram's own update objects."""

from datetime import timedelta

import pytest
from aiogram import Bot as ApiBot
from aiogram.enums import ChatMemberStatus

from simulator.chats import Bot
from simulator.looking import NotPossible
from simulator.people import Person
from simulator.world import Group, World
from tests.simulator.updates import messages, news


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
