"""Counts letters for the figures, by the queries in queries/figures.sql.

Gives the counts of a period as of a day, the same whenever it is asked. What is made of them is
for letters/figures to say.
"""

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby

from letters.counting import (
    ALL,
    Cohort,
    Counted,
    Overdue,
    Scope,
    count_in,
    is_signing_known,
)
from letters.figures import COUNTS, Answer, Tally
from letters.letter import Kind, Letter
from letters.period import Period
from storage.database import Connection, Database, Row
from storage.rows import letter_from

SINGLY = frozenset({"waiting_again", "waiting_again_overdue"})
"""Of letters in their second handling, which are counted one by one."""
IN_BULK = tuple(name for name in COUNTS if name not in SINGLY)
CARRIED = ("replied", "refused", "merged", "withdrawn", "open")


async def counted(database: Database, period: Period, as_of: date, scope: Scope = ALL) -> Counted:
    """Returns the counts of a period as of a day, the office's own dates, over letters in scope.

    1. most letters in bulk, and what was open when the period began; 2. those that have moved
    since, or whose clock stands, one by one. All from one state of the database; two connections
    share the work. ValueError where the period begins after the day.
    """
    span = period.until(as_of)
    result = Counted()
    async with database.snapshots() as (one, other):
        singly, _ = await asyncio.gather(
            _count_cohorts(one, result, span, as_of, scope),
            _count_days(other, result, span, as_of, scope),
        )
    for letter in singly:
        if scope.covers(letter):
            count_in(result, letter, span, as_of)
    return result


async def _count_cohorts(
    connection: Connection, result: Counted, span: Period, as_of: date, scope: Scope
) -> list[Letter]:
    """Counts what is counted in bulk; returns the letters to be looked at one by one."""
    first, last = span.first.isoformat(), span.last.isoformat()
    began = {"first": first, "as_of": as_of.isoformat(), "mailbox": scope.mailbox or ""}
    received = {"last": last, "first_month": first[:7], "last_month": last[:7]}
    lead = {"department": scope.department or ""}
    for row in await connection.all("figures_by_cohort", **began, **received, **lead):
        cohort = Cohort(row["mailbox"], Kind(row["kind"]), row["lead"], row["topic"], row["month"])
        result.add(cohort, Tally(**{name: row[name] for name in IN_BULK}))
    result.overdue += [
        Overdue(date.fromisoformat(row["due_on"]), row["number"], row["lead"])
        for row in await connection.all("figures_overdue", **began, last=last, **lead)
    ]
    carried = await connection.one("figures_carried_over", **began, **lead)
    assert carried is not None  # noqa: S101 — a count always has its row
    result.opening = carried["opening"]
    result.carried = Tally(**{name: carried[name] for name in CARRIED})
    singly = [*_folded(await connection.all("figures_looked_at_singly", **began, **received))]
    return [*singly, *_folded(await connection.all("figures_carried_singly", **began))]


async def _count_days(
    connection: Connection, result: Counted, span: Period, as_of: date, scope: Scope
) -> None:
    first, last = span.first.isoformat(), span.last.isoformat()
    rows = await connection.all(
        "figures_days",
        first=first,
        last=last,
        first_month=first[:7],
        last_month=last[:7],
        as_of=as_of.isoformat(),
        mailbox=scope.mailbox or "",
        department=scope.department or "",
    )
    day = cache(date.fromisoformat)  # few days in many rows
    for row in rows:
        answered_on = row["answered_on"] and day(row["answered_on"])
        assigned_on = row["assigned_on"] and day(row["assigned_on"])
        signed_on = row["signed_on"] and day(row["signed_on"])
        answered_on = answered_on if answered_on and answered_on <= as_of else None
        signed_on = signed_on if signed_on and signed_on <= as_of else None
        if answered_on is not None:
            answer = Answer(day(row["received_on"]), answered_on, day(row["due_on"]))
            result.answers[answer] += row["letters"]
        if assigned_on is not None and is_signing_known(signed_on, answered_on):
            result.signings[(assigned_on, signed_on)] += row["letters"]


def _folded(rows: Sequence[Row]) -> Iterator[Letter]:
    """Yields each letter as its events make it; the rows stand in the events' order."""
    for letter_id, events in groupby(rows, key=lambda row: row["id"]):
        facts: dict[str, object] = {"id": letter_id}
        for event in events:
            facts.update(json.loads(event["changed"]))
        yield letter_from(facts)
