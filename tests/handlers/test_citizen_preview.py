"""Writing a letter: from the first word to the receipt, and whatever comes between."""

from pathlib import Path

from bot.config_tables import MailboxTable
from letters.letter import Kind
from simulator.town import town, town_config
from tests.handlers.talk import (
    FIRST,
    all_letters,
    letter,
    previews,
    sends,
    texts,
)

SECRETARY = MailboxTable(code="secretary", title="书记信箱", prefix="SJ")


async def test_a_text_and_one_press_make_an_inquiry_to_the_first_mailbox(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        toast = await anna.presses("提交")
        sent = await letter(office)
        assert (sent.mailbox, sent.kind, sent.may_publish) == ("mayor", Kind.INQUIRY, False)
        assert await texts(office) == ["路灯坏了"]
        assert toast is not None
        assert FIRST in toast


async def test_the_receipt_bears_number_query_code_and_the_promised_date(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await sends(anna)
        sent = await letter(office)
        receipt = anna.last.text
        for words in (FIRST, "查询码", sent.query_code, "2026年3月9日"):
            assert words in receipt
        assert "暂定" not in receipt


async def test_a_date_beyond_the_known_holidays_is_called_provisional(tmp_path: Path) -> None:
    config = town_config(tmp_path)
    far = config.mailbox[0].model_copy(update={"limits": {Kind.INQUIRY: 250}})
    config = config.model_copy(update={"mailbox": [far]})
    async with town(tmp_path, config) as office:
        anna, ben = office.citizen("Anna"), office.citizen("Ben", "en")
        await sends(anna)
        assert "暂定" in anna.last.text
        await ben.says("A lamp is broken")
        await ben.presses("Submit")
        assert "provisional" in ben.last.text


async def test_start_greets_and_says_how_to_begin(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.starts()
        assert "提交" in anna.last.text
        assert "市长信箱办公室" in anna.last.text


async def test_kind_and_consent_are_chosen_in_the_preview_itself(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        shown = anna.last
        await anna.presses("类别")
        assert "✓ 咨询" in anna.buttons()
        await anna.presses("返回")
        await anna.presses("类别")
        await anna.presses("投诉")
        explained = await anna.presses("不公开")
        assert explained is not None
        assert "隐去" in explained
        assert anna.last is shown
        assert "投诉" in shown.text
        assert "答复可以公开" in shown.text
        await anna.presses("可以公开")
        assert "答复可以公开" not in shown.text
        await anna.presses("不公开")
        await anna.presses("提交")
        sent = await letter(office)
        assert (sent.kind, sent.may_publish) == (Kind.COMPLAINT, True)


async def test_where_there_are_two_mailboxes_the_preview_lets_choose(tmp_path: Path) -> None:
    config = town_config(tmp_path)
    both = config.model_copy(update={"mailbox": [*config.mailbox, SECRETARY]})
    async with town(tmp_path, both) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        assert "✓ 市长信箱" in anna.buttons()
        await anna.presses("书记信箱")
        assert "寄往：书记信箱" in anna.last.text
        await anna.presses("提交")
        assert (await letter(office, "SJ-2026-000001")).mailbox == "secretary"


async def test_one_mailbox_needs_no_choosing(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        assert not any("市长信箱" in label for label in anna.buttons())


async def test_a_discarded_letter_comes_back_at_one_press(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        await anna.presses("不写了")
        assert previews(anna) == 0
        await anna.presses("恢复")
        await anna.presses("提交")
        assert await texts(office) == ["路灯坏了"]


async def test_a_discarded_letter_does_not_mix_with_one_begun_since(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        await anna.presses("不写了")
        await anna.says("停水了")
        told = await anna.presses("恢复")
        assert told is not None
        assert "另一封信" in told
        await anna.presses("提交")
        assert await texts(office) == ["停水了"]


async def test_several_messages_make_one_letter_with_one_preview(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("路灯坏了")
        await anna.says("就在人民路")
        await anna.says("已经三天了")
        assert previews(anna) == 1
        assert "路灯坏了\n就在人民路\n已经三天了" in anna.last.text
        await anna.presses("提交")
        assert await texts(office) == ["路灯坏了", "就在人民路", "已经三天了"]


async def test_five_quick_first_messages_make_one_letter_and_nobody_is_locked_out(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        office.world.on_act = None
        anna = office.citizen("Anna")
        said = [f"第{number}句" for number in range(5)]
        for words in said:
            await anna.says(words)
        await office.settle()
        office.world.on_act = office.settle
        assert previews(anna) == 1
        await anna.presses("提交")
        assert await texts(office) == said
        assert len(await all_letters(office, anna)) == 1


async def test_an_edit_before_sending_changes_the_preview_in_place(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        said = await anna.says("路灯坏乐")
        shown = anna.last
        await anna.edits(said, "路灯坏了")
        assert anna.last is shown
        assert "路灯坏了" in shown.text
        assert "路灯坏乐" not in shown.text
        await anna.presses("提交")
        assert await texts(office) == ["路灯坏了"]


async def test_the_edit_of_a_caption_before_sending_counts(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        photo = await anna.sends_photo("这里")
        await anna.edits(photo, "人民路5号")
        assert "人民路5号" in anna.last.text
        await anna.presses("提交")
        assert await texts(office) == ["人民路5号"]


async def test_a_forwarded_message_is_written_down_like_any_other(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna, ben = office.citizen("Anna"), office.citizen("Ben")
        said = await ben.says("小区停水了")
        await anna.forwards(said)
        await anna.presses("提交")
        assert await texts(office) == ["小区停水了"]


async def test_a_long_letter_is_shown_whole_and_its_choices_stay_in_reach(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        await anna.says("一" * 4096)
        await anna.says("二" * 4096)
        assert previews(anna) == 1
        await anna.presses("类别")
        await anna.presses("求助")
        assert "求助" in anna.last.text
        await anna.presses("提交")
        assert await texts(office) == ["一" * 4096, "二" * 4096]
        assert (await letter(office)).kind is Kind.HELP
