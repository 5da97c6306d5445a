"""kill −9, for real: bot and simulator as processes, people in conversation while the bot dies.

Promise: no letter, step or text is lost, none happens twice, every receipt and answer arrives.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.conversations import (
    Outcome,
    all_at_once,
    converse,
    holds,
    report,
    settle_in,
)
from tests.processes import Processes, processes


@dataclass(frozen=True)
class Storm:
    """How many letters, how often the bot is killed, and after how many of its calls."""

    letters: int
    kills: int
    after: tuple[int, int]
    seed: int = 7


SHORT, LONG = Storm(10, 5, (12, 60)), Storm(240, 200, (12, 60))


async def test_nothing_is_lost_and_nothing_is_doubled_when_the_bot_is_killed(
    tmp_path: Path,
) -> None:
    await survives(tmp_path, SHORT)


@pytest.mark.torture
@pytest.mark.timeout(3600)
async def test_nothing_is_lost_and_nothing_is_doubled_in_two_hundred_kills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = await survives(tmp_path, LONG)
    with capsys.disabled():
        report(f"seed {LONG.seed}, {LONG.kills} kills: {outcome}")


async def survives(folder: Path, storm: Storm) -> Outcome:
    """People converse while the bot is killed; returns what came of it."""
    async with processes(folder) as town:
        people = await settle_in(town, storm.letters)
        killing = asyncio.create_task(_killings(town, storm))
        await all_at_once(people, lambda person: converse(town, person))
        await killing
        assert town.kills >= storm.kills
        # one message to a chat is on its way at a time: a kill repeats that one, if any
        return await holds(town, people, repeats=town.kills)


async def _killings(town: Processes, storm: Storm) -> None:
    """Kills the bot at random moments of its work, and starts it again."""
    chance = Random(storm.seed)
    for _ in range(storm.kills):
        target = await town.calls() + chance.randrange(*storm.after)
        while await town.calls() < target:
            await asyncio.sleep(0.02)
        await town.kill_bot()
        await town.start_bot()
