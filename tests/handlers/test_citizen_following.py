"""After sending: every step reaches the citizen, and what they add, change or say is never lost."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from letters import commands as c
from letters.letter import PartRole, Rating, State, text_part
from letters.people import SYSTEM, Actor
from simulator.town import Town, town
from tests.handlers.acts import (
    CLERK_ACTS,
    ROADS_ACTS,
    answered,
    assigned,
    do,
    events,
    parts,
    sends,
    standing,
)

WORDS = text_part("请写明是哪一盏。")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office at work."""
    async with town(tmp_path) as found:
        yield found


async def additions(office: Town, letter: int = 1) -> list[str]:
    """What was added to a letter."""
    return [k.part.text for k in await parts(office, letter) if k.role is PartRole.ADDITION]


async def test_every_step_reaches_the_citizen_with_the_number(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    steps: list[tuple[c.Command, Actor, str]] = [
        (c.Assign("roads"), CLERK_ACTS, "已转交 市政道路处 办理"),
        (c.AskCitizen(WORDS), ROADS_ACTS, "需要请您补充"),
    ]
    for command, actor, said in steps:
        await do(office, command, actor)
        assert said in anna.sees()[-1]
        assert "SZ-2026-000001" in anna.sees()[-1]
    await anna.says("第三盏", reply_to=anna.last)
    assert "已补充到 SZ-2026-000001" in anna.sees()[-1]
    await do(office, c.RequestExtension(5, text_part("要等配件")), ROADS_ACTS)
    await do(office, c.GrantExtension(), CLERK_ACTS)
    assert anna.sees()[-1] == (
        "⏳ SZ-2026-000001 需要更多时间：原定 2026年3月9日(周一) 答复，"
        "现延至 2026年3月16日(周一)。理由：\n要等配件"
    )
    await do(office, c.Draft((text_part("修好了"),)), ROADS_ACTS)
    await do(office, c.Approve(), CLERK_ACTS)
    assert anna.sees()[-1] == (
        "💬 SZ-2026-000001 的答复（市政道路处）\n修好了\n\n您对这次办理满意吗？（7 天内可以评价）"
    )


async def test_a_refusal_tells_reason_and_advice(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await do(office, c.Refuse(text_part("不归本市管"), text_part("请找邻县")), CLERK_ACTS)
    assert anna.sees()[-1] == (
        "🚫 SZ-2026-000001 不予受理。理由：\n不归本市管\n\n建议您：\n请找邻县"
    )


async def test_a_merged_letter_gets_the_answer_of_the_other(office: Town) -> None:
    anna, ben = office.citizen("Anna"), office.citizen("Ben")
    await sends(anna)
    await sends(ben)
    await do(office, c.Merge(1, "SZ-2026-000001"), CLERK_ACTS, letter=2)
    assert "SZ-2026-000002 与 SZ-2026-000001 是同一件事" in ben.sees()[-1]
    await answered(office, words="两位都修好了")
    assert "SZ-2026-000002 的答复" in ben.sees()[-1]
    assert "两位都修好了" in ben.sees()[-1]


async def test_a_reply_to_any_message_of_a_letter_adds_to_it(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    receipt = anna.last
    await assigned(office)
    own = next(m for m in anna.screen() if m.text == "建设路的路灯坏了")
    await anna.says("补充一", reply_to=receipt)
    await anna.says("补充二", reply_to=anna.last)
    await anna.says("补充三", reply_to=own)
    assert await additions(office) == ["补充一", "补充二", "补充三"]
    assert "已补充到 SZ-2026-000001" in anna.sees()[-1]
    assert any("补充三" in text for text in office.roads.texts())


async def test_the_add_button_takes_what_comes_next_until_all_is_said(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await anna.presses("补充")
    await anna.says("还有一处")
    await anna.sends_photo("照片")
    await anna.presses("写完了")
    assert await additions(office) == ["还有一处", "照片"]
    await anna.says("今天天气很好")
    assert anna.sees()[-1] == "这是一封新信，还是补充之前的来信？"


async def test_a_stray_message_is_asked_about_and_goes_where_the_citizen_says(
    office: Town,
) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await anna.says("还有一处也坏了")
    await anna.sends_photo("看照片")
    assert anna.sees()[-1] == "这是一封新信，还是补充之前的来信？"
    await anna.presses("➕ 补充到 SZ-2026-000001")
    assert await additions(office) == ["还有一处也坏了", "看照片"]
    await anna.says("自来水也停了")
    await anna.presses("新的信")
    await anna.presses("提交")
    assert [k.part.text for k in await parts(office, 2)] == ["自来水也停了"]


async def test_the_answer_to_a_question_ends_the_pause_and_moves_the_date(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await assigned(office)
    await do(office, c.AskCitizen(WORDS), ROADS_ACTS)
    await office.passes(timedelta(days=2))
    await anna.says("是第三盏")
    assert anna.buttons()[0].startswith("💬 回答 SZ-2026-000001")
    await anna.presses("💬 回答 SZ-2026-000001")
    letter = await standing(office)
    assert (letter.paused_on, letter.reply_due_on) == (None, date(2026, 3, 11))
    assert "2026年3月11日" in anna.sees()[-1]


async def test_thank_you_after_the_answer_reopens_nothing(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await answered(office)
    await anna.says("谢谢！", reply_to=anna.last)
    assert (await standing(office)).state is State.ANSWERED
    assert "SZ-2026-000001 已经答复。" in anna.sees()[-1]
    assert await additions(office) == []
    await anna.presses("随便说说")
    await anna.says("😀")
    assert (await standing(office)).state is State.ANSWERED


async def test_an_edit_of_a_sent_letter_is_kept_beside_the_first_version(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    own = next(m for m in anna.screen() if m.text == "建设路的路灯坏了")
    await anna.edits(own, "胜利街的路灯坏了")
    kept = [(k.version, k.part.text) for k in await parts(office)]
    assert kept == [(1, "建设路的路灯坏了"), (2, "胜利街的路灯坏了")]
    assert "修改已收到" in anna.sees()[-1]
    assert any("来信人修改了 SZ-2026-000001" in text for text in office.office.texts())


async def test_an_edit_after_the_answer_is_told_to_be_too_late(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await answered(office)
    own = next(m for m in anna.screen() if m.text == "建设路的路灯坏了")
    await anna.edits(own, "胜利街的路灯坏了")
    assert "SZ-2026-000001 已经办结，修改没有收下" in anna.sees()[-1]
    assert len([k for k in await parts(office) if k.role is PartRole.LETTER]) == 1


async def test_withdrawing_asks_once_more(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await anna.presses("撤回")
    await anna.presses("不撤回")
    assert (await standing(office)).state is State.RECEIVED
    await anna.presses("撤回", on=next(m for m in anna.screen() if "来信已收到" in m.text))
    await anna.presses("是，撤回")
    assert (await standing(office)).state is State.WITHDRAWN
    assert "已按您的要求撤回" in anna.sees()[-1]
    assert any("来信人撤回了" in text for text in office.office.texts())


async def test_rating_once_and_one_second_handling_after_dissatisfied(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await answered(office)
    rating = anna.last
    satisfied = rating.buttons[0].data or ""
    await anna.presses("不满意")
    assert (await standing(office)).rating is Rating.DISSATISFIED
    press = await anna.forges(satisfied, on=rating)
    assert press.answer is not None
    assert "评价" in press.answer.text
    assert (await standing(office)).rating is Rating.DISSATISFIED
    await anna.presses("申请二次办理")
    await anna.says("只修了一盏")
    letter = await standing(office)
    assert (letter.state, letter.round) == (State.IN_PROGRESS, 2)
    assert "将由 市政道路处 再办理一次" in anna.sees()[-1]
    assert any("进入二次办理" in text for text in office.roads.texts())
    await do(office, c.Draft((text_part("全修好了"),)), ROADS_ACTS)
    await do(office, c.Approve(), CLERK_ACTS)
    assert "二次办理的答复" in anna.sees()[-1]
    assert "申请二次办理" not in str(anna.buttons())


async def test_letters_lists_ones_own_and_no_one_elses(office: Town) -> None:
    anna, ben = office.citizen("Anna"), office.citizen("Ben")
    await sends(anna)
    await sends(ben, "停水了")
    await anna.says("/letters")
    assert "SZ-2026-000001" in anna.sees()[-1]
    assert "SZ-2026-000002" not in anna.sees()[-1]
    bens = (await standing(office, 2)).query_code
    await anna.says(f"/letter {bens}")
    assert anna.sees()[-1].startswith("没有找到这封信")
    await anna.says("/letter SZ-2026-000002")
    assert anna.sees()[-1].startswith("没有找到这封信")


async def test_the_query_code_is_read_forgivingly(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    code = (await standing(office)).query_code
    typed = code.lower().replace("0", "o").replace("1", "l")
    await anna.says(f"/letter {typed[:5]} {typed[5:]}")
    assert anna.sees()[-1].startswith("SZ-2026-000001 · 市长信箱 · 咨询\n状态：待审查")


async def test_a_citizen_who_blocks_and_returns_gets_what_waited(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    await anna.blocks()
    await answered(office, words="修好了")
    assert (await standing(office)).undeliverable_on == date(2026, 3, 2)
    await anna.unblocks()
    await anna.starts()
    assert any("修好了" in text for text in anna.sees())


async def test_the_notice_of_a_moved_date_says_so(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    letter = await standing(office)
    await do(office, c.ChangeKind(letter.kind, urgent=True), CLERK_ACTS)
    assert anna.sees()[-1] == "📅 SZ-2026-000001 的答复日期现在是 2026年3月3日(周二)。"


async def test_nothing_a_citizen_presses_late_changes_a_concluded_letter(office: Town) -> None:
    anna = office.citizen("Anna")
    await sends(anna)
    receipt = anna.last
    withdraw = next(b.data for b in receipt.buttons if "撤回" in b.text)
    await answered(office)
    await do(office, c.Archive(), SYSTEM)
    before = await events(office)
    await anna.forges(withdraw or "", on=receipt)
    assert await events(office) == before
    assert "SZ-2026-000001 已经答复。" in anna.sees()[-1]
