"""How the program is, and what the office is told of it once a day."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import health as port
from bot.config_tables import Backup
from letters.notices_to_staff import CalendarEnds
from mailroom import health
from mailroom.health import Disk, raise_alarms
from mailroom.queueing import queue_to_office
from simulator.town import Town, town, town_config
from storage.backups import BadBackupError
from tests.handlers.talk import sends

ROOMY = Disk(10**11, 10**12)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office, its sweep run once."""
    async with town(tmp_path) as found:
        await found.app.sweep()
        yield found


def alarms(office: Town) -> list[str]:
    """What the office's group was told with a warning sign."""
    return [text for text in office.office.texts() if text.startswith("⚠️")]


async def watch(office: Town, disk: Disk = ROOMY) -> None:
    await raise_alarms(office.app.room, office.app.vitals, disk)
    await office.settle()


async def test_nothing_is_said_while_all_is_well(office: Town) -> None:
    await sends(office.citizen("Anna"))
    await watch(office)
    assert alarms(office) == []
    assert health.faults(await health.look(office.app.room), office.app.room.now()) == []


async def test_a_disk_nearly_full_is_told_once_a_day_until_there_is_room(office: Town) -> None:
    for _ in range(3):
        await watch(office, Disk(400_000_000, 10**12))
    assert alarms(office) == ["⚠️ 服务器磁盘只剩 400 MB。磁盘一满，新的来信就收不下了，请尽快清理。"]
    await office.passes(timedelta(days=1))
    await watch(office, Disk(300_000_000, 10**12))
    await office.passes(timedelta(days=1))
    await watch(office)
    assert len([text for text in alarms(office) if "磁盘" in text]) == 2


async def test_what_lasts_is_told_again_when_the_office_opens_and_never_at_midnight(
    office: Town,
) -> None:
    at = []
    for _ in range(48):
        said = len(alarms(office))
        await watch(office, Disk(400_000_000, 10**12))
        now = office.app.room.now().astimezone(office.app.room.office.timezone)
        at += [f"{now:%d %H}"] * (len(alarms(office)) - said)
        office.world.clock.move(timedelta(hours=1))
        await office.app.sweep()
    assert at == ["02 10", "02 11", "03 09", "03 09", "04 09", "04 09"]  # disk, then standstill


async def test_a_small_disk_is_judged_by_bytes_and_a_large_one_by_its_share() -> None:
    assert not Disk(600_000_000, 10**9).is_nearly_full
    assert Disk(10**9, 10**11).is_nearly_full


async def test_messages_that_cannot_go_are_told_of_after_ten_minutes(office: Town) -> None:
    room = office.app.room
    async with room.database.transaction() as transaction:
        await queue_to_office(transaction, room, CalendarEnds(date(2026, 12, 31)), "waits")
    wrong = []
    for _ in range(11):
        office.world.clock.move(timedelta(minutes=1))
        await office.app.sweep()
        wrong.append(health.faults(await health.look(room), room.now()))
    assert wrong == [[]] * 10 + [["outbox-stuck"]]
    await watch(office)  # the line is quiet again: what waited goes, and the alarm after it
    told = [text.split("，")[0] for text in alarms(office)]
    assert told == ["⚠️ 工作日历只确定到 2026年12月31日（周四）", "⚠️ 有 1 条消息还没发出"]
    assert (await health.look(room)).waiting == 0


async def test_a_program_that_stood_still_says_from_when_to_when(office: Town) -> None:
    office.world.clock.move(timedelta(hours=2))
    await office.app.sweep()
    await watch(office)
    assert alarms(office) == [
        "⚠️ 从 03-02 10:00 到 03-02 12:00，机器人没有检查期限，其间没有发提醒；恢复后会补发。"
        "如果不是有意停的，请管理员看看日志。"
    ]
    await office.app.sweep()
    await watch(office)
    assert len(alarms(office)) == 1


async def test_a_sweep_that_keeps_failing_is_told_of_while_it_does(office: Town) -> None:
    office.world.clock.move(timedelta(minutes=5))
    await watch(office)
    assert alarms(office) == []
    office.world.clock.move(timedelta(minutes=1))
    await watch(office)
    told = [text.partition("，")[0] for text in alarms(office)]
    assert told == ["⚠️ 从 03-02 10:00 到 03-02 10:06"]


async def test_a_calendar_that_ends_soon_is_told_of(office: Town) -> None:
    certain = office.app.room.office.calendar.certain_until
    assert certain > date(2026, 3, 2)
    await office.passes(timedelta(days=(certain - date(2026, 3, 2)).days - 59))
    await watch(office)
    assert any("工作日历只确定到" in text for text in alarms(office))


async def test_backups_that_fail_are_told_of_and_those_that_succeed_are_seen(
    tmp_path: Path,
) -> None:
    config = town_config(tmp_path)
    file = tmp_path / "no-folder"
    file.write_text("")
    config = config.model_copy(update={"backup": Backup(folder=str(file))})
    async with town(tmp_path, config) as office:
        with pytest.raises(BadBackupError):
            await office.app.back_up()
        await watch(office)
        assert [text.partition("。")[0] for text in alarms(office)] == [
            "⚠️ 从 2026年3月2日（周一） 起没有新的备份"
        ]
        file.unlink()
        await office.app.back_up()
        assert office.app.vitals.backed_up_at == office.app.room.now()
        assert not office.app.vitals.backup_failed
        assert len(list(file.glob("mailbox-*.zip"))) == 1
        written = office.app.vitals.backed_up_at
    async with town(tmp_path, config) as office:
        assert office.app.vitals.backed_up_at == written
        for hours, told in ((48, 0), (12, 0), (11, 1)):  # not in the night
            await office.passes(timedelta(hours=hours))
            await watch(office)
            assert len([text for text in alarms(office) if "没有新的备份" in text]) == told


async def test_a_monitor_reads_numbers_and_learns_of_nobody(office: Town) -> None:
    await sends(office.citizen("Anna"), "我的电话是 13800138000")
    async with TestClient(TestServer(port.application(office.app))) as client:
        well = await client.get("/healthz")
        assert (well.status, await well.json()) == (200, {"ok": True, "faults": []})
        text = await (await client.get("/metrics")).text()
        lines = dict(line.split() for line in text.splitlines() if not line.startswith("#"))
        assert float(lines["mailbox_letters_open"]) == 1
        assert float(lines["mailbox_updates_total"]) > 0
        assert "mailbox_last_sweep_at_seconds" in lines
        assert not {"Anna", "13800138000"} & set(text.split())
        office.world.clock.move(timedelta(minutes=20))
        ill = await client.get("/healthz")
        assert (ill.status, (await ill.json())["faults"]) == (503, ["sweep-missed"])
