"""Several programs on one PostgreSQL: nothing is lost or doubled, whichever of them is killed."""

import asyncio
import time
from pathlib import Path
from random import Random

import pytest

from tests.aftermath import PREVIEW, Outcome, holds, report
from tests.conversations import Place, all_at_once, converse, settle_in, until
from tests.processes import simulated
from tests.replicas import Replicas, behind_a_webhook
from tests.seeds import SEED

pytestmark = pytest.mark.server
TAKES_OVER_WITHIN = 30  # seconds


async def survives(folder: Path, letters: int, kills: int) -> Outcome:
    """People converse with two programs behind one webhook, which are killed again and again."""
    async with simulated(Replicas, folder) as town, behind_a_webhook(town):
        people = await settle_in(town, letters)
        killing = asyncio.create_task(_killings(town, kills))
        await all_at_once(people, lambda person: converse(town, person))
        await killing
        # one message to a chat is on its way at a time: a kill repeats that one, if any
        return await holds(town, people, kills * (letters + 2), besides=(PREVIEW,))


async def _killings(town: Replicas, kills: int) -> None:
    chance = Random(SEED)
    for _ in range(kills):
        target = await town.calls() + chance.randrange(12, 40)
        while await town.calls() < target:
            await asyncio.sleep(0.02)
        place = chance.randrange(len(town.ports))
        await town.kill(place)
        await town.start(place)


async def test_replicas_behind_one_webhook_lose_and_double_nothing_though_they_are_killed(
    tmp_path: Path,
) -> None:
    await survives(tmp_path, 8, 3)


@pytest.mark.torture
@pytest.mark.timeout(3600)
async def test_replicas_are_killed_a_hundred_times(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = await survives(tmp_path, 150, 100)
    with capsys.disabled():
        report(f"seed {SEED}, two programs, 100 kills", outcome)


async def test_replicas_that_nobody_kills_repeat_nothing(tmp_path: Path) -> None:
    async with simulated(Replicas, tmp_path) as town, behind_a_webhook(town):
        people = await settle_in(town, 10)
        await all_at_once(people, lambda person: converse(town, person))
        outcome = await holds(town, people)
    assert outcome.repeated == 0


async def test_one_program_polls_and_another_takes_over_when_it_dies(tmp_path: Path) -> None:
    async with simulated(Replicas, tmp_path) as town:
        people = await settle_in(town, 2)
        await converse(town, people[0])
        await town.kill(0)  # the first to start: it holds the polling lock
        began = time.monotonic()
        await Place(town, people[1]).says("在吗")
        await until(lambda: Place(town, people[1]).with_button("提交"))
        assert time.monotonic() - began < TAKES_OVER_WITHIN
        assert await town.stop_bot() == 0
