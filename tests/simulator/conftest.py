"""A small world for the simulator's own tests: one bot, Anna, and an aiogram Bot in the process."""

from datetime import UTC, datetime

import pytest
from aiogram import Bot as ApiBot

from simulator.chats import Bot
from simulator.clock import Clock
from simulator.people import Person
from simulator.session import InProcess
from simulator.world import Group, World
from tests.simulator.updates import news

TOKEN = "4200:secret"


@pytest.fixture
def world() -> World:
    return World(Clock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC)))


@pytest.fixture
def bot(world: World) -> Bot:
    return world.bot(TOKEN, "mailbox_bot", "信箱")


@pytest.fixture
def anna(world: World, bot: Bot) -> Person:
    return world.person("Anna", username="anna")


@pytest.fixture
def api(world: World, bot: Bot) -> ApiBot:
    return ApiBot(TOKEN, session=InProcess(world))


@pytest.fixture
async def office(world: World, bot: Bot, anna: Person, api: ApiBot) -> Group:
    group = world.group("办公室")
    await group.add(anna)
    await group.add(bot)
    await news(api)
    return group
