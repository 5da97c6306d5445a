"""Whether taking a letter costs more the more letters there are; and what a letter takes on disk.

Letters taken by the real program are copied as often as it takes: every row of every table that a
letter has, so that a large database is large in all of them. Copies sleep: no sweep looks at them,
nothing of theirs waits to be sent.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engines import archive, bytes_of, fresh
from benchmarks.programs import Mailbox, Program, running, start_mailbox, telegram
from benchmarks.taking import Cost, Size, median, wrote
from storage.database import Database

BATCH_OF_ROWS = 200_000
ROWS_OF_A_LETTER = 30
# Ids of citizens lie between these in what is copied; a copy's lie beyond.
CITIZENS, COPIES = 1_000_000_000, 10_000_000_000

ID_OF_LETTER = "letter + k * :letters"
CITIZEN = f"CASE WHEN {{0}} > {CITIZENS} THEN {{0}} + k * {COPIES} ELSE {{0}} END"
MESSAGE = "message + k * 10000000"
COPIED: Mapping[str, Mapping[str, str]] = {
    "people": {"id": f"id + k * {COPIES}"},
    "letters": {
        "id": "id + k * :letters",
        "number": "number || '-' || k",
        "query_code": "query_code || '-' || k",
        "citizen": CITIZEN.format("citizen"),
        "chat": CITIZEN.format("chat"),
        "merged_into": "merged_into + k * :letters",
        "next_look_at": "NULL",
    },
    "drafts": {
        "id": "id + k * :drafts",
        "chat": CITIZEN.format("chat"),
        "citizen": CITIZEN.format("citizen"),
        "letter": ID_OF_LETTER,
    },
    "events": {
        "letter": ID_OF_LETTER,
        "actor": CITIZEN.format("actor"),
        "cause": "cause || ':' || k",
    },
    "parts": {
        "id": "id + k * :parts",
        "letter": ID_OF_LETTER,
        "draft": "draft + k * :drafts",
        "author": CITIZEN.format("author"),
        "chat": CITIZEN.format("chat"),
        "message": MESSAGE,
        "fetch_at": "NULL",
    },
    "assignments": {"letter": ID_OF_LETTER},
    "outbox": {
        "id": "id + k * :outbox",
        "key": "key || ':' || k",
        "chat": CITIZEN.format("chat"),
        "letter": ID_OF_LETTER,
        "message": MESSAGE,
        "next_at": "NULL",
    },
    "sent": {"chat": CITIZEN.format("chat"), "message": MESSAGE, "letter": ID_OF_LETTER},
}
"""What differs in the k-th copy of each table's rows, in the order they refer to each other."""

OF_A_LETTER = "letter <= :letters"
TEMPLATE: Mapping[str, str] = {
    "people": f"id > {CITIZENS} AND id < {COPIES}",
    "letters": "id <= :letters",
    "drafts": "id <= :drafts AND letter IS NOT NULL",
    "events": OF_A_LETTER,
    "parts": "id <= :parts AND letter IS NOT NULL",
    "assignments": OF_A_LETTER,
    "outbox": "id <= :outbox",
    "sent": OF_A_LETTER,
}
LAST_IDS = """
SELECT (SELECT max(id) FROM letters) AS letters, (SELECT max(id) FROM drafts) AS drafts,
    (SELECT max(id) FROM parts) AS parts, (SELECT max(id) FROM outbox) AS outbox
"""


def _copying(table: str, columns: Sequence[str]) -> str:
    changed = COPIED[table]
    names = [f'"{column}"' for column in columns]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608 — our own tables' names
        "WITH RECURSIVE copies (k) AS (SELECT CAST(:first AS BIGINT) "
        "UNION ALL SELECT k + 1 FROM copies WHERE k < CAST(:last AS BIGINT)) "
        f"SELECT {values} FROM {table}, copies WHERE {TEMPLATE[table]}"
    )


async def multiply(mailbox: Mailbox, wanted: int) -> int:
    """Copies the letters of a database until there are at least so many; returns how many."""
    queries = {f"bench_{table}": f"SELECT * FROM {table} LIMIT 1" for table in COPIED}  # noqa: S608
    async with archive(mailbox, queries | {"bench_last": LAST_IDS}) as database:
        async with database.reading() as connection:
            ids = await connection.one("bench_last")
            found = {table: await connection.one(f"bench_{table}") for table in COPIED}
        copying = {
            f"bench_copy_{table}": _copying(table, list(row)) for table, row in found.items() if row
        }
        database.queries = {**database.queries, **copying}
        assert ids is not None  # noqa: S101 — a row of counts
        return await _copied(database, dict(ids), list(copying), wanted)


async def _copied(
    database: Database, ids: Mapping[str, int], copying: Sequence[str], wanted: int
) -> int:
    letters = ids["letters"]
    letters_a_batch = max(1, BATCH_OF_ROWS // (letters * ROWS_OF_A_LETTER))
    last = -(-wanted // letters) - 1  # the first copy is the second of all
    for first in range(1, last + 1, letters_a_batch):
        facts = {**ids, "first": first, "last": min(last, first + letters_a_batch - 1)}
        async with database.transaction() as transaction:
            for query in copying:
                await transaction.run(query, **_asked(database.queries[query], facts))
        sys.stderr.write(f"\r{(facts['last'] + 1) * letters:,} of {wanted:,} letters copied")
        sys.stderr.flush()
    sys.stderr.write("\n")
    async with database.transaction() as transaction:
        await transaction.reset_sequences(list(ids))
    return (last + 1) * letters


def _asked(query: str, facts: Mapping[str, int]) -> dict[str, int]:
    return {name: value for name, value in facts.items() if f":{name}" in query}


@dataclass(frozen=True, slots=True)
class Grown:
    """What a letter's update costs, and a start, with so many letters; bytes on disk for each."""

    letters: int
    letter: Cost
    start: float
    bytes_a_letter: float


async def grow(engine: str, sizes: Sequence[int], size: Size, folder: Path) -> list[Grown]:
    """Returns the costs of taking letters with so many there (0: none), measured in turns."""
    async with AsyncExitStack() as stack:
        there = await stack.enter_async_context(telegram())
        programs: list[tuple[Program, Mailbox, int]] = []
        starts, letters = [], []
        for place, wanted in enumerate(sizes):
            own = folder / str(place)
            own.mkdir()
            url = await stack.enter_async_context(fresh(engine, own))
            token, office = await there.add_bot()
            program, mailbox = Program(token), Mailbox(own, url)
            await stack.enter_async_context(running(program))
            await start_mailbox(there, program, mailbox, office)
            await wrote(there, program, Size(1, 0, size.at_once, size.at_once))
            await program.end()
            letters.append(await multiply(mailbox, wanted) if wanted else 0)
            starts.append(await start_mailbox(there, program, mailbox, office))
            programs.append((program, mailbox, wanted))
        rounds = [
            [await wrote(there, program, size) for program, _, _ in programs]
            for _ in range(size.rounds)
        ]
        bytes_each = [
            await bytes_of(mailbox) / found if found else 0.0
            for (_, mailbox, _), found in zip(programs, letters, strict=True)
        ]
    costs = [median(list(found)) for found in zip(*rounds, strict=True)]
    return [Grown(*facts) for facts in zip(letters, costs, starts, bytes_each, strict=True)]
