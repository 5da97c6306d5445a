"""`mailbox check --online`: what a clerk gets wrong in setting up, and what to press."""

from pathlib import Path
from typing import Any

import aiohttp

from bot.checking_online import online
from bot.config import Config, office_of, read
from letters.people import SYSTEM
from mailroom import staffing
from simulator.clock import Clock
from simulator.server import Server
from simulator.town import MORNING, TOKEN, settle_in, town, town_config
from simulator.world import World
from texts import Words


async def findings(folder: Path, world: World, **telegram: Any) -> list[tuple[bool, str]]:
    """What the check says of Telegram, in English; nobody has joined a department here yet."""
    async with Server(world, 0) as server:
        config = town_config(folder, server.url)
        if telegram:
            raw = config.model_dump()
            raw["telegram"] = {"token": TOKEN, "api_base": server.url, **telegram}
            config = read(raw)
        return [found for found in await said(config) if "Nobody has joined" not in found[1]]


async def said(config: Config) -> list[tuple[bool, str]]:
    """Every finding with its sentence."""
    words = Words("en")
    return [(f.ok, words(f.message, **f.facts)) for f in await online(config, office_of(config))]


async def test_a_set_up_without_fault_is_ok_line_by_line(tmp_path: Path) -> None:
    world = World(Clock(MORNING), limits=None)
    people = await settle_in(world)
    for person in (people.chief, people.clerk):
        await world.people[person.user_id].starts()
    found = await findings(tmp_path, world)
    assert [ok for ok, _ in found] == [True] * len(found)
    assert found[0][1] == "Telegram knows the bot as @mayors_mailbox_bot."


async def test_each_fault_says_what_to_do(tmp_path: Path) -> None:
    world = World(Clock(MORNING), limits=None)
    people = await settle_in(world)
    bot = next(iter(world.known.bots.values()))
    await people.roads.kick(bot)
    await people.parks.migrate()
    await people.water.restrict(bot)
    sentences = {text for ok, text in await findings(tmp_path, world) if not ok}
    assert any("市政道路处" in s and "Add" in s for s in sentences)
    assert any("园林绿化局 is now a supergroup with the id" in s for s in sentences)
    assert any("may not write in 供水公司" in s for s in sentences)
    assert any("press Start" in s for s in sentences)


async def test_what_makes_a_group_unsafe_or_useless_says_what_to_press(tmp_path: Path) -> None:
    world = World(Clock(MORNING), limits=None)
    people = await settle_in(world)
    bot = next(iter(world.known.bots.values()))
    bot.reads_all, bot.joins_groups = True, False
    people.office.chat.username = "everybody"
    people.roads.chat.denied = frozenset({"can_send_messages", "can_send_photos"})
    people.water.chat.denied = frozenset({"can_send_photos"})
    sentences = [text for ok, text in await findings(tmp_path, world) if not ok]
    for beginning, press in (
        ("The bot cannot be added to groups", "/setjoingroups"),
        ("Privacy mode is off", "/setprivacy"),
        ("市长信箱办公室 (-1001000000001) is a public group", "make it private"),
        ("The bot may not write in 市政道路处", "allow messages"),
        ("The bot may not send files and photos in 供水公司", "allow media"),
    ):
        assert [s for s in sentences if s.startswith(beginning) and press in s], beginning
    await people.roads.promote(bot)
    again = [text for ok, text in await findings(tmp_path, world) if not ok]
    assert not [text for text in again if "市政道路处" in text]


async def test_a_number_without_its_100_is_completed_and_a_webhook_still_set_is_named(
    tmp_path: Path,
) -> None:
    world = World(Clock(MORNING), limits=None)
    await settle_in(world)
    async with Server(world, 0) as server:
        config = town_config(tmp_path, server.url)
        office = config.office.model_copy(update={"chat_id": -1000000001})
        async with aiohttp.ClientSession() as http:
            hook = {"url": "https://elsewhere.example/hook"}
            await http.post(f"{server.url}/bot{TOKEN}/setWebhook", json=hook)
        found = await said(config.model_copy(update={"office": office}))
    assert (
        False,
        "There is no group -1000000001 (市长信箱办公室), but there is -1001000000001: the number "
        "lacks its -100. Put -1001000000001 into the configuration.",
    ) in found
    assert any(ok and "https://elsewhere.example/hook" in text for ok, text in found)


async def test_a_department_nobody_has_joined_is_named_with_how_to_invite(tmp_path: Path) -> None:
    async with town(tmp_path) as office, Server(office.world, 0) as server:
        config = town_config(tmp_path, server.url)
        joined = await said(config)
        await staffing.dismiss(office.app.room, SYSTEM, office.people.zhao.user_id)
        left = await said(config)
    assert [found for found in left if found not in joined] == [
        (
            False,
            "Nobody has joined 市政道路处 yet, so nobody can sign for its letters. Run mailbox "
            "invite --department roads, or send /invite in the office's group, and give the link "
            "to an officer.",
        )
    ]


async def test_a_token_telegram_does_not_know_is_named(tmp_path: Path) -> None:
    world = World(Clock(MORNING), limits=None)
    found = await findings(tmp_path, world)
    assert found == [(False, "Telegram refuses the token. Ask @BotFather for the right one.")]


async def test_a_telegram_that_does_not_answer_is_named(tmp_path: Path) -> None:
    found = await said(town_config(tmp_path, "http://127.0.0.1:9"))
    assert [ok for ok, _ in found] == [False]
    assert "http://127.0.0.1:9 does not answer" in found[0][1]
