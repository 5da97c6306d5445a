"""What each figure is. Every function's docstring is its definition (domain: figures).

A figure is a count or a ratio over letters already counted (letters/counting); who counted them,
an SQL query or Python, makes no difference. The sentence printed under a table is the figure's
message `figure-…-definition` in texts/. All arithmetic is of whole numbers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from letters.deadlines import SIGN_FOR_LIMIT
from letters.workdays import Calendar

NOTHING = "—"
"""What is printed where there is nothing to divide by: never 0 % and never 100 %."""


class Rounding(StrEnum):
    """How a percentage gets its last decimal."""

    DOWN = "down"
    HALF_UP = "half-up"


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole, both whole numbers of letters. ValueError where it is no part of it."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        """Refuses a part that is larger than its whole."""
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} is no part of {self.whole}")

    def printed(self, rounding: Rounding = Rounding.DOWN, decimals: int = 1) -> str:
        """Returns the percentage without its sign, "75.2", or "—" for an empty whole.

        Cut, not rounded: 378 of 502 is 75.2, as the report of 2014 has it. Less than the whole
        never prints 100, half up neither (domain: rounding).
        """
        if self.whole == 0:
            return NOTHING
        unit = 10**decimals
        scaled = 100 * unit * self.part
        shown = (
            scaled // self.whole
            if rounding is Rounding.DOWN
            else (2 * scaled + self.whole) // (2 * self.whole)
        )
        if self.part < self.whole:
            shown = min(shown, 100 * unit - 1)
        return decimal(shown, decimals)


def decimal(shown: int, decimals: int) -> str:
    """Returns a number of 10**-decimals as it is written: decimal(752, 1) is "75.2"."""
    if decimals == 0:
        return str(shown)
    whole, rest = divmod(shown, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Letters received in a period, counted as they stood at the end of a day. Sums add up.

    A letter once answered is `replied` and nothing else, whatever came of its second handling;
    each letter is exactly one of replied, refused, merged, withdrawn, open.
    """

    received: int = 0
    replied: int = 0
    refused: int = 0
    merged: int = 0
    withdrawn: int = 0
    open: int = 0
    overdue: int = 0
    overdue_original: int = 0
    on_time: int = 0
    on_time_original: int = 0
    rated: int = 0
    satisfied: int = 0
    fairly: int = 0
    reopened: int = 0
    waiting_again: int = 0
    waiting_again_overdue: int = 0
    published: int = 0
    undeliverable: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Returns both counted together."""
        return Tally(**{n: getattr(self, n) + getattr(other, n) for n in COUNTS})


COUNTS = tuple(field.name for field in fields(Tally))


def valid(tally: Tally) -> int:
    """有效: received − refused − merged − withdrawn."""
    return tally.received - tally.refused - tally.merged - tally.withdrawn


def concluded(tally: Tally) -> int:
    """办结: replied + refused + merged + withdrawn."""
    return tally.replied + tally.refused + tally.merged + tally.withdrawn


def reply_rate(tally: Tally) -> Rate:
    """回复率: replied ÷ received (378 ÷ 502 in the report of 2014)."""
    return Rate(tally.replied, tally.received)


def valid_reply_rate(tally: Tally) -> Rate:
    """答复率: replied ÷ valid."""
    return Rate(tally.replied, valid(tally))


def conclusion_rate(tally: Tally) -> Rate:
    """办结率: concluded ÷ received."""
    return Rate(concluded(tally), tally.received)


def on_time_rate(tally: Tally) -> Rate:
    """按时办结率: on time ÷ (replied + open and overdue).

    On time: the first answer on or before the date then in force, extensions and pauses included.
    """
    return Rate(tally.on_time, tally.replied + tally.overdue)


def on_time_rate_original(tally: Tally) -> Rate:
    """按时办结率(原定日期): the same against the date without extensions."""
    return Rate(tally.on_time_original, tally.replied + tally.overdue_original)


def satisfaction_rate(tally: Tally) -> Rate:
    """满意率: (satisfied + fairly) ÷ rated."""
    return Rate(tally.satisfied + tally.fairly, tally.rated)


def response_rate(tally: Tally) -> Rate:
    """评价率: rated ÷ replied."""
    return Rate(tally.rated, tally.replied)


def reopened_rate(tally: Tally) -> Rate:
    """重办率: reopened ÷ replied."""
    return Rate(tally.reopened, tally.replied)


def published_rate(tally: Tally) -> Rate:
    """公开率: answers published, and not taken back, ÷ replied."""
    return Rate(tally.published, tally.replied)


RATES: Mapping[str, Callable[[Tally], Rate]] = {
    "reply": reply_rate,
    "valid_reply": valid_reply_rate,
    "conclusion": conclusion_rate,
    "on_time": on_time_rate,
    "on_time_original": on_time_rate_original,
    "satisfaction": satisfaction_rate,
    "response": response_rate,
    "reopened": reopened_rate,
    "published": published_rate,
}
"""Every rate of a tally by its name, in the order of print."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Open at the start + received = replied + refused + merged + withdrawn + open at the end.

    Over the letters in question: those open when the period began (`carried`, as they stand at
    the as-of date) and those received in it. Each side is counted on its own.
    """

    opening: int
    carried: Tally
    received: Tally

    @property
    def ends(self) -> Tally:
        """Returns what became of them all."""
        return self.carried + self.received

    @property
    def holds(self) -> bool:
        """Returns whether both sides are the same, of all and of those received."""
        own = concluded(self.received) + self.received.open == self.received.received
        both = concluded(self.ends) + self.ends.open == self.opening + self.received.received
        return own and both


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """When a letter came, when it was first answered, and the date then in force."""

    received_on: date
    answered_on: date
    due_on: date

    @property
    def is_on_time(self) -> bool:
        """Returns whether it came on or before the date then in force."""
        return self.answered_on <= self.due_on


@dataclass(frozen=True, slots=True)
class Spread:
    """Days over some letters: their sum, how many letters, and twice their median (whole)."""

    days: int
    letters: int
    median_doubled: int

    def mean(self) -> str:
        """Returns the mean to one decimal, half up, or "—" over no letters."""
        if self.letters == 0:
            return NOTHING
        return decimal((20 * self.days + self.letters) // (2 * self.letters), 1)

    def median(self) -> str:
        """Returns the median to one decimal (exact), or "—" over no letters."""
        return decimal(self.median_doubled * 5, 1) if self.letters else NOTHING


def spread(days: Counter[int]) -> Spread:
    """Returns the spread of so many letters for each number of days."""
    letters = days.total()
    middle = (_nth(days, (letters - 1) // 2) + _nth(days, letters // 2)) if letters else 0
    return Spread(sum(n * times for n, times in days.items()), letters, middle)


def _nth(days: Counter[int], place: int) -> int:
    passed = 0
    for number in sorted(days):
        passed += days[number]
        if passed > place:
            return number
    raise IndexError(place)


def days_early(answers: Counter[Answer], calendar: Calendar) -> Counter[int]:
    """提前办结天数: of replies on time, the working days from the answer to the date in force."""
    on_time = ((a.answered_on, a.due_on, n) for a, n in answers.items() if a.is_on_time)
    return _days_between(on_time, calendar.between)


def early_rate(days: Counter[int]) -> Rate:
    """提前办结率: replies at least one working day early ÷ replies on time."""
    return Rate(days.total() - days[0], days.total())


def handling_calendar_days(answers: Counter[Answer]) -> Counter[int]:
    """平均办理时间(自然日): calendar days from the letter's day to its first answer's."""
    handled = ((a.received_on, a.answered_on, n) for a, n in answers.items())
    return _days_between(handled, lambda received, answered: (answered - received).days)


def handling_working_days(answers: Counter[Answer], calendar: Calendar) -> Counter[int]:
    """平均办理时间(工作日): working days after the letter's day, up to its first answer's."""
    handled = ((a.received_on, a.answered_on, n) for a, n in answers.items())
    return _days_between(handled, calendar.between)


def _days_between(
    spans: Iterable[tuple[date, date, int]], counted: Callable[[date, date], int]
) -> Counter[int]:
    """How many letters for each number of days; the same two days are counted out once."""
    pairs: Counter[tuple[date, date]] = Counter()
    for first, last, letters in spans:
        pairs[(first, last)] += letters
    days: Counter[int] = Counter()
    for (first, last), letters in pairs.items():
        days[counted(first, last)] += letters
    return days


def sign_for_rate(signings: Counter[tuple[date, date | None]], calendar: Calendar) -> Rate:
    """按时签收率: signed for within 1 working day of assignment ÷ assigned.

    Over letters a department has or had at the as-of date, by its last assignment; a draft on a
    letter not yet signed for signs for it. Letters of the past that were answered without a record
    of signing are left out.
    """
    in_time = sum(
        letters
        for (assigned_on, signed_on), letters in signings.items()
        if signed_on is not None and calendar.between(assigned_on, signed_on) <= SIGN_FOR_LIMIT
    )
    return Rate(in_time, signings.total())
