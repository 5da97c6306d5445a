"""Counts letters for the figures, by the queries in queries/figures.sql.

Gives the counts of a period as of a day, the same whenever it is asked. What is made of them is
letters/figures' matter.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from letters.counting import ALL, Cohort, Counted, Overdue, Scope, count_in
from letters.figures import COUNTS, Answer, Tally
from letters.letter import Kind, Letter
from letters.period import Period
from storage.database import Connection, Row
from storage.rows import letter_from

CARRIED = ("replied", "refused", "merged", "withdrawn", "open")


async def counted(
    connection: Connection, period: Period, as_of: date, scope: Scope = ALL
) -> Counted:
    """Returns the counts of a period as of a day, the office's own dates, over letters in scope.

    1. most letters in bulk, and what was open when the period began; 2. those that have moved
    since, or whose clock stands, one by one. All from one state of the database, if `connection`
    is one of `snapshot()`. ValueError where the period begins after the day.
    """
    span = period.until(as_of)
    values = {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "as_of": as_of.isoformat(),
        "mailbox": scope.mailbox or "",
        "department": scope.department or "",
    }
    result = Counted()
    for row in await connection.all("figures_by_cohort", **values):
        cohort = Cohort(row["mailbox"], Kind(row["kind"]), row["lead"], row["month"])
        result.add(cohort, Tally(**{name: row[name] for name in COUNTS}))
    for row in await connection.all("figures_signings", **values):
        signed_on = row["signed_on"] and date.fromisoformat(row["signed_on"])
        result.signings[(date.fromisoformat(row["assigned_on"]), signed_on)] += row["letters"]
    for row in await connection.all("figures_overdue", **values):
        due_on = date.fromisoformat(row["due_on"])
        result.overdue.append(Overdue(due_on, row["number"], row["lead"]))
    for row in await connection.all("figures_answers", **values):
        days = (row["received_on"], row["answered_on"], row["due_on"])
        result.answers[Answer(*map(date.fromisoformat, days))] += row["letters"]
    singly = list(_folded(await connection.all("figures_looked_at_singly", **values)))
    del values["last"]
    carried = await connection.one("figures_carried_over", **values)
    assert carried is not None  # noqa: S101 — a count always has its row
    result.opening = carried["opening"]
    result.carried = Tally(**{name: carried[name] for name in CARRIED})
    singly += _folded(await connection.all("figures_carried_singly", **values))
    for letter in singly:
        if scope.covers(letter):
            count_in(result, letter, span, as_of)
    return result


def _folded(rows: Sequence[Row]) -> Iterator[Letter]:
    """Yields each letter as its events make it; the rows stand in the events' order."""
    for letter_id, events in groupby(rows, key=lambda row: row["id"]):
        facts: dict[str, object] = {"id": letter_id}
        for event in events:
            facts.update(json.loads(event["changed"]))
        yield letter_from(facts)
