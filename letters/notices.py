"""What the mailbox tells people: typed notices, addressed, without a word of prose.

A notice's class name is its message id in texts/, its fields the variables. Notices carry numbers,
codes, dates and ids; texts of letters are joined at delivery, so that an outbox holds none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from letters.letter import Letter, Rating


class Audience(StrEnum):
    """Who a notice is for."""

    CITIZEN = "citizen"
    OFFICE = "office"
    CHIEF = "chief"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Recipient:
    """An audience, and for a department its code."""

    audience: Audience
    department: str | None = None

    def __str__(self) -> str:
        """Returns "citizen", "office", "chief" or "department:CODE", as kept in keys."""
        return f"{self.audience}:{self.department}" if self.department else str(self.audience)


TO_CITIZEN = Recipient(Audience.CITIZEN)
TO_OFFICE = Recipient(Audience.OFFICE)
TO_CHIEF = Recipient(Audience.CHIEF)


def to_department(code: str) -> Recipient:
    """Returns the department's address."""
    return Recipient(Audience.DEPARTMENT, code)


# -- to the citizen -------------------------------------------------------------------------------


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


# -- to office and departments: a headline over the letter's card ----------------------------------


@dataclass(frozen=True, slots=True)
class Arrived:
    number: str


@dataclass(frozen=True, slots=True)
class AssignedToYou:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class CoHandling:
    number: str
    lead: str
    due: date


@dataclass(frozen=True, slots=True)
class TakenAway:
    number: str


@dataclass(frozen=True, slots=True)
class Returned:
    number: str
    department: str
    transfers: int


@dataclass(frozen=True, slots=True)
class DraftReady:
    number: str
    department: str


@dataclass(frozen=True, slots=True)
class AnswerSent:
    number: str


@dataclass(frozen=True, slots=True)
class SentBack:
    number: str


@dataclass(frozen=True, slots=True)
class CitizenAdded:
    number: str


@dataclass(frozen=True, slots=True)
class CitizenEdited:
    number: str


@dataclass(frozen=True, slots=True)
class WithdrawnByCitizen:
    number: str


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    number: str
    department: str
    days: int
    due: date


@dataclass(frozen=True, slots=True)
class ExtensionGranted:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class ExtensionRefused:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class Contributed:
    number: str
    department: str


@dataclass(frozen=True, slots=True)
class Urged:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class Supervised:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class Rated:
    number: str
    rating: Rating


@dataclass(frozen=True, slots=True)
class ReopenedByCitizen:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class KindChanged:
    number: str
    kind: str
    due: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """A step of the ladder, `offset` working days after a clock's date.

    `day`: since when this reader should have been told; earlier than today after a silence.
    """

    number: str
    clock: str  # of the procedure
    offset: int
    day: date
    due: date


@dataclass(frozen=True, slots=True)
class ReturnAsked:
    number: str
    department: str


@dataclass(frozen=True, slots=True)
class ReturnRefused:
    number: str
    due: date


@dataclass(frozen=True, slots=True)
class TakenBack:
    number: str
    department: str


@dataclass(frozen=True, slots=True)
class PublishingWithdrawn:
    """The citizen no longer wants the answer public: it has to go from the website, too."""

    number: str


@dataclass(frozen=True, slots=True)
class CouldNotReachCitizen:
    number: str


@dataclass(frozen=True, slots=True)
class CouldNotReachDepartment:
    number: str
    department: str


@dataclass(frozen=True, slots=True)
class StillInSight:
    number: str
    department: str


@dataclass(frozen=True, slots=True)
class CouldNotReachOffice:
    number: str


@dataclass(frozen=True, slots=True)
class CouldNotReachChief:
    number: str


# -- to the office, about no letter of its own -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weekly:
    """The week's notice: what is open, due and overdue, by department, as it is delivered."""

    week: date


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """The dates of so many open letters no longer follow from calendar and rules."""

    certain_until: date
    letters: int


@dataclass(frozen=True, slots=True)
class OutboxStuck:
    """Messages have been waiting for so many minutes."""

    messages: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SweepMissed:
    """No sweep has run, as when the program stood still; both are on the office's clock."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class CalendarEnds:
    """The days off after this day are not announced, or not known to this program."""

    certain_until: date


@dataclass(frozen=True, slots=True)
class DiskNearlyFull:
    megabytes: int


@dataclass(frozen=True, slots=True)
class BackupsFail:
    """No backup since a day."""

    since: date


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
StaffNotice = (
    Arrived
    | AssignedToYou
    | CoHandling
    | TakenAway
    | Returned
    | DraftReady
    | AnswerSent
    | SentBack
    | CitizenAdded
    | CitizenEdited
    | WithdrawnByCitizen
    | ExtensionAsked
    | ExtensionGranted
    | ExtensionRefused
    | Contributed
    | Urged
    | Supervised
    | Rated
    | ReopenedByCitizen
    | KindChanged
    | Reminder
    | CouldNotReachCitizen
    | CouldNotReachDepartment
    | StillInSight
    | CouldNotReachOffice
    | CouldNotReachChief
    | ReturnAsked
    | ReturnRefused
    | TakenBack
    | PublishingWithdrawn
)
Alarm = OutboxStuck | SweepMissed | CalendarEnds | DiskNearlyFull | BackupsFail
OfficeNotice = Weekly | CalendarChanged | Alarm
Notice = CitizenNotice | StaffNotice | OfficeNotice


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """What a procedure of another kind tells; its notices are of this class."""

    number: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A notice on its way. `key` makes it unique for ever; `after` is an instant in UTC.

    `letter` names another letter than the one acted on (a merged one, told of its answer).
    """

    to: Recipient
    notice: Notice | OwnNotice
    key: str | None = None
    after: datetime | None = None
    letter: Letter | None = None
