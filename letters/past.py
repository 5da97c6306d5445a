"""Letters of the past, as tables hold them: reads a row's cells, or says what is wrong with them.

What the facts of a row make of a letter is letters/past_history's matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any

from letters.letter import Kind, Rating
from letters.office import Office
from letters.procedure import LETTERS

LONGEST = {"number": 40, "title": 1000}
DATE_MARKS = str.maketrans({"/": "-", ".": "-", "年": "-", "月": "-", "日": None})
"""2024/3/1, 2024.3.1 and 2024年3月1日 are read as 2024-3-1."""


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
    """What is wrong with a row: in which column, and the message that says why.

    `value` and the name of the column `other` are the message's variables.
    """

    column: str
    message_id: str
    value: str = ""
    other: str = "number"


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
        most = LONGEST[column]
        return text if len(text) <= most else Fault(column, "past-too-long", str(most))
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
    typed = text.translate(DATE_MARKS).removesuffix(" 00:00:00")
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
            yield Fault(then, "past-before", f"{after} < {before}", first)
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
        mailbox=named((m.code, m.title) for m in office.following(LETTERS)),
        kind=codes([kind.value for kind in Kind], "kind"),
        topic=named((t.code, t.name) for t in office.topics),
        department=named((d.code, d.name) for d in office.departments),
        outcome=codes([outcome.value for outcome in Outcome], "outcome"),
        rating=codes([rating.value for rating in Rating], "rating"),
        published={"yes": "1", "是": "1", "1": "1", "true": "1"}
        | {"no": "", "否": "", "0": "", "false": ""},
        first_year=office.calendar.first_year,
    )
