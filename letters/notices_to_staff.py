"""What office and departments are told: of a letter, as a headline over its card; of the office.

See letters/notices.
"""

from dataclasses import dataclass
from datetime import date

from letters.letter import Rating


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
