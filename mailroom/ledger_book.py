"""The office's ledger: figures typed in for a year, one by one or as a table, and checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from letters import ledger
from letters.ledger import CATALOGUE, BadValueError, Broken, Entry
from storage.database import Database
from storage.ledger import Typed, of_year, type_in


@dataclass(frozen=True, slots=True)
class Book:
    """A year's ledger: what was typed in, last year's beside it, and the checks that fail."""

    year: int
    typed: Mapping[str, Typed]
    last: Mapping[str, Typed]
    broken: tuple[Broken, ...]


async def book(database: Database, year: int) -> Book:
    """Returns a year's ledger. Figures the catalogue no longer has are left out."""
    async with database.reading() as connection:
        typed, last = [_known(await of_year(connection, y)) for y in (year, year - 1)]
    broken = ledger.broken(
        *(ledger.completed({c: t.value for c, t in one.items()}) for one in (typed, last))
    )
    return Book(year, typed, last, broken)


def _known(typed: Mapping[str, Typed]) -> dict[str, Typed]:
    return {code: one for code, one in typed.items() if code in CATALOGUE}


async def enter(
    database: Database,
    year: int,
    values: Mapping[Entry, str],
    *,
    source: str,
    who: str,
    at: datetime,
) -> Sequence[str]:
    """Keeps values read by `ledger.read_value`, all or none; returns the codes that changed."""
    async with database.transaction() as transaction:
        found = {entry.code: value for entry, value in values.items()}
        return await type_in(transaction, year, found, source, who, at)


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of a table that cannot be taken: which line, which figure, and why."""

    line: int
    figure: str
    reason: BadValueError


@dataclass(frozen=True, slots=True)
class Table:
    """What a table of figures holds: values to keep, lines refused, figures not typed in here."""

    values: Mapping[Entry, str]
    refused: tuple[Refused, ...]
    passed_over: tuple[str, ...]


MAILBOX = "mailbox"
"""The section of figures the mailbox counts itself."""


def read_table(rows: Iterable[tuple[int, Mapping[str, str]]], names: Mapping[str, Entry]) -> Table:
    """Returns what a table's rows (line, cells by heading) hold.

    `names`: every name a figure goes by, casefolded. A figure of the section `mailbox` is passed
    over: the mailbox counts it itself. Empty values are passed over too.
    """
    values: dict[Entry, str] = {}
    refused, passed = [], []
    for line, row in rows:
        figure, value = row.get("figure", "").strip(), row.get("value", "").strip()
        if row.get("section", "").strip() == MAILBOX:
            passed.append(figure)
            continue
        try:
            entry = names.get(figure.casefold())
            if entry is None:
                raise BadValueError("ledger-unknown", value=figure[:60])
            if entry in values:
                raise BadValueError("ledger-twice", value=figure[:60])
            if value:
                values[entry] = ledger.read_value(entry, value)
        except BadValueError as bad:
            refused.append(Refused(line, figure, bad))
    return Table(values, tuple(refused), tuple(passed))
