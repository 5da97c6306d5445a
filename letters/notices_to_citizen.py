"""What the citizen is told of their letter. See letters/notices."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Receipt:
    number: str
    query_code: str
    due: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class PassedOn:
    number: str
    department: str
    due: date


@dataclass(frozen=True, slots=True)
class Asked:
    number: str


@dataclass(frozen=True, slots=True)
class ClockGoesOn:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class DateMoved:
    """The reply date after a pause, told to the citizen with the words of thanks for the answer."""

    number: str
    due: date


@dataclass(frozen=True, slots=True)
class AdditionKept:
    """What the citizen added is with the letter."""

    number: str


@dataclass(frozen=True, slots=True)
class EditKept:
    """The citizen's change of a message already sent is kept beside its first version."""

    number: str


@dataclass(frozen=True, slots=True)
class Extended:
    number: str
    due: date
    original: date


@dataclass(frozen=True, slots=True)
class Answered:
    number: str
    department: str
    round: int


@dataclass(frozen=True, slots=True)
class Refused:
    number: str


@dataclass(frozen=True, slots=True)
class MergedInto:
    number: str
    into: str


@dataclass(frozen=True, slots=True)
class SecondHandling:
    number: str
    department: str
    due: date


@dataclass(frozen=True, slots=True)
class WithdrawnAsAsked:
    number: str


@dataclass(frozen=True, slots=True)
class Published:
    """The answer can be read by everybody; the citizen sees what exactly."""

    number: str


CitizenNotice = (
    Receipt
    | PassedOn
    | Asked
    | ClockGoesOn
    | DateMoved
    | AdditionKept
    | EditKept
    | Extended
    | Answered
    | Refused
    | MergedInto
    | SecondHandling
    | WithdrawnAsAsked
    | Published
)
