"""Why a letter's dates are what they are: reasons in their order, each with the rule it rests on.

A reason is a message id of texts/ and its variables; dates stay dates, so that whoever shows them
writes them in the reader's language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from letters import deadlines
from letters.clocks import due_on
from letters.deadlines import Due, Step
from letters.letter import Letter
from letters.office import DEFAULT_LIMITS, LIMITS_BY_LAW, Clock, Mailbox, Office, Start
from letters.workdays import BeyondCalendarError, DayKind, Source


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the explanation: a message id and its variables."""

    message: str
    facts: Mapping[str, object]


def explained(letter: Letter, office: Office, *, inner: bool = True) -> list[Reason]:
    """Returns the letter's date and how it came about: start, limit, skipped days, pauses, more.

    The way is counted by the calendar as it is now; where that gives another date than the letter
    bears (a concluded letter never changes), that is said. `inner`: with the clocks that are the
    office's and the department's own.
    """
    mailbox = office.mailbox(letter.mailbox)
    reasons = [Reason("why-due", {"due": letter.reply_due_on})]
    if letter.provisional:
        until = office.calendar.certain_until
        reasons.append(Reason("why-provisional", {"certain_until": until}))
    reasons += [_start(letter, mailbox), _limit(letter, mailbox)]
    try:
        due = deadlines.reply_due(
            office.calendar,
            letter.clock_start_on,
            letter.limit_days,
            letter.extension_days,
            letter.pauses,
        )
    except BeyondCalendarError:
        due = None
    if due is not None:
        reasons += _way(due)
    reasons += _pauses(letter, office)
    if letter.extension_days:
        facts = {"days": letter.extension_days, "original": letter.original_due_on}
        reasons.append(Reason("why-extended", facts))
    if due is not None and due.on != letter.reply_due_on:
        reasons.append(Reason("why-differs" if letter.is_open else "why-was", {"now": due.on}))
    others = list(_other_clocks(letter, mailbox)) if inner else []
    return reasons + others + list(_verdict(letter))


def _start(letter: Letter, mailbox: Mailbox) -> Reason:
    on = letter.clock_start_on
    if letter.reopened_on is not None:
        how = "reopened"
    elif mailbox.start is Start.RECEIVED or on == letter.received_on:
        how = "received"
    else:
        how = "accepted" if letter.accepted_on is not None else "promised"
    return Reason("why-start", {"how": how, "on": on, "received": letter.received_on})


def _limit(letter: Letter, mailbox: Mailbox) -> Reason:
    if letter.round > 1:
        rule = "reopened"
    elif letter.urgent:
        rule = "urgent"
    elif letter.kind in LIMITS_BY_LAW and letter.limit_days == DEFAULT_LIMITS[letter.kind]:
        rule = "law"
    else:
        rule = "office"
    facts = {
        "days": letter.limit_days,
        "kind": letter.kind,
        "rule": rule,
        "mailbox": mailbox.title,
    }
    return Reason("why-limit", facts)


def _way(due: Due) -> list[Reason]:
    """Days that do not count, in runs of the same name, and make-up days, which do."""
    reasons = []
    for (kind, name, source), steps in groupby(due.trace, key=_sort_of):
        run: list[Step] = list(steps)
        first, last = run[0].day.on, run[-1].day.on
        if kind is DayKind.WORKDAY:
            continue
        if kind is DayKind.MAKE_UP:
            reasons += [_make_up(step) for step in run]
            continue
        facts = {
            "first": first,
            "last": last,
            "days": len(run),
            "sort": kind.value,
            "name": name,
            "source": source.value,
        }
        reasons.append(Reason("why-skipped", facts))
    return reasons


def _sort_of(step: Step) -> tuple[DayKind, str, Source]:
    return step.day.kind, step.day.name, step.day.source


def _make_up(step: Step) -> Reason:
    instead = step.day.makes_up_for
    facts = {"on": step.day.on, "instead": instead or "none", "name": step.day.name or "none"}
    return Reason("why-make-up", facts)


def _pauses(letter: Letter, office: Office) -> list[Reason]:
    reasons = []
    for pause in letter.pauses:
        if pause.until_on is None:
            reasons.append(Reason("why-paused-now", {"since": pause.from_on}))
        else:
            days = office.calendar.between(
                max(pause.from_on, letter.clock_start_on), pause.until_on
            )
            facts = {"since": pause.from_on, "until": pause.until_on, "days": max(days, 0)}
            reasons.append(Reason("why-paused", facts))
    return reasons


def _other_clocks(letter: Letter, mailbox: Mailbox) -> Iterator[Reason]:
    limits = {
        Clock.TRIAGE: mailbox.triage_limit,
        Clock.RETURN: mailbox.return_limit,
        Clock.DEPARTMENT: mailbox.department_margin,
    }
    for clock, days in limits.items():
        due = due_on(letter, clock)
        if due is not None:
            yield Reason(f"why-{clock}", {"due": due, "days": days})


def _verdict(letter: Letter) -> Iterator[Reason]:
    if letter.answered_on is not None and letter.answered_due_on is not None:
        late = letter.answered_on > letter.answered_due_on
        facts = {
            "on": letter.answered_on,
            "due": letter.answered_due_on,
            "verdict": "late" if late else "in-time",
        }
        yield Reason("why-answered", facts)
    elif letter.passed_on is not None:
        yield Reason("why-passed", {"due": letter.passed_on - timedelta(days=1)})
