"""The office as configured: its mailboxes, departments, limits and ladder of reminders.

Plain frozen facts. Reading and checking the configuration file is bot/config's work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from letters import deadlines
from letters.figures import Rounding
from letters.letter import Card, Kind
from letters.limits import Limits
from letters.procedure import LETTERS, Procedure, named
from letters.workdays import Calendar

DEFAULT_LIMITS: Mapping[str, int] = MappingProxyType(
    {
        Kind.INQUIRY: 5,
        Kind.HELP: 5,
        Kind.COMPLAINT: 15,
        Kind.REPORT: 15,
        Kind.SUGGESTION: 7,
        Kind.THANKS: 5,
    }
)
LIMITS_BY_LAW = frozenset({Kind.COMPLAINT, Kind.REPORT, Kind.SUGGESTION})
"""网站建议 7, complex 15 working days: 国办发〔2014〕57号; the others are the office's custom."""
DEFAULT_URGENT_LIMITS: Mapping[str, int] = MappingProxyType(dict.fromkeys(Kind, 1))


class Clock(StrEnum):
    """The clocks of a letter (domain §4); what each runs from and to is letters/clocks' to say."""

    TRIAGE = "triage"
    RETURN = "return"
    DEPARTMENT = "department"
    REPLY = "reply"


class Told(StrEnum):
    """Whom a step of the ladder tells; the handler is the department, or the office before."""

    HANDLER = "handler"
    OFFICE = "office"
    CHIEF = "chief"


class Start(StrEnum):
    """What a mailbox's reply clock runs from."""

    RECEIVED = "received"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder of reminders: working days from a clock's date, and who is told."""

    offset: int
    tell: tuple[Told, ...]
    card: Card | None = None
    clock: str = Clock.REPLY

    @property
    def name(self) -> str:
        """Returns the step as written in keys and events: "-1", "0", "+1"."""
        return f"{self.offset:+d}" if self.offset else "0"


DEFAULT_LADDER = (
    Step(-2, (Told.HANDLER,)),
    Step(-1, (Told.HANDLER,), Card.YELLOW),
    Step(0, (Told.HANDLER,)),
    Step(+1, (Told.HANDLER, Told.OFFICE), Card.RED),
    Step(+3, (Told.OFFICE, Told.CHIEF)),
    Step(+5, (Told.CHIEF,)),
)
"""Domain §4, Reminders. The weekly notice lists what is overdue all the while."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A configured channel letters come in by. All limits but retention in working days."""

    code: str
    title: str
    prefix: str
    review: bool
    limits: Mapping[str, int]
    urgent_limits: Mapping[str, int] = field(default_factory=lambda: DEFAULT_URGENT_LIMITS)
    start: Start = Start.RECEIVED
    triage_limit: int = deadlines.TRIAGE_LIMIT
    return_limit: int = deadlines.RETURN_LIMIT
    department_margin: int = deadlines.DEPARTMENT_MARGIN
    extension_cap: int = 15
    reopen_limit: int = 5
    pause_limit: int = deadlines.SILENCE_LIMIT
    rating_days: int = 7
    retention: int | None = None  # days after the conclusion, calendar days; None: not erased
    ladder: tuple[Step, ...] = DEFAULT_LADDER
    procedure: Procedure = field(default_factory=lambda: named(LETTERS))

    def limit(self, kind: str, *, urgent: bool) -> int:
        """Returns the working days within which a letter of this kind is answered."""
        return (self.urgent_limits if urgent else self.limits)[kind]


@dataclass(frozen=True, slots=True)
class Department:
    """A department letters are assigned to. `chat` is its group, None for private chats only."""

    code: str
    name: str
    chat: int | None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What letters may be about, for the figures; one with its keywords is taken to be."""

    code: str
    name: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """The office and all it is configured with."""

    name: str
    language: str
    timezone: ZoneInfo
    chat: int | None
    chiefs: frozenset[int]
    clerks: frozenset[int]
    mailboxes: tuple[Mailbox, ...]
    departments: tuple[Department, ...]
    calendar: Calendar
    opens: time = time(9, 0)
    closes: time = time(17, 30)
    topics: tuple[Topic, ...] = ()
    rounding: Rounding = Rounding.DOWN
    decimals: int = 1
    limits: Limits = field(default_factory=Limits)

    def mailbox(self, code: str) -> Mailbox:
        """Returns the mailbox of that code. KeyError where there is none."""
        return {m.code: m for m in self.mailboxes}[code]

    def following(self, procedure: str) -> tuple[Mailbox, ...]:
        """Returns the mailboxes that follow the procedure of that code."""
        return tuple(m for m in self.mailboxes if m.procedure.code == procedure)

    def department(self, code: str) -> Department:
        """Returns the department of that code. KeyError where there is none."""
        return {d.code: d for d in self.departments}[code]

    def department_name(self, code: str | None) -> str:
        """Returns a department's name, its code where it is configured no more; "" for none."""
        return {d.code: d.name for d in self.departments}.get(code or "", code or "")

    def local_date(self, at: datetime) -> date:
        """Returns the office's own date at an instant."""
        return deadlines.local_date(at, self.timezone)
