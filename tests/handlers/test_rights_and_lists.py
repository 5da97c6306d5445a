"""Who may what, once, and late; what staff look up; how staff join."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from letters import commands as c
from letters.letter import State, text_part
from letters.people import Actor, Role
from letters.workflow import NotAllowed
from mailroom import staffing
from simulator.people import Person
from simulator.town import CHIEF, Town, town, town_config
from tests.handlers.talk import (
    CLERK_ACTS,
    ROADS,
    acts,
    acts_of,
    answered,
    assigned,
    letter,
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


async def test_from_three_transfers_on_only_the_chief_assigns(office: Town, anna: Person) -> None:
    for _ in range(3):
        await assigned(office)
        await acts(office, c.Return(text_part("不归我们")), ROADS)
    assert await office.clerk.presses("受理转办") == (
        "这封信已转办三次，接下来只能由信箱负责人决定。"
    )
    await office.chief.presses("受理转办")
    await office.chief.presses("供水公司")
    await office.chief.presses("✅ 转办给")
    assert (await letter(office)).lead == "water"


async def test_a_button_pressed_late_names_who_was_first_and_when(
    office: Town, anna: Person
) -> None:
    card = office.clerk.last
    assign = next(b.data for b in card.buttons if "受理转办" in b.text) or ""
    refuse = next(b.data for b in card.buttons if "不予受理" in b.text) or ""
    await acts(office, c.Assign("roads"), Actor(Role.CHIEF, CHIEF))
    for data in (assign, refuse):
        press = await office.clerk.forges(data, on=card)
        assert press.answer is not None
        assert press.answer.text.startswith("SZ-2026-000001：")
        assert "已于 03-02 10:0" in press.answer.text
    assert await acts_of(office) == ["submitted", "assigned"]


async def test_an_act_pressed_twice_at_once_happens_once(office: Town, anna: Person) -> None:
    await assigned(office)
    card = office.people.zhao.last
    sign = next(b.data for b in card.buttons if "签收" in b.text) or ""
    office.world.on_act = None
    await office.people.zhao.forges(sign, on=card)
    await office.people.zhao.forges(sign, on=card)
    await office.settle()
    assert (await acts_of(office)).count("signed_for") == 1


async def test_strangers_and_other_departments_are_refused_politely(
    office: Town, anna: Person
) -> None:
    await assigned(office)
    stranger = office.citizen("过路人").in_(office.roads)
    await office.roads.add(stranger)
    card = office.people.zhao.last
    sign = next(b.data for b in card.buttons if "签收" in b.text) or ""
    press = await stranger.forges(sign, on=card)
    assert press.answer is not None
    assert press.answer.text == "您没有登记为工作人员，请向信箱办公室要一个邀请链接。"
    other = office.people.sun.in_(office.roads)
    await office.roads.add(other)
    press = await other.forges(sign, on=card)
    assert press.answer is not None
    assert press.answer.text == "您没有登记为本单位的经办人，请向信箱办公室要一个邀请链接。"
    assert (await letter(office)).state is State.ASSIGNED


async def test_forged_callback_data_changes_nothing_and_is_answered(
    office: Town, anna: Person
) -> None:
    before = await acts_of(office)
    card = office.clerk.last
    forged = (
        "l:approve:1:1:",
        "l:assign!:1:1:moon.0.0000",
        "l:kind!:1:1:nonsense",
        "l:merge!:1:1:x",
        "l:sign:999999:1:",
        "l:extend!:1:1:999",
        "l:refuse!!:1:1:",
        "w:send:1:",
        "x",
        "l:assign:notanumber:1:",
    )
    for data in forged:
        press = await office.clerk.forges(data, on=card)
        assert press.answer is not None, data
    assert await acts_of(office) == before


async def test_lists_and_searches_find_what_is_there(office: Town, anna: Person) -> None:
    await sends(office.citizen("Ben"), "自来水停了")
    await assigned(office)
    say = office.clerk.says
    await say("/open")
    assert office.clerk.last.text.startswith("办理中的来信：2 封")
    await say("/open roads")
    assert office.clerk.last.text.startswith("办理中的来信：1 封")
    await say("/open moon")
    assert office.clerk.last.text.startswith("没有这个单位")
    await say("/find 自来水")
    assert "SZ-2026-000002" in office.clerk.last.text
    await say("/find 100%_")
    assert office.clerk.last.text == "没有找到含「100%_」的来信。"
    await say("/find")
    assert office.clerk.last.text.startswith("请写明要找什么")
    await office.until(office.world.clock.now() + timedelta(days=10))
    await say("/overdue")
    assert office.clerk.last.text.startswith("超期的来信：2 封")
    await office.people.zhao.says("/mine")
    assert office.people.zhao.last.text.startswith("本单位办理中的来信：1 封")
    await office.people.zhao.says("/due@mayors_mailbox_bot")
    assert office.people.zhao.last.text.startswith("本单位的来信，按期限：1 封")


async def test_the_whole_history_is_told_with_who_when_and_what(office: Town, anna: Person) -> None:
    await assigned(office)
    await acts(office, c.WriteNote(text_part("先问供电局")), ROADS)
    await office.clerk.says("/letter sz-2026-000001")
    story = next(t for t in reversed(office.office.texts()) if "全程" in t)
    assert story.startswith("SZ-2026-000001 全程\n2026-03-02 10:0")
    for said in ("来信 — Anna <b>&", "建设路的路灯坏了", "受理并转办", "先问供电局"):
        assert said in story
    await office.clerk.says("/letter SZ-2026-000404")
    assert office.clerk.last.text == "没有这封信，或者它不归您查看。"


async def test_attachments_are_opened_with_the_number(office: Town, anna: Person) -> None:
    ben = office.citizen("Ben")
    await ben.sends_album(3, caption="三张")
    await ben.sends_document("证明.pdf", b"%PDF", "证明")
    await ben.presses("提交")
    before = len(office.office.texts())
    await office.clerk.presses("附件")
    after = office.office.texts()[before:]
    assert after[0] == "📎 SZ-2026-000002\n三张"
    assert after[-1] == "📎 SZ-2026-000002\n证明"
    assert len(after) == 4


async def test_staff_join_by_a_link_good_once_for_72_hours_and_revocable(office: Town) -> None:
    await office.clerk.says("/invite roads")
    link = next(w for w in office.clerk.last.text.split() if w.startswith("https://"))
    payload = link.partition("start=")[2]
    new, other = office.citizen("新同事"), office.citizen("别人")
    await new.starts(payload)
    assert any("您已登记为市政道路处的经办人" in text for text in new.sees())
    await other.starts(payload)
    assert other.sees()[-1] == "这个邀请已用过、已过期或已撤销，请重新要一个。"
    late = await staffing.invite(office.app.room, CLERK_ACTS, Role.OFFICER, "roads")
    await office.passes(timedelta(hours=72, minutes=1))
    await other.starts(f"join-{late}")
    assert other.sees()[-1].startswith("这个邀请已用过")
    await office.clerk.says("/invite water")
    revoked = office.clerk.last.text.partition("start=")[2].strip()
    await office.clerk.presses("撤销这个邀请")
    await other.starts(revoked)
    assert other.sees()[-1].startswith("这个邀请已用过")
    await office.clerk.says("/staff")
    assert "新同事" in office.clerk.last.text


async def test_invitations_are_the_offices_to_give(office: Town) -> None:
    await office.people.zhao.says("/invite roads")
    assert office.people.zhao.last.text == "这一步不由您来办。"
    with pytest.raises(NotAllowed, match="not-yours-to-do"):
        await staffing.invite(office.app.room, CLERK_ACTS, Role.CLERK, None)
    anna = office.citizen("Anna")
    await anna.says("/staff")
    assert anna.sees()[-1].startswith("您没有登记为工作人员")


async def test_the_report_is_the_offices_and_says_what_the_year_says(
    office: Town, anna: Person
) -> None:
    await assigned(office)
    await office.clerk.says("/report 2026")
    assert "共收到群众反映的各类问题1条,已经回复0条,回复率0.0%." in office.clerk.last.text
    await office.clerk.says("/report 2026-03-01 2026-03-31")
    assert "咨询" in office.clerk.last.text
    await office.clerk.says("/report nonsense")
    assert "nonsense" in office.clerk.last.text
    await office.people.zhao.says("/report")
    assert office.people.zhao.last.text == "这一步不由您来办。"


async def test_a_clerks_private_chat_serves_as_the_office(tmp_path: Path) -> None:
    async with town(tmp_path, town_config(tmp_path, chat_id=None)) as office:
        clerk = office.world.people[office.clerk.user_id]
        await clerk.starts()
        await sends(office.citizen("Anna"))
        await clerk.presses("受理转办")
        await clerk.presses("★")
        await clerk.presses("✅ 转办给")
        assert (await letter(office)).state is State.ASSIGNED
        await clerk.says("请尽快", reply_to=clerk.last)
        await clerk.presses("内部备注")
        assert (await acts_of(office))[-1] == "noted"


async def test_supervision_and_urging_reach_the_department(office: Town, anna: Person) -> None:
    await assigned(office)
    await office.clerk.presses("催办")
    await office.clerk.presses("直接催办")
    assert "催办 SZ-2026-000001" in office.roads.texts()[-1]
    assert await office.clerk.presses("督办") == "这一步不由您来办。"
    await office.chief.presses("督办")
    assert (await letter(office)).supervised_on == date(2026, 3, 2)
    assert "已列入督办" in office.roads.texts()[-1]


async def test_an_officer_of_two_departments_is_told_the_same_total_on_each_page(
    office: Town, anna: Person
) -> None:
    code = await staffing.invite(office.app.room, CLERK_ACTS, Role.OFFICER, "water")
    await staffing.accept(office.app.room, code, office.people.zhao.user_id)
    zhao = office.world.people[office.people.zhao.user_id]
    await zhao.starts()
    await assigned(office)
    for serial in range(2, 11):
        await sends(office.citizen(f"Ben {serial}"), f"水管破了 {serial}")
        lead, helper = ("water", "roads") if serial % 2 else ("roads", "water")
        number = f"SZ-2026-{serial:06d}"
        await acts(office, c.Assign(lead, (helper,) if serial % 3 else ()), CLERK_ACTS, number)
    await zhao.says("/mine")
    first = zhao.last.text.split("\n")
    await zhao.presses("下一页")
    second = zhao.last.text.split("\n")
    assert first[0] == second[0] == "本单位办理中的来信：10 封"
    assert (len(first), len(second)) == (9, 3)
    listed = [line[:80] for line in (*first[1:], *second[1:])]
    newest_first = [f"SZ-2026-{serial:06d}" for serial in range(10, 0, -1)]
    assert [n for n, line in zip(newest_first, listed, strict=True) if n in line] == newest_first


async def test_a_group_is_answered_in_the_offices_language_and_a_person_in_their_own(
    office: Town, anna: Person
) -> None:
    await assigned(office)
    await answered(office)
    clerk = office.clerk
    clerk.speaks("en")
    await clerk.says("/letter SZ-2026-009999")
    assert clerk.last.text == "没有这封信，或者它不归您查看。"
    press = await clerk.forges("l:approve:1:1:", on=clerk.last)
    assert press.answer is not None
    assert "已于" in press.answer.text
    private = office.world.people[clerk.user_id]
    await private.starts()
    await private.says("/letter SZ-2026-009999")
    assert private.last.text.startswith("There is no such letter")
