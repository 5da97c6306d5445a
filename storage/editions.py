"""Keeps published editions of reports, append-only."""

from dataclasses import dataclass
from datetime import date, datetime

from letters.counting import Scope
from letters.period import Period
from storage.database import Connection, Row
from storage.rows import instant, milliseconds


@dataclass(frozen=True, slots=True)
class Edition:
    """A published report as it was. `frozen` is JSON; `reason` says why it corrects the last."""

    report: str
    period: str
    mailbox: str
    department: str
    edition: int
    as_of: date
    frozen: str
    sha256: str
    reason: str
    who: str
    at: datetime


def _edition(row: Row) -> Edition:
    facts = {name: row[name] for name in Edition.__dataclass_fields__}
    facts["as_of"] = date.fromisoformat(row["as_of"])
    facts["at"] = instant(row["at"])
    return Edition(**facts)


async def of(
    connection: Connection, report: str, period: Period, scope: Scope
) -> tuple[Edition, ...]:
    """Returns a report's editions, the first first."""
    rows = await connection.all(
        "editions_of",
        report=report,
        period=str(period),
        mailbox=scope.mailbox or "",
        department=scope.department or "",
    )
    return tuple(_edition(row) for row in rows)


async def every(connection: Connection) -> tuple[Edition, ...]:
    """Returns all editions of all reports, in the order they were published."""
    return tuple(_edition(row) for row in await connection.all("editions_all"))


async def publish(transaction: Connection, edition: Edition) -> None:
    """Keeps a new edition for ever."""
    await transaction.run(
        "edition_publish",
        report=edition.report,
        period=edition.period,
        mailbox=edition.mailbox,
        department=edition.department,
        edition=edition.edition,
        as_of=edition.as_of.isoformat(),
        frozen=edition.frozen,
        sha256=edition.sha256,
        reason=edition.reason,
        who=edition.who,
        at=milliseconds(edition.at),
    )
