"""The yearly report's figures as one sheet: a model for every format, on paper and in the chat.

For any period, not only a year. A sheet depends on its period, its as-of date and what had happened
by then, never on the day it is made. It holds no words; formats take those from texts/.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from letters import figures
from letters.counting import ALL, Cohort, Counted, Overdue, Scope
from letters.figures import Identity, Rate, Rounding, Spread, Tally
from letters.letter import Kind
from letters.office import Office
from letters.period import Period
from letters.workdays import Calendar
from storage.database import Database
from storage.figures import counted

K = TypeVar("K")

SCHEMA = 1
"""Version of the JSON; incremented when a key changes its meaning or is removed."""


class NoSheetError(Exception):
    """A sheet that is not issued. `message_id` says why in texts/, with `facts` as variables."""

    def __init__(self, message_id: str, **facts: str) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Line:
    """The letters of one department, kind, mailbox, topic or month.

    `code` is None for letters that no department has or had, or that have no topic. `name` is what
    the office calls it, None where texts have the word for it.
    """

    code: str | None
    name: str | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Days:
    """How long answers took, and by how much those on time came early."""

    early: Spread
    early_rate: Rate
    calendar: Spread
    working: Spread


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every figure of a period as of a day. `scope_name`: what it is narrowed to, "" for all."""

    office: str
    period: Period
    as_of: date
    scope: Scope
    scope_name: str
    rounding: Rounding
    decimals: int
    total: Tally
    identity: Identity
    days: Days
    sign_for: Rate
    overdue: tuple[Overdue, ...]
    by_department: tuple[Line, ...]
    by_kind: tuple[Line, ...]
    by_mailbox: tuple[Line, ...]
    by_topic: tuple[Line, ...]
    by_month: tuple[Line, ...]

    def printed(self, rate: Rate) -> str:
        """Returns a rate as this sheet prints it, without the sign, "—" for an empty whole."""
        return rate.printed(self.rounding, self.decimals)

    @property
    def is_year_to_its_end(self) -> bool:
        """Returns whether it is a whole year as of its last day: 截至…年底."""
        return str(self.period) == str(self.as_of.year) and self.as_of == self.period.last


def default_as_of(period: Period, today: date) -> date:
    """Returns the day a period is reported as of where none is given: its last, or today."""
    return min(period.last, today)


async def yearly(
    database: Database,
    office: Office,
    period: Period,
    as_of: date,
    *,
    scope: Scope = ALL,
) -> Sheet:
    """Returns the figures of a period as of a day; what happened later does not count.

    Raises NoSheetError if the period begins after that day, or if the identity does not hold
    (domain: identity).
    """
    if as_of < period.first:
        raise NoSheetError(
            "report-not-begun", first=period.first.isoformat(), as_of=as_of.isoformat()
        )
    counts = await counted(database, period, as_of, scope)
    return sheet(counts, office, period, as_of, scope=scope)


def sheet(
    counts: Counted,
    office: Office,
    period: Period,
    as_of: date,
    *,
    scope: Scope = ALL,
) -> Sheet:
    """Returns the sheet that follows from the counts. Raises NoSheetError as `yearly` does."""
    by_kind = _by(counts, lambda c: c.kind)
    by_month = _by(counts, lambda c: c.month)
    total = sum(counts.cohorts.values(), Tally())
    identity = Identity(counts.opening, counts.carried, total)
    if not identity.holds:
        raise NoSheetError("report-identity-broken", period=str(period), as_of=as_of.isoformat())
    return Sheet(
        office=office.name,
        period=period,
        as_of=as_of,
        scope=scope,
        scope_name=_scope_name(scope, office),
        rounding=office.rounding,
        decimals=office.decimals,
        total=total,
        identity=identity,
        days=_days(counts, office.calendar),
        sign_for=figures.sign_for_rate(counts.signings, office.calendar),
        overdue=tuple(sorted(counts.overdue, key=lambda letter: (letter.due_on, letter.number))),
        by_department=_most_first(
            _by(counts, lambda c: c.lead), {d.code: d.name for d in office.departments}
        ),
        by_kind=tuple(Line(kind.value, None, by_kind.get(kind, Tally())) for kind in Kind),
        by_mailbox=_most_first(_by(counts, _mailbox), {m.code: m.title for m in office.mailboxes}),
        by_topic=_by_topic(counts, office),
        by_month=tuple(
            Line(month, month, by_month.get(month, Tally()))
            for month in period.until(as_of).months()
        ),
    )


def _scope_name(scope: Scope, office: Office) -> str:
    mailboxes = {m.code: m.title for m in office.mailboxes}
    names = (mailboxes.get(scope.mailbox or ""), office.department_name(scope.department))
    return " · ".join(name for name in names if name)


def _days(counts: Counted, calendar: Calendar) -> Days:
    early = figures.days_early(counts.answers, calendar)
    return Days(
        early=figures.spread(early),
        early_rate=figures.early_rate(early),
        calendar=figures.spread(figures.handling_calendar_days(counts.answers)),
        working=figures.spread(figures.handling_working_days(counts.answers, calendar)),
    )


def _by(counts: Counted, key: Callable[[Cohort], K]) -> dict[K, Tally]:
    tallies: dict[K, Tally] = {}
    for cohort, tally in counts.cohorts.items():
        tallies[key(cohort)] = tallies.get(key(cohort), Tally()) + tally
    return tallies


def _by_topic(counts: Counted, office: Office) -> tuple[Line, ...]:
    """Returns None if no letter has a topic: the office does not use them."""
    tallies = _by(counts, lambda c: c.topic)
    names = {topic.code: topic.name for topic in office.topics}
    return _most_first(tallies, names) if any(tallies) else ()


def _mailbox(cohort: Cohort) -> str | None:
    return cohort.mailbox


def _most_first(tallies: Mapping[str | None, Tally], names: Mapping[str, str]) -> tuple[Line, ...]:
    """Those with most letters first, letters that no department has last.

    Only what letters name is listed, so that a department founded later changes no past sheet.
    """
    lines = (Line(code, names.get(code or "", code), tally) for code, tally in tallies.items())
    return tuple(sorted(lines, key=lambda x: (x.code is None, -x.tally.received, x.code or "")))
