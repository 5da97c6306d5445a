"""What goes wrong around the bot while people converse: nothing is lost, nothing is doubled.

Everything is real: bot and simulator as processes, Telegram's answers on the wire, a database held
by another process, a disk with no room left. In short here; for minutes, with more letters and with
everything that happens to groups, people, clock and archive under `make torture`.
"""

import asyncio
from pathlib import Path
from random import Random

import pytest

from tests import happenings
from tests.aftermath import PREVIEW, Outcome, holds, report
from tests.conversations import all_at_once, converse, settle_in
from tests.happenings import Happening
from tests.processes import processes
from tests.seeds import SEED
from tests.troubles import (
    OF_TELEGRAM,
    OF_THE_MACHINE,
    Trouble,
    kills,
    restarts,
    silence,
    small_disk,
)

ALL = OF_TELEGRAM + OF_THE_MACHINE
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


async def survives(folder: Path, letters: int, troubles: list[Trouble], seconds: float) -> Outcome:
    """People converse while one trouble follows the other; returns what came of it."""
    async with small_disk(folder) as disk, processes(disk) as town:
        people = await settle_in(town, letters)

        async def trouble() -> int:
            cut = 0
            for make in troubles:
                await asyncio.sleep(0.4)
                cut += await make(town, seconds)
            return cut

        async with asyncio.TaskGroup() as both:  # nobody converses on once a trouble has failed
            making = both.create_task(trouble())
            both.create_task(all_at_once(people, lambda person: converse(town, person)))
        await town.control("clear_faults")
        cut = making.result()
        return await holds(town, people, cut, (PREVIEW,) if cut or town.kills else ())


async def test_conversations_come_through_one_trouble_after_the_other(tmp_path: Path) -> None:
    short = [make for make in ALL if make not in (silence, kills, restarts)]  # kills: test_killed
    await survives(tmp_path, 6, short, 0.8)


@pytest.mark.torture
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("trouble", ALL, ids=lambda trouble: trouble.__name__)
async def test_conversations_come_through_minutes_of_each_trouble(
    tmp_path: Path, trouble: Trouble, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = await survives(tmp_path, 40, [trouble], 120)
    with capsys.disabled():
        report(f"{trouble.__name__}, 120 s", outcome)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [SEED, SEED + 1, SEED + 2])
async def test_conversations_come_through_troubles_in_any_order(
    tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = Random(seed)
    troubles = chance.choices(ALL, k=20)
    outcome = await survives(tmp_path, 60, troubles, 6)
    with capsys.disabled():
        report(f"seed {seed}, {', '.join(t.__name__ for t in troubles)}", outcome)


@pytest.mark.torture
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "happening",
    happenings.TO_GROUPS_AND_PEOPLE + happenings.TO_THE_MACHINE,
    ids=lambda happening: happening.__name__,
)
async def test_letters_come_to_their_end_whatever_happens_to_groups_people_and_the_disk(
    tmp_path: Path, happening: Happening, capsys: pytest.CaptureFixture[str]
) -> None:
    async with small_disk(tmp_path) as disk, processes(disk) as town:
        people = await settle_in(town, 8)
        besides = await happening(town, people)
        outcome = await holds(town, people, besides=besides)
    with capsys.disabled():
        report(happening.__name__, outcome)


@pytest.mark.torture
@pytest.mark.timeout(600)
@pytest.mark.skipif(not FAKETIME.exists(), reason="needs libfaketime (apt-get install faketime)")
async def test_letters_come_to_their_end_while_the_clock_is_set_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with processes(tmp_path) as town:
        offset = tmp_path / "offset"
        offset.write_text("+0\n", encoding="ascii")
        town.environment = {
            "LD_PRELOAD": str(FAKETIME),
            "FAKETIME_TIMESTAMP_FILE": str(offset),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        people = await settle_in(town, 8)
        await happenings.the_clock_is_set_back(town, people)
        outcome = await holds(town, people)
    with capsys.disabled():
        report("the_clock_is_set_back", outcome)
