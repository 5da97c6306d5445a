"""Buttons that earlier versions sent, which stand in chats for years: they do what they did."""

import zlib
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from letters import commands as c
from letters.letter import Kind, Rating, State
from simulator.people import Person
from simulator.town import DEPARTMENTS, Town, town
from tests.handlers.talk import (
    CLERK_ACTS,
    FIRST,
    SECOND,
    acts,
    acts_of,
    answered,
    assigned,
    letter,
    seen,
    sends,
)

ORDER = f"{zlib.crc32(' '.join(d[0] for d in DEPARTMENTS).encode()) & 0xFFFF:04x}"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with one letter."""
    async with town(tmp_path) as found:
        await sends(found.citizen("Anna"), "建设路的路灯坏了")
        yield found


async def press(office: Town, person: Person, do: str, what: str = "") -> str:
    """Presses an old button on the first letter as it now stands; returns what is shown for it."""
    found = await letter(office)
    made = await person.forges(f"l:{do}:{found.id}:{found.revision}:{what}", person.last)
    assert made.answer is not None
    return made.answer.text


async def test_a_lead_and_co_handlers_that_stand_in_the_buttons_are_assigned(office: Town) -> None:
    await press(office, office.clerk, "lead", "roads")
    await press(office, office.clerk, "co1", f"roads.0.{ORDER}")
    await press(office, office.clerk, "assign!", f"roads.6.{ORDER}")
    found = await letter(office)
    assert (found.lead, found.co_handlers) == ("roads", ("water", "parks"))
    await press(office, office.clerk, "lead", "water")
    await press(office, office.clerk, "assign!", f"water.0.{ORDER}")
    assert (await acts_of(office))[-1] == "reassigned"


async def test_departments_in_another_order_than_the_buttons_is_refused(office: Town) -> None:
    assert "已经过时" in await press(office, office.clerk, "assign!", "roads.6.0000")
    assert "已经过时" in await press(office, office.clerk, "co1", "roads.x.0000")
    assert (await letter(office)).state is State.RECEIVED


async def test_kinds_reports_urgency_and_refusals_go_on_from_old_menus(office: Town) -> None:
    await press(office, office.clerk, "kind!", "complaint")
    await press(office, office.clerk, "urgent")
    assert ((await letter(office)).kind, (await letter(office)).urgent) == (Kind.COMPLAINT, True)
    await press(office, office.clerk, "about", "parks")
    assert (await letter(office)).about == "parks"
    await press(office, office.clerk, "refuse!", "1")
    await press(office, office.clerk, "advice!", "3")
    await press(office, office.clerk, "refuse!!")
    assert (await letter(office)).state is State.REFUSED


async def test_a_department_acts_by_old_buttons(office: Town) -> None:
    await assigned(office)
    zhao = office.people.zhao
    await press(office, zhao, "sign")
    await press(office, zhao, "extend!", "5")
    await zhao.says("要等配件", reply_to=zhao.last)
    await press(office, office.clerk, "grant")
    assert (await letter(office)).reply_due_on == date(2026, 3, 16)
    await press(office, office.clerk, "urge!")
    await press(office, zhao, "return!", "1")
    assert (await acts_of(office))[-2:] == ["urged", "returned"]


async def test_letters_are_merged_by_old_buttons(office: Town) -> None:
    await sends(office.citizen("Ben"), "路灯")
    await press(office, office.clerk, "into", "2")
    await press(office, office.clerk, "merge!", "2")
    assert (await letter(office)).merged_into == (await letter(office, SECOND)).id


async def test_a_citizen_acts_by_old_buttons(office: Town) -> None:
    anna = office.world.people[(await letter(office)).citizen]
    await press(office, anna, "my-add")
    await anna.says("还有一盏")
    await press(office, anna, "my-done")
    await press(office, anna, "my-public")
    await answered(office)
    await press(office, anna, "my-private")
    await press(office, anna, "my-rate", Rating.DISSATISFIED)
    await press(office, anna, "my-reopen")
    await anna.says("没有修好")
    found = await letter(office)
    assert (found.round, found.may_publish) == (2, False)
    await press(office, anna, "my-withdraw")
    await press(office, anna, "my-withdraw-no")
    await press(office, anna, "my-withdraw-yes")
    assert (await letter(office)).state is State.WITHDRAWN
    await press(office, anna, "my-open")
    assert f"{FIRST}" in anna.last.text


async def test_a_co_handler_gives_an_opinion_by_its_button(office: Town) -> None:
    await acts(office, c.Assign("roads", ("water",)), CLERK_ACTS)
    sun = office.people.sun
    await sun.presses("🤝 协办意见")
    assert "写下对 SZ-2026-000001 的协办意见" in sun.last.text
    await sun.says("水管没问题", reply_to=sun.last)
    await sun.presses("作为协办意见提交")
    assert (await acts_of(office))[-1] == "contributed"
    assert seen(office.people.zhao, "水管没问题")


async def test_who_comes_second_to_an_assignment_is_told_who_was_first(office: Town) -> None:
    clerk, chief, card = office.clerk, office.chief, office.clerk.last
    await clerk.presses("受理转办", card)
    await clerk.presses("市政道路处", card)
    data = next(b.data for b in card.buttons if b.text.startswith("✅"))
    await clerk.presses("✅ 转办给", card)
    second = await chief.forges(str(data), chief.last)
    assert second.answer is not None
    assert "李科员" in second.answer.text
    assert (await acts_of(office))[-1] == "assigned"
