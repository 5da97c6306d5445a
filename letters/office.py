"""The office as configured: its mailboxes, departments, limits and ladder of reminders.

Plain frozen facts. Reading and checking the configuration file is bot/config's work.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from letters import deadlines
from letters.letter import Card, Kind
from letters.workdays import Calendar

# 网站建议 7, complex 15 working days: 国办发〔2014〕57号; the others are the office's custom.
DEFAULT_LIMITS = {
    Kind.INQUIRY: 5,
    Kind.HELP: 5,
    Kind.COMPLAINT: 15,
    Kind.REPORT: 15,
    Kind.SUGGESTION: 7,
    Kind.THANKS: 5,
}
URGENT_LIMIT = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder of reminders: working days from the date, and who is told."""

    offset: int
    tell_handler: bool
    tell_office: bool
    tell_chief: bool = False
    card: Card | None = None

    @property
    def name(self) -> str:
        """Returns the step as written in keys and events: "-1", "0", "+1"."""
        return f"{self.offset:+d}" if self.offset else "0"


DEFAULT_LADDER = (
    Step(-1, tell_handler=True, tell_office=False, card=Card.YELLOW),
    Step(0, tell_handler=True, tell_office=False, card=Card.YELLOW),
    Step(+1, tell_handler=True, tell_office=True, card=Card.RED),
)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A configured channel letters come in by. All limits in working days."""

    code: str
    title: str
    prefix: str
    review: bool
    limits: dict[Kind, int]
    triage_limit: int = deadlines.TRIAGE_LIMIT
    return_limit: int = deadlines.RETURN_LIMIT
    extension_cap: int = 15
    reopen_limit: int = 5
    pause_limit: int = deadlines.SILENCE_LIMIT
    rating_days: int = 7
    ladder: tuple[Step, ...] = DEFAULT_LADDER

    def limit(self, kind: Kind, *, urgent: bool) -> int:
        """Returns the working days within which a letter of this kind is answered."""
        return URGENT_LIMIT if urgent else self.limits[kind]


@dataclass(frozen=True, slots=True)
class Department:
    """A department letters are assigned to. `chat` is its group, None for private chats only."""

    code: str
    name: str
    chat: int | None
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

    def mailbox(self, code: str) -> Mailbox:
        """Returns the mailbox of that code. KeyError where there is none."""
        return {m.code: m for m in self.mailboxes}[code]

    def department(self, code: str) -> Department:
        """Returns the department of that code. KeyError where there is none."""
        return {d.code: d for d in self.departments}[code]

    def local_date(self, at: datetime) -> date:
        """Returns the office's own date at an instant."""
        return deadlines.local_date(at, self.timezone)
