"""Updates: confirmed only once kept, by polling and by webhook alike, over real HTTP."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.app import App, opened
from bot.config import Config, office_of
from bot.polling import poll_once
from bot.webhook import SECRET_HEADER, application
from simulator.clock import Clock
from simulator.faults import Trouble
from simulator.server import Server
from simulator.town import MORNING, join, settle_in, town, town_config
from simulator.world import World
from tests.engine import busy, looked_up
from tests.handlers.talk import all_letters, sends


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[World, App, Config]]:
    """A town whose program speaks HTTP to the pretend Telegram, as it would to the real one."""
    world = World(Clock(MORNING), limits=None)
    people = await settle_in(world)
    async with Server(world, 0) as server:
        config = town_config(folder, server.url)
        async with opened(config, office_of(config), world.clock.now) as app:
            await join(app.room, people)
            yield world, app, config


def kept(folder: Path) -> list[str]:
    """The texts of letters being written, in the database."""
    return [text for (text,) in looked_up(folder, "SELECT text FROM parts ORDER BY id")]


def pending(world: World) -> int:
    """How many updates Telegram still holds for the bot."""
    return sum(world.pending(bot) for bot in world.known.bots.values())


async def test_a_batch_is_confirmed_by_the_next_question_and_not_before(tmp_path: Path) -> None:
    async with served(tmp_path) as (world, app, _):
        anna = world.person("Anna")
        await anna.says("路灯坏了")
        waiting = pending(world)
        polled = await poll_once(app, None, timeout=0)
        assert kept(tmp_path) == ["路灯坏了"]
        assert pending(world) == waiting  # handled and kept, not yet confirmed
        await poll_once(app, polled.offset, timeout=0)
        assert pending(world) == 0


async def test_an_update_that_comes_twice_changes_nothing_twice(tmp_path: Path) -> None:
    async with served(tmp_path) as (world, app, _):
        anna = world.person("Anna")
        await anna.says("路灯坏了")
        await poll_once(app, None, timeout=0)
        await app.pump.run()
        await anna.presses("提交")
        for _ in range(3):
            await poll_once(app, None, timeout=0)  # nothing was ever confirmed: all comes again
        assert looked_up(tmp_path, "SELECT number FROM letters") == [("SZ-2026-000001",)]
        assert looked_up(tmp_path, "SELECT count(*) FROM events") == [(1,)]


async def test_what_could_not_be_kept_is_not_confirmed_and_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.05)
    async with served(tmp_path) as (world, app, _):
        anna, ben = world.person("Anna"), world.person("Ben")
        await anna.says("路灯坏了")
        await ben.says("停水了")
        with busy(tmp_path):
            polled = await poll_once(app, None, timeout=0)
            assert kept(tmp_path) == []
        polled = await poll_once(app, polled.offset, timeout=0)
        await poll_once(app, polled.offset, timeout=0)
        assert sorted(kept(tmp_path)) == ["停水了", "路灯坏了"]
        assert pending(world) == 0


async def test_updates_that_came_while_the_program_was_off_are_handled_at_its_start(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        office.world.on_act = None
        anna = office.citizen("Anna")
        for number in range(5):
            await anna.says(f"第{number}句")
        await office.settle()
        assert kept(tmp_path) == [f"第{number}句" for number in range(5)]


async def test_the_webhook_answers_200_once_kept_and_401_without_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.05)
    async with served(tmp_path) as (_, app, _config):
        runner = aiohttp.web.AppRunner(application(app, "/telegram", "s3cret"))
        await runner.setup()
        site = aiohttp.web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        url = f"http://{host}:{port}/telegram"
        update = _message(1, "路灯坏了")
        async with aiohttp.ClientSession() as http:

            async def bring(secret: str) -> int:
                headers = {SECRET_HEADER: secret}
                async with http.post(url, json=update, headers=headers) as response:
                    return response.status

            assert await bring("wrong") == 401
            assert kept(tmp_path) == []
            with busy(tmp_path):
                assert await bring("s3cret") == 503
            assert await bring("s3cret") == 200
            assert await bring("s3cret") == 200  # Telegram repeats itself
            assert kept(tmp_path) == ["路灯坏了"]
        await runner.cleanup()


def _message(update_id: int, text: str) -> dict[str, object]:
    user = {"id": 7, "is_bot": False, "first_name": "Anna"}
    chat = {"id": 7, "type": "private", "first_name": "Anna"}
    message = {"message_id": update_id, "date": 1772416800, "chat": chat, "from": user}
    return {"update_id": update_id, "message": {**message, "text": text}}


async def test_telegram_brings_updates_to_the_webhook_the_program_named(tmp_path: Path) -> None:
    async with served(tmp_path) as (world, app, _):
        runner = aiohttp.web.AppRunner(application(app, "/telegram", "s3cret"))
        await runner.setup()
        await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        await app.bot.set_webhook(f"http://{host}:{port}/telegram", secret_token="s3cret")
        anna = world.person("Anna")
        await anna.says("路灯坏了")
        await asyncio.wait_for(_all_brought(world), 10)
        assert kept(tmp_path) == ["路灯坏了"]
        await runner.cleanup()


async def _all_brought(world: World) -> None:
    """Waits for the last answer: told by the pretend Telegram itself whenever something changes."""
    changed = asyncio.Event()
    end = world.subscribe(lambda _event: changed.set())
    while pending(world):
        changed.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(changed.wait(), 0.05)
    end()


async def test_one_citizen_in_trouble_does_not_hold_up_another(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        office.world.on_act = None
        people = [office.citizen(name) for name in ("Anna", "Ben", "Cai")]
        for person in people:
            for number in range(3):
                await person.says(f"{person.name}{number}")
        await office.settle()
        for person in people:
            mine = [text for text in kept(tmp_path) if text.startswith(person.name)]
            assert mine == [f"{person.name}{number}" for number in range(3)]


async def test_a_page_in_place_of_an_answer_and_an_unreadable_update_hold_nothing_up(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as office:
        anna = office.citizen("Anna")
        office.world.faults.next(Trouble.PAGE, 3, method="sendMessage")
        [bot] = office.world.known.bots.values()
        bot.queue.push("message", {"message_id": "no number", "date": 1, "chat": {}})
        await sends(anna, "路灯坏了")
        assert [one.number for one in await all_letters(office, anna)] == ["SZ-2026-000001"]
        assert anna.sees()[-1].startswith("✅ 来信已收到")
