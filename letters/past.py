"""Letters of the past, as tables hold them: one row each, and what happened to them as events.

Reads a row's cells into facts or says what is wrong with it; makes of the facts the events a letter
of that history would have, dated when they happened, so that figures as of any day count it. The
events are the facts of the file, not moves of the table: they were never ours to decide.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from letters import deadlines
from letters.deadlines import Pause
from letters.letter import Kind, Letter, Rating, State
from letters.office import Mailbox, Office
from letters.registration import NUMBER

LONGEST = {"number": 40, "title": 1000}


class Outcome(StrEnum):
    """How a letter of the past ended, or that it has not."""

    ANSWERED = "answered"
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLetter:
    """A row: what is known of a letter of the past. None for what the table does not say."""

    number: str
    mailbox: str
    kind: Kind
    topic: str | None = None
    department: str | None = None
    received_on: date
    assigned_on: date | None = None
    signed_on: date | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    paused_on: date | None = None
    answered_on: date | None = None
    concluded_on: date | None = None
    outcome: Outcome
    rating: Rating | None = None
    rated_on: date | None = None
    reopened_on: date | None = None
    published: bool | None = None
    published_on: date | None = None
    undeliverable_on: date | None = None
    title: str | None = None


COLUMNS = tuple(f.name for f in fields(PastLetter))
REQUIRED = ("number", "mailbox", "kind", "received_on", "outcome")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: in which column, and the message that says why."""

    column: str
    message_id: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a table may call the office's things: codes by casefolded name, and words for yes, no.

    `first_year`: the calendar's first; days before it cannot be counted.
    """

    mailbox: Mapping[str, str]
    kind: Mapping[str, str]
    topic: Mapping[str, str]
    department: Mapping[str, str]
    outcome: Mapping[str, str]
    rating: Mapping[str, str]
    published: Mapping[str, str]
    first_year: int


def read_row(
    cells: Mapping[str, str], vocabulary: Vocabulary, today: date
) -> PastLetter | tuple[Fault, ...]:
    """Returns the letter of a row, or all that is wrong with it."""
    faults: list[Fault] = []
    facts: dict[str, Any] = {}
    for column in COLUMNS:
        text = cells.get(column, "").strip()
        if not text:
            if column in REQUIRED:
                faults.append(Fault(column, "past-missing"))
            continue
        read = _read(column, text, vocabulary, today)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            facts[column] = read
    if faults:
        return tuple(faults)
    letter = _settled(PastLetter(**facts))
    return tuple(_contradictions(letter)) or letter


def _read(column: str, text: str, vocabulary: Vocabulary, today: date) -> Any:
    if column.endswith("_on"):
        return _read_date(column, text, vocabulary.first_year, today)
    if column == "number":
        number = text.upper()
        if len(number) > LONGEST[column] or len(number.split()) != 1:
            return Fault(column, "past-bad-number", text[:60])
        return number
    if column == "title":
        return text[: LONGEST[column]]
    code = getattr(vocabulary, column).get(text.casefold())
    if code is None:
        return Fault(column, "past-unknown", text[:60])
    match column:
        case "kind":
            return Kind(code)
        case "outcome":
            return Outcome(code)
        case "rating":
            return Rating(code)
        case "published":
            return bool(code)
        case _:
            return code


def _read_date(column: str, text: str, first_year: int, today: date) -> date | Fault:
    typed = text.replace("/", "-").replace(".", "-").removesuffix(" 00:00:00")
    try:
        read = datetime.strptime(typed, "%Y-%m-%d").date()  # noqa: DTZ007 — a day, no instant
    except ValueError:
        return Fault(column, "past-bad-date", text[:60])
    if read.year < first_year:
        return Fault(column, "past-too-early", str(first_year))
    if read > today and not column.endswith("due_on"):
        return Fault(column, "past-to-come", text[:60])
    return read


ENDED_UNANSWERED = frozenset({Outcome.REFUSED, Outcome.MERGED, Outcome.WITHDRAWN})


def _settled(letter: PastLetter) -> PastLetter:
    """A table may give the day a letter was refused, merged or withdrawn as that of its answer.

    Where it gives none it is the last day anything is known to have happened.
    """
    if letter.outcome not in ENDED_UNANSWERED:
        return letter
    known = (letter.received_on, letter.assigned_on, letter.signed_on)
    ended = letter.concluded_on or letter.answered_on or max(filter(None, known))
    return replace(letter, concluded_on=ended, answered_on=None)


ORDER: tuple[tuple[str, str], ...] = (
    ("received_on", "assigned_on"),
    ("received_on", "signed_on"),
    ("assigned_on", "signed_on"),
    ("received_on", "due_on"),
    ("received_on", "original_due_on"),
    ("received_on", "paused_on"),
    ("received_on", "answered_on"),
    ("assigned_on", "answered_on"),
    ("signed_on", "answered_on"),
    ("received_on", "concluded_on"),
    ("assigned_on", "concluded_on"),
    ("signed_on", "concluded_on"),
    ("answered_on", "concluded_on"),
    ("answered_on", "rated_on"),
    ("answered_on", "reopened_on"),
    ("answered_on", "published_on"),
    ("answered_on", "undeliverable_on"),
    ("reopened_on", "concluded_on"),
)
"""Days of which the first comes before the second, or is the same."""
NEEDS_ANSWER = ("rating", "reopened_on", "published", "published_on", "undeliverable_on")


def _contradictions(letter: PastLetter) -> Iterator[Fault]:
    for first, then in ORDER:
        before, after = getattr(letter, first), getattr(letter, then)
        if before is not None and after is not None and after < before:
            yield Fault(then, "past-before", f"{after} < {first} {before}")
    answered = letter.outcome is Outcome.ANSWERED
    if answered and letter.answered_on is None:
        yield Fault("answered_on", "past-no-answer-day")
    if not answered and letter.answered_on is not None:
        yield Fault("answered_on", "past-not-answered")
    if letter.outcome is Outcome.OPEN and letter.concluded_on is not None:
        yield Fault("concluded_on", "past-not-concluded")
    if letter.outcome is not Outcome.OPEN and letter.paused_on is not None:
        yield Fault("paused_on", "past-not-open")
    if not answered:
        for column in filter(partial(getattr, letter), NEEDS_ANSWER):
            yield Fault(column, "past-needs-answer")
    yield from _unfounded(letter)


def _unfounded(letter: PastLetter) -> Iterator[Fault]:
    """What cannot be without something else."""
    if letter.department is None and (letter.assigned_on or letter.signed_on):
        yield Fault("department", "past-missing")
    if letter.rated_on is not None and letter.rating is None:
        yield Fault("rating", "past-missing")
    if letter.published_on is not None and letter.published is False:
        yield Fault("published", "past-published")


def vocabulary(office: Office, words: Iterable[Callable[[str], str]]) -> Vocabulary:
    """Returns what tables may call things: codes and names, in every language given."""
    spoken = tuple(words)

    def codes(values: Iterable[str], message: str) -> dict[str, str]:
        return {
            name.casefold(): value
            for value in values
            for name in (value, *(say(f"{message}-{value}") for say in spoken))
        }

    def named(things: Iterable[tuple[str, str]]) -> dict[str, str]:
        return {name.casefold(): code for code, title in things for name in (code, title)}

    return Vocabulary(
        mailbox=named((m.code, m.title) for m in office.mailboxes),
        kind=codes([kind.value for kind in Kind], "kind"),
        topic=named((t.code, t.name) for t in office.topics),
        department=named((d.code, d.name) for d in office.departments),
        outcome=codes([outcome.value for outcome in Outcome], "outcome"),
        rating=codes([rating.value for rating in Rating], "rating"),
        published={"yes": "1", "是": "1", "1": "1", "true": "1"}
        | {"no": "", "否": "", "0": "", "false": ""},
        first_year=office.calendar.first_year,
    )


# -- events ----------------------------------------------------------------------------------------


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


# -- the way back ----------------------------------------------------------------------------------


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
