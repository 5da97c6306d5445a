"""What the mailbox tells people: typed notices, addressed, without a word of prose.

A notice's class name is its message id in texts/, its fields the variables. Notices carry numbers,
codes, dates and ids; texts of letters are joined at delivery, so that an outbox holds none.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from letters.letter import Letter
from letters.notices_to_citizen import CitizenNotice
from letters.notices_to_staff import OfficeNotice, StaffNotice


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
