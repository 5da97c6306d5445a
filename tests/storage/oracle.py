"""What letters count for in the figures, read off their events by name: nobody else's rules."""

from collections.abc import Iterable
from datetime import date

from letters.counting import ALL, Cohort, Counted, Overdue, Scope, count
from letters.figures import Answer, Tally
from letters.letter import Event, Kind, Letter
from letters.period import Period
from reports import annual
from storage.database import Database
from storage.figures import counted
from storage.rows import letter_from
from tests.plain_office import OFFICE

SCOPES = (
    ALL,
    Scope(mailbox="secretary"),
    Scope(department="roads"),
    Scope("mayor", "water"),
)
ENDINGS = ("refused", "merged", "withdrawn")

History = list[Event]


def facts_of(history: History) -> dict[str, object]:
    facts: dict[str, object] = {}
    for event in history:
        facts |= event.changed
    return facts


def as_letter(history: History) -> Letter:
    return letter_from({"id": history[0].letter} | facts_of(history))


def day(value: object) -> date:
    return date.fromisoformat(str(value))


def optional_day(value: object) -> date | None:
    return None if value is None else day(value)


def asked_on(history: History) -> date | None:
    """Since when the citizen is asked and has not answered."""
    since = None
    for event in history:
        if event.name == "asked_citizen":
            since = event.on
        elif event.name in {"added", "clock_resumed", "drafted", "answered", *ENDINGS}:
            since = None
    return since


def told(history: History, as_of: date) -> tuple[Cohort, Tally]:
    """What one letter counts for, read off its events by their names."""
    names = [event.name for event in history]
    facts = facts_of(history)
    replied = "answered" in names
    ended = next((name for name in names if name in ENDINGS), None)
    waiting = not replied and ended is None
    since = names[names.index("reopened") :] if "reopened" in names else []
    again = bool(since) and not {"answered", *ENDINGS} & set(since)
    late_by = asked_on(history) or as_of
    late = day(facts["reply_due_on"]) < late_by
    on_time = on_time_original = False
    if replied:
        place = names.index("answered")
        at_answer = facts_of(history[: place + 1])
        on_time = history[place].on <= day(at_answer["reply_due_on"])
        on_time_original = history[place].on <= day(at_answer["original_due_on"])
    shown = [name for name in names if name in {"published", "unpublished"}]
    tally = Tally(
        received=1,
        replied=replied,
        refused=not replied and ended == "refused",
        merged=not replied and ended == "merged",
        withdrawn=not replied and ended == "withdrawn",
        open=waiting,
        overdue=waiting and late,
        overdue_original=waiting and day(facts["original_due_on"]) < late_by,
        on_time=on_time,
        on_time_original=on_time_original,
        rated="rated" in names,
        satisfied=facts["rating"] == "satisfied",
        fairly=facts["rating"] == "fairly",
        reopened="reopened" in names,
        waiting_again=again,
        waiting_again_overdue=again and late,
        published=shown[-1:] == ["published"],
        undeliverable="undeliverable" in names,
    )
    lead = facts["lead"]
    cohort = Cohort(
        str(facts["mailbox"]),
        Kind(str(facts["kind"])),
        None if lead is None else str(lead),
        None if facts["topic"] is None else str(facts["topic"]),
        history[0].on.isoformat()[:7],
    )
    return cohort, tally


def read_off(
    histories: Iterable[History], period: Period, as_of: date, scope: Scope = ALL
) -> Counted:
    """The counts of a period, from what had happened by the end of the day."""
    expected = Counted()
    for whole in histories:
        history = [event for event in whole if event.on <= as_of]
        if not history:
            continue
        cohort, tally = told(history, as_of)
        if scope.mailbox not in {None, cohort.mailbox}:
            continue
        if scope.department not in {None, cohort.lead}:
            continue
        if history[0].on < period.first:
            before = [event.name for event in history if event.on < period.first]
            if not {"answered", *ENDINGS} & set(before):
                expected.opening += 1
                names = ("replied", "refused", "merged", "withdrawn", "open")
                expected.carried += Tally(**{name: getattr(tally, name) for name in names})
            continue
        if history[0].on > period.last:
            continue
        expected.add(cohort, tally)
        facts = facts_of(history)
        if tally.replied:
            place = [event.name for event in history].index("answered")
            due = day(facts_of(history[: place + 1])["reply_due_on"])
            expected.answers[Answer(history[0].on, history[place].on, due)] += 1
        if facts["assigned_on"] is not None:
            signed_on = optional_day(facts["signed_on"])
            expected.signings[(day(facts["assigned_on"]), signed_on)] += 1
        if tally.overdue:
            name = Overdue(day(facts["reply_due_on"]), str(facts["number"]), cohort.lead)
            expected.overdue.append(name)
    return expected


async def compare(
    database: Database, histories: list[History], period: Period, as_of: date
) -> None:
    known = [[event for event in history if event.on <= as_of] for history in histories]
    for scope in SCOPES:
        found = await counted(database, period, as_of, scope)
        found.overdue.sort()
        expected = read_off(histories, period, as_of, scope)
        expected.overdue.sort()
        assert found == expected
        standing = [as_letter(history) for history in known if history]
        one_by_one = count(standing, period, as_of, scope)
        one_by_one.overdue.sort()
        assert one_by_one == expected
        assert annual.sheet(found, OFFICE, period, as_of).identity.holds
