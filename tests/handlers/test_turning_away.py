"""Too much, too large, the same again, or somebody banned: said aloud, and nothing kept is lost."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config_tables import LimitsTable
from simulator.people import Person
from simulator.town import Town, town, town_config
from tests.handlers.talk import all_letters, answered, assigned, parts, previews, seen, sends
from tests.storage.test_verify import verified


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with small limits."""
    small = LimitsTable(letters_a_day=2, messages_an_hour=6, files_a_letter=1, megabytes=1)
    config = town_config(tmp_path).model_copy(update={"limits": small})
    async with town(tmp_path, config) as found:
        yield found


@pytest.fixture
def anna(office: Town) -> Person:
    """A citizen."""
    return office.citizen("Anna")


async def test_a_third_letter_on_a_day_waits_for_tomorrow(office: Town, anna: Person) -> None:
    for words in ("路灯坏了", "停水了", "树倒了"):
        await anna.says("/new")
        await sends(anna, words)
    assert len(await all_letters(office, anna)) == 2
    await office.passes(timedelta(days=1))
    await anna.presses("提交")
    assert len(await all_letters(office, anna)) == 3
    assert (await verified(office.app.room.database)).faults == {}


async def test_messages_over_the_limit_are_refused_once_aloud_and_taken_an_hour_later(
    office: Town, anna: Person
) -> None:
    for number in range(9):
        await anna.says(f"第{number}句")
    told = [text for text in anna.sees() if "到了上限" in text]
    assert told == [
        "您一小时内已发送 6 条消息，到了上限。这条没有收下，请过一小时再发；之前的都已收下。"
    ]
    await office.passes(timedelta(minutes=61))
    await anna.says("第九句")
    await anna.presses("提交")
    assert [k.part.text for k in await parts(office)] == [
        *(f"第{number}句" for number in range(6)),
        "第九句",
    ]


async def test_the_same_letter_again_is_pointed_to_the_first(office: Town, anna: Person) -> None:
    await sends(anna, "路灯坏了")
    await anna.says("/new")
    await anna.says("路灯坏了 ")
    toast = await anna.presses("提交")
    assert toast is not None
    assert "同样的来信：SZ-2026-000001" in toast
    assert previews(anna) == 1
    ben = office.citizen("Ben")
    await sends(ben, "路灯坏了")
    assert len(await all_letters(office, ben)) == 1


async def test_what_was_answered_may_be_written_again(office: Town, anna: Person) -> None:
    await sends(anna, "路灯坏了")
    await answered(office)
    await anna.says("/new")
    await sends(anna, "路灯坏了")
    assert len(await all_letters(office, anna)) == 2


async def test_files_too_large_or_too_many_are_refused_and_the_letter_goes_on(
    office: Town, anna: Person
) -> None:
    await anna.says("看图")
    await anna.sends_document("large.pdf", data=b"x" * 1_100_000)
    assert seen(anna, "文件太大，没有收下：最大 1 MB。")
    await anna.sends_document("small.pdf", data=b"x" * 1000)
    await anna.sends_document("more.pdf", data=b"x" * 1000)
    assert seen(anna, "一封来信最多附 1 个文件，这个没有收下。")
    await anna.presses("提交")
    assert [k.part.file_name for k in await parts(office) if k.part.file] == ["small.pdf"]


async def test_a_banned_citizen_is_told_why_and_until_when_and_old_letters_go_on(
    office: Town, anna: Person
) -> None:
    await sends(anna, "广告")
    await assigned(office)
    await office.clerk.says("/ban SZ-2026-000001 7 反复发送<广告>")
    assert "到 2026年3月8日（周日） 为止" in office.clerk.last.text
    before = len(await parts(office))
    await anna.says("还是广告")
    await anna.says("又是广告")
    told = [text for text in anna.sees() if "暂停接收您的消息" in text]
    assert len(told) == 1
    assert "原因：反复发送<广告>。" in told[0]
    assert len(await parts(office)) == before
    await answered(office)
    assert seen(anna, "已修好")
    await office.clerk.says("/unban SZ-2026-000001")
    await anna.says("这次是路灯")
    assert "✉️ 新的信" in anna.buttons()


async def test_edits_count_as_messages_do_and_a_banned_citizens_are_not_taken(
    office: Town, anna: Person
) -> None:
    written = await anna.says("路灯坏了")
    await anna.presses("提交")
    for number in range(9):
        await anna.edits(written, f"路灯坏了{number}")
    assert [k.part.text for k in await parts(office)] == [
        "路灯坏了",
        *(f"路灯坏了{number}" for number in range(5)),
    ]
    assert len([text for text in anna.sees() if "到了上限" in text]) == 1
    await office.passes(timedelta(minutes=61))
    await office.clerk.says("/ban SZ-2026-000001 7 广告")
    await anna.edits(written, "买我的东西")
    assert seen(anna, "暂停接收您的消息")
    assert "买我的东西" not in [k.part.text for k in await parts(office)]


async def test_what_is_corrected_before_sending_is_taken_however_much_was_said(
    office: Town, anna: Person
) -> None:
    first = await anna.says("路灯坏了")
    for number in range(6):
        await anna.says(f"还有{number}")
    await anna.edits(first, "中山路8号的路灯坏了")
    await anna.presses("提交")
    assert [k.part.text for k in await parts(office)] == [
        "中山路8号的路灯坏了",
        *(f"还有{number}" for number in range(5)),
    ]


async def test_a_ban_ends_by_itself(office: Town, anna: Person) -> None:
    await sends(anna, "广告")
    await office.clerk.says("/ban SZ-2026-000001 1 广告")
    await office.passes(timedelta(days=1))
    await anna.says("路灯坏了")
    assert "✉️ 新的信" in anna.buttons()


@pytest.mark.parametrize(
    "typed", ["/ban", "/ban SZ-2026-000001", "/ban SZ-2026-000001 x 广告", "/ban SZ-2026-000001 7"]
)
async def test_a_ban_needs_days_and_a_reason(office: Town, anna: Person, typed: str) -> None:
    await sends(anna)
    await office.clerk.says(typed)
    assert office.clerk.last.text.startswith("请这样写：/ban")


async def test_only_the_office_bans(office: Town, anna: Person) -> None:
    await sends(anna)
    for person in (anna, office.people.zhao):
        await person.says("/ban SZ-2026-000001 7 广告")
        assert "不由您来办" in person.last.text or "没有登记为工作人员" in person.last.text
    await anna.says("第二封")
    assert not seen(anna, "暂停接收")
