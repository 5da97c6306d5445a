"""Opening the program: what letters under way belong to must stay configured."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import schedule
from bot.app import opened
from bot.config import BadConfigError, Config, office_of, read
from letters import commands as c
from simulator.clock import Clock
from simulator.session import InProcess
from simulator.town import DEPARTMENTS, MORNING, TOKEN, town, town_config
from simulator.world import World
from tests.handlers.talk import CLERK_ACTS, acts, sends


def without(folder: Path, table: str, code: str) -> Config:
    """The sample configuration without one mailbox or department."""
    raw = town_config(folder).model_dump()
    raw["telegram"] = {"token": TOKEN}
    raw["mailbox"].append({"code": "spare", "title": "书记信箱", "prefix": "SJ"})
    raw[table] = [block for block in raw[table] if block["code"] != code]
    return read(raw)


@pytest.mark.parametrize(("table", "code"), [("mailbox", "mayor"), ("department", "roads")])
async def test_what_has_letters_under_way_may_not_be_taken_out(
    tmp_path: Path, table: str, code: str
) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        await acts(office, c.Assign("roads"), CLERK_ACTS)
    with pytest.raises(BadConfigError) as refused:
        async with town(tmp_path, without(tmp_path, table, code)):
            pass
    assert refused.value.reason == f"config-{table}-in-use"
    assert refused.value.facts == {"code": code, "letters": 1}


async def test_a_department_without_letters_may_be_taken_out(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        await acts(office, c.Assign("roads"), CLERK_ACTS)
    # the sample town's parks have an officer, who stays on the staff list without a department
    async with opened(
        without(tmp_path, "department", "parks"),
        office_of(without(tmp_path, "department", "parks")),
        lambda: MORNING,
        InProcess(World(Clock(MORNING))),
    ) as app:
        assert "parks" not in {d.code for d in app.room.office.departments}


async def test_an_office_that_speaks_english_is_spoken_to_in_english(tmp_path: Path) -> None:
    async with town(tmp_path, town_config(tmp_path, language="en")) as office:
        await sends(office.citizen("John", "en"), "The street light at the road is out")
        assert office.clerk.last.text.startswith("📨 New letter SZ-2026-000001")
        await office.clerk.presses("📤 Accept and assign")
        await office.clerk.presses("★")
        await office.clerk.presses("✅ Assign to")
        await office.people.zhao.presses("✍️ Sign for")
        await office.people.zhao.says("It is mended.", reply_to=office.people.zhao.last)
        await office.people.zhao.presses("✅ Submit as the answer")
        await office.clerk.presses("✅ Approve and send")
        john = next(p for p in office.world.people.values() if p.name == "John")
        assert "The answer to SZ-2026-000001" in john.sees()[-1]
        for command in ("/open", "/overdue", "/find light", "/staff", "/report", "/help"):
            await office.clerk.says(command)
            assert CHINESE.findall(without_names(office.clerk.last.text)) == [], command


CHINESE = re.compile("[\u4e00-\u9fff]+")
NAMES = ("市长信箱办公室", "李科员", *(name for d in DEPARTMENTS for name in (d[1], d[4])))


def without_names(text: str) -> str:
    """A text without the names people and departments have in any language."""
    for name in NAMES:
        text = text.replace(name, "")
    return text


async def test_a_clock_set_back_brings_the_sweeps_turns_near(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        scheduler = schedule.scheduler_for(office.app, watching=False)
        scheduler.start(paused=True)
        now = datetime.now(UTC)
        for job in scheduler.get_jobs():
            job.modify(next_run_time=job.trigger.get_next_fire_time(None, now))
        found = [schedule.keep_time(scheduler, now - timedelta(hours=n)) for n in (0, 1, 1)]
        scheduler.shutdown(wait=False)
    assert found == [False, True, False]


@pytest.mark.parametrize("paid", [True, False])
async def test_what_goes_beyond_thirty_a_second_passes_at_once_only_where_it_is_paid_for(
    tmp_path: Path, paid: bool
) -> None:
    config = town_config(tmp_path)
    telegram = config.telegram.model_copy(update={"a_second": 1000, "paid_broadcasts": paid})
    async with town(tmp_path, config.model_copy(update={"telegram": telegram})) as office:
        began = office.world.clock.now()
        people = [office.citizen(f"C{number}") for number in range(40)]
        for person in people:
            await person.starts()
        assert all(any("您好" in text for text in person.sees()) for person in people)
        assert (office.world.clock.now() == began) is paid
