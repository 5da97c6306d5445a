"""An office with 150 departments: staff are listed, invited and dismissed, a page at a time."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Config
from letters.people import SYSTEM, Role
from mailroom import staffing
from simulator.people import Person
from simulator.town import Town, town, town_config
from storage.people import seen

MORE = 147
NAMES = tuple(f"第{n}街道办事处及其下属各科室" for n in range(MORE))


def large(folder: Path) -> Config:
    """The sample office with 150 departments."""
    found = town_config(folder)
    more = [
        found.department[0].model_copy(update={"code": f"d{n}", "name": name, "chat_id": None})
        for n, name in enumerate(NAMES)
    ]
    return found.model_copy(update={"department": [*found.department, *more]})


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The large office at work."""
    async with town(tmp_path, large(tmp_path)) as found:
        yield found


async def pages(person: Person) -> list[list[str]]:
    """The labels of every page of the newest menu, turned page by page; the last stays open."""
    found = [[b.text for b in person.last.buttons]]
    while "下一页 ›" in found[-1]:
        await person.presses("下一页 ›")
        found.append([b.text for b in person.last.buttons])
    return found


async def test_whoever_invites_finds_every_department(office: Town) -> None:
    await office.clerk.says("/invite")
    messages = len(office.clerk.screen())
    found = await pages(office.clerk)
    named = [label for page in found for label in page if not label.startswith(("‹", "下一页"))]
    assert named == ["市政道路处", "供水公司", "园林绿化局", *NAMES]
    assert len(office.clerk.screen()) == messages  # each page in the place of the one before
    await office.clerk.presses("‹ 上一页")
    await office.clerk.presses(found[-2][3])
    assert found[-2][3] in office.clerk.last.text
    assert "start=join-" in office.clerk.last.text


async def test_a_chief_pages_through_all_staff_to_dismiss_somebody(office: Town) -> None:
    room = office.app.room
    for n in range(MORE):
        async with room.database.transaction() as transaction:
            await seen(transaction, 200_000 + n, f"王{n}科员", None, "zh-hans", room.now())
        code = await staffing.invite(room, SYSTEM, Role.OFFICER, f"d{n}")
        await staffing.accept(room, code, 200_000 + n)
    before = len(office.chief.screen())
    await office.chief.says("/staff")
    said = "\n".join(message.text for message in office.chief.screen()[before:])
    assert [n for n in range(MORE) if f"王{n}科员" not in said] == []
    found = await pages(office.chief)
    assert sum("王" in label for page in found for label in page) == MORE
    await office.chief.presses("王146科员")
    await office.chief.presses("确认", office.chief.last)
    assert 200_146 not in {member.person for member in await staffing.roll(room)}
