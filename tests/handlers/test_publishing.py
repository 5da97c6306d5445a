"""公开答复: masked by the program, read by a clerk, agreed to and taken back by the citizen."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from letters import commands as c
from letters.letter import Kind, PartRole
from reports import publications
from simulator.people import Person
from simulator.town import Town, town
from tests.handlers.talk import FIRST, acts, acts_of, answered, letter, seen, texts
from tests.handlers.test_own_data import whole_database
from texts import Words

LETTER = "我叫张三丰，电话13800138000，家住幸福小区3栋502，路灯坏了。"
MASKED = "我叫市民张**，电话***********，家住幸福小区**，路灯坏了。"
ANSWER = "尊敬的张三丰先生：已于3月2日修好，依据国办发〔2014〕57号。"
MASKED_ANSWER = "尊敬的市民张**先生：已于3月2日修好，依据国办发〔2014〕57号。"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office."""
    async with town(tmp_path) as found:
        yield found


async def agrees_and_is_answered(office: Town) -> Person:
    """A citizen who agreed to publishing before sending, and has their answer."""
    anna = office.citizen("Anna")
    await anna.says(LETTER)
    await anna.presses("🔒 不公开")
    await anna.presses("提交")
    await answered(office, ANSWER)
    await office.clerk.says(f"/letter {FIRST}")
    return anna


async def for_the_website(office: Town) -> list[tuple[str, str, str]]:
    """What everybody may read: number, question, answer; the page shows just that."""
    room = office.app.room
    words = Words("zh")
    async with room.database.reading() as connection:
        found = await publications.published(connection, room.office, words)
    shown = publications.page(found, room.office, words).decode()
    assert [one["answer"] in shown for one in publications.content(found)["answers"]] == [
        True for _ in found
    ]
    assert "张三丰" not in shown
    return [(one.number, one.question, one.answer) for one in found]


async def test_a_clerk_reads_what_is_masked_and_publishes_it_and_the_citizen_sees_what(
    office: Town,
) -> None:
    anna = await agrees_and_is_answered(office)
    await office.clerk.presses("🌐 公开答复")
    assert office.clerk.last.text == (
        "SZ-2026-000001：将这样公开，请逐字核对\n"
        "咨询 · 市政道路处 · 2026年3月2日（周一）来信 · 2026年3月2日（周一）答复\n\n"
        f"来信\n{MASKED}\n\n"
        f"答复\n{MASKED_ANSWER}\n\n"
        "已隐去：姓名 2、电话 1、门牌 1。机器会看漏，请再找一找姓名、住址和能认出人的细节。"
        "附件不公开。"
    )
    assert (await letter(office)).published_on is None
    await office.clerk.presses("核对无误，公开")
    assert (await letter(office)).published_on is not None
    assert await texts(office, role=PartRole.PUBLICATION) == [MASKED, MASKED_ANSWER]
    assert await for_the_website(office) == [(FIRST, MASKED, MASKED_ANSWER)]
    assert anna.last.text == (
        "🌐 SZ-2026-000001 的答复已公开，供大家参考。公开的是下面这些文字，您的个人信息已隐去：\n\n"
        f"来信\n{MASKED}\n\n"
        f"答复\n{MASKED_ANSWER}\n\n"
        "如果不想再公开，或觉得还能看出是谁，请按「不公开」，我们会马上取消。"
    )


async def test_a_clerk_writes_anew_what_the_machine_overlooked_or_hid_too_much(
    office: Town,
) -> None:
    await agrees_and_is_answered(office)
    clerk = office.clerk
    await clerk.presses("🌐 公开答复")
    outdated = clerk.last
    await clerk.presses("改答复")
    await clerk.says("已修好。咨询电话0527-84368888，找张三丰。", reply_to=clerk.last)
    assert "好像还有没隐去的：姓名 1、电话 1" in clerk.last.text
    await clerk.presses("改答复")
    await clerk.says("已修好。咨询请拨12345。", reply_to=clerk.last)
    assert "已按您写的改好" in clerk.last.text
    assert "这个菜单已经过时" in str(await clerk.presses("核对无误，公开", on=outdated))
    assert (await letter(office)).published_on is None
    await clerk.presses("核对无误，公开")
    assert await texts(office, role=PartRole.PUBLICATION) == [MASKED, "已修好。咨询请拨12345。"]


async def test_nothing_is_published_that_a_clerk_drops(office: Town) -> None:
    await agrees_and_is_answered(office)
    await office.clerk.presses("🌐 公开答复")
    await office.clerk.presses("✖️ 不公开")
    revision = (await letter(office)).revision
    await office.clerk.forges(f"l:publish!:1:{revision}:0", office.clerk.last)
    assert "published" not in await acts_of(office)


async def test_consent_is_given_afterwards_and_withdrawn_with_what_was_published(
    office: Town,
) -> None:
    anna = office.citizen("Anna")
    await anna.says(LETTER)
    await anna.presses("提交")
    await answered(office, ANSWER)
    await office.clerk.says(f"/letter {FIRST}")
    assert "🌐 公开答复" not in office.clerk.buttons()
    await anna.says(f"/letter {FIRST}")
    await anna.presses("🔓 同意公开答复")
    await office.clerk.presses("🌐 公开答复")
    await office.clerk.presses("核对无误，公开")
    await anna.presses("🔒 不公开")
    found = await letter(office)
    assert (found.published_on, found.may_publish) == (None, False)
    assert await for_the_website(office) == []
    assert seen(office.clerk, f"来信人不再同意公开：{FIRST} 已取消公开")
    assert "🌐 公开答复" not in office.clerk.buttons()
    assert "🔓 同意公开答复" in anna.buttons()


async def test_what_a_clerk_was_about_to_publish_goes_when_the_citizen_has_it_erased(
    office: Town,
) -> None:
    anna = await agrees_and_is_answered(office)
    await office.passes(timedelta(days=10))  # archived
    await office.clerk.says(f"/letter {FIRST}")
    await office.clerk.presses("🌐 公开答复")
    await office.clerk.presses("改答复")
    assert "路灯" in await whole_database(office)
    await anna.says("/delete_me")
    await anna.presses("确定删除")
    assert "路灯" not in await whole_database(office)


async def test_the_office_takes_it_back_with_one_press(office: Town) -> None:
    await agrees_and_is_answered(office)
    await office.clerk.presses("🌐 公开答复")
    await office.clerk.presses("核对无误，公开")
    await office.clerk.says(f"/letter {FIRST}")
    assert "🌐 2026年3月2日（周一）公开" in office.clerk.last.text
    await office.clerk.presses("🔒 取消公开")
    assert (await letter(office)).published_on is None
    assert "🌐 公开答复" in office.clerk.buttons()


async def test_a_report_is_never_offered_for_publishing(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.says(LETTER)
    await anna.presses("🔒 不公开")
    await anna.presses("提交")
    await acts(office, c.ChangeKind(Kind.REPORT, "water"))
    await answered(office, ANSWER)
    await office.clerk.says(f"/letter {FIRST}")
    assert "🌐 公开答复" not in office.clerk.buttons()
    await office.clerk.forges(f"l:publish:1:{(await letter(office)).revision}:", office.clerk.last)
    assert not seen(office.clerk, "将这样公开")
    await anna.says(f"/letter {FIRST}")
    assert "🔒 不公开" in anna.buttons()


async def test_an_answer_of_files_alone_has_nothing_to_publish(office: Town) -> None:
    anna = office.citizen("Anna")
    await anna.sends_photo()
    await anna.presses("🔒 不公开")
    await anna.presses("提交")
    await answered(office, ANSWER)
    await office.clerk.says(f"/letter {FIRST}")
    said = await office.clerk.presses("🌐 公开答复")
    assert said == "答复或来信没有文字，没有可以公开的内容。"
