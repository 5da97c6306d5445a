"""The bulletin (通报): how departments, kinds and mailboxes did in a period, and against the last.

A model without words, like the yearly sheet: made again for the same day, it is the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from letters.counting import Scope
from letters.figures import Rate, Tally, on_time_rate, reply_rate
from letters.office import Office
from letters.period import Period, before, same_day_of, year_before
from reports import annual
from reports.annual import Line, Sheet
from reports.paper import Points
from storage.database import Database

FEWEST_RANKED = 10
"""Minimum letters for a department to be ranked (domain: departments)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its counts, and those of the last period and of last year's, None for none.

    `rank` is None for what is not ranked; equal rates share a rank.
    """

    line: Line
    last: Tally | None
    last_year: Tally | None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The bulletin of a period. `last` and `last_year`: what stands beside it, as of when.

    `few` are departments with too few letters to be ranked, `nothing_due` those without any
    answered or overdue letter, which cannot be judged.
    """

    sheet: Sheet
    last: Sheet
    last_year: Sheet | None
    total: Row
    ranked: tuple[Row, ...]
    few: tuple[Row, ...]
    nothing_due: tuple[Row, ...]
    by_kind: tuple[Row, ...]
    by_mailbox: tuple[Row, ...]
    by_topic: tuple[Row, ...]


async def bulletin(
    database: Database, office: Office, period: Period, as_of: date, scope: Scope
) -> Bulletin:
    """Returns the bulletin of a period as of a day. Raises NoSheetError as the yearly does."""
    sheets = []
    for other in dict.fromkeys((period, before(period), year_before(period))):
        day = as_of if other == period else same_day_of(other, period, as_of)
        sheets.append(await annual.yearly(database, office, other, day, scope=scope))
    return compared(sheets[0], sheets[1], sheets[2] if len(sheets) > 2 else None)


def compared(sheet: Sheet, last: Sheet, last_year: Sheet | None) -> Bulletin:
    """Returns the bulletin of sheets already made. For a year, last year's is the last period's."""

    def rows(of: Callable[[Sheet], Iterable[Line]]) -> tuple[Row, ...]:
        beside = [_tallies(of(other)) if other else {} for other in (last, last_year)]
        return tuple(
            Row(line, beside[0].get(line.code), beside[1].get(line.code)) for line in of(sheet)
        )

    departments = [row for row in rows(lambda s: s.by_department) if row.line.code is not None]
    judged = [row for row in departments if on_time_rate(row.line.tally).whole]
    total = Line(None, None, sheet.total)
    return Bulletin(
        sheet=sheet,
        last=last,
        last_year=last_year,
        total=Row(total, last.total, last_year.total if last_year else None),
        ranked=_ranked(r for r in judged if r.line.tally.received >= FEWEST_RANKED),
        few=tuple(r for r in judged if r.line.tally.received < FEWEST_RANKED),
        nothing_due=tuple(r for r in departments if r not in judged),
        by_kind=rows(lambda s: s.by_kind),
        by_mailbox=rows(lambda s: s.by_mailbox),
        by_topic=rows(lambda s: s.by_topic),
    )


def _tallies(lines: Iterable[Line]) -> Mapping[str | None, Tally]:
    return {line.code: line.tally for line in lines}


def _ranked(rows: Iterable[Row]) -> tuple[Row, ...]:
    """By on-time rate, then reply rate; exact fractions, so that equal is equal."""

    def merit(row: Row) -> tuple[float, float]:
        rates = (on_time_rate(row.line.tally), reply_rate(row.line.tally))
        return (rates[0].part / rates[0].whole, rates[1].part / rates[1].whole)

    found: list[Row] = []
    ordered = sorted(rows, key=lambda row: (*(-m for m in merit(row)), row.line.code or ""))
    for place, row in enumerate(ordered, start=1):
        same = bool(found) and merit(found[-1]) == merit(row)
        rank = found[-1].rank if same else place
        found.append(Row(row.line, row.last, row.last_year, rank))
    return tuple(found)


def points(sheet: Sheet, now: Rate, then: Rate | None) -> Points | None:
    """Returns the difference in percentage points of the rates as they are printed.

    None if either has an empty denominator. Equals what a reader gets by subtracting as printed.
    """
    if then is None or not now.whole or not then.whole:
        return None
    return Points(Decimal(sheet.printed(now)) - Decimal(sheet.printed(then)))
