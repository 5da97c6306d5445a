"""The clocks of a letter: the date each has, and the ladder of reminders over these dates.

Which clocks a letter has is its procedure's to say (letters/procedures.py). Reminders are
configured per mailbox; each step comes at the office's opening on its working day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from letters import deadlines
from letters.deadlines import Pause
from letters.letter import Card, Letter
from letters.office import Clock, Office, Step
from letters.procedure import procedure_of

MIDNIGHT = time(0, 0)


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step of the ladder that has come: its key on the letter, and the working day it is of."""

    step: Step
    key: str
    day: date
    due_on: date


def due_on(letter: Letter, clock: str) -> date | None:
    """Returns the date a clock of the letter has, None where that clock does not run now."""
    rule = procedure_of(letter).clocks.get(clock)
    return rule.due_on(letter) if rule is not None and letter.state in rule.runs_in else None


def step_key(letter: Letter, step: Step) -> str:
    """Returns the step as remembered on the letter: clock, handling with its one date, and step.

    A date set anew (an extension, a pause, another kind) is reminded of anew, each date once; so
    is each department that is given the letter (docs/adr).
    """
    rule = procedure_of(letter).clocks[step.clock]
    handling, turn, due = rule.handling(letter)
    handled = f"{handling}.{turn}" if rule.each_handling else f"{handling}"
    return f"{step.clock}:{handled}@{due}:{step.name}"


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
        key = step_key(letter, step)
        if key not in letter.reminded:
            day = deadlines.reminder_on(office.calendar, date_of_clock, step.offset)
            found.append((opening(day, office), DueStep(step, key, day, date_of_clock)))
    return sorted(found, key=lambda pair: pair[0])


def due_steps(letter: Letter, at: datetime, office: Office) -> tuple[DueStep, ...]:
    """Returns the steps that have come and are not yet remembered, in their order."""
    if letter.paused_on is not None:
        return ()
    return tuple(due for instant, due in steps_ahead(letter, office) if instant <= at)


def with_past_steps_done(letter: Letter, at: datetime, office: Office, *of: str) -> Letter:
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
        if step.card is not None and step.clock == Clock.REPLY:
            day = deadlines.reminder_on(office.calendar, letter.reply_due_on, step.offset)
            deserved.append((opening(day, office), step.card))
    return next((card for instant, card in sorted(deserved, reverse=True) if instant <= at), None)


def passed_at(letter: Letter, office: Office) -> datetime | None:
    """Returns the instant (UTC) from which the reply date has passed, None once that is noted."""
    if letter.passed_on is not None:
        return None
    return deadlines.instant(deadlines.late_from(letter.reply_due_on), MIDNIGHT, office.timezone)


def lapses_on(letter: Letter, pause: Pause, office: Office) -> date:
    """Returns the day with which a question lapses that the citizen leaves open (domain §4)."""
    limit = office.mailbox(letter.mailbox).pause_limit
    return deadlines.pause_ends(office.calendar, pause.from_on, limit)


def goes_on_at(letter: Letter, office: Office) -> datetime:
    """Returns the instant (UTC) at which a paused letter's clock goes on if nobody answers."""
    lapsed = lapses_on(letter, letter.pauses[-1], office)
    return opening(office.calendar.add(lapsed, 1), office)
