"""A thousand citizens at once, under Telegram's limits: how long an officer waits meanwhile."""

import asyncio
from pathlib import Path

import pytest

from tests.aftermath import report
from tests.conversations import OFFICER, ROADS, Place, settle_in, until
from tests.processes import TELEGRAMS, Processes, processes

CITIZENS = 1000
ASKED = 15  # times the officer asks for something while the citizens are served
MOST = 2.0  # seconds


@pytest.mark.torture
@pytest.mark.timeout(600)
async def test_an_officer_is_answered_within_two_seconds_while_a_thousand_citizens_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with processes(tmp_path, TELEGRAMS) as town:
        people = await settle_in(town, CITIZENS)
        said = (town.control("says", person=one, text=f"第{one}号来信") for one in people)
        await asyncio.gather(*said)
        waits = [await _waits(town) for _ in range(ASKED)]
    first, *others = waits
    with capsys.disabled():
        behind = f"{first:.2f} s behind all {CITIZENS}, then at most {max(others):.2f} s"
        report(f"{CITIZENS} citizens at once", f"an officer waits {behind}")
    assert max(waits) <= MOST


async def _waits(town: Processes) -> float:
    """How many seconds an officer waits for an answer in their group."""
    roads = Place(town, OFFICER, ROADS)
    before = len(await roads.messages("本单位"))
    clock = asyncio.get_running_loop().time
    began = clock()
    await roads.says("/mine")

    async def answered() -> bool:
        return len(await roads.messages("本单位")) > before

    await until(answered)
    waited = clock() - began
    await asyncio.sleep(1.5)
    return waited
