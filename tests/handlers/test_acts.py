"""Office and departments at work: from the card to the answer, every act they have."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from letters import commands as c
from letters.letter import Kind, PartKind, PartRole, State, text_part
from simulator.people import Person
from simulator.town import Town, town
from tests.handlers.talk import (
    ROADS,
    SECOND,
    acts,
    acts_of,
    assigned,
    letter,
    parts,
    sends,
)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office at work."""
    async with town(tmp_path) as found:
        yield found


@pytest.fixture
async def anna(office: Town) -> Person:
    """A citizen who has sent a letter about a street light."""
    found = office.citizen("Anna <b>&")
    await sends(found, "建设路的路灯坏了")
    return found


async def accepts_and_assigns(office: Town, lead: str = "市政道路处") -> None:
    """The clerk's three presses."""
    await office.clerk.presses("受理转办")
    await office.clerk.presses(lead)
    await office.clerk.presses("✅ 转办给")


async def test_the_card_shows_all_there_is_to_know_and_only_what_may_be_done(
    office: Town, anna: Person
) -> None:
    assert office.office.texts()[-1] == (
        "📨 新来信 SZ-2026-000001\n"
        "SZ-2026-000001 · 市长信箱 · 咨询 · 待审查\n"
        "来信 2026年3月2日（周一） · 期限 2026年3月9日（周一）\n"
        "来信人：Anna <b>&\n"
        "建设路的路灯坏了"
    )
    assert office.clerk.buttons() == [
        "📤 受理转办",
        "🏷 更改类别",
        "🚫 不予受理",
        "🔗 并案",
        "❓ 请来信人补充",
        "🗒 备注",
        "‼️ 督办",
        "📜 全程",
    ]


async def test_suggested_departments_come_first_with_their_reason(
    office: Town, anna: Person
) -> None:
    await office.clerk.presses("受理转办")
    assert office.clerk.buttons() == [
        "★ 市政道路处（路灯）",
        "供水公司",
        "园林绿化局",
        "‹ 返回",
    ]
    await office.clerk.presses("★")
    await office.clerk.presses("✅ 转办给")
    ben = office.citizen("Ben")
    await sends(ben, "建设路的路灯坏了好久")
    await office.clerk.presses("受理转办")
    assert office.clerk.buttons()[0] == "★ 市政道路处（路灯 · 1 封相似来信）"


async def test_a_lead_and_co_handlers_are_assigned_together(office: Town, anna: Person) -> None:
    await office.clerk.presses("受理转办")
    await office.clerk.presses("★ 市政道路处")
    await office.clerk.presses("＋ 协办：供水公司")
    assert "✓ 协办：供水公司" in office.clerk.buttons()
    await office.clerk.presses("✅ 转办给")
    found = await letter(office)
    assert (found.lead, found.co_handlers, found.state) == ("roads", ("water",), State.ASSIGNED)
    assert office.water.texts()[-1].startswith("🤝 请协办 SZ-2026-000001")
    assert office.people.sun.buttons() == ["🤝 协办意见", "🗒 备注", "📜 全程"]
    await office.people.sun.says("水管没问题", reply_to=office.people.sun.last)
    await office.people.sun.presses("作为协办意见提交")
    assert any("水管没问题" in text for text in office.roads.texts())


async def test_the_department_signs_answers_by_reply_and_confirms_once(
    office: Town, anna: Person
) -> None:
    await accepts_and_assigns(office)
    zhao = office.people.zhao
    await zhao.presses("签收")
    card = zhao.last
    await zhao.says("已派人修好。", reply_to=card)
    await zhao.sends_photo("修好后的照片", reply_to=card)
    assert zhao.last.text == "SZ-2026-000001：请确认 （附件 1 件）\n已派人修好。\n修好后的照片"
    assert zhao.buttons() == ["✅ 作为答复提交", "✖️ 不要了"]
    await zhao.presses("作为答复提交")
    assert (await letter(office)).state is State.DRAFTED
    assert "拟答复\n已派人修好。" in office.office.texts()[-1]
    await office.clerk.presses("同意并答复")
    assert (await letter(office)).state is State.ANSWERED
    assert any("已派人修好。" in text for text in anna.sees())
    assert "修好后的照片" in anna.sees()


async def test_the_answer_button_asks_and_an_album_is_gathered_whole(
    office: Town, anna: Person
) -> None:
    await accepts_and_assigns(office)
    zhao = office.people.zhao.in_(office.world.people[office.people.zhao.user_id].chat)
    await office.people.zhao.presses("📝 答复")
    prompt = office.people.zhao.last
    assert "请回复这条消息，写下对 SZ-2026-000001 的答复" in prompt.text
    await office.people.zhao.says("修好了", reply_to=prompt)
    await office.people.zhao.presses("作为答复提交")
    kept = [k.part.text for k in await parts(office) if k.role is PartRole.DRAFT]
    assert kept == ["修好了"]
    assert zhao.user_id == office.people.zhao.user_id


async def test_a_draft_is_edited_and_approved_and_its_files_stay(
    office: Town, anna: Person
) -> None:
    await assigned(office)
    zhao = office.people.zhao
    await zhao.sends_photo("原答复", reply_to=zhao.last)
    await zhao.presses("作为答复提交")
    await office.clerk.presses("修改后答复")
    await office.clerk.says("改好的答复", reply_to=office.clerk.last)
    assert any("改好的答复" in text for text in anna.sees())
    answer = [k.part.kind for k in await parts(office) if k.role is PartRole.ANSWER]
    assert sorted(answer) == [PartKind.PHOTO, PartKind.TEXT]


async def test_a_draft_is_sent_back_with_a_reason(office: Town, anna: Person) -> None:
    await assigned(office)
    await acts(office, c.Draft((text_part("不归我们管"),)), ROADS)
    await office.clerk.presses("退回重办")
    await office.clerk.presses("没有回答来信人的问题")
    assert (await letter(office)).state is State.IN_PROGRESS
    assert "没有回答来信人的问题" in office.roads.texts()[-1]


async def test_a_refusal_is_chosen_shown_and_confirmed(office: Town, anna: Person) -> None:
    await office.clerk.presses("不予受理")
    await office.clerk.presses("不属于本市的职权范围")
    await office.clerk.presses("请拨打 12345 咨询")
    assert office.clerk.last.text == (
        "SZ-2026-000001 不予受理，来信人将看到：\n不属于本市的职权范围建议来信人\n请拨打 12345 咨询"
    )
    assert (await letter(office)).state is State.RECEIVED
    await office.clerk.presses("确认不予受理")
    assert (await letter(office)).state is State.REFUSED
    assert "请拨打 12345 咨询" in anna.sees()[-1]


async def test_a_refusal_may_be_written(office: Town, anna: Person) -> None:
    await office.clerk.presses("不予受理")
    await office.clerk.presses("自己写")
    await office.clerk.says("这里写不清地址", reply_to=office.clerk.last)
    await office.clerk.presses("自己写")
    await office.clerk.says("请写明地址再寄", reply_to=office.clerk.last)
    await office.clerk.presses("确认不予受理")
    assert "这里写不清地址" in anna.sees()[-1]
    assert "请写明地址再寄" in anna.sees()[-1]


async def test_a_duplicate_is_merged_after_one_more_question(office: Town, anna: Person) -> None:
    await assigned(office)
    await anna.says("/new")
    await sends(anna, "建设路的路灯还坏着")
    await office.clerk.presses("并案")
    assert office.clerk.buttons()[0] == "👤 SZ-2026-000001 · 建设路的路灯坏了"
    await office.clerk.presses("👤 SZ-2026-000001")
    await office.clerk.presses("确认并入 SZ-2026-000001")
    found = await letter(office, SECOND)
    assert (found.state, found.merged_into) == (State.MERGED, 1)


async def test_a_duplicate_is_merged_by_its_typed_number(office: Town, anna: Person) -> None:
    await sends(office.citizen("Ben"), "完全另一件事情")
    await office.clerk.presses("并案")
    await office.clerk.presses("输入编号")
    await office.clerk.says("SZ-2026-000009", reply_to=office.clerk.last)
    assert "没有编号是「SZ-2026-000009」的信" in office.clerk.last.text
    prompt = next(m for m in reversed(office.clerk.screen()) if "要并入的信件编号" in m.text)
    await office.clerk.says("sz-2026-000001", reply_to=prompt)
    assert (await letter(office, SECOND)).merged_into == 1


async def test_the_kind_is_corrected_and_the_date_follows(office: Town, anna: Person) -> None:
    await office.clerk.presses("更改类别")
    await office.clerk.presses("投诉")
    found = await letter(office)
    assert (found.kind, found.reply_due_on) == (Kind.COMPLAINT, date(2026, 3, 23))


async def test_a_report_is_invisible_to_the_department_it_is_about(
    office: Town, anna: Person
) -> None:
    await office.clerk.presses("更改类别")
    await office.clerk.presses("举报")
    await office.clerk.presses("举报 市政道路处")
    await office.clerk.presses("受理转办")
    assert [b for b in office.clerk.buttons() if "市政道路处" in b] == []
    await office.clerk.presses("供水公司")
    assert [b for b in office.clerk.buttons() if "市政道路处" in b] == []
    await office.clerk.presses("✅ 转办给")
    before = office.roads.texts()
    for command in ("/find 路灯", "/letter SZ-2026-000001", "/open", "/mine"):
        await office.people.zhao.says(command)
    assert [t for t in office.roads.texts()[len(before) :] if "建设路" in t] == []


async def test_the_citizen_is_asked_and_a_note_stays_inside(office: Town, anna: Person) -> None:
    await assigned(office)
    await office.people.zhao.presses("请来信人补充")
    await office.people.zhao.says("哪一盏?", reply_to=office.people.zhao.last)
    assert (await letter(office)).paused_on == date(2026, 3, 2)
    assert "哪一盏?" in anna.sees()[-1]
    await office.people.zhao.presses("备注")
    await office.people.zhao.says("老王说周五去", reply_to=office.people.zhao.last)
    assert (await acts_of(office))[-1] == "noted"
    assert [text for text in anna.sees() if "老王" in text] == []


async def test_a_department_returns_a_letter_and_asks_for_time(office: Town, anna: Person) -> None:
    await assigned(office)
    await office.people.zhao.presses("退回")
    await office.people.zhao.presses("不属于本单位职责")
    assert (await letter(office)).state is State.RECEIVED
    assert "不属于本单位职责" in office.office.texts()[-1]
    await assigned(office)
    await office.people.zhao.presses("申请延期")
    await office.people.zhao.presses("5 个工作日")
    await office.people.zhao.says("要等配件", reply_to=office.people.zhao.last)
    assert "申请延期" in office.office.texts()[-1]
    await office.clerk.presses("批准延期")
    assert (await letter(office)).reply_due_on == date(2026, 3, 16)
