"""How a letter's dates follow from what happens to it, and when time next has something to say.

The arithmetic of working days is letters/deadlines; this applies it to a letter's clocks: triage,
return, department and reply (domain: clocks).
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from letters import deadlines
from letters.deadlines import Pause
from letters.letter import Letter, State
from letters.office import Office, Step


def redated(letter: Letter, office: Office) -> Letter:
    """Returns the letter with the dates that follow from its start, limit, pauses, extensions."""
    calendar = office.calendar
    due = deadlines.reply_due(
        calendar, letter.clock_start_on, letter.limit_days, letter.extension_days, letter.pauses
    )
    return replace(
        letter,
        reply_due_on=due.on,
        original_due_on=deadlines.original_due(
            calendar, letter.clock_start_on, letter.limit_days, letter.pauses
        ).on,
        provisional=due.provisional,
        department_due_on=(
            deadlines.department_due(calendar, due.on, letter.assigned_on)
            if letter.assigned_on is not None
            else None
        ),
    )


def assigned(letter: Letter, on: date, office: Office) -> Letter:
    """Returns the letter with its return and department clocks running from `on`."""
    limit = office.mailbox(letter.mailbox).return_limit
    return_due = deadlines.return_due(office.calendar, on, limit)
    return redated(replace(letter, return_due_on=return_due.on), office)


def paused(letter: Letter, on: date) -> Letter:
    """Returns the letter with its reply clock standing from `on`."""
    return replace(letter, pauses=(*letter.pauses, Pause(on, None)))


def unpaused(letter: Letter, on: date, office: Office) -> Letter:
    """Returns the letter with its clock running again; the pause's working days are added."""
    if letter.paused_on is None:
        return letter
    ended = Pause(letter.paused_on, on)
    return redated(replace(letter, pauses=(*letter.pauses[:-1], ended)), office)


def concluded(letter: Letter, on: date) -> Letter:
    """Returns the letter as it ends without an answer; a running pause ends with it."""
    pauses = letter.pauses
    if letter.paused_on is not None:
        pauses = (*pauses[:-1], Pause(letter.paused_on, on))
    return replace(letter, concluded_on=on, extension_asked=None, pauses=pauses)


def answered(letter: Letter, on: date) -> Letter:
    """Returns the answered letter. The first answer's dates stand for ever (domain: figures)."""
    letter = replace(letter, last_answered_on=on, extension_asked=None)
    if letter.answered_on is not None:
        return letter
    return replace(
        letter,
        answered_on=on,
        answered_due_on=letter.reply_due_on,
        answered_original_due_on=letter.original_due_on,
    )


def reopened(letter: Letter, on: date, office: Office) -> Letter:
    """Returns the letter in its second round, with a reply clock of its own."""
    limit = office.mailbox(letter.mailbox).reopen_limit
    again = replace(
        letter,
        round=letter.round + 1,
        reopened_on=on,
        clock_start_on=on,
        limit_days=limit,
        pauses=(),
        extension_days=0,
        extension_asked=None,
        return_due_on=None,
        drafted_on=None,
        card=None,
    )
    return redated(again, office)


def opening(on: date, office: Office) -> datetime:
    """Returns the instant (UTC) at which the office opens on a local date."""
    return deadlines.instant(on, office.opens, office.timezone)


def next_opening(at: datetime, office: Office) -> datetime:
    """Returns `at` itself within office hours on a working day, else the next opening, in UTC."""
    local = at.astimezone(office.timezone)
    day, calendar = local.date(), office.calendar
    if calendar.is_working(day):
        if local.time() < office.opens:
            return opening(day, office)
        if local.time() < office.closes:
            return at
    return opening(calendar.add(day, 1), office)


def step_key(letter: Letter, step: Step) -> str:
    """Returns the step as remembered on the letter: clock, round and step."""
    return f"reply:{letter.round}:{step.name}"


def step_at(letter: Letter, step: Step, office: Office) -> datetime:
    """Returns the instant (UTC) of a ladder step: the opening of its working day."""
    day = deadlines.reminder_on(office.calendar, letter.reply_due_on, step.offset)
    return opening(day, office)


def due_steps(letter: Letter, at: datetime, office: Office) -> tuple[Step, ...]:
    """Returns the ladder's steps that have come and are not yet remembered, in their order."""
    if not letter.is_open or letter.paused_on is not None:
        return ()
    ladder = office.mailbox(letter.mailbox).ladder
    return tuple(
        step
        for step in ladder
        if step_key(letter, step) not in letter.reminded and step_at(letter, step, office) <= at
    )


def with_past_steps_done(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns the letter with the steps already past at `at` remembered, never to be sent.

    A letter that arrives at noon with one working day to go is not reminded of this morning.
    """
    done = tuple(step_key(letter, s) for s in due_steps(letter, at, office))
    return replace(letter, reminded=letter.reminded + done)


def with_next_look(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns the letter with `next_look_at` set: the next instant a sweep must look at it."""
    return replace(letter, next_look_at=_next_look(letter, office))


def _next_look(letter: Letter, office: Office) -> datetime | None:
    mailbox = office.mailbox(letter.mailbox)
    if letter.state is State.ANSWERED and letter.last_answered_on is not None:
        return opening(letter.last_answered_on + timedelta(days=mailbox.rating_days + 1), office)
    if not letter.is_open:
        return None
    if letter.paused_on is not None:
        silent_until = deadlines.pause_ends(office.calendar, letter.paused_on, mailbox.pause_limit)
        return opening(office.calendar.add(silent_until, 1), office)
    upcoming = [
        step_at(letter, step, office)
        for step in mailbox.ladder
        if step_key(letter, step) not in letter.reminded
    ]
    return min(upcoming, default=None)
