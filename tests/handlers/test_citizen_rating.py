"""After the answer: one rating, and after "dissatisfied" one second handling."""

from datetime import timedelta
from pathlib import Path

from letters.letter import PartRole, Rating, State
from simulator.town import town
from tests.handlers.talk import FIRST, acts_of, answered, letter, parts, seen, sends, texts


async def test_the_answer_asks_for_a_rating_and_takes_it_once(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        message, button = anna.find_button("基本满意", None)
        assert message is not None
        assert button.data is not None
        await anna.presses("基本满意")
        assert (await letter(office)).rating is Rating.FAIRLY
        assert "谢谢您的评价" in anna.last.text
        assert FIRST in anna.last.text
        assert anna.buttons(anna.last) == []
        again = await anna.forges(button.data.replace("fairly", "dissatisfied"), message)
        assert again.answer is not None
        assert "评价" in again.answer.text
        assert (await letter(office)).rating is Rating.FAIRLY
        assert (await acts_of(office)).count("rated") == 1


async def test_the_rating_closes_after_seven_days(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        await office.passes(timedelta(days=8))
        told = await anna.presses("满意")
        assert told
        assert (await letter(office)).rating is None


async def test_dissatisfied_offers_one_second_handling_and_the_reason_is_kept(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        assert "🔁 申请二次办理" not in anna.buttons()
        await anna.presses("不满意")
        await anna.presses("申请二次办理")
        assert FIRST in anna.last.text
        await anna.says("晚上还是黑的")
        again = await letter(office)
        assert (again.state, again.round) == (State.IN_PROGRESS, 2)
        assert await texts(office, FIRST, PartRole.REASON) == ["晚上还是黑的"]
        assert f"{FIRST} 将由 市政道路处 再办理一次" in anna.last.text
        await answered(office, "这次真的好了")
        assert seen(anna, "二次办理的答复")
        assert seen(anna, "这次真的好了")
        assert (await letter(office)).state is State.ANSWERED
        assert "🔁 申请二次办理" not in anna.buttons()


async def test_a_picture_can_be_the_reason_for_a_second_handling(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        await anna.presses("不满意")
        await anna.presses("申请二次办理")
        await anna.sends_photo("还是这样")
        kept = await parts(office, FIRST, PartRole.REASON)
        assert [k.part.text for k in kept] == ["还是这样"]
        assert (await letter(office)).round == 2


async def test_a_second_handling_is_not_to_be_had_without_dissatisfaction(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        await anna.presses("满意")
        now = await letter(office)
        await anna.forges(f"l:my-reopen:{now.id}:{now.revision}:", anna.last)
        assert f"{FIRST} 不能再申请二次办理" in anna.last.text
        await anna.says("还是不好")
        assert (await letter(office)).state is State.ANSWERED


async def test_cancelling_the_second_handling_leaves_the_answer_standing(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office)
        await anna.presses("不满意")
        await anna.presses("申请二次办理")
        await anna.says("/cancel")
        assert "不申请二次办理" in anna.last.text
        await anna.says("算了")
        assert (await letter(office)).state is State.ANSWERED


async def test_the_answer_can_be_read_again_from_the_list(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        await answered(office, "已换好新灯")
        await anna.says("/letters")
        await anna.presses(FIRST)
        assert "已答复" in anna.last.text
        await anna.presses("再看一遍答复")
        assert sum("已换好新灯" in text for text in anna.sees()) == 2


async def test_there_is_no_answer_to_read_before_there_is_one(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        told = await anna.forges("l:my-answer:1:0:", anna.last)
        assert told.answer is not None
        assert "还没有答复" in told.answer.text
