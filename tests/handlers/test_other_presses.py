"""Buttons that are not a letter's, by everybody; letters that are not there; reports that hide."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.lists import LISTS
from letters import commands as c
from letters.letter import Kind
from simulator.people import Person
from simulator.town import Town, town
from tests.handlers.talk import acts, acts_of, assigned, letter, sends
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
    **dict.fromkeys(("t:invite:roads", "t:revoke:x"), OFFICE),
    **dict.fromkeys(("t:dismiss:100011", "t:dismiss!:100011"), CHIEF_ALONE),
}
PREFIX = {"Writing": "w", "List": "p", "Digest": "d", "Staff": "t", "Report": "r", "Self": "s"}


def test_every_button_that_is_not_a_letters_has_its_row() -> None:
    text, found = sources(), set[tuple[str, str]]()
    for name, rest in re.findall(r"On(\w+)\.filter\(F\.do(.*)\)", text):
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
