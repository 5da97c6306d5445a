"""The clocks of a letter: the date each has, and the ladder of reminders over these dates.

triage: received until assigned, refused or merged · return: assigned until the department may no
longer return by itself · department: assigned until drafted · reply: until answered (domain §4).
Reminders are configured per mailbox; each step comes at the office's opening on its working day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from letters import deadlines
from letters.letter import Card, Letter, State
from letters.office import Clock, Office, Step

WITH_DEPARTMENT = frozenset({State.ASSIGNED, State.IN_PROGRESS})
MIDNIGHT = time(0, 0)


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step of the ladder that has come: its key on the letter, and the working day it is of."""

    step: Step
    key: str
    day: date
    due_on: date


def due_on(letter: Letter, clock: Clock) -> date | None:
    """Returns the date a clock of the letter has, None where that clock does not run now."""
    if not letter.is_open:
        return None
    match clock:
        case Clock.REPLY:
            return letter.reply_due_on
        case Clock.TRIAGE:
            return letter.triage_due_on if letter.state is State.RECEIVED else None
        case Clock.RETURN:
            return letter.return_due_on if letter.state in WITH_DEPARTMENT else None
        case Clock.DEPARTMENT:
            return letter.department_due_on if letter.state in WITH_DEPARTMENT else None


def step_key(letter: Letter, step: Step, date_of_clock: date) -> str:
    """Returns the step as remembered on the letter: clock, round and step.

    A round is one handling with one date: a date set anew (an extension, a pause, another kind) is
    reminded of anew, each date once; so is each department that is given the letter (docs/adr).
    """
    handling = f"{letter.round}"
    if step.clock is not Clock.REPLY:
        handling += f".{letter.transfers}"
    return f"{step.clock}:{handling}@{date_of_clock}:{step.name}"


def opening(on: date, office: Office) -> datetime:
    """Returns the instant (UTC) at which the office opens on a local date."""
    return deadlines.instant(on, office.opens, office.timezone)


def next_opening(at: datetime, office: Office) -> datetime:
    """Returns `at` itself within office hours on a working day, else the next opening, in UTC."""
    local = at.astimezone(office.timezone)
    day, calendar = local.date(), office.calendar
    if calendar.is_working(day):
        if at < opening(day, office):
            return opening(day, office)
        if at < deadlines.instant(day, office.closes, office.timezone):
            return at
    return opening(calendar.add(day, 1), office)


def steps_ahead(letter: Letter, office: Office) -> list[tuple[datetime, DueStep]]:
    """Returns the ladder's steps not yet remembered, with their instants (UTC), in their order."""
    found = []
    for step in office.mailbox(letter.mailbox).ladder:
        date_of_clock = due_on(letter, step.clock)
        if date_of_clock is None:
            continue
        key = step_key(letter, step, date_of_clock)
        if key not in letter.reminded:
            day = deadlines.reminder_on(office.calendar, date_of_clock, step.offset)
            found.append((opening(day, office), DueStep(step, key, day, date_of_clock)))
    return sorted(found, key=lambda pair: pair[0])


def due_steps(letter: Letter, at: datetime, office: Office) -> tuple[DueStep, ...]:
    """Returns the steps that have come and are not yet remembered, in their order."""
    if letter.paused_on is not None:
        return ()
    return tuple(due for instant, due in steps_ahead(letter, office) if instant <= at)


def with_past_steps_done(letter: Letter, at: datetime, office: Office, *of: Clock) -> Letter:
    """Returns the letter with the clocks' steps already past at `at` remembered, never to be sent.

    A letter that arrives at noon with one working day to go is not reminded of this morning.
    """
    ahead = steps_ahead(letter, office)
    done = tuple(due.key for instant, due in ahead if instant <= at and due.step.clock in of)
    return replace(letter, reminded=letter.reminded + done)


def card_after_redating(letter: Letter, at: datetime, office: Office) -> Card | None:
    """Returns the card a letter still deserves when its date has moved; none is given here."""
    if letter.card is None:
        return None
    deserved: list[tuple[datetime, Card]] = []
    for step in office.mailbox(letter.mailbox).ladder:
        if step.card is not None and step.clock is Clock.REPLY:
            day = deadlines.reminder_on(office.calendar, letter.reply_due_on, step.offset)
            deserved.append((opening(day, office), step.card))
    return next((card for instant, card in sorted(deserved, reverse=True) if instant <= at), None)


def passed_at(letter: Letter, office: Office) -> datetime | None:
    """Returns the instant (UTC) from which the reply date has passed, None once that is noted."""
    if letter.passed_on is not None:
        return None
    return deadlines.instant(deadlines.late_from(letter.reply_due_on), MIDNIGHT, office.timezone)
