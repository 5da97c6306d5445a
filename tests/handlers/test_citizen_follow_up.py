"""After sending: every step reaches the citizen, and what they say finds its letter."""

from pathlib import Path

from letters import commands as c
from letters.letter import PartKind, PartRole, State, text_part
from letters.people import SYSTEM
from simulator.people import Person
from simulator.town import town
from tests.handlers.talk import (
    FIRST,
    ROADS,
    SECOND,
    acts,
    all_letters,
    answered,
    assigned,
    letter,
    parts,
    previews,
    seen,
    sends,
    texts,
)


def newest(person: Person, words: str) -> str:
    """The newest message on the screen that says this."""
    return next(message.text for message in person.newest() if words in message.text)


async def test_every_step_reaches_the_citizen_as_a_message_that_bears_the_number(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await assigned(office)
        assert FIRST in newest(anna, "市政道路处")
        await acts(office, c.AskCitizen(text_part("在哪条路？")))
        assert FIRST in newest(anna, "在哪条路？")
        await anna.says("人民路", reply_to=anna.last)
        assert FIRST in anna.last.text
        await acts(office, c.RequestExtension(5, text_part("要等零件")), ROADS)
        assert not seen(anna, "要等零件")
        await acts(office, c.GrantExtension())
        extended = newest(anna, "要等零件")
        assert FIRST in extended
        assert "2026年3月16日" in extended
        await answered(office, "已经换好了")
        answer = newest(anna, "已经换好了")
        assert FIRST in answer
        assert "市政道路处" in answer


async def test_a_refusal_reaches_the_citizen_with_reason_and_advice(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await acts(office, c.Refuse(text_part("不属本市"), text_part("请拨打12345")))
        for words in (FIRST, "不属本市", "请拨打12345"):
            assert words in anna.last.text


async def test_a_merged_letter_says_into_which_and_gets_the_answer_too(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna, ben = office.citizen("Anna"), office.citizen("Ben")
        await sends(anna)
        await sends(ben)
        into = await letter(office)
        await acts(office, c.Merge(into.id), number=SECOND)
        assert SECOND in ben.last.text
        await answered(office, "已修好")
        assert SECOND in newest(ben, "已修好")
        assert FIRST in newest(anna, "已修好")


async def test_a_reply_to_any_message_of_a_letter_adds_to_that_letter(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        receipt = anna.last
        await sends_another(anna, "停水了")
        await anna.says("人民路的灯", reply_to=receipt)
        assert await texts(office, FIRST, PartRole.ADDITION) == ["人民路的灯"]
        assert await texts(office, SECOND, PartRole.ADDITION) == []
        assert f"已补充到 {FIRST}" in anna.last.text


async def sends_another(person: Person, words: str) -> None:
    """Somebody who has a letter already writes another."""
    await person.says("/new")
    await sends(person, words)


async def test_a_reply_to_ones_own_message_finds_the_letter_it_became(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        said = await anna.says("路灯坏了")
        await anna.presses("提交")
        await sends_another(anna, "停水了")
        await anna.sends_photo("就是这盏", reply_to=said)
        added = await parts(office, FIRST, PartRole.ADDITION)
        assert [(k.part.kind, k.part.text) for k in added] == [(PartKind.PHOTO, "就是这盏")]


async def test_a_reply_to_an_addition_finds_the_letter_again(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        added = await anna.says("人民路", reply_to=anna.last)
        await anna.says("5号", reply_to=added)
        assert await texts(office, FIRST, PartRole.ADDITION) == ["人民路", "5号"]


async def test_the_add_button_takes_what_follows_until_it_is_done(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.presses("补充")
        assert FIRST in anna.last.text
        await anna.says("人民路")
        await anna.sends_album(2, "看")
        await anna.presses("写完了")
        added = await parts(office, FIRST, PartRole.ADDITION)
        assert [k.part.kind for k in added] == [PartKind.TEXT, PartKind.PHOTO, PartKind.PHOTO]
        await anna.says("另外一件事")
        assert len(await parts(office, FIRST, PartRole.ADDITION)) == 3
        assert "新信" in anna.last.text


async def test_a_stray_message_is_asked_where_it_belongs_and_can_be_a_new_letter(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        await anna.says("停水了")
        await anna.says("已经两天")
        assert f"➕ 补充到 {FIRST} 路灯坏了" in anna.buttons()
        await anna.presses("新的信")
        assert "停水了\n已经两天" in anna.last.text
        await anna.presses("提交")
        assert await texts(office, SECOND) == ["停水了", "已经两天"]
        assert await texts(office, FIRST) == ["路灯坏了"]


async def test_a_stray_message_can_go_to_the_earlier_letter_whole(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        await anna.says("在人民路")
        await anna.sends_photo("看")
        await anna.presses(f"补充到 {FIRST}")
        assert await texts(office, FIRST, PartRole.ADDITION) == ["在人民路", "看"]
        assert previews(anna) == 0
        assert len(await all_letters(office, anna)) == 1


async def test_a_stray_message_that_was_neither_can_be_taken_back_up(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna, "路灯坏了")
        await anna.says("停水了")
        await anna.presses("都不是")
        assert "没有当作来信" in anna.last.text
        await anna.presses("恢复")
        await anna.presses("提交")
        assert await texts(office, SECOND) == ["停水了"]


async def test_the_answer_to_a_question_ends_the_pause_and_moves_the_date(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await assigned(office)
        await acts(office, c.AskCitizen(text_part("在哪条路？")), ROADS)
        assert (await letter(office)).paused_on is not None
        await office.until(office.world.clock.now().replace(day=4))  # two working days later
        await anna.says("人民路")
        assert f"💬 回答 {FIRST} 路灯坏了" in anna.buttons()
        await anna.presses("回答")
        now = await letter(office)
        assert now.paused_on is None
        assert "2026年3月11日" in newest(anna, "补充已收到")
        assert f"{now.reply_due_on:%Y-%m-%d}" == "2026-03-11"


async def test_a_citizen_who_never_answers_is_told_that_handling_goes_on(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await acts(office, c.AskCitizen(text_part("在哪条路？")))
        await acts(office, c.Resume(), SYSTEM)
        assert FIRST in anna.last.text
        assert "随时仍可补充" in anna.last.text


async def test_thank_you_after_the_answer_reopens_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        before = await letter(office)
        await anna.says("谢谢！")
        assert f"{FIRST} 已经答复" in anna.last.text
        await anna.says("非常感谢", reply_to=next(m for m in anna.screen() if "已修好" in m.text))
        assert await letter(office) == before
        assert await texts(office, FIRST, PartRole.ADDITION) == []
        await anna.presses("都不是")
        assert len(await all_letters(office, anna)) == 1


async def test_an_edit_of_a_sent_letter_is_kept_beside_the_first_version(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        said = await anna.says("人民路5号")
        await anna.presses("提交")
        await anna.edits(said, "人民路15号")
        await anna.edits(said, "人民路25号")
        kept = await parts(office)
        assert [(k.version, k.part.text) for k in kept] == [
            (1, "人民路5号"),
            (2, "人民路15号"),
            (3, "人民路25号"),
        ]
        assert f"{FIRST}：修改已收到" in anna.last.text
        await anna.says("/letter 1")
        assert "人民路25号" in anna.last.text  # the citizen reads their letter as it now is
        assert any("来信人修改了" in text for text in office.office.texts())


async def test_an_edit_after_the_answer_is_too_late_and_the_citizen_is_told(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        said = await anna.says("人民路5号")
        await anna.presses("提交")
        await answered(office)
        await anna.edits(said, "人民路15号")
        assert f"{FIRST} 已经办结" in anna.last.text
        assert await texts(office, role=PartRole.LETTER) == ["人民路5号"]


async def test_withdrawing_is_confirmed_first_and_then_done(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.presses("撤回")
        await anna.presses("不撤回")
        assert (await letter(office)).state is State.RECEIVED
        await anna.presses("撤回")
        await anna.presses("是，撤回")
        assert (await letter(office)).state is State.WITHDRAWN
        assert f"{FIRST} 已按您的要求撤回" in anna.last.text
        assert anna.buttons(anna.last) == []


async def test_a_letter_answered_meanwhile_is_not_withdrawn(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await anna.presses("撤回")
        await answered(office)
        told = await anna.presses("是，撤回")
        assert told is not None
        assert FIRST in told
        assert (await letter(office)).state is State.ANSWERED
