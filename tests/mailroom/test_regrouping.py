"""A wrong group in the configuration: what had not arrived goes to the right one afterwards."""

from dataclasses import replace
from pathlib import Path

from letters import commands as c
from letters.letter import Kind
from mailroom.regrouping import follow_configuration
from mailroom.room import Mailroom
from simulator.town import Town, town
from simulator.world import Group
from tests.handlers.talk import SECOND, acts, assigned, sends

NEW = -1001000000099


async def configured_anew(office: Town) -> tuple[Mailroom, Group]:
    """The roads department has another group in the configuration, as after a restart."""
    bot = next(iter(office.world.known.bots.values()))
    group = office.world.group("市政道路处（新）", NEW, supergroup=True)
    for somebody in (bot, office.world.people[office.people.zhao.user_id]):
        await group.add(somebody)
    room = office.app.room
    departments = tuple(
        replace(d, chat=NEW) if d.code == "roads" else d for d in room.office.departments
    )
    return replace(room, office=replace(room.office, departments=departments)), group


async def test_what_never_arrived_in_the_old_group_arrives_in_the_new_one(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        await sends(office.citizen("Anna"))
        await office.roads.kick(next(iter(office.world.known.bots.values())))
        await assigned(office)
        assert any("消息送不到 市政道路处" in text for text in office.office.texts())
        room, group = await configured_anew(office)
        assert await follow_configuration(room) == 1
        await office.settle()
        assert group.texts()[-1].startswith("📥 转办给你们：SZ-2026-000001")
        assert await follow_configuration(room) == 0


async def test_who_reads_in_the_wrong_group_learns_nothing_further(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        for name in ("Anna", "Ben"):
            await sends(office.citizen(name), f"{name}的路灯坏了")
        await assigned(office)
        await acts(office, c.ChangeKind(Kind.HELP))
        assert "求助" in office.roads.texts()[0]  # the card there is shown anew as it changes
        room, _ = await configured_anew(office)
        assert await follow_configuration(room) == 0
        before = office.roads.texts()
        await acts(office, c.ChangeKind(Kind.COMPLAINT))
        await assigned(office, SECOND)
        assert office.roads.texts()[: len(before)] == before
