"""Counting letters for the figures, one by one, as they stood at the end of a day.

Gets letters as their events up to that day make them; storage/queries/figures.sql counts the same
in bulk. What is made of the counts is letters/figures' matter.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from letters.figures import Answer, Tally
from letters.letter import Kind, Letter, Rating, State
from letters.period import Period


@dataclass(frozen=True, slots=True)
class Cohort:
    """Letters that are counted together. `lead`, `topic`: None while there is none."""

    mailbox: str
    kind: Kind
    lead: str | None
    topic: str | None
    month: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a count is narrowed to: a mailbox, a department (the lead on the day); None for all."""

    mailbox: str | None = None
    department: str | None = None

    def covers(self, letter: Letter) -> bool:
        """Returns whether a letter, as it stood on the day, is counted."""
        return (self.mailbox in {None, letter.mailbox}) and (self.department in {None, letter.lead})


ALL = Scope()


@dataclass(frozen=True, slots=True, order=True)
class Overdue:
    """A letter open and past its date, by name: since when, its number, and who leads it."""

    due_on: date
    number: str
    lead: str | None


@dataclass(slots=True)
class Counted:
    """All that a period's figures are made of.

    `cohorts`: letters received in the period. `opening`: letters open when it began, and
    `carried`: what has become of those.
    """

    cohorts: dict[Cohort, Tally] = field(default_factory=dict)
    answers: Counter[Answer] = field(default_factory=Counter)
    signings: Counter[tuple[date, date | None]] = field(default_factory=Counter)
    overdue: list[Overdue] = field(default_factory=list)
    opening: int = 0
    carried: Tally = field(default_factory=Tally)

    def add(self, cohort: Cohort, tally: Tally) -> None:
        """Counts letters in with those of their cohort."""
        self.cohorts[cohort] = self.cohorts.get(cohort, Tally()) + tally


def count(letters: Iterable[Letter], period: Period, as_of: date, scope: Scope = ALL) -> Counted:
    """Returns the counts of a period as of a day, over all letters of the office in the scope.

    Each letter is given as it stood at the end of that day; those received later are passed over.
    """
    counted = Counted()
    for letter in letters:
        if letter.received_on <= as_of and scope.covers(letter):
            count_in(counted, letter, period, as_of)
    return counted


def count_in(counted: Counted, letter: Letter, period: Period, as_of: date) -> None:
    """Counts in one letter as it stood: received in the period, or open when it began."""
    if letter.received_on < period.first:
        if was_open_before(letter, period.first):
            counted.opening += 1
            counted.carried += ending(letter)
    elif letter.received_on <= period.last:
        _count_received(counted, letter, as_of)


def _count_received(counted: Counted, letter: Letter, as_of: date) -> None:
    """Its cohort, its answer, its signing, its name if overdue."""
    counted.add(cohort_of(letter), tally_of(letter, as_of))
    if letter.answered_on is not None:
        counted.answers[answer_of(letter)] += 1
    if letter.assigned_on is not None and is_signing_known(letter.signed_on, letter.answered_on):
        counted.signings[(letter.assigned_on, letter.signed_on)] += 1
    if letter.is_overdue(as_of) and letter.answered_on is None:
        counted.overdue.append(Overdue(letter.reply_due_on, letter.number, letter.lead))


def is_signing_known(signed_on: date | None, answered_on: date | None) -> bool:
    """Returns whether it is known if a letter with a department was signed for.

    A draft signs for a letter; one answered but never signed for comes from a table of the past.
    """
    return signed_on is not None or answered_on is None


def answer_of(letter: Letter) -> Answer:
    """Returns the dates of a letter's first answer. ValueError where it has none."""
    if letter.answered_on is None or letter.answered_due_on is None:
        raise ValueError(f"letter {letter.number} has not been answered")
    return Answer(letter.received_on, letter.answered_on, letter.answered_due_on)


def cohort_of(letter: Letter) -> Cohort:
    """Returns the cohort of a letter."""
    month = f"{letter.received_on:%Y-%m}"
    return Cohort(letter.mailbox, Kind(letter.kind), letter.lead, letter.topic, month)


def was_open_before(letter: Letter, first: date) -> bool:
    """Returns whether the letter had come and waited, never answered, when a day began."""
    return letter.received_on < first and not any(
        day is not None and day < first for day in (letter.answered_on, letter.concluded_on)
    )


def ending(letter: Letter) -> Tally:
    """Returns where the letter stands: one of replied, refused, merged, withdrawn, open."""
    if letter.answered_on is not None:
        return Tally(replied=1)
    return Tally(
        refused=int(letter.state is State.REFUSED),
        merged=int(letter.state is State.MERGED),
        withdrawn=int(letter.state is State.WITHDRAWN),
        open=int(letter.is_open),
    )


def tally_of(letter: Letter, as_of: date) -> Tally:
    """Returns all that one letter counts for, as it stands at the end of the day."""
    answered_on = letter.answered_on
    replied = answered_on is not None
    waiting = letter.is_open and not replied
    original_date = replace(letter, reply_due_on=letter.original_due_on)
    due, original = letter.answered_due_on, letter.answered_original_due_on
    facts = Tally(
        received=1,
        overdue=int(waiting and letter.is_overdue(as_of)),
        overdue_original=int(waiting and original_date.is_overdue(as_of)),
        on_time=int(answered_on is not None and due is not None and answered_on <= due),
        on_time_original=int(
            answered_on is not None and original is not None and answered_on <= original
        ),
        rated=int(letter.rating is not None),
        satisfied=int(letter.rating is Rating.SATISFIED),
        fairly=int(letter.rating is Rating.FAIRLY),
        reopened=int(letter.reopened_on is not None),
        waiting_again=int(letter.is_open and replied),
        waiting_again_overdue=int(replied and letter.is_overdue(as_of)),
        published=int(letter.published_on is not None),
        undeliverable=int(letter.undeliverable_on is not None),
    )
    return facts + ending(letter)
