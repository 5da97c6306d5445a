"""What a sweep costs: nothing with nothing due, else in proportion to what is due.

Prints milliseconds for a database with few and one with many open letters, and their ratios.
`python -m benchmarks.sweeps [MANY] [FEW] [DUE]`.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.config import office_of
from letters import commands as c
from letters.letter import Kind, Letter, State
from letters.office import Office
from letters.people import Actor, Role
from letters.registration import query_code, submit
from letters.settle import settle
from mailroom.room import Mailroom
from mailroom.sweeps import look_at_letters
from simulator.town import town_config
from storage import people
from storage.rows import row_columns

MANY, FEW, DUE = 1_000_000, 10_000, 1_000
ROUNDS = 5
BATCH = 20_000
CITIZEN = 300001
RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday; an inquiry is due on the 9th
BEFORE_ANY = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
FIRST_STEP = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)  # two working days before, nine o'clock


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of a sweep: with nothing due, and with so many letters due."""

    idle: float
    busy: float


def letters_of(office: Office, count: int, due: int) -> Iterator[Letter]:
    """Yields open letters, all of them long before their dates but the first `due`."""
    command = c.Submit("mayor", Kind.INQUIRY, False, CITIZEN)
    decision = submit(command, Actor(Role.CITIZEN, CITIZEN), RECEIVED, office, 1, "0" * 10)
    came = decision.letter
    day = came.received_on
    lead = replace(came, state=State.ASSIGNED, lead="roads", accepted_on=day, assigned_on=day)
    near = settle(lead, RECEIVED, office, came)
    far = settle(replace(near, limit_days=200), RECEIVED, office, near)
    for serial in range(1, count + 1):
        letter = near if serial <= due else far
        number = f"SZ-2026-{serial:06d}" if serial < 1_000_000 else f"SZ-2026-{serial}"
        yield replace(letter, number=number, query_code=query_code(serial))


async def fill(room: Mailroom, count: int, due: int) -> None:
    """Enters open letters in the register, without their events."""
    async with room.database.transaction() as transaction:
        await people.seen(transaction, CITIZEN, "王某", None, "zh", RECEIVED)
    batch: list[dict[str, object]] = []
    insert = room.database.queries["letter_insert"]
    for place, letter in enumerate(letters_of(room.office, count, due), start=1):
        columns = row_columns(letter)
        del columns["id"]
        batch.append(columns)
        if len(batch) == BATCH or place == count:
            async with room.database.transaction() as transaction:
                await transaction.execute_many(insert, batch)
            batch.clear()
            _progress(place, count)


def _progress(place: int, count: int) -> None:
    sys.stderr.write(f"\r{place:,} of {count:,} letters entered" + ("\n" if place == count else ""))
    sys.stderr.flush()


async def cost(count: int, due: int) -> Cost:
    """Returns what a sweep costs with that many open letters: the median of some rounds."""
    with tempfile.TemporaryDirectory(prefix="mailbox-bench-") as folder:
        config = town_config(Path(folder))
        now = BEFORE_ANY
        async with config.database.archive() as database:
            room = Mailroom(database, office_of(config), lambda: now, lambda: None)
            await fill(room, count, due * ROUNDS)
            await look_at_letters(room)
            idle = [await _timed(room) for _ in range(ROUNDS * 4)]
            # so many become due in each round: the rest of the near ones are put out of its way
            busy = []
            now = FIRST_STEP
            for place in range(ROUNDS):
                await _put_out_of_the_way(room, place * due, (place + 1) * due)
                busy.append(await _timed(room))
            async with database.reading() as connection:
                sent = await connection.all("outbox_counts")
        queued = sum(int(row["messages"]) for row in sent)
        if queued != due * ROUNDS:
            raise SystemExit(f"{queued} reminders were queued instead of {due * ROUNDS}")
    return Cost(statistics.median(idle), statistics.median(busy))


async def _put_out_of_the_way(room: Mailroom, first: int, last: int) -> None:
    async with room.database.transaction() as transaction:
        for query, values in (
            ("UPDATE letters SET next_look_at = :later WHERE next_look_at <= :now", {}),
            (
                "UPDATE letters SET next_look_at = :now WHERE id > :first AND id <= :last",
                {"first": first, "last": last},
            ),
        ):
            at = int(room.now().timestamp() * 1000)
            facts = {"now": at, "later": at + 86_400_000, **values}
            await transaction.execute(query, facts)


async def _timed(room: Mailroom) -> float:
    start = time.perf_counter()
    await look_at_letters(room)
    return (time.perf_counter() - start) * 1000


async def table(many: int = MANY, few: int = FEW, due: int = DUE) -> str:
    """Returns both costs for both sizes and the ratios, a line each."""
    small, large = await cost(few, due), await cost(many, due)
    rows = (
        ("nothing due", small.idle, large.idle),
        (f"{due:,} due, claimed and queued", small.busy, large.busy),
    )
    return "\n".join(
        f"{what}: {here:.1f} ms with {few:,} open letters, {there:.1f} ms with {many:,}"
        f" (ratio {there / here:.2f})"
        for what, here, there in rows
    )


if __name__ == "__main__":
    print(asyncio.run(table(*(int(argument) for argument in sys.argv[1:]))))
