"""kill −9, for real: bot and simulator as processes, people in conversation while the bot dies.

Promise: no letter, step or text is lost, none happens twice, every receipt and answer arrives; what
comes twice is exactly what a kill caught between sending and noting.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.aftermath import PREVIEW, Outcome, holds, kill, report
from tests.conversations import all_at_once, converse, settle_in
from tests.processes import Processes, processes
from tests.seeds import SEED


@dataclass(frozen=True)
class Storm:
    """How many letters, how often the bot is killed, and after how many of its calls."""

    letters: int
    kills: int
    after: tuple[int, int]


SHORT, LONG = Storm(6, 2, (12, 40)), Storm(240, 200, (12, 60))


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
        report(f"seed {SEED}, {LONG.kills} kills", outcome)


async def survives(folder: Path, storm: Storm) -> Outcome:
    """People converse while the bot is killed; returns what came of it."""
    async with processes(folder) as town:
        people = await settle_in(town, storm.letters)
        killing = asyncio.create_task(_killings(town, storm))
        await all_at_once(people, lambda person: converse(town, person))
        await killing
        assert town.kills == storm.kills
        return await holds(town, people, besides=(PREVIEW,))


async def _killings(town: Processes, storm: Storm) -> None:
    """Kills the bot at random moments of its work, and starts it again."""
    chance = Random(SEED)
    for _ in range(storm.kills):
        target = await town.calls() + chance.randrange(*storm.after)
        while await town.calls() < target:
            await asyncio.sleep(0.02)
        await kill(town)
        await town.start_bot()
