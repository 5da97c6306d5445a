"""Many reminders, late ones, the night, a deaf Telegram, a clock set back; and who saw them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from letters import commands as c
from letters.letter import text_part
from letters.people import Actor, Role
from mailroom.board import board
from simulator.faults import Trouble
from simulator.town import CHIEF, Town, town
from tests.handlers.talk import CLERK_ACTS, ROADS, acts, acts_of, letter, sends

# 2 March 2026 is a Monday; an inquiry is due on Monday the 9th; Shanghai is UTC+8


def shanghai(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """An instant of 2026 on the office's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


async def letters_with_roads(office: Town, count: int) -> None:
    """So many letters sent by as many citizens and given to the roads department."""
    for serial in range(1, count + 1):
        await sends(office.citizen(f"C{serial}"), f"第{serial}盏路灯坏了")
        await acts(office, c.Assign("roads"), CLERK_ACTS, f"SZ-2026-{serial:06d}")


def told(texts: list[str]) -> list[str]:
    """The reminders and digests among a chat's messages, by their first line."""
    marks = ("⏰", "🔴")
    return [text.split("\n")[0] for text in texts if text.startswith(marks)]


@pytest.mark.parametrize(("count", "messages"), [(5, 5), (6, 1)])
async def test_more_than_five_reminders_at_one_time_become_one_message(
    tmp_path: Path, count: int, messages: int
) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, count)
        await office.until(shanghai(5, 9))
        assert len(told(office.roads.texts())) == messages
        if messages == 1:
            digest = office.roads.texts()[-1].split("\n")
            assert digest[0] == "⏰ 到期提醒汇总：6 件"
            line = "SZ-2026-000001 · 还剩 2 个工作日，期限 03-09"
            assert digest[1] == line
            assert len(digest) == 7


async def test_after_a_week_of_silence_everything_for_a_reader_is_in_one_message(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 3)
        await office.until(shanghai(14, 23))  # Saturday night: nothing ran since Monday
        assert told(office.roads.texts()) == []
        await office.until(shanghai(16, 8, 50))
        assert told(office.roads.texts()) == []
        await office.until(shanghai(16, 9))
        assert told(office.roads.texts()) == ["⏰ 到期提醒汇总：3 件"]
        assert told(office.office.texts()) == ["⏰ 到期提醒汇总：3 件"]
        chief = [m.text for m in office.world.people[CHIEF].screen()]
        assert told(chief) == ["⏰ 到期提醒汇总：3 件"]
        assert "🔴SZ-2026-000001 · 已超期 5 个工作日" in office.roads.texts()[-1]
        await office.until(shanghai(16, 17))
        assert len(told(office.roads.texts())) == 1


async def test_one_press_says_that_a_digest_was_seen_for_all_its_letters(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 6)
        await office.until(shanghai(5, 9))
        assert await office.people.zhao.presses("已阅") == "已阅"
        for serial in (1, 6):
            assert (await acts_of(office, f"SZ-2026-{serial:06d}"))[-1] == "reminder_seen"
        assert [b.text for b in office.people.zhao.last.buttons] == [
            f"SZ-2026-{serial:06d}" for serial in range(1, 7)
        ]
        await office.people.zhao.presses("SZ-2026-000004")
        assert "第4盏路灯" in office.roads.texts()[-1]


async def test_a_single_reminder_is_seen_by_its_button(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 1)
        assert not any("已阅" in b for b in office.people.zhao.buttons())
        await office.until(shanghai(5, 9))
        await office.people.zhao.presses("已阅")
        assert (await acts_of(office))[-1] == "reminder_seen"
        assert not any("已阅" in b for b in office.people.zhao.buttons())


async def test_what_telegram_would_not_take_before_closing_waits_for_the_morning(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 2)
        office.world.set_clock(shanghai(5, 17, 29))
        office.world.faults.next(Trouble.SERVER_ERROR, None, lasting=timedelta(hours=1))
        await office.app.sweep()
        await office.app.pump.run()
        assert told(office.roads.texts()) == []
        await office.until(shanghai(5, 20))
        assert told(office.roads.texts()) == []
        await office.until(shanghai(6, 9))
        assert told(office.roads.texts()) == ["⏰ 到期提醒汇总：2 件"]


async def test_a_clock_set_back_sends_nothing_twice_and_loses_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 2)
        await office.until(shanghai(5, 9))
        assert len(told(office.roads.texts())) == 2
        office.world.set_clock(shanghai(4, 9))
        await office.sweep()
        await office.until(shanghai(5, 9, 1))
        assert len(told(office.roads.texts())) == 2
        await office.until(shanghai(6, 9))
        assert len(told(office.roads.texts())) == 4


async def test_the_weeks_notice_comes_once_on_its_first_working_day(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 2)

        def weekly() -> list[str]:
            return [text for text in office.office.texts() if text.startswith("📋")]

        for day in (3, 6, 8):
            await office.until(shanghai(day, 12))
        await office.until(shanghai(9, 8, 59))
        assert weekly() == []
        for hour in (9, 10, 12):
            await office.until(shanghai(9, hour))
        await office.until(shanghai(11, 9))
        assert len(weekly()) == 1
        lines = weekly()[0].split("\n")
        assert lines[0] == "📋 每周通报：2026年3月9日（周一）起的一周"
        assert "市政道路处：在办 2 · 本周到期 2 · 🟡 黄牌 2" in lines
        await office.until(shanghai(20, 12))  # the program slept through Monday the 16th
        assert len(weekly()) == 2
        assert "🔴 SZ-2026-000001 · 超期 9 个工作日 · 市政道路处" in weekly()[1].split("\n")


async def test_the_board_counts_what_is_open_due_overdue_and_waiting(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 3)
        await sends(office.citizen("Dora"))
        await acts(office, c.AskCitizen(text_part("哪里?")), ROADS, "SZ-2026-000002")
        await acts(office, c.Supervise(), Actor(Role.CHIEF, CHIEF), "SZ-2026-000001")
        await office.until(shanghai(10, 9))
        found = await board(office.app.room)
        roads = next(s for s in found.standings if s.department == "roads")
        assert (roads.open, roads.due, roads.overdue, roads.paused) == (3, 0, 2, 1)
        assert (roads.red, roads.supervised, roads.transfers) == (2, 1, 0)
        waiting = found.standings[0]
        assert (waiting.department, waiting.open, waiting.untriaged) == ("", 1, 1)
        await office.clerk.says("/board")
        shown = next(t for t in reversed(office.office.texts()) if t.startswith("📋 各单位"))
        assert "办公室待受理：1 件，其中 1 件已过受理期限，🔴 答复超期 1 件" in shown
        await office.people.sun.says("/board")
        assert "市政道路处" not in office.water.texts()[-1]
        assert "供水公司：在办 0 · 本周到期 0" in office.water.texts()[-1]


async def test_an_urging_with_a_note_reaches_the_department_and_stays_in_the_history(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        await letters_with_roads(office, 1)
        await office.clerk.presses("催办")
        await office.clerk.presses("写")
        await office.clerk.says("市民每天打电话来，请抓紧", reply_to=office.clerk.last)
        assert "催办附言\n市民每天打电话来，请抓紧" in office.roads.texts()[-1]
        await office.clerk.says("/letter SZ-2026-000001")
        assert any("催办 — 李科员\n市民每天打电话来" in text for text in office.office.texts())
        assert (await letter(office)).urged_on == date(2026, 3, 2)
