"""Buttons that are not a letter's, by everybody; letters that are not there; reports that hide."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from handlers.telegram.calls import SendMessage
from letters import commands as c
from letters.letter import Kind
from letters.people import Actor, Role
from mailroom import staffing
from mailroom.perform import perform
from simulator.faults import Trouble
from simulator.people import Person
from simulator.town import CHIEF, Town, town
from tests.handlers.talk import CLERK_ACTS, acts, acts_of, assigned, letter, sends
from tests.handlers.test_matrix import (
    EVERYBODY,
    OFFICE,
    OWNER,
    PRESSES,
    SECRET,
    STAFF,
    cast,
    sources,
)
from views.lists import LISTS

CHIEF_ALONE = frozenset({"chief"})
OTHERS: dict[str, frozenset[str]] = {
    **dict.fromkeys((f"w:{do}:1:" for do in ("send", "kinds", "discard", "new", "add")), OWNER),
    **dict.fromkeys((f"w:{do}:1:" for do in ("kind", "mailbox", "publish", "back")), OWNER),
    "w:restore:1:": OWNER,
    "p:my-letters::0": EVERYBODY,
    **dict.fromkeys((f"p:{do}::0" for do in LISTS), STAFF | {"other officer"}),
    "d:seen": frozenset(),  # on a message that is no digest
    **dict.fromkeys((f"r:{do}:2026::" for do in ("back", "file", "kind", "period")), OFFICE),
    **dict.fromkeys(("s:language:en", "s:delete-me:yes"), EVERYBODY),
    **dict.fromkeys(("t:invite:roads", "t:invite-page:1", "t:revoke:x"), OFFICE),
    **dict.fromkeys(("t:dismiss:100011", "t:dismiss!:100011", "t:staff-page:1"), CHIEF_ALONE),
}
PREFIX = {"Writing": "w", "List": "p", "Digest": "d", "Staff": "t", "Report": "r", "Self": "s"}


def test_every_button_that_is_not_a_letters_has_its_row() -> None:
    text, found = sources(), set[tuple[str, str]]()
    for name, rest in re.findall(r"pressed\(On(\w+), (.*)\)", text):
        if name in PREFIX:
            dos = set(LISTS) if "LISTS" in rest else set(re.findall(r'"([^"]+)"', rest))
            found |= {(PREFIX[name], do) for do in dos}
    assert found == {(data.split(":")[0], data.split(":")[1]) for data in OTHERS}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Town]:
    """The sample office with one letter, at the roads."""
    async with town(tmp_path) as found:
        await sends(found.citizen("Anna"), SECRET)
        await assigned(found)
        yield found


def pictures(person: Person) -> list[str]:
    """What is written under the pictures on somebody's screen."""
    return [message.text for message in person.screen() if "photo" in message.content]


async def everybody(office: Town) -> dict[str, Person]:
    return await cast(office, office.world.people[(await letter(office)).citizen])


async def test_a_press_of_who_may_not_is_answered_and_changes_nothing(office: Town) -> None:
    people = await everybody(office)
    before, history = await letter(office), await acts_of(office)
    for role, person in people.items():
        for data, allowed in OTHERS.items():
            if role not in allowed:
                press = await person.forges(data, person.last)
                assert press.answer is not None, (role, data)
                assert press.answer.text, (role, data)
        if role not in {"owner", *STAFF}:
            assert not any(SECRET in text for text in person.sees()), role
    assert (await letter(office), await acts_of(office)) == (before, history)


async def test_a_press_on_a_letter_that_is_not_there_is_answered(office: Town) -> None:
    for role, person in (await everybody(office)).items():
        for do in PRESSES:
            press = await person.forges(f"l:{do}:999:0:", person.last)
            assert press.answer is not None, (role, do)
            assert press.answer.text, (role, do)


async def test_what_becomes_a_report_about_a_department_is_taken_from_its_sight(
    office: Town,
) -> None:
    ben, sun = office.citizen("Ben"), office.people.sun
    await sends(ben, "水表读数不对，请看附件")
    second = "SZ-2026-000002"
    await acts(office, c.Assign("roads", ("water",)), number=second)
    assert any("水表读数" in text for text in office.water.texts())
    await acts(office, c.Reassign("roads", ()), number=second)
    await acts(office, c.ChangeKind(Kind.REPORT, "water"), number=second)
    assert not any("水表读数" in text for text in office.water.texts())
    alone = office.world.people[sun.user_id]
    await alone.starts()
    asked = (
        "/find 水表",
        "/mine",
        "/due",
        "/open",
        "/overdue",
        "/board",
        "/report 2026",
        "/figures",
    )
    for command in (*asked, f"/letter {second}", f"/why {second}"):
        for person in (sun, alone):
            await person.says(command)
            assert "水表读数" not in person.last.text, command
            assert second not in person.last.text.replace(f"「{second}」", ""), command
    found = await letter(office, second)
    for do in PRESSES:
        press = await alone.forges(f"l:{do}:{found.id}:{found.revision}:", alone.last)
        assert press.answer is not None, do
    assert not any("水表读数" in text for text in (*office.water.texts(), *alone.sees()))
    assert await letter(office, second) == found


async def test_all_that_was_shown_of_a_letter_goes_from_the_sight_of_whom_a_report_is_about(
    office: Town,
) -> None:
    ben, second, sun = office.citizen("Ben"), "SZ-2026-000002", office.people.sun
    for page in range(3):
        await ben.says(f"水表第{page}页。" + "读数不对。" * 700)
    await ben.sends_album(2)
    await ben.presses("提交")
    await acts(office, c.Assign("roads", ("water",)), number=second)
    await sun.presses("附件")
    await sun.presses("全程")
    alone = office.world.people[sun.user_id]
    await alone.starts()
    await alone.says(f"/letter {second}")
    assert sum("读数不对" in text for text in office.water.texts()) > 2
    assert len(pictures(sun)) == 2
    await acts(office, c.Reassign("roads", ()), number=second)
    office.world.faults.next(Trouble.SERVER_ERROR, 3, method="edit*")
    await acts(office, c.ChangeKind(Kind.REPORT, "water"), number=second)
    await office.passes(timedelta(minutes=10))
    for person in (sun, alone):
        assert not any("读数不对" in text for text in person.sees())
    assert pictures(sun) == []


async def test_the_office_hears_of_a_file_too_old_for_the_bot_to_take_back(office: Town) -> None:
    second = await with_a_file_at_the_waterworks(office)
    await office.passes(timedelta(days=3))
    await acts(office, c.ChangeKind(Kind.REPORT, "water"), number=second)
    told = [text.splitlines()[0] for text in office.office.texts() if "撤不回来" in text]
    assert told == [
        "⚠️ SZ-2026-000002 现在是对 供水公司 的举报，但以前发给那里的内容机器人撤不回来："
        "请手工删掉：群里由群主或管理员删，私聊由本人删"
    ]


async def test_who_has_left_a_department_keeps_nothing_of_a_report_about_it(office: Town) -> None:
    sun, second = office.world.people[office.people.sun.user_id], "SZ-2026-000002"
    await sun.starts()
    await sends(office.citizen("Ben"), "水表读数不对")
    await acts(office, c.Assign("water"), number=second)
    await sun.says(f"/letter {second}")
    assert any("读数不对" in text for text in sun.sees())
    await staffing.dismiss(office.app.room, Actor(Role.CHIEF, CHIEF), sun.user_id)
    await acts(office, c.Reassign("roads", ()), number=second)
    await acts(office, c.ChangeKind(Kind.REPORT, "water"), number=second)
    assert not any("读数不对" in text for text in sun.sees())


def told_of_what_stays(office: Town) -> list[str]:
    """The letters of which the office was told that something stays in sight."""
    return [text.split()[1] for text in office.office.texts() if "撤不回来" in text]


async def with_a_file_at_the_waterworks(office: Town) -> str:
    """A letter whose picture the waterworks saw, now the roads'; returns its number."""
    ben, second = office.citizen("Ben"), "SZ-2026-000002"
    await ben.sends_photo("水表")
    await ben.presses("提交")
    await acts(office, c.Assign("roads", ("water",)), number=second)
    await office.people.sun.presses("附件")
    await acts(office, c.Reassign("roads", ()), number=second)
    return second


async def test_the_office_is_not_sent_to_delete_what_is_gone_already(office: Town) -> None:
    second = await with_a_file_at_the_waterworks(office)
    office.world.faults.next(Trouble.CUT_AFTER, 1, method="deleteMessage")
    await acts(office, c.ChangeKind(Kind.REPORT, "water"), number=second)
    await office.passes(timedelta(minutes=10))
    assert pictures(office.people.sun) == []
    assert told_of_what_stays(office) == []


async def test_nothing_else_goes_from_a_group_that_became_a_supergroup_since(
    office: Town,
) -> None:
    second, others = "SZ-2026-000002", [f"SZ-2026-{serial:06d}" for serial in range(3, 12)]
    await sends(office.citizen("Ben"), "树倒了")
    await acts(office, c.Assign("parks"), number=second)
    await office.parks.migrate()
    for number in others:
        await sends(office.citizen(f"C{number}"), "草坪坏了")
        await acts(office, c.Assign("parks"), number=number)
    await acts(office, c.Reassign("roads", ()), number=second)
    before = [text for text in office.parks.texts() if "草坪坏了" in text]
    numbers = {message.message_id for message in office.parks.messages}
    async with office.app.room.database.reading() as connection:
        shown = await connection.fetch("SELECT message FROM sent WHERE letter = 2 AND chat = -1004")
    assert {row["message"] for row in shown} <= numbers, "other messages have those numbers"
    await acts(office, c.ChangeKind(Kind.REPORT, "parks"), number=second)
    assert [text for text in office.parks.texts() if "草坪坏了" in text] == before
    assert len(before) == len(others)
    assert told_of_what_stays(office) == [second]


async def test_what_is_on_its_way_while_a_letter_becomes_a_report_goes_from_sight_too(
    office: Town,
) -> None:
    await sends(office.citizen("Ben"), "水表读数不对")
    second, room = await letter(office, "SZ-2026-000002"), office.app.room

    async def meanwhile(
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        came = await make_request(bot, method)
        if isinstance(method, SendMessage) and method.chat_id == office.water.id:
            seen.append(method.text)
            if len(seen) == 1:
                await perform(room, second.id, c.Reassign("roads", ()), CLERK_ACTS)
                await perform(room, second.id, c.ChangeKind(Kind.REPORT, "water"), CLERK_ACTS)
        return came

    seen: list[str] = []
    office.app.bot.session.middleware(meanwhile)
    await acts(office, c.Assign("water"), number=second.number)
    assert "读数不对" in seen[0]
    assert not any("读数不对" in text for text in office.water.texts())


async def test_no_reminder_and_no_digest_names_a_report_to_whom_it_is_about(office: Town) -> None:
    numbers = [f"SZ-2026-{serial:06d}" for serial in range(2, 10)]
    for number in numbers:
        await sends(office.citizen(f"C{number}"), f"{number}的水表不对")
        await acts(office, c.Assign("water"), number=number)
    report, still = numbers[0], numbers[1:]
    await acts(office, c.Reassign("roads", ()), number=report)
    await acts(office, c.ChangeKind(Kind.REPORT, "water"), number=report)
    said = len(office.water.texts())
    await office.passes(timedelta(days=14))
    digests = office.water.texts()[said:]
    assert any("到期提醒汇总：7 件" in text for text in digests)
    assert all(any(number in text for text in digests) for number in still)
    assert not any(report in text for text in digests)
    assert any(report in text for text in office.roads.texts())
