"""What an update costs: plain ones and letters, beside those of a bare echo bot in the same run.

Rounds of the yardstick and of the mailbox take turns, so that a machine busy with other things is
busy for both; the median of the rounds counts.
"""

import asyncio
import statistics
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.engines import archive, fresh
from benchmarks.programs import (
    Mailbox,
    Program,
    Telegram,
    running,
    start_echo,
    start_mailbox,
    telegram,
)

UPDATES_OF_A_LETTER = 2  # the message, and the press of "send"
QUEUE_AGAIN = """
UPDATE outbox SET next_at = :now, outcome = NULL, settled_at = NULL, message = NULL
WHERE notice = 'Receipt'
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rounds, updates and letters in each, people at once."""

    rounds: int = 5
    updates: int = 1000
    letters: int = 500
    at_once: int = 100
    starts: int = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one update cost: milliseconds of the bot's work, by the clock, of the server's work."""

    work: float
    clock: float
    server: float

    @property
    def a_second(self) -> float:
        """Returns how many were handled a second."""
        return 1000 / self.clock


def median(costs: list[Cost]) -> Cost:
    """Returns the median of each figure."""
    return Cost(*(statistics.median(values) for values in zip(*map(_tuple, costs), strict=True)))


def _tuple(cost: Cost) -> tuple[float, ...]:
    return cost.work, cost.clock, cost.server


async def measured(
    there: Telegram, program: Program, what: str, count: int, at_once: int, updates: int = 1
) -> Cost:
    """Has the crowd do something `count` times; returns the cost of each of its updates."""
    before = program.cpu()
    took = await there.post(
        "crowd/does", token=program.token, what=what, wanted=count, at_once=min(at_once, count)
    )
    each = 1000 / (count * updates)
    return Cost((program.cpu() - before) * each, took["seconds"] * each, took["server_cpu"] * each)


async def asked(there: Telegram, program: Program, size: Size) -> Cost:
    """Returns what an update costs that asks for one message."""
    return await measured(there, program, "ask", size.updates, size.at_once)


async def wrote(there: Telegram, program: Program, size: Size) -> Cost:
    """Returns what an update of a letter costs: half of message, preview, press, receipt, card."""
    return await measured(there, program, "write", size.letters, size.at_once, UPDATES_OF_A_LETTER)


@dataclass(frozen=True, slots=True)
class Idle:
    """Seconds from start to first poll, and megabytes of a process when nothing is to be done."""

    start: float
    rss: float
    pss: float


@dataclass(frozen=True, slots=True)
class Taken:
    """The measurements of one engine, with its replicas and latency.

    `echo` and `forgetful`: an update of the yardsticks', the least there is, and of a letter that
    is not kept.
    """

    engine: str
    replicas: int
    latency: int
    echo: Cost
    forgetful: Cost
    plain: Cost
    letter: Cost
    pump: float
    echo_idle: Idle
    idle: Idle

    def as_json(self) -> Mapping[str, object]:
        """Returns it with the ratios to the yardstick."""
        ratios = {
            f"{name}_{figure}_ratio": getattr(cost, figure) / getattr(self.echo, figure)
            for name, cost in (("plain", self.plain), ("letter", self.letter))
            for figure in ("work", "clock")
        }
        for figure in ("work", "clock"):
            kept, forgotten = getattr(self.letter, figure), getattr(self.forgetful, figure)
            ratios[f"letter_to_forgetful_{figure}_ratio"] = kept / forgotten
        rates = {
            "echo_updates_a_second": self.echo.a_second,
            "plain_updates_a_second": self.plain.a_second,
            "letters_a_second": self.letter.a_second / UPDATES_OF_A_LETTER,
        }
        above = {
            "memory_above_echo": self.idle.pss - self.echo_idle.pss,
            "start_above_echo": self.idle.start - self.echo_idle.start,
        }
        return {**asdict(self), **ratios, **rates, **above}


async def take(engine: str, replicas: int, latency: int, size: Size, folder: Path) -> Taken:
    """Measures one engine, with a number of replicas and milliseconds of latency for each call."""
    async with telegram() as there, fresh(engine, folder) as url:
        echo_token, echo_office = await there.add_bot()
        token, office = await there.add_bot()
        echo, ours, mailbox = Program(echo_token), Program(token), Mailbox(folder, url, replicas)
        async with running(echo, ours):
            async with archive(mailbox, {}):
                pass  # the tables are made before any start is measured
            await there.post("crowd/latency", milliseconds=latency)
            echo_starts, starts = [], []
            for place in range(size.starts):
                if place:
                    await ours.end()
                    await echo.end()
                log = folder / "echo.log"
                echo_starts.append(await start_echo(there, echo, echo_office, log))
                starts.append(await start_mailbox(there, ours, mailbox, office))
            small = Size(1, 2 * size.at_once, size.at_once, size.at_once)
            for program in (echo, ours):
                await asked(there, program, small)
            echo_idle = _idle(echo_starts, echo)
            idle = _idle(starts, ours)
            for program in (echo, ours):
                await wrote(there, program, small)
            rounds = [
                (
                    await asked(there, echo, size),
                    await wrote(there, echo, size),
                    await asked(there, ours, size),
                    await wrote(there, ours, size),
                )
                for _ in range(size.rounds)
            ]
            await ours.end()
            pump = await _pumped(there, ours, mailbox, office)
    least, forgetful, plain, letter = (median(list(each)) for each in zip(*rounds, strict=True))
    return Taken(engine, replicas, latency, least, forgetful, plain, letter, pump, echo_idle, idle)


def _idle(starts: list[float], program: Program) -> Idle:
    memory, processes = program.memory(), len(program.processes)
    return Idle(statistics.median(starts), memory.rss / processes, memory.pss / processes)


async def _pumped(there: Telegram, ours: Program, mailbox: Mailbox, office: int) -> float:
    """Queues all receipts again; returns how many are sent each second."""
    async with (
        archive(mailbox, {"bench_again": QUEUE_AGAIN}) as database,
        database.transaction() as transaction,
    ):
        waiting = await transaction.run("bench_again", now=int(time.time() * 1000))
    facts = {"what": "read", "wanted": waiting, "at_once": waiting}
    reading = asyncio.ensure_future(there.post("crowd/does", token=ours.token, **facts))
    await start_mailbox(there, ours, mailbox, office)
    took = await reading
    await ours.end()
    return float((waiting - 1) / took["between"])
