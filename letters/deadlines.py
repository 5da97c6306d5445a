"""Dates by which something must be done, and how each came about.

Arithmetic over a `Calendar` only: whether a letter is overdue today, what is told to whom and
which limit applies to which kind are decided elsewhere. Every limit is in working days, every
date is local to the office.

The rules: the first day is not counted and a limit ends with its last day (民法典 Art. 201, 203);
while the citizen is asked the clock stands (domain §4, Pause); an extension is added to the limit
(信访工作条例 Art. 34 knows one, with a reason told to the citizen).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from letters.workdays import ONE_DAY, Calendar, Day

TRIAGE_LIMIT = 1
"""Working days the office has from receipt to accept, refuse or merge a letter."""
RETURN_LIMIT = 2
"""Working days after its assignment in which a department may return a letter by itself."""
SIGN_FOR_LIMIT = 1
"""Working days after its assignment in which a letter is signed for on time."""
DEPARTMENT_MARGIN = 1
"""Working days by which a department's draft comes before the promised reply."""
SILENCE_LIMIT = 15
"""Working days a citizen may leave a question open before the clock goes on."""


class NegativeLimitError(ValueError):
    """A limit, an extension or a margin of fewer than no working days."""

    message_id = "negative-limit"

    def __init__(self, working_days: int) -> None:
        super().__init__(f"{working_days} is not a number of working days to count")
        self.working_days = working_days


@dataclass(frozen=True)
class Step:
    """One day on the way from the start to the date: its number, or none if it does not count."""

    day: Day
    number: int | None
    paused: bool = False
    """A working day on which the clock stood: it is numbered, for the date moved on by it."""

    def variables(self) -> dict[str, str | int]:
        """The variables of the message `date-step`; a number it has not is 0, a date "none"."""
        instead = self.day.makes_up_for
        return {
            "on": self.day.on.isoformat(),
            "weekday": self.day.on.isoweekday(),
            "kind": self.day.kind.value,
            "source": self.day.source.value,
            "name": self.day.name,
            "number": self.number or 0,
            "paused": "yes" if self.paused else "no",
            "certain": "yes" if self.day.certain else "no",
            "makes_up_for": instead.isoformat() if instead else "none",
        }


@dataclass(frozen=True)
class Due:
    """The last day on which something is in time, and every day after the start up to it."""

    on: date
    provisional: bool
    """Some day on the way is not yet certain, so the date may still move."""
    trace: tuple[Step, ...]


@dataclass(frozen=True)
class Pause:
    """The citizen was asked on `from_on` and answered on `until_on`, or has not answered yet.

    The clock stands on the days after the question, up to and with the day of the answer.
    """

    from_on: date
    until_on: date | None


def due(calendar: Calendar, start: date, working_days: int) -> Due:
    """The date on which a limit ends: its N-th working day after `start` (民法典 Art. 201).

    No working days at all end on `start` itself. Raises `NegativeLimitError`, and
    `BeyondCalendarError` where the calendar ends first.
    """
    return _due(calendar, start, working_days, ())


def reply_due(
    calendar: Calendar, start: date, limit: int, extension: int, pauses: Iterable[Pause]
) -> Due:
    """The reply date in force: the limit, the extensions granted, and the days of the pauses.

    `extension` is the sum of all granted. Working days of a pause are added, each once however
    many pauses cover it, and only those after `start`. A pause still open adds nothing yet; for
    the date as of a day, pass that day as its end. Neither order nor time of grants and pauses
    matters. Raises `NegativeLimitError` and `BeyondCalendarError`.
    """
    for part in (limit, extension):
        if part < 0:
            raise NegativeLimitError(part)
    return _due(calendar, start, limit + extension, _merged(pauses, start))


def original_due(calendar: Calendar, start: date, limit: int, pauses: Iterable[Pause]) -> Due:
    """The reply date as it would stand without any extension; figures are given against both."""
    return reply_due(calendar, start, limit, 0, pauses)


def triage_due(calendar: Calendar, received_on: date, limit: int = TRIAGE_LIMIT) -> Due:
    """Until when the office accepts, refuses or merges a letter."""
    return due(calendar, received_on, limit)


def return_due(calendar: Calendar, assigned_on: date, limit: int = RETURN_LIMIT) -> Due:
    """Until when a department may return a letter without the office's consent."""
    return due(calendar, assigned_on, limit)


def department_due(
    calendar: Calendar, reply_on: date, assigned_on: date, margin: int = DEPARTMENT_MARGIN
) -> date:
    """Until when the department drafts: the reply date less the margin.

    Where that would lie before the department had the letter (a limit of one day, a letter
    assigned late), it is the first working day from the assignment on, at most the reply date.
    """
    if margin < 0:
        raise NegativeLimitError(margin)
    earliest = min(reply_on, calendar.next_working(assigned_on))
    return max(calendar.add(reply_on, -margin), earliest)


def pause_ends(calendar: Calendar, from_on: date, limit: int = SILENCE_LIMIT) -> date:
    """The day with which the clock goes on although the citizen has not answered (domain §4)."""
    return due(calendar, from_on, limit).on


def is_late(due_on: date, on: date) -> bool:
    """Late only from the day after the date; the whole last day is in time (民法典 Art. 203)."""
    return on > due_on


def late_from(due_on: date) -> date:
    """The day that the event "the date passed" bears, however late it is noticed."""
    return due_on + ONE_DAY


def reminder_on(calendar: Calendar, due_on: date, offset: int) -> date:
    """The working day of a reminder `offset` working days after the date, negative: before it.

    Zero is the date itself. Should that have become a day of rest (the calendar changed and dates
    are not recomputed yet), zero is the last working day before it, so that no one is told too
    late; -1 is the working day before that one and +1 the first after the date. Different
    offsets thus never share a day.
    """
    anchor = due_on if calendar.is_working(due_on) else calendar.add(due_on, -1)
    return calendar.add(anchor, offset)


def instant(on: date, at: time, zone: tzinfo) -> datetime:
    """The moment, in UTC, at which the office's clocks show `at` on the day `on`.

    As RFC 5545 (3.3.5) has it: an hour that comes twice means its first coming; an hour skipped
    by a clock that jumps ahead is read with the offset before the jump, so 02:30 becomes the
    moment at which clocks show 03:30. Each (day, time) is thus exactly one moment.
    """
    if at.tzinfo is not None:
        raise ValueError("a time of day bears no zone of its own")
    return datetime.combine(on, at.replace(fold=0), zone).astimezone(UTC)


def local_date(moment: datetime, zone: tzinfo) -> date:
    """The office's date at a moment. A moment without a zone is refused, never guessed."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone has no local date")
    return moment.astimezone(zone).date()


def _merged(pauses: Iterable[Pause], start: date) -> tuple[tuple[date, date], ...]:
    """The pauses as (after, up to) pairs in order, none before `start`, none overlapping."""
    merged: list[tuple[date, date]] = []
    for pause in sorted(pauses, key=lambda pause: pause.from_on):
        if pause.until_on is None:
            continue
        after = max(pause.from_on, merged[-1][1] if merged else start)
        if after < pause.until_on:
            merged.append((after, pause.until_on))
    return tuple(merged)


def _due(
    calendar: Calendar, start: date, working_days: int, pauses: tuple[tuple[date, date], ...]
) -> Due:
    if working_days < 0:
        raise NegativeLimitError(working_days)
    paused = sum(calendar.between(after, until) for after, until in pauses)
    on = calendar.add(start, working_days + paused)
    trace: list[Step] = []
    number = 0
    for offset in range(1, (on - start).days + 1):
        day = calendar.day(start + offset * ONE_DAY)
        stands = day.working and any(after < day.on <= until for after, until in pauses)
        number += day.working
        trace.append(Step(day, number if day.working else None, stands))
    certain = calendar.is_certain(on) and all(step.day.certain for step in trace)
    return Due(on, not certain, tuple(trace))
