"""What happened to a letter of the past, as events it would have; and its way back into a row.

The events are the facts of a table, not moves of ours: they were never ours to decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from letters import deadlines
from letters.deadlines import Pause
from letters.letter import Letter, State
from letters.office import Mailbox, Office
from letters.past import COLUMNS, ENDED_UNANSWERED, Outcome, PastLetter
from letters.registration import NUMBER


@dataclass(frozen=True, slots=True)
class PastEvent:
    """Something that happened to a letter of the past: when, and which facts it changed."""

    name: str
    on: date
    changed: Mapping[str, object]


def serial_of(letter: PastLetter, mailbox: Mailbox) -> tuple[int, int] | None:
    """Returns year and serial of a number that is one of the register's own, else None."""
    if not NUMBER.fullmatch(letter.number) or not letter.number.startswith(f"{mailbox.prefix}-"):
        return None
    _, year, serial = letter.number.split("-")
    return int(year), int(serial)


def as_received(letter: PastLetter, office: Office, query_code: str) -> Letter:
    """Returns the letter as it came: dates as the table has them, else by the mailbox's limits."""
    mailbox = office.mailbox(letter.mailbox)
    on = letter.received_on
    limit = mailbox.limit(letter.kind, urgent=False)
    due = letter.due_on or office.calendar.add(on, limit)
    waiting = letter.outcome is Outcome.OPEN
    if letter.due_on is not None and waiting:
        limit = max(office.calendar.between(on, due), 1)  # so that an extension counts from it
    triage = deadlines.triage_due(office.calendar, on, mailbox.triage_limit).on if waiting else on
    return Letter(
        id=0,
        number=letter.number,
        query_code=query_code,
        mailbox=letter.mailbox,
        kind=letter.kind,
        state=State.RECEIVED,
        revision=1,
        citizen=0,
        chat=0,
        may_publish=bool(letter.published or letter.published_on),
        received_at=datetime.combine(on, time(12), office.timezone),
        received_on=on,
        clock_start_on=on,
        limit_days=limit,
        reply_due_on=due,
        original_due_on=letter.original_due_on or due,
        provisional=False,
        triage_due_on=triage,
        topic=letter.topic,
    )


def history(letter: PastLetter, received: Letter, office: Office, today: date) -> list[PastEvent]:
    """Returns what happened to the letter after it came, in the order of days."""
    found = list(_happened(letter, received, office, today))
    return sorted(found, key=lambda event: event.on)


def _happened(
    letter: PastLetter, received: Letter, office: Office, today: date
) -> Iterator[PastEvent]:
    if letter.department is not None:
        yield _assigned(letter, letter.department, received, office)
    if letter.signed_on is not None:
        signed = {"signed_on": letter.signed_on, "state": State.IN_PROGRESS}
        yield PastEvent("signed_for", letter.signed_on, signed)
    if letter.paused_on is not None:
        paused = {"pauses": (Pause(letter.paused_on, None),)}
        yield PastEvent("asked_citizen", letter.paused_on, paused)
    if letter.outcome in ENDED_UNANSWERED and letter.concluded_on is not None:
        ended = {"state": State(letter.outcome.value), "concluded_on": letter.concluded_on}
        yield PastEvent(letter.outcome.value, letter.concluded_on, ended | {"next_look_at": None})
    if letter.answered_on is not None:
        yield from _answered(letter, letter.answered_on, received, office, today)


def _assigned(letter: PastLetter, department: str, received: Letter, office: Office) -> PastEvent:
    on = letter.assigned_on or letter.received_on
    facts: dict[str, object] = {"lead": department, "accepted_on": on, "state": State.ASSIGNED}
    facts["assigned_on"] = letter.assigned_on
    if letter.outcome is Outcome.OPEN:
        calendar, mailbox = office.calendar, office.mailbox(letter.mailbox)
        due = deadlines.department_due(
            calendar, received.reply_due_on, on, mailbox.department_margin
        )
        facts["department_due_on"] = due
        facts["return_due_on"] = deadlines.return_due(calendar, on, mailbox.return_limit).on
    return PastEvent("assigned", on, facts)


def _answered(
    letter: PastLetter, on: date, received: Letter, office: Office, today: date
) -> Iterator[PastEvent]:
    mailbox = office.mailbox(letter.mailbox)
    answered = {
        "state": State.ANSWERED,
        "answered_on": on,
        "last_answered_on": on,
        "drafted_on": on,
        "answered_due_on": received.reply_due_on,
        "answered_original_due_on": received.original_due_on,
    }
    yield PastEvent("answered", on, answered)
    if letter.undeliverable_on is not None:
        undelivered = {"undeliverable_on": letter.undeliverable_on}
        yield PastEvent("undeliverable", letter.undeliverable_on, undelivered)
    if letter.rating is not None:
        rated = letter.rated_on or on
        yield PastEvent("rated", rated, {"rating": letter.rating, "rated_on": rated})
    if letter.reopened_on is not None:
        again = {
            "state": State.IN_PROGRESS,
            "round": 2,
            "reopened_on": letter.reopened_on,
            "clock_start_on": letter.reopened_on,
            "limit_days": mailbox.reopen_limit,
            "reply_due_on": office.calendar.add(letter.reopened_on, mailbox.reopen_limit),
        }
        again["original_due_on"] = again["reply_due_on"]
        yield PastEvent("reopened", letter.reopened_on, again)
    closed = letter.concluded_on or _archived_by_now(letter, on, mailbox, today)
    if closed is not None:
        facts = {"state": State.ARCHIVED, "concluded_on": closed, "next_look_at": None}
        yield PastEvent("archived", closed, facts)
    if letter.published or letter.published_on:
        shown = letter.published_on or on
        yield PastEvent("published", shown, {"published_on": shown})


def _archived_by_now(
    letter: PastLetter, answered_on: date, mailbox: Mailbox, today: date
) -> date | None:
    """The day after the rating window, once it has come; a letter reopened is not concluded."""
    closed = answered_on + timedelta(days=mailbox.rating_days + 1)
    return closed if letter.reopened_on is None and closed <= today else None


def row_of(facts: Mapping[str, Any], title: str) -> dict[str, str]:
    """Returns a letter's columns (as the archive holds them) as a row's cells."""
    answered = facts["answered_on"] is not None
    state = State(facts["state"])
    unanswered = {State.REFUSED, State.MERGED, State.WITHDRAWN}
    outcome = Outcome(state.value) if state in unanswered else Outcome.OPEN
    due, original = facts["reply_due_on"], facts["original_due_on"]
    if answered:
        outcome = Outcome.ANSWERED
        due, original = facts["answered_due_on"], facts["answered_original_due_on"]
    pauses = "" if answered or outcome is not Outcome.OPEN else facts["paused_on"]
    published = bool(facts["published_on"])
    row = {name: facts.get(name) for name in COLUMNS} | {
        "department": facts["lead"],
        "due_on": due,
        "original_due_on": original,
        "paused_on": pauses,
        "outcome": outcome.value,
        "published": "yes" if published else "no",
        "title": title,
    }
    return {name: str(row[name] or "") for name in COLUMNS}


def given(letter: PastLetter) -> dict[str, str]:
    """Returns what a row says, as `row_of` writes it; what it does not say is left out."""
    found = {}
    for column in COLUMNS:
        value = getattr(letter, column)
        if value is None:
            continue
        match value:
            case bool():
                found[column] = "yes" if value else "no"
            case StrEnum():
                found[column] = value.value
            case _:
                found[column] = str(value)
    return found
