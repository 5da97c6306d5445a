"""Lists of letters for staff: a page of each, and how many letters there are in all.

Each takes the departments it is narrowed to, none for all, and which part of it is wanted. A letter
is listed once, however many of the departments have it; a report never for the one it is about.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from letters.letter import Letter, State
from letters.routing import PastLetter
from storage.database import Connection, Row
from storage.letters import of_rows


@dataclass(frozen=True, slots=True)
class Listed:
    """Some letters of a list, in its order, and how many it has in all."""

    letters: tuple[Letter, ...]
    total: int


async def newest(
    connection: Connection, departments: Collection[str], most: int, skip: int
) -> Listed:
    """Returns open letters, the newest first."""
    named = _named(departments)
    rows = await connection.all("letters_newest", departments=named, most=most, skip=skip)
    return await _listed(connection, rows)


async def pressing(
    connection: Connection, departments: Collection[str], most: int, skip: int
) -> Listed:
    """Returns open letters, the earliest reply date first."""
    named = _named(departments)
    rows = await connection.all("letters_open", departments=named, most=most, skip=skip)
    return await _listed(connection, rows)


async def overdue(
    connection: Connection, departments: Collection[str], most: int, skip: int, *, today: date
) -> Listed:
    """Returns letters that are overdue on a day, local to the office; the oldest date first."""
    rows = await connection.all(
        "letters_overdue",
        departments=_named(departments),
        today=today.isoformat(),
        most=most,
        skip=skip,
    )
    return await _listed(connection, rows)


async def found(
    connection: Connection, departments: Collection[str], most: int, skip: int, *, wanted: str
) -> Listed:
    """Returns letters in whose texts or number something stands, open or not; the newest first."""
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = await connection.all(
        "letters_found",
        departments=_named(departments),
        pattern=f"%{escaped}%",
        most=most,
        skip=skip,
    )
    return await _listed(connection, rows)


async def recent_texts(connection: Connection, letter: int, window: int) -> list[PastLetter]:
    """Returns the words of a letter and of so many before it, the newest first."""
    rows = await connection.all("letters_recent_texts", before=letter + 1, window=window)
    return [_past(list(parts)) for _, parts in groupby(rows, key=lambda row: row["id"])]


def _past(rows: Sequence[Row]) -> PastLetter:
    first = rows[0]
    return PastLetter(
        first["id"],
        first["number"],
        first["citizen"],
        State(first["state"]),
        first["lead"],
        "\n".join(row["text"] for row in rows),
    )


def _named(departments: Collection[str]) -> str:
    """The codes as the queries take them: ",roads,water,", "" for all."""
    return f",{','.join(departments)}," if departments else ""


async def _listed(connection: Connection, rows: Sequence[Row]) -> Listed:
    total = rows[0]["total"] if rows else 0
    return Listed(tuple(await of_rows(connection, rows)), total)
