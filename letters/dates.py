"""How a letter's dates follow from its facts, and when time next has something to say to it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from letters import clocks, deadlines
from letters.deadlines import Pause
from letters.letter import Letter, State
from letters.office import Mailbox, Office, Start


def dated(letter: Letter, office: Office, before: Letter | None) -> Letter:
    """Returns the letter with the dates of its clocks, the clocks in the order they follow.

    What a letter that ends without an answer was promised stays as it was. `before` and errors as
    for letters/settle.
    """
    after = letter if before is None else _silence_ended(letter, before, office)
    return after if after.concluded_on is not None else _dated(after, office, before)


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
    return_due = _return_due(after, office, before, given=given)
    if return_due != after.return_due_on:
        after = replace(after, return_due_on=return_due)
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


def next_look(letter: Letter, office: Office) -> datetime | None:
    """Returns the next instant (UTC) at which a sweep must look at the letter."""
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
