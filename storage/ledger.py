"""Keeps the ledger: what was typed in for a year, by whom, when, and from which source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.rows import instant, milliseconds


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure as last typed in. `value` is "" if it was taken back."""

    figure: str
    value: str
    source: str
    who: str
    at: datetime


async def of_year(connection: Connection, year: int) -> dict[str, Typed]:
    """Returns a year's figures by their codes, each as last typed in."""
    rows = await connection.all("ledger_of_year", year=year)
    return {
        row["figure"]: Typed(
            row["figure"], row["value"], row["source"], row["who"], instant(row["at"])
        )
        for row in rows
        if row["value"]
    }


async def type_in(
    transaction: Connection,
    year: int,
    values: Mapping[str, str],
    source: str,
    who: str,
    at: datetime,
) -> Sequence[str]:
    """Keeps new values of a year's figures; returns the codes of those that changed."""
    before = await of_year(transaction, year)
    changed = [
        figure
        for figure, value in values.items()
        if value != (before[figure].value if figure in before else "")
        or (value and source != before[figure].source)
    ]
    rows = [
        {
            "year": year,
            "figure": figure,
            "value": values[figure],
            "source": source,
            "who": who,
            "at": milliseconds(at),
        }
        for figure in changed
    ]
    await transaction.run_many("ledger_type_in", rows)
    return changed
