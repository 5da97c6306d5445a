"""How a letter's dates follow from what happens to it, and when time next has something to say.

The arithmetic of working days is letters/deadlines, the clocks and their reminders are
letters/clocks; this applies both to a letter on its way.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from letters import clocks, deadlines
from letters.deadlines import Pause
from letters.letter import Letter, State
from letters.office import Clock, Mailbox, Office, Start


def clock_start(letter: Letter, mailbox: Mailbox) -> date:
    """Returns the day the reply clock runs from by the mailbox's rule.

    Where it runs from acceptance and the letter is not accepted yet, that is the last day on which
    the office may do so: what is promised at the receipt is kept.
    """
    if letter.reopened_on is not None:
        return letter.reopened_on
    if mailbox.start is Start.RECEIVED:
        return letter.received_on
    return letter.accepted_on or letter.triage_due_on


def limit(letter: Letter, mailbox: Mailbox) -> int:
    """Returns the working days a letter is answered within by the mailbox's rules as they are."""
    if letter.round > 1:
        return mailbox.reopen_limit
    return mailbox.limit(letter.kind, urgent=letter.urgent)


def redated(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns the letter with the dates that follow from its start, limit, pauses, extensions.

    Where the reply date moves, so do its marks: a card no longer deserved goes, steps of the
    ladder already past for the new date are not sent after the event.
    """
    calendar = office.calendar
    due = deadlines.reply_due(
        calendar, letter.clock_start_on, letter.limit_days, letter.extension_days, letter.pauses
    )
    original = deadlines.original_due(
        calendar, letter.clock_start_on, letter.limit_days, letter.pauses
    )
    after = replace(
        letter,
        reply_due_on=due.on,
        original_due_on=original.on,
        provisional=due.provisional,
        department_due_on=_department_due(letter, due.on, office),
    )
    if due.on == letter.reply_due_on:
        return after
    if after.passed_on is not None and not deadlines.is_late(due.on, office.local_date(at)):
        after = replace(after, passed_on=None)
    after = replace(after, card=clocks.card_after_redating(after, at, office))
    return clocks.with_past_steps_done(after, at, office, Clock.REPLY, Clock.DEPARTMENT)


def _department_due(letter: Letter, reply_on: date, office: Office) -> date | None:
    if letter.assigned_on is None:
        return None
    margin = office.mailbox(letter.mailbox).department_margin
    return deadlines.department_due(office.calendar, reply_on, letter.assigned_on, margin)


def received(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns a letter just received with its first dates."""
    mailbox = office.mailbox(letter.mailbox)
    letter = waiting_for_office(letter, letter.received_on, office)
    letter = replace(letter, clock_start_on=clock_start(letter, mailbox))
    return clocks.with_past_steps_done(redated(letter, at, office), at, office, *Clock)


def waiting_for_office(letter: Letter, on: date, office: Office) -> Letter:
    """Returns the letter with its triage clock running from `on`."""
    days = office.mailbox(letter.mailbox).triage_limit
    due = deadlines.triage_due(office.calendar, on, days)
    return replace(letter, triage_start_on=on, triage_due_on=due.on)


def back_with_office(letter: Letter, on: date, office: Office) -> Letter:
    """Returns the letter without a department, once more waiting for the office from `on`."""
    without = replace(
        letter,
        lead=None,
        co_handlers=(),
        assigned_on=None,
        signed_on=None,
        department_due_on=None,
        return_due_on=None,
        return_asked_on=None,
        extension_asked=None,
        transfers=letter.transfers + 1,
    )
    return waiting_for_office(without, on, office)


def assigned(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns the letter, accepted and with a department from now on, with the clocks of that."""
    on, mailbox = office.local_date(at), office.mailbox(letter.mailbox)
    due = deadlines.return_due(office.calendar, on, mailbox.return_limit)
    after = replace(letter, assigned_on=on, return_due_on=due.on)
    if letter.accepted_on is None:
        after = replace(after, accepted_on=on)
        if mailbox.start is Start.ACCEPTED:
            after = replace(after, clock_start_on=clock_start(after, mailbox))
    after = redated(after, at, office)
    return clocks.with_past_steps_done(after, at, office, Clock.RETURN, Clock.DEPARTMENT)


def paused(letter: Letter, on: date) -> Letter:
    """Returns the letter with its reply clock standing from `on`."""
    return replace(letter, pauses=(*letter.pauses, Pause(on, None)))


def unpaused(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns the letter with its clock running again; the pause's working days are added."""
    if letter.paused_on is None:
        return letter
    ended = Pause(letter.paused_on, office.local_date(at))
    return redated(replace(letter, pauses=(*letter.pauses[:-1], ended)), at, office)


def concluded(letter: Letter, on: date) -> Letter:
    """Returns the letter as it ends without an answer; a running pause ends with it."""
    pauses = letter.pauses
    if letter.paused_on is not None:
        pauses = (*pauses[:-1], Pause(letter.paused_on, on))
    return replace(
        letter, concluded_on=on, extension_asked=None, return_asked_on=None, pauses=pauses
    )


def answered(letter: Letter, on: date) -> Letter:
    """Returns the answered letter. The first answer's dates stand for ever (domain: figures)."""
    letter = replace(
        letter,
        last_answered_on=on,
        extension_asked=None,
        return_asked_on=None,
        supervised_on=None,  # 督办 lasts until the answer
        unseen_step=None,
    )
    if letter.answered_on is not None:
        return letter
    return replace(
        letter,
        answered_on=on,
        answered_due_on=letter.reply_due_on,
        answered_original_due_on=letter.original_due_on,
    )


def reopened(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns the letter in its second round, with a reply clock of its own."""
    on = office.local_date(at)
    again = replace(
        letter,
        round=letter.round + 1,
        reopened_on=on,
        clock_start_on=on,
        limit_days=office.mailbox(letter.mailbox).reopen_limit,
        pauses=(),
        extension_days=0,
        extension_asked=None,
        return_due_on=None,
        drafted_on=None,
        card=None,
        passed_on=None,
    )
    return redated(again, at, office)


def recalculated(letter: Letter, at: datetime, office: Office) -> Letter:
    """Returns an open letter with every date as calendar and rules have it now.

    Raises `BeyondCalendarError` where the calendar ends first.
    """
    mailbox, calendar = office.mailbox(letter.mailbox), office.calendar
    started = letter.triage_start_on or letter.received_on
    triage = deadlines.triage_due(calendar, started, mailbox.triage_limit).on
    again = replace(letter, triage_due_on=triage)
    again = replace(
        again, clock_start_on=clock_start(again, mailbox), limit_days=limit(again, mailbox)
    )
    if letter.assigned_on is not None and letter.return_due_on is not None:
        due = deadlines.return_due(calendar, letter.assigned_on, mailbox.return_limit)
        again = replace(again, return_due_on=due.on)
    return with_next_look(redated(again, at, office), office)


def with_next_look(letter: Letter, office: Office) -> Letter:
    """Returns the letter with `next_look_at` set: the next instant a sweep must look at it."""
    return replace(letter, next_look_at=_next_look(letter, office))


def _next_look(letter: Letter, office: Office) -> datetime | None:
    mailbox = office.mailbox(letter.mailbox)
    if letter.state is State.ANSWERED and letter.last_answered_on is not None:
        days = timedelta(days=mailbox.rating_days + 1)
        return clocks.opening(letter.last_answered_on + days, office)
    if not letter.is_open:
        return None
    if letter.paused_on is not None:
        silent_until = deadlines.pause_ends(office.calendar, letter.paused_on, mailbox.pause_limit)
        return clocks.opening(office.calendar.add(silent_until, 1), office)
    looks = [instant for instant, _ in clocks.steps_ahead(letter, office)]
    passed = clocks.passed_at(letter, office)
    return min([*looks, *([passed] if passed else [])], default=None)
