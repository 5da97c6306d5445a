"""What follows from a letter's facts: every clock's date, its marks, and when time is to look.

Moves change facts only; `settle` derives the rest, in one pass. A date moves only where something
it follows from has changed (docs/adr/0011): calendar and rules that changed meanwhile move nothing
unless the dates are asked for anew. The arithmetic of working days is letters/deadlines, the
clocks and their reminders are letters/clocks. What time itself does to a letter (a date passes, a
question lapses, a step is sent) is a fact like any other, and the business of time's own moves.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from letters import clocks, deadlines
from letters.deadlines import Pause
from letters.letter import Letter, State
from letters.office import Clock, Mailbox, Office, Start

NO_DATE = date.min
"""Stands where a date is not worked out yet."""


def settle(letter: Letter, at: datetime, office: Office, before: Letter | None = None) -> Letter:
    """Returns the letter with all that follows from its facts as of the instant `at` (UTC).

    `before`: the letter as it was settled last; what has not changed since leaves its dates alone.
    Without it every date is derived anew, as calendar and rules have it now. Steps of the ladder
    that are already past for a date newly set are remembered, never sent; a card no longer
    deserved by the new date goes, and so does the mark that the old one passed. Settled again it
    is the same. Raises BeyondCalendarError where the calendar ends first.
    """
    after = letter if before is None else _silence_ended(letter, before, office)
    if after.concluded_on is None:
        after = _dated(after, office, before)
        after = _marked(after, at, office, before or letter)
    return replace(after, next_look_at=_next_look(after, office))


def undated(letter: Letter) -> Letter:
    """Returns the letter as if no date of its clocks had been set yet."""
    return replace(
        letter,
        reply_due_on=NO_DATE,
        triage_due_on=NO_DATE,
        return_due_on=None,
        department_due_on=None,
    )


def _silence_ended(letter: Letter, before: Letter, office: Office) -> Letter:
    """A pause that ended now ended with the day its question lapsed, at the latest (domain §4)."""
    if letter.pauses == before.pauses:
        return letter

    def ended(pause: Pause) -> Pause:
        if pause.until_on is None or pause in before.pauses:
            return pause
        return Pause(pause.from_on, min(pause.until_on, clocks.lapses_on(letter, pause, office)))

    return replace(letter, pauses=tuple(ended(pause) for pause in letter.pauses))


def _dated(letter: Letter, office: Office, before: Letter | None) -> Letter:
    """The clocks in the order in which one follows from another."""
    mailbox, calendar = office.mailbox(letter.mailbox), office.calendar

    def changed(*facts: str) -> bool:
        return before is None or any(getattr(letter, f) != getattr(before, f) for f in facts)

    after = letter
    if changed("triage_start_on"):
        started = letter.triage_start_on or letter.received_on
        due = deadlines.triage_due(calendar, started, mailbox.triage_limit)
        after = replace(after, triage_due_on=due.on)
    if changed("kind", "urgent", "round"):
        after = replace(after, limit_days=_limit(after, mailbox))
    if changed("reopened_on") or (mailbox.start is Start.ACCEPTED and changed("accepted_on")):
        after = replace(after, clock_start_on=_clock_start(after, mailbox))
    given = changed("lead", "assigned_on", "transfers")
    after = replace(after, return_due_on=_return_due(after, office, before, given=given))
    if before is None or _counted(after) != _counted(before):
        after = _reply(after, office)
    if given or after.reply_due_on != letter.reply_due_on:
        after = replace(after, department_due_on=_department_due(after, office))
    if before is not None and before.answered_on is None and after.answered_on is not None:
        # the first answer's verdict stands for ever (domain: figures)
        after = replace(
            after,
            answered_due_on=after.reply_due_on,
            answered_original_due_on=after.original_due_on,
        )
    return after


def _clock_start(letter: Letter, mailbox: Mailbox) -> date:
    """The day the reply clock runs from by the mailbox's rule.

    Where it runs from acceptance and the letter is not accepted yet, that is the last day on which
    the office may do so: what is promised at the receipt is kept.
    """
    if letter.reopened_on is not None:
        return letter.reopened_on
    if mailbox.start is Start.RECEIVED:
        return letter.received_on
    return letter.accepted_on or letter.triage_due_on


def _limit(letter: Letter, mailbox: Mailbox) -> int:
    """The working days a letter is answered within by the mailbox's rules as they are."""
    if letter.round > 1:
        return mailbox.reopen_limit
    return mailbox.limit(letter.kind, urgent=letter.urgent)


def _counted(letter: Letter) -> tuple[object, ...]:
    """All that the reply date follows from."""
    finished = tuple(pause for pause in letter.pauses if pause.until_on is not None)
    return letter.clock_start_on, letter.limit_days, letter.extension_days, finished


def _reply(letter: Letter, office: Office) -> Letter:
    calendar, start, days = office.calendar, letter.clock_start_on, letter.limit_days
    due = deadlines.reply_due(calendar, start, days, letter.extension_days, letter.pauses)
    original = due
    if letter.extension_days:
        original = deadlines.original_due(calendar, start, days, letter.pauses)
    return replace(
        letter, reply_due_on=due.on, original_due_on=original.on, provisional=due.provisional
    )


def _return_due(
    letter: Letter, office: Office, before: Letter | None, *, given: bool
) -> date | None:
    """A department returns what it was assigned; a second handling is nobody's to return."""
    if letter.assigned_on is None:
        return None
    if before is not None and not given:
        return letter.return_due_on if letter.round == before.round else None
    if before is None and letter.return_due_on is None:
        return None
    limit = office.mailbox(letter.mailbox).return_limit
    return deadlines.return_due(office.calendar, letter.assigned_on, limit).on


def _department_due(letter: Letter, office: Office) -> date | None:
    if letter.assigned_on is None:
        return None
    margin = office.mailbox(letter.mailbox).department_margin
    return deadlines.department_due(
        office.calendar, letter.reply_due_on, letter.assigned_on, margin
    )


def _marked(letter: Letter, at: datetime, office: Office, before: Letter) -> Letter:
    """What was marked for another date goes; of a date newly set no morning past is reminded of."""
    after = letter
    if letter.round != before.round:
        after = replace(after, card=None, passed_on=None)
    elif letter.reply_due_on != before.reply_due_on:
        after = replace(
            after,
            card=clocks.card_after_redating(after, at, office),
            passed_on=after.passed_on if after.is_overdue(office.local_date(at)) else None,
        )
    newly_set = [c for c in Clock if clocks.handling(after, c) != clocks.handling(before, c)]
    return clocks.with_past_steps_done(after, at, office, *newly_set) if newly_set else after


def _next_look(letter: Letter, office: Office) -> datetime | None:
    if letter.state is State.ANSWERED and letter.last_answered_on is not None:
        days = timedelta(days=office.mailbox(letter.mailbox).rating_days + 1)
        return clocks.opening(letter.last_answered_on + days, office)
    if not letter.is_open:
        return None
    if letter.paused_on is not None:
        return clocks.goes_on_at(letter, office)
    looks = [instant for instant, _ in clocks.steps_ahead(letter, office)]
    passed = clocks.passed_at(letter, office)
    return min([*looks, *([passed] if passed else [])], default=None)
