"""Writing a letter: everything a citizen sends is kept, shown, and sent with one press."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.config import read
from letters.letter import Kind, Letter, PartKind, State
from simulator.people import Person
from simulator.town import Town, town, town_config
from storage import letters


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office at work."""
    async with town(tmp_path) as found:
        yield found


async def sent(office: Town, number: int = 1) -> Letter:
    """The letter with that id, as it stands."""
    async with office.app.room.database.reading() as connection:
        letter = await letters.by_id(connection, number)
    assert letter is not None
    return letter


async def texts_of(office: Town, number: int = 1) -> list[str]:
    """The texts kept with a letter."""
    async with office.app.room.database.reading() as connection:
        return [kept.part.text for kept in await letters.parts(connection, number)]


async def register(office: Town) -> list[str]:
    """All register numbers given."""
    async with office.app.room.database.reading() as connection:
        rows = await connection.all("letters_newest", department="", most=1000, skip=0)
    return sorted(row["number"] for row in rows)


def receipts(person: Person) -> list[str]:
    """The receipts somebody got."""
    return [text for text in person.sees() if "查询码：" in text and "来信已收到" in text]


async def test_text_and_one_press_make_an_inquiry_to_the_first_mailbox(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    await anna.presses("提交")
    letter = await sent(office)
    assert (letter.number, letter.kind, letter.mailbox, letter.state, letter.may_publish) == (
        "SZ-2026-000001",
        Kind.INQUIRY,
        "mayor",
        State.RECEIVED,
        False,
    )
    assert receipts(anna) == [
        "✅ 来信已收到\n编号：SZ-2026-000001\n"
        f"查询码：{letter.query_code}\n"
        "最迟 2026年3月9日(周一) 答复您。每有进展，都会在这里告诉您。"
    ]


async def test_kind_and_consent_are_chosen_in_the_preview(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("建议多种树")
    await anna.presses("类别")
    await anna.presses("建议")
    assert "可能登在网上" in str(await anna.presses("不公开"))
    assert "类别：建议" in anna.last.text
    await anna.presses("提交")
    letter = await sent(office)
    assert (letter.kind, letter.may_publish) == (Kind.SUGGESTION, True)


async def test_where_there_are_several_mailboxes_the_first_is_chosen_and_others_offered(
    tmp_path: Path,
) -> None:
    raw: dict[str, Any] = town_config(tmp_path).model_dump(mode="python")
    raw["telegram"]["token"] = "42:town"
    raw["telegram"]["webhook_secret"] = ""
    raw["mailbox"] = [
        {"code": "mayor", "title": "市长信箱", "prefix": "SZ"},
        {"code": "secretary", "title": "书记信箱", "prefix": "SJ"},
    ]
    async with town(tmp_path, read(raw)) as office:
        anna = office.citizen("Anna")
        await anna.says("给书记的信")
        assert {"✓ 市长信箱", "书记信箱"} <= set(anna.buttons())
        await anna.presses("书记信箱")
        await anna.presses("提交")
        assert (await sent(office)).number == "SJ-2026-000001"


async def test_several_messages_an_album_and_a_file_are_one_letter(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    await anna.sends_album(3, caption="三张照片")
    await anna.sends_document("情况说明.pdf", b"%PDF", "说明")
    await anna.sends_voice()
    await anna.sends_video()
    await anna.sends_location()
    await anna.sends_contact()
    previews = [text for text in anna.sees() if "请看一遍" in text]
    assert len(previews) == 1  # only the newest stands
    assert "附件 7 件" in anna.last.text
    await anna.presses("提交")
    async with office.app.room.database.reading() as connection:
        kinds = [k.part.kind for k in await letters.parts(connection, 1)]
    assert kinds == [
        PartKind.TEXT,
        *[PartKind.PHOTO] * 3,
        PartKind.DOCUMENT,
        PartKind.VOICE,
        PartKind.VIDEO,
        PartKind.LOCATION,
        PartKind.CONTACT,
    ]
    assert "附件 7 件" in office.office.texts()[-1]


async def test_an_album_has_one_preview_after_its_last_picture(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.sends_album(4, caption="看照片")
    assert len([text for text in anna.sees() if "请看一遍" in text]) == 1
    assert "附件 4 件" in anna.last.text


async def test_five_quick_first_messages_make_one_letter(office: Town) -> None:
    anna = office.citizen("Anna")
    office.world.on_act = None
    for number in range(5):
        await anna.says(f"第{number}句")
    await office.settle()
    office.world.on_act = office.settle
    await anna.presses("提交")
    assert await texts_of(office) == [f"第{number}句" for number in range(5)]
    assert await register(office) == ["SZ-2026-000001"]


async def test_an_edit_before_sending_changes_the_letter_and_its_preview(office: Town) -> None:
    anna = office.citizen("Anna")
    message = await anna.says("路灯怀了")
    await anna.edits(message, "路灯坏了")
    assert "路灯坏了" in anna.last.text
    await anna.presses("提交")
    assert await texts_of(office) == ["路灯坏了"]


async def test_pressing_submit_twice_sends_one_letter(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    office.world.on_act = None
    preview = anna.last
    data = preview.buttons[0].data or ""
    await anna.forges(data, on=preview)
    await anna.forges(data, on=preview)
    await office.settle()
    assert await register(office) == ["SZ-2026-000001"]
    assert len(receipts(anna)) == 1


async def test_a_stranger_cannot_press_anothers_preview(office: Town) -> None:
    anna, ben = office.citizen("Anna"), office.citizen("Ben")
    await anna.says("路灯坏了")
    await ben.says("停水了")
    data = anna.last.buttons[0].data or ""
    press = await ben.forges(data, on=ben.last)
    assert press.answer is not None
    assert press.answer.text == "这份草稿已经发出或删除。"
    assert await register(office) == []


async def test_a_discarded_letter_can_be_brought_back(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    await anna.presses("不写了")
    assert await register(office) == []
    await anna.presses("恢复草稿")
    await anna.presses("提交")
    assert await texts_of(office) == ["路灯坏了"]


async def test_cancel_discards_what_is_being_written_and_says_so(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    await anna.says("/cancel")
    assert anna.sees()[-1] == "草稿已丢弃。"
    await anna.says("/cancel")
    assert anna.sees()[-1] == "现在没有什么可取消的。"


@pytest.mark.parametrize(
    "words",
    [
        "<b>粗</b> & <i>斜</i> </blockquote>",
        "مرحبا \u202eabc\u202c שלום",
        "👩‍👩‍👧‍👦🇨🇳😀" * 20,
        "字" * 4096,
        "😀" * 2048,
        "前\x00后",
        "<" * 4096,
    ],
    ids=["markup", "right-to-left", "emoji", "4096", "2048 emoji", "NUL", "4096 <"],
)
async def test_texts_of_every_sort_pass_through_unharmed(office: Town, words: str) -> None:
    anna = office.citizen("<b>&\u202eA😀")
    await anna.says(words)
    await anna.presses("提交")
    assert await texts_of(office) == [words]
    shown = "".join(text for text in office.office.texts())
    assert "".join(words.split()) in "".join(shown.split())
    assert "SZ-2026-000001" in anna.sees()[-1]


async def test_what_no_letter_can_hold_is_answered_with_what_can(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.sends_poll()
    assert anna.sees()[-1].startswith("这个收不了。可以发：")
    await anna.sends_sticker()
    assert anna.sees()[-1].startswith("谢谢！只有表情办不了事")
    await anna.says("/nonsense")
    assert anna.sees()[-1].startswith("没有这个命令")


async def test_more_messages_than_a_letter_takes_are_refused_aloud(office: Town) -> None:
    anna = office.citizen("Anna")
    office.world.on_act = None
    for number in range(51):
        await anna.says(f"第{number}句")
    await office.settle()
    office.world.on_act = office.settle
    assert any("最多50条" in text for text in anna.sees())
    await anna.presses("提交")
    assert len(await texts_of(office)) == 50


async def test_a_second_message_within_a_second_is_kept(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says("路灯坏了")
    await anna.says("就在路口")
    await anna.presses("提交")
    assert await texts_of(office) == ["路灯坏了", "就在路口"]


async def test_english_clients_are_spoken_to_in_english_and_anybody_may_choose(
    office: Town,
) -> None:
    john = office.citizen("John", "en-GB")
    await john.says("The street light is out")
    await john.presses("Submit")
    assert "You will have an answer by Mon 9 March 2026" in john.sees()[-1]
    await john.says("/language")
    await john.presses("中文")
    await john.says("/help")
    assert john.sees()[-1].startswith("怎样写信")


async def test_every_command_of_the_menu_answers(office: Town) -> None:
    for language, code in (("zh-hans", "zh"), ("en", "en")):
        anna = office.citizen(f"Anna {code}", language)
        await anna.starts()
        for command in ("new", "letters", "letter", "help", "privacy", "language", "id"):
            before = len(anna.sees())
            await anna.says(f"/{command}")
            assert len(anna.sees()) == before + 2, command
            await office.passes(timedelta(seconds=2))


async def test_updates_repeated_by_telegram_change_nothing_twice(office: Town) -> None:
    anna = office.citizen("Anna")
    office.world.on_act = None
    await anna.says("路灯坏了")
    updates = await office.app.bot.get_updates()
    for _ in range(3):
        for update in updates:
            await office.app.handle(update)
    await office.settle()
    office.world.on_act = office.settle
    await anna.presses("提交")
    assert await texts_of(office) == ["路灯坏了"]
